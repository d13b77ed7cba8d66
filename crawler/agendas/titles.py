"""An item's title, over as many lines as it has, and the text below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.agendas.lines import Line
from crawler.agendas.words import BULLET, FIELD
from crawler.civic.actions import normal_action

MOST_LINES = 6
FULL = 0.86  # share of the page's width that a line fills before its words go on below
_GOES_ON = re.compile(
    r"(?:[,;&/–—-]|\b(?:and|or|of|for|the|to|a|an|in|on|with|by|from|between|at|regarding|as))$",
    re.IGNORECASE,
)
_LEADER = re.compile(r"\s*(?:\.\s?){4,}\s*\d*$|\s\s(?:p(?:age|g|p)?\.?\s*)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?$")


@dataclass(frozen=True)
class Wording:
    """What an item says: its title, the text below, and the action printed in a column of its own."""

    title: str
    text: str | None
    action_raw: str | None


def wording(first: str, lines: Sequence[Line], widest: int) -> Wording:
    """Return what the lines of an item say; `first` is its first line without the number.

    `widest` is how far to the right the document's lines reach, in points, or in characters without a layout.
    """
    rest = list(lines[1:])
    if not first and rest:
        first = rest.pop(0).text
        lines = lines[1:]
    title, action = _split_action(_LEADER.sub("", first))
    used = 0
    while (
        used < min(len(rest), MOST_LINES) and not action and _goes_on(title, lines[used], rest[used], widest)
    ):
        more, action = _split_action(_LEADER.sub("", rest[used].text))
        title = f"{title} {more}"
        used += 1
    text = "\n".join(line.text for line in rest[used:])
    return Wording(_tidy(title), text or None, action)


def _goes_on(title: str, line: Line, below: Line, widest: int) -> bool:
    if (
        FIELD.match(below.text)
        or BULLET.match(below.text)
        or "___" in below.text
        or title.endswith((".", ":"))
    ):
        return False
    if line.left is not None and below.left is not None and below.left < line.left - 5:
        return False
    if title.isupper() and not below.text.isupper():
        return bool(_GOES_ON.search(title))
    if _GOES_ON.search(title) or below.text[:1].islower():
        return True
    if below.text.startswith("(") and below.page == line.page and len(below.text) < 60:
        return True
    reach = line.right if line.right is not None else len(line.text)
    # The words below would have had room on this line: it ended because the title did.
    return reach >= FULL * widest


def _split_action(text: str) -> tuple[str, str | None]:
    """Split off a last cell that tells what was done ("4.  Renew the agreement  Approved")."""
    cells = re.split(r"\s\s+", text)
    if len(cells) > 1 and normal_action(cells[-1]):
        return " ".join(cells[:-1]), cells[-1]
    return text, None


def _tidy(title: str) -> str:
    return " ".join(title.split()).strip(" *_")
