"""Opening the working database: WAL, foreign keys, migrations applied."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from db.errors import StoreError
from db.migrations import migrations

__all__ = ["StoreError", "open_database"]


def open_database(path: Path, *, create: bool = True) -> Database:
    """Open the working database at `path`, bringing its schema up to date.

    Raises StoreError when the file is no database, cannot be written, or (with create=False) is not there.
    """
    if not create and not path.exists():
        raise StoreError(f"{path} does not exist yet; `hallwatch crawl` makes it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _opened(str(path))
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreError(f"{path}: {error}; is it a Hallwatch database, and may it be written?") from error


def in_memory() -> Database:
    """Return an empty working database that is gone with its connection: for dry runs and tests."""
    return _opened(":memory:")


def _opened(name: str) -> Database:
    # Autocommit: transactions are those of Database.atomic(), never an implicit one left open.
    connection = sqlite3.connect(name, timeout=30, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    database = Database(connection)
    migrations.apply(database)
    return database
