"""The Wayback Machine's index: which captures it has of a site, and which of them are worth fetching.

What the server takes and gives: https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server.
Its lines are sorted by address, then by time. A time limit only filters them, so a site is asked for once
over all years: asking year by year would make the server walk the whole site each time, and would tear an
article's captures apart.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from crawler.platform import PageError
from crawler.urls import canonical
from crawler.variants import is_variant, variant_key

PATH = "/cdx/search/cdx"
EXPECTED = "the index's answer (a JSON array of lines)"
FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
LINES = 3000  # an answer: about 600 kB, and a few seconds of the server's time
# A wall, a consent page or an error told with status 200 is far smaller than the article it stands for.
LEAST_SHARE = 0.25


@dataclass(frozen=True)
class IndexLine:
    """One capture: its address as the archive has it, when (14 digits, UTC), and what tells its content."""

    stamp: str
    url: str
    digest: str
    length: int | None = None

    @property
    def captured_at(self) -> str:
        """When it was captured, as every stored time stamp is written."""
        return iso_stamp(self.stamp) or ""


@dataclass(frozen=True)
class IndexAnswer:
    """An answer's captures, in its order; where the next one starts; and lines that could not be read."""

    lines: list[IndexLine] = field(default_factory=list)
    resume_key: str | None = None
    unread: list[str] = field(default_factory=list)


def question(
    archive: str,
    domain: str,
    *,
    since: str | None = None,
    until: str | None = None,
    filters: Sequence[str] = (),
    resume_key: str | None = None,
) -> str:
    """Return the address that asks an archive for a domain's captures of HTML pages with status 200.

    `since` and `until` are ISO days, both included; `filters` the server's own ("field:regex", "!" for not).
    `resume_key` asks for what follows an answer.
    """
    wish: dict[str, Any] = {
        "url": domain,
        "matchType": "domain",
        "from": (since or "").replace("-", "") or None,
        "to": (until or "").replace("-", "") or None,
        "filter": ["statuscode:200", "mimetype:text/html", *filters],
        "collapse": "digest",
        "fl": ",".join(FIELDS),
        "output": "json",
        "limit": LINES,
        "showResumeKey": "true",
        "resumeKey": resume_key,
    }
    told = urlencode({name: value for name, value in wish.items() if value is not None}, doseq=True)
    return f"{archive.rstrip('/')}{PATH}?{told}"


def asked(url: str) -> dict[str, list[str]]:
    """Return what an address asks the index for, whatever part of the answer it wants."""
    return {name: sorted(told) for name, told in parse_qs(urlsplit(url).query).items() if name != "resumeKey"}


def read_answer(body: bytes) -> IndexAnswer:
    """Read an answer. Raises PageError when it is none: a refusal, a page for people, half an answer."""
    try:
        rows = json.loads(body)
    except (ValueError, RecursionError) as error:
        words = " ".join(re.sub(r"<[^>]*>", " ", body[:2000].decode("utf-8", "replace")).split())
        raise PageError(f"{words[:160] or 'nothing'!r}; expected {EXPECTED}") from error
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise PageError(f"JSON of another shape; expected {EXPECTED}")
    if not rows:
        return IndexAnswer()
    names = rows[0]
    if missing := sorted({"timestamp", "original", "digest"} - {name for name in names if name in FIELDS}):
        raise PageError(f"lines without {', '.join(missing)}; expected {EXPECTED}")
    answer = IndexAnswer(resume_key=_resume_key(rows))
    for row in filter(None, rows[1:] if answer.resume_key is None else rows[1:-1]):
        told = {name: str(value) for name, value in zip(names, row, strict=False) if value is not None}
        line = _line(told)
        if line is None:
            answer.unread.append(" ".join(map(str, row))[:200])
        elif _is_page(told):
            answer.lines.append(line)
    return answer


def _resume_key(rows: list[list[Any]]) -> str | None:
    """Return the key that stands alone in the last row, after an empty one."""
    lone = len(rows) > 1 and len(rows[-1]) == 1 and len(rows[0]) > 1
    return str(rows[-1][0]) if lone and rows[-1][0] else None


def _line(told: Mapping[str, str]) -> IndexLine | None:
    stamp, url, length = (told.get(name, "") for name in ("timestamp", "original", "length"))
    try:
        canonical(url)
        known = "@" not in urlsplit(url).netloc  # crawlers took "http://mailto:..." for a page
    except ValueError:
        return None
    if not known or iso_stamp(stamp) is None:
        return None
    return IndexLine(stamp, url, told.get("digest", ""), int(length) if length.isdecimal() else None)


def _is_page(told: Mapping[str, str]) -> bool:
    """Tell whether a line is what was asked for: a server without filters gives pictures and errors too."""
    return told.get("statuscode", "200") == "200" and "html" in told.get("mimetype", "html")


def iso_stamp(stamp: str) -> str | None:
    """Return an archive's 14 digits as ISO 8601 with Z; None when they are no moment."""
    if not re.fullmatch(r"\d{14}", stamp):
        return None
    try:
        moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def worth_fetching(lines: Iterable[IndexLine]) -> list[IndexLine]:
    """Return each page's first and its last good capture: what it said, and what became of it.

    Spellings of one address are one page; its plain form goes before AMP and print. The same content is
    fetched once. A capture far smaller than the page's largest is not good.
    """
    keyed = sorted(lines, key=lambda line: (variant_key(line.url), line.stamp, line.url))
    chosen: list[IndexLine] = []
    for _, group in groupby(keyed, key=lambda line: variant_key(line.url)):
        good = _good(list(group))
        chosen.append(good[0])
        if good[-1].digest != good[0].digest or not good[0].digest:
            chosen.extend(good[-1:] if len(good) > 1 else ())
    return chosen


def _good(captures: list[IndexLine]) -> list[IndexLine]:
    plain = [line for line in captures if not is_variant(line.url)] or captures
    largest = max(line.length or 0 for line in plain)
    return [line for line in plain if line.length is None or line.length >= LEAST_SHARE * largest] or plain
