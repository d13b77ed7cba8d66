"""A database made by an earlier release opens with every row it had."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from db.database import open_database
from db.migrations import migrations

FIRST_RELEASE = """
INSERT INTO jurisdictions VALUES ('town', 'Town', 'America/Chicago');
INSERT INTO organizations VALUES ('board', 'Board', 'school board', 'town', '[]', 'registry', NULL);
INSERT INTO people VALUES ('ada-example', 'Ada Example', '[]', 'registry', NULL);
INSERT INTO sources (id, name, kind, platform, url, organization_id)
  VALUES ('source', 'Source', 'board', 'legistar', 'https://board.example/', 'board');
INSERT INTO documents VALUES ('d', 'https://board.example/1', 'source', 'meeting', NULL, '2024', NULL, NULL);
INSERT INTO document_versions (id, document_id, seq, sha256, size, status, fetched_at, platform)
  VALUES ('v', 'd', 1, 'x', 1, 200, '2024', 'legistar');
INSERT INTO found_records VALUES ('v', 0, 'vote_event', '1', '{}');
INSERT INTO meetings (id, source_id, date) VALUES ('source/1', 'source', '2024-02-22');
INSERT INTO agenda_items (id, meeting_id, title) VALUES ('source/1/a', 'source/1', 'A title');
INSERT INTO vote_events (id, meeting_id, agenda_item_id, effect, source_kind)
  VALUES ('told', 'source/1', 'source/1/a', 'keep', 'news');
INSERT INTO votes (id, vote_event_id, person_id, voter_name, option)
  VALUES ('vote', 'told', 'ada-example', 'Example', 'yes');
"""
FILLED = (
    "organizations",
    "people",
    "sources",
    "documents",
    "meetings",
    "agenda_items",
    "vote_events",
    "votes",
)


def first_release(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.apply(Database(connection), stop_before="m002_official_votes")
    connection.executescript(FIRST_RELEASE)
    connection.close()


def test_a_database_of_the_first_release_keeps_every_row(tmp_path: Path) -> None:
    path = tmp_path / "hallwatch.db"
    first_release(path)
    with sqlite3.connect(path) as before:
        old = {name: before.execute(f"SELECT * FROM {name}").fetchall() for name in FILLED}
        columns = {name: [row[1] for row in before.execute(f"PRAGMA table_info({name})")] for name in FILLED}

    database = open_database(path)

    for name, rows in old.items():
        kept = database.execute(f"SELECT {', '.join(columns[name])} FROM {name}").fetchall()
        assert kept == rows
    assert list(database["vote_event_items"].rows) == [
        {"vote_event_id": "told", "agenda_item_id": "source/1/a", "position": 0}
    ]
    assert [row["source_id"] for row in database["unassembled"].rows] == ["source"]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.conn.close()


BEFORE_POSITIONS = """
UPDATE document_versions SET text = 'Jo Sample spoke.';
INSERT INTO people (id, name, other_names, origin) VALUES ('text/town/jo-sample', 'Jo Sample', '[]', 'text');
INSERT INTO mentions VALUES ('m', 'v', 'PERSON', 'Jo Sample', 'Jo Sample', 0, 9, 'text/town/jo-sample', NULL);
INSERT INTO mentions VALUES ('n', 'v', 'PERSON', 'Example', 'Ada Example', 0, 7, 'ada-example', NULL);
"""


def test_a_database_remembers_under_which_ids_it_met_people(tmp_path: Path) -> None:
    path = tmp_path / "hallwatch.db"
    first_release(path)
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.apply(Database(connection), stop_before="m011_positions")
    connection.executescript(BEFORE_POSITIONS)
    connection.close()

    database = open_database(path)

    assert list(database["people_met"].rows) == [
        {"document_id": "d", "name": "jo-sample", "person_id": "text/town/jo-sample"}
    ]
    database.conn.close()
