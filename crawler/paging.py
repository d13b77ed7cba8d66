"""Lists of several pages: how a further page is told from the first, and when to stop asking for more.

The first page of a list is a start of its source. A further one is known by its kind ("listing page 3"),
which the frontier keeps: it is asked for only while the pages before it bring something new, and a site that
answers that there is none (404) has said where the list ends.
"""

import re
from collections.abc import Iterable
from typing import Any

from crawler.platform import Follow, PageError, Window
from crawler.urls import within
from db.records import Link
from db.registry import Source

MOST = 200  # further pages of one list, whatever an entry says
_FURTHER = re.compile(r" page (\d+)$")


def page_number(kind: str | None) -> int:
    """Return which page of its list a page of that kind is, from 1."""
    match = _FURTHER.search(kind or "")
    return int(match[1]) if match else 1


def further(kind: str, number: int) -> str:
    """Return the kind of a list's page of that number."""
    return f"{kind} page {number}"


def is_further(kind: str | None) -> bool:
    """Tell whether a page of that kind is a list's second or later one."""
    return page_number(kind) > 1


def pages_of(options: Any, default: int = 0) -> int:
    """Return the option `pages`, how many further pages at most. Raises PageError for what is no number."""
    given = options.get("pages", default)
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= MOST:
        raise PageError(f"option pages: expected a number from 0 to {MOST}, got {given!r}")
    return given


def reaches_window(links: Iterable[Link], window: Window) -> bool:
    """Tell whether a page of a list that runs from new to old has something of the window, or may have."""
    days = [link.latest for link in links]
    dated = [day for day in days if day]
    return not dated or any(window.holds(day) for day in dated)


def articles_to_follow(links: Iterable[Link], source: Source, window: Window) -> list[Follow]:
    """Return the links that lie in the window and on the source's own domains, as articles to fetch."""
    return [
        Follow(url=link.url, platform="article", kind="article", date=link.latest)
        for link in links
        if window.holds(link.latest) and within(link.url, source.domains)
    ]
