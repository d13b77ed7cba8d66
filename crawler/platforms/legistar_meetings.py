"""Legistar's events: meetings with their place, state and files."""

import re

from crawler.civic.starts import local_start
from crawler.civic.status import worded_status
from crawler.json_page import text_of
from crawler.markup import plain_line, plain_lines
from crawler.platform import Page
from crawler.platforms.legistar_rows import Row
from db.records import Document, Meeting, MeetingStatus, Record, Remark

_LONGEST_NOTE = 200  # an EventComment longer than this explains how to take part; it is no notice
_KIND_OF_MEETING = re.compile(r"\b(?:meeting|session|hearing|retreat|workshop)\b", re.IGNORECASE)
_AFTERNOON = re.compile(r"(?:1[3-9]|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_FINISHED = re.compile(r"\b(?:final|published|posted|revised|amended)\b", re.IGNORECASE)


def read_event(row: Row, page: Page) -> list[Record]:
    """Return an event's meeting and files; a remark for one without an id or a date."""
    meeting_id = text_of(row, "eventid")
    if meeting_id is None:
        told = text_of(row, "eventbodyname", "eventdate") or "a row of no use"
        return [Remark(kind="row without id", message=f"{told}: an event without EventId", url=page.url)]
    start = _start(row, page.timezone)
    body = plain_line(text_of(row, "eventbodyname")) or page.body_name
    status, status_raw = _status(row)
    meeting = Meeting(
        id=meeting_id,
        body=body,
        title=_title(row, body),
        start=start,
        status=status,
        status_raw=status_raw,
        location=_place(row),
        url=text_of(row, "eventinsiteurl"),
    )
    records: list[Record] = [meeting, *_files(row, meeting)]
    if start is None:
        told = f"event {meeting_id}: EventDate is {text_of(row, 'eventdate')!r}"
        records.append(Remark(kind="meeting without date", message=told, url=meeting.url or page.url))
    return records


def _start(row: Row, zone: str | None) -> str | None:
    day, told = text_of(row, "eventdate"), text_of(row, "eventtime")
    if day and told and _AFTERNOON.fullmatch(told):  # "18:30"; what "4:00" means nobody knows
        day = f"{day[:10]}T{told}"
    return local_start(day, zone, told)


def _place(row: Row) -> str | None:
    value = row.get("eventlocation")
    lines = (plain_lines(value) if isinstance(value, str) else None) or ""
    return ", ".join(line.rstrip(",") for line in lines.splitlines()) or None


def _title(row: Row, body: str | None) -> str | None:
    """Return the body's name, with the note that says what kind of meeting it is where there is one."""
    note = plain_line(text_of(row, "eventcomment")) or ""
    if not 0 < len(note) <= 60 or not _KIND_OF_MEETING.search(note) or worded_status(note):
        return body
    return f"{body}: {note}" if body else note


def _status(row: Row) -> tuple[MeetingStatus, str | None]:
    """Return the status and its words: a notice before anything, then minutes, then the agenda's state."""
    agenda = text_of(row, "eventagendastatusname")
    places = (agenda, text_of(row, "eventtime"), text_of(row, "eventcomment"), text_of(row, "eventlocation"))
    for told in (*places, text_of(row, "eventbodyname")):
        if told and len(told) <= _LONGEST_NOTE and (worded := worded_status(told)):
            return worded
    if text_of(row, "eventminutesfile"):
        return "held", text_of(row, "eventminutesstatusname") or "minutes"
    if _FINISHED.search(agenda or "") or text_of(row, "eventagendafile"):
        return "confirmed", agenda
    return "tentative", agenda


def _files(row: Row, meeting: Meeting) -> list[Document]:
    day = (meeting.start or "")[:10] or None
    found = []
    for kind in ("agenda", "minutes"):
        url = text_of(row, f"event{kind}file")
        if url and url.lower().startswith(("http://", "https://")):
            title = f"{kind.capitalize()}: {meeting.title}" if meeting.title else kind.capitalize()
            found.append(Document(url=url, title=title, kind=kind, meeting_id=meeting.id, date=day))
    return found
