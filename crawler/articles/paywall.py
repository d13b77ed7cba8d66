"""Whether a page shows only a part of its article, by what the page says of itself."""

import re
from collections.abc import Sequence
from typing import Any

from crawler.articles.lexicon import any_of, read_lexicon
from crawler.articles.linked_data import ARTICLE_TYPES, types_of
from crawler.articles.metadata import Metadata
from crawler.articles.rules import PageRule, select

_WORDS = read_lexicon("paywall.yaml")
_MARKER = any_of(_WORDS["markers"], before=r"(?:^|[\s_-])", after=r"(?:$|[\s_-])")
_ASKED = any_of(_WORDS["asked"])
_BROKEN_OFF = re.compile(r"(?:\.\.\.|…)\W*$")
WHOLE = 2500  # characters shown from which a page that only could be walled is taken for whole
PART = 900  # characters shown up to which a marker that many free pages carry, too, is believed


class Wall:
    """What a page says of a wall, noted before its tree is used up."""

    def __init__(self, metadata: Metadata, rule: PageRule) -> None:
        self.free = _is_free(metadata)
        self.ruled = bool(rule.all(metadata.root, rule.paywall))
        self.offered = self.ruled or _offered(metadata)
        self.held = _held_back(metadata) if self.free is False else None

    def hides(self, body: str | None, stated: str | None) -> bool | None:
        """Tell whether the text read is only a part; None where the page says nothing of it.

        A page that is "not free" and yet shows all its text (a meter, a search engine's view) is not walled.
        """
        shown = body or ""
        if self.ruled:
            return True
        if self.free is False:
            return self._is_part(shown, stated)
        if self.offered and (len(shown) < PART or _BROKEN_OFF.search(shown)):
            return True
        return False if self.free else None

    def _is_part(self, shown: str, stated: str | None) -> bool:
        if stated and len(stated) >= WHOLE / 2 and len(shown) >= 0.9 * len(stated):
            return False
        if self.held is not None and self.held >= PART:
            return False  # the part for subscribers stands on the page
        return self.offered or len(shown) < WHOLE or bool(_BROKEN_OFF.search(shown))


def _is_free(metadata: Metadata) -> bool | None:
    """Return what the page states: schema.org's isAccessibleForFree, else a meta element's tier."""
    for node in [metadata.article, *(node for node in metadata.nodes if types_of(node) & ARTICLE_TYPES)]:
        free = _truth(node.get("isAccessibleForFree"))
        if free is not None:
            return free
    tier = (metadata.first(*_WORDS["tiers"]["names"]) or "").strip().lower()
    if tier in _WORDS["tiers"]["free"]:
        return True
    return False if tier in _WORDS["tiers"]["locked"] else None


def _truth(value: Any) -> bool | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool):
        return value
    told = str(value).strip().rsplit("/", 1)[-1].lower() if isinstance(value, str) else ""
    return {"true": True, "false": False, "yes": True, "no": False}.get(told)


def _held_back(metadata: Metadata) -> int | None:
    """Return how much text stands in the part that the data call not free; None where they name none."""
    parts = metadata.article.get("hasPart")
    selectors = [
        selector
        for part in (parts if isinstance(parts, list) else [parts])
        if isinstance(part, dict) and _truth(part.get("isAccessibleForFree")) is False
        for selector in _texts(part.get("cssSelector"))
    ]
    if not selectors:
        return None
    found = 0
    for selector in selectors:
        try:
            found += sum(len(element.text_content()) for element in select(metadata.root, selector))
        except (
            ValueError,
            SyntaxError,
        ):  # the page's own selector, written by whoever: cssselect's error is both
            return None
    return found


def _texts(value: Any) -> Sequence[str]:
    return [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]


def _offered(metadata: Metadata) -> bool:
    """Tell whether the page holds a box that asks to subscribe or sign in to read on."""
    for element in metadata.root.iter("div", "section", "aside", "form"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _MARKER.search(name) and _ASKED.search(element.text_content()[:2000]):
            return True
    return False
