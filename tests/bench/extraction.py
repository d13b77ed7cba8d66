"""The parse stage with its pool, database included, against one process that calls trafilatura alone."""

from dataclasses import replace
from pathlib import Path

import trafilatura

from crawler.parse_stage import parse_pending
from db.blobs import BlobStore
from db.captures import Capture, record
from db.database import open_database
from db.ledger import start_run
from db.registry_tables import sync_registry
from tests.bench.made_pages import article_page, article_url
from tests.bench.row import Row, rate_row, timed
from tests.bench.workshop import Workshop, same

PAGES = 1200  # the pool takes two seconds to start: it should not be what is measured
TARGET = 1.7  # on two cores
SOURCE, OUTLET = "wbez", "https://www.wbez.org"
PROCESSES = 2


def run(workshop: Workshop) -> list[Row]:
    """Return two rows: articles a second from kept bytes to stored rows, and articles a processor's second.

    A pool gains nothing from cores that others use; the second row does not depend on them.
    """
    pages = {article_url(OUTLET, number): article_page(number) for number in range(workshop.amount(PAGES))}
    waiting = [_stored(workshop, pages) for _ in range(workshop.rounds)]
    _alone(dict(list(pages.items())[:1]))  # what it loads at first use is no part of its speed
    taken = timed(lambda: _ours(workshop, waiting.pop(), len(pages)), lambda: _alone(pages), workshop.rounds)
    against = "trafilatura alone, same options, one process"
    return [
        replace(rate_row("extraction", "articles", len(pages), taken.wall, against), target=TARGET),
        rate_row("extraction, by CPU", "articles", len(pages), taken.cpu, against),
    ]


def _stored(workshop: Workshop, pages: dict[str, bytes]) -> Path:
    """Return a data folder in which the pages wait to be read, as a crawl leaves them."""
    data = workshop.new_folder()
    database, blobs = open_database(data / "hallwatch.db"), BlobStore(data / "blobs")
    sync_registry(database, workshop.watch)
    with database.atomic():
        for url, body in pages.items():
            kept = Capture(
                source_id=SOURCE, url=url, kind="article", platform="article",
                sha256=blobs.put(body), size=len(body),
            )  # fmt: skip
            record(database, kept)
    database.conn.close()
    return data


def _ours(workshop: Workshop, data: Path, count: int) -> None:
    database = open_database(data / "hallwatch.db")
    run = start_run(database, "parse", "bench")
    parse_pending(database, workshop.watch, BlobStore(data / "blobs"), run, processes=PROCESSES)
    found = database.execute("SELECT count(*) FROM articles").fetchone()[0]
    database.conn.close()
    same(found, count, "articles stored")


def _alone(pages: dict[str, bytes]) -> None:
    for url, body in pages.items():
        text = trafilatura.extract(
            body,
            url=url,
            favor_precision=True,
            include_comments=False,
            include_tables=True,
        )
        same(bool(text), True, f"text of {url}")
