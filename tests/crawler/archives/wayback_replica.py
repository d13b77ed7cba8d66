"""A Wayback Machine on 127.0.0.1: its index and its captures, as its server gives them."""

import hashlib
import json
import re
from bisect import insort
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import parse_qs, quote_plus, unquote_plus, urlsplit

from tests.crawler.site import Answer, Handler, Site, serving

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
NOT_ARCHIVED = b"""<html><head><title>Internet Archive Wayback Machine</title>
<script src="https://web-static.archive.org/_static/js/bundle-playback.js"></script></head>
<body><p>The Wayback Machine has not archived that URL.</p></body></html>"""


@dataclass(order=True)
class Kept:
    urlkey: str
    stamp: str
    original: str
    body: bytes = field(compare=False)

    def line(self) -> list[str]:
        digest = hashlib.sha1(self.body, usedforsecurity=False).hexdigest().upper()
        return [self.urlkey, self.stamp, self.original, "text/html", "200", digest, str(len(self.body))]


def urlkey(url: str) -> str:
    """Return an address as the index sorts it: host turned round, lower case, no last slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}){parts.path.rstrip('/') or '/'}{query}".lower()


class Replica(dict[str, bytes | Answer]):
    """The site's pages: what stands under a path by itself goes before index and captures."""

    def __init__(self, page_size: int) -> None:
        super().__init__()
        self.page_size = page_size
        self.kept: list[Kept] = []

    def keep(self, stamp: str, url: str, body: bytes) -> None:
        insort(self.kept, Kept(urlkey(url), stamp, url, body))

    def get(self, path: str) -> bytes | Answer | None:  # type: ignore[override]
        if path in self:
            return self[path]
        if path.startswith("/cdx/search/cdx?"):
            return self._index(parse_qs(urlsplit(path).query))
        found = re.match(r"/web/(\d{14})id_/(.+)", path)
        return self._capture(found[1], found[2]) if found else None

    def _index(self, asked: dict[str, list[str]]) -> bytes:
        rows = [row for row in self.kept if _answers(row, asked)]
        rows = [next(group) for _, group in groupby(rows, key=lambda row: row.line()[5])]
        if key := asked.get("resumeKey"):
            start = tuple(unquote_plus(key[0]).rsplit(" ", 1))
            rows = [row for row in rows if (row.urlkey, row.stamp) >= start]
        size = min(self.page_size, int(asked["limit"][0]))
        shown, rest = rows[:size], rows[size:]
        lines: list[list[str]] = [list(FIELDS), *(row.line() for row in shown)] if shown else []
        if rest:
            lines += [[], [quote_plus(f"{rest[0].urlkey} {rest[0].stamp}")]]
        return json.dumps(lines).encode()

    def _capture(self, stamp: str, url: str) -> Answer:
        near = [row for row in self.kept if row.urlkey == urlkey(url)]
        if not near:
            return lambda handler: handler.answer(404, NOT_ARCHIVED)
        row = min(near, key=lambda one: abs(int(one.stamp) - int(stamp)))
        if row.stamp == stamp:
            return lambda handler: _play(handler, row)
        location = f"/web/{row.stamp}id_/{row.original}"
        return lambda handler: handler.answer(302, Location=location)


def _play(handler: Handler, row: Kept) -> None:
    handler.answer(200, row.body, Content_Type="text/html; charset=utf-8", x_archive_src="made.warc.gz")


def _answers(row: Kept, asked: dict[str, list[str]]) -> bool:
    host = ",".join(reversed(asked["url"][0].split(".")))
    told = dict(zip(FIELDS, row.line(), strict=True))
    return (
        row.urlkey.startswith((f"{host})", f"{host},"))
        and asked.get("from", ["0"])[0] <= row.stamp
        and row.stamp <= asked.get("to", ["9"])[0].ljust(14, "9")
        and all(_passes(told, wish) for wish in asked.get("filter", []))
    )


def _passes(told: dict[str, str], wish: str) -> bool:
    name, _, pattern = wish.lstrip("!").partition(":")
    return (re.fullmatch(pattern, told[name]) is None) == wish.startswith("!")


@contextmanager
def wayback(page_size: int = 4) -> Iterator[tuple[Site, Replica]]:
    """Serve an archive whose index gives at most `page_size` lines an answer."""
    with serving() as site:
        pages = Replica(page_size)
        pages["/robots.txt"] = b"User-agent: *\nDisallow: /save/\n"
        site.pages = pages
        yield site, pages
