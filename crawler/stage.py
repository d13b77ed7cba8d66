"""The job's first two stages: fetch what is new, then read the records out of it."""

from collections.abc import Sequence

from crawler.fetching.turn import SourceReport
from crawler.parse_stage import parse_pending
from crawler.run import CrawlOptions
from crawler.run import crawl as crawl_sources
from db.blobs import BlobStore
from db.job import Job
from db.ledger import OUTCOMES
from db.registry import Source


def crawl(job: Job) -> None:
    """Crawl the sources that were asked for; what goes wrong with one is in the ledger, the rest goes on."""
    job.begin("crawl")
    asked = job.options
    options = CrawlOptions(
        source_ids=asked.sources,
        since=asked.since,
        dry_run=asked.dry_run,
        max_requests=asked.max_requests,
        allow_loopback=asked.allow_loopback,
        warc=asked.warc,
    )
    crawl_and_tell(job, "crawl", options)


def crawl_and_tell(
    job: Job, stage: str, options: CrawlOptions, sources: Sequence[Source] | None = None
) -> None:
    """Crawl as one stage of the job, already begun; `sources` other than the watch's where given."""
    seen: dict[str, tuple[int, int]] = {}

    def step(source_id: str, done: int, known: int) -> None:
        seen[source_id] = (done, known)
        job.progress.step(sum(one for one, _ in seen.values()), sum(all_ for _, all_ in seen.values()))

    reports = crawl_sources(job.database, job.watch, job.data_dir, options, job.run, step, sources)
    _tell_reports(job, stage, reports)


def _tell_reports(job: Job, stage: str, reports: Sequence[SourceReport]) -> None:
    """End a stage that crawled: tell what went wrong, what a real run would fetch, and the sums."""
    if job.options.dry_run:  # the crawl leaves the ledger alone then; the exit code is read from it
        for report in reports:
            job.run.start_source(report.source_id)
            job.run.finish_source(report.source_id, report.state, report.counts, report.reason)
    for report in reports:
        if report.state != "done":
            job.progress.say(f"{report.source_id}: {report.state}: {report.reason or 'see its issues'}")
        for url in report.would:
            job.progress.say(f"{report.source_id}: would fetch {url}")
    if len(reports) > 1 and all("dns" in (report.reason or "") for report in reports):
        job.progress.say("No name could be looked up at all: is this machine online?")
    requested = sum(report.counts.requested for report in reports)
    told = ", ".join(f"{sum(getattr(report.counts, name) for report in reports)} {name}" for name in OUTCOMES)
    job.end(stage, f"{len(reports)} sources, {requested} requests = {told}")


def parse(job: Job) -> None:
    """Read every stored version that the current parsers have not read, and judge each source."""
    job.begin("parse")
    found = parse_pending(
        job.database, job.watch, BlobStore(job.data_dir / "blobs"), job.run, progress=job.progress.step
    )
    job.end("parse", f"{sum(items.records for items in found.values())} records")
