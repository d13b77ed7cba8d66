"""Articles in whose place a wall, an error page or a stub stands: the article is kept, and that is told."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

_WALLS = Path(__file__).with_name("walls.sql").read_text(encoding="utf-8")
STUB_SHARE = (
    0.5  # of the words that stood there before: less than that behind a paywall is no article any more
)
STUB_WORDS = 80  # and less than so many is none, paywall or not, where many stood before
WHOLE_WORDS = 200


def stub_of(
    database: Database, version_id: str, article: Mapping[str, Any], wanted: bool | None = None
) -> str | None:
    """Return, in words, how little of an article a version shows where an earlier one had it whole.

    None for a whole article, for one that an editor shortened, and for one that was never seen whole.
    `wanted` is the scan's verdict: a version without a word of the debate, of an article that was about it,
    is what a wall leaves of it.
    """
    earlier = _earlier(database, version_id)
    if wanted is False:
        told = "what stands there now has no word of the debate, which the article had"
        return told if any(row["wanted"] for row in earlier) else None
    whole = max((row["words"] or 0 for row in earlier), default=0)
    words = len((article.get("body") or "").split())
    if not words or words >= STUB_SHARE * whole:
        return None
    if not article.get("paywalled") and (words >= STUB_WORDS or whole < WHOLE_WORDS):
        return None
    start = " ".join(article["body"].split())[:100]
    return f"only {words} of {whole} words stand there now ({start!r})"


def mark_walls(database: Database) -> int:
    """Note since when, and what, stands where articles stood, and forget it where they are back.

    Made from what the versions are, so that it can be repeated; return how many articles are walled.
    """
    walled = list(database.query(_WALLS))
    for row in walled:
        if row["walled_at"] != row["since"] or row["wall"] is None:
            wall = _told(database, row["version_id"])
            mark = "UPDATE documents SET walled_at = ?, wall = ? WHERE id = ?"
            database.execute(mark, [row["since"], wall, row["id"]])
    database.execute(
        """
        UPDATE documents SET walled_at = NULL, wall = NULL
        WHERE walled_at IS NOT NULL AND id NOT IN (SELECT value FROM json_each(?))
        """,
        [json.dumps([row["id"] for row in walled])],
    )
    return len(walled)


def _told(database: Database, version_id: str) -> str:
    """Return what was told of a version that is no article, without its address."""
    sql = """
        SELECT url, message FROM issues
        WHERE document_version_id = ? AND kind IN ('unreadable page', 'not an article', 'stub')
        ORDER BY id DESC LIMIT 1
    """
    row = database.execute(sql, [version_id]).fetchone()
    return str(row[1]).removeprefix(f"{row[0]}: ") if row else "no article"


def _earlier(database: Database, version_id: str) -> list[dict[str, Any]]:
    sql = """
        SELECT a.words, s.wanted
        FROM document_versions v JOIN article_versions a ON a.article_id = v.document_id
        LEFT JOIN relevance_scans s ON s.document_version_id = a.document_version_id
        WHERE v.id = ? AND a.document_version_id <> v.id AND a.captured_at <= v.captured_at
    """
    return list(database.query(sql, [version_id]))
