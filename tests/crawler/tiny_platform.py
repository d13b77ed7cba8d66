"""A platform just large enough to drive the engine: a page says LIST and its links, or LEAF and words.

A link line may carry more: `url|kind|date|post|token`. HANG and BUSY hang in the parser, CRASH, EAT and
PRINT do in it what they say.
"""

import time
from collections.abc import Sequence

from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.urls import canonical
from db.records import Link, Record
from db.registry import Source


class Tiny(Platform):
    name = "feed"

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        del window
        if source.options.get("more"):
            raise ValueError("option 'more' is set")
        urls = [source.url, *source.options.get("also", [])]
        return [Follow(url=url, platform="feed", kind="listing") for url in urls]

    def parse(self, page: Page) -> list[Record]:
        word, _, rest = page.body.partition(b"\n")
        if word.startswith(b"HANG"):
            while True:
                time.sleep(0.01)
        if word.startswith(b"BUSY"):
            while True:
                pass
        if word.startswith(b"EAT"):
            bytearray(64 << 30)
        if word.startswith(b"PRINT"):
            print('{"event": "finished"}', flush=True)
            return []
        if word.startswith(b"CRASH"):
            raise KeyError("a field that was there last year")
        if word.startswith(b"LEAF"):
            return []
        if not word.startswith(b"LIST"):
            raise PageError(f"expected LIST or LEAF, found {page.body[:20]!r}")
        return [Link(url=line) for line in rest.decode().splitlines() if line]

    def means_nothing(self, status: int, body: bytes) -> bool:
        return status == 500 and body == b"LEAF that means nothing"

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        del source, window
        return [self._follow(page, record.url) for record in records if isinstance(record, Link)]

    def _follow(self, page: Page, line: str) -> Follow:
        target, kind, date, post, token = (*line.split("|"), "", "", "", "")[:5]
        request = {"method": "POST", "form": {"id": post}, **({"session": True} if token else {})}
        return Follow(
            url=canonical(target, page.url) if target.startswith("/") else target,
            platform="article" if kind == "article" else "nobody" if kind == "unknown" else "feed",
            kind=kind or "page",
            date=date or None,
            request=request if post else None,
            session={"form": {"token": token}} if token else None,
        )


class Leaf(Platform):
    name = "article"

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        del source, window
        return []

    def parse(self, page: Page) -> list[Record]:
        del page
        return []


PLATFORMS: dict[str, Platform] = {"feed": Tiny(), "article": Leaf()}
