"""Parts read by processes of this machine. A process that dies costs its part one more reading, no more."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from crawler.archives.part import PartResult, PartTask, read_part
from crawler.worker_pool import deaf_to_interrupts, new_pool

AHEAD = 2  # parts handed out for each process: more would only wait in memory

Readings = Generator[PartResult | str, None, None]
"""What each part gave, or in words why it gave nothing; closing it ends the workers."""


def read_in_pool(tasks: Iterable[PartTask], processes: int) -> Readings:
    """Read the parts in so many processes and yield what each gave, in the order of the tasks.

    In order, so that the rows do not depend on which process was faster. A part that kills its process twice,
    the second time alone, is told.
    """
    with _Pool(max(1, processes)) as pool:
        yield from pool.read(iter(tasks))


class _Pool:
    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def read(self, tasks: Iterator[PartTask]) -> Readings:
        waiting: deque[tuple[PartTask, Future[PartResult] | None]] = deque()
        while True:
            while len(waiting) < self.processes * AHEAD and (task := next(tasks, None)) is not None:
                waiting.append((task, self._submit(task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            yield self._result(task, future)

    def _submit(self, task: PartTask) -> Future[PartResult] | None:
        if self._pool is None:
            self._pool = new_pool(self.processes)
        try:
            with deaf_to_interrupts():
                return self._pool.submit(read_part, task)
        except BrokenProcessPool:
            return None

    def _result(self, task: PartTask, future: Future[PartResult] | None) -> PartResult | str:
        try:
            if future is None:
                raise BrokenProcessPool
            return future.result()
        except BrokenProcessPool:
            # Nobody can say which of the parts in flight did it: each is read once more, by itself.
            self._close()
            return _alone(task)
        except OSError as error:
            return _told(task, error)

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _alone(task: PartTask) -> PartResult | str:
    try:
        with deaf_to_interrupts(), new_pool(1) as pool:
            return pool.submit(read_part, task).result()
    except BrokenProcessPool:
        return "its process died twice on it"
    except OSError as error:
        return _told(task, error)


def _told(task: PartTask, error: OSError) -> str:
    return f"{error.filename or task.path}: {error.strerror or error}"
