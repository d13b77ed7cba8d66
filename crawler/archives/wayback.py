"""Filling in the past from the Wayback Machine: a turn of the ordinary crawl for each outlet's captures."""

import json
import re
from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from crawler.archives.archive_source import ArchiveSource
from crawler.run import CrawlOptions
from crawler.stage import crawl_and_tell
from db.job import Job
from db.registry import Source, Watch

ARCHIVE = "https://web.archive.org"
HOURS = 6 * 3600.0  # for one outlet: at a request a second some 20,000; the next run goes on
PATIENCE = 120.0  # seconds for an answer: the index walks a whole site before it says the first word
PAUSE = 30.0  # seconds of silence after a "too many requests" that does not say how long; then twice that
MANY = 100_000  # requests an outlet and run, pages of the index one after the other included


def backfill_wayback(
    job: Job, *, since: date, until: date | None = None, match: str | None = None, archive: str = ARCHIVE
) -> None:
    """Fetch what the archive captured of the outlets asked for, of all outlets where none is named.

    `since` and `until` are days of capture, both included; `match` is a regular expression that an address
    must have (case counts), besides what the outlet's `include` and `exclude` say. A run that was cut short
    is gone on with by the next; what is there already is not asked for again. One outlet at a time: they
    all ask the same host, whose robots.txt and wishes to wait are obeyed. Raises LookupError for a source
    that is no outlet of the watch, ValueError for a `match` that cannot be read.
    """
    check_match(match)
    sources = [
        archived(outlet, archive, since=since, until=until, match=match)
        for outlet in _outlets(job.watch, job.options.sources)
    ]
    job.begin("wayback")
    _put_rows(job.database, job.watch, sources)
    asked = job.options
    options = CrawlOptions(
        dry_run=asked.dry_run,
        max_requests=asked.max_requests,
        allow_loopback=asked.allow_loopback,
        jobs=1,
        deadline=HOURS,
        timeout=PATIENCE,
        backoff=PAUSE,
        flood=MANY,
        depth_limit=MANY,
    )
    crawl_and_tell(job, "wayback", options, sources)


def check_match(match: str | None) -> None:
    """Raise ValueError when `match` is no regular expression; the text says what is wrong with it."""
    try:
        re.compile(match or "")
    except re.error as error:
        raise ValueError(f"{match!r} is no regular expression: {error}") from error


def archived(
    outlet: Source, archive: str, *, since: date, until: date | None, match: str | None
) -> ArchiveSource:
    """Return the source that stands for what an archive has of an outlet."""
    host = archive.partition("://")[2].partition("/")[0].partition(":")[0]
    options = {
        "outlet": outlet.id,
        "domains": list(outlet.domains),
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
        "match": match,
    }
    return ArchiveSource(
        id=f"{outlet.id}.wayback",
        name=f"{outlet.name} in the Wayback Machine",
        kind="archive",
        platform="wayback",
        url=archive,
        domains=[host],
        jurisdiction=outlet.jurisdiction,
        timezone=outlet.timezone,
        include=outlet.include,
        exclude=outlet.exclude,
        options={name: value for name, value in options.items() if value is not None},
    )


def _outlets(watch: Watch, wanted: Iterable[str]) -> list[Source]:
    outlets = {source.id: source for source in watch.sources if source.kind == "outlet"}
    if unknown := [name for name in wanted if name not in outlets]:
        known = ", ".join(outlets) or "none"
        raise LookupError(f"no outlet {', '.join(unknown)} in watch {watch.id}; known: {known}")
    return [outlets[name] for name in wanted] or [entry for entry in outlets.values() if entry.enabled]


def _put_rows(database: Database, watch: Watch, sources: Iterable[ArchiveSource]) -> None:
    """Give each source the row that its frontier refers to.

    Its kind keeps it out of what is judged, shown and published; only what is looked at regularly is enabled.
    """
    with database.atomic():
        for source in sources:
            database.execute(
                """
                INSERT INTO sources (id, name, kind, platform, url, timezone, domains, enabled)
                VALUES (?, ?, 'archive', ?, ?, ?, ?, 0)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url,
                  timezone = excluded.timezone, domains = excluded.domains
                """,
                [
                    source.id, source.name, source.platform, source.url, watch.timezone(source),
                    json.dumps(source.domains),
                ],
            )  # fmt: skip
