"""Notes on a correction that stand outside an article's paragraphs, where trafilatura passes them over."""

from collections.abc import Sequence
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from crawler.articles.body_lines import plain_of
from crawler.articles.notes import find_notes
from crawler.page_lines import BLOCKS, squeeze

SHORTEST, LONGEST = 30, 700  # characters of a note
MOST = 6
_SPEAKING: Any = lxml.etree.XPath(
    "//text()[contains(., 'arlier version') or contains(., 'revious version') or contains(., 'orrection')"
    " or contains(., 'larification') or contains(., 'has been corrected') or contains(., 'has been updated')]"
    "[(ancestor::article or ancestor::main) and not(ancestor::li or ancestor::a)"
    " and not(ancestor::p[not(ancestor::aside or ancestor::footer)])]"
)


def outer_notes(root: HtmlElement) -> list[str]:
    """Return the notes beside the article that are no paragraphs of it, in the page's order."""
    found: dict[HtmlElement, None] = {}
    for text in _SPEAKING(root):
        element = text.getparent().getparent() if text.is_tail else text.getparent()
        while element is not None and element.tag not in BLOCKS:
            element = element.getparent()
        if element is not None and element.tag not in {"article", "main"}:
            found[element] = None
    notes = (note for element in found if (note := _note(element)))
    return list(dict.fromkeys(notes))[:MOST]


def with_notes(lines: Sequence[str], notes: Sequence[str]) -> list[str]:
    """Return the lines with those notes behind them that they lack."""
    whole = plain_of("\n".join(lines))
    return [*lines, *(note for note in notes if plain_of(note) not in whole)]


def _note(element: HtmlElement) -> str | None:
    text = squeeze(element.text_content())
    linked = sum(len(squeeze(link.text_content())) for link in element.iter("a"))
    if not SHORTEST <= len(text) <= LONGEST or linked * 2 > len(text):
        return None
    return text if find_notes(text) else None
