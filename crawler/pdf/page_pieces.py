"""What pdfminer finds on a page, as pieces of text in points from the top left."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTFigure, LTImage, LTPage

from crawler.pdf.lines import Piece, tidy

# Half the usual margin: cells that stand a letter apart stay apart, and lines.py joins words anyway.
LAYOUT = LAParams(char_margin=1.0, boxes_flow=None)
DEEPEST = 12  # figures within figures
UNMAPPED = "(cid:"  # what pdfminer writes for a glyph whose letter the file does not tell


class TextDevice(PDFPageAggregator):
    """Keeps letters and images. Lines and fills are only counted: maps and charts have a million of them."""

    paths = 0

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Start counting anew."""
        self.paths = 0
        super().begin_page(page, ctm)

    def paint_path(self, *_: Any, **__: Any) -> None:
        """Count a path."""
        self.paths += 1


@dataclass
class PageContent:
    """A page's text, what runs across it (a stamp), and whether its words stand in an image."""

    pieces: list[Piece] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    unmapped: int = 0
    image_share: float = 0.0

    @property
    def letters(self) -> int:
        """Return how many readable letters and figures the page has."""
        return sum(character.isalnum() for piece in self.pieces for character in piece.text)


def content_of(page: LTPage) -> PageContent:
    """Return what is on a page, text in forms (XObjects) included."""
    found = PageContent()
    level: list[LTChar] = []
    turned: list[LTChar] = []
    stamp: list[LTChar] = []
    seen: set[tuple[str, int, int]] = set()
    for item in _leaves(page, 0):
        if isinstance(item, LTImage):
            found.image_share += item.width * item.height / max(page.width * page.height, 1.0)
        elif not _drawn_twice(item, seen):
            (level if _is_level(item) else turned if _is_turned(item) else stamp).append(item)
    if len(turned) > len(level):  # a landscape table on an upright page
        level, turned = [_turn_back(item, page) for item in turned], []
    found.pieces = list(_pieces(page, level, found))
    found.stamps = [text for text in (_run_on(turned), _run_on(stamp)) if text]
    return found


def _leaves(container: LTContainer[Any], depth: int) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTFigure) and depth < DEEPEST:
            yield from _leaves(item, depth + 1)
        elif isinstance(item, LTChar | LTImage):
            yield item


def _drawn_twice(item: LTChar, seen: set[tuple[str, int, int]]) -> bool:
    """Tell a letter drawn again over itself: some programs embolden that way."""
    text, x, y = item.get_text(), round(item.x0), round(item.y0)
    if text.isspace():
        return False
    if any((text, x + shift, y) in seen for shift in (-1, 0, 1)) and item.width > 2:
        return True
    seen.add((text, x, y))
    return False


def _is_level(item: LTChar) -> bool:
    a, b, c, _, _, _ = item.matrix
    return abs(b) <= 0.1 * abs(a) and abs(c) <= 0.3 * abs(a)


def _is_turned(item: LTChar) -> bool:
    a, b, _, _, _, _ = item.matrix
    return abs(a) <= 0.1 * abs(b)


def _turn_back(item: LTChar, page: LTPage) -> LTChar:
    """Lay a letter set sideways down: places are then those of the page as it is read."""
    if item.matrix[1] > 0:  # the lines run up the page
        x0, x1, top, bottom = item.y0 - page.y0, item.y1 - page.y0, item.x0 - page.x0, item.x1 - page.x0
    else:
        x0, x1, top, bottom = page.y1 - item.y1, page.y1 - item.y0, page.x1 - item.x1, page.x1 - item.x0
    item.set_bbox((page.x0 + x0, page.y1 - bottom, page.x0 + x1, page.y1 - top))
    return item


def _pieces(page: LTPage, letters: list[LTChar], found: PageContent) -> Iterator[Piece]:
    if not letters:
        return
    for line in LTPage.group_objects(page, LAYOUT, letters):
        text = line.get_text()
        found.unmapped += text.count(UNMAPPED)
        plain = tidy(_composed(text))
        inked = [item for item in line if isinstance(item, LTChar) and not item.get_text().isspace()]
        if plain and inked:
            yield Piece(
                plain,
                min(item.x0 for item in inked) - page.x0,
                page.y1 - max(item.y1 for item in inked),
                max(item.x1 for item in inked) - page.x0,
                page.y1 - min(item.y0 for item in inked),
            )


def _composed(text: str) -> str:
    """Take ligatures apart and put accents on their letters; leave superscripts and fractions alone."""
    return "".join(
        unicodedata.normalize("NFKC", character) if "\ufb00" <= character <= "\ufb06" else character
        for character in unicodedata.normalize("NFC", text)
    )


def _run_on(letters: list[LTChar]) -> str:
    return tidy("".join(item.get_text() for item in letters))
