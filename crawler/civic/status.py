"""A meeting's status as its page words it."""

import re

from db.records import MeetingStatus

_CANCELLED = re.compile(r"\bcancel(?:l?ed|lation)\b", re.IGNORECASE)
_POSTPONED = re.compile(
    r"\b(?:postponed|re-?scheduled (?:to|for)|re-?scheduled(?=\W*$)|moved to (?=\w+day\b|[A-Z][a-z]+ \d))",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^\W*(?:cancell?ed|cancellation|postponed|re-?scheduled(?! from))\b"
    r"(?:\s+(?:to|until)\s+[\w ,.]{3,30}?(?=\s*[-–—:]))?\W+"
    r"|\W+\b(?:cancell?ed|cancellation|postponed|re-?scheduled)\W*$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:meeting|hearing)\b(?:(?!regist)[^;.]){0,80}"
    r"\b(?:has been|have been|was|is|been)\s+(?:cancell?ed|postponed|re-?scheduled)\b",
    re.IGNORECASE,
)


def worded_status(text: str) -> tuple[MeetingStatus, str] | None:
    """Return cancelled or postponed with the words that say so; None when a short text says neither.

    "Rescheduled from" is no postponement: the meeting named is the one that takes place. The bare word at the
    end of a name is one: it stands on the day that was given up.
    """
    if found := _POSTPONED.search(text):
        return "postponed", found.group()
    if found := _CANCELLED.search(text):
        return "cancelled", found.group()
    return None


def without_status(title: str) -> str:
    """Return a meeting's name without the word at its start or end that calls it off: that is no new name."""
    return _MARK.sub("", title).strip() or title


def noticed_status(text: str) -> tuple[MeetingStatus, str] | None:
    """Return what a notice within a long text says happened to the meeting, with its words."""
    found = _NOTICE.search(text)
    if found is None:
        return None
    status = worded_status(found.group())
    return (status[0], found.group()) if status else ("postponed", found.group())
