"""A pool of processes for parsers: never threads (trafilatura corrupts the heap in them)."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from crawler.parse_worker import ReadTask, leave_with_parent, read_version
from crawler.platforms import PLATFORMS
from db.store.versions import ParsedVersion

Reader = Callable[[ReadTask], ParsedVersion]


class ParsePool:
    """Reads versions in processes and gives the answers in the order asked.

    A worker that dies costs the page it died on: the pages then in flight are read again, one at a time.
    """

    def __init__(self, processes: int, reader: Reader = read_version) -> None:
        self.processes, self.reader = max(1, processes), reader
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def read(self, tasks: Sequence[ReadTask]) -> Iterator[ParsedVersion]:
        """Yield each task's answer, in order."""
        # A death breaks the whole pool: submitting stops there, and what has no answer is read alone.
        waiting: list[tuple[ReadTask, Future[ParsedVersion] | None]] = []
        for task in tasks:
            waiting.append((task, self._submit(task)))
        for task, future in waiting:
            try:
                if future is None:
                    raise BrokenProcessPool
                yield future.result()
            except BrokenProcessPool:
                yield self._read_alone(task)

    def _submit(self, task: ReadTask) -> Future[ParsedVersion] | None:
        if self._pool is None:
            self._pool = _new_pool(self.processes)
        try:
            with _deaf_to_interrupts():
                return self._pool.submit(self.reader, task)
        except BrokenProcessPool:
            return None

    def _read_alone(self, task: ReadTask) -> ParsedVersion:
        self._close()
        try:
            with _deaf_to_interrupts(), _new_pool(1) as pool:
                return pool.submit(self.reader, task).result()
        except BrokenProcessPool:
            version = PLATFORMS[task.platform].version
            problem = f"the {task.platform} parser's process died on it"
            return ParsedVersion(id=task.version_id, parser_version=version, problem=problem)

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes that a Ctrl-C does not reach: it is the parent's to answer, in one clear line.

    A process inherits the blocked signals of the thread that starts it; here they come in afterwards.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _new_pool(processes: int) -> ProcessPoolExecutor:
    # spawn: a forked child would share the database's open connection.
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=spawn, initializer=leave_with_parent)
