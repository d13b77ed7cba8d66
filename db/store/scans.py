"""What the cheap scan said of each version of an article, and what that does to the article's row."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from db.clock import timestamp
from db.store.tagging import forget_reading

_SETTLE = """
UPDATE articles SET relevant = found.relevant, relevance = found.relevance, relevance_reason = found.reason
FROM (
  SELECT a.id, CASE r.wanted WHEN 0 THEN 0 ELSE t.relevant END AS relevant,
         CASE r.wanted WHEN 0 THEN NULL ELSE t.relevance END AS relevance,
         CASE r.wanted WHEN 0 THEN r.reason ELSE t.reason END AS reason
  FROM articles a
  LEFT JOIN relevance_scans r ON r.document_version_id = a.document_version_id
  LEFT JOIN taggings t ON t.document_version_id = a.document_version_id
  WHERE a.id = :article AND (r.wanted = 0 OR t.relevant IS NOT NULL)) AS found
WHERE articles.id = found.id
"""


@dataclass(frozen=True)
class Scan:
    """A verdict: whether a version is worth reading whole, why, and by which words and code it was judged."""

    version: str
    wanted: bool
    reason: str


def store_scan(database: Database, version_id: str, scan: Scan) -> None:
    """Record a version's verdict in the caller's transaction; the same again changes nothing.

    What a tagging found in a version that is not wanted any more goes: its text is not kept either.
    """
    database.execute(
        """
        INSERT INTO relevance_scans (document_version_id, scan_version, wanted, reason, scanned_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (document_version_id) DO UPDATE SET scan_version = excluded.scan_version,
          wanted = excluded.wanted, reason = excluded.reason, scanned_at = excluded.scanned_at
        WHERE scan_version <> excluded.scan_version OR wanted <> excluded.wanted OR reason <> excluded.reason
        """,
        [version_id, scan.version, int(scan.wanted), scan.reason, timestamp()],
    )
    if not scan.wanted:
        forget_reading(database, version_id)


def settle_relevance(database: Database, articles: Iterable[str]) -> None:
    """Give articles the verdict on the version they stand on now, in the caller's transaction.

    The scan's for one that is left unread, else the tagging's; one that waits for its tagging keeps its own.
    """
    for article in sorted(set(articles)):
        database.execute(_SETTLE, {"article": article})
