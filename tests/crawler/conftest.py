from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from crawler.fetching.turn import SourceReport
from crawler.run import CrawlOptions, crawl
from db.database import open_database
from db.ledger import Run, start_run
from db.registry import Watch
from tests.crawler.site import Site, serving

TOPIC = {
    "target": "police officers stationed in schools",
    "labels": {"favor": "keep", "against": "remove", "mixed": "mixed", "neutral": "neutral"},
    "terms": ["school resource officer"],
}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def make_source(source_id: str, url: str, **more: Any) -> dict[str, Any]:
    return {
        "id": source_id,
        "name": source_id,
        "kind": "outlet",
        "platform": "feed",
        "url": url,
        "domains": ["127.0.0.1", "localhost"],
        "timezone": "America/Chicago",
        **more,
    }


def make_watch(*sources: dict[str, Any]) -> Watch:
    return Watch.model_validate(
        {
            "id": "tiny",
            "title": "Tiny",
            "question": "Should there be?",
            "topic": TOPIC,
            "jurisdictions": [],
            "organizations": [],
            "people": [],
            "sources": list(sources),
        }
    )


class World:
    """A data folder, and crawls into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database: Database = open_database(folder / "hallwatch.db")
        self.run: Run | None = None
        self.seen: list[tuple[str, int, int]] = []

    def crawl(self, *sources: dict[str, Any], **options: Any) -> dict[str, SourceReport]:
        self.run = start_run(self.database, "crawl", "tiny")
        chosen = {"allow_loopback": True, "platforms": "tests.crawler.tiny_platform:PLATFORMS", **options}
        reports = crawl(
            self.database,
            make_watch(*sources),
            self.folder,
            CrawlOptions(**chosen),
            self.run,
            lambda source_id, done, known: self.seen.append((source_id, done, known)),
        )
        return {report.source_id: report for report in reports}

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return list(self.database.execute(sql, values).fetchall())

    def issues(self) -> list[tuple[str, str]]:
        assert self.run is not None
        return sorted(self.rows("SELECT kind, coalesce(url, '') FROM issues WHERE run_id = ?", self.run.id))

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.issues()]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data")
    yield made
    made.database.conn.close()


Snapshot = Callable[[Database], dict[str, list[tuple[Any, ...]]]]
LEDGER = {"runs", "source_runs", "issues"}


def snapshot(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but the ledger's, in an order of their own."""
    names = [name for name in database.table_names() if name not in LEDGER and not name.startswith("_")]
    return {
        name: sorted((tuple(row.values()) for row in database.table(name).rows), key=repr) for name in names
    }
