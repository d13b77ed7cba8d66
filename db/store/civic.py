"""Civic rows of a source, rebuilt from all looks at its pages: the same looks always give the same rows."""

import json
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.report_numbers import amended_reports
from db.store.agendas import AgendaState, ItemState, follow_agendas
from db.store.looks import Look, looks_of
from db.store.meetings import MeetingState, follow_meetings, resolve_provisional
from db.store.rows import put_rows, remove_others

LINEAGE_CHARS = 3000  # a report states what it amends in its title and first lines
_FILES = Path(__file__).with_name("files.sql").read_text(encoding="utf-8")


def unassembled_sources(database: Database) -> list[str]:
    """Return the sources whose civic rows are older than what was found in their pages."""
    return [
        row["source_id"] for row in database.query("SELECT source_id FROM unassembled ORDER BY source_id")
    ]


def assemble_source(database: Database, source_id: str) -> None:
    """Bring a source's meetings, agendas and changes in line with its looks, in one transaction."""
    with database.atomic():
        looks = looks_of(database, source_id)
        files = {row["url"]: row for row in database.query(_FILES, [source_id])}
        meetings = follow_meetings(looks)
        agendas = follow_agendas(looks, resolve_provisional(looks))
        for meeting_id in agendas:  # an agenda whose meeting no page describes still hangs on one
            meetings.setdefault(meeting_id, MeetingState(meeting_id))
        _Writer(database, source_id, looks, files).write(meetings, agendas)
        database.execute("DELETE FROM unassembled WHERE source_id = ?", [source_id])


class _Writer:
    def __init__(
        self, database: Database, source_id: str, looks: list[Look], files: dict[str, dict[str, Any]]
    ) -> None:
        self.database, self.source_id, self.looks, self.files = database, source_id, looks, files
        rows = list(database.query("SELECT organization_id FROM sources WHERE id = ?", [source_id]))
        self.organization_id = rows[0]["organization_id"] if rows else None

    def write(self, meetings: dict[str, MeetingState], agendas: dict[str, AgendaState]) -> None:
        put_rows(self.database, "meetings", [self.meeting(state) for state in meetings.values()])
        items = [(state.id, item) for state in meetings.values() for item in _items(agendas, state.id)]
        put_rows(self.database, "agenda_items", [self.item(meeting, item) for meeting, item in items])
        remove_others(
            self.database,
            self.source_id,
            [self.id(state.id) for state in meetings.values()],
            [f"{self.id(meeting)}/{item.key}" for meeting, item in items],
        )
        changes = [
            {**change, "meeting_id": self.id(state.id)}
            for state in meetings.values()
            for change in state.changes
        ]
        put_rows(self.database, "meeting_changes", changes)
        put_rows(self.database, "agenda_changes", list(self.agenda_changes(agendas)))
        put_rows(self.database, "agenda_item_documents", list(self.item_documents(items)))
        put_rows(self.database, "meeting_documents", list(self.meeting_documents(meetings)))

    def id(self, meeting: str) -> str:
        return f"{self.source_id}/{meeting}"

    def meeting(self, state: MeetingState) -> dict[str, Any]:
        merged = state.merged
        return {
            "id": self.id(state.id),
            "source_id": self.source_id,
            "organization_id": self.organization_id,
            "body": merged.get("body"),
            "title": merged.get("title"),
            "start": merged.get("start"),
            "date": (merged.get("start") or "")[:10] or None,
            "status": merged.get("status"),
            "status_raw": merged.get("status_raw"),
            "location": merged.get("location"),
            "url": merged.get("url"),
            "document_version_id": state.version_id if state.views else None,
            "vanished_at": state.vanished_at,
        }

    def item(self, meeting: str, item: ItemState) -> dict[str, Any]:
        record, look = item.merged()
        file = next((self.files[url] for url in record["documents"] if url in self.files), None)
        start, end = _place_in(look.text, record)
        told = (file or {}).get("text")
        amends = [*record["amends"], *amended_reports(record["number"], (told or "")[:LINEAGE_CHARS])]
        return {
            "id": f"{self.id(meeting)}/{item.key}",
            "meeting_id": self.id(meeting),
            "number": record["number"],
            "position": record["position"],
            "section": record["section"],
            "title": record["title"],
            "text": record["text"] or told,
            "action": record["action"],
            "action_raw": record["action_raw"],
            "amends": json.dumps(list(dict.fromkeys(amends))),
            "url": record["url"],
            "document_version_id": look.version_id,
            "start_char": start,
            "end_char": end,
            "pulled_at": item.pulled_at,
        }

    def agenda_changes(self, agendas: dict[str, AgendaState]) -> Any:
        for meeting, agenda in agendas.items():
            for change in agenda.changes:
                row = {name: value for name, value in change.items() if name != "key"}
                item_id = f"{self.id(meeting)}/{change['key']}"
                yield {**row, "meeting_id": self.id(meeting), "agenda_item_id": item_id}

    def item_documents(self, items: list[tuple[str, ItemState]]) -> Any:
        for meeting, item in items:
            for url in item.merged()[0]["documents"]:
                file = self.files.get(url, {})
                yield {
                    "agenda_item_id": f"{self.id(meeting)}/{item.key}",
                    "url": url,
                    "document_id": file.get("document_id"),
                    "title": file.get("title"),
                }

    def meeting_documents(self, meetings: dict[str, MeetingState]) -> Any:
        current = {look.document_id: look for look in self.looks}
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        for _, look in sorted(current.items()):
            for record in look.documents:
                if record.get("meeting_id") in meetings:
                    key = (self.id(record["meeting_id"]), record["url"])
                    rows.setdefault(
                        key,
                        {
                            "meeting_id": key[0],
                            "url": key[1],
                            "title": record.get("title"),
                            "kind": record.get("kind"),
                            "document_id": self.files.get(key[1], {}).get("document_id"),
                        },
                    )
        return rows.values()


def _items(agendas: dict[str, AgendaState], meeting: str) -> list[ItemState]:
    return list(agendas[meeting].items.values()) if meeting in agendas else []


def _place_in(text: str | None, record: dict[str, Any]) -> tuple[int | None, int | None]:
    """Return the characters of a page's text that an item stands on: its line."""
    for needle in (record["number"], record["title"]):
        at = (text or "").find(needle) if needle else -1
        while needle and at > 0 and text and text[at - 1] not in "\n *":
            at = text.find(needle, at + 1)
        if text and at >= 0:
            end = text.find("\n", at)
            return at, len(text) if end < 0 else end
    return None, None
