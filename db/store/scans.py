"""What the cheap scan said of each version of an article, and what that does to the article's row."""

from dataclasses import dataclass

from sqlite_utils import Database

from db.clock import timestamp
from db.store.tagging import forget_reading


@dataclass(frozen=True)
class Scan:
    """A verdict: whether a version is worth reading whole, why, and by which words and code it was judged."""

    version: str
    wanted: bool
    reason: str


def store_scan(database: Database, version_id: str, scan: Scan) -> None:
    """Record a version's verdict in the caller's transaction; the same again changes nothing."""
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


def leave_unread(database: Database, version_id: str, scan: Scan) -> None:
    """Mark the article that stands on an unwanted version, in the caller's transaction.

    What a tagging found there, when the words wanted it, goes: its text is no longer kept as read.
    """
    forget_reading(database, version_id)
    database.execute(
        "UPDATE articles SET relevant = 0, relevance = NULL, relevance_reason = ? "
        "WHERE document_version_id = ?",
        [scan.reason, version_id],
    )
