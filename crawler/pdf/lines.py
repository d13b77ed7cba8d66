"""Visual lines: what stands on one baseline is one line, its cells kept apart by two blanks.

Pure geometry in points from the page's top left, used inside the limited programs: it imports nothing heavy.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

CELL_GAP = 1.0  # in heights of the type: an em is more than any blank of set text, less than a table's gutter
WORD_GAP = 0.13
SAME_LINE = 0.5  # share of the smaller piece's height that must overlap
_RUN = re.compile(r"[^\S\n]{3,}|\t")
_SENTENCE_GAP = re.compile(r"(?<=[a-z][.!?])[^\S\n]{2,4}(?=[A-Z])")
_SPACED = re.compile(r"(?:[A-Z]\s{1,2}){4,}[A-Z]")


@dataclass(frozen=True)
class Piece:
    """Text set in one go, and the box of its ink in points from the top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        """Return the height of its type."""
        return self.bottom - self.top


Row = list[Piece]  # pieces on one baseline, from left to right


def tidy(text: str) -> str:
    """Return a piece's text with one blank between words, two where three or a tab set it apart."""
    apart = _RUN.split(_SENTENCE_GAP.sub(" ", text.replace("\x00", "").replace("\u00ad", "")))
    return "  ".join(part for part in (" ".join(run.split()) for run in apart) if part)


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Return the pieces by baseline, from the top down."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom, piece.x0)):
        if rows and _on_one_line(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.x0)
    return rows


def line_of(row: Row) -> Piece:
    """Return a row as one piece: its words, and its cells two blanks apart."""
    text, before = "", None
    for piece in row:
        text += (_between(before, piece) if before else "") + piece.text
        before = piece
    if _SPACED.fullmatch(text):  # "M I N U T E S"
        text = " ".join(word.replace(" ", "") for word in text.split("  "))
    return Piece(
        text,
        min(piece.x0 for piece in row),
        min(piece.top for piece in row),
        max(piece.x1 for piece in row),
        max(piece.bottom for piece in row),
    )


def _on_one_line(row: Row, piece: Piece) -> bool:
    """Compare with the middle of the row's pieces: superscripts and commas must not draw lines together."""
    top, bottom = median(other.top for other in row), median(other.bottom for other in row)
    shared = min(bottom, piece.bottom) - max(top, piece.top)
    return shared >= SAME_LINE * max(min(bottom - top, piece.height), 0.1)


def _between(left: Piece, right: Piece) -> str:
    gap, size = right.x0 - left.x1, max(left.height, right.height)
    if gap > CELL_GAP * size:
        return "  "
    overlapping = gap < -CELL_GAP * size
    return " " if gap > WORD_GAP * size or overlapping else ""
