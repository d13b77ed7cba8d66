"""Our whole crawl against a spider that only saves bytes: same server, same pages, same run."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from crawler.run import CrawlOptions, crawl
from db.database import open_database
from db.ledger import start_run
from db.registry import Watch
from tests.bench.row import Row, fastest, rate_row
from tests.bench.server import LISTING, site_of
from tests.bench.workshop import Workshop, same

PAGES = 1500
TARGET = 0.7


def run(workshop: Workshop) -> list[Row]:
    """Return one row: pages a second from starting the crawl to having everything kept and told."""
    count = workshop.amount(PAGES)
    with site_of(count) as base:
        seconds = fastest(
            lambda: _ours(workshop, base, count), lambda: _bare(workshop, base, count), workshop.rounds
        )
    row = rate_row("crawl", "pages", count, seconds, "a Scrapy spider that only saves bytes")
    return [replace(row, target=TARGET)]


def _ours(workshop: Workshop, base: str, count: int) -> None:
    data = workshop.new_folder()
    database = open_database(data / "hallwatch.db")
    options = CrawlOptions(allow_loopback=True, flood=count + 10)
    reports = crawl(database, _watch(base), data, options, start_run(database, "crawl", "bench"))
    database.conn.close()
    same([(report.state, report.counts.stored) for report in reports], [("done", count + 1)], "our crawl")


def _bare(workshop: Workshop, base: str, count: int) -> None:
    folder = workshop.new_folder()
    command = [sys.executable, "-m", "tests.bench.bare_spider", base + LISTING, str(folder)]
    subprocess.run(command, check=True)
    same(len(list(Path(folder).iterdir())), count, "the bare spider's pages")


def _watch(base: str) -> Watch:
    source = {
        "id": "site", "name": "Site", "kind": "outlet", "platform": "sitemap", "url": base + LISTING,
        "domains": ["127.0.0.1"], "timezone": "America/Chicago",
    }  # fmt: skip
    topic = {"target": "officers", "labels": {"favor": "keep"}, "terms": ["school resource officer"]}
    watch = {"id": "bench", "title": "Bench", "question": "How fast?", "topic": topic, "sources": [source]}
    return Watch.model_validate({"jurisdictions": [], "organizations": [], "people": [], **watch})
