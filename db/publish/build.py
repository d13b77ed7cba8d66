"""Building the published database beside the one being served, then copying it in."""

import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sqlite_utils import Database

from db.publish.blocked import restore_blocked
from db.publish.functions import register
from db.publish.notice import notice
from db.registry import Watch
from db.status import SourceStatus, source_status
from db.timeline.events import today

HERE = Path(__file__).parent
# How long the copy waits for a reader in the middle of a page before it gives up.
PATIENCE_SECONDS = 30

# What people search, by table. sqlite-utils quotes the index's content= as Datasette needs it: with the name
# unquoted Datasette finds no index, and a search silently returns every row.
SEARCHED = {
    "articles": ["headline", "description"],
    "statements": ["text", "speaker"],
    "agenda_items": ["number", "title", "text"],
    "meetings": ["title", "body", "location"],
    "timeline": ["title", "summary", "quote"],
}


class PublishError(Exception):
    """The published database cannot be built or replaced; the text says why. The old one stays as it was."""


@dataclass(frozen=True)
class BuildReport:
    """Rows published, by table, and the sources whose rows stayed as they were before."""

    path: Path
    rows: dict[str, int]
    kept: tuple[str, ...] = ()


def build(database: Database, published: Path, watch: Watch, blocked: Collection[str] = ()) -> BuildReport:
    """Publish the working database's records at `published`, while it may be served.

    `blocked` names the sources whose own assertions failed in this run: their rows stay as last published.
    The new database is built whole in a file beside, checked, then copied in with SQLite's backup API:
    readers see the old rows or the new ones. The same records give the same rows. Raises PublishError.
    """
    beside = published.with_name(published.name + ".building")
    try:
        published.parent.mkdir(parents=True, exist_ok=True)
        _remove(beside)
        with closing(_connect(beside)) as connection:
            _fill(connection, database, watch)
            restore_blocked(connection, published, set(blocked))
            rows = _finish(connection)
            _copy_in(connection, published)
    except (sqlite3.Error, OSError) as error:
        raise PublishError(f"{published}: {error}; what was published before is unchanged") from error
    finally:
        with suppress(OSError):  # what kept it from being written keeps it from being removed, and was told
            _remove(beside)
    return BuildReport(published, rows, tuple(sorted(blocked)))


def _connect(path: Path) -> sqlite3.Connection:
    # Thrown away if anything fails, so nothing is gained by syncing each step to the disk.
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rwc", uri=True, isolation_level=None)
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    return connection


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(path.name + "-journal")):
        leftover.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, database: Database, watch: Watch) -> None:
    register(connection, watch)
    working = next(row[2] for row in database.execute("pragma database_list") if row[1] == "main")
    connection.execute("attach ? as working", (f"{Path(working).as_uri()}?mode=ro",))
    _health(connection, database, watch)
    _run(connection, "schema")
    _run(connection, "fill")
    connection.execute(
        "insert into watch values (?, ?, ?, ?, ?, ?, ?)",
        (
            watch.id,
            watch.title,
            watch.question,
            watch.topic.target,
            watch.jurisdictions[0].timezone if watch.jurisdictions else None,
            today(watch),
            notice(watch),
        ),
    )


def _run(connection: sqlite3.Connection, name: str) -> None:
    connection.executescript((HERE / f"{name}.sql").read_text(encoding="utf-8"))


def _health(connection: sqlite3.Connection, database: Database, watch: Watch) -> None:
    names = [field.name for field in fields(SourceStatus)]
    connection.execute(f"create temp table health ({', '.join(names)})")
    connection.executemany(
        f"insert into health values ({', '.join(f':{name}' for name in names)})",  # noqa: S608 - our own names
        [asdict(entry) for entry in source_status(database, watch)],
    )


def _finish(connection: sqlite3.Connection) -> dict[str, int]:
    """Count, check, index and measure what was filled; return its rows by table."""
    _run(connection, "counts")
    broken = connection.execute("pragma foreign_key_check").fetchone()
    if broken:
        raise sqlite3.IntegrityError(
            f"{broken[0]} row {broken[1]} points to a {broken[2]} row that is not published"
        )
    _run(connection, "indexes")
    published = Database(connection)
    counts = {name: published.table(name).count for name in published.table_names()}
    for table, columns in SEARCHED.items():
        published.table(table).enable_fts(columns, tokenize="porter")
    connection.execute("analyze main")
    return counts


def _copy_in(connection: sqlite3.Connection, published: Path) -> None:
    with closing(sqlite3.connect(published, timeout=PATIENCE_SECONDS)) as target:
        connection.backup(target)
        target.execute("pragma optimize")
