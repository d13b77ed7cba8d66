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
    (" ", "_*\t\u00a0\u2002\u2003\u2009\u200b\u202f\ufeff"),
    ("\n", "\r\x0b\x0c\u2028\u2029\x85"),
    (".", "…"),
)
_PLAIN = str.maketrans({sign: plain for plain, signs in _ONE_SIGN for sign in signs})
_PAGE_LINE = re.compile(
    r"[ -]*page[ ]+\d{1,4}[ -]*|[ ]*(?:page[ ]*:?[ ]*)?(?:\d{1,4}[ ]*(?:of|/)[ ]*\d{1,4}"
    r"|-[ ]*\d{1,4}[ ]*-)[ ]*|[ ]*page[ ]+\d{1,4}[ ]*"
    r"|[^\n]{0,120}\bpage[ ]+\d{1,4}(?:[ ]+of[ ]+\d{1,4})?[ ]*|[ ]*page[ ]+\d{1,4}\b[^\n]{0,80}",
    re.IGNORECASE,
)
_LEAST_REPEATS = 3  # a running head stands on most pages
_RUNNING = re.compile(
    r"\b(?:board|council|minutes|meeting|committee|commission|session|district|page)\b", re.IGNORECASE
)
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
    """Return the heads and feet of pages, each in its general form.

    They come again and again beside a page's number, or hold one that counts up ("MINUTES 4 MAY 2, 2024").
    """
    beside: Counter[str] = Counter()
    numbers: dict[str, list[list[int]]] = {}
    for index, line in enumerate(lines):
        told = line.strip()
        if _PAGE_LINE.fullmatch(line):
            near = {at for at in range(index - 2, index + 3) if at != index and 0 <= at < len(lines)}
            beside.update(_key(lines[at]) for at in near if len(lines[at].strip()) > 8)
        elif 8 < len(told) < 100 and _RUNNING.search(told) and any(map(str.isdigit, told)):
            numbers.setdefault(_key(line), []).append([int(one[:6]) for one in _NUMBERS.findall(told)])
    counting = {key for key, rows in numbers.items() if len(rows) >= _LEAST_REPEATS and _counts_up(rows)}
    return counting | {key for key, count in beside.items() if count >= _LEAST_REPEATS}


def _counts_up(rows: list[list[int]]) -> bool:
    """Tell whether one number of a line counts up page by page while the others stay as they are."""
    changing = [column for column in zip(*rows, strict=False) if len(set(column)) > 1]
    return len(changing) == 1 and all(a < b for a, b in zip(changing[0], changing[0][1:], strict=False))


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
