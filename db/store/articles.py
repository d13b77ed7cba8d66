"""Articles: one row a document, standing on its current version."""

import json
from pathlib import Path
from typing import Any

from sqlite_utils import Database

_DATE_UNDATED = Path(__file__).with_name("date_undated_articles.sql").read_text(encoding="utf-8")
_COLUMNS = (
    "headline",
    "date_published",
    "date_modified",
    "date_source",
    "date_confidence",
    "kind",
    "language",
    "section",
    "description",
    "body",
)


def store_article(database: Database, version_id: str, record: dict[str, Any]) -> bool:
    """Write an article found in a version, in the caller's transaction; tell whether it is the current one.

    The document's latest version wins. Versions come in order, so an earlier one holds the row until
    then, and keeps it when the latest turns out to be a wall or an error page.
    """
    row = {name: record.get(name) for name in _COLUMNS}
    row["authors"] = json.dumps(record.get("authors") or [], ensure_ascii=False)
    row["words"] = len((record.get("body") or "").split())
    row["version"] = version_id
    names = [*_COLUMNS, "authors", "words"]
    stored = database.execute(
        f"""
        INSERT INTO articles (id, source_id, url, document_version_id, {", ".join(names)})
        SELECT d.id, d.source_id, d.url, v.id, {", ".join(f":{name}" for name in names)}
        FROM document_versions v JOIN documents d ON d.id = v.document_id WHERE v.id = :version
        ON CONFLICT (id) DO UPDATE SET source_id = excluded.source_id, url = excluded.url,
          document_version_id = excluded.document_version_id,
          {", ".join(f"{name} = excluded.{name}" for name in names)}
        WHERE (SELECT v.id = d.latest_version_id OR v.seq >= kept.seq AND kept.id <> d.latest_version_id
               FROM document_versions v JOIN documents d ON d.id = v.document_id
               JOIN document_versions kept ON kept.id = articles.document_version_id
               WHERE v.id = excluded.document_version_id)
        """,  # noqa: S608 - the names are the ones above
        row,
    )
    return bool(stored.rowcount)


def drop_article(database: Database, version_id: str) -> None:
    """Take away the article that stands on a version which a newer parser finds to be none."""
    standing = list(database.query("SELECT id FROM articles WHERE document_version_id = ?", [version_id]))
    for row in standing:
        database.execute("DELETE FROM timeline WHERE article_id = ?", [row["id"]])
        database.execute("DELETE FROM articles WHERE id = ?", [row["id"]])


def date_undated_articles(database: Database) -> int:
    """Give articles whose page tells no date the one their feed or sitemap told; return how many have it."""
    return int(database.execute(_DATE_UNDATED).rowcount)
