"""The single occurrences of a calendar's events: repeated ones written out, changed ones in their place."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Event

DAYS_AHEAD = 366  # how far a rule without an end is written out, from the latest day that the file names
MAX_OCCURRENCES = 1000  # of one series: the latest ones; a weekly meeting of twenty years
REPEATS = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY"}
Start = date | datetime


@dataclass
class Occurrence:
    """One meeting. `original` is when its rule has it; None for one that does not repeat."""

    event: Event
    start: Start
    original: Start | None = None


def occurrences(
    events: Sequence[Event], horizon: date, day_of: Callable[[Start], date]
) -> tuple[list[Occurrence], list[str]]:
    """Return the occurrences among all events of one UID in order of time, and what could not be done.

    A rule is written out from DTSTART to its own end or to `horizon`. An event with RECURRENCE-ID replaces
    the occurrence of that day (`day_of` tells the day on the jurisdiction's clock). Of several copies the
    one with the highest SEQUENCE counts, then the last changed.
    """
    notes: list[str] = []
    changed = {
        day_of(_known(event, "RECURRENCE-ID")): event for event in _by_age(events) if "RECURRENCE-ID" in event
    }
    found: list[Occurrence] = []
    masters, several = _newest([event for event in events if "RECURRENCE-ID" not in event], day_of, notes)
    for master in masters:
        start = _known(master, "DTSTART")
        if "RRULE" in master or "RDATE" in master:
            found += [Occurrence(master, at, at) for at in _starts(master, horizon, notes)]
        else:
            found.append(Occurrence(master, start, start if several else None))
    kept = [one for one in found if day_of(one.original or one.start) not in changed]
    for event in changed.values():
        if "RANGE" in getattr(event["RECURRENCE-ID"], "params", {}):
            notes.append("a change of all later meetings (RANGE) is taken for the first of them only")
        kept.append(Occurrence(event, _known(event, "DTSTART"), _known(event, "RECURRENCE-ID")))
    return sorted(kept, key=lambda one: _wall(one.start)), notes


def _newest(
    masters: list[Event], day_of: Callable[[Start], date], notes: list[str]
) -> tuple[list[Event], bool]:
    """Return what counts of several events with one UID, and whether they are several meetings.

    Some exporters write a series out and give each meeting the series' UID: copies of different days that
    nothing orders are meetings each.
    """
    highest = max((_sequence(event) for event in masters), default=0)
    by_day = {
        day_of(_known(event, "DTSTART")): event for event in _by_age(masters) if _sequence(event) == highest
    }
    if len(by_day) < 2:
        return list(by_day.values()), False
    if len({_stamps(event) for event in by_day.values()}) == 1:
        return list(by_day.values()), True
    notes.append(f"{len(by_day)} days for one UID; the last changed one counts")
    return [_by_age(list(by_day.values()))[-1]], False


def _by_age(events: Sequence[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (_sequence(event), _stamps(event)))


def _sequence(event: Event) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def _stamps(event: Event) -> tuple[datetime, ...]:
    return tuple(
        _wall(value) if (value := stamp(event, name)) is not None else datetime.min
        for name in ("LAST-MODIFIED", "DTSTAMP")
    )


def stamp(event: Event, name: str) -> Start | None:
    """Return a property that is a date or a date and time; None where it is missing or something else."""
    value = getattr(event.get(name), "dt", None)
    return value if isinstance(value, date) else None


def _known(event: Event, name: str) -> Start:
    """Return a date that the caller has seen to be there."""
    value = stamp(event, name)
    if value is None:
        raise KeyError(name)
    return value


def _starts(master: Event, horizon: date, notes: list[str]) -> list[Start]:
    start: Start = _known(master, "DTSTART")
    out = {_instant(value) for value in _listed(master, "EXDATE")}
    ruled = _by_rule(master, start, horizon, notes)
    first = [start] if len(ruled) < MAX_OCCURRENCES else []  # DTSTART counts, whatever the rule (RFC 5545)
    starts = [*first, *ruled, *_listed(master, "RDATE")]
    whole_days = {value for value in out if isinstance(value, date) and not isinstance(value, datetime)}
    kept = {
        _instant(value): value
        for value in starts
        if _instant(value) not in out and _wall(value).date() not in whole_days
    }
    return sorted(kept.values(), key=_wall)


def _by_rule(master: Event, start: Start, horizon: date, notes: list[str]) -> list[Start]:
    """Write a rule out on the clock of DTSTART's own zone, so that 17:30 stays 17:30 in summer."""
    rule = master.get("RRULE")
    if rule is None:
        return []
    if isinstance(rule, list):
        notes.append("more than one rule; the first counts")
        rule = rule[0]
    if set(rule.get("FREQ", [])) - REPEATS or not rule.get("FREQ"):
        how = "/".join(map(str, rule.get("FREQ", []))) or "in no way that can be read"
        notes.append(f"a rule that repeats {how}; its first meeting counts")
        return []
    last, count = _end_of(rule, start, horizon), _count(rule)
    plain = ";".join(
        f"{name}={','.join(_text(value) for value in values)}"
        for name, values in rule.items()
        if name not in {"UNTIL", "COUNT"}
    )
    try:
        found = iter(rrulestr(f"{plain};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=_wall(start)))
        latest = deque(islice(found, count), maxlen=MAX_OCCURRENCES)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError) as error:
        notes.append(f"a rule that cannot be read ({plain[:60]}: {error}); its first meeting counts")
        return []
    if len(latest) == MAX_OCCURRENCES:
        notes.append(f"a series of {MAX_OCCURRENCES} meetings or more; its latest {MAX_OCCURRENCES} count")
    return [_like(start, value) for value in latest]


def _count(rule: Any) -> int | None:
    """Return how many meetings a rule has; None for no end by number ("COUNT=-1" means none, too)."""
    value = (rule.get("COUNT") or [None])[0]
    return value if isinstance(value, int) and value > 0 else None


def _end_of(rule: Any, start: Start, horizon: date) -> datetime:
    """Return where the rule ends on DTSTART's clock: UNTIL, but no later than the horizon."""
    limit = datetime.combine(horizon, time(23, 59, 59))
    until = (rule.get("UNTIL") or [None])[0]
    if not isinstance(until, date):
        return limit
    if not isinstance(until, datetime):
        return min(limit, datetime.combine(until, time(23, 59, 59)))
    zone = start.tzinfo if isinstance(start, datetime) else None
    if until.tzinfo is not None and zone is not None:
        until = until.astimezone(zone)
    return min(limit, until.replace(tzinfo=None))


def _text(value: Any) -> str:
    return str(value.to_ical().decode() if hasattr(value, "to_ical") else value)


def _listed(event: Event, name: str) -> list[Start]:
    found = event.get(name) or []
    lists = found if isinstance(found, list) else [found]
    values = [getattr(entry, "dt", None) for one in lists for entry in getattr(one, "dts", [])]
    values = [value[0] if isinstance(value, tuple) else value for value in values]  # a period: its start
    return [value for value in values if isinstance(value, date)]


def _wall(value: Start) -> datetime:
    """Return what the clock of the value's own zone shows; midnight for a day."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return datetime.combine(value, time())


def _like(start: Start, wall: datetime) -> Start:
    return wall.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else wall.date()


def _instant(value: Start) -> Start:
    """Return a value that equals another's exactly when both mean the same moment."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return (value - (value.utcoffset() or timedelta())).replace(tzinfo=None)
    return value
