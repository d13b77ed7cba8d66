"""Writes a source's meetings, agendas, changes and lineage as rows."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from db.report_numbers import amended_reports
from db.store.agendas import AgendaState, ItemState
from db.store.item_places import place_of
from db.store.lineage import (
    ATTACHMENTS_READ,
    FIRST_PAGE_CHARS,
    ItemLineage,
    Passage,
    link_rows,
    number_rows,
    read_lineage,
)
from db.store.looks import Look
from db.store.meetings import MeetingState
from db.store.rows import put_rows, remove_others
from db.store.texts import Texts

BATCH = 200  # items in memory at once: each may carry the text of its attachments
LONGEST_TEXT = 400_000  # characters of an item's attachments together


class CivicRows:
    """The rows of one source; `write` replaces what was derived before."""

    def __init__(self, database: Database, source_id: str, texts: Texts, names: Mapping[str, str]) -> None:
        self.database, self.source_id, self.texts, self.names = database, source_id, texts, names
        rows = list(database.query("SELECT organization_id FROM sources WHERE id = ?", [source_id]))
        self.organization_id = rows[0]["organization_id"] if rows else None
        self.lineage: list[ItemLineage] = []

    def write(
        self, looks: list[Look], meetings: dict[str, MeetingState], agendas: dict[str, AgendaState]
    ) -> None:
        """Write everything, in the caller's transaction."""
        put_rows(self.database, "meetings", [self.meeting(state) for state in meetings.values()])
        items = [(state, item) for state in meetings.values() for item in _items(agendas, state.id)]
        for at in range(0, len(items), BATCH):
            rows = [self.item(meeting, item) for meeting, item in items[at : at + BATCH]]
            put_rows(self.database, "agenda_items", rows)
        kept = [self.item_id(meeting.id, item.key) for meeting, item in items]
        remove_others(self.database, self.source_id, [self.id(state.id) for state in meetings.values()], kept)
        put_rows(self.database, "meeting_changes", list(self.meeting_changes(meetings)))
        put_rows(self.database, "agenda_changes", list(self.agenda_changes(agendas)))
        put_rows(self.database, "agenda_item_documents", list(self.item_documents(items)))
        put_rows(self.database, "meeting_documents", list(self.meeting_documents(looks, meetings)))
        put_rows(self.database, "agenda_item_numbers", number_rows(self.lineage))
        put_rows(self.database, "agenda_item_links", link_rows(self.lineage))

    def id(self, meeting: str) -> str:
        """Return the id of a meeting's row."""
        return f"{self.source_id}/{meeting}"

    def item_id(self, meeting: str, key: str) -> str:
        """Return the id of an item's row."""
        return f"{self.id(meeting)}/{key}"

    def meeting(self, state: MeetingState) -> dict[str, Any]:
        """Return a meeting's row."""
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

    def item(self, meeting: MeetingState, item: ItemState) -> dict[str, Any]:
        """Return an item's row; what it says of earlier files is kept for the links."""
        record, look = item.merged()
        attached = [found for url in record["documents"] if (found := self.texts.attached(url))]
        page = self.texts.of_version(look.version_id)
        start, end = place_of(page, record)
        told = "\n\n".join(text for _, text in attached)[:LONGEST_TEXT]
        first = attached[0][1][:FIRST_PAGE_CHARS] if attached else ""
        amends = list(dict.fromkeys([*record["amends"], *amended_reports(record["number"], first)]))
        key, date = self.item_id(meeting.id, item.key), (meeting.merged.get("start") or "")[:10] or None
        passages = list(_passages(record, look, page, start, attached))
        self.lineage.append(read_lineage(key, date, record, amends, passages))
        return {
            "id": key,
            "meeting_id": self.id(meeting.id),
            "number": record["number"],
            "position": record["position"],
            "section": record["section"],
            "title": record["title"],
            "text": record["text"] or told or None,
            "action": record["action"],
            "action_raw": record["action_raw"],
            "amends": json.dumps(amends),
            "url": record["url"],
            "platform_id": record["id"],
            "file_number": record["file_number"],
            "document_version_id": look.version_id,
            "start_char": start,
            "end_char": end,
            "pulled_at": item.pulled_at,
        }

    def meeting_changes(self, meetings: Mapping[str, MeetingState]) -> Iterator[dict[str, Any]]:
        """Yield the rows of what changed about meetings."""
        for state in meetings.values():
            for change in state.changes:
                yield {**change, "meeting_id": self.id(state.id)}

    def agenda_changes(self, agendas: Mapping[str, AgendaState]) -> Iterator[dict[str, Any]]:
        """Yield the rows of what changed on agendas."""
        for meeting, agenda in agendas.items():
            for change in agenda.changes:
                row = {name: value for name, value in change.items() if name != "key"}
                item_id = self.item_id(meeting, change["key"])
                yield {**row, "meeting_id": self.id(meeting), "agenda_item_id": item_id}

    def item_documents(self, items: list[tuple[MeetingState, ItemState]]) -> Iterator[dict[str, Any]]:
        """Yield the links from items to what is attached to them."""
        for meeting, item in items:
            for url in item.merged()[0]["documents"]:
                file = self.texts.files.get(url, {})
                yield {
                    "agenda_item_id": self.item_id(meeting.id, item.key),
                    "url": url,
                    "document_id": file.get("document_id"),
                    "title": file.get("title"),
                }

    def meeting_documents(
        self, looks: list[Look], meetings: Mapping[str, MeetingState]
    ) -> list[dict[str, Any]]:
        """Return the links from meetings to their files, as the current pages give them."""
        current = {look.document_id: look for look in looks}
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        for _, look in sorted(current.items()):
            for record in look.documents:
                told = record.get("meeting_id") or ""
                name = self.names.get(told, told)
                if name not in meetings:
                    continue
                key = (self.id(name), record["url"])
                row = {
                    "meeting_id": key[0],
                    "url": key[1],
                    "title": record.get("title"),
                    "kind": record.get("kind"),
                    "document_id": self.texts.documents.get(key[1]),
                }
                rows.setdefault(key, row)
        return list(rows.values())


def _items(agendas: Mapping[str, AgendaState], meeting: str) -> list[ItemState]:
    return list(agendas[meeting].items.values()) if meeting in agendas else []


def _passages(
    record: Mapping[str, Any],
    look: Look,
    page: str | None,
    start: int | None,
    attached: list[tuple[str, str]],
) -> Iterator[Passage]:
    """Yield the texts that may tell an item's lineage, the title's first."""
    for text in (record["title"], record["text"]):
        if text:
            at = (page or "").find(text, start or 0) if page else -1
            yield Passage(text, look.version_id, at if at >= 0 else None)
    for version_id, text in attached[:ATTACHMENTS_READ]:
        yield Passage(text[:FIRST_PAGE_CHARS], version_id, 0)
