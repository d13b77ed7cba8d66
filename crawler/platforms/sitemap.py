"""Sitemaps: `urlset` with Google's news extension, indexes of them, gzip; no entity is ever expanded."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from crawler.page_lines import absolute
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms.feed import Feed
from crawler.platforms.listing_shapes import day_in
from crawler.platforms.sitemap_children import chosen_children, span_in_name
from crawler.platforms.sitemap_entries import EXPECTED, Entry, read_entries
from crawler.urls import within
from db.records import Link, Record, Remark
from db.registry import Source

DAYS_BACK = 60  # a look that nobody dated wants the recent weeks, not an archive from its beginning
MOST_OF_ONE = 1000  # Google's limit for a news sitemap: more entries, or an index above, mean an archive
OLDEST_CHANGED = 365  # days: an older article with a new stamp was touched by a program, not by an editor
LEVELS = 5  # an index of indexes of indexes is a mistake, or a trap
_LEVEL = re.compile(r" level (\d+)$")


class Sitemap(Platform):
    """An outlet's sitemap: a link for each page, with its title and date where the sitemap tells them.

    Option `include`: path prefixes ("/education/") or regular expressions ("re:^/\\d{4}/"); a page that
    matches none is not followed. Of an index those sitemaps are read that can hold what the look wants.
    """

    name = "sitemap"
    version = "3"
    options = frozenset({"include"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the sitemap or index."""
        del window
        self.check_options(source)
        return [Follow(url=source.url, platform=self.name, kind="sitemap")]

    def parse(self, page: Page) -> list[Record]:
        """Return a Link an entry. Raises PageError when it is no sitemap, cut off or empty."""
        read = read_entries(page.body)
        if read.feed:
            return Feed().parse(page)  # sitemaps.org takes RSS and Atom for sitemaps, and so do sites
        records = [_record(entry, page.url, index=read.index) for entry in read.entries]
        if not any(isinstance(record, Link) for record in records):
            raise PageError(f"a sitemap without entries; expected {EXPECTED} with at least one")
        undated = sum(1 for record in records if isinstance(record, Link) and not record.latest)
        if undated > MOST_OF_ONE and not read.index:
            told = f"{undated:,} entries without a date: only a look with --since follows them"
            records.append(Remark(kind="undated sitemap", message=told, url=page.url))
        return records

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow pages in the window on the source's domains, and indexes that can hold such pages."""
        links = [record for record in records if isinstance(record, Link)]
        own = [link for link in links if within(link.url, source.domains)]
        level = _level(page.kind)
        since = window.since or window.today - timedelta(days=DAYS_BACK)
        archive = window.since is None and (level > 1 or len(links) > MOST_OF_ONE)
        undated = sum(1 for link in links if not link.latest)
        follows = [
            Follow(url=link.url, platform="article", kind="article", date=link.latest)
            for link in own
            if link.kind == "article" and _included(link.url, source) and window.holds(link.latest)
            if not archive or _is_recent(link, since, undated_too=undated <= MOST_OF_ONE)
        ]
        children = [link for link in own if link.kind == "sitemap"] if level < LEVELS else []
        wanted = chosen_children(children, since, window.until, back=window.since is not None)
        return follows + [self._child(link, level + 1, window.today) for link in wanted]

    def _child(self, link: Link, level: int, today: date) -> Follow:
        # A sitemap that may still grow is of today: it is looked at at every look that wants it.
        span = span_in_name(link.url)
        last = span.last.isoformat() if span else link.latest
        day = min(last or today.isoformat(), today.isoformat())
        return Follow(url=link.url, platform=self.name, kind=f"sitemap level {level}", date=day)


def _record(entry: Entry, base: str, *, index: bool) -> Record:
    words = " " in entry.location and not entry.location.lower().startswith(("http", "/"))
    url = None if words else absolute(base, entry.location)
    if url is None:
        told = f"{entry.location[:120]!r} is no web address"
        return Remark(kind="entry without link", message=told, url=base)
    day = None if index else day_in(url)
    published = entry.published or (day.isoformat() if day else None) or entry.changed
    kind = "sitemap" if index else "article"
    return Link(url=url, title=entry.title, kind=kind, date=published, modified=entry.changed)


def _is_recent(link: Link, since: date, *, undated_too: bool) -> bool:
    """Tell whether an archive's entry is of the recent weeks, and no old article that a program touched."""
    if not link.latest:
        return undated_too
    old = (since - timedelta(days=OLDEST_CHANGED)).isoformat()
    return link.latest >= since.isoformat() and (link.date or link.latest)[:10] >= old


def _level(kind: str | None) -> int:
    match = _LEVEL.search(kind or "")
    return int(match[1]) if match else 1


def _included(url: str, source: Source) -> bool:
    patterns = source.options.get("include")
    if not patterns:
        return True
    path = urlsplit(url).path
    return any(
        re.search(pattern[3:], path) if pattern.startswith("re:") else path.startswith(pattern)
        for pattern in patterns
    )
