from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db import captures, frontier
from db.captures import Capture
from db.database import open_database
from db.frontier import FrontierRow


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hallwatch.db")
    for source in ("one", "two"):
        opened.execute(
            "INSERT INTO sources (id, name, kind, platform, url) VALUES (?, ?, 'board', 'feed', 'http://a/')",
            [source, source],
        )
    yield opened
    opened.conn.close()


def capture(sha256: str = "a" * 64, **more: Any) -> Capture:
    told: dict[str, Any] = {
        "source_id": "one",
        "url": "http://a/x",
        "kind": "page",
        "platform": "feed",
        "size": 3,
    }
    return Capture(sha256=sha256, **{**told, **more})


def test_the_same_content_is_one_version(database: Database) -> None:
    assert captures.record(database, capture()) is True
    assert captures.record(database, capture()) is False
    assert database.table("document_versions").count == 1


def test_versions_count_up_and_the_latest_is_known(database: Database) -> None:
    for letter in "abca":
        captures.record(database, capture(letter * 64))
    rows = list(database.query("SELECT seq, sha256 FROM document_versions ORDER BY seq"))
    assert [(row["seq"], row["sha256"][0]) for row in rows] == [(1, "a"), (2, "b"), (3, "c")]
    (document,) = database.query("SELECT latest_version_id FROM documents")
    assert document["latest_version_id"] == captures.version_id(captures.document_id("http://a/x"), "a" * 64)


def test_ids_say_nothing_of_time_or_order(database: Database) -> None:
    assert captures.document_id("http://a/x") != captures.document_id("http://a/y")
    assert captures.version_id("d", "a") == captures.version_id("d", "a") != captures.version_id("e", "a")


def test_one_page_of_two_sources_has_one_owner_in_any_order(database: Database) -> None:
    seen = set()
    found = [
        capture(source_id="two", kind="a"),
        capture(source_id="one", kind="z"),
        capture(source_id="one", kind="y"),
    ]
    for order in permutations(found):
        database.execute("DELETE FROM document_versions")
        database.execute("DELETE FROM documents")
        for one in order:
            captures.record(database, one)
        seen |= {(row["source_id"], row["kind"]) for row in database.query("SELECT * FROM documents")}
    assert seen == {("one", "y")}


def test_an_alias_follows_its_redirect_and_ends_when_it_answers_itself(database: Database) -> None:
    captures.record(database, capture(url="http://a/new", asked=["http://a/old", "http://a/new"]))
    captures.record(database, capture(url="http://a/newer", asked=["http://a/old"]))
    (alias,) = database.query("SELECT * FROM document_aliases")
    assert alias == {"url": "http://a/old", "document_id": captures.document_id("http://a/newer")}
    captures.record(database, capture(url="http://a/old", asked=["http://a/old"]))
    assert database.table("document_aliases").count == 0


def test_gone_is_noted_once_by_any_address_and_undone_by_a_capture(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    captures.record(database, capture(asked=["http://a/alias"]))
    assert captures.mark_gone(database, "http://a/alias")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert captures.mark_gone(database, "http://a/x")
    assert [row["gone_at"] for row in database.query("SELECT gone_at FROM documents")] == [
        "1970-01-01T00:00:00Z"
    ]
    assert not captures.mark_gone(database, "http://a/never-seen")
    captures.record(database, capture())
    assert [row["gone_at"] for row in database.query("SELECT gone_at FROM documents")] == [None]


def test_what_is_new_counts_for_each_source_that_names_the_page_and_listings_do_not(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source, url, depth in (("one", "http://a/", 0), ("one", "http://a/x", 1), ("two", "http://a/x", 0)):
        frontier.add_page(database, source, FrontierRow(url=url, platform="feed", kind="page", depth=depth))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    captures.record(database, capture())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    captures.record(database, capture(url="http://a/"))
    captures.mark_looked(database, "one", complete=True)
    captures.mark_looked(database, "two", complete=False)
    rows = [tuple(row.values()) for row in database.query("SELECT last_new_at, last_success_at FROM sources")]
    assert rows == [("1970-01-01T00:00:00Z", "1970-01-02T00:00:00Z"), ("1970-01-01T00:00:00Z", None)]
