"""An article's text where the page itself does not show it: in its JSON-LD, or in what its script draws."""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml.html import HtmlElement

from crawler.articles.linked_data import text_of

LEAST = 250  # characters of a text worth taking
MAX_DEPTH = 30
_FUSION = re.compile(r"Fusion\.globalContent\s*=\s*(?=\{)")
_ASSIGNED = re.compile(
    r"(?:window\.)?(?:__(?:INITIAL|PRELOADED|APOLLO|NUXT)\w*__|__data|INITIAL_STATE)\s*=\s*(?=\{)"
)
_HELD = ("articleBody", "body", "content", "text", "html", "bodyHtml", "storyHTML", "story", "copy")
# Names that Arc and other systems give to what is no paragraph.
_NO_TEXT = {
    "image",
    "video",
    "gallery",
    "custom_embed",
    "oembed_response",
    "interstitial_link",
    "divider",
    "ad",
}
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h\d|/blockquote|/tr)[^>]*>", re.IGNORECASE)


def stated_text(article: dict[str, Any]) -> str | None:
    """Return the text that a page's JSON-LD gives for its article, a paragraph a line where it tells them."""
    raw = text_of(article.get("articleBody"))
    return plain_text(raw) if raw else None


def drawn_text(root: HtmlElement) -> Callable[[], str | None]:
    """Return a look for the text in the data that the page's script draws from.

    The scripts are noted now, for the tree is used up by reading; they are searched only when asked.
    """
    scripts = [
        (script.text, script.get("id") == "__NEXT_DATA__" or script.get("type") == "application/json")
        for script in root.iter("script")
        if script.text and len(script.text) > LEAST
    ]
    return lambda: max((text for script in scripts for text in _texts(*script)), key=len, default=None)


def plain_text(markup: str) -> str:
    """Return a text without its markup, a block a line."""
    if "&lt;" in markup and "<p" not in markup:
        markup = html.unescape(markup)
    return html.unescape(re.sub(r"<[^>]+>", " ", _BREAKS.sub("\n", markup)))


def _texts(script: str, is_data: bool) -> Iterator[str]:
    for value in _values(script, is_data):
        for text in _bodies(value, 0):
            if len(text) >= LEAST:
                yield text


def _values(script: str, is_data: bool) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    starts = [match.end() for pattern in (_FUSION, _ASSIGNED) for match in pattern.finditer(script)]
    if is_data:
        starts.append(len(script) - len(script.lstrip()))
    for start in starts:
        try:
            yield decoder.raw_decode(script, start)[0]
        except (ValueError, RecursionError):
            continue


def _bodies(value: Any, depth: int) -> Iterator[str]:
    """Yield every text in the data that could be an article's: paragraphs in a list, or marked-up text."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        parts = [text for part in value if isinstance(part, dict) and (text := _part(part))]
        if len(parts) > 1:
            yield "\n".join(parts)
        for part in value:
            yield from _bodies(part, depth + 1)
    elif isinstance(value, dict):
        for name, part in value.items():
            if isinstance(part, str):
                if name in _HELD and ("<p" in part or name == "articleBody"):
                    yield plain_text(part)
            else:
                yield from _bodies(part, depth + 1)


def _part(part: dict[str, Any]) -> str | None:
    """Return a block's text: Arc's `content`, a list's items, a quotation's paragraphs."""
    kind = str(part.get("type") or part.get("__typename") or "").lower()
    if kind in _NO_TEXT:
        return None
    items = part.get("items") or part.get("content_elements")
    if isinstance(items, list):
        mark = "- " if kind == "list" else ""
        texts = (_part(item) for item in items if isinstance(item, dict))
        return "\n".join(mark + text for text in texts if text) or None
    for name in ("content", "text", "html", "value"):
        told = part.get(name)
        if isinstance(told, str) and told.strip():
            return plain_text(told)
    return None
