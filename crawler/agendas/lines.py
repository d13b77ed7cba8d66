"""An agenda's lines with their places, running heads and page numbers left out."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EDGE = 3  # lines at a page's top and bottom among which running heads stand
# "Page 2 of 11", "- 3 -", "Packet page 3 of 211", "3"
PAGE_NUMBER = re.compile(
    r"\W*(?:(?:packet |agenda )?(?:page|pg\.?|p\.)\W*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Line:
    """A line of the document's text. `left` and `right` are points on the page, where a layout tells them."""

    start: int
    text: str
    page: int
    left: int | None = None
    right: int | None = None

    @property
    def end(self) -> int:
        """Return the character after its last."""
        return self.start + len(self.text)


def lines_of(text: str, pages: Sequence[int], layout: Sequence[Sequence[int]] = ()) -> list[Line]:
    """Return the lines that say something, without what is printed on page after page."""
    places = {place[0]: place for place in layout}
    starts = list(pages) or [0]
    lines, at = [], 0
    for raw in text.split("\n"):
        page = max(0, bisect_right(starts, at) - 1)
        if raw.strip():
            start = at + len(raw) - len(raw.lstrip())
            place = places.get(at)
            left, right = (place[2], place[4]) if place and len(place) == 6 else (None, None)
            lines.append(Line(start, raw.strip(), page, left, right))
        at += len(raw) + 1
    return _without_running_heads(lines)


def _without_running_heads(lines: list[Line]) -> list[Line]:
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges = {page: [*found[:EDGE], *found[-EDGE:]] for page, found in by_page.items()}
    seen = Counter(key for edge in edges.values() for key in {_key(line) for line in edge})
    often = max(2, len(by_page) // 3)
    heads = {key for key, count in seen.items() if count >= often and len(by_page) > 1}
    dropped = {
        line.start
        for edge in edges.values()
        for line in edge
        if (_key(line) in heads and not _is_first(line, lines)) or PAGE_NUMBER.fullmatch(line.text)
    }
    return [line for line in lines if line.start not in dropped]


def _is_first(line: Line, lines: Iterable[Line]) -> bool:
    """Keep a running head once: on the first page it may be the title."""
    return line.page == next(iter(lines)).page


def _key(line: Line) -> str:
    return " ".join(_DIGITS.sub("#", line.text.lower()).split())
