"""Where an official vote belongs: its meeting, and the items of that meeting's agenda."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from db.report_numbers import report_key, reports_in
from db.store.motions import nearly_same, telling_words

NEARLY_SAME = 0.8  # of two titles' telling words: page breaks and dropped words, not another item
MARGIN = 0.1  # by which the best title must lead the second
LEAST_WORDS = 3  # a shorter title is found in too many motions
_ITEM_NUMBER = re.compile(
    r"\bitems?\s+(?:no\.?\s*|number\s+|#\s*)?([0-9]+(?:\.?[A-Za-z0-9]+)*|[A-Z]{1,2}[-.]?\d+)"
)
_LEADING_NUMBER = re.compile(
    r"^\s*(?:item\s+)?((?:\d{1,3}|[A-Za-z]{1,2})(?:[.)-]\s?(?:\d{1,3}|[A-Za-z]{1,2}))*)[.):]?\s+"
)

_MEETINGS = """
SELECT id, date, status, body, title, organization_id FROM meetings WHERE source_id = ? ORDER BY id
"""
_FILES = """
SELECT l.document_id, l.meeting_id FROM meeting_documents l JOIN meetings m ON m.id = l.meeting_id
WHERE m.source_id = ? AND l.document_id IS NOT NULL ORDER BY l.document_id, l.meeting_id
"""
_ITEMS = """
SELECT i.id, i.meeting_id, i.number, i.file_number, i.platform_id, i.title, i.section, i.position,
       i.document_version_id,
       i.start_char, i.end_char,
       (SELECT json_group_array(n.number) FROM agenda_item_numbers n WHERE n.agenda_item_id = i.id) AS numbers
FROM agenda_items i JOIN meetings m ON m.id = i.meeting_id WHERE m.source_id = ?
ORDER BY i.meeting_id, i.position, i.id
"""


@dataclass(frozen=True)
class VoteMeeting:
    """What a vote takes from its meeting."""

    id: str
    date: str | None
    status: str | None
    body: str | None
    organization_id: str | None


@dataclass
class Agenda:
    """A meeting's items by all that a vote may call them."""

    order: list[str] = field(default_factory=list)
    by_id: dict[str, str] = field(default_factory=dict)
    by_number: dict[str, set[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    spans: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)  # by document version

    def add(self, row: dict[str, Any]) -> None:
        """Take in one row of _ITEMS."""
        item = row["id"]
        self.order.append(item)
        self.titles[item], self.sections[item] = row["title"] or "", row["section"] or ""
        self.numbers[item] = number_key(row["number"] or "")
        for name in (row["platform_id"], item.removeprefix(f"{row['meeting_id']}/")):
            if name:
                self.by_id.setdefault(name, item)
        for number in (row["number"], row["file_number"], *json.loads(row["numbers"])):
            if number:
                self.by_number.setdefault(number_key(number), set()).add(item)
        if row["start_char"] is not None and row["end_char"] is not None:
            span = (row["start_char"], row["end_char"], item)
            self.spans.setdefault(row["document_version_id"], []).append(span)

    def numbered(self, number: str) -> str | None:
        """Return the one item of that number."""
        found = self.by_number.get(number_key(number), set())
        return next(iter(found)) if len(found) == 1 else None

    def titled(self, title: str) -> str | None:
        """Return the one item whose title this is, give or take a word."""
        bare = _LEADING_NUMBER.sub("", title)
        scores = sorted(
            ((nearly_same(bare, other), item) for item, other in self.titles.items()), reverse=True
        )
        same = [score for score in scores if score[0] >= NEARLY_SAME]
        if not same or (len(scores) > 1 and scores[0][0] - scores[1][0] < MARGIN):
            return None
        return same[0][1]

    def named_in(self, motion: str) -> list[str]:
        """Return the items that a motion names: by report number, by "item 5.A", by their whole title."""
        numbers = [*reports_in(motion), *_ITEM_NUMBER.findall(motion)]
        found = [item for number in numbers if (item := self.numbered(number))]
        if found:
            return found
        words = telling_words(motion)
        within = {
            item
            for item, title in self.titles.items()
            if len(own := telling_words(title)) >= LEAST_WORDS and own <= words
        }
        return [item for item in self.order if item in within] if len(within) == 1 else []

    def around(self, version_id: str, start: int | None) -> str | None:
        """Return the item in whose passage of the same page a vote stands, by the closest passage."""
        holding = [
            (span_end - span_start, item)
            for span_start, span_end, item in self.spans.get(version_id, [])
            if start is not None and span_start <= start < span_end
        ]
        return min(holding)[1] if holding else None


def number_key(number: str) -> str:
    """Return one spelling for an item's number: "Item 5. A." and "5.a" are one."""
    bare = re.sub(r"^\s*(?:agenda\s+)?item\s+(?:no\.?\s*|#\s*)?", "", number, flags=re.IGNORECASE)
    return re.sub(r"\s+", "", report_key(bare)).lower().strip(".:)(#")


class Places:
    """A source's meetings and agendas, asked where a vote belongs."""

    def __init__(self, database: Database, source_id: str, names: Mapping[str, str]) -> None:
        self.source_id, self.names = source_id, names
        self.meetings: dict[str, VoteMeeting] = {}
        self.by_day: dict[str, list[VoteMeeting]] = {}
        for row in database.query(_MEETINGS, [source_id]):
            meeting = VoteMeeting(row["id"], row["date"], row["status"], row["body"], row["organization_id"])
            self.meetings[meeting.id] = meeting
            self.by_day.setdefault(meeting.date or "", []).append(meeting)
        self.files: dict[str, list[str]] = {}
        for row in database.query(_FILES, [source_id]):
            self.files.setdefault(row["document_id"], []).append(row["meeting_id"])
        self.agendas: dict[str, Agenda] = {}
        self.by_item: dict[str, set[str]] = {}
        self.by_page: dict[str, set[str]] = {}  # by document version: whose items stand on it
        for row in database.query(_ITEMS, [source_id]):
            self.agendas.setdefault(row["meeting_id"], Agenda()).add(row)
            self.by_page.setdefault(row["document_version_id"] or "", set()).add(row["meeting_id"])
            if row["platform_id"]:
                self.by_item.setdefault(row["platform_id"], set()).add(row["meeting_id"])

    def meeting(self, record: dict[str, Any], document_id: str, version_id: str) -> VoteMeeting | None:
        """Return the meeting of a vote: as it says itself, its file's, its items', its page's, its day's."""
        told = record.get("meeting_id")
        own = self.meetings.get(f"{self.source_id}/{self.names.get(told, told)}") if told else None
        day = record.get("date")
        linked = [self.meetings[name] for name in self.files.get(document_id, [])]
        if day and linked and not any(_near(meeting.date, day) for meeting in linked):
            # The minutes that a meeting is to approve hang on its agenda: an earlier meeting's votes.
            return own or self._of_day(record)
        of_day = [meeting for meeting in linked if day and meeting.date == day]
        named = own or _one(of_day if len(linked) > 1 else linked)
        beside = _one([self.meetings[name] for name in self.by_page.get(version_id, ())])
        return named or self._of_items(record) or beside or self._of_day(record)

    def _of_items(self, record: dict[str, Any]) -> VoteMeeting | None:
        """Return the meeting with the vote's items, where an answer about an item names no meeting."""
        ids = [str(name) for name in record.get("item_ids") or []]
        return _one(
            [self.meetings[found] for found in set().union(*(self.by_item.get(name, ()) for name in ids))]
        )

    def _of_day(self, record: dict[str, Any]) -> VoteMeeting | None:
        """Of several meetings on the day: the one not called off, then the one with the vote's items."""
        meetings = self.by_day.get(record.get("date") or "-", [])
        held = [entry for entry in meetings if entry.status not in ("cancelled", "postponed")]
        knowing = [entry for entry in held if self._find(entry, record)[0]]
        return _one(meetings) or _one(held) or _one(knowing)

    def items(
        self, meeting: VoteMeeting | None, record: dict[str, Any], version_id: str
    ) -> tuple[tuple[str, ...], str | None]:
        """Return the items that a vote was on, and what it names that the agenda does not have."""
        if meeting is None:
            return (), _named(record)
        found, missing = self._find(meeting, record)
        agenda = self.agendas.get(meeting.id, Agenda())
        if not found and not missing:
            around = agenda.around(version_id, record.get("start"))
            found = [around] if around else agenda.named_in(record.get("motion") or "")
        chosen = set(found)
        return tuple(item for item in agenda.order if item in chosen), missing

    def _find(self, meeting: VoteMeeting, record: dict[str, Any]) -> tuple[list[str], str | None]:
        agenda = self.agendas.get(meeting.id, Agenda())
        by_id = [item for name in record.get("item_ids") or [] if (item := agenda.by_id.get(str(name)))]
        if by_id:
            return by_id, None
        numbers = record.get("item_numbers") or []
        found = {number: agenda.numbered(number) for number in numbers}
        missing = [number for number, item in found.items() if item is None]
        by_number = [item for item in found.values() if item]
        if by_number:
            return by_number, ", ".join(missing) or None
        title = record.get("item_title")
        by_title = agenda.titled(title) if title else None
        return ([by_title], None) if by_title else ([], _named(record))


def _named(record: dict[str, Any]) -> str | None:
    """Return what a vote says it was on: numbers, then the heading."""
    parts = [", ".join(record.get("item_numbers") or []), record.get("item_title") or ""]
    return " ".join(part for part in parts if part) or None


def _near(date: str | None, day: str) -> bool:
    """Tell whether a meeting can be the day's: minutes tell when a night's meeting began or ended."""
    return date is None or abs((dt.date.fromisoformat(date) - dt.date.fromisoformat(day)).days) <= 1


def _one(meetings: list[VoteMeeting]) -> VoteMeeting | None:
    return meetings[0] if len(meetings) == 1 else None
