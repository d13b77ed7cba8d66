"""RSS, Atom and JSON feeds, as they are in the wild: wrong charsets, HTML entities, half a file."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import feedparser

from crawler.markup import plain_line
from crawler.packed import GZIP, unpacked
from crawler.page_lines import squeeze
from crawler.paging import articles_to_follow, further, page_number, pages_of, reaches_window
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms.feed_dates import is_absurd, read_moment
from crawler.platforms.feed_json import json_entries
from crawler.platforms.feed_links import entry_address, leads_away
from crawler.platforms.feed_text import EXPECTED, MAX_BYTES, feed_text
from db.clock import now
from db.records import Link, Record, Remark
from db.registry import Source

PAGE = "paged"  # WordPress' parameter for a feed's further pages


class Feed(Platform):
    """An outlet's feed: a link for each entry, with its title and when it was published.

    Options: `more`, further feeds; `pages`, how many further pages of a WordPress feed (`?paged=2`) a look
    with --since reads at most.
    """

    name = "feed"
    version = "3"
    options = frozenset({"more", "pages"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the feed, and with those under the option `more` (a list of addresses)."""
        del window
        self.check_options(source)
        pages_of(source.options)
        urls = [source.url, *source.options.get("more", [])]
        return [Follow(url=url, platform=self.name, kind="feed") for url in urls]

    def parse(self, page: Page) -> list[Record]:
        """Return a Link an entry, newest as the feed has it. Raises PageError when it is no feed or empty.

        Dates that no article can have by the clock are left out and told.
        """
        records: list[Record] = []
        seen: set[str] = set()
        entries = list(_entries(page))
        if not entries:
            raise PageError(f"a feed without entries; expected {EXPECTED} with at least one")
        for entry in entries:
            url, title = entry_address(entry, page.url), plain_line(str(entry.get("title") or ""))
            if url is None or leads_away(url):
                where = "no web address" if url is None else "an address that hides the article's"
                told = f"{squeeze(title)[:120]!r} has {where}"
                records.append(Remark(kind="entry without link", message=told, url=page.url))
            elif url not in seen:
                seen.add(url)
                records += _link(entry, url, title, page.timezone)
        if not seen:
            raise PageError(f"a feed whose entries have no web address; expected {EXPECTED}")
        return records

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow the entries of the window on the source's own domains; with --since the feed's next page."""
        links = [record for record in records if isinstance(record, Link)]
        follows = articles_to_follow(links, source, window)
        number = page_number(page.kind) + 1
        if window.since and number <= 1 + pages_of(source.options) and reaches_window(links, window):
            day = min((link.latest for link in links if link.latest), default=None)
            kind = further(self.name, number)
            follows.append(Follow(url=_paged(page.url, number), platform=self.name, kind=kind, date=day))
        return follows


def _entries(page: Page) -> Iterator[Any]:
    body = unpacked(page.body, MAX_BYTES, EXPECTED) if page.body.startswith(GZIP) else page.body
    if body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        yield from json_entries(body)
        return
    text = feed_text(body)
    try:
        parsed = feedparser.parse(
            text.encode("utf-8", "replace"),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "text/xml; charset=utf-8", "content-location": page.url},
        )
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
        # feedparser's fallback for broken XML trips over references to no character (&#xD800;) and more.
        raise PageError(f"no readable feed ({error}); expected {EXPECTED}") from error
    if not parsed.get("version") and not parsed.entries:
        raise PageError(f"no feed ({_reason(parsed)}); expected {EXPECTED}")
    yield from parsed.entries


def _link(entry: Any, url: str, title: str | None, zone: str | None) -> Iterator[Record]:
    """Yield an entry's Link, and a Remark for each date of it that cannot be."""
    dates: dict[str, str | None] = {}
    for name, keys in (("date", ("published", "updated", "created")), ("modified", ("updated",))):
        dates[name], odd = _moment(entry, keys, zone)
        if odd and name == "date":
            yield Remark(kind="absurd date", message=f"{url} is dated {odd}; the date is not used", url=url)
    yield Link(url=url, title=title, kind="article", **dates)


def _moment(entry: Any, names: Sequence[str], zone: str | None) -> tuple[str | None, str | None]:
    """Return the first date under the names, and one that was passed over because it cannot be."""
    odd = None
    for name in names:
        # feedparser answers "updated" with "published" where there is none; the dict below it does not.
        raw, parsed = dict.get(entry, name), dict.get(entry, f"{name}_parsed")
        moment = read_moment(raw, zone, parsed) if isinstance(raw, str) and raw.strip() else None
        if moment is None:
            continue
        if not is_absurd(moment, now().date()):
            return moment.isoformat(), odd
        odd = odd or (moment.date() if isinstance(moment, datetime) else moment).isoformat()
    return None, odd


def _paged(url: str, number: int) -> str:
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != PAGE]
    return parts._replace(query=urlencode([*kept, (PAGE, str(number))])).geturl()


def _reason(parsed: Any) -> str:
    problem = parsed.get("bozo_exception")
    return str(problem)[:160] if problem else "no element that a feed has"
