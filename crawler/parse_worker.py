"""Reading one kept version in a process of its own: what the pool runs."""

import signal
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from crawler.parsing import parse_page, storable
from crawler.platform import Page, PageError
from crawler.platforms import PLATFORMS
from crawler.scan import TopicScan
from crawler.urls import canonical
from db.blobs import BlobStore
from db.records import AgendaItem, Document, Link, Meeting, Record
from db.store.scans import Scan
from db.store.versions import ParsedVersion

SECONDS = 60  # for one page; the slowest of 181 real ones took two
PDF_SECONDS = 340  # the PDF reader bounds itself at 125 by the clock, the reading of scans at 200


@dataclass(frozen=True)
class ReadTask:
    """A version to read: which bytes, by which parser, and what is known around them."""

    version_id: str
    platform: str
    sha256: str
    blobs: Path
    page: Page  # without its body
    scan: TopicScan | None = None  # for articles: decides on the bytes whether they are read whole


class _TooLong(Exception):  # noqa: N818 - reads as what it tells
    pass


def read_version(task: ReadTask) -> ParsedVersion:
    """Read a version. A page that cannot be read, takes too long or breaks its parser is a told problem."""
    platform = PLATFORMS[task.platform]
    parsed = ParsedVersion(id=task.version_id, parser_version=platform.version_for(task.page.options))
    seconds = PDF_SECONDS if task.platform == "document" else SECONDS
    try:
        with _Deadline(seconds):
            body = BlobStore(task.blobs).get(task.sha256)
            page = Page(**{**task.page.__dict__, "body": body})
            if task.scan:
                verdict = task.scan.judge(body)
                parsed.scan = Scan(task.scan.version, verdict.wanted, verdict.reason)
            unread = parsed.scan is not None and not parsed.scan.wanted
            records = parse_page(task.platform, page, outline=unread)
            text = platform.read_text(page, records)
            parsed.text = storable(text) if text else None
    except PageError as error:
        parsed.problem = str(error)
    except _TooLong:
        parsed.problem = f"reading took more than {seconds} s"
    except MemoryError:
        parsed.problem = "reading took more memory than there is"
    except Exception as error:  # noqa: BLE001 - one page's surprise must not cost the others
        parsed.problem = f"a fault in the {task.platform} parser: {type(error).__name__}: {str(error)[:200]}"
    else:
        for record in records:
            _canonical_links(record)
        parsed.records = [record.to_json() for record in records]
        file = next((record for record in records if isinstance(record, Document)), None)
        parsed.pages, parsed.layout = (file.pages, file.layout) if file else ([], [])
        parsed.title = _title(records)
    return parsed


def _title(records: list[Record]) -> str | None:
    first = records[0] if records else None
    if isinstance(first, Document) and first.text:
        return first.title  # a file; its items and votes follow
    title = getattr(first, "headline", None) or getattr(first, "title", None)
    return title if len(records) == 1 else None


def _canonical_links(record: Record) -> None:
    """Give links the spelling that documents are stored under, so that they can be joined."""
    if isinstance(record, Meeting | Link | Document | AgendaItem) and record.url:
        record.url = _spelled(record.url)
    if isinstance(record, AgendaItem):
        record.documents = [_spelled(url) for url in record.documents]


def _spelled(url: str) -> str:
    try:
        return canonical(url)
    except ValueError:
        return url


class _Deadline:
    """Raises _TooLong in the block after so many seconds; ends the process if even that is not heard."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, self.seconds)
        # A C library stuck in a loop never lets Python raise: SIGVTALRM's default ends the process, and the
        # pool's owner tells the page from the death.
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_VIRTUAL, self.seconds * 2)

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    @staticmethod
    def _ring(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        raise _TooLong
