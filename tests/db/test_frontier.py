import datetime as dt
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db import frontier
from db.database import open_database
from db.frontier import FrontierRow

TODAY = dt.date(2024, 11, 24)


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


def page(url: str, **more: Any) -> FrontierRow:
    return FrontierRow(url=url, platform="feed", kind="page", **more)


def test_a_page_is_known_once_and_pending(database: Database) -> None:
    frontier.add_page(database, "one", page("http://a/x", depth=1, found_on="http://a/"))
    frontier.add_page(database, "one", page("http://a/x", depth=1, found_on="http://a/"))
    frontier.add_page(database, "two", page("http://a/x"))
    (row,) = frontier.known_pages(database, "one")
    assert (row.state, row.depth, row.found_on) == ("pending", 1, "http://a/")
    assert frontier.pages_left(database, "one") == 1


def test_namings_in_any_order_give_one_row(database: Database) -> None:
    namings = [
        page("http://a/x", depth=2, found_on="http://a/b", date="2024-01-02"),
        page("http://a/x", depth=1, found_on="http://a/d"),
        page(
            "http://a/x",
            depth=1,
            found_on="http://a/c",
            date="2024-01-01",
            request={"form": {"b": 1, "a": 2}},
        ),
    ]
    seen = set()
    for order in permutations(namings):
        database.execute("DELETE FROM frontier")
        for naming in order:
            frontier.add_page(database, "one", naming)
        (row,) = frontier.known_pages(database, "one")
        seen.add((row.depth, row.found_on, row.date, str(row.request)))
    assert seen == {(1, "http://a/c", "2024-01-01", "{'form': {'a': 2, 'b': 1}}")}


def test_a_page_named_again_by_the_same_page_takes_its_new_date(database: Database) -> None:
    namings = [
        page("http://a/x", depth=1, found_on="http://a/", date=date) for date in ("2024-01-01", "2024-02-01")
    ]
    frontier.add_page(database, "one", namings[0])
    frontier.mark_fetched(database, "one", "http://a/x", status=200, etag=None, last_modified=None)
    frontier.add_page(database, "one", namings[0])
    assert frontier.pages_left(database, "one") == 0
    frontier.add_page(database, "one", namings[1])
    (row,) = frontier.known_pages(database, "one")
    assert (row.date, row.state) == ("2024-02-01", "pending")


@pytest.mark.parametrize("state", ["pending", "done", "failed", "gone"])
@pytest.mark.parametrize("depth", [0, 1, 2])
@pytest.mark.parametrize("found_on", ["http://a/a", "http://a/b", "http://a/c"])
@pytest.mark.parametrize("date", [None, "2024-01-01", "2024-02-01"])
def test_a_row_in_memory_becomes_what_it_becomes_in_the_table(
    database: Database, state: str, depth: int, found_on: str, date: str | None
) -> None:
    frontier.add_page(database, "one", page("http://a/x", depth=1, found_on="http://a/b", date="2024-01-01"))
    database.execute("UPDATE frontier SET state = ?", [state])
    (before,) = frontier.known_pages(database, "one")
    naming = page("http://a/x", depth=depth, found_on=found_on, date=date)
    frontier.add_page(database, "one", naming)
    (after,) = frontier.known_pages(database, "one")
    assert before.renamed(naming) == after


def test_success_clears_what_failure_left(database: Database) -> None:
    frontier.add_page(database, "one", page("http://a/x"))
    frontier.mark_failed(database, "one", "http://a/x", status=503, attempts=3)
    (failed,) = database.query("SELECT state, attempts, last_status FROM frontier")
    assert failed == {"state": "failed", "attempts": 3, "last_status": 503}
    frontier.mark_fetched(database, "one", "http://a/x", status=200, etag='"1"', last_modified=None)
    frontier.mark_unchanged(database, "one", "http://a/x")
    (done,) = database.query("SELECT state, attempts, last_status, etag FROM frontier")
    assert done == {"state": "done", "attempts": 0, "last_status": 200, "etag": '"1"'}


def days_ago(days: int) -> str:
    return (TODAY - dt.timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("row", "due"),
    [
        (page("u", found_at=days_ago(900)), True),
        (page("u", state="done", date=days_ago(59)), True),
        (page("u", state="done", date=days_ago(61)), False),
        (page("u", state="done", date=days_ago(-200)), True),
        (page("u", state="done", date="2024-11-20T18:00:00-06:00", found_at=days_ago(500)), True),
        (page("u", state="done", date="soon", found_at=days_ago(59)), True),
        (page("u", state="done", found_at=days_ago(61)), False),
        (page("u", state="done"), False),
        (page("u", state="gone", date=days_ago(5)), True),
        (page("u", state="gone", date=days_ago(90)), False),
        (page("u", state="failed", date=days_ago(900), found_at=days_ago(1)), True),
        (page("u", state="failed", found_at=days_ago(90)), False),
        (FrontierRow(url="u", platform="article", kind="article", state="done", date=days_ago(13)), True),
        (FrontierRow(url="u", platform="article", kind="article", state="done", date=days_ago(15)), False),
    ],
)
def test_which_pages_are_due(row: FrontierRow, due: bool) -> None:
    assert row.due(TODAY) is due


def test_since_widens_and_never_narrows() -> None:
    old = page("u", state="done", date="2021-06-24")
    assert old.due(TODAY, dt.date(2021, 1, 1))
    assert not old.due(TODAY, dt.date(2022, 1, 1))
    assert page("u", state="done", date=days_ago(30)).due(TODAY, TODAY)


def test_a_list_that_is_owed_keeps_how_far_back_until_it_is_read(database: Database) -> None:
    def row() -> FrontierRow:
        return next(iter(frontier.known_pages(database, "one")))

    frontier.add_page(database, "one", page("http://a/x", depth=1))
    frontier.mark_fetched(database, "one", "http://a/x", status=200, etag=None, last_modified=None)
    for since in ("2022-01-01", "2019-01-01", "2023-01-01"):
        frontier.add_page(database, "one", page("http://a/x", depth=1, since=since))
    assert (row().state, row().since) == ("pending", "2019-01-01")
    frontier.add_page(database, "one", page("http://a/x", depth=1))
    assert (row().state, row().since) == ("pending", "2019-01-01"), "a look that nobody dated forgets nothing"
    frontier.mark_unchanged(database, "one", "http://a/x")
    assert (row().state, row().since) == ("done", None)


def test_a_row_in_memory_owes_what_the_table_owes() -> None:
    known = page("http://a/x", depth=1, state="done")
    owed = known.renamed(page("http://a/x", depth=1, since="2022-01-01"))
    assert (owed.state, owed.since) == ("pending", "2022-01-01")
    assert owed.renamed(page("http://a/x", depth=1, since="2023-01-01")).since == "2022-01-01"
    assert known.renamed(page("http://a/x", depth=1)).state == "done"
