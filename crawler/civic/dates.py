"""Dates and times as boards write them: "Wednesday, March 22, 2023 at 10:30 AM", "Nov. 20, 2019"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_LONG = re.compile(
    rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_SHORT = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d)\b")
_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap])\.?\s?m\b\.?|\b(?P<noon>noon)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Moment:
    """A date found in a text, the time that follows it where one does, and where both stand."""

    day: date
    time: time | None
    start: int
    end: int

    def iso(self, zone: str | None) -> str:
        """Return local ISO time with its offset; the date alone where time or zone is not known."""
        if self.time is None:
            return self.day.isoformat()
        moment = datetime.combine(self.day, self.time)
        return moment.replace(tzinfo=ZoneInfo(zone)).isoformat() if zone else moment.isoformat()


def find_moments(text: str, year: int | None = None) -> list[Moment]:
    """Return the dates in a text in order; a `year` (of a heading above) completes dates without one."""
    patterns = (_LONG, _NUMERIC, _SHORT) if year else (_LONG, _NUMERIC)
    matches: list[re.Match[str]] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end() and other.start() < match.end() for other in matches):
                matches.append(match)
    matches.sort(key=lambda match: match.start())
    moments = []
    for index, match in enumerate(matches):
        limit = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        day = _day(match, year)
        if day:
            found, end = _time_after(text, match.end(), limit)
            moments.append(Moment(day, found, match.start(), end))
    return moments


def clock_time(text: str) -> time | None:
    """Return the first time of day in a text ("6:00 PM", "noon"); None without one, and for midnight."""
    return _time_after(text, 0, len(text))[0]


def _day(match: re.Match[str], year: int | None) -> date | None:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
    try:
        return date(int(match.groupdict().get("year") or year or 0), number, int(match["day"]))
    except ValueError:
        return None


def _time_after(text: str, start: int, limit: int) -> tuple[time | None, int]:
    """Return the time that belongs to the date ending at `start`: a few words on, before the next date."""
    match = _TIME.search(text, start, min(limit, start + 40))
    if match is None:
        return None, start
    if match["noon"]:
        return time(12), match.end()
    hour, minute = (
        int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0),
        int(match["minute"] or 0),
    )
    if int(match["hour"]) > 12 or minute > 59:
        return None, start
    # Midnight is what calendar software shows when nobody has entered a time yet.
    return (time(hour, minute) if (hour, minute) != (0, 0) else None), match.end()
