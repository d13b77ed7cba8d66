"""When a meeting begins, from the stamps that platforms' programs write."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crawler.civic.dates import clock_time

# What databases hold where nobody entered a date: .NET's, SQL Server's and Unix's first days.
NOBODY_KNOWS = 1971
_EPOCH = re.compile(r"/Date\((?P<ms>-?\d{1,14})(?:(?P<hours>[+-]\d{2})(?P<minutes>\d{2}))?\)")
_STAMP = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?P<half>\s*[AaPp]\.?[Mm])?)?"
)


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
    clock = clock_time(told or "") or _stamped(match)
    return zoned(day, clock, zone)


def epoch_start(stamp: str | None, zone: str | None) -> str | None:
    """Return the start in .NET's "/Date(1564876800000-0500)/": with the server's offset its local time.

    Without an offset only the day can be told: .NET writes a time of no zone as if it were its server's own.
    """
    found = _EPOCH.search(stamp or "")
    try:
        moment = datetime.fromtimestamp(int(found["ms"]) / 1000, UTC) if found else None
    except (OverflowError, OSError, ValueError):
        return None
    if found is None or moment is None or moment.year <= NOBODY_KNOWS:
        return None
    if found["hours"]:
        away = int(found["hours"]) * 60 + int(found["hours"][0] + found["minutes"])
        local = moment + timedelta(minutes=away)
        return zoned(local.date(), local.time(), zone)
    return moment.astimezone(ZoneInfo(zone) if zone else UTC).date().isoformat()


def zoned(day: date, clock: time | None, zone: str | None) -> str:
    """Return local ISO time with its offset; the date alone where the time is None or midnight."""
    if clock is None or (clock.hour, clock.minute) == (0, 0):
        return day.isoformat()
    moment = datetime.combine(day, clock.replace(tzinfo=None, microsecond=0))
    return moment.replace(tzinfo=ZoneInfo(zone)).isoformat() if zone else moment.isoformat()


def _stamped(match: re.Match[str]) -> time | None:
    if match["half"]:  # "2019-08-03 07:00 PM"
        return clock_time(f"{match['time'][:5]} {match['half']}")
    return time.fromisoformat(match["time"]) if _is_time(match["time"]) else None


def _is_time(text: str | None) -> bool:
    try:
        return bool(text) and time.fromisoformat(str(text)) is not None
    except ValueError:
        return False
