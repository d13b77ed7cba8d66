"""A plain calendar feed (iCalendar, RFC 5545), as school sites and Google calendars publish it."""

import html
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from icalendar import Event, Timezone, vBroken
from icalendar.timezone import tzp

from crawler.civic.provisional import day_id
from crawler.civic.starts import NOBODY_KNOWS, zoned
from crawler.civic.status import without_status, worded_status
from crawler.page_lines import absolute, squeeze
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms.ical_documents import documents_of
from crawler.platforms.ical_lines import EXPECTED, Parts, read_parts
from crawler.platforms.ical_series import DAYS_AHEAD, Occurrence, Start, occurrences, stamp
from crawler.platforms.ical_zones import known_zone
from crawler.urls import within
from crawler.wording import Wording
from db.records import Document, Meeting, MeetingStatus, Record, Remark
from db.registry import Source

LAST_YEAR = 2100
_STATUSES: dict[str, MeetingStatus] = {
    "CANCELLED": "cancelled",
    "CANCELED": "cancelled",
    "TENTATIVE": "tentative",
    "CONFIRMED": "confirmed",
}


class Ical(Platform):
    """The meetings of a calendar: one a UID, one a RECURRENCE-ID or a day of a series that repeats.

    A series is written out from its start to its own end, or to a year after the latest day that the file
    itself names (see ical_series), never by today's date. Times in UTC are true here and are turned to the
    jurisdiction's clock; times without a zone are on it. Files that events link to are followed.

    Option `include`: words or regular expressions ("re:..."), whatever case; where given, only events whose
    title has one are meetings, for a board's calendar may hold sports days, too.
    """

    name = "ical"
    version = "2"
    options = frozenset({"include"})
    reading_options = frozenset({"include"})

    def tenant(self, url: str) -> str | None:
        """Return the calendar's own id where one host serves many people's calendars (Google's)."""
        parts = urlsplit(url)
        shared = (parts.hostname or "").lower() in {"calendar.google.com", "www.google.com"}
        found = re.match(r"/calendar/ical/([^/]+)/", parts.path) if shared else None
        return unquote(found[1]) if found else None

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the feed: all of it is one answer."""
        del window
        self.check_options(source)
        Wording.of(source.options.get("include"), f"source {source.id}: option include")
        return [Follow(url=source.url, platform=self.name, kind="calendar")]

    def parse(self, page: Page) -> list[Record]:
        """Return the calendar's meetings with their files. Raises PageError when it is no calendar."""
        return _Reading(page, read_parts(page.body)).records()

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow the files of the meetings in the window that lie on the source's domains."""
        del page
        reach = window if window.since else Window(today=window.today, since=date(window.years()[0], 1, 1))
        wanted = {
            record.url: Follow(
                url=record.url, platform="document", kind=record.kind or "attachment", date=record.date
            )
            for record in records
            if isinstance(record, Document)
            and reach.holds(record.date)
            and within(record.url, source.domains)
        }
        return list(wanted.values())


class _Reading:
    """One reading of one calendar."""

    def __init__(self, page: Page, parts: Parts) -> None:
        self.page, self.parts = page, parts
        self.zone = page.timezone or known_zone(parts.properties.get("X-WR-TIMEZONE", "")) or None
        self.include = Wording.of(page.options.get("include"), "option include")
        self.cancelled = parts.properties.get("METHOD", "").upper() == "CANCEL"
        self.remarks: list[Record] = []
        self.left_out = 0

    def records(self) -> list[Record]:
        by_uid = self._events_by_uid()
        horizon = self._horizon(by_uid)
        found: list[Record] = []
        used: dict[str, Meeting] = {}
        for uid, events in by_uid.items():
            told, notes = occurrences(events, horizon, self._day)
            for note in dict.fromkeys(notes):
                self._remark("unread recurrence", f"{_title(events[0])!r}: {note}")
            names = _names(uid, told, self._local)
            for name, one in zip(names, told, strict=True):
                found += self._meeting(name, one, used)
        return [*(found or [self._nothing()]), *self._file_remarks(), *self.remarks]

    def _events_by_uid(self) -> dict[str, list[Event]]:
        tzp.use_zoneinfo()  # forgets the zones that another file defined under the same names
        for lines in self.parts.zones:
            _read_zone(lines)
        events: dict[str, list[Event]] = {}
        for number, lines in enumerate(self.parts.events):
            event = self._event(lines)
            if event is not None:
                events.setdefault(_uid(event) or f"\0{number}", []).append(event)
        return events

    def _event(self, lines: list[str]) -> Event | None:
        """Read one event; None, with a remark, for one that no meeting can be made of."""
        try:
            event = Event.from_ical(
                "\r\n".join(["BEGIN:VEVENT", *filter(_says_something, lines), "END:VEVENT", ""])
            )
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            self._remark("unread event", f"an event that cannot be read ({str(error)[:120]}): {lines[:1]}")
            return None
        if isinstance(event, list) or not isinstance(event, Event):
            self._remark("unread event", f"an event that cannot be read: {lines[:1]}")
            return None
        self._drop_broken(event)
        if self.include and not self.include.matches(_title(event) or ""):
            self.left_out += 1
            return None
        start = stamp(event, "DTSTART")
        if start is None or not NOBODY_KNOWS <= start.year <= LAST_YEAR:
            self._remark(
                "meeting without date", f"{_title(event) or _uid(event)!r} has no date that can be read"
            )
            return None
        if "RECURRENCE-ID" in event and stamp(event, "RECURRENCE-ID") is None:
            del event["RECURRENCE-ID"]
        return event

    def _drop_broken(self, event: Event) -> None:
        """Take out properties that the reader could not read; a date among them is missing then."""
        for name, value in list(event.items()):
            values = value if isinstance(value, list) else [value]
            if any(isinstance(one, vBroken) for one in values):
                del event[name]
                if name in {"RRULE", "RDATE", "EXDATE"}:
                    self._remark("unread recurrence", f"{_title(event)!r}: {name} cannot be read")

    def _meeting(self, name: str, one: Occurrence, used: dict[str, Meeting]) -> list[Record]:
        event, title = one.event, _title(one.event)
        start = self._local(one.start)
        body = self.page.body_name
        status, raw = self._status(event, title)
        provisional = name.startswith("\0")
        meeting = Meeting(
            id=day_id(body or "board", start[:10], title, used) if provisional else name,
            body=body,
            title=without_status(title) if title else None,
            start=start,
            status=status,
            status_raw=raw,
            location=_plain(event, "LOCATION"),
            url=absolute(self.page.url, str(event.get("URL", ""))) or self.page.url,
            provisional=provisional,
        )
        if meeting.id in used:
            return []
        used[meeting.id] = meeting
        return [meeting, *documents_of(event, meeting, self.page.url)]

    def _status(self, event: Event, title: str | None) -> tuple[MeetingStatus | None, str | None]:
        worded = worded_status(title or "")
        raw = _plain(event, "STATUS")
        stated = _STATUSES.get((raw or "").upper())
        if stated == "cancelled" or worded is None:
            return ("cancelled", "METHOD:CANCEL") if self.cancelled and not stated else (stated, raw)
        return worded

    def _local(self, start: Start) -> str:
        """Return a start on the jurisdiction's clock; a day alone for a whole day and for midnight."""
        if not isinstance(start, datetime):
            return start.isoformat()
        if start.tzinfo is None:
            return zoned(start.date(), start.time(), self.zone)
        local = start.astimezone(ZoneInfo(self.zone)) if self.zone else start
        if self.zone is None and (local.utcoffset() == timedelta(0) or (local.hour, local.minute) != (0, 0)):
            return local.isoformat()  # midnight in UTC is an evening in America, and the day before
        return zoned(local.date(), local.time(), self.zone)

    def _day(self, start: Start) -> date:
        return date.fromisoformat(self._local(start)[:10])

    def _horizon(self, events: dict[str, list[Event]]) -> date:
        """Return how far rules without an end reach: a year after the latest day that the file names."""
        days = [
            value.date() if isinstance(value, datetime) else value
            for several in events.values()
            for event in several
            for name in ("DTSTART", "DTSTAMP", "LAST-MODIFIED", "CREATED", "RECURRENCE-ID")
            if (value := stamp(event, name)) is not None and value.year <= LAST_YEAR
        ]
        return max(days, default=date(NOBODY_KNOWS, 1, 1)) + timedelta(days=DAYS_AHEAD)

    def _nothing(self) -> Record:
        """Tell why there is no meeting. Raises PageError when there are events and none can be read."""
        if self.remarks and not self.left_out:
            first = next(record.message for record in self.remarks if isinstance(record, Remark))
            raise PageError(f"a calendar of which no event can be read ({first}); expected {EXPECTED}")
        told = (
            f"{self.left_out} events, none of which the option include names"
            if self.left_out
            else "no events"
        )
        return Remark(kind="empty list", message=f"the calendar holds {told}", url=self.page.url)

    def _file_remarks(self) -> list[Record]:
        told = [
            Remark(
                kind="unknown time zone", message=f"{name!r} is no time zone known; taken for the board's own"
            )
            for name in sorted(self.parts.unknown_zones)
        ]
        if self.parts.cut_off:
            told.append(
                Remark(kind="cut off", message="the calendar has no end (END:VCALENDAR); read up to there")
            )
        return list(told)

    def _remark(self, kind: str, message: str) -> None:
        self.remarks.append(Remark(kind=kind, message=message, url=self.page.url))


def _names(uid: str, told: list[Occurrence], local: Callable[[Start], str]) -> list[str]:
    """Return each occurrence's id: the UID, with the day that its rule gives it where it repeats.

    The day and not the time, so that a series that moves to another hour keeps its meetings' ids; of a series
    with two meetings a day the time, too.
    """
    originals = [local(one.original) if one.original is not None else "" for one in told]
    days = [text[:10] for text in originals]
    names = []
    for text, day in zip(originals, days, strict=True):
        key = text[:16] if days.count(day) > 1 and day else day
        names.append(f"{uid}/{key}" if key else uid)
    return names


def _says_something(line: str) -> bool:
    return not line.endswith(":")  # some programs write "RRULE:" for what does not repeat


def _read_zone(lines: list[str]) -> None:
    """Make a zone that the file defines known to the reader of its events; a faulty one is left."""
    try:
        Timezone.from_ical("\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE", ""]))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError):
        return


def _uid(event: Event) -> str | None:
    """Return the UID, without the markup that programs which hide e-mail addresses put into it."""
    return _plain(event, "UID")


def _title(event: Event) -> str | None:
    return _plain(event, "SUMMARY")


def _plain(event: Event, name: str) -> str | None:
    """Return a property's words; web programs write entities and tags into them, which RFC 5545 knows not."""
    value = event.get(name)
    text = str(value[0] if isinstance(value, list) else "" if value is None else value)
    return squeeze(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", text))) or None
