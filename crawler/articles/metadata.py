"""What a page says of itself: meta elements, JSON-LD, headings, marked bylines and dates, in one pass."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from lxml.html import HtmlElement

from crawler.articles.linked_data import article_node, linked_nodes, text_of
from crawler.articles.metadata_marks import Mark, mark_of
from crawler.page_lines import squeeze

Value = TypeVar("Value")
_HEADINGS = {"h1", "h2", "h3"}
TEASER_LINK = 25  # characters of a link that is a headline, not a menu's entry
MOST_MARKS = 400  # of a kind; a page with more is a list, and those near its headline come early


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value, where the page told it, and how sure it is: the share of such values that are right."""

    value: Value
    source: str | None
    confidence: float


@dataclass
class Metadata:
    """A page's own description; `meta` keeps every value of a name, in page order.

    `headings`, `people` and `dates` are elements that may matter, in document order. `dropped` says which
    stated values were not believed, and why; `desks` who but people the byline names. `memo` keeps what
    several readers of the page ask for.
    """

    root: HtmlElement
    url: str
    meta: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    article: dict[str, Any] = field(default_factory=dict)
    headings: list[Mark] = field(default_factory=list)
    people: list[Mark] = field(default_factory=list)
    dates: list[Mark] = field(default_factory=list)
    linked_headings: int = 0
    long_links: int = 0
    dropped: list[str] = field(default_factory=list)
    desks: list[str] = field(default_factory=list)
    memo: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str | None:
        """Return the first value that one of the meta names has."""
        return next((value for name in names for value in self.meta.get(name, []) if value), None)

    @cached_property
    def site_names(self) -> set[str]:
        """The names by which the page calls its outlet, in lower case."""
        publisher = text_of(self.article.get("publisher"))
        names = {self.first("og:site_name"), self.first("application-name"), publisher}
        # Some sites fill in the page's title here: that is no outlet's name.
        return {name.lower() for name in names if name and name != self.first("og:title")}

    @cached_property
    def title(self) -> str:
        """The text of the page's title element."""
        return squeeze(self.root.findtext(".//title"))


def read_metadata(root: HtmlElement, url: str) -> Metadata:
    """Collect what a page says of itself in one walk over its elements."""
    found = Metadata(root, url)
    scripts: list[str] = []
    for place, element in enumerate(root.iter("*")):
        tag = element.tag
        if tag == "meta":
            _read_meta(found, element)
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                scripts.append(element.text or "")
        elif tag in _HEADINGS:
            found.headings.append(Mark(tag, place, element))
            found.linked_headings += _is_linked(element)
        elif mark := mark_of(element, place):
            kept = found.people if mark.kind in {"author", "byline"} else found.dates
            if len(kept) < MOST_MARKS:
                kept.append(mark)
        if tag == "a" and len(element.text or "") > TEASER_LINK:
            found.long_links += 1
    found.nodes = linked_nodes(scripts)
    found.article = article_node(found.nodes, url)
    return found


def _is_linked(heading: HtmlElement) -> bool:
    outer = heading.getparent()
    return heading.find(".//a") is not None or (outer is not None and outer.tag == "a")


def _read_meta(found: Metadata, element: HtmlElement) -> None:
    name = element.get("property") or element.get("name") or element.get("itemprop")
    value = squeeze(element.get("content"))
    if name and value:
        found.meta.setdefault(name.strip().lower(), []).append(value)
