"""How a text is laid out: its blocks (paragraphs, list items, turns) and which of them are headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BULLET = re.compile(r"^(?:[-*•–—·]|\(?\d{1,3}[.)])\s+")
ENDING = re.compile(r"[.?!:;,…\"”’)\]]$")

HEADING, HEADLINE = 14, 25  # words at most; a headline is the text's first line


@dataclass(frozen=True)
class Block:
    """One paragraph or line, outer blanks left out."""

    start: int
    end: int
    heading: bool


def blocks(text: str) -> Iterator[Block]:
    """Yield the text's blocks. A line after a long one without an end is the same paragraph."""
    start: int | None = None
    end = 0
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        if not line:
            continue
        line_start = match.start() + len(match.group()) - len(match.group().lstrip())
        wrapped = (
            start is not None and text.count("\n", end, line_start) == 1 and _goes_on(text[start:end], line)
        )
        if start is not None and not wrapped:
            yield _block(text, start, end)
        if not wrapped:
            start = line_start
        end = line_start + len(line)
    if start is not None:
        yield _block(text, start, end)


def _goes_on(before: str, line: str) -> bool:
    """Hard-wrapped prose: a long line without an end, and no bullet after it."""
    last = before.rsplit("\n", 1)[-1]
    return len(last) > 50 and not re.search(r"[.?!:]['\"”’)]*$", last) and not BULLET.match(line)


def _block(text: str, start: int, end: int) -> Block:
    words = text[start:end]
    most = HEADLINE if not text[:start].strip() else HEADING
    heading = len(words.split()) <= most and not ENDING.search(words) and not BULLET.match(words)
    return Block(start, end, heading)
