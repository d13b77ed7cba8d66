"""Visual lines: what stands on one baseline is one line, its cells kept apart by two blanks.

Pure geometry in points from the page's top left, used inside the limited programs: it imports nothing heavy.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

CELL_GAP = 1.0  # in heights of the type: an em is more than any blank of set text, less than a table's gutter
WORD_GAP = 0.13
SAME_LINE = 0.5  # share of the smaller piece's height that must overlap
_RUN = re.compile(r"[^\S\n]{3,}|\t")
_SENTENCE_GAP = re.compile(r"(?<=[a-z][.!?])[^\S\n]{2,4}(?=[A-Z])")
_SPACED = re.compile(r"(?:[A-Z]\s{1,2}){4,}[A-Z]")

_COLUMN = 3.0  # points a character: narrower than any type that is read, so that no name reaches its mark
_MARK = re.compile(r"[xX✓✔√☑☒•]|\[[xX]\]")
_HEAD = re.compile(
    r"ayes?|yeas?|yes|nays?|noes|no|abst(?:ain(?:ed)?|entions?)?\.?|absent|excused|recused?", re.IGNORECASE
)
_NARROW = re.compile(rf"{_MARK.pattern}|\S{{1,12}}")


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
    if _of_marks([run.strip() for run in _RUN.split(text.expandtabs())]):
        return text.expandtabs().rstrip()
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
    text = _set_in_columns(row) if _is_of_marks(row) else _set_in_words(row)
    if _SPACED.fullmatch(text):  # "M I N U T E S"
        text = " ".join(word.replace(" ", "") for word in text.split("  "))
    return Piece(
        text,
        min(piece.x0 for piece in row),
        min(piece.top for piece in row),
        max(piece.x1 for piece in row),
        max(piece.bottom for piece in row),
    )


def _set_in_words(row: Row) -> str:
    text, before = "", None
    for piece in row:
        text += (_between(before, piece) if before else "") + piece.text
        before = piece
    return text


def _is_of_marks(row: Row) -> bool:
    """Tell whether a row holds lone marks, or heads of choices: only its columns tell what a mark means."""
    return _of_marks([piece.text.strip() for piece in row])


def _of_marks(words: list[str]) -> bool:
    if len(words) > 1 and any(map(_MARK.fullmatch, words)):
        return True
    return any(_HEAD.fullmatch(left) and _HEAD.fullmatch(right) for left, right in pairwise(words))


def _set_in_columns(row: Row) -> str:
    """Return the pieces each at a place in the line that goes with its place on the page."""
    text = ""
    for piece in row:
        middle, words = (piece.x0 + piece.x1) / 2 / _COLUMN, piece.text.strip()
        at = round(middle - len(words) / 2) if _NARROW.fullmatch(words) else round(piece.x0 / _COLUMN)
        text += " " * max(at - len(text), 2 if text else 0) + words
    return text


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
