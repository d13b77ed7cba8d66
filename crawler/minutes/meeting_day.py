"""The day of the meeting, as the minutes' own heading tells it."""

import re

from crawler.civic.dates import find_moments

_TOP = 2500  # characters in which a heading tells it
_MEETING = re.compile(
    r"\b(?:minutes|meeting|session|hearing|held|convened|called to order|proceedings)\b", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
# Days that a heading tells and that are not the meeting's own.
_OTHER = re.compile(
    r"\b(?:approv\w*|adopted|posted|printed|revised|generated|published|created|updated|due"
    r"|next (?:regular )?meeting|minutes of the|previous)\b[^\n]{0,40}$",
    re.IGNORECASE,
)


def meeting_day(flow: str) -> str | None:
    """Return the meeting's ISO day from the first lines; None where they tell none.

    A day beside "meeting" or "minutes", or with its weekday, comes before any other.
    """
    top = flow[:_TOP]
    best: tuple[int, str] | None = None
    for moment in find_moments(top):
        before = top[max(0, moment.start - 80) : moment.start]
        if _OTHER.search(before.split("\n")[-1]):
            continue
        near = top[max(0, moment.start - 120) : moment.end + 80]
        score = bool(_MEETING.search(near)) + bool(_WEEKDAY.search(before[-16:])) + (moment.start < 600)
        if best is None or score > best[0]:
            best = (score, moment.day.isoformat())
    return best[1] if best else None
