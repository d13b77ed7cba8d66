"""A pool of processes for parsers: never threads (trafilatura corrupts the heap in them)."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from types import TracebackType
from typing import NamedTuple, Self

from crawler.parse_worker import ReadTask, read_version
from crawler.platforms import PLATFORMS
from crawler.worker_pool import deaf_to_interrupts, new_pool
from db.store.versions import ParsedVersion

Reader = Callable[[ReadTask], ParsedVersion]
AHEAD = 96  # tasks under way or read and not yet asked for: the workers go on while the owner stores


class _Waiting(NamedTuple):
    task: ReadTask
    pool: ProcessPoolExecutor
    future: Future[ParsedVersion] | None  # None: the pool was found broken


class ParsePool:
    """Reads versions in processes and gives the answers in the order asked.

    A worker that dies costs the page it died on: the pages then in flight are read again, one at a time.
    """

    def __init__(self, processes: int, reader: Reader = read_version) -> None:
        self.processes, self.reader = max(1, processes), reader
        self._pool: ProcessPoolExecutor | None = None
        self._careful: ProcessPoolExecutor | None = None  # one process, for pages of which one killed its own

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        self._close_careful()

    def read(self, tasks: Iterable[ReadTask]) -> Iterator[ParsedVersion]:
        """Yield each task's answer, in order. Takes tasks some way ahead of the answers it has given."""
        rest = iter(tasks)
        waiting = deque(self._submit(task) for task in islice(rest, AHEAD))
        while waiting:
            first = waiting.popleft()
            waiting.extend(self._submit(task) for task in islice(rest, 1))
            yield self._answer(first)
        self._close_careful()

    def _submit(self, task: ReadTask) -> _Waiting:
        if self._pool is None:
            self._pool = new_pool(self.processes)
        try:
            with deaf_to_interrupts():
                return _Waiting(task, self._pool, self._pool.submit(self.reader, task))
        except BrokenProcessPool:
            return _Waiting(task, self._pool, None)

    def _answer(self, waiting: _Waiting) -> ParsedVersion:
        try:
            if waiting.future is None:
                raise BrokenProcessPool
            return waiting.future.result()
        except BrokenProcessPool:
            if self._pool is waiting.pool:
                self._close()
            return self._read_alone(waiting.task)

    def _read_alone(self, task: ReadTask) -> ParsedVersion:
        if self._careful is None:
            self._careful = new_pool(1)
        try:
            with deaf_to_interrupts():
                future = self._careful.submit(self.reader, task)
            return future.result()
        except BrokenProcessPool:
            self._close_careful()
            version = PLATFORMS[task.platform].version_for(task.page.options)
            problem = f"the {task.platform} parser's process died on it"
            return ParsedVersion(id=task.version_id, parser_version=version, problem=problem)

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _close_careful(self) -> None:
        if self._careful is not None:
            self._careful.shutdown(cancel_futures=True)
            self._careful = None
