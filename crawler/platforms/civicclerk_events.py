"""CivicClerk's events: meetings, with their agenda and the files published for them."""

import re
from urllib.parse import urlsplit

from crawler.civic.starts import local_start
from crawler.civic.status import worded_status
from crawler.json_page import text_of
from crawler.markup import plain_line
from crawler.platform import Page
from crawler.platforms.civicclerk_answers import Row, is_set, rows_of
from db.records import Document, Meeting, MeetingStatus, Record, Remark

_LONGEST_NOTE = 200
# What a published file's type says it is; "Agenda Packet" is the agenda with all attachments bound in.
KINDS = (
    ("minutes", re.compile(r"minutes", re.IGNORECASE)),
    ("attachment", re.compile(r"packet|notice", re.IGNORECASE)),
    ("agenda", re.compile(r"agenda", re.IGNORECASE)),
)


def api_root(url: str) -> str:
    """Return the address below which a tenant's API answers: https://HOST/v1."""
    parts = urlsplit(url)
    found = re.match(r"(.*?/v\d+)(?:/|$)", parts.path, re.IGNORECASE)
    return f"{parts.scheme}://{parts.netloc}{found[1] if found else '/v1'}"


def tenant_of(url: str) -> str:
    """Return the tenant that an address belongs to: its host's first label."""
    return (urlsplit(url).hostname or "").partition(".")[0]


def file_url(root: str, file_id: str) -> str:
    """Return the address of a published file's text, which the API takes out of the PDF itself."""
    return f"{root}/Meetings/GetMeetingFileStream(fileId={file_id},plainText=true)"


def agenda_url(root: str, agenda_id: str) -> str:
    """Return the address of an agenda's items; its id is not the event's."""
    return f"{root}/Meetings/{agenda_id}"


def read_event(row: Row, page: Page) -> list[Record]:
    """Return an event's meeting and documents; a remark for one that is no meeting, or lacks id or date."""
    meeting_id = text_of(row, "id")
    name = plain_line(text_of(row, "eventname", "name", "title"))
    if meeting_id is None:
        return [_remark("row without id", f"{name or 'an event'}: an event without id", page.url)]
    if is_set(row, "isdeleted") or is_set(row, "ispublished") is False:
        state = "deleted" if is_set(row, "isdeleted") else str(row.get("ispublished"))
        return [_remark("unpublished event", f"{name or meeting_id}: {state}", page.url)]
    start = next(
        (found for key in ("startdatetime", "eventdate")
         if (found := local_start(text_of(row, key), page.timezone))), None
    )  # fmt: skip
    status, status_raw = _status(row)
    meeting = Meeting(
        id=meeting_id,
        body=plain_line(text_of(row, "categoryname", "eventcategoryname")) or page.body_name,
        title=name,
        start=start,
        status=status,
        status_raw=status_raw,
        location=_place(row),
        url=event_page(page.url, meeting_id),
    )
    records: list[Record] = [meeting, *_documents(row, meeting, page)]
    if start is None:
        told = f"event {meeting_id}: startDateTime is {text_of(row, 'startdatetime')!r}"
        records.append(_remark("meeting without date", told, meeting.url or page.url))
    return records


def _documents(row: Row, meeting: Meeting, page: Page) -> list[Document]:
    root, day = api_root(page.url), (meeting.start or "")[:10] or None
    links: list[tuple[str, str | None, str]] = []
    agenda = text_of(row, "agendaid")
    if agenda and agenda != "0" and is_set(row, "hasagenda") is not False:
        links.append((agenda_url(root, agenda), plain_line(text_of(row, "agendaname")) or "Agenda", "agenda"))
    for file in rows_of(row, "publishedfiles"):
        file_id = text_of(file, "fileid")
        if file_id and file_id != "0":
            links.append((file_url(root, file_id), plain_line(text_of(file, "name", "type")), kind_of(file)))
    return [
        Document(url=url, title=title, kind=kind, meeting_id=meeting.id, date=day)
        for url, title, kind in links
    ]


def kind_of(file: Row) -> str:
    """Return what a published file is: by its type, else by its name."""
    for told in (text_of(file, "type") or "", text_of(file, "name") or ""):
        for kind, words in KINDS:
            if words.search(told):
                return kind
    return "attachment"


def event_page(url: str, event: str | None) -> str | None:
    """Return the portal's page on which a reader sees an event; None where the event is not known."""
    return f"https://{tenant_of(url)}.portal.civicclerk.com/event/{event}/overview" if event else None


def _status(row: Row) -> tuple[MeetingStatus, str | None]:
    files = rows_of(row, "publishedfiles")
    names = (text_of(file, "name") for file in files)
    notes = (text_of(row, key) for key in ("eventname", "eventnotice", "eventdescription", "agendaname"))
    for told in (*notes, *names):
        words = plain_line(told) or ""
        if len(words) <= _LONGEST_NOTE and (worded := worded_status(words)):
            return worded
    for kind, status in (("minutes", "held"), ("agenda", "confirmed")):
        published = next((file for file in files if kind_of(file) == kind), None)
        if published:
            return ("held" if status == "held" else "confirmed"), text_of(published, "type", "name")
    return (
        ("confirmed", text_of(row, "publishedagendatimestamp"))
        if is_set(row, "hasagenda")
        else ("tentative", None)
    )


def _place(row: Row) -> str | None:
    place = row.get("eventlocation")
    if not isinstance(place, dict):
        if whole := plain_line(text_of(row, "eventlocation", "location")):
            return whole
        place, keys = row, ("venuename", "venueaddress", "venuecity", "venuestate", "venuezip")
    else:
        keys = ("address1", "address2", "city", "state", "zipcode")
    parts = (plain_line(text_of(place, key)) for key in keys)
    return ", ".join(part.strip(" ,") for part in parts if part) or None


def _remark(kind: str, message: str, url: str) -> Remark:
    return Remark(kind=kind, message=message, url=url)
