"""Sitemaps: `urlset` with Google's news extension, indexes of them, gzip; no entity is ever expanded."""

import re
import zlib
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

import lxml.etree

from crawler.page_lines import absolute, squeeze
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.urls import within
from db.records import Link, Record, Remark
from db.registry import Source

EXPECTED = "a sitemap (urlset or sitemapindex)"
MAX_BYTES = 50 * 1024 * 1024  # sitemaps.org's own limit, uncompressed
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$")
_MONTH_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])(?!\d{3})")


class Sitemap(Platform):
    """An outlet's sitemap: a link for each page, with its title and date where the sitemap tells them.

    Option `include`: path prefixes ("/education/") or regular expressions ("re:^/\\d{4}/"); a page that
    matches none is not followed. Indexes are always followed, those of months before the window are not.
    """

    name = "sitemap"
    version = "2"
    options = frozenset({"include"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the sitemap or index."""
        del window
        self.check_options(source)
        return [Follow(url=source.url, platform=self.name, kind="sitemap")]

    def parse(self, page: Page) -> list[Record]:
        """Return a Link an entry. Raises PageError when it is no sitemap, cut off or empty."""
        root = _root(_inflate(page.body))
        name = lxml.etree.QName(root).localname if isinstance(root.tag, str) else ""
        if name not in {"urlset", "sitemapindex"}:
            raise PageError(f"XML with root <{name}>; expected {EXPECTED}")
        kind = "article" if name == "urlset" else "sitemap"
        records: list[Record] = []
        for entry in root.iterchildren("{*}url", "{*}sitemap"):
            location = squeeze(entry.findtext("{*}loc"))
            url = absolute(page.url, location)
            if url is None:
                records.append(
                    Remark(kind="entry without link", message=f"{location[:120]!r} is no web address")
                )
                continue
            title, changed = squeeze(_deep(entry, "title")) or None, _date(entry.findtext("{*}lastmod"))
            published = _date(_deep(entry, "publication_date")) or changed
            records.append(Link(url=url, title=title, kind=kind, date=published, modified=changed))
        if not any(isinstance(record, Link) for record in records):
            raise PageError(f"a sitemap without entries; expected {EXPECTED} with at least one")
        return records

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow pages in the window on the source's domains, and indexes that can hold such pages."""
        del page
        wanted = []
        for link in records:
            if not isinstance(link, Link) or not within(link.url, source.domains):
                continue
            if link.kind == "sitemap" and _may_hold(link, window):
                wanted.append(Follow(url=link.url, platform=self.name, kind="sitemap"))
            elif link.kind == "article" and window.holds(link.latest) and _included(link.url, source):
                wanted.append(Follow(url=link.url, platform="article", kind="article", date=link.latest))
        return wanted


def _inflate(body: bytes) -> bytes:
    """Return the bytes unpacked when they are gzip's; at most MAX_BYTES, so that a bomb stays small."""
    if not body.strip():
        raise PageError(f"empty answer; expected {EXPECTED}")
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(body, MAX_BYTES)
    except zlib.error as error:
        raise PageError(f"damaged gzip ({error}); expected {EXPECTED}") from error
    if unpacker.unconsumed_tail:
        raise PageError(f"gzip of more than {MAX_BYTES // 1048576} MB; expected {EXPECTED}")
    if not unpacker.eof:
        raise PageError(f"gzip that is cut off; expected {EXPECTED}")
    return plain


def _root(body: bytes) -> lxml.etree._Element:
    start = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<!doctype html") or start.startswith(b"<html"):
        raise PageError(f"an HTML page; expected {EXPECTED}")
    if b"<!doctype" in start or b"<!entity" in start:
        raise PageError(f"XML that declares a document type; expected {EXPECTED} without one")
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return lxml.etree.fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise PageError(f"no well-formed XML ({error}); expected {EXPECTED}") from error


def _deep(entry: lxml.etree._Element, name: str) -> str | None:
    """Return the text of news:title and the like, whatever prefix the site gave Google's namespace."""
    found = entry.find(f"{{*}}news/{{*}}{name}")
    return found.text if found is not None else None


def _date(text: str | None) -> str | None:
    plain = squeeze(text)
    if not _DATE.match(plain) or len(plain) < 10:
        return None
    try:
        date.fromisoformat(plain[:10])
    except ValueError:
        return None
    return plain


def _may_hold(link: Link, window: Window) -> bool:
    """Tell whether an index entry can hold pages of the window, by its last change or its name's month."""
    if window.since is None:
        return True
    if link.date and link.date[:10] < window.since.isoformat():
        return False
    month = _MONTH_IN_NAME.search(urlsplit(link.url).path + "?" + urlsplit(link.url).query)
    return month is None or f"{month[1]}-{month[2]}" >= window.since.isoformat()[:7]


def _included(url: str, source: Source) -> bool:
    patterns = source.options.get("include")
    if not patterns:
        return True
    path = urlsplit(url).path
    return any(
        re.search(pattern[3:], path) if pattern.startswith("re:") else path.startswith(pattern)
        for pattern in patterns
    )
