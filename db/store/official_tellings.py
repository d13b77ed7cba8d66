"""Votes as a board's own pages tell them now, each bound to its meeting and its agenda items."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.store.motions import motion_kind
from db.store.official_vote_places import Places, VoteMeeting

# Order of trust: the body approves its minutes, the clerk keeps the platform's roll, the rest is prepared.
TRUST = ("minutes", "platform api", "agenda block", "action list")
QUOTE_CHARS = 300  # the passage is one click away
_RECORDS = Path(__file__).with_name("official_vote_records.sql").read_text(encoding="utf-8")
_BY_DOCUMENT = {"minutes": "minutes", "actions": "action list"}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One member's choice as printed."""

    name: str
    option: str
    option_raw: str | None


@dataclass(frozen=True, kw_only=True)
class OfficialTelling:
    """One vote as one official page tells it. `meeting` is None where no known meeting is meant.

    `items` are agenda items' row ids in agenda order; `about` is what the page names and no agenda has.
    """

    source_kind: str
    document_id: str
    version_id: str
    place: int
    meeting: VoteMeeting | None
    said_meeting: str | None  # the id that it names, known or not
    day: str | None
    items: tuple[str, ...]
    about: str | None
    motion: str | None
    mover: str | None
    seconder: str | None
    result: str | None
    result_raw: str | None
    yes: int | None
    no: int | None
    abstain: int | None
    absent: int | None
    choices: tuple[Choice, ...]
    url: str | None
    start: int | None
    end: int | None
    quote: str | None

    @property
    def kind(self) -> str | None:
        """The kind of motion; None where no words tell."""
        return motion_kind(self.motion)

    @property
    def order(self) -> tuple[int, str, int, int]:
        """The most trusted source first, then a page's own order: no part of it is when a page came in."""
        return (TRUST.index(self.source_kind), self.document_id, self.start or 0, self.place)

    @property
    def bucket(self) -> str:
        """What it can share a vote with: its meeting's, else its day's, else its own page's."""
        return self.meeting.id if self.meeting else self.said_meeting or self.day or self.document_id


def official_tellings(database: Database, source_id: str, places: Places) -> list[OfficialTelling]:
    """Return what a source's current pages tell of votes; a page that is gone keeps its last word.

    A row that a page repeats is told once.
    """
    told: list[OfficialTelling] = []
    texts = _Texts(database)
    for page in _pages(database.query(_RECORDS, {"source": source_id, "type": "vote_event"})):
        seen: set[str] = set()
        for row in page:
            if row["data"] not in seen:
                seen.add(row["data"])
                told.append(_telling(row, json.loads(row["data"]), places, texts))
    return told


def _pages(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    page: list[dict[str, Any]] = []
    for row in rows:
        if page and page[0]["document_id"] != row["document_id"]:
            yield page
            page = []
        page.append(row)
    if page:
        yield page


class _Texts:
    """The text of the page read last: rows come page by page, and all texts at once are many megabytes."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.version_id, self.text = "", ""

    def passage(self, version_id: str, start: int | None, end: int | None) -> str | None:
        if start is None or end is None:
            return None
        if version_id != self.version_id:
            found = self.database.execute("SELECT text FROM document_versions WHERE id = ?", [version_id])
            self.version_id, self.text = version_id, found.fetchone()[0] or ""
        return self.text[start:end].strip() or None


def _telling(row: dict[str, Any], record: dict[str, Any], places: Places, texts: _Texts) -> OfficialTelling:
    meeting = places.meeting(record, row["document_id"], row["version_id"])
    items, about = places.items(meeting, record, row["version_id"])
    start, end = record.get("start"), record.get("end")
    quote = texts.passage(row["version_id"], start, end) or record.get("motion") or record.get("result_raw")
    same = ("motion", "mover", "seconder", "result", "result_raw", "yes", "no", "abstain", "absent")
    return OfficialTelling(
        **{name: record.get(name) for name in same},
        source_kind=record.get("source_kind") or _source_kind(row),
        document_id=row["document_id"],
        version_id=row["version_id"],
        place=row["place"],
        meeting=meeting,
        said_meeting=record.get("meeting_id"),
        day=(meeting.date if meeting else None) or record.get("date"),
        items=items,
        about=about,
        choices=tuple(
            Choice(name=vote["name"], option=vote["option"], option_raw=vote.get("option_raw"))
            for vote in record.get("votes") or []
        ),
        url=record.get("url") or row["document_url"],
        start=start,
        end=end,
        quote=" ".join(quote.split())[:QUOTE_CHARS] if quote else None,
    )


def _source_kind(row: dict[str, Any]) -> str:
    told = _BY_DOCUMENT.get(row["document_kind"])
    return told or ("platform api" if "json" in (row["media_type"] or "") else "agenda block")
