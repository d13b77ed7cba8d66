"""Reading a fetched page for the pages it leads to, with a limit on a parser's time."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from crawler.platform import Follow, Page, Platform, Window
from db.registry import Source


class ParserStuckError(Exception):
    """A parser that took longer over one page than any page is worth."""


def leads_on(platform: Platform) -> bool:
    """Tell whether a platform's pages lead to others: where not, reading them is left to the parse stage."""
    return type(platform).follow is not Platform.follow


def follow_page(
    platform: Platform, source: Source, page: Page, window: Window, *, seconds: float
) -> Sequence[Follow]:
    """Return the pages that a page leads to.

    Raises PageError for a page that is not the platform's, ParserStuckError after `seconds`, and whatever a
    parser's own mistake raises.
    """
    if not leads_on(platform):
        return ()
    with time_limit(seconds, page.url):
        return platform.follow(source, page, platform.parse(page), window)


@contextmanager
def time_limit(seconds: float, url: str) -> Iterator[None]:
    """Raise ParserStuckError in the block after so many seconds; for the main thread only."""

    # An alarm interrupts Python code and `re`; what it cannot interrupt, the parent's deadline does.
    def ring(_number: int, _frame: FrameType | None) -> NoReturn:
        raise ParserStuckError(f"reading {url} took longer than {seconds:g} s; report the page")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
