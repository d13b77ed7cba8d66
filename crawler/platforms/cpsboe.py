"""The Chicago Board of Education's own site (cpsboe.org, in 2026 also chicagoschoolboard.com).

Pages: /meetings, /meetings/past-meetings, /meetings/planning-calendar (lists), /meetings/details/{id},
/meetings/board-actions/{id} (one id sequence for both), files below /content/. The markup was rebuilt
more than once; the wording stayed, so everything is read from the lines a visitor sees.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.page_lines import Line, join_lines, page_lines, parse_html
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms import cpsboe_actions, cpsboe_details, cpsboe_lists
from crawler.urls import within
from db.records import AgendaItem, Document, Meeting, Record
from db.registry import Source

BODY_NAME = "Chicago Board of Education"
TIMEZONE = "America/Chicago"
STARTS = {
    "/meetings": "scheduled meetings",
    "/meetings/planning-calendar": "planning calendar",
    "/meetings/past-meetings": "past meetings",
}
RECORDS_OF_A_MEETING = ("agenda", "minutes", "actions")  # two or three files, which hold its votes
EXPECTED = "a page of the Chicago board: a meeting list, /meetings/details/ID or /meetings/board-actions/ID"
_DETAILS = re.compile(r"/(?:meetings|committees)/details/(\d+)", re.IGNORECASE)
_ACTIONS = re.compile(r"/(?:meetings|committees)/board-actions/(\d+)", re.IGNORECASE)
_SELF = re.compile(r"/(?:SaveToCalend[ae]r|details|board-actions)/(\d+)", re.IGNORECASE)


class Cpsboe(Platform):
    """Meetings, agenda items with their actions, and documents of the Chicago board.

    The list of past meetings reaches back to 2012, and a meeting has up to 60 files. So a look without
    `--since` follows the years in which meetings are still looked at again (Window.years), and options widen
    that: `since`, the day from which on meetings' pages, agendas and minutes are fetched, and `files_since`,
    the same for the reports behind their items.
    `--since` goes before both.
    """

    name = "cpsboe"
    version = "3"
    options = frozenset({"since", "files_since"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the three lists."""
        self.check_options(source)
        for option in sorted(self.options):
            _window(source, window, option)
        return [
            Follow(url=urljoin(source.url, path), platform=self.name, kind=kind)
            for path, kind in STARTS.items()
        ]

    def parse(self, page: Page) -> list[Record]:
        """Read a list, a meeting's details or its actions; the page's own content tells which."""
        root = parse_html(page.body, EXPECTED)
        lines = page_lines(content_of(root), site_url(page.url))
        if not lines:
            raise PageError(f"a page with nothing to read; expected {EXPECTED}")
        body, zone = page.body_name or BODY_NAME, page.timezone or TIMEZONE
        address = site_url(page.url)
        kind = _kind(lines, address)
        if kind == "actions":
            return cpsboe_actions.read(lines, _id(_ACTIONS, address, root), body, address)
        if kind == "details":
            return cpsboe_details.read(lines, _id(_DETAILS, address, root), body, zone, address)
        return cpsboe_lists.read(lines, body, zone, address)

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return the page's lines as a visitor sees them."""
        del records
        return join_lines(page_lines(content_of(parse_html(page.body, EXPECTED)), site_url(page.url)))

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow meetings in the window to details and actions, meetings and items to their PDFs."""
        del page
        wanted: dict[str, Follow] = {}
        windows = {kind: _window(source, window, kind) for kind in ("since", "files_since")}
        days = {record.id: (record.start or "")[:10] for record in records if isinstance(record, Meeting)}
        for record in records:
            for url, kind, meeting_id in _targets(record):
                day = days.get(meeting_id or "") or None
                reach = windows["files_since" if kind == "document" else "since"]
                if reach.holds(day) and within(url, source.domains):
                    platform = "document" if kind in {"document", *RECORDS_OF_A_MEETING} else self.name
                    wanted.setdefault(url, Follow(url=url, platform=platform, kind=kind, date=day))
        return list(wanted.values())


def _kind(lines: list[Line], address: str) -> str:
    """Tell what a page is: by its address, else by what it says of itself."""
    if _ACTIONS.search(address):
        return "actions"
    if _DETAILS.search(address):
        return "details"
    if cpsboe_lists.kind_of_list(lines, address):
        return "list"
    if cpsboe_actions.is_actions(lines):
        return "actions"
    return "details" if cpsboe_details.is_details(lines) else "list"


def _window(source: Source, window: Window, option: str) -> Window:
    """Return the window; where nobody asked for a date, from the option's or the recent years' first day."""
    if window.since is not None:
        return window
    since = source.options.get(option)
    if since is None:
        return replace(window, since=date(window.years()[0], 1, 1))
    try:
        return replace(window, since=date.fromisoformat(str(since)))
    except ValueError as error:
        raise PageError(
            f"source {source.id}: option {option}: {since!r} is no date like 2020-01-31"
        ) from error


def content_of(root: HtmlElement) -> HtmlElement:
    """Return the part of the page that is not its frame: navigation, search box, footer."""
    for path in ('//*[@id="content-primary"]', "//main", '//*[@role="main"]', '//*[@id="content"]'):
        found = root.xpath(path)
        if found and len(found[0].text_content().strip()) > 0:
            return _without_frame(found[0])
    body = root.find("body")
    return _without_frame(root if body is None else body)


def site_url(url: str) -> str:
    """Return the site's own address of a page that was saved by an archive (…/web/2024…/https://…)."""
    archived = re.search(r"/web/\d{4,14}[a-z_]*/(https?:/{1,2}.+)$", url)
    return re.sub(r"^(https?:)/+", r"\1//", archived.group(1)) if archived else url


def _without_frame(content: HtmlElement) -> HtmlElement:
    for path in (
        ".//nav",
        ".//footer",
        './/*[@id="nav"]',
        './/*[@id="header"]',
        './/*[@id="content-secondary"]',
    ):
        for element in content.xpath(path):
            if element.getparent() is not None:
                element.drop_tree()
    return content


def _id(pattern: re.Pattern[str], address: str, root: HtmlElement) -> str:
    """Return the meeting's id: from the page's address, else from links by which the page names itself."""
    found = pattern.search(address)
    if found:
        return f"committee-{found.group(1)}" if "/committees/" in found.group().lower() else found.group(1)
    own = root.xpath(
        '//*[@id="language"]//a/@href | //link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content'
    )
    saved = root.xpath("//a[contains(translate(@href, 'SC', 'sc'), 'savetocalend')]/@href")
    for link in [*own, *saved]:
        if match := _SELF.search(str(link)):
            return match.group(1)
    raise PageError(
        "no meeting id: neither the address nor the page tells it; give the page's own address as url"
    )


def _targets(record: Record) -> list[tuple[str, str, str | None]]:
    """Return (url, kind, meeting id) of what a record leads to."""
    if isinstance(record, Meeting):
        details = record.url if record.url and _DETAILS.search(record.url) else None
        return [(details, "meeting", record.id)] if details else []
    if isinstance(record, AgendaItem):
        return [(url, "document", record.meeting_id) for url in record.documents]
    if isinstance(record, Document):
        if _ACTIONS.search(record.url):
            return [(record.url, "board actions", record.meeting_id)]
        pdf = urlsplit(record.url).path.lower().endswith(".pdf")
        kind = record.kind if record.kind in RECORDS_OF_A_MEETING else "document"
        return [(record.url, kind, record.meeting_id)] if pdf else []
    return []
