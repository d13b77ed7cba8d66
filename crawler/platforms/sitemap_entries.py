"""A sitemap's bytes as its entries, whatever prefixes, extensions and small faults stand in them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html.entities import name2codepoint

import lxml.etree

from crawler.packed import unpacked
from crawler.page_lines import charset, squeeze
from crawler.platform import PageError

EXPECTED = "a sitemap (urlset or sitemapindex)"
MAX_BYTES = 50 * 1024 * 1024  # sitemaps.org's own limit, uncompressed
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+ ?(?:Z|[+-]\d{2}:?\d{2})?)?$")
_BARE_AMPERSAND = re.compile(rb"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,31};)")
_NAMED = re.compile(rb"&(\w{2,31});")
_OWN = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ADDRESS_LINE = re.compile(r"https?://\S+$", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One entry of a sitemap: what stands as its address, and what is told of it."""

    location: str
    title: str | None = None
    published: str | None = None
    changed: str | None = None


@dataclass(frozen=True)
class Entries:
    """A sitemap read. `index` tells that its entries are sitemaps; `feed` that it is RSS or Atom instead."""

    index: bool
    entries: list[Entry]
    feed: bool = False


def read_entries(body: bytes) -> Entries:
    """Return a sitemap's entries. Raises PageError when it is none, cut off, packed too large or a trap."""
    plain = unpacked(body, MAX_BYTES, EXPECTED).lstrip(b"\xef\xbb\xbf \t\r\n")
    if (addresses := _as_text(plain)) is not None:
        return Entries(False, [Entry(address) for address in addresses])
    root = _root(plain)
    name = lxml.etree.QName(root).localname if isinstance(root.tag, str) else ""
    if name.lower() in {"rss", "feed", "rdf"}:
        return Entries(False, [], feed=True)
    if name not in {"urlset", "sitemapindex"}:
        raise PageError(f"XML with root <{name}>; expected {EXPECTED}")
    return Entries(name == "sitemapindex", list(_of_xml(root)))


def _of_xml(root: lxml.etree._Element) -> Iterator[Entry]:
    for element in root.iterchildren("{*}url", "{*}sitemap"):
        yield Entry(
            location=squeeze(element.findtext("{*}loc")),
            title=squeeze(html.unescape(_news(element, "title") or "")) or None,
            published=_date(_news(element, "publication_date")),
            changed=_date(element.findtext("{*}lastmod")),
        )


def _news(entry: lxml.etree._Element, name: str) -> str | None:
    """Return the text of news:title and the like, whatever prefix the site gave Google's namespace."""
    found = entry.find(f"{{*}}news/{{*}}{name}")
    return found.text if found is not None else None


def _as_text(body: bytes) -> list[str] | None:
    """Return the addresses of a sitemap in sitemaps.org's text format, one a line; None for anything else."""
    if body[:1] == b"<" or b"http" not in body[:4096].lower():
        return None
    lines = [line.strip() for line in body.decode(charset(body), "replace").splitlines() if line.strip()]
    addresses = sum(1 for line in lines if _ADDRESS_LINE.match(line))
    return lines if 2 * addresses > len(lines) else None


def _root(body: bytes) -> lxml.etree._Element:
    start = body[:2048].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise PageError(f"an HTML page; expected {EXPECTED}")
    if b"<!doctype" in start or b"<!entity" in start:
        raise PageError(f"XML that declares a document type; expected {EXPECTED} without one")
    try:
        return _parsed(body)
    except (lxml.etree.LxmlError, ValueError) as first:
        # What sites write by hand: a bare & in an address, HTML's entities, control characters.
        mended = _CONTROLS.sub(b"", _NAMED.sub(_numbered, _BARE_AMPERSAND.sub(b"&amp;", body)))
        try:
            return _parsed(mended)
        except (lxml.etree.LxmlError, ValueError):
            raise PageError(f"no well-formed XML ({first}); expected {EXPECTED}") from first


def _parsed(body: bytes) -> lxml.etree._Element:
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return lxml.etree.fromstring(body, parser)


def _numbered(match: re.Match[bytes]) -> bytes:
    if match[1] in _OWN:
        return match[0]
    code = name2codepoint.get(match[1].decode("ascii", "replace"))
    return f"&#{code};".encode() if code else b"&amp;" + match[0][1:]


def _date(text: str | None) -> str | None:
    plain = squeeze(text)
    if not _DATE.match(plain):
        return None
    try:
        date.fromisoformat(plain[:10])
    except ValueError:
        return None
    return plain
