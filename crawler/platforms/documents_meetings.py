"""Meetings out of the files that a page lists: those of one body and day are one meeting's."""

import re
from dataclasses import dataclass, field
from datetime import date

from crawler.civic.starts import zoned
from crawler.civic.status import worded_status
from crawler.page_lines import squeeze
from crawler.platform import Page
from crawler.platforms.documents_rows import Entry
from db.ids import slug
from db.records import Document, Meeting, MeetingStatus, Record

ELSE_TITLE = "Board meeting"
ELSE_BODY = "board"
_SAYS_NOTHING = re.compile(
    r"\W*(?:(?:pdf|view|download|open|link|click|here|file|document|read|more|see|uc|export|edit)\W*)+",
    re.IGNORECASE,
)
PROOF = {"minutes", "actions", "transcript"}  # of a meeting that took place


@dataclass
class _Group:
    """The entries of one meeting. `key` is empty for the board's own meeting of the day."""

    day: date
    key: str
    entries: list[Entry] = field(default_factory=list)


def with_a_meeting(entries: list[Entry]) -> list[Entry]:
    """Return the entries that belong to a meeting's day.

    A date that only the name of some other file gives ("bylaws-2017-10-03.pdf") makes no meeting by itself.
    """
    days = {entry.day for entry in entries if entry.day and (entry.sure or entry.kind != "attachment")}
    return [entry for entry in entries if entry.day in days]


def meetings_of(entries: list[Entry], page: Page) -> list[Record]:
    """Return each meeting with its files, in page order of their first mention."""
    records: list[Record] = []
    for group in _groups(entries):
        meeting = _meeting(group, page)
        records.append(meeting)
        files: dict[str, Document] = {}
        for entry in group.entries:
            if entry.link is not None:
                document = Document(
                    url=entry.link.url,
                    title=label_of(entry),
                    kind=entry.kind,
                    meeting_id=meeting.id,
                    date=group.day.isoformat(),
                )
                files.setdefault(document.url, document)
        records += files.values()
    return records


def _groups(entries: list[Entry]) -> list[_Group]:
    """Put the entries of one meeting together. What names no meeting goes to the day's only one."""
    named: dict[date, set[str]] = {}
    for entry in entries:
        if entry.day and entry.name is not None:
            named.setdefault(entry.day, set()).add(entry.name.key)
    groups: dict[tuple[date, str], _Group] = {}
    for entry in entries:
        if entry.day is None:
            continue
        keys = named.get(entry.day, set())
        key = entry.name.key if entry.name is not None else next(iter(keys)) if len(keys) == 1 else ""
        groups.setdefault((entry.day, key), _Group(entry.day, key)).entries.append(entry)
    return list(groups.values())


def _meeting(group: _Group, page: Page) -> Meeting:
    day = group.day.isoformat()
    clock = next((entry.clock for entry in group.entries if entry.clock is not None), None)
    titles = [entry.name.title for entry in group.entries if entry.name is not None and entry.name.title]
    status, raw = _status(group)
    plain = f"{slug(page.body_name or ELSE_BODY)}-{day}"
    return Meeting(
        id=f"{plain}-{group.key}" if group.key else plain,
        body=page.body_name,
        title=titles[0] if titles else ELSE_TITLE,
        start=zoned(group.day, clock, page.timezone),
        status=status,
        status_raw=raw,
        url=page.url,
        provisional=True,
    )


def _status(group: _Group) -> tuple[MeetingStatus | None, str | None]:
    worded = next((told for entry in group.entries if (told := worded_status(entry.words))), None)
    for entry in group.entries:
        if entry.link and entry.kind in PROOF and not worded_status(entry.words):
            return "held", label_of(entry)
    if worded:
        return worded
    agenda = next((entry for entry in group.entries if entry.link and entry.kind == "agenda"), None)
    return ("confirmed", label_of(agenda)) if agenda else (None, None)


def label_of(entry: Entry) -> str:
    """Return what a reader knows a file by: its link's words, or what it is where they say "PDF"."""
    words = squeeze(entry.link.text if entry.link else "")
    return entry.kind.capitalize() if not words or _SAYS_NOTHING.fullmatch(words) else words[:200]
