"""Reading one part of an archive: what a worker does, on this machine or another.

Told twice, it gives the same: bodies are kept by their content, rows are the parent's to write.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from fastwarc.warc import WarcRecord, WarcRecordType

from crawler.archives.faults import Damaged, told_as_damage
from crawler.archives.files import Packing
from crawler.archives.outlets import Outlets, may_be_article
from crawler.archives.payload import NoPage, page_bytes
from crawler.archives.records import records_at, records_in
from crawler.own_address import Identity, identity_of
from crawler.scan import TopicScan
from crawler.urls import canonical
from db.blobs import BlobStore
from db.clock import now
from db.registry import Source

TOLD = 20  # issues of one kind in one part; the rest is counted
OLDEST = datetime(1995, 1, 1, tzinfo=UTC)  # there were no web archives before
PAGES = WarcRecordType.response | WarcRecordType.resource
WARCINFO_LONGEST = 4096


@dataclass(frozen=True, kw_only=True)
class PartTask:
    """A stretch of an archive to read. `only` names the records to read again, `skip` those known already.

    `blobs` is the folder of kept bytes; None for a dry run, which keeps nothing. `since` is an ISO date: what
    the archive saw before is left out.
    """

    path: str
    packing: Packing
    start: int
    stop: int
    outlets: Outlets
    scan: TopicScan
    blobs: str | None
    since: str | None = None
    only: tuple[int, ...] | None = None
    skip: frozenset[int] = frozenset()


class PageRow(NamedTuple):
    """A page of a watched outlet, as a row and a capture need it.

    `url` is the record's; what the page states for itself is looked up only for one that is wanted. `sha256`
    is empty for one that is not, and in a dry run.
    """

    position: int
    source_id: str
    url: str
    captured_at: str
    wanted: bool
    reason: str
    sha256: str
    size: int
    status: int
    media_type: str | None
    last_modified: str | None
    own_url: str
    variant_key: str
    fetched_url: str | None


class IssueRow(NamedTuple):
    """Something that a person should know of a part."""

    kind: str
    message: str
    source_id: str | None
    url: str | None


class PartResult(NamedTuple):
    """What a part holds: plain tuples, cheap to send from a process or a machine to another."""

    records: int
    pages: tuple[PageRow, ...]
    issues: tuple[IssueRow, ...]
    passed: tuple[tuple[str, int], ...]  # why pages of watched outlets were passed over, and how many
    warcinfo: str | None


def read_part(task: PartTask) -> PartResult:
    """Read a part. Raises OSError when the file or the folder of kept bytes cannot be used."""
    return _Reading(task).through()


@dataclass
class _Reading:
    task: PartTask
    pages: list[PageRow] = field(default_factory=list)
    issues: list[IssueRow] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    warcinfo: str | None = None

    def through(self) -> PartResult:
        task, count = self.task, 0
        path = Path(task.path)
        if task.only is not None and task.packing != "stream":
            records = records_at(path, list(task.only), self._damaged)
        else:
            records = records_in(path, task.packing, task.start, task.stop, self._damaged)
        only = None if task.only is None else frozenset(task.only)
        for place, record in records:
            count += 1
            if place not in task.skip and (only is None or place in only):
                self._take(place, record)
        for kind, number in sorted(self.told.items()):
            if number > TOLD:
                self.issues.append(
                    IssueRow(kind, f"{number - TOLD} more of this kind in this part", None, None)
                )
        passed = tuple(sorted(self.passed.items()))
        return PartResult(count, tuple(self.pages), tuple(self.issues), passed, self.warcinfo)

    def _take(self, place: int, record: WarcRecord) -> None:
        kind = record.record_type
        if kind == WarcRecordType.warcinfo:
            self._note_warcinfo(place, record)
            return
        url = _target(record)
        if not self.task.outlets.watches(url):
            return
        if kind & PAGES:
            self._take_page(place, record, url)
        elif kind == WarcRecordType.revisit:
            self.passed["seen before, unchanged"] += 1
        elif kind == WarcRecordType.continuation:
            self._tell("segmented-record", "a page in several records, which is not put together", url=url)

    def _take_page(self, place: int, record: WarcRecord, url: str) -> None:
        source = self.task.outlets.source_of(url)
        if source is None or not may_be_article(url):
            self.passed["other addresses" if source is None else "no article's address"] += 1
            return
        try:
            url = canonical(url)
            seen = _seen_at(record)
            if self.task.since is not None and seen < self.task.since:
                self.passed["before the window"] += 1
                return
            self._judge(place, record, source, url, seen)
        except NoPage as no:
            self.passed[str(no)] += 1
        except (Damaged, ValueError) as error:
            self._tell("archived-page", f"{url}: {error}; it is left out", source.id, url)

    def _judge(self, place: int, record: WarcRecord, source: Source, url: str, seen: str) -> None:
        length = record.content_length
        page = page_bytes(record)
        with told_as_damage():
            if record.reader.tell() < record.content_length:
                raise Damaged("the file ends within it")
        if record.headers.get("WARC-Truncated"):
            told = f"the archive kept only its first {length} bytes"
            self._tell("cut-page", f"{url}: {told}", source.id, url)
        verdict = self.task.scan.judge(page.body)
        sha256, own = "", Identity(url, "", None)
        if verdict.wanted and self.task.blobs is not None:
            sha256 = BlobStore(Path(self.task.blobs)).put(page.body)
            own = identity_of(url, page.body, source.domains)
        self.pages.append(
            PageRow(
                place, source.id, url, seen, verdict.wanted, verdict.reason, sha256, len(page.body),
                page.status, page.media_type, page.last_modified, own.url, own.variant_key, own.fetched_url,
            )
        )  # fmt: skip

    def _note_warcinfo(self, place: int, record: WarcRecord) -> None:
        if self.warcinfo is None:
            try:
                with told_as_damage():
                    text: bytes = record.reader.read(WARCINFO_LONGEST)
            except Damaged as error:
                self._damaged(place, str(error))
            else:
                self.warcinfo = text.decode("utf-8", "replace").strip() or None

    def _damaged(self, place: int, told: str) -> None:
        self._tell("damaged-archive", f"{Path(self.task.path).name}, byte {place}: {told}")

    def _tell(self, kind: str, told: str, source_id: str | None = None, url: str | None = None) -> None:
        self.told[kind] += 1
        if self.told[kind] <= TOLD:
            self.issues.append(IssueRow(kind, told, source_id, url))


def _target(record: WarcRecord) -> str:
    # WARC 1.0's grammar has the address in angle brackets, and some writers followed it.
    return (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")


def _seen_at(record: WarcRecord) -> str:
    """Return when the archive saw the page, UTC. Raises ValueError for no date and for one that cannot be."""
    stated = record.headers.get("WARC-Date")
    seen = record.record_date
    if seen is None:
        raise ValueError(f"its WARC-Date {stated!r} is no date")
    seen = seen.astimezone(UTC)
    if not OLDEST <= seen <= now().replace(hour=23, minute=59):
        raise ValueError(f"its WARC-Date {stated!r} cannot be")
    return seen.strftime("%Y-%m-%dT%H:%M:%SZ")
