import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.database import open_database
from db.errors import StoreError
from db.ledger import Counts, Locked, Run, run_lock, start_run


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hallwatch.db")
    yield opened
    opened.conn.close()


@pytest.fixture
def run(database: Database) -> Run:
    return start_run(database, "run", "cps-sro")


def test_a_run_is_told_from_start_to_end(database: Database, run: Run) -> None:
    run.start_source("one")
    run.finish_source("one", "done", Counts(requested=3, stored=2, failed=1))
    run.start_source("two")
    run.finish_source("two", "done", Counts(requested=1, unchanged=1))
    assert run.exit_code() == 0
    run.finish(run.exit_code(), "two sources")
    (row,) = database.query("SELECT * FROM runs")
    told = ("state", "exit_code", "requested", "stored", "unchanged", "failed", "summary")
    assert [row[name] for name in told] == ["done", 0, 4, 2, 1, 1, "two sources"]


@pytest.mark.parametrize("state", ["failed", "timeout", "flood", "interrupted"])
def test_one_source_that_did_not_end_well_is_exit_code_1(run: Run, state: str) -> None:
    run.start_source("one")
    run.finish_source("one", state, reason="because")  # type: ignore[arg-type]
    assert run.exit_code() == 1


def test_a_source_that_its_assertions_block_is_exit_code_3(database: Database, run: Run) -> None:
    run.start_source("one")
    run.finish_source("one", "failed", Counts(requested=1, failed=1), "http-500")
    run.judge_source("one", items=0, blocked=True, reason="0 items, expected 1 or more")
    run.judge_source("two", items=5, blocked=False)
    assert run.exit_code() == 3
    rows = list(
        database.query("SELECT source_id, state, items, blocked, requested FROM source_runs ORDER BY 1")
    )
    assert [tuple(row.values()) for row in rows] == [("one", "failed", 0, 1, 1), ("two", "skipped", 5, 0, 0)]


def test_counts_that_do_not_add_up_are_seen() -> None:
    assert Counts(requested=5, stored=1, unchanged=1, failed=1, filtered=1, denied=1).reconciled
    assert not Counts(requested=2, stored=1).reconciled


def test_a_killed_run_is_told_by_the_next(database: Database, run: Run) -> None:
    run.start_source("one")
    start_run(database, "run", "cps-sro")
    states = [row["state"] for row in database.query("SELECT state FROM runs ORDER BY rowid")]
    assert states == ["interrupted", "running"]
    assert [row["state"] for row in database.query("SELECT state FROM source_runs")] == ["interrupted"]


def test_an_issue_says_what_and_where(database: Database, run: Run) -> None:
    run.add_issue("error", "http-404", "the site answered 404", source_id="one", url="http://a/")
    (issue,) = database.query("SELECT * FROM issues")
    assert (issue["run_id"], issue["kind"], issue["url"]) == (run.id, "http-404", "http://a/")


def test_a_second_holder_is_told_who_and_since_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    root = str(Path(__file__).parents[2])
    script = (
        "import sys; from pathlib import Path; from db.ledger import run_lock\n"
        "with run_lock(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        with pytest.raises(Locked) as told, run_lock(tmp_path):
            pass
        assert (told.value.pid, told.value.since) == (holder.pid, "1970-01-01T00:00:00Z")
        assert str(holder.pid) in str(told.value)
        holder.kill()
        holder.wait()
    with run_lock(tmp_path):  # freed by its death
        assert (tmp_path / "run.json").exists()
    assert not (tmp_path / "run.json").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="choose another --data"), run_lock(tmp_path / "file"):
        pass
