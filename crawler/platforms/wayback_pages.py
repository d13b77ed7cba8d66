"""The Wayback Machine's captures: their addresses, and what the archive shows where it has none."""

import re
import zlib
from urllib.parse import parse_qsl, urlsplit

from crawler.page_lines import MAX_BYTES
from crawler.platform import PageError
from crawler.platforms.wayback_index import iso_stamp
from crawler.urls import canonical

EXPECTED = "a page as it was captured"
GZIP = b"\x1f\x8b"
_CAPTURE = re.compile(r"^(https?://[^/]+)/web/(\d{14})([a-z]{2}_)?/(.+)$", re.DOTALL)
# The archive's own pages have no headline but its name; an article about it has.
_OWN_TITLE = re.compile(
    rb"<title[^>]*>\s*(?:internet archive:?\s*)?(?:wayback machine|internet archive)\s*</title>",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    rb"wayback machine has not archived that url|excluded from the wayback machine"
    rb"|got an http \d{3} response at crawl time"
    rb"|(?:temporarily offline|too many requests).{0,400}archive\.org",
    re.IGNORECASE | re.DOTALL,
)
_OWN_PARTS = re.compile(
    rb"(?:web-static|analytics)\.archive\.org|archive\.org/(?:includes|components)/|/_static/"
)
# What the archive adds to a page that is shown to readers, between marks of its own.
_TOOLBAR = re.compile(
    rb"<script[^>]*?(?:web-static\.archive\.org|/_static/).*?<!-- End Wayback Rewrite JS Include -->\s*"
    rb"|<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->"
    rb"|<!--\s*FILE ARCHIVED ON .*?-->|<!--\s*playback timings.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = (b"WAYBACK TOOLBAR INSERT", b"End Wayback Rewrite JS Include")
_REWRITTEN = re.compile(rb"(?:https?:)?(?://web\.archive\.org)?/web/\d{14}(?:[a-z]{2}_)?/(?=https?:)")


def raw_address(archive: str, stamp: str, url: str) -> tuple[str, dict[str, str]]:
    """Return where a capture's bytes are had unchanged, and what the crawl's spelling of it leaves out.

    The archive knows a page by its whole address, trackers included; those are sent besides.
    """
    address = f"{archive.rstrip('/')}/web/{stamp}id_/{url}"
    kept = parse_qsl(urlsplit(canonical(address)).query, keep_blank_values=True)
    whole = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    return address, {name: value for name, value in whole if (name, value) not in kept}


def reader_address(archive: str, stamp: str, url: str) -> str:
    """Return where a reader sees a capture."""
    return f"{archive.rstrip('/')}/web/{stamp}/{url}"


def captured(address: str) -> tuple[str, str, str] | None:
    """Return the archive, the stamp and the page's own address in a capture's address; None for another."""
    found = _CAPTURE.match(address)
    if found is None or iso_stamp(found[2]) is None:
        return None
    whole = re.sub(r"^(https?):/+", r"\1://", found[4], flags=re.IGNORECASE)
    return found[1], found[2], whole if "://" in whole.partition("?")[0] else f"http://{whole}"


def as_captured(body: bytes) -> bytes:
    """Return a page without what the archive adds for readers; raw captures come back as they are.

    Of a page that its site sent compressed the archive sometimes gives the bytes without saying so
    (https://github.com/edgi-govdata-archiving/web-monitoring-processing/issues/309).
    """
    body = _unpacked(body) if body.startswith(GZIP) else body
    if not any(mark in body for mark in _MARKS):
        return body
    return _REWRITTEN.sub(b"", _TOOLBAR.sub(b"", body))


def _unpacked(body: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(body, MAX_BYTES)
    except zlib.error as error:
        raise PageError(f"damaged gzip ({error}); expected {EXPECTED}") from error
    if not unpacker.eof:
        raise PageError(
            f"gzip that is cut off or of more than {MAX_BYTES // 1048576} MB; expected {EXPECTED}"
        )
    return plain


def refuse_own_page(body: bytes) -> None:
    """Raise PageError for the archive's own word that it has no such page, or shows none now."""
    if not body.strip():
        raise PageError(f"an empty answer; expected {EXPECTED}")
    own = _OWN_WORDS.search(body[:200_000])
    if _OWN_TITLE.search(body[:20_000]) or (own and _OWN_PARTS.search(body)):
        told = own[0].decode("utf-8", "replace").split("<")[0] if own else "a page of its own"
        raise PageError(f"the archive answers with {' '.join(told.split())!r}; expected {EXPECTED}")
