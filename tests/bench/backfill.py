"""Filling in the past from a WARC file in which one page of a hundred is about the topic.

Twice: with all that it takes, against reading every page whole in the same pool; and the file alone, against
FastWARC that only goes through it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

from fastwarc.warc import ArchiveIterator

from crawler.archives.backfill import backfill_warc
from crawler.archives.write import Exchange, WarcFile
from crawler.parse_pool import ParsePool
from crawler.parse_worker import ReadTask
from crawler.platform import Page
from crawler.scan import TopicScan
from crawler.stage import parse
from db.blobs import BlobStore
from db.database import open_database
from db.job import Job, JobOptions, Stage, run_job
from db.registry import Watch
from tests.bench.made_pages import article_page, article_url
from tests.bench.row import Row
from tests.bench.workshop import Quiet, Workshop, same

PAGES = 12_000  # the two pools take three seconds to start, which is no part of their speed
EVERY = 100  # of so many pages one is about the topic
IN_PASSING = 10  # of so many others one names police, as a tenth of a local paper's do
WHOLE = 240  # pages to read whole: enough for a rate
PROCESSES = 2
TARGET = 20
OUTLET = "https://www.wbez.org"
OFF_TOPIC = {
    rb"school resource officers?": b"library assistants", rb"\bSROs?\b": b"LBA", rb"\bpolic\w*": b"garden",
    rb"\bofficers?\b": b"gardeners", rb"\bcops?\b": b"clerks", rb"\bCPD\b": b"CLB",
    rb"\blaw enforcement\b": b"gardening", rb"\bschool\w*": b"hall",
}  # fmt: skip
STREET = b"<p>" + b"The parade went on until the evening. " * 12 + b"Police had closed the street.</p></body>"


def run(workshop: Workshop) -> list[Row]:
    """Return two rows: pages a second to the last article's row, and records a second through the file."""
    count = workshop.amount(PAGES)
    file = _archive(workshop, count)
    with _warm_pool() as pool:
        taken = [_ours(workshop, file, count) for _ in range(workshop.rounds)]
        whole = [_read_whole(workshop, pool, workshop.amount(WHOLE)) for _ in range(workshop.rounds)]
    bare = min(_timed(partial(_bare, file, count)) for _ in range(workshop.rounds))
    reading, everything = (min(seconds) for seconds in zip(*taken, strict=True))
    return [
        Row(
            name="backfill", unit="pages/s", ours=count / everything, baseline=max(whole), target=TARGET,
            against="reading every page whole, same pool of parsers",
        ),
        Row(
            name="backfill, reading the file", unit="records/s", ours=(count + 1) / reading,
            baseline=(count + 1) / bare, against="FastWARC over the same file, HTTP parsed, one process",
        ),
    ]  # fmt: skip


def pages(watch: Watch, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield an archive's pages with their addresses, the first of each hundred about the topic."""
    scan = TopicScan.for_topic(watch.topic)
    for number in range(count):
        body = article_page(number)
        if number % EVERY:
            for words, others in OFF_TOPIC.items():
                body = re.sub(words, others, body, flags=re.IGNORECASE)
            body = body.replace(b"</body>", STREET) if number % IN_PASSING == 1 else body
        if number < EVERY:  # no two of a hundred are alike; the others are like them
            same(scan.judge(body).wanted, number % EVERY == 0, f"the scan's word on page {number}")
        yield article_url(OUTLET, number), body


def _archive(workshop: Workshop, count: int) -> Path:
    file = WarcFile(workshop.new_folder(), "bench", {"software": "the benchmark"})
    for url, body in pages(workshop.watch, count):
        headers = [
            (b"Content-Type", b"text/html; charset=utf-8"),
            (b"Content-Length", str(len(body)).encode()),
        ]
        file.write(
            Exchange(
                url=url, status_line=b"HTTP/1.1 200 OK", headers=headers, body=body, asked=None, address=None
            )
        )
    file.close()
    return file.path


def _ours(workshop: Workshop, file: Path, count: int) -> tuple[float, float]:
    """Return the seconds that the file took, and with the reading of what was wanted."""
    data, taken = workshop.new_folder(), list[float]()
    part = max(1, file.stat().st_size // (4 * PROCESSES))
    fill = partial(backfill_warc, paths=[file], processes=PROCESSES, part=part)
    stages: Sequence[Stage] = [_clocked(fill, taken), _clocked(parse, taken)]
    run_job("backfill warc", workshop.watch, data, list(stages), JobOptions(), Quiet())
    database = open_database(data / "hallwatch.db")
    found = database.execute(
        "SELECT (SELECT sum(pages) FROM archive_parts), count(*) FROM articles"
    ).fetchone()
    database.conn.close()
    same(found, (count, len(range(0, count, EVERY))), "pages seen and articles stored")
    return taken[0], sum(taken)


def _clocked(stage: Stage, taken: list[float]) -> Stage:
    def run_clocked(job: Job) -> None:
        taken.append(_timed(lambda: stage(job)))

    return run_clocked


@contextmanager
def _warm_pool() -> Iterator[ParsePool]:
    with ParsePool(PROCESSES) as pool:
        yield pool


def _read_whole(workshop: Workshop, pool: ParsePool, count: int) -> float:
    """Return how many pages a second the pool reads whole, its start left out."""
    blobs = BlobStore(workshop.new_folder())
    tasks = [
        ReadTask(str(number), "article", blobs.put(body), blobs.root, Page(url=url, body=b""))
        for number, (url, body) in enumerate(pages(workshop.watch, count))
    ]
    list(pool.read(tasks[: 2 * PROCESSES]))
    seconds = _timed(lambda: same(sum(len(found.records) for found in pool.read(tasks)), count, "pages read"))
    return count / seconds


def _bare(file: Path, count: int) -> None:
    same(sum(1 for record in ArchiveIterator(str(file)) if record.is_http_parsed), count, "records")


def _timed(job: Callable[[], object]) -> float:
    start = perf_counter()
    job()
    return perf_counter() - start
