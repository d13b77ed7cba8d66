"""Parts read by the workers of a Dask cluster: same task, same answers, on as many machines as there are.

The workers must see the archives and the folder of kept bytes under the same paths as this process.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any

from crawler.archives.faults import ArchiveFault
from crawler.archives.part import PartTask, read_part
from crawler.archives.pool import AHEAD, Readings
from crawler.worker_pool import deaf_to_interrupts
from db.ids import digest

CONNECT_SECONDS = 10
MARK = "seen-by-workers"


class ClusterError(ArchiveFault):
    """A cluster that cannot be used; the text says why and what to do."""


def read_on_cluster(tasks: Iterable[PartTask], scheduler: str | None, processes: int) -> Readings:
    """Read the parts on the cluster of the scheduler at an address, and yield what each gave, in order.

    Without an address a cluster of so many processes is made on this machine. Raises ClusterError when there
    is no such cluster, or when its workers do not see the same files.
    """
    rest = iter(tasks)
    first = next(rest, None)
    if first is None:
        return
    with ExitStack() as open_till_done:
        client = _connect(open_till_done, scheduler, processes)
        if first.blobs is not None:
            _check_folder(client, Path(first.blobs))
        yield from _read(client, chain([first], rest))


def _connect(open_till_done: ExitStack, scheduler: str | None, processes: int) -> Any:
    try:
        # An extra: who reads archives on one machine does without.
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise ClusterError("--engine dask needs the extra `dask`: pip install 'hallwatch[dask]'") from error
    target: Any = scheduler
    try:
        if target is None:
            with deaf_to_interrupts():
                target = open_till_done.enter_context(_local_cluster(distributed, processes))
        client = distributed.Client(  # type: ignore[no-untyped-call]
            target, timeout=CONNECT_SECONDS, set_as_default=False
        )
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {scheduler}: {error}; is it running?") from error
    return open_till_done.enter_context(client)


def _local_cluster(distributed: Any, processes: int) -> Any:
    return distributed.LocalCluster(
        n_workers=max(1, processes),
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,  # a page served to anybody on the machine
    )


def _check_folder(client: Any, blobs: Path) -> None:
    """Raise ClusterError unless every worker sees this process's folder of kept bytes and can write there."""
    blobs.mkdir(parents=True, exist_ok=True)
    mark = blobs / MARK
    mark.write_text(digest(str(blobs.resolve())), encoding="utf-8")
    try:
        seen = client.run(_sees, str(mark), mark.read_text(encoding="utf-8"))
    finally:
        mark.unlink(missing_ok=True)
    if not seen:
        raise ClusterError("the Dask scheduler has no workers yet; start some and run again")
    blind = sorted(worker for worker, sees in seen.items() if not sees)
    if blind:
        raise ClusterError(
            f"{len(blind)} of {len(seen)} workers do not see {blobs} ({', '.join(blind)}): "
            "the data folder and the archives must be on a disk that all share, under the same path"
        )


def _sees(mark: str, expected: str) -> bool:
    try:
        return Path(mark).read_text(encoding="utf-8") == expected
    except OSError:
        return False


def _read(client: Any, tasks: Iterator[PartTask]) -> Readings:
    waiting: deque[tuple[PartTask, Any]] = deque()
    while True:
        slots = max(1, sum(client.nthreads().values())) * AHEAD
        while len(waiting) < slots and (task := next(tasks, None)) is not None:
            waiting.append((task, client.submit(read_part, task, pure=False)))
        if not waiting:
            return
        task, future = waiting.popleft()
        yield _result(task, future)


def _result(task: PartTask, future: Any) -> Any:
    import distributed  # noqa: PLC0415 - as above

    try:
        return future.result()
    except distributed.KilledWorker:
        return "the workers that read it died, one after another"
    except OSError as error:
        return f"{error.filename or task.path}: {error.strerror or error}"
