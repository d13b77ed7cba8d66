"""/meetings/details/{id}: title, day and time, place, notice with that day's members, links to documents."""

import re
from dataclasses import replace
from datetime import date

from crawler.civic.actions import split_trailing_action
from crawler.civic.dates import Moment, clock_time, find_moments
from crawler.civic.roster import find_members
from crawler.civic.status import noticed_status, without_status, worded_status
from crawler.page_lines import Line
from crawler.platform import PageError
from crawler.platforms.cpsboe_documents import documents_of, is_file
from db.records import AgendaItem, Document, Meeting, MeetingStatus, Record
from db.report_numbers import amended_reports, leading_report

EXPECTED = "a meeting's details: its name, its day and time, its place"
_NAME = re.compile(r"\b(?:meeting|hearing|committee|retreat|session|office hours)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^\W*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_END_OF_PLACE = re.compile(
    r"save to your|add to google|register|registration|president|members of|notice|enclosed|"
    r"\bmeetings?\b|hearing",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"enclosed is a copy of the agenda|\bnotice of\b", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:re-?scheduled|moved|postponed)\s+(?:to|until|for)\b", re.IGNORECASE)
_LONGEST_PLACE = 120
_CLOCK = re.compile(r"\W*(?:at\s+)?\d{1,2}(?::\d\d)?\s*[ap]\.?m\b.{0,12}$", re.IGNORECASE)
_NO_PLACE = re.compile(r"\b(?:agenda|minutes)\b", re.IGNORECASE)
_OPENS = re.compile(r"^\W*(?:download|view|open|read|pdf)\b", re.IGNORECASE)


def is_details(lines: list[Line]) -> bool:
    """Tell whether the page names one meeting and, right below, its day."""
    return _head(lines) is not None and not any(
        "/meetings/details/" in link.url for line in lines for link in line.links
    )


def read(lines: list[Line], meeting_id: str, body: str, zone: str, url: str) -> list[Record]:
    """Return the meeting, items listed, files linked. Raises PageError without a name and a day."""
    head = _head(lines)
    if head is None:
        raise PageError(
            f"no name and day of a meeting (it begins {lines[0].text[:80]!r}); expected {EXPECTED}"
        )
    at, title, moment = head
    notice = lines[at + 1 :]
    if moment.time is None and notice and _CLOCK.match(notice[0].text):  # the time in a line of its own
        moment, notice = replace(moment, time=clock_time(notice[0].text)), notice[1:]
    documents = documents_of(lines, meeting_id)
    status, raw = _status(f"{title} {lines[at].text}", moment.day, notice, documents)
    meeting = Meeting(
        id=meeting_id,
        body=body,
        title=without_status(title),
        start=moment.iso(zone),
        status=status,
        status_raw=raw,
        location=_place(lines[at], moment, notice),
        url=url,
        members=find_members([line.text for line in notice]),
    )
    items = _items(notice, meeting_id, url)
    attached = {document for item in items for document in item.documents}
    return [meeting, *items, *(document for document in documents if document.url not in attached)]


def _head(lines: list[Line]) -> tuple[int, str, Moment] | None:
    """Return where the day stands, the name above it (or before it on the line), and the day."""
    for index, line in enumerate(lines[:25]):
        moments = find_moments(line.text)
        if not moments or len(line.text) > 160:
            continue
        before = re.sub(r"\b\w+day,?\s*$", "", line.text[: moments[0].start]).strip(" ,:–-")
        if before and _NAME.search(before):
            return index, before, moments[0]
        above = next((known.text for known in reversed(lines[:index]) if _NAME.search(known.text)), None)
        if above and (line.heading or _WEEKDAY.match(line.text) or moments[0].start == 0):
            return index, above, moments[0]
        if line.heading and index and lines[index - 1].heading:
            return index, lines[index - 1].text, moments[0]
    return None


def _status(
    head: str, day: date, notice: list[Line], documents: list[Document]
) -> tuple[MeetingStatus, str | None]:
    worded = worded_status(head) or next(
        (
            found
            for line in notice[:12]
            if len(line.text) < 200 and (found := worded_status(line.text)) and line.heading
        ),
        None,
    )
    worded = worded or next(
        (found for line in notice if not _moves_here(line, day) and (found := noticed_status(line.text))),
        None,
    )
    if worded:
        return worded
    record = next((document for document in documents if document.kind in {"actions", "minutes"}), None)
    labels = {link.text.lower(): link.text for line in notice for link in line.links}
    held = record.title if record else labels.get("actions") or labels.get("proceedings")
    if held and not (record and record.kind == "minutes" and "agenda" in (record.title or "").lower()):
        return "held", held
    enclosed = next((told.group() for line in notice if (told := _ENCLOSED.search(line.text))), None)
    return ("confirmed", enclosed) if enclosed else ("tentative", None)


def _moves_here(line: Line, day: date) -> bool:
    """Tell whether a notice moves the meeting to the very day that the page gives: it takes place."""
    moved = _MOVED.search(line.text)
    new = find_moments(line.text[moved.end() :])[:1] if moved else []
    return any(moment.day == day for moment in new)


def _place(head: Line, moment: Moment, notice: list[Line]) -> str | None:
    """Return the address lines below the day, as one; None where the page has none yet."""
    del head, moment
    place: list[str] = []
    for line in notice[:6]:
        text = re.split(r"\s*(?:Save to your calendar|Add to Google calendar)", line.text)[0].strip()
        if (
            not text
            or _END_OF_PLACE.search(text)
            or len(text) > _LONGEST_PLACE
            or line.heading
            or _NO_PLACE.search(text)
        ):
            break
        place.append(text)
        if text != line.text:
            break
    return ", ".join(place) or None


def _items(notice: list[Line], meeting_id: str, url: str) -> list[AgendaItem]:
    """Return reports that an agenda on the page lists (most agendas are PDFs)."""
    items: list[AgendaItem] = []
    section: str | None = None
    for line in notice:
        lead = leading_report(line.text)
        if lead is None or not lead[2]:
            section = line.text if line.heading else section
            continue
        title, raw = split_trailing_action(_without_buttons(lead[2], line))
        files = [link.url for link in line.links if is_file(link.url)]
        items.append(
            AgendaItem(
                meeting_id=meeting_id,
                number=lead[0],
                position=len(items) + 1,
                section=section,
                title=title,
                action_raw=raw,
                url=files[0] if files else url,
                amends=amended_reports(lead[0], title),
                documents=files,
            )
        )
    return items


def _without_buttons(title: str, line: Line) -> str:
    """Return a title without the words of a link behind it that only opens the file."""
    for link in reversed(line.links):
        if _OPENS.match(link.text) and title.endswith(link.text) and title != link.text:
            title = title.removesuffix(link.text).rstrip()
    return title
