"""When a meeting begins, from the stamps that platforms' programs write."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from crawler.civic.dates import clock_time

# What databases hold where nobody entered a date: .NET's, SQL Server's and Unix's first days.
NOBODY_KNOWS = 1971
_STAMP = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?))?")


def local_start(stamp: str | None, zone: str | None, told: str | None = None) -> str | None:
    """Return a meeting's start: local ISO time with its offset, or the date alone where no time is known.

    `stamp` is an ISO date or date and time in local time whatever zone it prints (platforms write "Z" after
    local times); `told` is a time in words that stands beside it ("6:00 PM") and comes first. Midnight
    counts as not known. None for no date at all, or one that only stands for that (1900-01-01).
    """
    match = _STAMP.match((stamp or "").strip())
    try:
        day = date.fromisoformat(match["day"]) if match else None
    except ValueError:
        day = None
    if day is None or match is None or day.year < NOBODY_KNOWS:
        return None
    clock = clock_time(told or "") or (time.fromisoformat(match["time"]) if _is_time(match["time"]) else None)
    return zoned(day, clock, zone)


def zoned(day: date, clock: time | None, zone: str | None) -> str:
    """Return local ISO time with its offset; the date alone where the time is None or midnight."""
    if clock is None or (clock.hour, clock.minute) == (0, 0):
        return day.isoformat()
    moment = datetime.combine(day, clock.replace(tzinfo=None, microsecond=0))
    return moment.replace(tzinfo=ZoneInfo(zone)).isoformat() if zone else moment.isoformat()


def _is_time(text: str | None) -> bool:
    try:
        return bool(text) and time.fromisoformat(str(text)) is not None
    except ValueError:
        return False
