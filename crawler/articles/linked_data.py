"""schema.org data in a page's JSON-LD scripts, as sites really write it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

ARTICLE_TYPES = {
    "advertisercontentarticle", "analysisnewsarticle", "article", "askpublicnewsarticle",
    "backgroundnewsarticle", "blogposting", "liveblogposting", "newsarticle", "opinionnewsarticle", "report",
    "reportagenewsarticle", "reviewnewsarticle", "scholarlyarticle", "socialmediaposting", "techarticle",
}  # fmt: skip
MAX_DEPTH = 12


def linked_nodes(root: HtmlElement) -> list[dict[str, Any]]:
    """Return every object in the page's JSON-LD, nested ones too; what is no JSON is left out."""
    nodes: list[dict[str, Any]] = []
    for script in root.xpath('//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]'):
        for value in _values(script.text or ""):
            nodes.extend(_objects(value, 0))
    return nodes


def types_of(node: dict[str, Any]) -> set[str]:
    """Return a node's types in lower case, without "http://schema.org/"."""
    raw = node.get("@type")
    names = raw if isinstance(raw, list) else [raw]
    return {str(name).rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}


def article_node(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the node that describes the page's own article; an empty one where there is none.

    Pages list teasers of other articles too; the own one is the article with the most properties told.
    """
    own = [node for node in nodes if types_of(node) & ARTICLE_TYPES]
    wanted = ("headline", "datePublished", "author", "articleBody", "dateModified", "mainEntityOfPage")
    return max(own, key=lambda node: sum(bool(node.get(name)) for name in wanted), default={})


def text_of(value: Any) -> str | None:
    """Return the first text in a JSON-LD value: a string, a list of them, an object with a name."""
    if isinstance(value, list):
        return next((text for part in value if (text := text_of(part))), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    return value.strip() or None if isinstance(value, str) else None


def _values(script: str) -> Iterator[Any]:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = re.sub(r"^\s*/?[/*]\s*<!\[CDATA\[\s*(\*/)?|\s*/?[/*]\s*\]\]>\s*(\*/)?$", "", text).rstrip("; \n")
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            yield json.loads(attempt, strict=False)
            return
        except (ValueError, RecursionError):
            continue


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _objects(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for part in value.values():
            if isinstance(part, dict | list):
                yield from _objects(part, depth + 1)
