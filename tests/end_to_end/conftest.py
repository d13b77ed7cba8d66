"""The whole job over the replica, once a session; later tests look at what it left or go on from copies."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.replica import expected
from tests.replica.server import Replica

ROOT = Path(__file__).resolve().parents[2]
ALL_STAGES = ("crawl", "parse", "tag", "build")
# What a second run adds by being a run.
LEDGER = {"runs", "source_runs", "issues", "_sqlite_migrations", "sqlite_stat1"}
COUNTED_IN_LEDGER = {("sources", "open_issues")}


def clock(state: int) -> str:
    stamp = expected.facts()["clock"][f"state_{state}"]
    when = stamp if isinstance(stamp, datetime) else datetime.fromisoformat(stamp)
    return str(int(when.timestamp()))


@dataclass
class Desk:
    """A data folder and the replica that its runs crawl."""

    web: Replica
    data: Path
    state: int = 0

    def command(self, *stages: str) -> list[str]:
        script = str(Path(__file__).parent / "job_process.py")
        return [sys.executable, script, str(self.web.port), str(self.data), *(stages or ALL_STAGES)]

    def environment(self) -> dict[str, str]:
        return {**os.environ, "SOURCE_DATE_EPOCH": clock(self.state), "PYTHONPATH": str(ROOT)}

    def run(self, *stages: str) -> subprocess.CompletedProcess[str]:
        self.web.state = self.state
        return subprocess.run(
            self.command(*stages),
            env=self.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def rows(self, sql: str, *values: Any, database: str = "hallwatch.db") -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.data / database)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def copy(self, to: Path) -> "Desk":
        shutil.copytree(self.data, to)
        return Desk(self.web, to, self.state)


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table that is no ledger, sorted."""
    connection = sqlite3.connect(path)
    try:
        every = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in connection.execute(every) if name not in LEDGER and "_fts" not in name]
        return {name: _rows(connection, name) for name in names}
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info([{table}])")]
    kept = ", ".join(f"[{name}]" for name in columns if (table, name) not in COUNTED_IN_LEDGER)
    return sorted(connection.execute(f"SELECT {kept} FROM [{table}]"), key=repr)


def differences(left: Path, right: Path) -> dict[str, tuple[list[Any], list[Any]]]:
    """Return, by table, the first rows that only one of two databases has."""
    one, other = contents(left), contents(right)
    return {
        name: (
            [row for row in one.get(name, []) if row not in other.get(name, [])][:3],
            [row for row in other.get(name, []) if row not in one.get(name, [])][:3],
        )
        for name in one.keys() | other.keys()
        if one.get(name) != other.get(name)
    }


@pytest.fixture(scope="session")
def web() -> Iterator[Replica]:
    with Replica() as served:
        yield served


@pytest.fixture(scope="session")
def first_run(web: Replica, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One undisturbed run over the replica as it is at first."""
    desk = Desk(web, tmp_path_factory.mktemp("first") / "data")
    done = desk.run()
    assert done.returncode == 0, done.stdout + done.stderr
    return desk


@pytest.fixture
def another(first_run: Desk, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Make copies of what the first run left; the replica is as it was at first again afterwards."""
    yield lambda name: first_run.copy(tmp_path / name)
    first_run.web.calm()
    first_run.web.state = 0
