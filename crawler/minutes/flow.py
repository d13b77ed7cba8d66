"""Minutes as one running text of the same length: page furniture blanked out, signs made plain.

Every character keeps its place, so that an offset in the flow is an offset in the document's own text.
"""

import re
from collections import Counter
from dataclasses import dataclass

# One sign for one sign: the length of the text must not change.
_ONE_SIGN = (
    ("'", "’‘ʼ`"),
    ('"', "“”"),
    ("-", "–—‐‑−"),
    (" ", "\t\u00a0\u2002\u2003\u2009\u200b\u202f\ufeff"),
    ("\n", "\r\x0b\x0c\u2028\u2029\x85"),
    (".", "…"),
)
_PLAIN = str.maketrans({sign: plain for plain, signs in _ONE_SIGN for sign in signs})
_PAGE_LINE = re.compile(
    r"[ ]*(?:page[ ]*:?[ ]*)?(?:\d{1,4}[ ]*(?:of|/)[ ]*\d{1,4}|-[ ]*\d{1,4}[ ]*-)[ ]*|[ ]*page[ ]+\d{1,4}[ ]*"
    r"|[^\n]{0,120}\bpage[ ]+\d{1,4}(?:[ ]+of[ ]+\d{1,4})?[ ]*|[ ]*page[ ]+\d{1,4}\b[^\n]{0,80}",
    re.IGNORECASE,
)
_LEAST_REPEATS = 3  # a running head stands on most pages
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Line:
    """One line of the flow, where it starts and ends (without its newline)."""

    text: str
    start: int
    end: int


def make_flow(text: str) -> str:
    """Return the text with the same length, plain signs, and blanks where a page's head or foot stood."""
    plain = text.replace("\r\n", " \n").translate(_PLAIN)
    lines = plain.split("\n")
    running = _running_heads(lines)
    kept = [
        " " * len(line) if _PAGE_LINE.fullmatch(line) or _key(line) in running else line for line in lines
    ]
    return _join(lines, kept)


def lines_of(flow: str) -> list[Line]:
    """Return the flow's lines with their offsets, empty ones too."""
    found, at = [], 0
    for text in flow.split("\n"):
        found.append(Line(text, at, at + len(text)))
        at += len(text) + 1
    return found


def _key(line: str) -> str:
    return _NUMBERS.sub("#", " ".join(line.split()).lower())


def _running_heads(lines: list[str]) -> set[str]:
    """Return the heads and feet of pages: lines next to a page's number that come again and again."""
    beside: Counter[str] = Counter()
    for index, line in enumerate(lines):
        if _PAGE_LINE.fullmatch(line):
            for near in (index - 1, index + 1, index - 2, index + 2):
                if 0 <= near < len(lines) and len(lines[near].strip()) > 8:
                    beside[_key(lines[near])] += 1
    return {key for key, count in beside.items() if count >= _LEAST_REPEATS}


def _join(lines: list[str], kept: list[str]) -> str:
    """Join lines again; around a blanked one, all newlines but one become blanks, so that text runs on."""
    parts: list[str] = []
    broken = False
    for index, line in enumerate(kept):
        blanked = line != lines[index] or (broken and not line.strip())
        if index:
            before_break = not blanked and _breaks_next(lines, kept, index)
            parts.append(" " if blanked or before_break else "\n")
        parts.append(line)
        broken = blanked
    return "".join(parts)


def _breaks_next(lines: list[str], kept: list[str], index: int) -> bool:
    """Tell whether an empty line stands before a blanked one: it is the page's margin, no paragraph's end."""
    return not kept[index].strip() and index + 1 < len(kept) and kept[index + 1] != lines[index + 1]
