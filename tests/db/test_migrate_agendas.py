"""Agendas of an earlier database: every row is kept, and put together again by the new rules."""

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.migrations import migrations


def test_agendas_of_an_earlier_database_keep_their_rows_and_gain_late_ones(tmp_path: Path) -> None:
    database = Database(sqlite3.connect(tmp_path / "old.db", isolation_level=None))
    database.execute("PRAGMA foreign_keys = ON")
    migrations.apply(database, stop_before="m003_agendas")
    database.execute("INSERT INTO jurisdictions (id, name, timezone) VALUES ('town', 'Town', 'UTC')")
    database.execute(
        "INSERT INTO sources (id, name, kind, platform, url) "
        "VALUES ('site', 'Site', 'board', 'cpsboe', 'https://board.example/'), "
        "('wire', 'Wire', 'outlet', 'feed', 'https://wire.example/')"
    )
    database.execute("INSERT INTO meetings (id, source_id, date) VALUES ('site/1', 'site', '2024-02-22')")
    database.execute("INSERT INTO agenda_items (id, meeting_id, title) VALUES ('site/1/a', 'site/1', 'A')")
    database.execute(
        "INSERT INTO agenda_changes (id, meeting_id, agenda_item_id, kind, after, seen_at) "
        "VALUES ('one', 'site/1', 'site/1/a', 'added', 'A', '2024-02-20T00:00:00Z')"
    )
    known = list(database.query("SELECT * FROM agenda_changes"))
    migrations.apply(database)
    assert list(database.query("SELECT * FROM agenda_changes")) == known
    assert database.execute("SELECT notice_hours FROM jurisdictions").fetchall() == [(24,)]
    assert database.execute("SELECT title, file_number FROM agenda_items").fetchall() == [("A", None)]
    assert ("site",) in database.execute("SELECT * FROM unassembled").fetchall()
    assert ("wire",) not in database.execute("SELECT * FROM unassembled").fetchall()
    database.execute("INSERT INTO agenda_changes (id, meeting_id, kind, seen_at) "
                     "VALUES ('two', 'site/1', 'published late', '2024-02-22T00:00:00Z')")  # fmt: skip
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO agenda_changes (id, meeting_id, kind, seen_at) "
                         "VALUES ('three', 'site/1', 'invented', '2024-02-22T00:00:00Z')")  # fmt: skip
    assert list(database.execute("PRAGMA foreign_key_check")) == []
    database.conn.close()
