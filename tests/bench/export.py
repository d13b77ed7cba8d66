"""Exporting the timeline against csv.writer over the same SQL."""

import csv
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from db.export.timeline import COLUMNS, SELECT, export_timeline
from db.ids import slug
from tests.bench.row import Row, fastest, rate_row
from tests.bench.workshop import Workshop, same

ROWS = 50_000
NO_FILTER = dict.fromkeys(("first", "last", "kind", "stance", "actor"))


def run(workshop: Workshop) -> list[Row]:
    """Return one row: timeline rows a second into a CSV file."""
    folder = workshop.new_folder()
    published = folder / "published.db"
    shutil.copy(workshop.desk.data / "published.db", published)
    rows = _lengthened(published, workshop.amount(ROWS))

    def ours() -> None:
        same(export_timeline(published, folder / "timeline.csv"), rows, "rows exported")

    seconds = fastest(ours, lambda: _bare(published, folder / "bare.csv"), workshop.rounds)
    return [rate_row("export", "rows", rows, seconds, "csv.writer over the same SQL")]


def _lengthened(published: Path, wanted: int) -> int:
    """Repeat the timeline's rows under other ids until there are about so many; return how many there are."""
    with closing(sqlite3.connect(published)) as connection:
        held = connection.execute("select count(*) from timeline").fetchone()[0]
        columns = [row[1] for row in connection.execute("pragma table_info(timeline)")]
        rest = ", ".join(f'"{name}"' for name in columns if name != "id")
        connection.execute(
            f"""
            with recursive copy(number) as (select 1 union all select number + 1 from copy where number < ?)
            insert into timeline (id, {rest}) select id || '-' || number, {rest} from timeline, copy
            """,
            [max(1, wanted // held)],
        )
        connection.commit()
        return int(connection.execute("select count(*) from timeline").fetchone()[0])


def _bare(published: Path, out: Path) -> None:
    with (
        closing(sqlite3.connect(published)) as connection,
        out.open("w", encoding="utf-8", newline="") as file,
    ):
        connection.create_function("slugged", 1, lambda name: slug(name or ""), deterministic=True)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(connection.execute(SELECT, NO_FILTER))
