"""Each platform's parser against the library below it alone: lxml, json or pdfminer over the same bytes."""

import contextlib
import gzip
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import lxml.etree
import lxml.html
import yaml
from icalendar import Calendar
from pdfminer.high_level import extract_text

from crawler.parsing import parse_page
from crawler.platform import Page, PageError
from tests.bench.made_pages import replica_articles, replica_pages
from tests.bench.row import Row, fastest, rate_row
from tests.bench.workshop import Workshop
from tests.replica import board

SAVED = Path(__file__).resolve().parents[1] / "platforms"
READ = 200  # pages read by each parser and round
READ_PDFS = 4  # each takes a process of its own
ZONE = "America/Chicago"

Reader = Callable[[bytes], object]


def run(workshop: Workshop) -> list[Row]:
    """Return a row a kind of page; a page's records in hand, nothing stored."""
    return [_row(workshop, name, *_reader(name), pages) for name, pages in _groups(workshop).items()]


def _row(workshop: Workshop, name: str, against: str, bare: Reader, pages: Sequence[Page]) -> Row:
    platform = name.split(maxsplit=1)[0]
    times = max(1, _wanted(workshop, name) // len(pages))

    def ours() -> None:
        for page in pages * times:
            parse_page(platform, page)

    def alone() -> None:
        for page in pages * times:
            bare(page.body)

    seconds = fastest(ours, alone, workshop.rounds)
    return rate_row(f"parse {name}", "pages", len(pages) * times, seconds, against)


def _reader(name: str) -> tuple[str, Reader]:
    if name == "document":
        return "pdfminer alone, in this process", lambda body: extract_text(io.BytesIO(body))
    if name in {"feed", "sitemap"}:
        return "lxml.etree alone", _parse_xml
    if name.endswith(" json"):
        return "json alone", json.loads
    if name.endswith(" calendar"):
        return "icalendar alone", _parse_calendar
    return "lxml.html alone", lxml.html.document_fromstring


def _parse_calendar(body: bytes) -> None:
    with contextlib.suppress(ValueError):  # a feed that breaks off gives ours what came before
        Calendar.from_ical(body, multiple=True)


def _parse_xml(body: bytes) -> object:
    plain = gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
    return lxml.etree.fromstring(plain, lxml.etree.XMLParser(recover=True))


def _wanted(workshop: Workshop, name: str) -> int:
    return workshop.amount(READ_PDFS if name == "document" else READ)


def _groups(workshop: Workshop) -> dict[str, list[Page]]:
    """Return the pages by what they are, as many as wanted; those that the parsers refuse are left out."""
    groups: dict[str, list[Page]] = {}
    for platform, url, body in [*_saved(), *_served()]:
        name = f"cpsboe {_part(url)}" if platform == "cpsboe" else f"{platform}{_form(platform, body)}"
        page = Page(url=url, body=body, timezone=ZONE, body_name="Chicago Board of Education")
        if len(groups.get(name, ())) < _wanted(workshop, name) and _is_read(platform, page):
            groups.setdefault(name, []).append(page)
    return dict(sorted(groups.items()))


def _saved() -> Iterator[tuple[str, str, bytes]]:
    for listing in SAVED.glob("*/pages.yaml"):
        for name, url in yaml.safe_load(listing.read_text(encoding="utf-8")).items():
            yield listing.parent.name, url, (listing.parent / name).read_bytes()


def _served() -> Iterator[tuple[str, str, bytes]]:
    for url, body in replica_pages().items():
        if body.startswith(b"%PDF"):
            yield "document", url, body
        elif b"<urlset" in body[:500]:
            yield "sitemap", url, body
        elif b"<rss" in body[:500] or b"<feed" in body[:500]:
            yield "feed", url, body
        elif url.startswith(f"https://{board.HOST}/meetings"):
            yield "cpsboe", url, body
    for url, body in replica_articles().items():
        yield "article", url, body


def _form(platform: str, body: bytes) -> str:
    """Tell a board platform's answers in JSON from its pages: the library below differs."""
    if platform in {"document", "feed", "sitemap", "article"}:
        return ""
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    return " json" if start[:1] in (b"[", b"{") else " calendar" if start.startswith(b"BEGIN:") else " pages"


def _part(url: str) -> str:
    return "details" if "/details/" in url else "actions" if "/board-actions/" in url else "lists"


def _is_read(platform: str, page: Page) -> bool:
    try:
        parse_page(platform, page)
    except PageError:
        return False
    return True
