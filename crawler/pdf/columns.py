"""Reading order: pages set in columns are read column by column, tables row by row."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from crawler.pdf.lines import Piece, Row, rows_of

GUTTER = 6.0  # points of white between columns
LEAST_LINES = 5
SAME_BASELINE = 0.12  # in heights of the type
DEEPEST = 3
MOST_ROWS = 400  # a page with more is a drawing; looking for columns in it would cost more than it gives


@dataclass(frozen=True)
class _Cut:
    """Rows `first` to `last` (exclusive) stand left or right of `x`."""

    first: int
    last: int
    x: float
    lines: int  # of the shorter column: the more, the surer


def in_reading_order(
    pieces: list[Piece], *, same_baseline: float = SAME_BASELINE, depth: int = 0
) -> list[Row]:
    """Return a page's rows in the order they are read."""
    rows = rows_of(pieces)
    if depth >= DEEPEST or len(pieces) < 2 * LEAST_LINES or len(rows) > MOST_ROWS:
        return rows
    cut = _best_cut(rows, same_baseline)
    if cut is None:
        return rows
    inside = [piece for row in rows[cut.first : cut.last] for piece in row]
    parts = (
        [piece for row in rows[: cut.first] for piece in row],
        [piece for piece in inside if piece.x0 < cut.x],
        [piece for piece in inside if piece.x0 >= cut.x],
        [piece for row in rows[cut.last :] for piece in row],
    )
    return [
        row
        for part in parts
        if part
        for row in in_reading_order(part, same_baseline=same_baseline, depth=depth + 1)
    ]


def _best_cut(rows: list[Row], same_baseline: float) -> _Cut | None:
    starts = Counter(round(piece.x0 / 2) * 2 for row in rows for piece in row)
    edges = [edge for edge, count in starts.items() if count >= LEAST_LINES - 1]
    cuts = [cut for edge in edges for cut in _cuts_at(rows, edge - 2.0, same_baseline)]
    return max(cuts, key=lambda cut: cut.lines, default=None)


def _cuts_at(rows: list[Row], x: float, same_baseline: float) -> list[_Cut]:
    """Return the stretches of rows that nothing crosses at x and that read as two columns."""
    cuts, first = [], 0
    for index in range(len(rows) + 1):
        if index == len(rows) or any(piece.x0 < x and piece.x1 > x - GUTTER + 2.0 for piece in rows[index]):
            if cut := _cut(rows[first:index], x, first, same_baseline):
                cuts.append(cut)
            first = index + 1
    return cuts


def _cut(rows: list[Row], x: float, first: int, same_baseline: float) -> _Cut | None:
    sides: tuple[list[Row], list[Row]] = ([], [])
    together = matched = 0
    for row in rows:
        left, right = [p for p in row if p.x0 < x], [p for p in row if p.x0 >= x]
        if left:
            sides[0].append(left)
        if right:
            sides[1].append(right)
        if left and right:
            together += 1
            matched += abs(left[-1].bottom - right[0].bottom) <= same_baseline * left[-1].height
    fewer = min(len(side) for side in sides)
    if fewer < LEAST_LINES or together == 0:
        return None
    wide = [_width(side) / max(_width(rows), 1.0) for side in sides]
    prose = all(_is_prose(side) for side in sides) and min(wide) >= 0.25
    beside = matched < 0.5 * together and min(wide) >= 0.1 and _is_block(min(sides, key=len))
    return _Cut(first, first + len(rows), x, fewer) if prose or beside else None


def _is_prose(side: list[Row]) -> bool:
    """Tell a column of running text: most of its lines fill it."""
    width = _width(side)
    filled = median((row[-1].x1 - row[0].x0) / max(width, 1.0) for row in side)
    return filled >= 0.75 and median(sum(len(p.text) for p in row) for row in side) >= 18


def _is_block(side: list[Row]) -> bool:
    """Tell lines set closely below each other (a letterhead's names) from a table's cells."""
    steps = [below[0].bottom - above[0].bottom for above, below in pairwise(side)]
    return median(steps) <= 1.9 * median(row[0].height for row in side)


def _width(side: list[Row]) -> float:
    return max(p.x1 for row in side for p in row) - min(p.x0 for row in side for p in row)
