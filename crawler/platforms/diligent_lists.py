"""Lists of meetings and one meeting's data from MeetingsService.svc, on any of Diligent's hosts."""

import re
from typing import Any
from urllib.parse import urljoin

from crawler.civic.dates import find_moments
from crawler.civic.starts import epoch_start, local_start, zoned
from crawler.civic.status import without_status, worded_status
from crawler.json_page import text_of
from crawler.markup import plain_line
from crawler.platform import Page, PageError
from db.records import Meeting, MeetingStatus, Record, Remark

EXPECTED_ROWS = "a list of meetings (Id, Name, MeetingDateTime)"
_COMMITTEE = re.compile(r"^(\S.*?\scommittee)\b", re.IGNORECASE)
_NO_MEETING = re.compile(r"\bno meeting\b", re.IGNORECASE)
_STATUS = re.compile(
    r"^\W*(?:cancell?ed|postponed|rescheduled)\s*[-–—:]+\s*|\s*[-–—(]+\s*(?:cancell?ed|postponed)\s*\)?$",
    re.IGNORECASE,
)
_TRAILING_DATE = re.compile(
    r"\s*[-–—,]\s*(?:[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [A-Za-z]{3,9}\.?,? \d{4})\s*$"
)


def read_rows(answer: list[Any], page: Page) -> list[Record]:
    """Return the meetings of a list, each once. Raises PageError when no row is one."""
    if not answer:
        return [Remark(kind="empty list", message="no meeting in these days", url=page.url)]
    found: dict[str, Meeting] = {}
    remarks: list[Record] = []
    for row in answer:
        meeting_id = text_of(row, "Id") if isinstance(row, dict) else None
        if not isinstance(row, dict) or meeting_id is None or not _is_row(row):
            remarks.append(Remark(kind="row without id", message=f"{str(row)[:160]}", url=page.url))
        elif meeting_id in found:
            told = f"{text_of(row, 'Name')!r} ({meeting_id})"
            remarks.append(Remark(kind="repeated row", message=told, url=page.url))
        else:
            found[meeting_id] = meeting_of(row, meeting_id, page)
            if found[meeting_id].start is None:
                told = f"{text_of(row, 'Name')!r} ({meeting_id})"
                remarks.append(Remark(kind="row without date", message=told, url=page.url))
    if not found:
        raise PageError(f"a list of other things ({str(answer[0])[:80]}); expected {EXPECTED_ROWS}")
    return [*found.values(), *remarks]


def _is_row(row: dict[str, Any]) -> bool:
    return any(
        name in row for name in ("MeetingDateTime", "MeetingDate", "MeetingTypeName", "CleanName", "TypeId")
    )


def meeting_of(row: dict[str, Any], meeting_id: str, page: Page) -> Meeting:
    """Return the meeting of a row. Its title is its name without the day and the word for its status."""
    name = plain_line(text_of(row, "Name", "CleanName", "MeetingTypeName")) or ""
    status, raw = _status(row, name)
    kind = plain_line(text_of(row, "MeetingTypeName"))
    return Meeting(
        id=meeting_id,
        body=body_of(kind, page.body_name),
        title=plain_title(name) or kind,
        start=_start(row, name, page.timezone),
        status=status,
        status_raw=raw,
        location=plain_line(text_of(row, "MeetingLocation", "Location")),
        url=reader_page(page.url, meeting_id),
    )


def body_of(kind: str | None, board: str | None) -> str | None:
    """Return who meets: the board, unless the type of meeting names a committee."""
    found = _COMMITTEE.match(kind or "")
    return found[1] if found else board


def plain_title(name: str) -> str | None:
    """Return a meeting's name without "CANCELLED - " and " - Oct 28 2025", which are told apart from it."""
    plain = _STATUS.sub("", _TRAILING_DATE.sub("", _STATUS.sub("", name.strip())))
    return without_status(plain.strip(" -–—")) or None


def _start(row: dict[str, Any], name: str, zone: str | None) -> str | None:
    told = text_of(row, "MeetingTime", "Time")
    for stamp in (text_of(row, "MeetingDateTime"), text_of(row, "MeetingDate")):
        found = local_start(stamp, zone, told) or epoch_start(stamp, zone)
        if found:
            return found
    return named_start(name, told, zone) or named_start(
        text_of(row, "FormattedMeetingDate") or "", told, zone
    )


def named_start(name: str, told: str | None, zone: str | None) -> str | None:
    """Return the start of a meeting whose name ends in its day, with the time told beside it."""
    moments = find_moments(name)
    return local_start(moments[-1].day.isoformat(), zone, told) if moments else None


def _status(row: dict[str, Any], name: str) -> tuple[MeetingStatus | None, str | None]:
    worded = worded_status(name)
    if worded:
        return worded
    if none := _NO_MEETING.search(name):
        return "cancelled", none.group()
    published = row.get("Published")
    if published is None:
        return None, None
    return ("confirmed", "Published") if published is True else ("tentative", "not Published")


def reader_page(url: str, meeting_id: str) -> str:
    """Return the page on which a reader sees a meeting."""
    return urljoin(url, f"/Portal/MeetingInformation.aspx?Org=Cal&Id={meeting_id}")


def read_data(answer: dict[str, Any], page: Page) -> list[Record]:
    """Return the meeting that /meetingData describes, with its members."""
    meeting_id = text_of(answer, "Id")
    if meeting_id is None:
        raise PageError(f"a meeting's data without its Id; expected {EXPECTED_ROWS}")
    meeting = meeting_of(answer, meeting_id, page)
    members = answer.get("Members")
    for member in members if isinstance(members, list) else []:
        name = (
            text_of(member, "Name", "FullName") if isinstance(member, dict) else text_of({"x": member}, "x")
        )
        if name:
            meeting.members.append(name)
    return [meeting]


def day_of(said: str | None) -> str | None:
    """Return the day that a date in words names ("May 28, 2026")."""
    moments = find_moments(said or "")
    return zoned(moments[0].day, None, None) if moments else None
