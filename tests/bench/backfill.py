"""Filling in the past from WARC files in which one page of a hundred is about the topic.

With all that it takes, against reading every page whole in the same pool; and the file alone, against
FastWARC that only goes through it. A quarter of the first archive is of watched outlets (of CC-NEWS, crawled
all over the world, it is far less), of the second all. What starting the processes takes is measured on a
short archive and left out of the speed.
"""

from collections.abc import Callable, Iterator
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
from tests.bench.made_pages import article_url, off_topic_page, weighty_article_page
from tests.bench.row import Row
from tests.bench.workshop import Quiet, Workshop, same

PAGES = 8000
SHORT = 200  # pages of the archive that starting is measured on
EVERY = 100  # of so many pages one is about the topic
IN_PASSING = 5  # of so many others one may name police in passing
WHOLE = 200  # pages to read whole: enough for a rate
PROCESSES = 2
TARGET = 20
OUTLET, ELSEWHERE = "https://www.wbez.org", "https://elsewhere.example"

Made = Iterator[tuple[str, bytes]]


def run(workshop: Workshop) -> list[Row]:
    """Return three rows: pages a second of either archive, and records a second through the first."""
    count, short = workshop.amount(PAGES), workshop.amount(SHORT)
    whole = _whole_rate(workshop)
    quarter, all_ = (_archive(workshop, count, every) for every in (4, 1))
    begun = _ours(workshop, _archive(workshop, short, 4), short, 4)
    rows, against = [], "reading every page whole, same pool of parsers"
    for name, file, every, target in (
        ("backfill", quarter, 4, TARGET),
        ("backfill, watched outlets only", all_, 1, None),
    ):
        taken = [_ours(workshop, file, count, every) for _ in range(workshop.rounds)]
        ours = _rate(count, short, min(sum(times) for times in taken), sum(begun))
        rows.append(Row(name=name, unit="pages/s", ours=ours, baseline=whole, target=target, against=against))
        if every == 4:
            reading = _rate(count, short, min(times[0] for times in taken), begun[0])
    bare = min(_timed(partial(_bare, quarter, count)) for _ in range(workshop.rounds))
    against = "FastWARC over the same file, HTTP parsed, one process"
    name = "backfill, reading the file"
    rows.append(Row(name=name, unit="records/s", ours=reading, baseline=count / bare, against=against))
    return rows


def pages(watch: Watch, count: int, every: int = 1) -> Made:
    """Yield pages with their addresses: one of `every` an outlet's, one of a hundred about the topic."""
    scan = TopicScan.for_topic(watch.topic)
    for number in range(count):
        body = weighty_article_page(number) if number % EVERY == 0 else _other_page(number, scan)
        if number < EVERY:  # the others are like these
            same(scan.judge(body).wanted, number == 0, f"the scan's word on page {number}")
        yield article_url(OUTLET if number % every == 0 else ELSEWHERE, number), body


def _other_page(number: int, scan: TopicScan) -> bytes:
    """Return a page about something else; some name police, where that does not make them wanted."""
    if number % IN_PASSING == 2:
        body = off_topic_page(number, police=True)
        if not scan.judge(body).wanted:
            return body
    return off_topic_page(number)


def _archive(workshop: Workshop, count: int, every: int) -> Path:
    file = WarcFile(workshop.new_folder(), "bench", {"software": "the benchmark"})
    for url, body in pages(workshop.watch, count, every):
        length = str(len(body)).encode()
        headers = [(b"Content-Type", b"text/html; charset=utf-8"), (b"Content-Length", length)]
        line = b"HTTP/1.1 200 OK"
        file.write(Exchange(url=url, status_line=line, headers=headers, body=body, asked=None, address=None))
    file.close()
    return file.path


def _ours(workshop: Workshop, file: Path, count: int, every: int) -> tuple[float, float]:
    """Return the seconds that the file took, and those that reading the wanted pages took."""
    data, taken = workshop.new_folder(), list[float]()
    part = max(1, file.stat().st_size // (4 * PROCESSES))
    fill = partial(backfill_warc, paths=[file], processes=PROCESSES, part=part)
    stages: list[Stage] = [_clocked(fill, taken), _clocked(parse, taken)]
    run_job("backfill warc", workshop.watch, data, stages, JobOptions(), Quiet())
    database = open_database(data / "hallwatch.db")
    seen = database.execute(
        "SELECT (SELECT sum(pages) FROM archive_parts), count(*) FROM articles"
    ).fetchone()
    database.conn.close()
    same(seen, (len(range(0, count, every)), len(range(0, count, EVERY))), "pages seen, articles stored")
    return taken[0], taken[1]


def _clocked(stage: Stage, taken: list[float]) -> Stage:
    def run_clocked(job: Job) -> None:
        taken.append(_timed(lambda: stage(job)))

    return run_clocked


def _rate(count: int, short: int, seconds: float, begun: float) -> float:
    """Return pages a second once under way; of archives too short to tell, with the start."""
    return (count - short) / (seconds - begun) if seconds > 1.2 * begun and count > short else count / seconds


def _whole_rate(workshop: Workshop) -> float:
    """Return how many pages a second the pool reads whole once it has started."""
    blobs, count = BlobStore(workshop.new_folder()), workshop.amount(WHOLE)
    tasks = [
        ReadTask(str(number), "article", blobs.put(body), blobs.root, Page(url=url, body=b""))
        for number, (url, body) in enumerate(pages(workshop.watch, count))
    ]
    with ParsePool(PROCESSES) as pool:
        list(pool.read(tasks[: 2 * PROCESSES]))
        seconds = [_timed(lambda: _read_whole(pool, tasks)) for _ in range(workshop.rounds)]
    return count / min(seconds)


def _read_whole(pool: ParsePool, tasks: list[ReadTask]) -> None:
    same(sum(len(found.records) for found in pool.read(tasks)), len(tasks), "pages read")


def _bare(file: Path, count: int) -> None:
    same(sum(1 for record in ArchiveIterator(str(file)) if record.is_http_parsed), count, "records")


def _timed(job: Callable[[], object]) -> float:
    start = perf_counter()
    job()
    return perf_counter() - start
