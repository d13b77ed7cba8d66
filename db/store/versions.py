"""Document versions on their way through the parsers."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.store.scans import Scan

CIVIC = {"meeting", "agenda_item", "vote_event", "document"}
_PENDING = Path(__file__).with_name("pending_versions.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class PendingVersion:
    """A version that no parser, or an older one, has read."""

    id: str
    document_id: str
    source_id: str
    url: str
    kind: str
    platform: str
    sha256: str
    media_type: str | None
    request: dict[str, Any] | None = None  # what was sent for it, for more than a plain GET


@dataclass(kw_only=True)
class ParsedVersion:
    """What a parser made of a version: its records as JSON objects, or the problem that it met."""

    id: str
    parser_version: str
    records: list[dict[str, Any]] = field(default_factory=list)
    text: str | None = None
    pages: list[int] = field(default_factory=list)
    layout: list[list[int]] = field(default_factory=list)
    title: str | None = None
    problem: str | None = None
    scan: Scan | None = None  # of an article: whether it was read whole


def pending_versions(
    database: Database, parser_versions: Mapping[str, str], scan_version: str | None = None
) -> list[PendingVersion]:
    """Return the versions to parse, by document and then in the order they were seen.

    `parser_versions` maps each platform to its parser's current version, and "platform/source" to that of a
    source whose options make it read otherwise; other platforms' versions are left. What a scan of another
    version than `scan_version` left unread is scanned again; what one wanted stays read.
    """
    known = {"parsers": json.dumps(dict(parser_versions)), "scan": scan_version}
    return [
        PendingVersion(**{**row, "request": json.loads(row["request"] or "null")})
        for row in database.query(_PENDING, known)
    ]


def store_version(database: Database, parsed: ParsedVersion) -> None:
    """Write what a parser found in a version, in the caller's transaction; twice changes nothing."""
    content = None if parsed.problem else content_sha256(parsed.records)
    database.execute(
        """
        UPDATE document_versions SET parser_version = ?, content_sha256 = ?, text = ?, pages = ?,
          layout = ?, same_as = (
            SELECT earlier.id FROM document_versions earlier
            WHERE earlier.document_id = document_versions.document_id AND earlier.seq < document_versions.seq
              AND earlier.content_sha256 = ? ORDER BY earlier.seq LIMIT 1)
        WHERE id = ?
        """,
        [
            parsed.parser_version, content, parsed.text, _packed(parsed.pages), _packed(parsed.layout),
            content, parsed.id,
        ],
    )  # fmt: skip
    _put_found(database, parsed)
    database.execute(
        "UPDATE documents SET title = coalesce(?, title) WHERE latest_version_id = ?",
        [parsed.title, parsed.id],
    )


def _packed(numbers: Sequence[Any]) -> str | None:
    return json.dumps(numbers, separators=(",", ":")) if numbers else None


def content_sha256(records: Sequence[Mapping[str, Any]]) -> str:
    """Return a digest of what a reader would see as the page's content: a file's words, not their places."""
    read = [{name: value for name, value in record.items() if name != "layout"} for record in records]
    return hashlib.sha256(json.dumps(read, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _put_found(database: Database, parsed: ParsedVersion) -> None:
    database.execute("DELETE FROM found_records WHERE document_version_id = ?", [parsed.id])
    civic = False
    for position, record in enumerate(parsed.records):
        kind = record["type"]
        civic = civic or kind in CIVIC
        if kind in CIVIC or kind == "link":
            database.execute(
                "INSERT INTO found_records VALUES (?, ?, ?, ?, ?)",
                [
                    parsed.id,
                    position,
                    kind,
                    _key(kind, record),
                    json.dumps(_kept(kind, record), ensure_ascii=False),
                ],
            )
    # A board's page that can no longer be read, or reads otherwise now, changes what its rows stand on, too.
    database.execute(
        """
        INSERT OR IGNORE INTO unassembled
        SELECT d.source_id FROM document_versions v JOIN documents d ON d.id = v.document_id
        JOIN sources s ON s.id = d.source_id WHERE v.id = ? AND (s.kind = 'board' OR ?)
        """,
        [parsed.id, civic],
    )


def _key(kind: str, record: dict[str, Any]) -> str:
    name = {"meeting": "id", "agenda_item": "meeting_id", "vote_event": "meeting_id"}.get(kind, "url")
    return record.get(name) or ""


def _kept(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    """Leave out a file's text: the version's own row has it."""
    left_out = {"type", "text", "pages", "layout"} if kind == "document" else {"type"}
    return {name: value for name, value in record.items() if name not in left_out}
