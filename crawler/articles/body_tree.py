"""A page's tree made ready for reading: what is surely no text of the article goes, what looks so stays."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml.etree import SubElement
from lxml.html import HtmlElement

from crawler.articles.lexicon import any_of, read_lexicon
from crawler.page_lines import squeeze

_BLOCKS = any_of(
    read_lexicon("noise.yaml")["blocks"],
    before=r"(?:^|[\s_]|(?<![a-z])-|(?<=[a-z0-9])[-_]{1,2})",
    after=r"(?=$|[\s_-]|s\b)",
)
_QUOTE = re.compile(r"pull-?quote|block-?quote|pullout", re.IGNORECASE)
_NEVER = ("aside", "figcaption", "footer", "nav")
_LOOKED_AT = ("div", "figure", "form", "ol", "p", "section", "span", "ul")
SHARE_KEPT = 0.3  # of the page's paragraphs: a block with more of them is the article, whatever it is called
LONGEST_LINK = 240  # characters of a paragraph that is one link: a longer one is text that somebody linked
LONGEST_CELL = 300  # characters of a table's cell; a longer one is no datum
FEWEST = 3  # paragraphs that are not links; where there are fewer, the links are the text


def clear(root: HtmlElement) -> None:
    """Take out captions, share bars, sign-ups, comments, biographies and paragraphs that are one link."""
    doomed: list[HtmlElement] = []
    for element in root.iter(*_NEVER, *_LOOKED_AT):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in {"aside", "figure"} and _QUOTE.search(name):
            _keep_quotation(element)
        elif element.tag in _NEVER or (len(name) > 1 and _is_block(name)):
            doomed.append(element)
    _open_layout_tables(root)
    whole = sum(1 for _ in root.iter("p"))
    for element in doomed:
        if sum(1 for _ in element.iter("p")) <= max(FEWEST, whole * SHARE_KEPT):
            remove(element)
    _drop_linked_paragraphs(root)


def _open_layout_tables(root: HtmlElement) -> None:
    """Make blocks of a table that only lays out its page, as before 2010: a cell of it holds the text."""
    for table in list(root.iter("table")):
        cells = [cell for cell in table.iter("td") if len(cell.text_content()) > LONGEST_CELL]
        if cells and table.find(".//th") is None:
            for element in list(table.iter("table", "tbody", "tr", "td", "center")):
                if element is table or next(element.iterancestors("table"), table) is table:
                    element.tag = "div"
            for cell in cells:
                _break_lines(cell)


def _break_lines(cell: HtmlElement) -> None:
    """Put what stands between the breaks of a cell into paragraphs, where it has none."""
    if cell.find(".//p") is not None or cell.find(".//td") is not None:
        return
    breaks = list(cell.iter("br"))
    if not breaks:
        return
    for line_break in breaks:
        line_break.tail = f"\n{line_break.tail or ''}"
    texts = [text for raw in cell.text_content().split("\n") if (text := squeeze(raw))]
    for child in list(cell):
        cell.remove(child)
    cell.text = None
    for text in texts:
        SubElement(cell, "p").text = text


@lru_cache(maxsize=10_000)
def _is_block(name: str) -> bool:
    return _BLOCKS.search(name) is not None


def drop(root: HtmlElement, elements: Sequence[HtmlElement]) -> None:
    """Take out what an outlet's rules name."""
    for element in elements:
        if element is not root and element.tag not in {"html", "body"}:
            remove(element)


def remove(element: HtmlElement) -> None:
    """Take an element out and leave the text behind it in its place."""
    if element.getparent() is not None:
        element.drop_tree()


def _keep_quotation(element: HtmlElement) -> None:
    """Make a quotation of a side box: where its words stand in no paragraph it is text."""
    element.tag = "blockquote"
    if element.find(".//p") is None and element.find(".//blockquote") is None:
        for child in element.iter("div", "span"):
            child.tag = "p" if len(child) == 0 else child.tag


def _drop_linked_paragraphs(root: HtmlElement) -> None:
    linked, plain = [], 0
    for element in root.iter("p"):
        if _is_link(element):
            linked.append(element)
        elif element.text_content().strip():
            plain += 1
    if plain >= FEWEST and len(linked) <= plain:
        for element in linked:
            remove(element)


def _is_link(element: HtmlElement) -> bool:
    """Tell whether a paragraph is one link, or links between bars and signs: a promotion."""
    links = element.findall(".//a")
    if not links:
        return False
    text = squeeze(element.text_content())
    if not text or len(text) > LONGEST_LINK:
        return False
    inside = sum(len(squeeze(link.text_content())) for link in links)
    return len(text) - inside <= 2 * len(links)
