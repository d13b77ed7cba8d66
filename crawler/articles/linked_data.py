"""schema.org data in a page's JSON-LD scripts, as sites really write it."""

import html
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
# Where a page's data hold other articles: teasers, a live blog's updates, what readers say.
OTHERS = (
    "itemListElement", "liveBlogUpdate", "blogPost", "blogPosts", "comment", "citation", "mentions",
    "relatedLink",
)  # fmt: skip
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
    articles = [node for node in nodes if types_of(node) & ARTICLE_TYPES]
    others = {id(inner) for node in nodes for name in OTHERS for inner in _objects(node.get(name), 0)}
    own = [node for node in articles if id(node) not in others] or articles
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
    for mended in _mended(text):
        try:
            values = list(_in_a_row(mended))
        except (ValueError, RecursionError):
            continue
        yield from values
        return


def _mended(text: str) -> Iterator[str]:
    """Yield a script as it is, then with the faults of templates mended one after another."""
    yield text
    text = re.sub(r",\s*([}\]])", r"\1", text)
    yield text
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
        yield text
    # A headline's own quotation marks, not escaped: such a mark neither opens nor closes a value.
    yield re.sub(r'(?<=[^\s{\[,:\\])"(?=[^\s}\],:])|(?<=\w[:,] )"(?=\w)|(?<=\w)"(?= \w)', r'\\"', text)


def _in_a_row(text: str) -> Iterator[Any]:
    """Yield the values of a script, in which some templates print several. Raises ValueError for no JSON."""
    decoder = json.JSONDecoder(strict=False)
    place = 0
    while place < len(text):
        value, place = decoder.raw_decode(text, place)
        yield value
        place = next((at for at in range(place, len(text)) if text[at] not in " \t\r\n,;"), len(text))


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
