"""A page's visible text, roughly and fast: what the scan looks at."""

import html
import re

# Elements whose inside no reader of the article sees, or in which other articles are told.
_NAMES = ("script", "style", "svg", "nav", "footer", "noscript", "template", "select")
_HIDDEN = re.compile(rf"<(!--|(?:{'|'.join(_NAMES)})\b)".encode(), re.IGNORECASE)
_ENDS = {name.encode(): re.compile(f"</{name}".encode(), re.IGNORECASE) for name in _NAMES}
_ENDS[b"!--"] = re.compile(rb"-->")
# Data from which a page's script draws the article: read where the page itself shows next to nothing.
_PAGE_DATA = re.compile(
    rb"__NEXT_DATA__|application/json|Fusion\.globalContent|__(?:INITIAL|PRELOADED|APOLLO|NUXT)"
)
THIN = 3000  # bytes of visible text: a page that shows no more may be drawn by its script
# JSON in which some outlets deliver an article's text, and the article itself in a menu that is never closed.
_ARTICLE = re.compile(rb"articleBody|<article\b|<h1\b")
# A link alone between two tags is a menu's or a teaser's; one inside a sentence stands beside its words.
# Bounded, so that links without an end cost no more than others.
_LONE_LINK = re.compile(
    r">\s*<a\b[^<>]{0,2000}>[^<]{0,400}(?:<(?!/a\b)[^<]{0,400}){0,12}</a>\s*(?=<)", re.IGNORECASE
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|em|font|i|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
# Signs that are written in several ways, as the topic writes them.
_ALIKE = {"\xa0": " ", "\xad": "", "\u200b": "", "\u2010": "-", "\u2011": "-", "\u2019": "'"}


def without_hidden(page: bytes) -> bytes:
    """Return a page without comments, scripts, styles and menus; what is never closed is left in."""
    if page[:2] in (b"\xff\xfe", b"\xfe\xff"):
        page = page.decode("utf-16", "replace").encode()
    kept = []
    unclosed: set[bytes] = set()
    at = 0
    for found in _HIDDEN.finditer(page):
        name = found.group(1).lower()
        if found.start() < at or name in unclosed:
            continue
        end = _ENDS[name].search(page, found.end())
        if end is None:
            unclosed.add(name)
        elif not _ARTICLE.search(page, found.end(), end.start()):
            kept.append(page[at : found.start()])
            at = end.start()
    return b"".join([*kept, page[at:]])


def is_drawn(page: bytes, shown: bytes) -> bool:
    """Tell whether a page that shows so little may have its article in its script's data."""
    return len(shown) < THIN and _PAGE_DATA.search(page) is not None


def visible_text(page: bytes) -> bytes:
    """Return the text between a page's tags as UTF-8, without links that stand alone."""
    try:
        text = page.decode()
    except UnicodeDecodeError:
        text = page.decode("cp1252", "replace")
    text = _LONE_LINK.sub(">\n", text)
    text = _TAG.sub("\n", _INLINE.sub("", text))
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        for sign, usual in _ALIKE.items():
            text = text.replace(sign, usual)
    return text.encode(errors="replace")
