"""A CivicClerk agenda: a tree of sections and items, each with attachments and, after the meeting, votes."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.civic.options import normal_result
from crawler.json_page import text_of
from crawler.markup import plain_line, plain_lines
from crawler.platform import Page, PageError
from crawler.platforms.civicclerk_answers import EXPECTED, Row, is_set, rows_of
from crawler.platforms.civicclerk_events import api_root, event_page
from db.records import AgendaItem, Document, MemberVote, Record, Remark, VoteEvent, VoteOption, VoteResult
from db.report_numbers import amended_reports

MAX_DEPTH = 40  # no agenda is outlined deeper
_LISTS: tuple[tuple[str, VoteOption, str], ...] = (
    ("yesvotes", "yes", "Yes"),
    ("novotes", "no", "No"),
    ("abstainvotes", "abstain", "Abstain"),
    ("absentvotes", "absent", "Absent"),
    ("recusedvotes", "abstain", "Recused"),
)


@dataclass(frozen=True)
class Placed:
    """An item of the tree with where it stands: its whole number and the section above it."""

    row: Row
    number: str | None
    section: str | None


def read_agenda(row: Row, page: Page) -> list[Record]:
    """Return an agenda's items, attachments and votes in order. Raises PageError where items are missing."""
    if not isinstance(row.get("items"), list):
        told = ", ".join(sorted(row)[:8])
        raise PageError(f"a meeting without items (it has {told}); expected {EXPECTED}")
    records: list[Record] = []
    votes: list[VoteEvent] = []
    lost = 0
    placed = list(walk(rows_of(row, "items")))
    event = _event_id(row, placed)
    for position, item in enumerate(placed, start=1):
        if text_of(item.row, "id") is None or plain_line(text_of(item.row, "agendaobjectitemname")) is None:
            lost += 1
            continue
        records += _item(item, position, event, page)
        votes += read_votes(rows_of(item.row, "minutesitemvotes"), item, event, page)
    if lost:
        told = f"{lost} agenda items have no id or no name"
        records.append(Remark(kind="row without id", message=told, url=page.url))
    nothing = Remark(kind="empty list", message="an agenda without items", url=page.url)
    return [*records, *votes] or [nothing]


def walk(rows: list[Row]) -> Iterator[Placed]:
    """Yield every item, parents first. A section with items below it is their heading and no item."""
    yield from _walk(rows, (), None, 0)


def read_votes(rows: list[Row], item: Placed, event: str | None, page: Page) -> list[VoteEvent]:
    """Return the motions put to a vote on one item, in their order."""
    return [
        _vote(row, item, event, page)
        for row in rows
        if any(row.get(key) for key in ("motionname", "yesvotes", "novotes"))
    ]


def attachments_of(item: Row, page: Page) -> list[tuple[str, str | None, bool]]:
    """Return an item's public attachments: address, title and whether it is a PDF.

    The addresses in the answer are signed and end after days; the API's own stay.
    """
    found = []
    for file in rows_of(item, "attachmentslist"):
        file_id, name = text_of(file, "id"), text_of(file, "medianame", "mediafilename", "filename") or ""
        if (
            file_id
            and file_id != "0"
            and not is_set(file, "isdeleted")
            and is_set(file, "ispublished") is not False
        ):
            pdf = (text_of(file, "contenttype") or name).lower().endswith("pdf")
            title = plain_line(text_of(file, "filename", "mediafilename"))
            found.append((f"{api_root(page.url)}/Meetings/GetAttachmentFile(fileId={file_id})", title, pdf))
    return found


def _walk(rows: list[Row], path: tuple[str, ...], section: str | None, depth: int) -> Iterator[Placed]:
    for row in rows if depth < MAX_DEPTH else []:
        own = (text_of(row, "agendaobjectitemoutlinenumber") or "").strip(" .)(")
        below = rows_of(row, "childitems")
        numbers = (*path, own) if own else path
        full = (text_of(row, "agendaobjectitemoutlinenumberfull") or "").strip(" .)(")
        heading = bool(is_set(row, "issection")) and bool(below)
        if not heading or _has_more(row):
            yield Placed(row, full or ".".join(numbers) if own or full else None, section)
        name = plain_line(text_of(row, "agendaobjectitemname")) if heading else section
        yield from _walk(below, numbers, name, depth + 1)


def _has_more(row: Row) -> bool:
    """Tell whether a section says or holds something itself."""
    return bool(
        rows_of(row, "attachmentslist")
        or rows_of(row, "minutesitemvotes")
        or plain_line(text_of(row, "agendaobjectitemdescription"))
    )


def _item(item: Placed, position: int, event: str | None, page: Page) -> list[Record]:
    row = item.row
    title = plain_line(text_of(row, "agendaobjectitemname"))
    files = attachments_of(row, page)
    told = (row.get(key) for key in ("agendaobjectitemdescription", "fiscalimpactsummary"))
    notes = [lines for value in told if isinstance(value, str) and (lines := plain_lines(value))]
    file_number = text_of(row, "agendaobjectitemnumber")
    record = AgendaItem(
        id=text_of(row, "id"),
        meeting_id=event,
        number=item.number,
        file_number=file_number,
        position=position,
        section=item.section,
        title=title,
        text="\n".join(notes) or None,
        amends=amended_reports(file_number, title or ""),
        documents=[url for url, _, _ in files],
        url=event_page(page.url, event),
    )
    return [
        record,
        *(Document(url=url, title=name, kind="attachment", meeting_id=event) for url, name, _ in files),
    ]


def _event_id(row: Row, placed: list[Placed]) -> str | None:
    """Return the event whose agenda it is, where the answer tells; else the link that led here does."""
    told = [text_of(row, "eventid"), *(text_of(item.row, "eventid") for item in placed)]
    return next((event for event in told if event and event != "0"), None)


def _vote(row: Row, item: Placed, event: str | None, page: Page) -> VoteEvent:
    votes = [
        MemberVote(name=name, option=option, option_raw=raw)
        for key, option, raw in _LISTS
        for name in _names(row.get(key))
    ]
    counted = {option: sum(vote.option == option for vote in votes) for _, option, _ in _LISTS}
    result, raw = _result(row, bool(votes))
    item_id = text_of(item.row, "id")
    return VoteEvent(
        meeting_id=event,
        motion=plain_line(text_of(row, "motionname")),
        result=result,
        result_raw=raw,
        yes=counted["yes"] if votes else None,
        no=counted["no"] if votes else None,
        abstain=counted["abstain"] if votes else None,
        absent=counted["absent"] if votes and "absentvotes" in row else None,
        votes=votes,
        item_ids=[item_id] if item_id else [],
        item_numbers=[item.number] if item.number else [],
        item_title=plain_line(text_of(item.row, "agendaobjectitemname")),
        mover=plain_line(text_of(row, "initiatedby")),
        seconder=plain_line(text_of(row, "secondedby")),
        source_kind="platform api",
        url=event_page(page.url, event),
    )


def _names(value: object) -> list[str]:
    """Return each name once; what stands there is a list of names, of objects with one, or one string."""
    entries = value if isinstance(value, list) else [value]
    texts = [
        text_of(one, "name", "membername", "fullname") if isinstance(one, dict) else one for one in entries
    ]
    return list(dict.fromkeys(name for text in texts if isinstance(text, str) and (name := plain_line(text))))


def _result(row: Row, voted: bool) -> tuple[VoteResult | None, str | None]:
    """Return the outcome: 1 is pass; 0 is fail where anybody voted, and else what nobody filled in."""
    raw = text_of(row, "passfail")
    if raw in {"1", "0"}:
        return ("pass" if raw == "1" else "fail" if voted else None), None
    return normal_result(raw), raw
