"""The parse stage: every version that no current parser has read becomes records and rows.

Resumable and repeatable: what a version gives depends on its bytes only, what a source's rows say on its
versions in order. Killed anywhere and run again, the stage ends with the same rows.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, tee

from sqlite_utils import Database

from crawler.assertions import check
from crawler.parse_pool import ParsePool
from crawler.parse_worker import ReadTask, read_version
from crawler.platform import Page
from crawler.platforms import PLATFORMS
from crawler.scan import TopicScan
from crawler.urls import without_mark
from db.blobs import BlobStore
from db.clock import now
from db.ledger import Run
from db.registry import Source, Watch
from db.store.article_changes import derive_changes, mark_presence
from db.store.articles import date_undated_articles, drop_article, store_article
from db.store.civic import assemble_source, unassembled_sources
from db.store.scans import settle_relevance, store_scan
from db.store.source_items import SourceItems, source_items
from db.store.vanished import mark_walls, stub_of
from db.store.versions import ParsedVersion, PendingVersion, pending_versions, store_version

BATCH = 100  # versions a transaction: with their records about a thousand rows
SLOW = {"article", "document"}  # read in the pool; the others take a millisecond
ARTICLE = "article"
NO_ARTICLE = "not an article"
LOOKED_AT = """
    SELECT 1 FROM documents d JOIN document_versions v ON v.document_id = d.id
    WHERE d.source_id = ? AND v.archive IS NULL LIMIT 1
"""

Step = Callable[[int, int], None]


def parse_pending(
    database: Database,
    watch: Watch,
    blobs: BlobStore,
    run: Run,
    progress: Step | None = None,
    processes: int = 2,
) -> dict[str, SourceItems]:
    """Read all pending versions, rebuild what depends on them, judge each source, and return what each gives.

    `progress` is told how many versions are read and how many there are. Raises StoreError when the
    database or the kept bytes cannot be used.
    """
    _read_all(database, watch, blobs, run, progress, processes)
    for source_id in unassembled_sources(database):
        assemble_source(database, source_id)
    sources = [source for source in watch.sources if source.enabled]
    with database.atomic():
        date_undated_articles(database)
        mark_walls(database)
        mark_presence(database)
        return {source.id: judge(database, source, run, now().date()) for source in sources}


def _read_all(
    database: Database, watch: Watch, blobs: BlobStore, run: Run, progress: Step | None, processes: int
) -> None:
    versions = {name: platform.version for name, platform in PLATFORMS.items() if platform.recorded}
    for source in watch.sources:
        for way in source.ways():
            versions[f"{way.platform}/{source.id}"] = PLATFORMS[way.platform].version_for(way.options)
        if source.pages:
            reader = PLATFORMS[ARTICLE]
            versions[f"{ARTICLE}/{source.id}"] = reader.version_for(reader.options_for_reading(source))
    scan = TopicScan.for_topic(watch.topic)
    pending = pending_versions(database, versions, scan.version)
    done = 0
    with ParsePool(processes) as pool:
        answers = _read(pending, watch, blobs, pool, scan)
        # Waited for outside the transaction: others may write meanwhile.
        while batch := list(islice(answers, BATCH)):
            with database.atomic():
                for version, found in batch:
                    _store(database, run, version, found)
                articles = {version.document_id for version, _ in batch if version.platform == ARTICLE}
                derive_changes(database, articles)
                settle_relevance(database, articles)
            done += len(batch)
            if progress:
                progress(done, len(pending))


def judge(database: Database, source: Source, run: Run, today: date) -> SourceItems:
    """Check a source's assertions and write the verdict to the ledger; return what the source gives.

    A source that was never looked at has no verdict: its crawl told what kept it away, or archives alone
    have given its pages.
    """
    found = source_items(database, source.id, source.kind)
    if database.execute(LOOKED_AT, [source.id]).fetchone():
        breaches = check(source, found, today)
        for breach in breaches:
            run.add_issue(breach.level, breach.kind, f"{source.id}: {breach.message}", source_id=source.id)
        blocking = "; ".join(breach.message for breach in breaches if breach.blocks)
        run.judge_source(source.id, items=found.items, blocked=bool(blocking), reason=blocking or None)
    return found


def _read(
    pending: Sequence[PendingVersion], watch: Watch, blobs: BlobStore, pool: ParsePool, scan: TopicScan
) -> Iterator[tuple[PendingVersion, ParsedVersion]]:
    """Yield each version with what its bytes give, in order; the pool reads ahead."""
    tasks, ahead = tee(_task(version, watch, blobs, scan) for version in pending)
    slow = pool.read(task for task in ahead if task.platform in SLOW)
    for version, task in zip(pending, tasks, strict=True):
        yield version, next(slow) if task.platform in SLOW else read_version(task)


def _task(version: PendingVersion, watch: Watch, blobs: BlobStore, scan: TopicScan) -> ReadTask:
    source = watch.source(version.source_id)
    organization = watch.organization(source.organization) if source and source.kind == "board" else None
    page = Page(
        url=without_mark(version.url),
        body=b"",
        media_type=version.media_type,
        request=version.request,
        kind=version.kind,
        timezone=watch.timezone(source) if source else None,
        body_name=organization.name if organization else None,
        options=PLATFORMS[version.platform].options_for_reading(
            source.seen_by(version.platform) if source else None
        ),
    )
    scanned = version.platform == ARTICLE and source is not None and source.kind == "outlet"
    return ReadTask(version.id, version.platform, version.sha256, blobs.root, page, scan if scanned else None)


def _store(database: Database, run: Run, version: PendingVersion, parsed: ParsedVersion) -> None:
    """Store one version's records and turn what went wrong into issue rows."""
    store_version(database, parsed)
    _note(run, version, "error", "unreadable page", parsed.problem)
    article = next((record for record in parsed.records if record["type"] == "article"), None)
    wanted = parsed.scan.wanted if parsed.scan else None
    stub = stub_of(database, parsed.id, article, wanted) if article else None
    _note(run, version, "warning", "stub", stub)
    if article is None or stub or article["kind"] == NO_ARTICLE:
        drop_article(database, parsed.id)
        if article and not stub:
            _note(run, version, "warning", NO_ARTICLE, "a list or front page, where an article was expected")
    else:
        if _is_ahead(article["date_published"]):
            told = f"published on {article['date_published']}, which is still to come; the date is not used"
            _note(run, version, "warning", "future date", told)
            article = {**article, "date_published": None, "date_source": None, "date_confidence": None}
        store_article(database, parsed.id, article)
    if parsed.scan:
        store_scan(database, parsed.id, parsed.scan)
    for record in parsed.records:
        if record["type"] == "remark":
            _note(run, version, "warning", record["kind"], record["message"])


def _is_ahead(published: str | None) -> bool:
    return bool(published) and str(published)[:10] > (now().date() + timedelta(days=2)).isoformat()


def _note(run: Run, version: PendingVersion, level: str, kind: str, told: str | None) -> None:
    if told:
        run.add_issue(
            "error" if level == "error" else "warning",
            kind,
            f"{version.url}: {told}",
            source_id=version.source_id,
            url=version.url,
            document_version_id=version.id,
        )
