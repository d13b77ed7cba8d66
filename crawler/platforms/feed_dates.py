"""Dates as feeds write them, and those that cannot be."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

FIRST_YEAR = 1990  # before it lie programs' defaults: 0001, 1900, 1970
DAYS_AHEAD = 2  # zones and slow clocks; later days are announcements and mistakes
_BARE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_TIME = re.compile(r"\d:\d\d|\d ?[ap]\.?m\b|T\d{4}", re.IGNORECASE)
_HALF_DAY = re.compile(r"\d ?[ap]\.?m\b", re.IGNORECASE)  # the readers of standards pass over it
_NO_ZONE = re.compile(r"-0000\s*$")  # RFC 5322, 3.3: the time is UTC, the place is not told
# Names that RFC 5322 does not know, and that US newsrooms write.
_ZONES = {"AKST": -9, "AKDT": -8, "HST": -10, "ET": -5, "CT": -6, "MT": -7, "PT": -8, "Z": 0, "UT": 0}
_WORDS = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}  # a whole date; no "2 hours ago"
_NAMED = re.compile(r"\s([A-Z]{1,4})$")


def read_moment(raw: str, zone: str | None, parsed: Any = None) -> datetime | date | None:
    """Return when a feed says that something was: with the offset written, else the outlet's own, else none.

    `parsed` is feedparser's reading in UTC, used where the words cannot be read. None for what is no date.
    """
    text = " ".join(raw.split())[:80]
    if _BARE_DAY.match(text):
        return _day(text)
    moment = None if _HALF_DAY.search(text) else _as_written(text)
    if moment is None and re.search(r"\d", text):
        moment = _from_words(text) or (_from_utc(parsed) if parsed is not None else None)
    if moment is None:
        return None
    return _placed(moment, zone) if _TIME.search(text) else moment.date()


def is_absurd(moment: datetime | date, today: date) -> bool:
    """Tell whether no article can be of that day: before the web, or still to come."""
    day = moment.date() if isinstance(moment, datetime) else moment
    return day.year < FIRST_YEAR or day > today + timedelta(days=DAYS_AHEAD)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _as_written(text: str) -> datetime | None:
    named = _NAMED.search(text)
    if named and named[1] in _ZONES:
        text = f"{text[: named.start()]} {_ZONES[named[1]] * 100:+05d}"
    for reader in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = reader(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment.replace(tzinfo=UTC) if _NO_ZONE.search(text) else moment
    return None


def _placed(moment: datetime, zone: str | None) -> datetime:
    """Give a time without an offset the outlet's own: at 6 p.m. in Chicago the day in UTC is another."""
    if moment.tzinfo is not None or zone is None:
        return moment
    place: tzinfo = ZoneInfo(zone)
    return moment.replace(tzinfo=place)


def _from_words(text: str) -> datetime | None:
    """Read what feeds should not write ("Feb. 22, 2024, 5:30 p.m. CST")."""
    import dateparser  # noqa: PLC0415 - few feeds need it, and it takes long to load

    try:
        found = dateparser.parse(text, languages=["en"], settings=_WORDS)
    except (ValueError, OverflowError, RecursionError):
        return None
    return datetime.fromisoformat(found.isoformat()) if found else None


def _from_utc(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
