"""Days as people write them into links and file names: 2024-03-21, 03.21.24, 032124, "March 21, 2024"."""

import re
from dataclasses import dataclass
from datetime import date, time

from crawler.civic.dates import find_moments

FIRST_YEAR, LAST_YEAR = 1985, 2049
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<by>[-_./ ]?)(?P<month>\d\d?)(?P=by)(?P<day>\d\d?)(?!\d)"
)
_AMERICAN = re.compile(
    r"(?<![\d.$])(?P<month>\d\d?)(?P<by>[-_./ ])(?P<day>\d\d?)(?P=by)(?P<year>(?:19|20)?\d\d)(?![\d%])"
)
_RUN = re.compile(r"(?<!\d)(?P<month>\d\d)(?P<day>\d\d)(?P<year>(?:19|20)?\d\d)(?!\d)")
_MONTH_YEAR = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?:19|20)\d\d\b", re.IGNORECASE
)
_SCHOOL_YEAR = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)\s*[-–/]\s*(?P<second>(?:19|20)?\d\d)(?![\d-])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Day:
    """A day found in a text, the time that follows it where one does, and where it stands."""

    day: date
    time: time | None
    start: int
    end: int


@dataclass(frozen=True)
class Years:
    """The year, or school year, that a heading gives to the days below it."""

    first: int
    second: int

    def of(self, month: int) -> int:
        """Return the year that a month is in: a school year begins in July."""
        return self.first if self.first == self.second or month >= 7 else self.second


def find_years(text: str) -> Years | None:
    """Return the year or school year ("2023-24") that a heading names; None without one or with several."""
    if (match := _SCHOOL_YEAR.search(text)) is not None:
        first, second = int(match["first"]), int(match["second"])
        if (second if second > 99 else first // 100 * 100 + second) == first + 1:
            return Years(first, first + 1)
    named = {int(found) for found in _YEAR.findall(text)}
    if len(named) != 1:
        return None
    year = named.pop()
    return Years(year, year)


def find_days(text: str, years: Years | None = None) -> list[Day]:
    """Return the days in words, in order; `years` (of a heading above) completes days without a year."""
    found = [Day(moment.day, moment.time, moment.start, moment.end) for moment in find_moments(text)]
    for pattern in (_ISO, _AMERICAN):
        found += [day for match in pattern.finditer(text) if (day := _numeric(match)) is not None]
    if years is not None:
        for year in {years.first, years.second}:
            found += [
                Day(moment.day, moment.time, moment.start, moment.end)
                for moment in find_moments(text, year)
                if years.of(moment.day.month) == year
            ]
    return _apart(found)


def day_of_name(name: str) -> date | None:
    """Return the day that a file's name tells; None for none, and for two different ones."""
    plain = re.sub(r"\.\w{2,5}$", "", name)
    plain = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Za-z])", " ", re.sub(r"[_+]|%20", " ", plain))
    found = find_days(plain) or [
        day for match in _RUN.finditer(plain) if (day := _numeric(match)) is not None
    ]
    if not found:
        # "April182013", "April 172018" and "July-24-2019": day and year run together or hang by hyphens.
        words = re.sub(r"[-.,]+", " ", re.sub(r"(?<!\d)(\d\d?)((?:19|20)\d\d)(?!\d)", r"\1 \2", plain))
        found = [Day(one.day, None, one.start, one.end) for one in find_moments(words)]
    days = {day.day for day in found}
    return days.pop() if len(days) == 1 else None


def names_a_month(text: str) -> bool:
    """Tell whether a text names a month of a year without a day ("January 2019")."""
    return bool(_MONTH_YEAR.search(text)) and not find_days(text)


def _numeric(match: re.Match[str]) -> Day | None:
    year = int(match["year"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    try:
        day = date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return Day(day, None, match.start(), match.end()) if FIRST_YEAR <= year <= LAST_YEAR else None


def _apart(found: list[Day]) -> list[Day]:
    """Return days in order of place, of those that overlap the longest reading."""
    kept: list[Day] = []
    for day in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(day.start < other.end and other.start < day.end for other in kept):
            kept.append(day)
    return sorted(kept, key=lambda one: one.start)
