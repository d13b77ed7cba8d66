"""Articles in several pages: the address of the next."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.page_lines import absolute

_NEXT = (
    "//link[@rel='next']/@href | //a[contains(@rel, 'next')]/@href"
    " | //*[contains(@class, 'page-links')]//a/@href"
)
_WORTH = (b'rel="next', b"rel='next", b"rel=next", b"page-links")
# "/story/2/", "/story?page=2", "/story-p2.html": the same address and a number. WordPress calls the next post
# "next", too.
_NUMBER = re.compile(
    r"^(?:/?(?:page[/-])?[2-9]\d?/?|[?&](?:page|p|pg|pageno)=[2-9]\d?|[-_/]?p(?:age)?[-_]?[2-9]\d?)$", re.I
)


def names_next(raw: bytes) -> bool:
    """Tell by a page's bytes whether it can name a next part."""
    return any(words in raw for words in _WORTH)


def next_part(root: HtmlElement, url: str) -> str | None:
    """Return where an article goes on; None where the page holds all of it."""
    here = _trunk(url)
    for target in root.xpath(_NEXT):
        there = absolute(url, str(target))
        if not there or urlsplit(there).hostname != urlsplit(url).hostname:
            continue
        rest = _whole(there).removesuffix(".html").removesuffix(".htm")
        if rest.startswith(here) and _NUMBER.match(rest[len(here) :]):
            return there
    return None


def _trunk(url: str) -> str:
    return urlsplit(url).path.removesuffix(".html").removesuffix(".htm").rstrip("/")


def _whole(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
