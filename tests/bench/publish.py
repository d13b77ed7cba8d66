"""Building the published database against SQLite's own copy of the working one."""

import sqlite3
from contextlib import closing
from pathlib import Path

from db.database import open_database
from db.publish import build
from tests.bench.row import Row, fastest
from tests.bench.workshop import Workshop


def run(workshop: Workshop) -> list[Row]:
    """Return one row, in milliseconds. What is copied has all full texts; what is built has all indexes."""
    desk, folder = workshop.desk, workshop.new_folder()
    working = open_database(desk.data / "hallwatch.db")
    times = workshop.amount(10)

    def ours() -> None:
        for _ in range(times):
            build(working, folder / "published.db", desk.watch)

    def copy() -> None:
        for _ in range(times):
            _backup(desk.data / "hallwatch.db", folder / "copy.db")

    mine, theirs = fastest(ours, copy, workshop.rounds)
    working.conn.close()
    against = "a plain SQLite backup of the working database"
    return [
        Row(
            name="publish",
            unit="ms",
            ours=1000 * mine / times,
            baseline=1000 * theirs / times,
            against=against,
        )
    ]


def _backup(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
        there.backup(here)
