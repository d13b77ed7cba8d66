"""Lists of meetings: the rows of GetMeetingListing, and those that the listing page shows by itself."""

import json
import re
from typing import Any

from lxml.html import HtmlElement

from crawler.civic.status import worded_status
from crawler.page_lines import squeeze
from crawler.platform import Page, PageError
from crawler.platforms.simbli_fields import (
    Entry,
    entries,
    meeting_page,
    printed_start,
    query_of,
    start_of,
    words,
)
from db.records import Meeting, MeetingStatus, Record, Remark

EXPECTED_ROWS = "GetMeetingListing's rows (Master_MeetingID, MM_MeetingTitle, MM_DateTime)"
_ID = ("master_meetingid", "mm_meetingid", "meetingid")
_LISTS = ("meetinglist", "meetings", "data", "result", "d", "value")
_OPENED = re.compile(r"ViewMeeting\(\s*[\"'](\d+)[\"']\s*,\s*[\"'](\d+)[\"']", re.IGNORECASE)
_MINUTES_OUT = {"PUBLISHED", "AUTHORISED", "AUTHORIZED"}


def rows_of(answer: Any) -> list[Entry] | None:
    """Return the rows in an answer, those nested in others beside them; None when it is no list of rows."""
    if isinstance(answer, dict):
        named = {str(name).lower(): value for name, value in answer.items()}
        inner = next((named[name] for name in _LISTS if isinstance(named.get(name), list)), None)
        answer = inner if inner is not None else ([answer] if any(name in named for name in _ID) else None)
    rows = entries(answer)
    if not isinstance(answer, list) or (answer and not rows) or (rows and not any(map(_is_row, rows))):
        return None
    nested = [row for outer in rows for value in outer.values() for row in entries(value) if _is_row(row)]
    return [*rows, *nested]


def _is_row(row: Entry) -> bool:
    return any(name in row for name in (*_ID, "mm_meetingtitle", "mm_datetime"))


def read_rows(rows: list[Entry], page: Page) -> list[Record]:
    """Return the meetings of the rows, each once. Raises PageError when no row tells a meeting's id."""
    if not rows:
        return [Remark(kind="empty list", message="the list holds no meeting", url=page.url)]
    found: dict[str, Meeting] = {}
    remarks: list[Record] = []
    for row in rows:
        meeting_id = words(row, *_ID)
        if meeting_id is None:
            remarks.append(_remark("row without id", row, page))
        elif meeting_id in found:
            remarks.append(_remark("repeated row", row, page))
        elif str(row.get("mm_istemplate")).lower() == "true":
            remarks.append(_remark("template", row, page))  # what a clerk makes meetings from
        else:
            found[meeting_id] = _meeting(row, meeting_id, page)
            if found[meeting_id].start is None:
                remarks.append(_remark("row without date", row, page))
    if not found:
        told = ", ".join(sorted(rows[0])[:12])
        raise PageError(f"rows without a meeting's id (their fields: {told}); expected {EXPECTED_ROWS}")
    return [*found.values(), *remarks]


def _remark(kind: str, row: Entry, page: Page) -> Remark:
    told = words(row, "mm_meetingtitle", "meetingtitle", "title") or "a row without title"
    return Remark(kind=kind, message=f"{told[:120]!r} ({words(row, *_ID) or 'no id'})", url=page.url)


def _meeting(row: Entry, meeting_id: str, page: Page) -> Meeting:
    title = words(row, "mm_meetingtitle", "meetingtitle", "title")
    status, raw = _status(row, title)
    site = words(row, "mm_districtid", "schoolid") or query_of(page.url).get("s")
    places = [words(row, f"mm_address{part}") for part in "123"]
    return Meeting(
        id=meeting_id,
        body=body_of(words(row, "ml_typetitle", "meetingtype"), page.body_name),
        title=title,
        start=start_of(row, page.timezone),
        status=status,
        status_raw=raw,
        location=", ".join(place.strip(" ,") for place in places if place) or None,
        url=meeting_page(page.url, site, meeting_id),
    )


def body_of(meeting_type: str | None, board: str | None) -> str | None:
    """Return who meets: the board, unless the type of meeting names a committee."""
    return meeting_type if meeting_type and "committee" in meeting_type.lower() else board


def _status(row: Entry, title: str | None) -> tuple[MeetingStatus, str | None]:
    worded = worded_status(title or "")
    if worded:
        return worded
    minutes = words(row, "minutesstatus")
    if minutes and minutes.upper() in _MINUTES_OUT:
        return "held", f"minutes {minutes}"
    if words(row, "canprintminutes") in {"1", "true"}:
        return "held", "minutes can be printed"
    published = words(row, "mm_publisheddate")
    return ("confirmed", f"agenda published {published}") if published else ("tentative", None)


def minutes_published(answer: Any) -> set[str]:
    """Return the ids of the rows whose minutes can be read."""
    rows = rows_of(answer) or []
    out = {words(row, *_ID) for row in rows if (words(row, "minutesstatus") or "").upper() == "PUBLISHED"}
    return {meeting_id for meeting_id in out if meeting_id}


def rows_on_page(root: HtmlElement, page: Page) -> list[Meeting]:
    """Return the meetings that the listing page's own table shows, each once."""
    found: dict[str, Meeting] = {}
    for link in root.xpath("//a[contains(@onclick, 'ViewMeeting')] | //a[contains(@href, 'ViewMeeting')]"):
        opened = _OPENED.search(f"{link.get('onclick') or ''} {link.get('href') or ''}")
        query = query_of(link.get("href") or "")
        site, meeting_id = opened.groups() if opened else (query.get("s"), query.get("mid"))
        if meeting_id and meeting_id.isdigit() and squeeze(link.text_content()):
            found.setdefault(meeting_id, _shown(link, site, meeting_id, page))
    return list(found.values())


def rows_in_script(text: str, page: Page) -> list[Record]:
    """Return the meetings of the rows that some listing pages carry in a script for their program."""
    named = text.find('"Master_MeetingID"')
    begun = text.rfind("[", 0, named) if named >= 0 else -1
    try:
        rows = rows_of(json.JSONDecoder().raw_decode(text, begun)[0]) if begun >= 0 else None
    except (ValueError, RecursionError):
        return []
    return read_rows(rows, page) if rows and any(words(row, *_ID) for row in rows) else []


def _shown(link: HtmlElement, site: str | None, meeting_id: str, page: Page) -> Meeting:
    title = squeeze(link.text_content())
    row = next(link.iterancestors("tr"), None)
    cells = [squeeze(cell.text_content()) for cell in row.findall("td")] if row is not None else []
    others = [cell for cell in cells if cell and title not in cell]
    start = next((when for cell in others if (when := printed_start(cell, page.timezone))), None)
    status = worded_status(title)
    return Meeting(
        id=meeting_id,
        body=body_of(others[-1] if len(others) > 1 else None, page.body_name),
        title=title,
        start=start,
        status=status[0] if status else None,
        status_raw=status[1] if status else None,
        url=meeting_page(page.url, site or query_of(page.url).get("s"), meeting_id),
    )
