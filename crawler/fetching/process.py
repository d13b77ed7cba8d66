"""A source's child process as its parent sees it: started, listened to, ended."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic
from typing import IO

from crawler.fetching.job import Job

CHUNK = 1 << 16
LONGEST_LINE = 64 * 1024 * 1024  # a page that names more than this is no page
TAIL = 400  # characters of a dead child's last words


class Child:
    """One running worker. Its events come as lines; its last words are kept for when it dies."""

    def __init__(self, job: Job, deadline: float) -> None:
        self.source_id: str = job.source["id"]
        self.deadline = monotonic() + deadline
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        self._rest = b""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crawler.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
            start_new_session=True,  # a Ctrl-C on the terminal is the parent's to answer
        )
        self._send(job)

    def fileno(self) -> int:
        """Return the descriptor that events come from, for a selector."""
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        return self._process.stdout.fileno()

    def read(self) -> tuple[list[bytes], bool]:
        """Return the whole lines that have come, and whether more can."""
        data = os.read(self.fileno(), CHUNK)
        lines = (self._rest + data).split(b"\n")
        self._rest = lines.pop()
        return lines, bool(data) and len(self._rest) < LONGEST_LINE

    @property
    def late(self) -> bool:
        """Whether its time is up."""
        return monotonic() > self.deadline

    def end(self) -> int:
        """Kill it if it still runs, with all that it started; return its exit status."""
        with contextlib.suppress(ProcessLookupError):
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
        return self._process.wait()

    def wait(self, seconds: float = 10.0) -> int:
        """Let it leave by itself for a while, then end it; return its exit status."""
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None  # noqa: S101 - it was asked for
            self._process.stdin.close()
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return self.end()

    def last_words(self) -> str:
        """Return the end of what it wrote to stderr, on one line."""
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - TAIL))
        return " ".join(self._errors.read().decode(errors="replace").split())

    def close(self) -> None:
        """Let go of its pipes and files."""
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _send(self, job: Job) -> None:
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        with contextlib.suppress(BrokenPipeError):  # it died at once: its silence and last words tell
            self._process.stdin.write(job.to_line().encode() + b"\n")
            self._process.stdin.flush()
