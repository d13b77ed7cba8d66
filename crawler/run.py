"""A crawl: each source in its own process, a few at a time, and one writer to the database."""

import contextlib
import selectors
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import monotonic

from sqlite_utils import Database

from crawler.fetching.interrupts import Interrupts, held_back
from crawler.fetching.job import PLATFORMS, Job
from crawler.fetching.old_articles import key_old_articles
from crawler.fetching.process import Child
from crawler.fetching.turn import SourceReport, Turn
from crawler.settings import CONTACT
from db.blobs import BlobStore
from db.clock import now
from db.errors import StoreError
from db.frontier import known_pages
from db.ledger import Run, SourceState
from db.registry import Source, Watch
from db.registry_tables import sync_registry

BATCH = 1000  # events a transaction: a row at a time is 20 to 40 times slower
BATCH_SECONDS = 1.0
HEARTBEAT_SECONDS = 10.0
TICK = 0.2

Progress = Callable[[str, int, int], None]
"""Called with a source's id, how many of its pages are done, and how many are known by now."""


@dataclass(frozen=True, kw_only=True)
class CrawlOptions:
    """What to crawl and how far. Times in seconds, sizes in MiB.

    `source_ids` empty means every enabled source. `max_requests` is a person's limit for each source and
    makes no flood; `flood` is the number of requests at which a source counts as one. What is fetched is
    written as web archives into the folder `warc`, too. `allow_loopback` is
    for the demo and the tests: this machine may be talked to, and politeness costs no time.
    """

    source_ids: tuple[str, ...] = ()
    since: date | None = None
    dry_run: bool = False
    max_requests: int | None = None
    allow_loopback: bool = False
    jobs: int = 2
    deadline: float = 20 * 60.0
    flood: int = 5000
    memory: int = 2048
    parse_seconds: float = 60.0
    timeout: float = 30.0
    max_size: int = 32
    depth_limit: int = 50
    delay_cap: float | None = None
    backoff: float = 2.0
    platforms: str = PLATFORMS
    warc: Path | None = None


def crawl(
    database: Database,
    watch: Watch,
    data_dir: Path,
    options: CrawlOptions | None = None,
    run: Run | None = None,
    progress: Progress | None = None,
    sources: Sequence[Source] | None = None,
) -> list[SourceReport]:
    """Crawl the watch's sources into the database and the folder of blobs below `data_dir`.

    `sources` are crawled instead where given: an archive's holdings, whose rows the caller has put in. The
    caller holds the run's lock. `run` may be None for a dry run only. What goes wrong with a source is
    in its report and in the ledger. Raises StoreError when nothing can be kept any more, KeyboardInterrupt
    when interrupted; what came in before is kept either way. Raises LookupError for an unknown source id.
    """
    options = options or CrawlOptions()
    if run is None and not options.dry_run:
        raise ValueError("a crawl that stores needs a run in the ledger")
    chosen = _chosen(watch, options) if sources is None else list(sources)
    store = BlobStore(data_dir / "blobs")
    if not options.dry_run:
        sync_registry(database, watch)
        store.sweep()
    if run is not None and not options.dry_run:
        key_old_articles(database, run)
    if run is not None and not (CONTACT or options.allow_loopback or options.dry_run):
        told = (
            "sites are told no contact; set HALLWATCH_CONTACT to a page or address where you can be reached"
        )
        run.add_issue("warning", "no-contact", told)
    return _Crawl(database, watch, store, options, run, progress).work_through(chosen)


def _chosen(watch: Watch, options: CrawlOptions) -> list[Source]:
    unknown = [name for name in options.source_ids if watch.source(name) is None]
    if unknown:
        known = ", ".join(source.id for source in watch.sources) or "none"
        raise LookupError(f"no source {', '.join(unknown)} in watch {watch.id}; known: {known}")
    wanted = set(options.source_ids)
    return [source for source in watch.sources if (source.id in wanted if wanted else source.enabled)]


class _Crawl:
    """The parent's side of a crawl: starts children, takes their events, writes."""

    def __init__(
        self,
        database: Database,
        watch: Watch,
        store: BlobStore,
        options: CrawlOptions,
        run: Run | None,
        progress: Progress | None,
    ) -> None:
        self.database, self.watch, self.store, self.options = database, watch, store, options
        self._ledger, self.progress = (None if options.dry_run else run), progress
        self._selector = selectors.DefaultSelector()
        self._at_work: dict[Child, Turn] = {}
        self._batch: list[tuple[Turn, bytes]] = []
        self._written = self._beaten = monotonic()
        self._reports: list[SourceReport] = []

    def work_through(self, sources: list[Source]) -> list[SourceReport]:
        """Give each source its turn; return the reports in the order of the sources."""
        try:
            with held_back() as interrupts:
                self._take_turns(list(reversed(sources)), interrupts)
        except KeyboardInterrupt:
            self._cut_short("interrupted", "interrupted", "stopped by hand; what came in is kept, run again")
            raise
        except StoreError as error:
            self._cut_short("failed", "not-kept", str(error))
            raise
        except sqlite3.DatabaseError as error:
            told = f"the database cannot be written ({error}); free some space and run again"
            self._cut_short("failed", "not-kept", told)
            raise StoreError(told) from error
        finally:
            self._end_children()
        order = {source.id: place for place, source in enumerate(sources)}
        return sorted(self._reports, key=lambda report: order[report.source_id])

    def _take_turns(self, queue: list[Source], interrupts: Interrupts) -> None:
        while queue or self._at_work:
            while queue and len(self._at_work) < max(1, self.options.jobs):
                self._start(queue.pop())
            self._listen()
            interrupts.raise_if_asked()

    def _start(self, source: Source) -> None:
        turn = Turn(self.database, self._ledger, source.id, dry_run=self.options.dry_run)
        if self._ledger is not None:
            self._ledger.start_source(source.id)
        child = Child(self._job(source), self.options.deadline)
        self._at_work[child] = turn
        self._selector.register(child, selectors.EVENT_READ)

    def _job(self, source: Source) -> Job:
        options = self.options
        limit = options.flood if options.max_requests is None else min(options.max_requests, options.flood)
        organization = self.watch.organization(source.organization)
        polite = not options.allow_loopback
        default_cap = 30.0 if polite else 0.0
        return Job(
            source=source.model_dump(mode="json"),
            blobs=str(self.store.root.resolve()),
            today=now().date().isoformat(),
            since=options.since.isoformat() if options.since else None,
            pages=[asdict(row) for row in known_pages(self.database, source.id)],
            timezone=self.watch.timezone(source),
            body_name=organization.name if organization else None,
            platforms=options.platforms,
            max_requests=limit,
            limited=options.max_requests is not None and options.max_requests < options.flood,
            depth_limit=options.depth_limit,
            memory=options.memory,
            parse_seconds=options.parse_seconds,
            timeout=options.timeout,
            max_size=options.max_size,
            delay_cap=default_cap if options.delay_cap is None else options.delay_cap,
            retry_cap=120.0 if polite else 1.0,
            backoff=options.backoff if polite else 0.05,
            allow_loopback=options.allow_loopback,
            dry_run=options.dry_run,
            warc=str(options.warc.resolve()) if options.warc else None,
        )

    def _listen(self) -> None:
        ended = []
        for key, _ in self._selector.select(TICK):
            child: Child = key.fileobj  # type: ignore[assignment]
            lines, more = child.read()
            self._batch.extend((self._at_work[child], line) for line in lines)
            if not more:
                ended.append(child)
        if len(self._batch) >= BATCH or monotonic() - self._written > BATCH_SECONDS:
            self._write()
        for child in ended:
            self._finish(child)
        for child in [child for child in self._at_work if child.late]:
            told = f"not done after {self.options.deadline:g} s; what came in is kept, run again for the rest"
            self._finish(child, ("timeout", "deadline", told))

    def _write(self) -> None:
        batch, self._batch, self._written = self._batch, [], monotonic()
        if batch:
            with self.database.atomic():
                for turn, line in batch:
                    turn.take(line)
        for turn in dict(batch):
            self._tell_progress(turn)
            if turn.store_failed is not None:
                raise StoreError(turn.store_failed)
        if self._ledger is not None and monotonic() - self._beaten > HEARTBEAT_SECONDS:
            self._beaten = monotonic()
            self._ledger.heartbeat()

    def _tell_progress(self, turn: Turn) -> None:
        if self.progress is not None:
            done = turn.report.counts.ended
            self.progress(turn.source_id, done, turn.report.counts.requested + turn.waiting)

    def _finish(self, child: Child, cut: tuple[SourceState, str, str] | None = None) -> None:
        turn = self._at_work[child]
        status = child.end() if cut else child.wait()
        self._drain(child, turn)
        self._write()
        if cut is None and not turn.finished:
            told = f"the source's process died (status {status}): {child.last_words() or 'no last words'}"
            cut = ("failed", "crashed", f"{told}; what came in is kept")
        self._drop(child)
        with self.database.atomic():
            self._reports.append(turn.close(cut))
        self._tell_progress(turn)

    def _drop(self, child: Child) -> None:
        del self._at_work[child]
        self._selector.unregister(child)
        child.close()

    def _cut_short(self, state: SourceState, kind: str, message: str) -> None:
        # The children end first: what they have told is still written, if it can be.
        at_work = dict(self._at_work)
        self._end_children()
        with contextlib.suppress(sqlite3.DatabaseError, StoreError):
            self._write()
        with contextlib.suppress(sqlite3.DatabaseError), self.database.atomic():
            for turn in at_work.values():
                turn.close((state, kind, message))

    def _end_children(self) -> None:
        for child, turn in list(self._at_work.items()):
            child.end()
            self._drain(child, turn)
            self._drop(child)
        self._selector.close()

    def _drain(self, child: Child, turn: Turn) -> None:
        more = True
        while more:
            lines, more = child.read()
            self._batch.extend((turn, line) for line in lines)
