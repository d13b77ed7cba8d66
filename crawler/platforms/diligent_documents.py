"""A meeting's documents (/meetings/{id}/meetingDocuments): its agenda and its minutes as HTML, and as PDFs.

`Type` is 1 for an agenda and 2 for minutes; `DocumentType` 1, 2 and 9 carry HTML, 4 and 10 are PDFs. What is
not public (`IsPublic` false: a draft) is no record.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from crawler.agendas import cut_agenda
from crawler.civic.numbered_lines import items_in_lines
from crawler.civic.status import noticed_status, worded_status
from crawler.json_page import objects, text_of
from crawler.minutes import read_minutes
from crawler.page_lines import Line, join_lines, page_lines, parse_html
from crawler.platform import Page, PageError
from crawler.platforms.diligent_lists import day_of, reader_page
from db.records import AgendaItem, Document, Meeting, Record, Remark, VoteEvent

EXPECTED = "a meeting's documents (Documents, each with Id, Type and Html)"
BREAK = "\n\n"
TOP_LINES = 8
LONGEST_NOTICE, LONGEST_STAMP = 160, 40  # characters: "This meeting has been cancelled", "CANCELLED"
_KINDS = {"1": "agenda", "2": "minutes"}
_KINDS_OF_FILE = {"1": "agenda", "4": "agenda", "2": "minutes", "9": "minutes", "10": "minutes"}
_PDFS = ("4", "10")


@dataclass(frozen=True)
class Told:
    """One public document of a meeting: what it is, where it is, and its lines where it came as HTML."""

    id: str | None
    meeting_id: str | None
    kind: str
    title: str | None
    is_pdf: bool
    lines: list[Line]

    def url(self, base: str) -> str | None:
        """Return where a reader opens the document."""
        return urljoin(base, f"/document/{self.id}/") if self.id else None

    @property
    def text(self) -> str:
        """Return the document as a reader sees it."""
        return join_lines(self.lines)


def is_documents(answer: Any) -> bool:
    """Tell whether an answer is the documents of a meeting."""
    if isinstance(answer, dict):
        return isinstance(answer.get("Documents"), list)
    return bool(objects(answer)) and all("DocumentType" in one for one in objects(answer) or [])


def documents_of(answer: Any, page: Page) -> list[Told]:
    """Return the public documents in an answer, in its order."""
    rows = objects(answer, "Documents") if isinstance(answer, dict) else objects(answer)
    return [_told(row, page) for row in rows or [] if row.get("IsPublic") is not False]


def _told(row: dict[str, Any], page: Page) -> Told:
    sort = text_of(row, "DocumentType") or ""
    kind = _KINDS_OF_FILE.get(sort) or _KINDS.get(text_of(row, "Type") or "") or "attachment"
    markup = str(row.get("Html") or "")
    return Told(
        id=text_of(row, "Id"),
        meeting_id=text_of(row, "MeetingId"),
        kind=kind,
        title=text_of(row, "Name"),
        is_pdf=sort in _PDFS or (text_of(row, "Format") or "").lower() == "pdf",
        lines=page_lines(parse_html(markup.encode("utf-8", "replace"), EXPECTED), page.url)
        if markup.strip()
        else [],
    )


def texts_of(answer: Any, page: Page) -> str:
    """Return the texts of the documents that came as HTML, one after the other."""
    return BREAK.join(one.text for one in documents_of(answer, page) if one.lines)


def read_documents(answer: Any, page: Page, meeting_id: str | None) -> list[Record]:
    """Return the documents, the agenda's items, and the votes in the minutes."""
    told = documents_of(answer, page)
    if not told:
        return [Remark(kind="empty list", message="no document is public yet", url=page.url)]
    records: list[Record] = []
    offset = 0
    for one in told:
        own_id = one.meeting_id or meeting_id
        if own_id is None:
            raise PageError(
                f"documents of no meeting (neither MeetingId nor address tell it); expected {EXPECTED}"
            )
        records += _document(one, own_id, answer, page)
        if one.lines:
            records += _inside(one, own_id, offset, page)
            offset += len(one.text) + len(BREAK)
    return records


def _document(one: Told, meeting_id: str, answer: Any, page: Page) -> list[Record]:
    url = one.url(page.url)
    if url is None:
        return [Remark(kind="document without id", message=f"{one.title!r}", url=page.url)]
    day = day_of(text_of(answer, "MeetingDateFormatted")) if isinstance(answer, dict) else None
    return [Document(url=url, title=one.title, kind=one.kind, meeting_id=meeting_id, date=day)]


def _inside(one: Told, meeting_id: str, offset: int, page: Page) -> list[Record]:
    url = reader_page(page.url, meeting_id)
    if one.kind == "agenda":
        items: list[Record] = [*_items(one, meeting_id, url, offset)]
        told = f"the agenda of {len(one.lines)} lines has no numbered item"
        return [
            *_called_off(one, meeting_id, url, page),
            *(items or [Remark(kind="agenda not cut", message=told, url=url)]),
        ]
    if one.kind != "minutes":
        return []
    held = Meeting(
        id=meeting_id, body=page.body_name, status="held", status_raw=one.title or "minutes", url=url
    )
    return [held, *_votes(one, meeting_id, offset, page)]


def _called_off(one: Told, meeting_id: str, url: str, page: Page) -> list[Meeting]:
    """Return the meeting as its agenda calls it off at its top; the list of meetings may not say so."""
    pieces = [
        piece for line in one.lines[:TOP_LINES] for cell in line.parts or [line.cells] for piece in cell
    ]
    for piece in pieces:
        told = noticed_status(piece) if len(piece) <= LONGEST_NOTICE else None
        told = told or (worded_status(piece) if len(piece) <= LONGEST_STAMP else None)
        if told:
            status, raw = told
            return [Meeting(id=meeting_id, body=page.body_name, status=status, status_raw=raw, url=url)]
    return []


def _items(one: Told, meeting_id: str, url: str, offset: int) -> list[AgendaItem]:
    """Return an agenda's items by its lines' and rows' numbers.

    Where it has none, or one number twice (clauses within an item, a count that begins anew in each section),
    the agenda's text tells them, which looks at the outline as a whole.
    """
    own = list(items_in_lines(one.lines, meeting_id, url, offset))
    if own and len({item.number for item in own}) == len(own):
        return own
    told, titles = cut_agenda(one.text), {item.start: item.title or "" for item in own}
    for item in told:
        _end_title(item, titles.get((item.start or 0) + offset))
        item.meeting_id, item.url = meeting_id, url
        item.start, item.end = (item.start or 0) + offset, (item.end or 0) + offset
        item.documents = _linked(one.lines, item.start - offset, item.end - offset)
    return told or own


def _end_title(item: AgendaItem, line: str | None) -> None:
    """End a title where its paragraph does: a paragraph's end, which HTML tells, a text does not."""
    if line and item.title and item.title != line and item.title.startswith(line):
        rest = item.title.removeprefix(line).strip()
        item.title, item.text = line, "\n".join(part for part in (rest, item.text) if part)


def _linked(lines: list[Line], start: int, end: int) -> list[str]:
    """Return the files linked in the lines of an item."""
    at, files = 0, []
    for line in lines:
        if start <= at < end:
            files += [link.url for link in line.links if "/document/" in link.url.lower()]
        at += len(line.text) + 1
    return list(dict.fromkeys(files))


def _votes(one: Told, meeting_id: str, offset: int, page: Page) -> list[Record]:
    records: list[Record] = []
    for record in read_minutes(one.text):
        record.url = one.url(page.url)
        if isinstance(record, VoteEvent):
            record.meeting_id = meeting_id
            record.start = None if record.start is None else record.start + offset
            record.end = None if record.end is None else record.end + offset
        records.append(record)
    return records
