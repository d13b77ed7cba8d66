"""Dates as sources tell them: whole days, months, years, or a stamp in somebody's time zone."""

import calendar
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

Window = tuple[str, str]

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def local_date(stamp: str | None, timezone: str | None) -> str | None:
    """Return the local date of an ISO date or time stamp; None where there is none.

    A stamp with an offset of its own or with Z is moved into `timezone`: an article published at
    2:30 UTC came out the evening before in Chicago.
    """
    if not stamp or not PARTIAL.match(stamp):
        return None
    if len(stamp) <= len("2024-02-22"):
        return stamp
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp[:10]
    if moment.tzinfo is not None and timezone:
        moment = moment.astimezone(ZoneInfo(timezone))
    return moment.date().isoformat()


def precision(day: str) -> str:
    """Return how precise an ISO date is: year, month or day."""
    return {4: "year", 7: "month"}.get(len(day), "day")


def window(day: str) -> Window | None:
    """Return the first and last day that a whole or partial ISO date can mean; None if it is no date."""
    match = PARTIAL.fullmatch(day)
    if match is None:
        return None
    year, month, number = (int(part) if part else None for part in match.groups())
    try:
        if year and month and number:
            date(year, month, number)
            return day, day
        if year and month:
            return f"{day}-01", f"{day}-{calendar.monthrange(year, month)[1]:02d}"
    except (ValueError, calendar.IllegalMonthError):
        return None
    return f"{day}-01-01", f"{day}-12-31"


def days_before(day: str, count: int) -> str:
    """Return the day that lies `count` days before a whole ISO date."""
    return (date.fromisoformat(day) - timedelta(days=count)).isoformat()


def overlap(left: Window, right: Window) -> bool:
    """Tell whether two windows have a day in common."""
    return left[0] <= right[1] and right[0] <= left[1]
