"""BoardDocs (go.boarddocs.com), on which one Domino database a board answers by POST with JSON and HTML.

A look asks the front page for the committees, each committee for its meetings, each meeting in the window for
its page, and that page's buttons tell what else there is: the agenda with ids, in detail with votes, minutes.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.page_lines import absolute, join_lines, page_lines, parse_html, squeeze
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms.boarddocs_addresses import (
    answer_of,
    asked_committee,
    base_of,
    tenant_of,
)
from crawler.platforms.boarddocs_agenda import ENTRIES, read_agenda
from crawler.platforms.boarddocs_lists import (
    COMMITTEE,
    NO_COMMITTEES,
    committees,
    is_xml,
    read_active,
    read_meetings,
)
from crawler.platforms.boarddocs_meeting import button, read_meeting, text_at
from crawler.platforms.boarddocs_minutes import is_minutes, read_minutes
from crawler.platforms.boarddocs_print import FILES, is_print, read_print
from crawler.urls import within
from db.records import AgendaItem, Document, Link, Meeting, Record, Remark
from db.registry import Source

EXPECTED = (
    "an answer of BoardDocs: a list of meetings, a meeting, an agenda, a detailed agenda, minutes, files, or "
    "the board's front page"
)
_SIZE = re.compile(r"\s*\([\d,.]+\s*(?:bytes?|[kmg]b)\)$", re.IGNORECASE)  # behind a file's name


class BoardDocs(Platform):
    """Meetings, agenda items with text and files, and votes with every member's choice.

    Option `committees`: the ids of the committees to watch; without it, all that the front page names.
    """

    name = "boarddocs"
    version = "2"
    options = frozenset({"committees"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the chosen committees' lists, else with the front page that names the committees."""
        del window
        self.check_options(source)
        base = base_of(source.url)
        chosen = source.options.get("committees")
        if chosen is None:
            return [Follow(url=f"{base}/Public", platform=self.name, kind="committees")]
        if not isinstance(chosen, list) or not all(isinstance(one, str) and one for one in chosen):
            raise PageError(f"source {source.id}: option committees: {chosen!r} is no list of ids")
        return [_list(base, committee) for committee in chosen]

    def tenant(self, url: str) -> str | None:
        """Return state and board of an address: one host serves thousands of boards."""
        return tenant_of(url)

    def parse(self, page: Page) -> list[Record]:
        """Read any of BoardDocs' answers; the answer's own content tells which it is."""
        if is_xml(page.body):
            return read_active(page)
        start = page.body.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
        if len(start) < 2:  # a client taken for a robot gets one byte and status 200
            raise PageError(f"an empty answer ({len(page.body)} bytes); expected {EXPECTED}")
        if start[:1] in b"[{" or answer_of(page.url) in {"bd-getmeetingslist", "bd-getmeetingslistforseo"}:
            return read_meetings(page)
        return _read_html(parse_html(page.body, EXPECTED), page)

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return the lines that a visitor sees; None for the lists."""
        if not any(isinstance(record, AgendaItem | Document) for record in records):
            return None
        if is_xml(page.body) or page.body.lstrip(b"\xef\xbb\xbf \t\r\n\x00")[:1] in b"[{":
            return None
        return join_lines(page_lines(parse_html(page.body, EXPECTED), page.url))

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow committees to their lists, lists to meetings in the window, meetings to what they show."""
        base = base_of(source.url)
        if any(isinstance(record, Link) and record.kind == COMMITTEE for record in records):
            return [_list(base, _committee(record)) for record in records if isinstance(record, Link)]
        if any(isinstance(record, Remark) and record.kind == NO_COMMITTEES for record in records):
            return [
                Follow(url=f"{base}/BD-GETMeetingsListForSEO?open", platform=self.name, kind="all meetings")
            ]
        answer = answer_of(page.url)
        if answer in {"bd-getmeetingslist", "bd-getmeetingslistforseo", "xml-activemeetings"}:
            return [
                _ask(base, "BD-GetMeeting", record.id, asked_committee(page), record.start)
                for record in records
                if isinstance(record, Meeting) and _reach(window).holds(record.start)
            ]
        if answer == "bd-getmeeting":
            return _shown(base, page, records)
        return _files(source, records)


def _read_html(root: HtmlElement, page: Page) -> list[Record]:
    """Read the first kind of answer that the page's own content fits."""
    asked_for_minutes = answer_of(page.url) == "bd-getminutes"
    kinds: tuple[tuple[object, Callable[[HtmlElement, Page], list[Record]]], ...] = (
        (asked_for_minutes and is_minutes(root, page), read_minutes),
        (text_at(root, "meeting-name") or text_at(root, "meeting-date"), read_meeting),
        (root.xpath(ENTRIES), read_agenda),
        (is_print(root), read_print),
        (root.xpath(f"({FILES.replace('.//', '//')})[@href]"), _public_files),
        (_is_front_page(root, page), committees),
        (is_minutes(root, page), read_minutes),
    )
    for fits, read in kinds:
        if fits:
            return read(root, page)
    told = squeeze(root.text_content())[:80]
    raise PageError(f"a page that begins {told!r}; expected {EXPECTED}")


def _is_front_page(root: HtmlElement, page: Page) -> bool:
    named = root.xpath(
        '//*[@committeeid] | //select[contains(@name, "committee")] | //*[@id="committee-select"]'
    )
    title = squeeze(root.findtext(".//title") or "").lower()
    return bool(named) or ("boarddocs" in title and answer_of(page.url) in {"public", "goto", "vpublic", ""})


def _public_files(root: HtmlElement, page: Page) -> list[Record]:
    """Return the files of BD-GetPublicFiles: an item's or a meeting's attachments, alone."""
    found: dict[str, Document] = {}
    for link in root.xpath(f"({FILES.replace('.//', '//')})"):
        if url := absolute(page.url, link.get("href")):
            title = _SIZE.sub("", squeeze(link.text_content())) or None
            found.setdefault(url, Document(url=url, title=title, kind="attachment"))
    if not found:
        raise PageError(f"files without addresses; expected {EXPECTED}")
    return list(found.values())


def _committee(link: Link) -> str:
    return dict(parse_qsl(urlsplit(link.url).query))["current_committee_id"]


def _list(base: str, committee: str) -> Follow:
    return Follow(
        url=f"{base}/BD-GetMeetingsList?open",
        platform=BoardDocs.name,
        kind="meetings list",
        request={"method": "POST", "form": {"current_committee_id": committee}},
    )


def _ask(base: str, answer: str, unique: str, committee: str | None, start: str | None) -> Follow:
    """Return a request about one meeting.

    Some boards answer it only with a committee beside the id. The meeting is the same whichever of its
    committees' lists led to it, so the committee is no part of what the answer is known by.
    """
    request: dict[str, Any] = {"method": "POST", "form": {"id": unique}}
    return Follow(
        url=f"{base}/{answer}?open",
        platform=BoardDocs.name,
        kind=answer.removeprefix("BD-Get").removeprefix("PRINT-").lower(),
        date=(start or "")[:10] or None,
        request={**request, "session": True} if committee else request,
        session={"form": {"current_committee_id": committee}} if committee else None,
    )


def _reach(window: Window) -> Window:
    """Return the window with a beginning: a list holds all meetings since a board came to BoardDocs."""
    return window if window.since else replace(window, since=date(window.years().start, 1, 1))


def _shown(base: str, page: Page, records: Sequence[Record]) -> list[Follow]:
    """Return what a meeting's page has buttons for; an answer that was not posted would be empty."""
    meeting = next((record for record in records if isinstance(record, Meeting)), None)
    if meeting is None or meeting.provisional:
        return []
    root = parse_html(page.body, EXPECTED)
    answers: list[str] = []
    if button(root, "agenda"):
        answers += ["BD-GetAgenda", "PRINT-AgendaDetailed"]
    if button(root, "minutes"):
        answers.append("BD-GetMinutes")
    return [_ask(base, answer, meeting.id, asked_committee(page), meeting.start) for answer in answers]


def _files(source: Source, records: Sequence[Record]) -> list[Follow]:
    day = next(
        (record.start[:10] for record in records if isinstance(record, Meeting) and record.start), None
    )
    urls = [url for record in records if isinstance(record, AgendaItem) for url in record.documents]
    urls += [record.url for record in records if isinstance(record, Document)]
    return [
        Follow(url=url, platform="document", kind="attachment", date=day)
        for url in dict.fromkeys(urls)
        if urlsplit(url).path.lower().endswith(".pdf") and within(url, source.domains)
    ]
