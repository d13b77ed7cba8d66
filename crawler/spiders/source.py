"""The spider: asks for a source's pages level by level and tells how each request ended."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.address_patterns import is_chosen
from crawler.fetching.answers import header_of, media_type_of, place_of, soft_404
from crawler.fetching.faults import RobotsUnreachable, Verdict, verdict
from crawler.fetching.job import Job
from crawler.fetching.levels import Levels
from crawler.fetching.links import ParserStuckError, follow_page
from crawler.fetching.refusals import ARTICLE, NOT_CHOSEN, refusal_of
from crawler.fetching.report import Report, named
from crawler.fetching.sending import needs_session, request_for, without_session
from crawler.fetching.spellings import Spellings
from crawler.middlewares.retry import MEANS_NOTHING
from crawler.paging import is_further
from crawler.platform import Follow, Look, Page, PageError, Window
from crawler.urls import canonical, page_key, without_mark
from crawler.variants import variant_key
from db.blobs import BlobError, BlobStore
from db.errors import StoreError
from db.frontier import LEAVES, PERMANENT, FrontierRow

GOOD = (200, 203)
NOT_MODIFIED = 304
LIST_ENDS = Verdict("filtered", "end-of-list", "the list has no such page: it ends before")


class SourceSpider(scrapy.Spider):
    """Runs one job; knows no site. What it finds out goes to the report, never to a database."""

    name = "source"

    def __init__(self, job: Job, report: Report, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job, self.report = job, report
        self.source, self.window = job.registry_source(), job.window()
        self.platforms, self.blobs = job.load_platforms(), BlobStore(Path(job.blobs))
        self.known = job.known()
        self.levels, self.spellings = Levels(), Spellings(self.known)
        self._open: set[str] = set()
        self._refused: set[str] = set()
        self._named: set[str] = set()
        self._own_hosts: set[str] = set()
        self._asked = 0
        self._stopped = False
        self._quiet = asyncio.Event()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        """Make the spider and listen for what would otherwise pass unnoticed."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.spider_error, signal=signals.spider_error)
        crawler.signals.connect(spider.request_dropped, signal=signals.request_dropped)
        crawler.signals.connect(spider.spider_closed, signal=signals.spider_closed)
        return spider

    # What is asked for ---------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """Yield the requests of each level, waiting for one to end before the next."""
        self._seed()
        while not self._stopped and (level := self.levels.take()):
            self._quiet.clear()
            for place, row in enumerate(self._fold(level)):
                if self._reread(row):
                    continue
                if self._may_ask(len(level) - place + len(self.levels)):
                    yield self._ask(row)
            if self._open:
                await self._quiet.wait()
            if self.job.dry_run:
                break
        if self.job.dry_run:
            for row in self._fold(self.levels.waiting()):
                self.report.would(row)

    def _fold(self, level: list[FrontierRow]) -> list[FrontierRow]:
        chosen, folded = self.spellings.choose(level)
        for row in folded:
            self.report.folded(row.url, variant_key(row.url), settled=row.state == "done")
        return chosen

    def _seed(self) -> None:
        platform = self.platforms[self.source.platform]
        own = [self._row(follow, None) for follow in platform.start(self.source, self.window)]
        lists = {row.url for row in own if row.platform == platform.name}
        starts = [*own, *self._further_starts()]
        self.report.found(starts, lists)
        self._own_hosts = {_host(url) for url in lists}
        for row in starts:
            self.levels.add(self._remembered(row))
        for row in self.known.values():
            if self._look(row) != "leave" and not needs_session(row.request):
                self._seed_known(row)

    def _further_starts(self) -> list[FrontierRow]:
        """Return what the outlet's further ways begin with; one that cannot begin is told."""
        rows = []
        for way in self.source.also:
            seen = self.source.seen_by(way.platform)
            try:
                begun = self.platforms[way.platform].start(seen, self.window)
                rows += [self._row(follow, None) for follow in begun]
            except Exception as error:  # noqa: BLE001 - one way's mistake must not cost the others
                told = f"the way by {way.platform} cannot start: {type(error).__name__}: {error}"
                self.report.issue("error", "way-failed", told, way.url)
        return rows

    def _remembered(self, row: FrontierRow) -> FrontierRow:
        known = self.known.get(row.url)
        return replace(row, since=known.since) if known else row

    def _seed_known(self, row: FrontierRow) -> None:
        if row.platform == ARTICLE and not is_chosen(self.source, without_mark(row.url)):
            if row.state == "pending":  # named before the entry left it out: settled, so that nothing is owed
                self._refuse(row.url, NOT_CHOSEN)
            return
        self.levels.add(replace(row, depth=max(row.depth, 1)))

    def _look(self, row: FrontierRow) -> Look:
        return self.platforms[row.platform].look(self.source.seen_by(row.platform), row, self.window)

    def _reread(self, row: FrontierRow) -> bool:
        """Read once more what is kept of a page, where that will do; tell whether it did."""
        known = self.known.get(row.url)
        if known is None or known.sha256 is None or self._look(known) != "reread":
            return False
        try:
            body = self.blobs.get(known.sha256)
        except BlobError as error:
            self.report.issue("warning", "blob-missing", f"{error}; asked for again", row.url)
            return False
        self.report.reread(row.url, self._follows(row, known.document_url or row.url, body, None))
        return True

    def _may_ask(self, left: int) -> bool:
        if not self._stopped and self._asked >= self.job.max_requests:
            told = f"stopped after {self._asked} requests with {left} pages left"
            if self.job.limited:
                self._stop("done", "limit", f"{told}, as asked; the next run goes on with them")
            else:
                self._stop("flood", "flood", f"{told}; look at what the site links to, or raise the limit")
        return not self._stopped

    def _ask(self, row: FrontierRow) -> Request:
        self._asked += 1
        self._open.add(row.url)
        self.report.requested(row.url, len(self.levels))
        means_nothing = self.platforms[row.platform].means_nothing
        return request_for(
            row,
            self._conditions(row),
            callback=self.answered,
            errback=self.fault,
            meta={"row": row, MEANS_NOTHING: means_nothing},
        )

    def _conditions(self, row: FrontierRow) -> dict[str, str]:
        known = self.known.get(row.url)
        if self.job.dry_run or known is None or known.sha256 is None or not self.blobs.holds(known.sha256):
            return {}
        wanted = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in wanted.items() if value}

    # How it ended --------------------------------------------------------------------------------

    async def answered(self, response: Response) -> None:
        """Take an answer of any status."""
        row: FrontierRow = response.meta["row"]
        known = self.known.get(row.url)
        if response.status in GOOD or response.meta[MEANS_NOTHING](response.status, response.body):
            await self._capture(row, response)
        elif response.status == NOT_MODIFIED and known is not None and known.sha256:
            self._not_modified(row, known)
        elif response.status in PERMANENT and is_further(row.kind):
            self._end(row, LIST_ENDS, response.status, response.meta)
        else:
            told = f"the site answered {response.status}; open the page in a browser"
            how = Verdict("failed", f"http-{response.status}", told)
            self._end(row, how, response.status, response.meta)

    def fault(self, failure: Failure) -> None:
        """Take a request that got no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value or RuntimeError("an error without a name")
        self._end(request.meta["row"], verdict(error), None, request.meta)
        if isinstance(error, RobotsUnreachable) and _host(request.url) in self._own_hosts:
            self._stop("failed", RobotsUnreachable.kind, str(error))

    async def _capture(self, row: FrontierRow, response: Response) -> None:
        url = without_session(response.url, row.session)
        hops = [without_session(hop, row.session) for hop in response.meta.get("redirect_urls", [])[1:]]
        final = canonical(url) + row.url.partition(canonical(row.url))[2]
        if gone := soft_404(row, final):
            self._end(row, gone, response.status, response.meta)
            return
        try:
            origin = self.platforms[row.platform].origin(self.source, url, response.body)
        except PageError as error:
            self._end(row, Verdict("failed", "not-archived", str(error)), response.status, response.meta)
            return
        body = response.body if origin is None else origin.body
        sha256 = "" if self.job.dry_run else await self._keep(row, body)
        if sha256 is None:
            return
        follows = [] if origin else self._follows(row, url, body, media_type_of(response))
        self._conclude(row)
        self.report.captured(
            row.url,
            status=response.status,
            sha256=sha256,
            size=len(body),
            media_type=media_type_of(response),
            etag=header_of(response, "ETag"),
            last_modified=header_of(response, "Last-Modified"),
            follows=follows,
            **place_of(row, final, [row.url, *map(canonical, hops)], origin, body, self.source),
        )

    async def _keep(self, row: FrontierRow, body: bytes) -> str | None:
        try:
            # Waiting for the disk takes longer than the network; meanwhile other answers come in.
            return await asyncio.to_thread(self.blobs.put, body)
        except StoreError as error:
            self._stopped = True
            self._end(row, Verdict("failed", "not-kept", str(error)), None, {})
            self.report.store_failed(str(error))
        return None

    def _not_modified(self, row: FrontierRow, known: FrontierRow) -> None:
        # The page is read again from what is kept: a wider window, or a better parser, may find more in it.
        try:
            body = self.blobs.get(known.sha256 or "")
        except BlobError as error:
            self._end(row, Verdict("failed", "blob-missing", str(error)), NOT_MODIFIED, {})
            return
        follows = self._follows(row, known.document_url or row.url, body, None)
        self._conclude(row)
        self.report.not_modified(row.url, follows)

    def _end(self, row: FrontierRow, how: Verdict, status: int | None, meta: dict[str, Any]) -> None:
        if self._conclude(row):
            self.report.ended(row.url, how, status=status, attempts=1 + meta.get("retry_times", 0))

    def _conclude(self, row: FrontierRow) -> bool:
        was_open = row.url in self._open
        self._open.discard(row.url)
        if not self._open:
            self._quiet.set()
        return was_open

    # What it leads to ----------------------------------------------------------------------------

    def _follows(
        self, row: FrontierRow, url: str, body: bytes, media_type: str | None
    ) -> list[dict[str, Any]]:
        page = Page(
            url=url,
            body=body,
            media_type=media_type,
            kind=row.kind,
            timezone=self.job.timezone,
            body_name=self.job.body_name,
            request=row.request,
            date=row.date,
            session=row.session,
            options=self.platforms[row.platform].options_for_reading(self.source.seen_by(row.platform)),
        )
        window = self._window_of(row)
        wanted = [follow for follow in self._read(row, page, window) if self._wanted(follow, row, window)]
        rows = [self._row(follow, row) for follow in self._without_stale_ends(wanted, window)]
        for named_row in rows:
            self._consider(named_row)
        return [named(named_row) for named_row in rows]

    def _window_of(self, row: FrontierRow) -> Window:
        """Return the window to read a page by: as far back as the look went that owes it."""
        days = [day for day in (row.since and date.fromisoformat(row.since), self.window.since) if day]
        return replace(self.window, since=min(days, default=None))

    def _without_stale_ends(self, follows: list[Follow], window: Window) -> list[Follow]:
        """Return the follows without a list's next page, when its pages have stopped to bring anything new.

        New is what no page of this run named; in a look that goes back to no day, what was not known before.
        """
        keys = {page_key(follow.url, follow.request) for follow in follows if not is_further(follow.kind)}
        new = keys - self._named if window.since else keys - self.known.keys()
        self._named |= keys
        return follows if new else [follow for follow in follows if not is_further(follow.kind)]

    def _read(self, row: FrontierRow, page: Page, window: Window) -> Sequence[Follow]:
        platform, source = self.platforms[row.platform], self.source.seen_by(row.platform)
        try:
            return follow_page(platform, source, page, window, seconds=self.job.parse_seconds)
        except PageError as error:
            self.report.issue("error", "parse-error", str(error), page.url)
        except ParserStuckError as error:
            self.report.issue("error", "parser-stuck", str(error), page.url)
        except Exception as error:  # noqa: BLE001 - a parser's own mistake must not lose the page's bytes
            told = (
                f"the {row.platform} parser failed on this page: {type(error).__name__}: {error}; report it"
            )
            self.report.issue("error", "parser-failed", told, page.url)
        return ()

    def _row(self, follow: Follow, parent: FrontierRow | None) -> FrontierRow:
        return FrontierRow(
            url=page_key(follow.url, follow.request),
            platform=follow.platform,
            kind=follow.kind,
            date=follow.date,
            request=follow.request,
            session=follow.session,
            depth=self._depth(follow, parent) if parent else 0,
            found_on=parent.url if parent else None,
            since=self._owed_since(follow, parent) if parent else None,
        )

    def _depth(self, follow: Follow, parent: FrontierRow) -> int:
        # A list's later pages stand on one level with its second: a list is no deeper for being long.
        return max(parent.depth, 1) if is_further(follow.kind) else parent.depth + 1

    def _owed_since(self, follow: Follow, parent: FrontierRow) -> str | None:
        since = self._window_of(parent).since
        return since.isoformat() if since and follow.platform not in LEAVES else None

    def _wanted(self, follow: Follow, parent: FrontierRow, window: Window) -> bool:
        refusal = refusal_of(follow, parent, window, self.source, self.platforms, self.job.depth_limit)
        if refusal is not None:
            self._refuse(follow.url, refusal)
        return refusal is None

    def _refuse(self, url: str, refusal: Verdict) -> None:
        if url not in self._refused:
            self._refused.add(url)
            self.report.requested(url, len(self.levels))
            self.report.ended(url, refusal)

    def _consider(self, row: FrontierRow) -> None:
        known = self.known.get(row.url)
        current = known.renamed(row) if known else row
        self.known[row.url] = current
        if self._look(current) != "leave":
            self.levels.add(current)

    # What must not pass unnoticed ----------------------------------------------------------------

    def _stop(self, state: str, kind: str, message: str) -> None:
        if not self._stopped:
            self._stopped = True
            self.report.stopped(state, kind, message)

    def spider_error(self, failure: Failure, response: Response | None) -> None:
        """Tell of a mistake in a callback or in a platform's start."""
        told = f"{type(failure.value).__name__}: {failure.value}"
        row = response.meta.get("row") if response is not None else None
        if row is None:
            self._stop("failed", "start-failed", f"the {self.source.platform} platform cannot start: {told}")
        else:
            self._end(row, Verdict("failed", "crawler-failed", f"{told}; report it"), None, {})

    def request_dropped(self, request: Request) -> None:
        """Tell of a request that the scheduler refused."""
        if "row" in request.meta:
            self._end(request.meta["row"], Verdict("failed", "dropped", "dropped by the scheduler"), None, {})

    def spider_closed(self) -> None:
        """Account for what is left: nothing, unless the turn was cut short."""
        for url in sorted(self._open):
            self.report.ended(url, Verdict("failed", "lost", "the turn ended before its answer came"))
        self._open.clear()


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
