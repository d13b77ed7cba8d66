import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.database import open_database
from db.registry import Watch
from db.registry_tables import sync_registry

BOARD = {"id": "board", "name": "Board", "classification": "school board", "jurisdiction": "town"}
ROLE = {"organization": "board", "role": "member", "start": 2021}
SOURCE = {
    "id": "site",
    "name": "Site",
    "kind": "board",
    "platform": "feed",
    "url": "http://board.example/",
    "domains": ["board.example"],
    "jurisdiction": "town",
    "organization": "board",
}


def watch(**changes: Any) -> Watch:
    told: dict[str, Any] = {
        "id": "tiny",
        "title": "Tiny",
        "question": "?",
        "topic": {"target": "officers", "labels": {"favor": "keep"}, "terms": ["SRO"]},
        "jurisdictions": [{"id": "town", "name": "Town", "timezone": "America/Chicago"}],
        "organizations": [BOARD],
        "people": [{"id": "ann", "name": "Ann", "roles": [ROLE]}],
        "sources": [SOURCE],
    }
    return Watch.model_validate({**told, **changes})


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hallwatch.db")
    yield opened
    opened.conn.close()


def test_the_registry_becomes_rows_and_twice_is_once(database: Database) -> None:
    for _ in range(2):
        sync_registry(database, watch())
        (source,) = database.query("SELECT * FROM sources")
        assert (source["timezone"], source["enabled"]) == ("America/Chicago", 1)
        assert json.loads(source["expect"])["min_items"] == 1
        (role,) = database.query("SELECT person_id, organization_id, start_date FROM memberships")
        assert role == {"person_id": "ann", "organization_id": "board", "start_date": "2021"}


def test_what_left_the_registry_stays_and_its_source_is_disabled(database: Database) -> None:
    sync_registry(database, watch())
    database.execute("UPDATE sources SET last_success_at = '2024-01-01T00:00:00Z'")
    sync_registry(database, watch(sources=[], people=[]))
    (source,) = database.query("SELECT enabled, last_success_at FROM sources")
    assert source == {"enabled": 0, "last_success_at": "2024-01-01T00:00:00Z"}
    assert database.table("people").count == 1


def test_a_corrected_role_replaces_the_wrong_one(database: Database) -> None:
    sync_registry(database, watch())
    sync_registry(database, watch(people=[{"id": "ann", "name": "Ann", "roles": [{**ROLE, "start": 2022}]}]))
    assert [row["start_date"] for row in database.query("SELECT * FROM memberships")] == ["2022"]
