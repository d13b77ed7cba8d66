"""schema.org data in a page's JSON-LD scripts, as sites really write it."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

ARTICLE_TYPES = {
    "advertisercontentarticle", "analysisnewsarticle", "article", "askpublicnewsarticle",
    "backgroundnewsarticle", "blogposting", "liveblogposting", "newsarticle", "opinionnewsarticle", "report",
    "reportagenewsarticle", "reviewnewsarticle", "scholarlyarticle", "socialmediaposting", "techarticle",
}  # fmt: skip
MAX_DEPTH, MOST_NODES = 12, 2000


def linked_nodes(scripts: Iterable[str]) -> list[dict[str, Any]]:
    """Return every object in JSON-LD scripts, nested ones too; what is no JSON is left out."""
    nodes: list[dict[str, Any]] = []
    for script in scripts:
        for value in _values(script):
            nodes.extend(_objects(value, 0))
    return nodes[:MOST_NODES]


def resolve(value: Any, nodes: list[dict[str, Any]]) -> Any:
    """Return the node that a bare reference points to; anything else as it is."""
    if isinstance(value, dict) and "@id" in value and not value.get("name"):
        wanted = value["@id"]
        return next((node for node in nodes if node.get("@id") == wanted and node.get("name")), value)
    return value


def types_of(node: dict[str, Any]) -> set[str]:
    """Return a node's types in lower case, without "http://schema.org/"."""
    raw = node.get("@type")
    names = raw if isinstance(raw, list) else [raw]
    return {str(name).rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}


def article_node(nodes: list[dict[str, Any]], url: str = "") -> dict[str, Any]:
    """Return the node that describes the page's own article; an empty one where there is none.

    Pages list teasers of other articles too: the own one is that of the page's address, else the article with
    the most properties told.
    """
    own = [node for node in nodes if types_of(node) & ARTICLE_TYPES]
    wanted = ("headline", "datePublished", "author", "articleBody", "dateModified", "mainEntityOfPage")
    path = urlsplit(url).path.rstrip("/")

    def told(node: dict[str, Any]) -> tuple[bool, int]:
        here = len(path) > 1 and any(path == other for other in _paths(node))
        return here, sum(bool(node.get(name)) for name in wanted)

    return max(own, key=told, default={})


def _paths(node: dict[str, Any]) -> Iterator[str]:
    for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(address, str):
            try:
                yield urlsplit(address).path.rstrip("/")
            except ValueError:
                continue


def text_of(value: Any) -> str | None:
    """Return the first text in a JSON-LD value: a string, a list of them, an object with a name."""
    if isinstance(value, list):
        return next((text for part in value if (text := text_of(part))), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    return value.strip() or None if isinstance(value, str) else None


def _values(script: str) -> Iterator[Any]:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    if "CDATA" in text:
        text = re.sub(r"^\s*/?[/*]\s*<!\[CDATA\[\s*(\*/)?|\s*/?[/*]\s*\]\]>\s*(\*/)?$", "", text)
    text = text.rstrip("; \n")
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        try:
            yield json.loads(re.sub(r",\s*([}\]])", r"\1", text), strict=False)
        except (ValueError, RecursionError):
            return


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
