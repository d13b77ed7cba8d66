"""Which paragraph of one text became which of another: in order, each the one that shares most words."""

from collections import Counter
from collections.abc import Iterator, Sequence

ALIKE = 0.5  # of the longer one's words
MOST = 10_000  # paragraphs of one side times the other's that are weighed against each other

Spans = tuple[int, int, int, int]


def match_lines(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterator[Spans]:
    """Yield spans of lines (of `old`, of `new`) to compare with each other, in order, all lines covered.

    A line and the one it became are a span each; lines between such pairs that match none are one together.
    """
    if len(old) * len(new) > MOST:
        yield 0, len(old), 0, len(new)
        return
    at, to = 0, 0
    for left, right in [*_pairs(old, new), (len(old), len(new))]:
        if left > at or right > to:
            yield at, left, to, right
        if left < len(old):
            yield left, left + 1, right, right + 1
        at, to = left + 1, right + 1


def _pairs(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the pairs of lines in order whose shared words are most in sum."""
    left, right = [Counter(line) for line in old], [Counter(line) for line in new]
    likeness = [[_likeness(one, other) for other in right] for one in left]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the words two lines share, none where they are less than half of the longer one."""
    longer = max(one.total(), other.total())
    shared = (one & other).total()
    return float(shared) if longer and shared / longer >= ALIKE else 0.0
