"""Dates out of what a page states (ISO and its kin) and of what it prints ("Feb. 22, 2024, 6:15 p.m. CT")."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from crawler.articles.lexicon import read_lexicon

_TOLD = read_lexicon("dates.yaml")
_MONTHS: dict[str, int] = {name: number for number, names in _TOLD["months"].items() for name in names}
_ZONES: dict[str, str] = _TOLD["zones"]
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:(?:T|\s+)(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}\b|[A-Z]{2,4}\b)?)?",
    re.IGNORECASE,
)
_NAMES = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_MONTH_FIRST = rf"\b(?P<m1>{_NAMES})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)\b"
_DAY_FIRST = (
    rf"\b(?P<d2>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+|of\s+)?(?P<m2>{_NAMES})\.?,?"
    r"\s+(?:del?\s+)?(?P<y2>(?:19|20)\d\d)\b"
)
_DASHED = r"\b(?P<y3>(?:19|20)\d\d)[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})\b"
_NUMBERS = r"\b(?P<a4>\d{1,2})(?P<s4>[/.-])(?P<b4>\d{1,2})(?P=s4)(?P<y4>(?:19|20)\d\d)\b"
_CJK = r"(?P<y5>(?:19|20)\d\d)\s*[年년]\s*(?P<m5>\d{1,2})\s*[月월]\s*(?P<d5>\d{1,2})\s*[日일]"
_DAY = re.compile("|".join((_MONTH_FIRST, _DAY_FIRST, _DASHED, _NUMBERS, _CJK)), re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\d.])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?::\d\d)?\s*(?P<half>[ap])\.?\s?m\b\.?"
    r"(?:\s*\(?(?P<zone>[A-Z]{2,4})\b)?"
    r"|(?<![\d.])(?P<hour24>[01]?\d|2[0-3])(?::|h)(?P<minute24>[0-5]\d)(?::\d\d)?"
    r"(?:\s*(?:Uhr|Hrs?\.?|h)?\s*\(?(?P<zone24>[A-Z]{1,4})\b)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-]\d\d):?(\d\d)\b")
FIRST_YEAR = 1990  # the web's first: what lies before is a template's default (0001, 1900, 1970)
# Zeros of MySQL and of Apple, and what cleared fields become.
TEMPLATE_DAYS = {"2000-01-01", "1999-12-31", "1999-11-30", "2001-01-01"}
LONGEST = 80
TO_DAY, TO_CLOCK, TO_CLOCK_BEFORE = 60, 34, 18  # characters from a label to its date, from a date to its time

Label = Literal["published", "modified", "other"]
_NAMED: tuple[Label, ...] = ("published", "modified", "other")
_LABELS: dict[Label, re.Pattern[str]] = {name: re.compile(_TOLD[name], re.IGNORECASE) for name in _NAMED}


@dataclass(frozen=True)
class PrintedDate:
    """A date printed in a line: ISO, and what the words before it call it."""

    value: str
    label: Label | None


def iso_moment(raw: Any, zone: str | None) -> str | None:
    """Return a stated date as ISO, its time with an offset where one is told or the zone is known.

    Midnight sharp stands for a date without a time; None for what is no date or no credible one.
    """
    if not isinstance(raw, str) or not raw.strip() or len(raw) > LONGEST:
        return None
    try:
        moment = _stated(raw.strip(), zone)
    except (ValueError, OverflowError):
        return None
    if moment is None or doubt_of(moment.isoformat()):
        return None
    return moment.isoformat()


def doubt_of(value: str, now: datetime | None = None) -> str | None:
    """Return why an ISO date cannot be when an article was published; None where it can."""
    day = value[:10]
    if int(day[:4]) < FIRST_YEAR or day in TEMPLATE_DAYS:
        return "a template's default"
    if date.fromisoformat(day) > ((now or datetime.now(UTC)) + timedelta(days=2)).date():
        return "in the future"
    return None


def printed_dates(line: str, zone: str | None, *, day_first: bool = False) -> list[PrintedDate]:
    """Return the dates in a visible line in order, each with the label before it ("Updated:")."""
    found = []
    end = 0
    for match in _DAY.finditer(line):
        day = _day_of(match, day_first=day_first)
        if day is None or doubt_of(day.isoformat()):
            continue
        before = line[max(end, match.start() - TO_DAY) : match.start()]
        end = match.end()
        value = _with_clock(day, line[end : end + TO_CLOCK], zone)
        if len(value) == 10:  # "6:15 PM CDT Jun 24, 2020"
            value = _with_clock(day, before[-TO_CLOCK_BEFORE:], zone)
        found.append(PrintedDate(value, _label(before)))
    return found


def _stated(raw: str, zone: str | None) -> datetime | date | None:
    if match := _ISO.match(raw):
        return _from_iso(match, zone)
    if raw.isdigit() and len(raw) in {10, 13}:
        return _in_zone(datetime.fromtimestamp(int(raw[:10]), tz=UTC), zone)
    if re.fullmatch(r"(?:19|20)\d{6}", raw):
        return date(int(raw[:4]), int(raw[4:6]), int(raw[6:]))
    if re.match(r"\w{3}, \d{1,2} \w{3} \d{4} \d", raw):
        from email.utils import parsedate_to_datetime  # noqa: PLC0415 - rare

        return _in_zone(parsedate_to_datetime(raw), zone)
    printed = printed_dates(raw, zone)
    if not printed:
        return None
    value = printed[0].value
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def _from_iso(match: re.Match[str], zone: str | None) -> datetime | date:
    day, clock, offset = match.groups()
    if not clock or clock in {"00:00", "00:00:00"}:
        return date.fromisoformat(day)
    clock = clock if clock[2] == ":" else f"0{clock}"
    moment = datetime.fromisoformat(f"{day}T{clock}")
    if not offset:
        return _in_zone(moment, zone)
    if offset[0] in "+-":
        digits = offset[1:].replace(":", "").ljust(4, "0")
        moment = datetime.fromisoformat(f"{day}T{clock}{offset[0]}{digits[:2]}:{digits[2:]}")
        return _in_zone(moment, zone)
    named = _ZONES.get(offset.lower())
    return _in_zone(moment.replace(tzinfo=ZoneInfo(named)) if named else moment, zone)


def _in_zone(moment: datetime, zone: str | None) -> datetime:
    """Give a time without offset the outlet's; an offset that is told is kept as told."""
    return moment.replace(tzinfo=ZoneInfo(zone)) if zone and moment.tzinfo is None else moment


def _day_of(match: re.Match[str], *, day_first: bool) -> date | None:
    part = match.groupdict()
    try:
        if part["m1"]:
            return date(int(part["y1"]), _MONTHS[part["m1"].lower()], int(part["d1"]))
        if part["m2"]:
            return date(int(part["y2"]), _MONTHS[part["m2"].lower()], int(part["d2"]))
        for number in ("3", "5"):
            if part[f"y{number}"]:
                return date(int(part[f"y{number}"]), int(part[f"m{number}"]), int(part[f"d{number}"]))
        one, other = int(part["a4"]), int(part["b4"])
        if one > 12 or (other <= 12 and (day_first or part["s4"] == ".")):
            return date(int(part["y4"]), other, one)
        return date(int(part["y4"]), one, other)
    except ValueError:
        return None


def _with_clock(day: date, rest: str, zone: str | None) -> str:
    following = _DAY.search(rest)
    match = _CLOCK.search(rest[: following.start()] if following else rest)
    if match is None:
        return day.isoformat()
    if match["half"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
        minute, named = int(match["minute"] or 0), match["zone"]
        if int(match["hour"]) > 12:
            return day.isoformat()
    else:
        hour, minute, named = int(match["hour24"]), int(match["minute24"]), match["zone24"]
    if (hour, minute) == (0, 0):
        return day.isoformat()
    moment = datetime.combine(day, time(hour, minute))
    if offset := _OFFSET.match(rest[match.end() :]):
        return datetime.fromisoformat(f"{moment.isoformat()}{offset[1]}:{offset[2]}").isoformat()
    where = _ZONES.get((named or "").lower()) or zone
    return (moment.replace(tzinfo=ZoneInfo(where)) if where else moment).isoformat()


def _label(before: str) -> Label | None:
    ends = [(match.end(), name) for name, words in _LABELS.items() for match in words.finditer(before)]
    return max(ends)[1] if ends else None
