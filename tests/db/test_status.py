"""Each source's health: "nothing new" and "broken" never look alike."""

from typing import Any

import pytest
from sqlite_utils import Database

from db.registry import Watch
from db.status import format_status, source_status


def states(database: Database, watch: Watch) -> dict[str, str]:
    return {entry.source_id: entry.state for entry in source_status(database, watch)}


def test_the_sample_has_fresh_and_failing_sources(filled: Database, watch: Watch) -> None:
    assert states(filled, watch) == {
        "board": "fresh",
        "ledger": "fresh",
        "courier": "fresh",
        "silent": "failing",
    }


def test_a_source_never_read_is_neither_fresh_nor_failing(empty: Database, watch: Watch) -> None:
    assert set(states(empty, watch).values()) == {"never"}


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"last_new_at": "2026-02-10T00:00:00Z"}, "fresh"),
        ({"last_new_at": "2026-01-15T00:00:00Z"}, "stale"),
        ({"last_new_at": None}, "stale"),
        ({"last_success_at": None}, "never"),
    ],
)
def test_states(filled: Database, watch: Watch, change: dict[str, Any], state: str) -> None:
    filled["sources"].update("ledger", change)

    assert states(filled, watch)["ledger"] == state


def test_a_blocked_source_is_failing(filled: Database, watch: Watch) -> None:
    filled["source_runs"].update(("run-1", "ledger"), {"blocked": 1, "reason": "3 items, 10 expected"})

    (entry,) = [entry for entry in source_status(filled, watch) if entry.source_id == "ledger"]
    assert (entry.state, entry.reason) == ("failing", "3 items, 10 expected")


def test_only_the_issues_of_the_last_run_are_open(filled: Database, watch: Watch) -> None:
    filled["runs"].insert(filled["runs"].get("run-1") | {"id": "run-2", "started_at": "2026-03-02T00:00:00Z"})
    filled["source_runs"].insert(
        {"run_id": "run-2", "source_id": "silent", "state": "done", "started_at": "2026-03-02T00:00:00Z"}
    )

    (entry,) = [entry for entry in source_status(filled, watch) if entry.source_id == "silent"]
    assert entry.open_issues == 0
    assert entry.state == "never"


def test_the_table_names_each_source_its_state_and_why(filled: Database, watch: Watch) -> None:
    lines = format_status(source_status(filled, watch)).splitlines()

    assert lines[0].split() == ["SOURCE", "STATE", "LAST", "SUCCESS", "LAST", "NEW", "ITEMS", "ISSUES", "WHY"]
    assert [line.split()[0] for line in lines[1:]] == ["board", "ledger", "courier", "silent"]
    assert lines[-1].endswith("robots.txt could not be reached")
    assert format_status([]) == "This watch has no sources."
