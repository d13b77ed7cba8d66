"""The job's last stage: findings become issues, a blocked source stays, a dry run publishes nothing."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from db.database import StoreError
from db.job import Job, JobOptions
from db.ledger import start_run
from db.publish.stage import build
from db.registry import Watch
from tests.db import sample_debate as sample


class Quiet:
    """Progress that nobody watches."""

    def begin(self, stage: str) -> None:
        pass

    def step(self, done: int, known: int | None = None) -> None:
        pass

    def end(self, summary: str) -> None:
        pass

    def say(self, line: str) -> None:
        pass


def a_job(database: Database, watch: Watch, folder: Path, *, dry_run: bool = False) -> Job:
    run = start_run(database, "build", watch.id)
    options = JobOptions(dry_run=dry_run)
    return Job(database=database, watch=watch, data_dir=folder, run=run, options=options, progress=Quiet())


def test_it_lays_the_timeline_and_publishes(filled: Database, watch: Watch, tmp_path: Path) -> None:
    job = a_job(filled, watch, tmp_path)

    build(job)

    assert Database(tmp_path / "published.db")["timeline"].count == filled["timeline"].count == 21
    assert job.told == ["build: 21 timeline rows, 4 votes, 3 stories"]


def test_what_does_not_add_up_becomes_an_issue_of_its_source(
    filled: Database, watch: Watch, tmp_path: Path
) -> None:
    sample.add_article(filled, "ledger", "undated", headline="u", published=None, body="No date.")
    job = a_job(filled, watch, tmp_path)

    build(job)

    (issue,) = filled.query("select * from issues where run_id = ?", [job.run.id])
    assert (issue["kind"], issue["source_id"]) == ("article-undated", "ledger")
    published = Database(tmp_path / "published.db")
    assert [
        row["kind"] for row in published.query("select kind from issues where run_id = ?", [job.run.id])
    ] == ["article-undated"]


def test_a_source_blocked_in_its_last_run_stays_so_when_built_again(
    filled: Database, watch: Watch, tmp_path: Path
) -> None:
    build(a_job(filled, watch, tmp_path))
    filled["source_runs"].update(("run-1", "ledger"), {"blocked": 1})
    sample.add_article(filled, "ledger", "new", headline="New", published="2024-05-01", body="Officers.")
    job = a_job(filled, watch, tmp_path)

    build(job)

    headlines = {row["headline"] for row in Database(tmp_path / "published.db")["articles"].rows}
    assert "New" not in headlines
    assert job.told[-1].endswith("kept as it was: ledger")


def test_a_dry_run_publishes_nothing(filled: Database, watch: Watch, tmp_path: Path) -> None:
    job = a_job(filled, watch, tmp_path, dry_run=True)

    build(job)

    assert not (tmp_path / "published.db").exists()
    assert job.told[-1].endswith("not published")


def test_a_site_that_cannot_be_replaced_is_told_as_a_store_error(
    filled: Database, watch: Watch, tmp_path: Path
) -> None:
    (tmp_path / "published.db").mkdir()

    with pytest.raises(StoreError, match=r"published\.db"):
        build(a_job(filled, watch, tmp_path))
