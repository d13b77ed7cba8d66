"""Elements that a page marks as byline or date, and the text around its headline, without its furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal, cast

from lxml import etree
from lxml.html import HtmlElement

from crawler.page_lines import BLOCKS, SILENT, squeeze

MarkKind = Literal["author", "byline", "published", "modified", "date", "h1", "h2", "h3"]
_CLASS = re.compile(
    r"(?P<byline>by-?line|author|writer|contributor|submitted|(?:article|post|entry)-?meta|posted-by|reporter)"
    r"|(?P<modified>updated|modified)"
    r"|(?P<published>publish|posted|pub-?date)"
    r"|(?P<date>date|time-?stamp|\btime\b|dateline)",
    re.IGNORECASE,
)
_HINTS = (
    "byline", "by-line", "author", "writer", "contributor", "submitted", "meta", "posted", "reporter", "date",
    "modified", "publish", "time",
)  # fmt: skip
_PROPERTIES: dict[str, MarkKind] = {
    "author": "author", "creator": "author", "datepublished": "published", "datecreated": "published",
    "published_time": "published", "datemodified": "modified",
}  # fmt: skip
_NO_BYLINE = {"body", "html", "article", "main", "link", "img", "input", "form", "svg"}
_PERSON_PAGE = re.compile(
    r"/(?:authors?|staff|people|by|profiles?|reporters?|contributors?|writers?|journalists?|autor(?:es|en)?|bios?)"
    r"/[^/?#]{3,}|/team/[^/?#]{3,}",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|recirc\w*|side-?bar|right-?rail|most-?(?:read|popular|viewed)|popular"
    r"|trending|comments?|comment-list|newsletters?|promos?|teasers?|more-?(?:stories|from|news|in)|read-?more"
    r"|latest|up-?next|footer|nav(?:igation)?|menu|widgets?|author-?bio|about-?the-?author|cards?|carousel"
    r"|you-may|also-like|outbrain|taboola|breaking-?news|ticker|gallery|slideshow|modal)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_TAGS = {"aside", "figcaption", "figure", "footer", "nav"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "cite",
    "em",
    "font",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "sup",
    "u",
}
_HIDDEN = SILENT | _FURNITURE_TAGS | {"figure", "form", "button"}
_ENDING = BLOCKS | {"br"}  # where a line ends
MAX_UP = 40
MOST_STEPS = 600  # in one heading or byline; an element that was never closed holds the rest of the page
LINES_BEFORE, LINES_AFTER, LEVELS, STEPS = 6, 14, 4, 5000


@dataclass(frozen=True)
class Mark:
    """An element that the page's markup says something of, with its number in document order."""

    kind: MarkKind
    place: int
    element: HtmlElement


def mark_of(element: HtmlElement, place: int) -> Mark | None:
    """Tell what an element's tag, class, itemprop, rel or address mark it as."""
    kind = _kind(element)
    return Mark(kind, place, element) if kind else None


def _kind(element: HtmlElement) -> MarkKind | None:
    tag = element.tag
    prop = element.get("itemprop") or element.get("property")
    if prop and (kind := _PROPERTIES.get(prop.lower().rsplit(":", 1)[-1])):
        return kind
    if tag == "a":
        href, rel = element.get("href"), element.get("rel")
        if (rel and "author" in rel) or (href and _is_person_page(href)):
            return "author"
    classes = element.get("class")
    if classes and tag not in _NO_BYLINE and (kind := _kind_of_class(classes)):
        return kind
    if tag == "time":
        return "date" if element.get("pubdate") is None else "published"
    return None


# Pages repeat their classes and links: what a pattern costs is paid once each.
@lru_cache(maxsize=8192)
def _kind_of_class(classes: str) -> MarkKind | None:
    lowered = classes.lower()
    if not any(hint in lowered for hint in _HINTS):
        return None
    match = _CLASS.search(lowered)
    return cast(MarkKind, match.lastgroup) if match else None


@lru_cache(maxsize=8192)
def _is_person_page(href: str) -> bool:
    return _PERSON_PAGE.search(href) is not None


def in_furniture(element: HtmlElement) -> bool:
    """Tell whether an element stands in what surrounds an article: related stories, comments, the footer."""
    for number, above in enumerate(element.iterancestors()):
        if above.tag in {"body", "html"} or number > MAX_UP:
            return False
        if above.tag in _FURNITURE_TAGS:
            return True
        if above.tag in {"article", "main"}:
            continue
        named = f"{above.get('class') or ''} {above.get('id') or ''}"
        if len(named) > 1 and _FURNITURE.search(named):
            return True
    return False


def pieces(element: HtmlElement) -> list[tuple[str, HtmlElement]]:
    """Return an element's texts with their owners, apart where a child other than mere emphasis begins."""
    found: list[tuple[list[str], HtmlElement]] = [([], element)]
    for event, node in islice(etree.iterwalk(element, events=("start", "end")), MOST_STEPS):
        tag = node.tag
        if not isinstance(tag, str):
            continue
        apart = node is not element and tag not in _INLINE
        if event == "start":
            if tag in SILENT:
                continue
            if apart:
                found.append(([], node))
            found[-1][0].append(node.text or "")
        elif node is not element:
            if apart:
                found.append(([], node.getparent()))
            found[-1][0].append(node.tail or "")
    return [(text, owner) for parts, owner in found if (text := squeeze("".join(parts)))]


def spaced_text(element: HtmlElement) -> str:
    """Return an element's text with a blank wherever one child ends and another begins."""
    text = " ".join(text for text, _ in pieces(element))
    return re.sub(r"\s+([,;])", r"\1", text)


def lines_around(element: HtmlElement) -> list[str]:
    """Return the visible lines just before and after an element (a headline), furniture left out."""
    before: list[str] = []
    after: list[str] = []
    seen = False
    for line, passed in _lines(element):
        seen = seen or passed
        (after if seen else before).append(line)
        if len(after) > LINES_AFTER:
            break
    return before[-LINES_BEFORE:] + after


def _lines(anchor: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Yield lines from some way above the anchor on, each with whether the anchor has begun."""
    scope = anchor
    for number, above in enumerate(anchor.iterancestors()):
        if number > LEVELS or above.tag == "html":
            break
        scope = above
    around = {anchor, *anchor.iterancestors()}
    parts: list[str] = []
    begun, silent = False, 0
    walk = etree.iterwalk(scope, events=("start", "end"))
    for event, node in islice(walk, STEPS):
        tag = node.tag if isinstance(node.tag, str) else "script"
        hides = tag in _HIDDEN
        if tag in _ENDING:
            if parts and (line := squeeze("".join(parts))):
                yield line, begun
            parts = []
        if event == "start":
            begun = begun or node is anchor
            silent += hides
            if hides and node not in around:
                walk.skip_subtree()
            elif not silent and node.text:
                parts.append(node.text)
        else:
            silent -= hides
            if node is not scope and not silent:
                parts.append((" " if tag not in _INLINE else "") + (node.tail or ""))
    if line := squeeze("".join(parts)):
        yield line, begun
