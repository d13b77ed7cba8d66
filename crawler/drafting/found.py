"""What was found out about a site, before a person's wishes are added."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class SavedPage:
    """A page to keep as an example of what a platform reads: its parser, its address, its bytes."""

    platform: str
    url: str
    body: bytes


@dataclass(frozen=True)
class Found:
    """What the entry will say (kind, platform, url, domains, expect), the site's name, the pages to keep."""

    source: dict[str, Any]
    name: str | None
    pages: list[SavedPage]
    told: list[str] = field(default_factory=list)
