"""Diligent Community, formerly iCompass CivicWeb: a portal of its own for each body, all with one service.

Hosts: TENANT.community.diligentoneplatform.com, TENANT.diligent.community, TENANT.community.highbond.com and
TENANT.civicweb.net. /Services/MeetingsService.svc/meetings lists meetings between two days; the service needs
no token. Times are local, and midnight is what stands where nobody entered one.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.json_page import read_json, text_of
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms import diligent_documents, diligent_lists, diligent_portal
from crawler.urls import within
from db.records import AgendaItem, Document, Meeting, Record, Remark
from db.registry import Source

EXPECTED = "a list of meetings, a meeting's data or its documents"
SERVICE = "/Services/MeetingsService.svc/meetings"
_NAMES = """
    Id Name CleanName TypeId MeetingTypeName MeetingDateTime MeetingDate MeetingTime Time MeetingLocation
    Location Published FormattedMeetingDate Members FullName Documents DocumentType Type Html MeetingId
    IsPublic Format MeetingDateFormatted
"""
_FIELDS = {name.lower(): name for name in _NAMES.split()}
_OF_MEETING = re.compile(r"/meetings/(\d+)(?:/|$)", re.IGNORECASE)


class Diligent(Platform):
    """Meetings, agenda items and votes of a body on a Diligent Community (or CivicWeb) portal."""

    name = "diligent"
    version = "2"

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Ask for the meetings year by year."""
        self.check_options(source)
        return [
            Follow(
                url=urljoin(source.url, f"{SERVICE}?from={year}-01-01&to={year}-12-31&loadall=true"),
                platform=self.name,
                kind="meetings",
            )
            for year in window.years()
        ]

    def parse(self, page: Page) -> list[Record]:
        """Read any of the service's answers, or a page of the portal; what it holds tells which."""
        if (
            page.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
            and "/services/" not in page.url.lower()
        ):
            return diligent_portal.read_page(page)
        answer = _answer(page)
        if diligent_documents.is_documents(answer):
            return diligent_documents.read_documents(answer, page, _meeting_id(page.url))
        if isinstance(answer, list) and (answer or not _meeting_id(page.url)):
            return diligent_lists.read_rows(answer, page)
        if answer == []:
            return [Remark(kind="empty list", message="the meeting has no documents", url=page.url)]
        if isinstance(answer, dict) and "Id" in answer and ("Name" in answer or "Time" in answer):
            return diligent_lists.read_data(answer, page)
        raise PageError(f"{_told(answer)}; expected {EXPECTED}")

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return the agenda's and the minutes' text, in which the items' and votes' offsets count."""
        if not any(isinstance(record, Document) for record in records) or page.body[:1] == b"<":
            return None
        return diligent_documents.texts_of(_answer(page), page) or None

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Go from the list to the documents of meetings in the window, from those to the PDFs they name."""
        found = [*self._documents(source, page, records, window), *_files(page, records)]
        return [one for one in found if within(one.url, source.domains)]

    def _documents(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Iterable[Follow]:
        if _meeting_id(page.url) or urlsplit(page.url).path.lower() != SERVICE.lower():
            return
        for record in records:
            day = (record.start or "")[:10] or None if isinstance(record, Meeting) else None
            if isinstance(record, Meeting) and record.status != "tentative" and window.holds(day):
                url = urljoin(source.url, f"{SERVICE}/{record.id}/meetingDocuments")
                yield Follow(url=url, platform=self.name, kind="documents", date=day)


def _files(page: Page, records: Sequence[Record]) -> Iterable[Follow]:
    """Return the PDFs: of an agenda or minutes that did not come as HTML, and those that items link to."""
    if not any(isinstance(record, Document) for record in records) or page.body[:1] == b"<":
        return
    told = diligent_documents.documents_of(_answer(page), page)
    day = next((record.date for record in records if isinstance(record, Document) and record.date), None)
    read = {one.kind for one in told if one.lines}
    for one in told:
        if one.is_pdf and one.id and one.kind not in read:
            url = urljoin(page.url, f"/document/{one.id}/?printPdf=true")
            yield Follow(url=url, platform="document", kind=one.kind, date=day)
    for url in dict.fromkeys(
        url for record in records if isinstance(record, AgendaItem) for url in record.documents
    ):
        if _may_be_pdf(url):
            yield Follow(url=url, platform="document", kind="attachment", date=day)


def _may_be_pdf(url: str) -> bool:
    """Tell whether a link's file is a PDF as far as its address says; many say nothing."""
    name = urlsplit(url).path.rstrip("/").rpartition("/")[2].lower()
    return name.endswith(".pdf") or "." not in name


def _meeting_id(url: str) -> str | None:
    found = _OF_MEETING.search(urlsplit(url).path)
    return found[1] if found else None


def _answer(page: Page) -> Any:
    answer = read_json(page.body, EXPECTED)
    if isinstance(answer, str) and answer[:1] in "[{":
        answer = read_json(answer.encode("utf-8", "replace"), EXPECTED)
    return _as_documented(answer)


def _as_documented(answer: Any) -> Any:
    """Return an answer with its fields in the service's own case: other clients write `meetingDateTime`."""
    if isinstance(answer, list):
        return [_as_documented(one) for one in answer]
    if not isinstance(answer, dict):
        return answer
    return {_FIELDS.get(str(name).lower(), name): _as_documented(value) for name, value in answer.items()}


def _told(answer: Any) -> str:
    if not isinstance(answer, dict):
        return f"{answer!r:.80}"
    said = text_of(answer, "Message", "ExceptionMessage", "message", "error")
    return (
        f"an error ({said[:160]})"
        if said
        else f"an object with {', '.join(sorted(answer)[:12]) or 'nothing'}"
    )
