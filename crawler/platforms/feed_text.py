"""A feed's bytes as text that a parser can take: the charset that it is in, whatever it says."""

import re

from crawler.packed import unpacked
from crawler.platform import PageError

EXPECTED = "an RSS, Atom or JSON feed"
MAX_BYTES = 10 * 1024 * 1024
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_ENTITY = re.compile(r"<!entity\b", re.IGNORECASE)
_QUOTED = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)  # what an article on XML may show
_LATIN = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "utf-8", "utf8", "unicode"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_BROKEN = 0.1  # share of the bytes beyond ASCII that may be broken in what is UTF-8 all the same


def feed_text(body: bytes) -> str:
    """Return the feed without its XML declaration, leading blanks and controls.

    Raises PageError for an answer that is empty, too large, damaged, an HTML page, a sitemap or a trap.
    """
    text = _CONTROLS.sub("", _decoded(unpacked(body, MAX_BYTES, EXPECTED)).lstrip("\ufeff \t\r\n"))
    _refuse_what_is_no_feed(text)
    return _DECLARATION.sub("", text).lstrip()


def _decoded(body: bytes) -> str:
    """Read UTF-8 when the bytes are it, else as declared; what lies about UTF-8 mostly is Windows-1252."""
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"} or body[:4] == b"<\x00?\x00":
        return body.decode("utf-16", "replace")
    if body[:4] == b"\x00<\x00?":
        return body.decode("utf-16-be", "replace")
    plain = body.removeprefix(b"\xef\xbb\xbf")
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(plain[:512])
        name = declared[1].decode().lower() if declared else "utf-8"
    loose = plain.decode("utf-8", "replace")
    broken, sound = loose.count("\ufffd"), sum(1 for letter in loose if letter > "\x7f")
    if sound and broken <= _MOST_BROKEN * sound:
        return loose  # UTF-8 with a few broken bytes, or cut in the middle of a letter
    try:
        return plain.decode("windows-1252" if name in _LATIN else name, "replace")
    except LookupError:
        return plain.decode("windows-1252", "replace")


def _refuse_what_is_no_feed(text: str) -> None:
    start = text[:2048].lower()
    if _ROOT.search(text[:65536]) is None:
        if "<html" in start or "<!doctype html" in start:
            raise PageError(
                f"an HTML page; expected {EXPECTED} (the address may have moved, or wants a log-in)"
            )
        if "<urlset" in start or "<sitemapindex" in start:
            raise PageError(f"a sitemap; expected {EXPECTED} (the source's platform should be sitemap)")
    # A feed has no use for entities of its own; a document that declares them is a trap (billion laughs).
    if _ENTITY.search(text) and _ENTITY.search(_QUOTED.sub("", text)):
        raise PageError(f"XML that declares entities; expected {EXPECTED} without any")
