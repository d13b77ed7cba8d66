"""What is known of archives in the database: which parts are done, which pages they hold, and why."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from crawler.archives.files import ArchiveFile, cuts, ends_digest
from crawler.archives.part import PageRow, PartResult
from db import captures
from db.captures import Capture
from db.clock import timestamp
from db.ids import digest

PLATFORM, KIND = "article", "article"


@dataclass(frozen=True)
class Stretch:
    """A part to read: all of it, or of a part that was read before only the pages not wanted then."""

    start: int
    stop: int
    only: tuple[int, ...] | None = None
    skip: frozenset[int] = frozenset()


def know_archive(database: Database, archive: ArchiveFile) -> str:
    """Return the file's id, noting it if it is new.

    The same file under another name is the same archive; one of the same name that begins with all that was
    read before has grown, and keeps its id and what is done of it.
    """
    same = "SELECT id FROM archives WHERE kind = 'warc' AND size = ? AND sha256 = ?"
    for row in database.query(same, [archive.size, archive.sha256]):
        return str(row["id"])
    shorter = "SELECT * FROM archives WHERE kind = 'warc' AND name = ? AND size < ? ORDER BY size DESC, id"
    for row in list(database.query(shorter, [archive.name, archive.size])):
        if ends_digest(archive.path, row["size"]) == row["sha256"]:
            return _grown(database, row, archive)
    archive_id = digest("warc", archive.size, archive.sha256)
    database.execute(
        "INSERT INTO archives (id, kind, name, size, sha256, first_seen_at) VALUES (?, 'warc', ?, ?, ?, ?)",
        [archive_id, archive.name, archive.size, archive.sha256, timestamp()],
    )
    return archive_id


def stretches(
    database: Database, archive_id: str, archive: ArchiveFile, chosen_by: str, part: int
) -> list[Stretch]:
    """Return what is left to read of an archive when its pages are chosen by `chosen_by` ("outlets/scan").

    Parts that were read with the same choice are done. With another scan only their unwanted pages are judged
    anew; with other outlets they are read again, but for the pages that are known to be wanted.
    """
    sql = "SELECT start, stop, scan_version FROM archive_parts WHERE archive_id = ? ORDER BY start"
    found, at = [], 0
    for row in [*database.query(sql, [archive_id]), {"start": archive.size, "stop": archive.size}]:
        for start, stop in cuts(at, row["start"], archive.packing, part) if row["start"] > at else ():
            found.append(
                Stretch(start, stop, skip=_pages(database, archive_id, archive, start, stop, wanted=True))
            )
        at = row["stop"]
        if row.get("scan_version", chosen_by) != chosen_by:
            found.append(_again(database, archive_id, archive, row, chosen_by))
    return found


def store_part(
    database: Database,
    archive_id: str,
    archive: ArchiveFile,
    stretch: Stretch,
    result: PartResult,
    chosen_by: str,
) -> dict[str, Counter[str]]:
    """Write what a part gave, in the caller's transaction; return each source's counts by outcome."""
    counts: dict[str, Counter[str]] = {}
    for page in result.pages:
        outcome, version = _record(database, archive.name, page) if page.wanted else ("filtered", None)
        counts.setdefault(page.source_id, Counter())[outcome] += 1
        _note_page(database, archive_id, page, version)
    _note_part(database, archive_id, archive, stretch, result, chosen_by, counts)
    if result.warcinfo:
        keep = "UPDATE archives SET warcinfo = coalesce(warcinfo, ?) WHERE id = ?"
        database.execute(keep, [result.warcinfo, archive_id])
    return counts


def finish_archive(database: Database, archive_id: str) -> None:
    """Note that all parts of an archive are done."""
    database.execute("UPDATE archives SET finished_at = ? WHERE id = ?", [timestamp(), archive_id])


def _grown(database: Database, row: dict[str, Any], archive: ArchiveFile) -> str:
    # What was cut off at the old end may go on now: the part that reached it is read again.
    database.execute("DELETE FROM archive_parts WHERE archive_id = ? AND stop = ?", [row["id"], row["size"]])
    database.execute(
        "UPDATE archives SET size = ?, sha256 = ?, finished_at = NULL WHERE id = ?",
        [archive.size, archive.sha256, row["id"]],
    )
    return str(row["id"])


def _again(
    database: Database, archive_id: str, archive: ArchiveFile, row: dict[str, Any], chosen_by: str
) -> Stretch:
    edges = (row["start"], row["stop"])
    if str(row["scan_version"]).partition("/")[0] == chosen_by.partition("/")[0]:
        left = _pages(database, archive_id, archive, *edges, wanted=False)
        return Stretch(*edges, only=tuple(sorted(left)))
    return Stretch(*edges, skip=_pages(database, archive_id, archive, *edges, wanted=True))


def _pages(
    database: Database, archive_id: str, archive: ArchiveFile, start: int, stop: int, *, wanted: bool
) -> frozenset[int]:
    """Return where the known pages of a part are; in a stream places count what is packed in it."""
    sql = "SELECT position FROM archive_pages WHERE archive_id = ? AND wanted = ?"
    places: frozenset[int] = frozenset(
        row["position"] for row in database.query(sql, [archive_id, int(wanted)])
    )
    if archive.packing == "stream":
        return places
    return frozenset(place for place in places if start <= place < stop)


def _record(database: Database, name: str, page: PageRow) -> tuple[str, str | None]:
    """Record a page's bytes as a capture; return its outcome and the version that they are."""
    capture = Capture(
        source_id=page.source_id, url=page.own_url, kind=KIND, platform=PLATFORM, sha256=page.sha256,
        size=page.size, status=page.status, media_type=page.media_type, last_modified=page.last_modified,
        asked=[page.url], variant_key=page.variant_key, captured_at=page.captured_at, archive=name,
        fetched_url=page.fetched_url,
    )  # fmt: skip
    before = _version(database, page)
    changed = captures.record(database, capture)
    return ("stored" if changed and before is None else "unchanged"), _version(database, page)


def _version(database: Database, page: PageRow) -> str | None:
    sql = """
        SELECT v.id FROM documents d JOIN document_versions v ON v.document_id = d.id
        WHERE (d.variant_key = :key OR d.url = :url) AND v.sha256 = :sha256
    """
    given = {"key": page.variant_key, "url": page.own_url, "sha256": page.sha256}
    return next((str(row["id"]) for row in database.query(sql, given)), None)


def _note_page(database: Database, archive_id: str, page: PageRow, version: str | None) -> None:
    database.execute(
        """
        INSERT OR REPLACE INTO archive_pages
          (archive_id, position, source_id, url, captured_at, wanted, reason, document_version_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            archive_id, page.position, page.source_id, page.url, page.captured_at, int(page.wanted),
            page.reason, version,
        ],
    )  # fmt: skip


def _note_part(
    database: Database,
    archive_id: str,
    archive: ArchiveFile,
    stretch: Stretch,
    result: PartResult,
    chosen_by: str,
    counts: dict[str, Counter[str]],
) -> None:
    held = len(_pages(database, archive_id, archive, stretch.start, stretch.stop, wanted=False))
    wanted = len(_pages(database, archive_id, archive, stretch.start, stretch.stop, wanted=True))
    stored = sum(count["stored"] for count in counts.values())
    database.execute(
        """
        INSERT INTO archive_parts
          (archive_id, start, stop, scan_version, records, pages, wanted, stored, finished_at)
        VALUES (:archive, :start, :stop, :chosen_by, :records, :pages, :wanted, :stored, :at)
        ON CONFLICT (archive_id, start) DO UPDATE SET stop = excluded.stop,
          scan_version = excluded.scan_version, records = max(records, excluded.records),
          pages = excluded.pages, wanted = excluded.wanted, stored = stored + excluded.stored,
          finished_at = excluded.finished_at
        """,
        {
            "archive": archive_id, "start": stretch.start, "stop": stretch.stop, "chosen_by": chosen_by,
            "records": result.records, "pages": held + wanted, "wanted": wanted, "stored": stored,
            "at": timestamp(),
        },
    )  # fmt: skip
