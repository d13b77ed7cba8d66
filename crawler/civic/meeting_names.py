"""What the words beside a meeting's date say it is: a special meeting, a committee's, a hearing."""

import re
from dataclasses import dataclass

from db.ids import slug

_NAMED = re.compile(
    r"(?P<name>committee (?:of the (?:whole|board)|on (?:[\w’'&-]+[ ,]*){1,5})|"
    r"(?:[A-Z][\w’'&/-]*[ ,]+(?:and |& )?){0,4}(?:sub-?)?committee)\b(?! (?:meetings|members|assignments)\b)",
    re.IGNORECASE,
)
_KINDS = (
    (
        "special",
        re.compile(r"\b(?:special|emergency)\b(?! education| needs| services| olympics)", re.IGNORECASE),
    ),
    ("hearing", re.compile(r"\bhearings?\b(?! officer| impair)", re.IGNORECASE)),
    ("work session", re.compile(r"\b(?:work|study|planning) ?sessions?\b|\bworkshops?\b", re.IGNORECASE)),
    ("retreat", re.compile(r"\bretreat\b", re.IGNORECASE)),
    ("closed session", re.compile(r"\b(?:closed|executive) (?:session|meeting)\b", re.IGNORECASE)),
)
_REGULAR = re.compile(
    r"\bregular\b|\b(?:business|monthly|annual|organi[sz]ational|re-?organi[sz]ation(?:al)?)\b"
    r"(?=.{0,30}\b(?:meeting|session|board)\b)",
    re.IGNORECASE,
)
# A heading that is the board's own name and no more.
_BOARD = re.compile(
    r"^\W*(?:the )?(?:school )?board(?: of (?:education|(?:school )?directors|trustees|commissioners))?"
    r"(?: meetings?)?\W*$",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"(?P<phrase>(?:\b[A-Z][\w’'&/-]*[ ,]+(?:(?:of|the|and|on|for|&) )*){0,6}"
    r"\b(?:meeting|hearing|retreat|workshop|(?:work|study) ?session|committee"
    r"(?: of the (?:whole|board))?))\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^(?:(?:draft|approved|final|unofficial|the|minutes|agendas?|notice|of|for|and|[ap]m|meetings|\W)+\b\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MeetingName:
    """A meeting's name as printed and `key`, which tells it from the board's own meeting of that day ("")."""

    key: str
    title: str | None


def meeting_name(text: str) -> MeetingName | None:
    """Return what short text says a meeting is; None where it does not say."""
    if committee := _NAMED.search(text):
        name = " ".join(_NO_NAME.sub("", committee["name"]).split()).strip(" ,")
        if len(name.split()) > 1:
            return MeetingName(slug(name), _phrase(text) or name)
    if _REGULAR.search(text) or _BOARD.match(text):
        return MeetingName("", _phrase(text))
    for kind, words in _KINDS:
        if words.search(text):
            return MeetingName(slug(kind), _phrase(text) or _else_title(kind))
    return None


def _else_title(kind: str) -> str:
    return "Special meeting" if kind == "special" else kind.capitalize()


def _phrase(text: str) -> str | None:
    found = _PHRASE.search(text)
    phrase = " ".join(_NO_NAME.sub("", found["phrase"]).split()) if found else ""
    return phrase if len(phrase.split()) > 1 else None
