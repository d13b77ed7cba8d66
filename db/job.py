"""One job: the lock, the ledger row, the stages in order, the exit code and the summary line."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from db.database import StoreError, in_memory, open_database
from db.ledger import DONE, FAILED, LOCKED, Locked, Run, run_lock, start_run
from db.progress import Progress
from db.registry import Watch
from db.registry_tables import sync_registry


@dataclass(frozen=True, kw_only=True)
class JobOptions:
    """What the user asked for. `since` widens the crawl's window; `allow_loopback` is the demo's.

    `warc` is the folder into which a crawl writes what it fetches as web archives. `again` has a tagging read
    every text, also those that a newer extractor would read as before.
    """

    sources: tuple[str, ...] = ()
    since: date | None = None
    dry_run: bool = False
    max_requests: int | None = None
    allow_loopback: bool = False
    warc: Path | None = None
    again: bool = False


@dataclass(kw_only=True)
class Job:
    """What every stage works with. `told` gathers the parts of the summary line.

    `incomplete` makes a run that went through to its end a failed one: something asked for was not done.
    """

    database: Database
    watch: Watch
    data_dir: Path
    run: Run
    options: JobOptions
    progress: Progress
    told: list[str] = field(default_factory=list)
    incomplete: bool = False
    afterwards: list[Callable[[], None]] = field(default_factory=list)  # when the ledger is closed

    def begin(self, stage: str) -> None:
        """Start a stage, and note that the run is alive."""
        self.run.heartbeat()
        self.progress.begin(stage)

    def end(self, stage: str, summary: str) -> None:
        """End a stage with what it did."""
        self.told.append(f"{stage}: {summary}")
        self.progress.end(summary)


Stage = Callable[[Job], None]


def run_job(
    command: str, watch: Watch, data_dir: Path, stages: list[Stage], options: JobOptions, progress: Progress
) -> int:
    """Run the stages under the data folder's lock and return the exit code (see DESIGN of the commands).

    Every way to end leaves a row in `runs` and one line that says what was done: a stage that cannot go on
    ends the job, never loses what earlier stages stored. A dry run stores nothing at all.
    """
    fresh_look = options.dry_run and not (data_dir / "hallwatch.db").exists()
    try:
        with nullcontext() if fresh_look else run_lock(data_dir):
            database = in_memory() if fresh_look else open_database(data_dir / "hallwatch.db")
            with _undone(database) if options.dry_run else nullcontext():
                return _run(command, watch, data_dir, database, stages, options, progress)
    except Locked as error:
        progress.say(f"Not run: {error}")
        return LOCKED
    except StoreError as error:
        progress.say(f"Failed: {error}")
        return FAILED


def _run(
    command: str,
    watch: Watch,
    data_dir: Path,
    database: Database,
    stages: list[Stage],
    options: JobOptions,
    progress: Progress,
) -> int:
    with database.atomic():
        sync_registry(database, watch)
    run = start_run(database, command, watch.id)
    job = Job(database=database, watch=watch, data_dir=data_dir, run=run, options=options, progress=progress)
    try:
        with _told_as_store_errors(data_dir):
            for stage in stages:
                stage(job)
    except KeyboardInterrupt:
        _finish(
            job, FAILED, "interrupted; what was done is kept, the next run goes on from there", "interrupted"
        )
        return FAILED
    except StoreError as error:
        _finish(job, FAILED, str(error), "failed")
        return FAILED
    except BaseException as error:
        _finish(job, FAILED, f"a fault in Hallwatch itself: {type(error).__name__}: {error}", "failed")
        raise
    code = run.exit_code() or (FAILED if job.incomplete else DONE)
    _finish(job, code, None, None)
    for step in job.afterwards:
        step()
    return code


def _finish(job: Job, code: int, trouble: str | None, state: str | None) -> None:
    word = {0: "Done", 3: "Done, but a source's own assertions blocked publishing its part"}.get(
        code, "Failed"
    )
    parts = [*job.told, trouble] if trouble else job.told
    issues = job.database.execute("SELECT count(*) FROM issues WHERE run_id = ?", [job.run.id]).fetchone()[0]
    summary = f"{word}. {'; '.join(parts)}; {issues} issue{'' if issues == 1 else 's'}"
    try:
        if trouble:
            job.run.add_issue("error", state or "failed", trouble)
        job.run.finish(code, summary, state="interrupted" if state == "interrupted" else None)
    except sqlite3.Error as error:
        summary += f" (and the ledger could not be written: {error})"
    job.progress.say(summary)


@contextmanager
def _told_as_store_errors(data_dir: Path) -> Iterator[None]:
    """A full disk shows itself wherever something is written: tell it once, the same way."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(f"{data_dir}: {error}; what was stored before is kept") from error
    except OSError as error:
        raise StoreError(
            f"{error.filename or data_dir}: {error.strerror or error}; what was stored is kept"
        ) from error


@contextmanager
def _undone(database: Database) -> Iterator[None]:
    """Hold everything in one transaction and roll it back: a dry run stores nothing, by construction."""
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        database.conn.rollback()
