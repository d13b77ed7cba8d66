"""One answer of the replica web: its bytes, their type and the date they are said to be from."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cached_property


@dataclass(frozen=True)
class Page:
    """A page as served. `modified` is fixed in the data, so that the bytes never depend on a clock."""

    body: bytes
    media_type: str
    modified: datetime
    location: str | None = None  # where a page that has moved is now

    @cached_property
    def etag(self) -> str:
        """A strong validator, made from the bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    @property
    def last_modified(self) -> str:
        """The date as HTTP writes it."""
        return format_datetime(self.modified.astimezone(UTC), usegmt=True)

    @classmethod
    def moved(cls, location: str, modified: datetime) -> "Page":
        """Return the answer that a page is elsewhere now."""
        return cls(b"", "text/html; charset=utf-8", modified, location)

    @classmethod
    def html(cls, text: str, modified: datetime) -> "Page":
        """Return an HTML page."""
        return cls(text.encode(), "text/html; charset=utf-8", modified)

    @classmethod
    def text(cls, text: str, modified: datetime, media_type: str = "text/plain") -> "Page":
        """Return a page of any other text type, in UTF-8."""
        return cls(text.encode(), f"{media_type}; charset=utf-8", modified)
