"""A past for one article of the sample debate: versions of an archive, changes, a correction, its end."""

import json

from sqlite_utils import Database

from db.ids import digest

NOTE = "Correction: An earlier version of this story misstated the vote."
HOSTILE = "<script>alert(1)</script>"


def add_past(database: Database, url: str) -> str:
    """Let the article at a URL have been changed twice before it went; return its id."""
    (article,) = database.query("SELECT id, document_version_id, headline FROM articles WHERE url = ?", [url])
    earlier = _add_archived(database, article["id"])
    current = article["document_version_id"]
    database.execute(
        "UPDATE document_versions SET captured_at = '2020-06-25T09:30:00Z' WHERE id = ?", [current]
    )
    for version, stood_at in ((earlier, "2020-06-24T23:10:00Z"), (current, "2020-06-25T09:30:00Z")):
        database.table("article_versions").insert(
            {"document_version_id": version, "article_id": article["id"], "captured_at": stood_at}
        )
    passage = {
        "before": "The board voted",
        "removed": "5-2",
        "added": "4-3",
        "after": f"on {HOSTILE} a motion",
    }
    _change(database, article["id"], "headline", "Board <b>ends</b> police contract", article["headline"])
    _change(database, article["id"], "body", "5-2", "4-3", words_added=2, words_removed=2,
            passages=json.dumps([passage]))  # fmt: skip
    _change(database, article["id"], "correction", None, NOTE)
    _change(database, article["id"], "gone", None, None, seen_at="2024-05-01T00:00:00Z")
    database.table("article_notes").insert(
        {
            "id": digest(current, NOTE),
            "article_id": article["id"],
            "document_version_id": current,
            "kind": "correction",
            "text": NOTE,
        }
    )
    database.execute("UPDATE documents SET gone_at = '2024-05-01T00:00:00Z' WHERE id = ?", [article["id"]])
    return str(article["id"])


def _add_archived(database: Database, article: str) -> str:
    version = digest(article, "archived")
    database.table("document_versions").insert(
        {
            "id": version,
            "document_id": article,
            "seq": 2,
            "sha256": digest(version, length=64),
            "size": 1,
            "media_type": "text/html",
            "status": 200,
            "fetched_at": "2026-03-01T12:00:00Z",
            "captured_at": "2020-06-24T23:10:00Z",
            "archive": "wayback",
            "archive_url": "https://web.archive.example/20200624231000/page",
            "platform": "article",
        }
    )
    return version


def _change(
    database: Database, article: str, kind: str, before: str | None, after: str | None, **more: object
) -> None:
    row = {"id": digest(article, kind), "article_id": article, "kind": kind, "before": before, "after": after}
    database.table("article_changes").insert({**row, "seen_at": "2020-06-25T09:30:00Z", **more})
