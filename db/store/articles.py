"""Articles: every version that could be read, and one row a document, standing on the latest of them.

The latest is the one that stood on the site last (`captured_at`), whatever came in last: a capture of an
archive that comes late takes its place among the others.
"""

import json
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.ids import digest

_HERE = Path(__file__).parent
_DATE_UNDATED = (_HERE / "date_undated_articles.sql").read_text(encoding="utf-8")
_ORDER = (_HERE / "article_order.sql").read_text(encoding="utf-8")
_PLAIN = (
    "headline",
    "headline_source",
    "headline_confidence",
    "authors_source",
    "authors_confidence",
    "date_published",
    "date_modified",
    "date_source",
    "date_confidence",
    "modified_source",
    "kind",
    "language",
    "section",
    "description",
    "agency",
    "original_name",
    "original_url",
    "paywalled",
)
_COLUMNS = (*_PLAIN, "authors", "body", "words")
_VERSION = ("headline", "authors", "date_published", "date_modified", "kind", "section", "words")


def store_article(database: Database, version_id: str, record: dict[str, Any]) -> bool:
    """Write an article found in a version, in the caller's transaction; tell whether it is the current one.

    The version's own row and notes are replaced; the article's row is that of its latest readable version,
    so an earlier one keeps it when the latest turns out to be a wall or an error page.
    """
    row = _row(record)
    article = _put_version(database, version_id, row)
    _put_record(database, version_id, record)
    _put_notes(database, article, version_id, record.get("notes") or [])
    current = latest_version(database, article)
    if current == version_id:
        _put_current(database, article, version_id, row)
    elif current is not None:
        _stand_on(database, article, current)
    return current == version_id


def drop_article(database: Database, version_id: str) -> None:
    """Take away the article of a version that a parser finds to be none; an earlier readable one steps in."""
    had = list(
        database.query("SELECT article_id FROM article_versions WHERE document_version_id = ?", [version_id])
    )
    forget = "UPDATE article_changes SET {0} = NULL WHERE {0} = ?"
    for column in ("before_version_id", "document_version_id"):
        database.execute(forget.format(column), [version_id])
    for table in ("article_notes", "article_versions"):
        database.execute(f"DELETE FROM {table} WHERE document_version_id = ?", [version_id])  # noqa: S608
    database.execute(
        "DELETE FROM found_records WHERE document_version_id = ? AND type = 'article'", [version_id]
    )
    for row in had:
        _fall_back(database, row["article_id"], version_id)
    for row in list(database.query("SELECT id FROM articles WHERE document_version_id = ?", [version_id])):
        database.execute("DELETE FROM timeline WHERE article_id = ?", [row["id"]])
        database.execute("DELETE FROM articles WHERE id = ?", [row["id"]])


def latest_version(database: Database, article: str) -> str | None:
    """Return the readable version that stood on the site last; None where no version could be read."""
    order = standing(database, article)
    return order[-1]["id"] if order else None


def standing(database: Database, article: str) -> list[dict[str, Any]]:
    """Return an article's readable versions (id, stood_at) in the order in which they stood on the site."""
    return list(database.query(_ORDER, {"article": article}))


def date_undated_articles(database: Database) -> int:
    """Give articles whose page tells no date the one their feed or sitemap told; return how many have it."""
    return int(database.execute(_DATE_UNDATED).rowcount)


def _row(record: dict[str, Any]) -> dict[str, Any]:
    row = {name: record.get(name) for name in _PLAIN}
    row["paywalled"] = None if row["paywalled"] is None else int(row["paywalled"])
    row["authors"] = json.dumps(record.get("authors") or [], ensure_ascii=False)
    row["body"] = record.get("body")
    row["words"] = len((record.get("body") or "").split())
    return row


def _put_version(database: Database, version_id: str, row: dict[str, Any]) -> str:
    """Write the version's row and return the article's id, which is its document's."""
    sets = ", ".join(f"{name} = excluded.{name}" for name in ("captured_at", *_VERSION))
    given = ", ".join(f":{name}" for name in _VERSION)
    database.execute(
        f"""
        INSERT INTO article_versions (document_version_id, article_id, captured_at, {", ".join(_VERSION)})
        SELECT id, document_id, coalesce(captured_at, fetched_at), {given}
        FROM document_versions WHERE id = :version
        ON CONFLICT (document_version_id) DO UPDATE SET {sets}
        """,  # noqa: S608 - the names are the ones above
        {**{name: row[name] for name in _VERSION}, "version": version_id},
    )
    found = database.query("SELECT document_id FROM document_versions WHERE id = ?", [version_id])
    return str(next(iter(found))["document_id"])


def _put_record(database: Database, version_id: str, record: dict[str, Any]) -> None:
    """Keep the record beside its version, without the body, which is the version's text."""
    kept = {name: value for name, value in record.items() if name not in ("type", "body")}
    url, data = record.get("url") or "", json.dumps(kept, ensure_ascii=False)
    own = "DELETE FROM found_records WHERE document_version_id = ? AND type = 'article'"
    database.execute(own, [version_id])
    database.execute(
        """
        INSERT INTO found_records
        SELECT :version, coalesce(max(position), -1) + 1, 'article', :url, :data
        FROM found_records WHERE document_version_id = :version
        """,
        {"version": version_id, "url": url, "data": data},
    )


def _put_notes(database: Database, article: str, version_id: str, notes: list[dict[str, Any]]) -> None:
    database.execute("DELETE FROM article_notes WHERE document_version_id = ?", [version_id])
    rows = {
        digest(version_id, note["kind"], note["text"]): (
            article,
            version_id,
            note["kind"],
            note["text"],
            note.get("start"),
            note.get("end"),
        )
        for note in notes
    }
    database.conn.executemany(
        "INSERT INTO article_notes VALUES (?, ?, ?, ?, ?, ?, ?)", [(key, *row) for key, row in rows.items()]
    )


def _put_current(database: Database, article: str, version_id: str, row: dict[str, Any]) -> None:
    database.execute(
        f"""
        INSERT INTO articles (id, source_id, url, document_version_id, {", ".join(_COLUMNS)})
        SELECT id, source_id, url, :version, {", ".join(f":{name}" for name in _COLUMNS)}
        FROM documents WHERE id = :article
        ON CONFLICT (id) DO UPDATE SET source_id = excluded.source_id, url = excluded.url,
          document_version_id = excluded.document_version_id,
          {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)}
        """,  # noqa: S608 - the names are the ones above
        {**row, "article": article, "version": version_id},
    )
    # A version that was read before is not tagged again: what was found then is what holds now.
    database.execute(
        """
        UPDATE articles SET (relevant, relevance, relevance_reason) = (
          SELECT relevant, relevance, reason FROM taggings WHERE document_version_id = :version)
        WHERE id = :article AND EXISTS (SELECT 1 FROM taggings WHERE document_version_id = :version)
        """,
        {"article": article, "version": version_id},
    )


def _stand_on(database: Database, article: str, version_id: str) -> None:
    """Let the article's row be another version's, by the record kept of it."""
    stands = database.execute(
        "SELECT 1 FROM articles WHERE id = ? AND document_version_id = ?", [article, version_id]
    )
    if stands.fetchone():
        return
    found = database.query(
        """
        SELECT f.data, v.text FROM found_records f JOIN document_versions v ON v.id = f.document_version_id
        WHERE f.document_version_id = ? AND f.type = 'article'
        """,
        [version_id],
    )
    for row in list(found):
        _put_current(database, article, version_id, _row({**json.loads(row["data"]), "body": row["text"]}))


def _fall_back(database: Database, article: str, dropped: str) -> None:
    stood = database.execute(
        "SELECT 1 FROM articles WHERE id = ? AND document_version_id = ?", [article, dropped]
    )
    current = latest_version(database, article)
    if stood.fetchone() and current:
        _stand_on(database, article, current)
