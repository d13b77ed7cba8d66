"""A job ends in one summary line, one ledger row and one exit code, whatever its stages do."""

import multiprocessing
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db.database import StoreError, open_database
from db.job import Job, JobOptions, run_job
from db.ledger import SourceState, run_lock
from db.registry import Watch, find_watch, load_watch
from tests.listening import Heard


@pytest.fixture(scope="module")
def watch() -> Watch:
    return load_watch(find_watch("cps-sro"))


def add_issue(job: Job) -> None:
    job.begin("note")
    job.run.add_issue("warning", "seen", "a thing was seen")
    job.end("note", "1 thing")


def runs(data: Path) -> list[tuple[str, int, str]]:
    database = open_database(data / "hallwatch.db")
    return database.execute("SELECT state, exit_code, summary FROM runs ORDER BY rowid").fetchall()


def run(
    data: Path, watch: Watch, *stages: Callable[[Job], None], dry_run: bool = False
) -> tuple[int, list[str]]:
    heard = Heard()
    code = run_job("run", watch, data, list(stages), JobOptions(dry_run=dry_run), heard)
    return code, heard.said


def test_a_job_that_goes_well_says_what_its_stages_did(tmp_path: Path, watch: Watch) -> None:
    code, said = run(tmp_path, watch, add_issue)
    assert code == 0
    assert said == ["Done. note: 1 thing; 1 issue"]
    assert runs(tmp_path) == [("done", 0, said[0])]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StoreError("the disk is full; free some space"), "the disk is full; free some space"),
        (sqlite3.OperationalError("database or disk is full"), "database or disk is full"),
        (OSError(28, "No space left on device", "/data/x"), "/data/x: No space left on device"),
        (KeyboardInterrupt(), "interrupted"),
    ],
)
def test_a_stage_that_cannot_go_on_fails_the_job_and_keeps_what_was_stored(
    tmp_path: Path, watch: Watch, error: BaseException, told: str
) -> None:
    def breaks(_: Job) -> None:
        raise error

    code, said = run(tmp_path, watch, add_issue, breaks, add_issue)
    assert code == 1
    assert told in said[-1]
    assert said[-1].startswith("Failed.")
    database = open_database(tmp_path / "hallwatch.db")
    kinds = [row[0] for row in database.execute("SELECT kind FROM issues").fetchall()]
    assert kinds.count("seen") == 1, "the stage before is kept, the stage after did not run"
    assert runs(tmp_path)[0][0] in {"failed", "interrupted"}


def test_a_fault_of_the_program_itself_is_in_the_ledger_too(tmp_path: Path, watch: Watch) -> None:
    def breaks(_: Job) -> None:
        raise ZeroDivisionError("by zero")

    with pytest.raises(ZeroDivisionError):
        run(tmp_path, watch, breaks)
    state, code, summary = runs(tmp_path)[0]
    assert (state, code) == ("failed", 1)
    assert "ZeroDivisionError" in summary


@pytest.mark.parametrize(
    ("state", "blocked", "code"), [("done", True, 3), ("failed", False, 1), ("done", False, 0)]
)
def test_the_exit_code_is_what_the_ledger_tells(
    tmp_path: Path, watch: Watch, state: SourceState, blocked: bool, code: int
) -> None:
    def look(job: Job) -> None:
        job.run.start_source("chicago-board")
        job.run.finish_source("chicago-board", state)
        job.run.judge_source("chicago-board", items=0, blocked=blocked)

    assert run(tmp_path, watch, look)[0] == code


def test_a_dry_run_stores_nothing(tmp_path: Path, watch: Watch) -> None:
    assert run(tmp_path / "never-made", watch, add_issue, dry_run=True)[0] == 0
    assert not (tmp_path / "never-made").exists()
    run(tmp_path, watch, add_issue)
    assert run(tmp_path, watch, add_issue, dry_run=True)[0] == 0
    assert len(runs(tmp_path)) == 1


def hold(
    data: Path, held: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event"
) -> None:
    with run_lock(data):
        held.set()
        done.wait(30)


def test_a_second_run_at_once_is_turned_away_and_told_who_is_at_work(tmp_path: Path, watch: Watch) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(tmp_path, held, done))
    other.start()
    assert held.wait(30)
    try:
        code, said = run(tmp_path, watch, add_issue)
        assert code == 75
        assert f"process {other.pid}" in said[0]
        assert not (tmp_path / "hallwatch.db").exists()
    finally:
        done.set()
        other.join()
    assert run(tmp_path, watch, add_issue)[0] == 0


def test_a_file_that_is_no_database_is_told_not_overwritten(tmp_path: Path, watch: Watch) -> None:
    (tmp_path / "hallwatch.db").write_text("something else entirely, and long enough to be looked at")
    code, said = run(tmp_path, watch, add_issue)
    assert code == 1
    assert "hallwatch.db" in said[0]
    assert (tmp_path / "hallwatch.db").read_text().startswith("something else")
