"""What the benchmarks share: how much to do, a folder to do it in, and a database of the replica web."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp

from cli import _stages
from db.job import JobOptions, run_job
from db.registry import Watch, find_watch, load_watch
from tests.bench.row import BenchError
from tests.replica.expected import facts
from tests.replica.server import Replica
from tests.replica.watch import replica_watch

WATCH = "cps-sro"


@dataclass(frozen=True)
class Desk:
    """A data folder that a job has filled, and its watch."""

    data: Path
    watch: Watch


class Workshop:
    """Given to each benchmark. `scale` multiplies the amounts of work, `rounds` is how often each is run."""

    def __init__(self, folder: Path, scale: float = 1.0, rounds: int = 3, desk: Desk | None = None) -> None:
        self.folder, self.scale, self.rounds, self._given = folder, scale, rounds, desk

    def amount(self, usual: int) -> int:
        """Return the amount of work at this scale; at least two, so that there is an order of things."""
        return max(2, round(usual * self.scale))

    def new_folder(self) -> Path:
        """Return an empty folder below the workshop's."""
        return Path(mkdtemp(dir=self.folder))

    @cached_property
    def watch(self) -> Watch:
        """The watch that ships."""
        return load_watch(find_watch(WATCH))

    @cached_property
    def desk(self) -> Desk:
        """The desk given, or one that the whole job makes of the replica web, once."""
        return self._given or _worked_desk(self.watch, self.new_folder())


def _worked_desk(watch: Watch, data: Path) -> Desk:
    with Replica() as web, _clock_pinned():
        turned = replica_watch(watch, web.port)
        stages = _stages("crawl", "parse", "tag", "build")
        code = run_job("run", turned, data, stages, JobOptions(allow_loopback=True), Quiet())
    if code != 0:
        raise BenchError(f"the job over the replica web ended with exit code {code}")
    return Desk(data, turned)


@contextmanager
def _clock_pinned() -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(facts()["clock"]["state_0"].timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class Quiet:
    """A job's progress that nobody watches."""

    def begin(self, stage: str) -> None:
        del stage

    def step(self, done: int, known: int | None = None) -> None:
        del done, known

    def end(self, summary: str) -> None:
        del summary

    def say(self, line: str) -> None:
        del line


def same(found: object, expected: object, what: str) -> None:
    """Raise BenchError when the work did not come out: a fast failure is no speed."""
    if found != expected:
        raise BenchError(f"{what}: {found!r}, expected {expected!r}")
