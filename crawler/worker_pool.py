"""Processes that work for this one: started clean, deaf to Ctrl-C, gone when it is gone."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


def new_pool(processes: int) -> ProcessPoolExecutor:
    """Return a pool of that many processes; submit to it inside `deaf_to_interrupts`."""
    # spawn: a forked child would share the database's open connection.
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=spawn, initializer=leave_with_parent)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Start processes that a Ctrl-C does not reach: it is the parent's to answer, in one clear line.

    A process inherits the blocked signals of the thread that starts it; here they come in afterwards.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_with_parent() -> None:
    """End this process when the one that started it is gone, however it went.

    A killed parent leaves its pool's workers waiting for work for ever: each holds both ends of their queue.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_after, args=(parent.sentinel,), daemon=True).start()


def _leave_after(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
