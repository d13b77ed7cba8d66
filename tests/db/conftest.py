"""Databases for the store's tests: an empty working one, and one filled with the sample debate."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.database import open_database
from db.publish import build
from db.registry import Watch
from db.timeline import rebuild
from tests.db import sample_debate


@pytest.fixture(autouse=True)
def pinned_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be noon (UTC) of 2 March 2026: the sample's last crawl was a day before."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", sample_debate.NOON)


@pytest.fixture
def watch() -> Watch:
    return sample_debate.sample_watch()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """A working database with its schema and nothing in it."""
    database = open_database(tmp_path / "hallwatch.db")
    yield database
    database.conn.close()


@pytest.fixture
def registered(empty: Database, watch: Watch) -> Database:
    """A working database that knows the sample's registry and has no records."""
    sample_debate.load_registry(empty, watch)
    return empty


@pytest.fixture
def filled(empty: Database) -> Database:
    """A working database with the sample debate, nothing derived yet."""
    with empty.atomic():
        sample_debate.fill(empty)
    return empty


@pytest.fixture
def published(filled: Database, watch: Watch, tmp_path: Path) -> Path:
    """The sample debate, derived and published."""
    rebuild(filled, watch)
    path = tmp_path / "published.db"
    build(filled, path, watch)
    return path
