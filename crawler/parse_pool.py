"""A pool of processes for parsers: never threads (trafilatura corrupts the heap in them)."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from crawler.parse_worker import ReadTask, read_version
from crawler.platforms import PLATFORMS
from crawler.worker_pool import deaf_to_interrupts, new_pool
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
            self._pool = new_pool(self.processes)
        try:
            with deaf_to_interrupts():
                return self._pool.submit(self.reader, task)
        except BrokenProcessPool:
            return None

    def _read_alone(self, task: ReadTask) -> ParsedVersion:
        self._close()
        try:
            with deaf_to_interrupts(), new_pool(1) as pool:
                return pool.submit(self.reader, task).result()
        except BrokenProcessPool:
            version = PLATFORMS[task.platform].version
            problem = f"the {task.platform} parser's process died on it"
            return ParsedVersion(id=task.version_id, parser_version=version, problem=problem)

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
