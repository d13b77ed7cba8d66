"""The ledger: what ran, what each source gave, every warning and error as a row; and the lock of a run."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from sqlite_utils import Database

from db.clock import timestamp
from db.errors import StoreError
from db.version import program_version

Level = Literal["warning", "error"]
RunState = Literal["done", "failed", "blocked", "interrupted"]
SourceState = Literal["done", "failed", "timeout", "flood", "interrupted", "skipped"]
DONE, FAILED, BLOCKED, LOCKED = 0, 1, 3, 75
OUTCOMES = ("stored", "unchanged", "failed", "filtered", "denied")


class Locked(Exception):  # noqa: N818 - reads as what it tells
    """Another run is at work on this data folder; the text says which and since when."""

    def __init__(self, data_dir: Path, pid: int | None, since: str | None) -> None:
        self.pid, self.since = pid, since
        holder = f"process {pid}, since {since}" if pid else "another process"
        super().__init__(f"{data_dir} is in use by a run ({holder}); wait for it to end, then run again")


@dataclass(kw_only=True)
class Counts:
    """How the requests of one source ended. Every one ends in exactly one of the five outcomes."""

    requested: int = 0
    stored: int = 0
    unchanged: int = 0
    failed: int = 0
    filtered: int = 0
    denied: int = 0

    @property
    def ended(self) -> int:
        """The requests whose end is known."""
        return sum(getattr(self, outcome) for outcome in OUTCOMES)

    @property
    def reconciled(self) -> bool:
        """Whether every request is accounted for."""
        return self.requested == self.ended


class Run:
    """One run in the ledger; made by `start_run`."""

    def __init__(self, database: Database, run_id: str) -> None:
        self.database, self.id = database, run_id

    def heartbeat(self) -> None:
        """Note that the run is alive."""
        self.database.execute("UPDATE runs SET heartbeat_at = ? WHERE id = ?", [timestamp(), self.id])

    def start_source(self, source_id: str) -> None:
        """Note that a source's turn has come."""
        self.database.execute(
            "INSERT OR REPLACE INTO source_runs (run_id, source_id, state, started_at) "
            "VALUES (?, ?, 'running', ?)",
            [self.id, source_id, timestamp()],
        )

    def finish_source(
        self, source_id: str, state: SourceState, counts: Counts | None = None, reason: str | None = None
    ) -> None:
        """Note how a source's turn ended, what it gave, and why if not well."""
        told = asdict(counts or Counts())
        sets = ", ".join(f"{name} = :{name}" for name in told)
        self.database.execute(
            f"UPDATE source_runs SET state = :state, reason = :reason, finished_at = :at, {sets} "  # noqa: S608
            "WHERE run_id = :run AND source_id = :source",
            {
                "state": state,
                "reason": reason,
                "at": timestamp(),
                "run": self.id,
                "source": source_id,
                **told,
            },
        )

    def judge_source(self, source_id: str, *, items: int, blocked: bool, reason: str | None = None) -> None:
        """Note how many records a source gave and whether its own assertions block publishing it.

        A source that was not crawled in this run gets a row with state "skipped".
        """
        self.database.execute(
            """
            INSERT INTO source_runs
              (run_id, source_id, state, started_at, finished_at, items, blocked, reason)
            VALUES (:run, :source, 'skipped', :at, :at, :items, :blocked, :reason)
            ON CONFLICT (run_id, source_id) DO UPDATE SET items = :items, blocked = :blocked,
              reason = coalesce(:reason, reason)
            """,
            {
                "run": self.id, "source": source_id, "at": timestamp(), "items": items,
                "blocked": int(blocked), "reason": reason,
            },
        )  # fmt: skip

    def add_issue(
        self,
        level: Level,
        kind: str,
        message: str,
        *,
        source_id: str | None = None,
        url: str | None = None,
        document_version_id: str | None = None,
    ) -> None:
        """Write a warning or an error as a row. `message` says what, where, and what to do."""
        self.database.execute(
            """
            INSERT INTO issues (run_id, source_id, level, kind, message, url, document_version_id, seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [self.id, source_id, level, kind, message, url, document_version_id, timestamp()],
        )

    def totals(self) -> Counts:
        """Return the counts of all the run's sources together."""
        sums = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in ("requested", *OUTCOMES))
        sql = f"SELECT {sums} FROM source_runs WHERE run_id = ?"  # noqa: S608
        return Counts(**next(iter(self.database.query(sql, [self.id]))))

    def exit_code(self) -> int:
        """Return the run's exit code as its rows tell it: 3 blocked, 1 a source failed, 0 done."""
        sql = """
            SELECT coalesce(max(blocked), 0) AS blocked,
                   coalesce(max(state NOT IN ('done', 'skipped')), 0) AS failed
            FROM source_runs WHERE run_id = ?
        """
        row = next(iter(self.database.query(sql, [self.id])))
        return BLOCKED if row["blocked"] else FAILED if row["failed"] else DONE

    def finish(self, exit_code: int, summary: str | None = None, *, state: RunState | None = None) -> None:
        """Note that the run ended; `state` follows from the exit code unless given."""
        known: dict[int, RunState] = {DONE: "done", BLOCKED: "blocked"}
        told = asdict(self.totals())
        sets = ", ".join(f"{name} = :{name}" for name in told)
        self.database.execute(
            f"UPDATE runs SET state = :state, exit_code = :code, summary = :summary, "  # noqa: S608
            f"finished_at = :at, heartbeat_at = :at, {sets} WHERE id = :run",
            {
                "state": state or known.get(exit_code, "failed"), "code": exit_code, "summary": summary,
                "at": timestamp(), "run": self.id, **told,
            },
        )  # fmt: skip


def start_run(database: Database, command: str, watch_id: str) -> Run:
    """Begin a run. The caller holds the lock: a run still marked as running was killed, and is told so."""
    with database.atomic():
        for row in list(database.query("SELECT id FROM runs WHERE state = 'running'")):
            _mark_interrupted(database, row["id"])
        run_id = f"{timestamp().replace('-', '').replace(':', '')}-{secrets.token_hex(4)}"
        database.execute(
            "INSERT INTO runs (id, command, watch, version, state, started_at, heartbeat_at) "
            "VALUES (?, ?, ?, ?, 'running', ?, ?)",
            [run_id, command, watch_id, program_version(), timestamp(), timestamp()],
        )
    return Run(database, run_id)


@contextmanager
def run_lock(data_dir: Path) -> Iterator[None]:
    """Hold the data folder's lock; the system releases it when the process dies, however it dies.

    Raises Locked when another process holds it, StoreError when the folder cannot be written.
    """
    note = data_dir / "run.json"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data_dir / "run.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Locked(data_dir, *_holder(note)) from error
    except OSError as error:
        raise StoreError(
            f"{data_dir}: cannot be written ({error.strerror or error}); choose another --data"
        ) from error
    try:
        note.write_text(json.dumps({"pid": os.getpid(), "since": timestamp()}), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _holder(note: Path) -> tuple[int | None, str | None]:
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        return int(told["pid"]), str(told["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, None  # between its lock and its note


def _mark_interrupted(database: Database, run_id: str) -> None:
    for table, key in (("runs", "id"), ("source_runs", "run_id")):
        database.execute(
            f"UPDATE {table} SET state = 'interrupted', finished_at = ? "  # noqa: S608
            f"WHERE {key} = ? AND state = 'running'",
            [timestamp(), run_id],
        )
