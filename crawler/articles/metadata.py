"""What a page says of itself outside its text: meta elements and JSON-LD, read once."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from lxml.html import HtmlElement

from crawler.articles.linked_data import article_node, linked_nodes, text_of
from crawler.page_lines import squeeze

Value = TypeVar("Value")


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value, where the page told it, and how sure it is: the share of such values that are right."""

    value: Value
    source: str | None
    confidence: float


@dataclass
class Metadata:
    """A page's own description; `meta` keeps every value of a name, in page order."""

    root: HtmlElement
    url: str
    meta: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    article: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str | None:
        """Return the first value that one of the meta names has."""
        return next((value for name in names for value in self.meta.get(name, []) if value), None)

    @property
    def site_names(self) -> set[str]:
        """The names by which the page calls its outlet, in lower case."""
        publisher = text_of(self.article.get("publisher"))
        names = {self.first("og:site_name"), self.first("application-name"), publisher}
        # Some sites fill in the page's title here: that is no outlet's name.
        return {name.lower() for name in names if name and name != self.first("og:title")}


def read_metadata(root: HtmlElement, url: str) -> Metadata:
    """Collect a page's meta elements and JSON-LD."""
    found = Metadata(root, url)
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        value = squeeze(element.get("content"))
        if name and value:
            found.meta.setdefault(name.strip().lower(), []).append(value)
    found.nodes = linked_nodes(root)
    found.article = article_node(found.nodes)
    return found
