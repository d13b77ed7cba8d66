"""What a platform is: code for one kind of site, never for one board or outlet."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from db.records import Record
from db.registry import Source


class PageError(Exception):
    """A page that is not what the platform gives; the text says what came instead and what was expected."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One saved answer: its bytes and what is known around it, all a parser may look at.

    `timezone` is the IANA zone of the jurisdiction, `body_name` the board's name, `kind` what the
    link that led here said it would be (a parser still looks at the page itself).
    """

    url: str
    body: bytes
    media_type: str | None = None
    kind: str | None = None
    timezone: str | None = None
    body_name: str | None = None


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


@dataclass(frozen=True, kw_only=True)
class Follow:
    """A page worth fetching: where it is, what it should be and which platform reads it."""

    url: str
    platform: str
    kind: str
    date: str | None = None  # ISO date of what it is about, where the page that named it said so
    request: dict[str, Any] | None = field(default=None)  # {"method", "form" | "json"} for more than a GET


class Platform(ABC):
    """A kind of site. `parse` is pure: the same page gives the same records, with no look elsewhere."""

    name: ClassVar[str]
    version: ClassVar[str] = "1"  # raise it when `parse` finds more, or other, in the same page
    options: ClassVar[frozenset[str]] = frozenset()  # the keys that a source's `options` may have

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

    @abstractmethod
    def parse(self, page: Page) -> list[Record]:
        """Return the page's records in page order. Raises PageError when it is no page of this platform."""

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
