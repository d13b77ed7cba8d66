"""A board's pages as its parsers leave them: documents, versions and found records. People are made up."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlite_utils import Database

from db.database import in_memory
from db.ids import digest
from db.store.civic import assemble_source

SOURCE = "town-board"
BODY = "town-school-board"
DAY = "2024-02-22"
PEOPLE: dict[str, dict[str, Any]] = {
    "Ana Alvarez-Brook": {"other_names": ["Ana Alvarez"]},
    "Ben Castle": {"role": "president"},
    "Cora Dale": {"role": "vice president", "misspellings": ["Kora Dale"]},
    "Dev Ellis": {},
    "Eve Ford": {},
    "Finn Gray": {},
    "Gia Hart": {},
}


class Board:
    """A working database with one board's source, filled page by page."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database["jurisdictions"].insert({"id": "town", "name": "Town", "timezone": "America/Chicago"})
        database["organizations"].insert({"id": BODY, "name": "Town School Board", "origin": "registry"})
        database["sources"].insert(
            {
                "id": SOURCE,
                "name": "Town board",
                "kind": "board",
                "platform": "legistar",
                "url": "https://board.example/",
                "organization_id": BODY,
                "timezone": "America/Chicago",
            }
        )
        for name, facts in PEOPLE.items():
            self.member(name, **facts)

    def member(
        self,
        name: str,
        *,
        id: str | None = None,
        role: str = "member",
        start: str | None = None,
        end: str | None = None,
        other_names: list[str] | None = None,
        misspellings: list[str] | None = None,
    ) -> str:
        """Register a member of the board; return the person's id."""
        person = id or name.lower().replace(" ", "-")
        self.database["people"].insert(
            {
                "id": person,
                "name": name,
                "other_names": json.dumps(other_names or []),
                "misspellings": json.dumps(misspellings or []),
                "origin": "registry",
            }
        )
        self.database["memberships"].insert(
            {
                "id": digest(person, role, start),
                "person_id": person,
                "organization_id": BODY,
                "role": role,
                "start_date": start,
                "end_date": end,
            }
        )
        return person

    def page(
        self, name: str, *records: dict[str, Any], kind: str = "page", text: str | None = None, seq: int = 1
    ) -> str:
        """Store what a parser found in a page; return its version's id. A further `seq` is a new version."""
        url, document = f"https://board.example/{name}", digest(name)
        version = digest(name, seq)
        if seq == 1:
            self.database["documents"].insert(
                {"id": document, "url": url, "source_id": SOURCE, "kind": kind, "first_seen_at": DAY}
            )
        self.database["documents"].update(document, {"latest_version_id": version})
        self.database["document_versions"].insert(
            {
                "id": version,
                "document_id": document,
                "seq": seq,
                "sha256": digest(name, seq),
                "size": 1,
                "status": 200,
                "fetched_at": f"2024-03-{seq:02}T00:00:00Z",
                "platform": "legistar",
                "parser_version": "1",
                "content_sha256": digest(name, seq),
                "text": text,
            }
        )
        self.database["found_records"].insert_all(
            {
                "document_version_id": version,
                "position": position,
                "type": record["type"],
                "key": record.get("meeting_id") or record.get("id") or record.get("url") or "",
                "data": json.dumps(record),
            }
            for position, record in enumerate(records)
        )
        return version

    def agenda(self, *titles: str, meeting: str = "1", date: str = DAY, **more: Any) -> str:
        """Store a meeting's own page with items numbered from 1, whose platform ids are item-1, item-2 ..."""
        items = [
            item(number, title, meeting=meeting, **more.get(f"item_{number}", {}))
            for number, title in enumerate(titles, 1)
        ]
        members = {"members": more["members"]} if "members" in more else {}
        return self.page(f"meetings/{meeting}", a_meeting(meeting, date, **members), *items, kind="meeting")

    def assemble(self) -> None:
        """Bring the civic rows in line with the pages."""
        assemble_source(self.database, SOURCE)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Return a query's rows."""
        return list(self.database.query(sql))

    def event(self) -> dict[str, Any]:
        """Return the one vote there is."""
        (row,) = self.rows("SELECT * FROM vote_events")
        return row

    def item(self, number: int) -> str:
        """Return the row id of the item of that number."""
        (row,) = self.rows(f"SELECT id FROM agenda_items WHERE number = '{number}'")
        return str(row["id"])

    def roll(self) -> dict[str, tuple[str | None, str]]:
        """Return each voter's person and option, by printed name."""
        return {
            row["voter_name"]: (row["person_id"], row["option"]) for row in self.rows("SELECT * FROM votes")
        }

    def disagreements(self) -> set[tuple[str, str, str, str]]:
        """Return what is told differently: field, kept, told, by which kind of source."""
        return {
            (row["field"], row["kept"], row["told"], row["source_kind"])
            for row in self.rows("SELECT * FROM vote_disagreements")
        }


@contextmanager
def a_board() -> Iterator[Board]:
    """Give a board of its own, for properties that try many."""
    database = in_memory()
    try:
        yield Board(database)
    finally:
        database.conn.close()


def a_meeting(id: str = "1", date: str = DAY, **more: Any) -> dict[str, Any]:
    """Return a meeting as a parser finds it."""
    return {
        "type": "meeting",
        "id": id,
        "body": "Town School Board",
        "title": "Regular",
        "start": date,
        **more,
    }


def item(number: int, title: str, *, meeting: str = "1", **more: Any) -> dict[str, Any]:
    """Return an agenda item as a parser finds it."""
    return {
        "type": "agenda_item",
        "meeting_id": meeting,
        "id": f"item-{number}",
        "number": str(number),
        "position": number,
        "section": None,
        "title": title,
        "text": None,
        "action": None,
        "action_raw": None,
        "url": f"https://board.example/items/{meeting}/{number}",
        "amends": [],
        "documents": [],
        "file_number": None,
        **more,
    }


def a_vote(*, yes: str = "", no: str = "", absent: str = "", **more: Any) -> dict[str, Any]:
    """Return a vote as a parser finds it; names are given by option, parted by semicolons."""
    named = {"yes": yes, "no": no, "absent": absent}
    votes = [
        {"name": name.strip(), "option": option, "option_raw": option.title()}
        for option, names in named.items()
        for name in names.split(";")
        if name.strip()
    ]
    return {"type": "vote_event", "meeting_id": "1", "source_kind": "platform api", **more, "votes": votes}


def counted(yes: int, no: int, names: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """Return a vote told by its figures, and perhaps the names of some who voted."""
    result = more.pop("result", "pass" if yes > no else "fail")
    return {**a_vote(**(names or {}), **more), "yes": yes, "no": no, "result": result}
