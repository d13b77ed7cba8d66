"""Documents and their versions: one row a URL, one row a distinct content, nothing overwritten."""

from dataclasses import dataclass, field

from sqlite_utils import Database

from db.clock import timestamp
from db.ids import digest


@dataclass(frozen=True, kw_only=True)
class Capture:
    """Bytes that were fetched and kept. `url` is the final canonical one, `asked` those that led to it.

    `variant_key` is what all spellings of an article's address share (crawler.variants); None for pages whose
    address alone tells them apart. For pages from an archive `captured_at` is when it saw them (UTC, ISO 8601
    with Z), `archive` its name and `archive_url` where a reader sees them there. `fetched_url` is the variant
    that was fetched where it is not `url`.
    """

    source_id: str
    url: str
    kind: str
    platform: str
    sha256: str
    size: int
    status: int = 200
    media_type: str | None = None
    last_modified: str | None = None
    asked: list[str] = field(default_factory=list)
    variant_key: str | None = None
    captured_at: str | None = None
    archive: str | None = None
    archive_url: str | None = None
    fetched_url: str | None = None


def document_id(url: str) -> str:
    """Return the id of the document at a canonical URL."""
    return digest(url)


def version_id(document: str, sha256: str) -> str:
    """Return the id of one content of a document."""
    return digest(document, sha256)


def record(database: Database, capture: Capture) -> bool:
    """Record the capture in the caller's transaction; tell whether its content differs from the latest.

    A content that was seen before and comes back becomes the latest version again, with no second row; it
    is to be parsed again, because the rows that stand on the document's latest version change with it.
    """
    document = document_id(capture.url)
    latest = _latest(database, document)
    _put_document(database, document, capture)
    _put_aliases(database, document, capture)
    version = version_id(document, capture.sha256)
    if version == latest:
        return False
    _put_version(database, document, version, capture)
    database.execute("UPDATE documents SET latest_version_id = ? WHERE id = ?", [version, document])
    return True


def mark_gone(database: Database, url: str) -> bool:
    """Note that the site no longer has the page it had at this URL; its versions stay. False if unknown."""
    sql = """
        SELECT document_id FROM document_aliases WHERE url = :url
        UNION ALL SELECT id FROM documents WHERE url = :url
    """
    known = [row["document_id"] for row in database.query(sql, {"url": url})]
    if known:
        mark = "UPDATE documents SET gone_at = coalesce(gone_at, ?) WHERE id = ?"
        database.execute(mark, [timestamp(), known[0]])
    return bool(known)


def _latest(database: Database, document: str) -> str | None:
    rows = list(database.query("SELECT latest_version_id FROM documents WHERE id = ?", [document]))
    return rows[0]["latest_version_id"] if rows else None


def _put_document(database: Database, document: str, capture: Capture) -> None:
    # Where two sources, or two kinds of link, lead to one page, the first in sorting order names it: the
    # row must not depend on which answer happened to come in first.
    database.execute(
        """
        INSERT INTO documents (id, url, source_id, kind, first_seen_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET gone_at = NULL,
          source_id = min(source_id, excluded.source_id),
          kind = iif((excluded.source_id, excluded.kind) < (source_id, kind), excluded.kind, kind)
        """,
        [document, capture.url, capture.source_id, capture.kind, timestamp()],
    )


def _put_aliases(database: Database, document: str, capture: Capture) -> None:
    database.execute("DELETE FROM document_aliases WHERE url = ?", [capture.url])  # it answers for itself now
    for url in capture.asked:
        if url != capture.url:
            database.execute(
                "INSERT INTO document_aliases (url, document_id) VALUES (?, ?) "
                "ON CONFLICT (url) DO UPDATE SET document_id = excluded.document_id",
                [url, document],
            )


def _put_version(database: Database, document: str, version: str, capture: Capture) -> None:
    database.execute(
        """
        INSERT INTO document_versions
          (id, document_id, seq, sha256, size, media_type, status, fetched_at, last_modified, platform,
           captured_at)
        SELECT ?, ?, 1 + coalesce(max(seq), 0), ?, ?, ?, ?, ?, ?, ?, ?
        FROM document_versions WHERE document_id = ?
        ON CONFLICT (id) DO UPDATE SET parser_version = NULL, returned_at = excluded.fetched_at
        """,
        [
            version, document, capture.sha256, capture.size, capture.media_type, capture.status,
            timestamp(), capture.last_modified, capture.platform, capture.captured_at or timestamp(),
            document,
        ],
    )  # fmt: skip


def mark_looked(database: Database, source_id: str, *, complete: bool) -> None:
    """Note when something new last came in, and, after a complete look, move the source's watermark.

    Listings change with every look (a feed's build date), so they count only where a source has nothing
    else. Two sources can name one page: what is new in it is new to both, whoever fetched it.
    """
    database.execute(
        """
        UPDATE sources SET last_new_at = (
          SELECT coalesce(max(iif(f.depth > 0, v.fetched_at, NULL)), max(v.fetched_at))
          FROM frontier f
          LEFT JOIN document_aliases a ON a.url = f.url
          JOIN documents d ON d.id = coalesce(a.document_id, (SELECT id FROM documents WHERE url = f.url))
          JOIN document_versions v ON v.document_id = d.id
          WHERE f.source_id = sources.id
        ) WHERE id = ?
        """,
        [source_id],
    )
    if complete:
        database.execute("UPDATE sources SET last_success_at = ? WHERE id = ?", [timestamp(), source_id])
