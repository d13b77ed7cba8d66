# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""The motion that minutes tell before a roll call or a bare "Approved 7-0": moved, voted on, resolved, or a heading."""

import re
from typing import NamedTuple

from nlp.votes.clause import HELD_STOP, INNER_STOP, cut_clause

WINDOW = 1_500  # characters before the outcome in which its motion stands, discussion between
X = r"(?P<x>[^.;\n:?]{3,}?(?:\n[a-z(][^.;\n:?]*)?)(?=[.;\n:?]|$)"
MAKER = r"(?:[^.\n]|\.(?=\s[A-Z]\w+[,\s])){0,110}?"
# Told in the words of a motion; the last of them before the vote is the one voted on.
MOVED = tuple(
    re.compile(form)
    for form in (
        rf"(?i:\b(?:moved?|moves|motion|motioned)\b){MAKER}\s(?:to|that|for)\s(?!(?:the )?motion\b)(?P<lead>(?:amend|substitute)\b)?{X}",
        rf"(?i:\b(?:moved?|moves|motion)\b){MAKER}\s(?P<x>(?i:approval|adoption|acceptance|passage|renewal|termination|adjournment)\b[^.;\n]*)",
        rf"(?i:\b(?:vote|roll call|roll call vote|call of the roll) on)\s(?:the\s)?(?!motion\b){X}",
        rf"(?:RESOLVED|Resolved)\b,?:?\s(?:that|by)?\s?{X}",
        rf"(?i:\bon (?:a )?motion (?:of|by|made by))\s{MAKER},\s(?P<x>(?:the|it|that|all)\s[^.;\n]+)",
        rf"(?i:\boffer(?:s|ed) an? (?:amendment|substitute)(?: motion)?)\s(?:to|that (?:would|will))\s{X}",
        rf"(?i:\bresolution)\s(?=(?:approv|authoriz|adopt|direct|to)\w*){X}",
    )
)
ITEM = re.compile(
    r"(?:^|\n)[^\S\n]*(?P<x>(?:[A-Z]{0,2}-?\d{1,3}[\w.-]*[.:)]?\s|(?:(?:ACTION|Action)\s)?(?:ITEM|Item|RESOLUTION|Resolution|Order|ORDER|AGENDA ITEM)\s)[^\n]{3,200}?(?=\.\s[A-Z]|\n|$))"
    r"|(?:^|\n)[^\S\n]*(?P<caps>[A-Z][A-Z ,&:'’/()-]{8,90})(?=\n)"
    r"|(?:^|\n\n)(?P<title>[A-Z][^\n.]{4,90})(?=\n)"
    r"|(?:^|\n)(?P<short>[A-Z][\w ’'-]{3,60})\.(?=\s[A-Z])"
)
# "Roll call on the motion as amended": the motion is told before.
SAME_MOTION = re.compile(r"(?:the )?(?:main |original )?(?:motion|question|item)(?: as \w+)?\W*$|\W*$", re.I)
NO_ITEM = re.compile(
    r"^\W*(?:discussion|public (?:comment|participation)|board (?:questions|comments?)|minutes\b(?!.*approv)|present|absent|roll call|whereas|comments?|special|regular|second\w*|huge|and|the motion|those)\b|^\W*[IVX]+\W*$|\b(?:school (?:district|board)|board of (?:education|trustees|directors))\b(?!.*(?:polic|officer|sro))",
    re.I,
)
EMPTY = re.compile(
    r"^(?:to\s)?(?:approv\w+|adopt\w+|accept\w+|passage|(?:the )?(?:main |original )?(?:motion|item|resolution|agreement|contract|question|mou|memorandum)|as (?:presented|amended)|(?:the )?motion as \w+|it|so)?(?:\s(?:the )?(?:motion|item|it|as (?:presented|amended|recommended|written|submitted)))?\W*$",
    re.I,
)


class Motion(NamedTuple):
    """A motion's words and where they are told; `item` is the heading or item that it stands under."""

    words: str
    start: int
    item: str


def motion_before(text: str, floor: int, at: int) -> Motion | None:
    """Return the motion told last between two characters, with its item; None where no motion is told there.

    `floor` is where the vote before ended: nothing from before it is taken.
    """
    floor = max(floor, at - WINDOW)
    window = INNER_STOP.sub(HELD_STOP, text[floor:at])
    found = [
        match
        for form in MOVED
        for match in form.finditer(window)
        if not SAME_MOTION.match(match["x"].strip())
    ]
    item = _item(window)
    if not found:
        return (
            Motion(item[0], floor + item[1], item[0]) if item and at - floor - item[1] < WINDOW / 3 else None
        )
    last = max(found, key=lambda match: (match.start(), match.end()))
    words = cut_clause(last["x"].replace(HELD_STOP, "."))
    start = floor + _sentence_start(window, last.start())
    return Motion(words, start, item[0] if item else "")


def is_empty(words: str) -> bool:
    """Return whether a motion's words leave what is moved to the item: "approval as presented"."""
    return EMPTY.match(words) is not None


def _item(window: str) -> tuple[str, int] | None:
    for told in reversed(list(ITEM.finditer(window))):
        words = next(part for part in told.groups() if part).strip()
        if not NO_ITEM.search(words):
            lead = len(told.group()) - len(told.group().lstrip())
            return words.replace(HELD_STOP, "."), told.start() + lead
    return None


def _sentence_start(window: str, at: int) -> int:
    before = list(re.finditer(r"(?:[.!?]\s+|\n)(?=[A-Z“\"])", window[:at]))
    return before[-1].end() if before else 0
