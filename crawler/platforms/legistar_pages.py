"""Legistar's public pages (*.legistar.com): Calendar, MeetingDetail and the pop-up HistoryDetail.

All show the same kind of grid, told apart by its columns' names; single fields stand in elements whose ids
end in the field's name. A meeting's id here is the site's own, not the Web API's.
"""

import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from crawler.civic.dates import clock_time, find_moments
from crawler.civic.options import normal_option, normal_result
from crawler.civic.starts import zoned
from crawler.civic.status import worded_status
from crawler.page_lines import absolute, parse_html, squeeze
from crawler.platform import Page, PageError
from crawler.platforms.legistar_items import normal_action_name
from db.records import AgendaItem, Document, Meeting, MeetingStatus, MemberVote, Record, Remark, VoteEvent
from db.report_numbers import amended_reports

EXPECTED = "a page of Legistar: a calendar, a meeting's or an action's details"
_NOTHING = re.compile(r"^(?:not available|\W*)$", re.IGNORECASE)
_OPENS = re.compile(r"'((?:/)?\w+\.aspx\?[^']+)'")
_FILES = (("agenda", "agenda"), ("minutes", "minutes"), ("recap", "minutes"), ("summary", "minutes"))
Cells = dict[str, HtmlElement]


def is_page(body: bytes) -> bool:
    """Tell whether an answer is a web page with Legistar's grids in it."""
    return body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and b"rgHeader" in body


def read_page(page: Page) -> list[Record]:
    """Return what a page shows. Raises PageError for a page of another make."""
    root = parse_html(page.body, EXPECTED)
    for grid in root.xpath("//table[.//th[contains(@class, 'rgHeader')]]"):
        names = [
            squeeze(head.text_content()).lower() for head in grid.xpath(".//th[contains(@class, 'rgHeader')]")
        ]
        rows = [dict(zip(names, row.findall("td"), strict=False)) for row in _rows(grid)]
        if {"meeting date", "meeting time"} <= set(names):
            return [record for row in rows for record in _meeting(row, page)] or [_empty(page)]
        if "vote" in names:
            return _action(root, rows, page)
        if "title" in names and ("file #" in names or "agenda #" in names):
            return _details(root, rows, page)
    raise PageError(f"an HTML page without Legistar's grids; expected {EXPECTED}")


def _rows(grid: HtmlElement) -> list[HtmlElement]:
    return list(grid.xpath(".//tr[contains(@class, 'rgRow') or contains(@class, 'rgAltRow')]"))


def _meeting(row: Cells, page: Page) -> list[Record]:
    links = [link for cell in row.values() for link in _links(cell, page)]
    ids = [found for link in links if (found := _query(link, "ID")) and _names_meeting(link)]
    name, day = _text(row, "name"), _text(row, "meeting date") or ""
    moments = find_moments(day)
    if not ids or not moments:
        told = f"{name or 'a row'} of {day or 'no day'}: no link tells the meeting's id"
        return [Remark(kind="row without id", message=told, url=page.url)]
    details = next((link for link in links if "/meetingdetail.aspx" in link.lower()), page.url)
    told_time, place = _text(row, "meeting time") or "", _text(row, "meeting location")
    worded = _worded(told_time, place, name)
    files = _files(row, ids[0], moments[0].day.isoformat(), page)
    status = worded[0] if worded else "held" if any(file.kind == "minutes" for file in files) else None
    status = status or ("confirmed" if files else "tentative")
    start = zoned(moments[0].day, clock_time(told_time), page.timezone)
    meeting = Meeting(
        id=ids[0],
        body=name or page.body_name,
        title=name,
        start=start,
        status=status,
        status_raw=worded[1] if worded else None,
        location=place,
        url=details,
    )
    return [meeting, *files]


def _files(row: Cells, meeting_id: str, day: str, page: Page) -> list[Document]:
    found = []
    for column, cell in row.items():
        kind = next((kind for word, kind in _FILES if word in column), None)
        link = next(iter(_links(cell, page)), None)
        if kind and link:
            found.append(
                Document(
                    url=link, title=squeeze(cell.text_content()), kind=kind, meeting_id=meeting_id, date=day
                )
            )
    return found


def _details(root: HtmlElement, rows: list[Cells], page: Page) -> list[Record]:
    """Read a meeting's own page: its head and its items, with the outcome of each."""
    meeting_id = _query(page.url, "LEGID") or _query(page.url, "ID")
    if meeting_id is None:
        raise PageError("no meeting id: the address does not tell it; give the page's own address as url")
    name = _field(root, "hypName") or _field(root, "lblName")
    moments = find_moments(_field(root, "lblDate") or "")
    clock = clock_time(_field(root, "lblTime") or "")
    agenda, place = _field(root, "lblAgendaStatus"), _field(root, "lblLocation")
    worded = _worded(agenda, place)
    meeting = Meeting(
        id=meeting_id,
        body=name or page.body_name,
        title=name,
        location=place,
        url=page.url,
        start=zoned(moments[0].day, clock, page.timezone) if moments else None,
        status=worded[0] if worded else None,
        status_raw=worded[1] if worded else agenda,
    )
    records: list[Record] = [meeting]
    for position, row in enumerate(rows, start=1):
        records += _item(row, position, meeting, page)
    return records


def _item(row: Cells, position: int, meeting: Meeting, page: Page) -> list[Record]:
    title, file_number = _text(row, "title") or _text(row, "name"), _text(row, "file #")
    if not title and not file_number:
        return []
    raw, outcome = _text(row, "action"), _text(row, "result")
    failed = normal_result(outcome) == "fail"
    links = [link for cell in row.values() for link in _links(cell, page)]
    history = next((_query(link, "ID") for link in links if "/historydetail.aspx" in link.lower()), None)
    number = _text(row, "agenda #") or file_number
    item = AgendaItem(
        id=history,
        meeting_id=meeting.id,
        number=number,
        file_number=file_number,
        position=position,
        title=title or file_number,
        action_raw=f"{raw}: {outcome}" if raw and failed else raw,
        amends=amended_reports(file_number, title or ""),
        action=normal_action_name(raw, failed=failed),
        url=next((link for link in links if "/legislationdetail.aspx" in link.lower()), page.url),
    )
    if normal_result(outcome) is None:
        return [item]
    event = VoteEvent(
        meeting_id=meeting.id,
        motion=raw,
        result=normal_result(outcome),
        result_raw=outcome,
        item_ids=[history] if history else [],
        item_numbers=[number] if number else [],
        item_title=title,
        source_kind="action list",
        date=(meeting.start or "")[:10] or None,
        url=page.url,
    )
    return [item, event]


def _action(root: HtmlElement, rows: list[Cells], page: Page) -> list[Record]:
    """Read the pop-up of one action: the motion, who moved it, and each member's word."""
    votes = [
        MemberVote(name=name, option=normal_option(raw) or "other", option_raw=raw)
        for row in rows
        if (name := _text(row, "person name") or _text(row, "name")) and (raw := _text(row, "vote"))
    ]
    count = Counter(vote.option for vote in votes)
    result = _field(root, "lblResult") or _field(root, "hypResult")
    own, number = _query(page.url, "ID"), _field(root, "hypFile") or _field(root, "lblFile")
    return [
        VoteEvent(
            motion=_field(root, "lblActionText") or _field(root, "lblAction"),
            result=normal_result(result),
            result_raw=result,
            yes=count["yes"] if votes else None,
            no=count["no"] if votes else None,
            abstain=count["abstain"] if votes else None,
            absent=count["absent"] if votes else None,
            votes=votes,
            item_ids=[own] if own else [],
            item_numbers=[number] if number else [],
            item_title=_field(root, "lblTitle"),
            mover=_field(root, "hypMover") or _field(root, "lblMover"),
            seconder=_field(root, "hypSeconder") or _field(root, "lblSeconder"),
            source_kind="action list",
            url=page.url,
        )
    ]


def _worded(*texts: str | None) -> tuple[MeetingStatus, str] | None:
    return next((found for text in texts if text and (found := worded_status(text))), None)


def _text(row: Cells, column: str) -> str | None:
    words = squeeze(" ".join(row[column].itertext())) if column in row else ""
    return None if _NOTHING.match(words) else words


def _field(root: HtmlElement, name: str) -> str | None:
    """Return a single field's words; its label stands in an element of the same name and "Prompt"."""
    found = root.xpath(f"//*[substring(@id, string-length(@id) - {len(name) - 1}) = '{name}']")
    return next((words for element in found if (words := squeeze(element.text_content()))), None)


def _links(cell: HtmlElement, page: Page) -> list[str]:
    """Return a cell's addresses; those of pop-ups stand in the script that opens them."""
    targets = []
    for link in cell.iter("a"):
        opened = _OPENS.search(link.get("onclick") or "")
        targets.append(opened[1] if opened else link.get("href"))
    return [
        url
        for target in targets
        if target and not target.startswith("#") and (url := absolute(page.url, target))
    ]


def _names_meeting(url: str) -> bool:
    path, kind = urlsplit(url).path.lower(), _query(url, "M")
    return path.endswith("/meetingdetail.aspx") or (path.endswith("/view.ashx") and kind in {"IC", "A", "M"})


def _query(url: str, name: str) -> str | None:
    values = {key.lower(): value for key, value in parse_qs(urlsplit(url).query).items()}
    return next(iter(values.get(name.lower(), [])), None)


def _empty(page: Page) -> Remark:
    return Remark(kind="empty list", message="a calendar without meetings", url=page.url)
