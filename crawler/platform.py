"""What a platform is: code for one kind of site, never for one board or outlet."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar, Literal

from db.frontier import REVISIT_DAYS_ELSE, FrontierRow
from db.ids import digest
from db.records import Record
from db.registry import Source

CALENDAR_DAYS_AHEAD = 120

# What to do about a known page: ask for it, read once more what is kept of it, or leave it alone.
Look = Literal["ask", "reread", "leave"]


class PageError(Exception):
    """A page that is not what the platform gives; the text says what came instead and what was expected."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One saved answer: its bytes and what is known around it, all a parser may look at.

    `timezone` is the IANA zone of the jurisdiction, `body_name` the board's name, `kind` what the
    link that led here said it would be (a parser still looks at the page itself). `request` is what was
    sent for more than a GET (see Follow), where known: some answers do not say what they answer. `options`
    are those of the source that its platform reads by (`reading_options`).
    """

    url: str
    body: bytes
    media_type: str | None = None
    kind: str | None = None
    timezone: str | None = None
    body_name: str | None = None
    request: dict[str, Any] | None = None
    date: str | None = None  # while crawling: the day that the link told, for `follow`
    session: dict[str, Any] | None = None  # while crawling: what was sent besides, for `follow`
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Window:
    """The dates a crawl cares for; `since` None means as far back as the listing's first page goes."""

    today: date
    since: date | None = None
    until: date | None = None

    def holds(self, day: str | None) -> bool:
        """Tell whether an ISO date (or date and time) lies in the window; an unknown date does."""
        if not day:
            return True
        try:
            known = date.fromisoformat(day[:10])
        except ValueError:
            return True
        return (self.since is None or known >= self.since) and (self.until is None or known <= self.until)

    def years(self) -> range:
        """Return the calendar years that a listing by year must be asked for.

        From `since`, else from where meetings are still looked at again, to where calendars are filled in.
        Asking by whole years keeps a list's address, and with it its history, the same from day to day.
        """
        first = self.since or self.today - timedelta(days=REVISIT_DAYS_ELSE)
        last = self.until or self.today + timedelta(days=CALENDAR_DAYS_AHEAD)
        return range(first.year, last.year + 1)


@dataclass(frozen=True, kw_only=True)
class Follow:
    """A page worth fetching: where it is, what it should be and which platform reads it.

    `request` and the address are what the page is known by, so they must be the same every day. What a site
    wants to be sent besides, and gives anew at each visit (tokens), goes into `session` in the same shape:
    it is added to what is sent and never kept. A `request` with "session": True is asked for only when a
    page of the same run names it.
    """

    url: str
    platform: str
    kind: str
    date: str | None = None  # ISO date of what it is about, where the page that named it said so
    # For more than a plain GET: {"method", "form" or "json", "headers", "session"}, each where needed.
    request: dict[str, Any] | None = field(default=None)
    session: dict[str, Any] | None = field(default=None)  # {"form"|"json"|"headers"|"query": {name: value}}


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a page stood that an archive shows: whose it is, its own address, when it was captured (UTC, Z).

    `archive_url` is where a reader sees it; `body` are its bytes without what the archive adds.
    """

    source_id: str
    url: str
    captured_at: str
    archive: str
    archive_url: str
    body: bytes
    platform: str = "article"
    kind: str = "article"


class Platform(ABC):
    """A kind of site. `parse` is pure: the same page gives the same records, with no look elsewhere."""

    name: ClassVar[str]
    version: ClassVar[str] = "1"  # raise it when `parse` finds more, or other, in the same page
    options: ClassVar[frozenset[str]] = frozenset()  # the keys that a source's `options` may have
    reading_options: ClassVar[frozenset[str]] = frozenset()  # those of them that change what `parse` finds
    recorded: ClassVar[bool] = True  # whether its records become rows; else its pages only lead to others

    @abstractmethod
    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Return the pages that a look at this source begins with."""

    def check_options(self, source: Source) -> None:
        """Raise PageError when the registry gives the source an option that this platform does not have."""
        if unknown := sorted(set(source.options) - self.options):
            known = ", ".join(sorted(self.options)) or "none"
            raise PageError(
                f"source {source.id}: unknown option {', '.join(unknown)}; {self.name} has {known}"
            )

    def version_for(self, options: Mapping[str, Any]) -> str:
        """Return the version of the reading under a source's options: other options make another."""
        used = {name: options[name] for name in sorted(self.reading_options) if name in options}
        return f"{self.version}+{digest(json.dumps(used, default=str))}" if used else self.version

    def options_for_reading(self, source: Source | None) -> dict[str, Any]:
        """Return a source's options that pages are read by; none for another platform's source."""
        if source is None or source.platform != self.name:
            return {}
        return {name: source.options[name] for name in sorted(self.reading_options & set(source.options))}

    @abstractmethod
    def parse(self, page: Page) -> list[Record]:
        """Return the page's records in page order. Raises PageError when it is no page of this platform."""

    def outline(self, page: Page) -> list[Record]:
        """Return what a page tells outside its text, for one not worth reading. Raises PageError."""
        return self.parse(page)

    def tenant(self, url: str) -> str | None:
        """Return what tells one board from another on a host that serves many; None where the host does."""
        del url
        return None

    def tenant_in(self, body: bytes) -> str | None:
        """Return the same as an answer itself tells it, for one whose address does not."""
        del body
        return None

    def means_nothing(self, status: int, body: bytes) -> bool:
        """Tell whether an error answer is the site's way to say that there is nothing: kept, not retried.

        `parse` must then read it, and say so in a remark.
        """
        del status, body
        return False

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return the page's readable text, in which offsets count; None where it is not worth keeping."""
        del page, records
        return None

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Return the pages to fetch next, given what `parse` found."""
        del source, page, records, window
        return ()

    def look(self, source: Source, row: FrontierRow, window: Window) -> Look:
        """Say what to do in this run about a page that is known."""
        del source
        return "ask" if row.due(window.today, window.since) else "leave"

    def origin(self, source: Source, url: str, body: bytes) -> Origin | None:
        """Return where an archived page stood; None for a page of the site itself.

        Raises PageError where the archive shows something else than the page.
        """
        del source, url, body
        return None
