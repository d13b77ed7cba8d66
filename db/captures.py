"""Documents and their versions: one row a URL, one row a distinct content, nothing overwritten."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlite_utils import Database

from db.article_documents import article_document, has_own_version, improve_address
from db.clock import timestamp
from db.ids import digest

# The earliest time names where the content was seen; the latest orders it among the document's versions.
_SIGHTING = """
    UPDATE document_versions SET
      archive = iif(:at < captured_at, :archive, archive),
      archive_url = iif(:at < captured_at, :archive_url, archive_url),
      returned_at = max(:at, coalesce(returned_at, captured_at)),
      captured_at = min(:at, captured_at)
    WHERE id = :version
"""


@dataclass(frozen=True, kw_only=True)
class Capture:
    """Bytes that were fetched and kept. `url` is the final canonical one, `asked` those that led to it.

    `variant_key` is what all spellings of an article's address share (crawler.variants); None for pages whose
    address alone tells them apart. For pages from an archive `captured_at` is when it saw them (UTC, ISO 8601
    with Z), `archive` its name and `archive_url` where a reader sees them there. `fetched_url` is the variant
    that was fetched, in place of the page's own form.
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
    """Record the capture in the caller's transaction; tell whether it brings other content than is known.

    A content that was seen before and comes back becomes the latest version again, with no second row; it
    is to be parsed again, because the rows that stand on the document's latest version change with it. The
    latest is the one that stood on the site last, whatever came in last. Bytes of a variant make a version
    only of an article that was never had from its own address: two forms of a page are no change in it.
    """
    document = _document_of(database, capture)
    _put_document(database, document, capture)
    _put_aliases(database, document, capture)
    if capture.fetched_url and has_own_version(database, document):
        return False
    version = version_id(document, capture.sha256)
    latest = _latest(database, document)
    known = database.execute("SELECT 1 FROM document_versions WHERE id = ?", [version]).fetchone()
    if latest is not None and latest["id"] == version:
        if capture.archive or latest["archive"]:
            _note_sighting(database, version, capture)
        return False
    if known:
        _note_sighting(database, version, capture)
        database.execute("UPDATE document_versions SET parser_version = NULL WHERE id = ?", [version])
    else:
        _put_version(database, document, version, capture)
    if latest is not None and not _stood_later(capture, latest):
        return known is None
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


def _document_of(database: Database, capture: Capture) -> str:
    if capture.variant_key is not None:
        return article_document(database, capture.variant_key, capture.url, capture.kind)
    known = database.execute("SELECT id FROM documents WHERE url = ?", [capture.url]).fetchone()
    return str(known[0]) if known else document_id(capture.url)


def _latest(database: Database, document: str) -> dict[str, Any] | None:
    sql = """
        SELECT v.id, v.archive, v.fetched_url, coalesce(v.returned_at, v.captured_at) AS stood_at
        FROM documents d JOIN document_versions v ON v.id = d.latest_version_id WHERE d.id = ?
    """
    return next(iter(database.query(sql, [document])), None)


def _stood_later(capture: Capture, latest: Mapping[str, Any]) -> bool:
    """Tell whether a capture shows a later state than the latest version: the page's own form wins."""
    if capture.captured_at is None and capture.fetched_url is None:
        return True
    own = (capture.fetched_url is None, capture.captured_at or timestamp())
    return own >= (latest["fetched_url"] is None, latest["stood_at"] or "")


def _put_document(database: Database, document: str, capture: Capture) -> None:
    # Where two sources, or two kinds of link, lead to one page, the first in sorting order names it: the
    # row must not depend on which answer happened to come in first.
    database.execute(
        """
        INSERT INTO documents (id, url, source_id, kind, first_seen_at, variant_key)
        VALUES (:id, :url, :source, :kind, :now, :key)
        ON CONFLICT (id) DO UPDATE SET
          gone_at = iif(gone_at <= :stood AND :variant IS NULL, NULL, gone_at),
          variant_key = coalesce(variant_key, excluded.variant_key),
          source_id = min(source_id, excluded.source_id),
          kind = iif((excluded.source_id, excluded.kind) < (source_id, kind), excluded.kind, kind)
        """,
        {
            "id": document,
            "url": capture.url,
            "source": capture.source_id,
            "kind": capture.kind,
            "now": timestamp(),
            "stood": capture.captured_at or timestamp(),
            "key": capture.variant_key,
            "variant": capture.fetched_url,
        },
    )
    if capture.variant_key is not None and capture.fetched_url is None:
        improve_address(database, document, capture.url)


def _put_aliases(database: Database, document: str, capture: Capture) -> None:
    (own,) = database.execute("SELECT url FROM documents WHERE id = ?", [document]).fetchone()
    database.execute("DELETE FROM document_aliases WHERE url = ?", [own])  # it answers for itself now
    for url in dict.fromkeys([*capture.asked, capture.url]):
        if url != own:
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
           captured_at, archive, archive_url, fetched_url)
        SELECT ?, ?, 1 + coalesce(max(seq), 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
        FROM document_versions WHERE document_id = ?
        """,
        [
            version, document, capture.sha256, capture.size, capture.media_type, capture.status,
            timestamp(), capture.last_modified, capture.platform, capture.captured_at or timestamp(),
            capture.archive, capture.archive_url, capture.fetched_url, document,
        ],
    )  # fmt: skip


def _note_sighting(database: Database, version: str, capture: Capture) -> None:
    """Widen the time over which a known content was seen on the site."""
    database.execute(
        _SIGHTING, asdict(capture) | {"version": version, "at": capture.captured_at or timestamp()}
    )


def mark_looked(database: Database, source_id: str, *, complete: bool) -> None:
    """Note when something new last came in, and, after a complete look, move the source's watermark.

    Listings change with every look (a feed's build date), so they count only where a source has nothing
    else. Two sources can name one page: what is new in it is new to both, whoever fetched it. What an archive
    gave is nothing new on the site.
    """
    database.execute(
        """
        UPDATE sources SET last_new_at = (
          SELECT coalesce(max(iif(f.depth > 0 AND v.archive IS NULL, v.fetched_at, NULL)),
                          max(iif(v.archive IS NULL, v.fetched_at, NULL)))
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
