"""What a source's child process is told: everything it needs, so that it never opens the database."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from importlib import import_module
from typing import Any

from crawler.archives.archive_source import ArchiveSource
from crawler.platform import Platform, Window
from db.frontier import FrontierRow
from db.registry import Source

PLATFORMS = "crawler.platforms:PLATFORMS"


@dataclass(frozen=True, kw_only=True)
class Job:
    """One source's turn. Times in seconds, sizes in MiB, dates ISO; `blobs` is the store's folder.

    `platforms` names the dictionary of platforms as `module:attribute`. `warc` is where what is fetched is
    written as a web archive too. `limited` tells that
    `max_requests` is a person's wish, not the guard against a flood. `delay_cap` and `retry_cap` bound
    what a site can ask for by Crawl-delay and Retry-After.
    """

    source: dict[str, Any]
    blobs: str
    today: str
    pages: list[dict[str, Any]] = field(default_factory=list)
    since: str | None = None
    timezone: str | None = None
    body_name: str | None = None
    platforms: str = PLATFORMS
    max_requests: int = 5000
    limited: bool = False
    depth_limit: int = 50
    memory: int = 2048
    parse_seconds: float = 60.0
    timeout: float = 30.0
    max_size: int = 32
    delay_cap: float = 30.0
    retry_cap: float = 120.0
    backoff: float = 2.0
    allow_loopback: bool = False
    dry_run: bool = False
    warc: str | None = None

    def to_line(self) -> str:
        """Return the job as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=True)

    @classmethod
    def from_line(cls, line: str) -> "Job":
        """Read a job from its line."""
        data = json.loads(line)
        return cls(**{entry.name: data[entry.name] for entry in fields(cls)})

    def known(self) -> dict[str, FrontierRow]:
        """Return the source's known pages by their key."""
        return {row["url"]: FrontierRow(**row) for row in self.pages}

    def registry_source(self) -> Source:
        """Return the source as the registry has it, or as a backfill made it."""
        model = ArchiveSource if self.source["kind"] == "archive" else Source
        return model.model_validate(self.source)

    def window(self) -> Window:
        """Return the dates this turn cares for."""
        return Window(today=dt.date.fromisoformat(self.today), since=self.since_day())

    def since_day(self) -> dt.date | None:
        """Return the day that `--since` named, or None."""
        return dt.date.fromisoformat(self.since) if self.since else None

    def load_platforms(self) -> Mapping[str, Platform]:
        """Return the platforms by name."""
        module, _, name = self.platforms.partition(":")
        found: Mapping[str, Platform] = getattr(import_module(module), name)
        return found
