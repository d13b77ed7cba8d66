"""A calendar file as its parts: the lines unfolded, times in one spelling, each event by itself.

Written for files as they are: a fault in one event (a missing END, a broken line) must cost that event only,
so the file is cut into its events first and each is read alone.
"""

import re
from dataclasses import dataclass, field

from crawler.page_lines import charset
from crawler.platform import PageError
from crawler.platforms.ical_zones import known_zone

EXPECTED = "a calendar feed (iCalendar: BEGIN:VCALENDAR ... END:VCALENDAR)"
MAX_BYTES = 20 * 1024 * 1024
MAX_EVENTS = 50_000
_TIMED = re.compile(
    r"^(?P<name>DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE|DTSTAMP|LAST-MODIFIED|CREATED)(?P<params>;.*)?:"
    r"(?P<value>[^:]*(?::\d\d(?::\d\d)?)?[^:]*)$",
    re.IGNORECASE,
)
_ZONE = re.compile(r';TZID=("[^"]*"|[^;"]*(?:\([^)]*\)[^;"]*)*)', re.IGNORECASE)
_STAMP = re.compile(
    r"^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?(Z|[+-]00:?00)?)?$", re.IGNORECASE
)


@dataclass
class Parts:
    """A file's parts: the calendar's own properties, zones it defines and events, each as its lines."""

    properties: dict[str, str] = field(default_factory=dict)
    zones: list[list[str]] = field(default_factory=list)
    events: list[list[str]] = field(default_factory=list)
    unknown_zones: set[str] = field(default_factory=set)  # named, and neither known nor defined
    cut_off: bool = False


def read_parts(body: bytes) -> Parts:
    """Cut a file into its parts. Raises PageError for what is no calendar, and says what came instead."""
    if not body.strip():
        raise PageError(f"an empty answer; expected {EXPECTED}")
    if len(body) > MAX_BYTES:
        raise PageError(
            f"{len(body) // 1048576} MB; expected {EXPECTED} of at most {MAX_BYTES // 1048576} MB"
        )
    lines = unfold(body.decode(charset(body), "replace"))
    if not any(line.upper() == "BEGIN:VCALENDAR" for line in lines[:50]):
        start = lines[0][:60] if lines else ""
        what = "an HTML page" if start.startswith("<") else f"a file that begins {start!r}"
        raise PageError(f"{what}; expected {EXPECTED}")
    parts = _cut(lines)
    defined = {
        line.partition(":")[2].strip() for zone in parts.zones for line in zone if line.upper()[:5] == "TZID:"
    }
    parts.events = [[_in_one_spelling(line, defined, parts) for line in event] for event in parts.events]
    return parts


def unfold(text: str) -> list[str]:
    """Return the logical lines (RFC 5545, 3.1): a line that begins with a blank goes on the one before."""
    lines: list[list[str]] = []
    for line in re.split(r"\r\n|\n|\r", text.lstrip("\ufeff")):
        if line[:1] in {" ", "\t"} and lines:
            lines[-1].append(line[1:])
        elif line.strip():
            lines.append([line])
    return ["".join(pieces).strip().replace("\x00", "") for pieces in lines]


def _cut(lines: list[str]) -> Parts:
    """Give each line to its part. What has no END ends where the next of its kind, or the calendar, does."""
    parts = Parts(cut_off=not any(line.upper() == "END:VCALENDAR" for line in lines))
    current: list[str] | None = None
    inner = 0  # alarms within an event; a zone's own parts are kept
    for line in lines:
        mark = line.upper()
        if mark in {"BEGIN:VEVENT", "BEGIN:VTIMEZONE"}:
            current, inner = [], 0
            (parts.events if mark == "BEGIN:VEVENT" else parts.zones).append(current)
        elif mark in {"END:VEVENT", "END:VTIMEZONE", "END:VCALENDAR"}:
            current = None
        elif current is not None and mark in {"BEGIN:VALARM", "END:VALARM"}:
            inner = 1 if mark.startswith("BEGIN") else 0
        elif current is not None and not inner:
            current.append(line)
        elif current is None and ":" in line and not mark.startswith(("BEGIN:", "END:")):
            name, _, value = line.partition(":")
            parts.properties.setdefault(name.partition(";")[0].upper(), value.strip())
    if len(parts.events) > MAX_EVENTS:
        raise PageError(f"{len(parts.events)} events; expected {EXPECTED} of at most {MAX_EVENTS}")
    return parts


def _in_one_spelling(line: str, defined: set[str], parts: Parts) -> str:
    """Spell a line's times as RFC 5545 does, its zone by a name that is known or that the file defines."""
    match = _TIMED.match(line)
    if match is None:
        return line
    params, values = match["params"] or "", [value.strip() for value in match["value"].split(",")]
    stamps = [_STAMP.match(value) for value in values]
    if all(stamps):
        alone = re.search(r"VALUE=DATE(?!-)", params, re.IGNORECASE)
        values = ["".join(_spelled(stamp))[: 8 if alone else None] for stamp in stamps if stamp]
        days = all(len(value) == 8 for value in values)
        params = re.sub(r";VALUE=[\w-]+", "", params, flags=re.IGNORECASE) + (";VALUE=DATE" if days else "")
    zone = _ZONE.search(params)
    if zone is not None:
        name = zone[1].strip('"').strip()
        known = name if name in defined else known_zone(name)
        if known is None:
            parts.unknown_zones.add(name)
        named = f';TZID="{known}"' if known and not all(value.endswith("Z") for value in values) else ""
        params = params[: zone.start()] + named + params[zone.end() :]
    return f"{match['name'].upper()}{params}:{','.join(values)}"


def _spelled(stamp: re.Match[str]) -> list[str]:
    year, month, day, hour, minute, second, utc = stamp.groups()
    clock = f"T{hour}{minute}{second or '00'}" if hour else ""
    return [year, month, day, clock, "Z" if utc and hour else ""]
