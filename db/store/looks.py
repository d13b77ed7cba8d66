"""Looks at a source's pages: the versions of its documents in the order they were seen."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

_SQL = Path(__file__).with_name("looks.sql").read_text(encoding="utf-8")


@dataclass
class Look:
    """One version of one page and the civic records in it."""

    document_id: str
    version_id: str
    seq: int
    seen_at: str
    text: str | None
    meetings: list[dict[str, Any]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)


def looks_of(database: Database, source_id: str) -> list[Look]:
    """Return a source's looks, oldest first.

    A content that came back has no second version row (see db.captures): it is looked at again at the end.
    """
    looks: dict[str, Look] = {}
    latest: dict[str, str] = {}
    for row in database.query(_SQL, [source_id]):
        look = looks.setdefault(
            row["id"], Look(row["document_id"], row["id"], row["seq"], row["fetched_at"], row["text"])
        )
        latest[row["document_id"]] = row["latest_version_id"]
        if row["type"]:
            kind = {"meeting": look.meetings, "agenda_item": look.items, "document": look.documents}.get(
                row["type"]
            )
            if kind is not None:
                kind.append(json.loads(row["data"]))
    return [*looks.values(), *_returned(looks, latest)]


def _returned(looks: dict[str, Look], latest: dict[str, str]) -> list[Look]:
    returned = []
    for document, version in sorted(latest.items()):
        last = max(
            (look for look in looks.values() if look.document_id == document), key=lambda look: look.seq
        )
        if version in looks and last.version_id != version:
            again = looks[version]
            returned.append(
                Look(
                    document,
                    version,
                    last.seq + 1,
                    last.seen_at,
                    again.text,
                    again.meetings,
                    again.items,
                    again.documents,
                )
            )
    return returned
