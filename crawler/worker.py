"""A source's own process: `python -m crawler.worker` reads a job from stdin and tells events on stdout.

One line of JSON comes in and stdin stays open; when it closes the parent is gone and so is this process.
"""

import ctypes
import os
import signal
import sys
import threading

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> int:
    """Run one job; 0 when everything was told, whatever came of it."""
    events = _own_stdout()
    _die_with_parent()
    line = sys.stdin.readline()
    if not line.strip():
        print("expected a job as one line of JSON on stdin", file=sys.stderr)
        return 2
    threading.Thread(target=_leave_when_closed, daemon=True).start()
    # Imported only now: the parent must not wait, with a full pipe, for Scrapy to load.
    from crawler.fetching.child import run  # noqa: PLC0415

    run(line, events)
    return 0


def _own_stdout() -> int:
    # What a library prints goes to stderr: between the events it would break a line.
    events = os.dup(1)
    os.dup2(2, 1)
    return events


def _die_with_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _leave_when_closed() -> None:
    while os.read(0, 1024):  # unbuffered: a lock on sys.stdin would abort the interpreter's own end
        pass
    os._exit(3)


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    os._exit(status)  # the interpreter's own tidying takes half a second, and there is nothing to tidy
