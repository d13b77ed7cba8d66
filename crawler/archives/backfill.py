"""Filling in the past from WARC files: pages of watched outlets that the scan wants become captures.

The next stage reads them like any other page. Done parts are not read again, so that a killed run goes on
where it was and a second one changes nothing; another scan or other outlets read only what they must.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from crawler.archives.dask_engine import ClusterError, read_on_cluster
from crawler.archives.faults import NotAnArchive
from crawler.archives.files import PART, ArchiveFile, look_at
from crawler.archives.outlets import Outlets
from crawler.archives.part import IssueRow, PartResult, PartTask
from crawler.archives.pool import Readings, read_in_pool
from crawler.archives.rows import Stretch, finish_archive, know_archive, store_part, stretches
from crawler.fetching.interrupts import held_back
from crawler.fetching.old_articles import key_old_articles
from crawler.scan import TopicScan
from db.blobs import BlobStore
from db.errors import StoreError
from db.job import Job
from db.ledger import Counts

Engine = Literal["pool", "dask"]
TOLD = 20  # issues of one kind in one run; the rest is one line with their number


def backfill_warc(
    job: Job,
    paths: Sequence[Path],
    *,
    processes: int,
    engine: Engine = "pool",
    scheduler: str | None = None,
    part: int = PART,
) -> None:
    """Read the WARC files and keep what the watch wants of them, as one stage of the job.

    Folders stand for the WARC files in them. What is wrong with a file, a part or a page is an issue and the
    rest goes on; a file that is no archive, a folder without one and a part that could not be read are said,
    too, and make the job a failed one. Raises StoreError when nothing can be kept, or when the engine cannot
    be used.
    """
    job.begin("backfill")
    _Backfill(job, processes, engine, scheduler, part).through(paths)


def _files(path: Path) -> list[Path]:
    """Return the archives that a path stands for. Raises NotAnArchive for a folder that holds none."""
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*.warc*") if file.is_file())
    if not found:
        raise NotAnArchive(f"{path}: a folder without a file named *.warc or *.warc.gz")
    return found


@dataclass(frozen=True)
class _Work:
    archive: ArchiveFile
    archive_id: str
    stretch: Stretch


@dataclass
class _Backfill:
    job: Job
    processes: int
    engine: Engine
    scheduler: str | None
    part: int
    counts: dict[str, Counts] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    records: int = 0
    read: int = 0
    done_before: int = 0
    broken: set[str] = field(default_factory=set)
    refused: int = 0

    def through(self, given: Sequence[Path]) -> None:
        job = self.job
        self.outlets = Outlets.of(job.watch.sources, job.options.sources)
        self.scan = TopicScan.for_topic(job.watch.topic)
        since = job.options.since
        self.since = since.isoformat() if since else None
        window = f"{self.outlets.version}+{self.since}" if self.since else self.outlets.version
        self.chosen_by = f"{window}/{self.scan.version}"
        self.blobs = BlobStore(job.data_dir / "blobs")
        if not job.options.dry_run:
            self.blobs.sweep()
            key_old_articles(job.database, job.run)
        for source_id in sorted(self.outlets.asked):
            self.counts[source_id] = Counts()
            job.run.start_source(source_id)
        paths = list(dict.fromkeys(path for one in given for path in self._paths(one)))
        works = [work for path in paths for work in self._works(path)]
        try:
            with held_back() as interrupts, closing(self._results(works)) as results:
                for work, result in zip(works, results, strict=True):
                    self._take(work, result)
                    job.progress.step(self.read, len(works))
                    job.run.heartbeat()
                    interrupts.raise_if_asked()
        except KeyboardInterrupt:
            self._finish_sources("interrupted", "stopped by hand; the next run goes on at the next part")
            raise
        except ClusterError as error:
            self._finish_sources("failed", str(error))
            raise StoreError(str(error)) from error
        self._finish_archives(works)
        self._finish_sources("done", None)
        job.end("backfill", self._summary(len(paths), len(works)))

    def _paths(self, given: Path) -> list[Path]:
        try:
            return _files(given)
        except NotAnArchive as error:
            self._refuse(error)
            return []

    def _refuse(self, error: NotAnArchive) -> None:
        self.refused += 1
        self._fail("no-archive", f"No archive, left out: {error}")

    def _fail(self, kind: str, told: str) -> None:
        """Tell of what was asked for and not read: it must not go by unseen."""
        self.job.incomplete = True
        self._issue(IssueRow(kind, told, None, None), "error")
        self.job.progress.say(told)

    def _works(self, path: Path) -> list[_Work]:
        try:
            archive = look_at(path)
        except NotAnArchive as error:
            self._refuse(error)
            return []
        with self.job.database.atomic():
            archive_id = know_archive(self.job.database, archive)
        left = stretches(self.job.database, archive_id, archive, self.chosen_by, self.part)
        if not left:
            self.done_before += 1
        return [_Work(archive, archive_id, stretch) for stretch in left]

    def _results(self, works: list[_Work]) -> Readings:
        tasks = map(self._task, works)
        if self.engine == "dask":
            readings = read_on_cluster(tasks, self.scheduler, self.processes)
        else:
            readings = read_in_pool(tasks, self.processes)
        return readings

    def _task(self, work: _Work) -> PartTask:
        stretch = work.stretch
        return PartTask(
            path=str(work.archive.path.resolve()),
            packing=work.archive.packing,
            start=stretch.start,
            stop=stretch.stop,
            outlets=self.outlets,
            scan=self.scan,
            blobs=None if self.job.options.dry_run else str(self.blobs.root.resolve()),
            since=self.since,
            only=stretch.only,
            skip=stretch.skip,
        )

    def _take(self, work: _Work, result: PartResult | str) -> None:
        self.read += 1
        database = self.job.database
        with database.atomic():
            if isinstance(result, str):
                self.broken.add(work.archive_id)
                where = f"{work.archive.path}, bytes {work.stretch.start} to {work.stretch.stop}"
                told = f"{where}: {result}; this part is left out, run again to try it"
                self._fail("unread-part", told)
                return
            for issue in result.issues:
                self._issue(issue, "warning")
            if self.job.options.dry_run:
                self._count_only(result)
            else:
                self._store(work, result)
        self.records += result.records
        self.passed.update(dict(result.passed))

    def _store(self, work: _Work, result: PartResult) -> None:
        found = store_part(
            self.job.database, work.archive_id, work.archive, work.stretch, result, self.chosen_by
        )
        for source_id, outcomes in found.items():
            for outcome, number in outcomes.items():
                self._count(source_id, outcome, number)

    def _count_only(self, result: PartResult) -> None:
        for page in result.pages:
            self._count(page.source_id, "stored" if page.wanted else "filtered", 1)

    def _count(self, source_id: str, outcome: str, number: int) -> None:
        counts = self.counts[source_id]
        counts.requested += number
        setattr(counts, outcome, getattr(counts, outcome) + number)

    def _issue(self, issue: IssueRow, level: Literal["warning", "error"]) -> None:
        self.told[issue.kind] += 1
        if issue.kind == "archived-page" and issue.source_id:
            self._count(issue.source_id, "failed", 1)
        if self.told[issue.kind] <= TOLD:
            self.job.run.add_issue(level, issue.kind, issue.message, source_id=issue.source_id, url=issue.url)

    def _finish_archives(self, works: list[_Work]) -> None:
        with self.job.database.atomic():
            for archive_id in dict.fromkeys(work.archive_id for work in works):
                if archive_id not in self.broken and not self.job.options.dry_run:
                    finish_archive(self.job.database, archive_id)
            for kind, number in sorted(self.told.items()):
                if number > TOLD:
                    more = f"{number - TOLD} more of this kind, not told one by one"
                    self.job.run.add_issue("warning", kind, more)

    def _finish_sources(self, state: Literal["done", "failed", "interrupted"], reason: str | None) -> None:
        with self.job.database.atomic():
            for source_id, counts in self.counts.items():
                self.job.run.finish_source(source_id, state, counts, reason)

    def _summary(self, files: int, parts: int) -> str:
        totals = Counter[str]()
        for counts in self.counts.values():
            totals.update(
                {name: getattr(counts, name) for name in ("stored", "unchanged", "filtered", "failed")}
            )
        pages = sum(totals.values())
        wanted = totals["stored"] + totals["unchanged"]
        new = "would be read" if self.job.options.dry_run else "new"
        told = [
            f"{_number(files, 'file')}, {_number(parts, 'part')}, {_number(self.records, 'record')}",
            f"{_number(pages, 'article')} of watched outlets, "
            f"{wanted} about the topic ({totals['stored']} {new})",
        ]
        if self.refused:
            told.append(f"{self.refused} of what was given no archive")
        if self.done_before:
            told.append(f"{_number(self.done_before, 'file')} done before")
        if self.records and not pages and not self.passed:
            told.append("no page of a watched outlet in it")
        if self.passed:
            told.append(
                "passed over: " + ", ".join(f"{number} {why}" for why, number in sorted(self.passed.items()))
            )
        if totals["stored"] and not self.job.options.dry_run:
            told.append("next: `hallwatch tag`, then `hallwatch build`")
        return "; ".join(told)


def _number(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
