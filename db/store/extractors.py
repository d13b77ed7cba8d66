"""What each extractor was made of, and carrying findings over to a newer one that would find the same."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlite_utils import Database

from db.clock import timestamp

_READ = """
SELECT t.document_version_id AS version_id, t.relevant, coalesce(v.text, a.body, '') AS text
FROM taggings t JOIN document_versions v ON v.id = t.document_version_id
LEFT JOIN articles a ON a.document_version_id = v.id
WHERE t.extractor_version = ?
"""


def keep_parts(database: Database, version: str, parts: dict[str, Any]) -> None:
    """Keep what a version is made of, in the caller's transaction; known ones stay as they are."""
    told = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    database.execute("INSERT OR IGNORE INTO extractors VALUES (?, ?, ?)", [version, told, timestamp()])


def parts_by_version(database: Database, but: str) -> dict[str, dict[str, Any] | None]:
    """Return the versions under which findings are stored, other than `but`, with their parts where kept."""
    sql = (
        "SELECT DISTINCT t.extractor_version AS version, e.parts FROM taggings t "
        "LEFT JOIN extractors e ON e.version = t.extractor_version WHERE t.extractor_version <> ?"
    )
    return {
        row["version"]: json.loads(row["parts"]) if row["parts"] else None
        for row in database.query(sql, [but])
    }


def read_by(database: Database, version: str) -> Iterator[tuple[str, bool, str]]:
    """Yield (document version, relevant, text) of each text that a version of the extractor has read."""
    for row in database.query(_READ, [version]):
        yield row["version_id"], bool(row["relevant"]), row["text"]


def carry_over(database: Database, version_ids: Iterable[str], version: str) -> None:
    """Let findings count as the newer version's, in the caller's transaction; when they were made stays."""
    database.conn.executemany(
        "UPDATE taggings SET extractor_version = ? WHERE document_version_id = ?",
        [(version, version_id) for version_id in version_ids],
    )


def forget_unused(database: Database, version: str) -> None:
    """Drop the parts of versions under which nothing is stored any more, in the caller's transaction."""
    database.execute(
        "DELETE FROM extractors WHERE version <> ? "
        "AND version NOT IN (SELECT extractor_version FROM taggings)",
        [version],
    )


def forget_versions(database: Database) -> None:
    """Let every text wait for the extractor again; what was found stays until it is read."""
    with database.atomic():
        database.execute("UPDATE taggings SET extractor_version = 'again'")
