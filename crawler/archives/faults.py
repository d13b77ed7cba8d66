"""What can be wrong with an archive."""

from collections.abc import Iterator
from contextlib import contextmanager

DAMAGE = (OSError, ValueError, EOFError)  # what FastWARC raises for bytes that are no record


class ArchiveFault(Exception):  # noqa: N818 - like crawler.fetching.faults
    """The root of what can be wrong with an archive; the text says what, where and what to do."""


class NotAnArchive(ArchiveFault):
    """A file that is no WARC, or cannot be read."""


class Damaged(ArchiveFault):
    """Bytes inside an archive that are no record."""


@contextmanager
def told_as_damage() -> Iterator[None]:
    """Turn what the reading library raises for bad bytes into Damaged.

    Its panics come as a BaseException that no module exports, so that the name has to tell them.
    """
    try:
        yield
    except DAMAGE as error:
        raise Damaged(str(error) or type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Damaged(f"the reading library gave up: {str(error)[:200]}") from error
