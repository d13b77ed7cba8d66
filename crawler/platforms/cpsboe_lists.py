"""The lists: scheduled meetings, past meetings by year, and the planning calendar's table."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from crawler.civic.dates import Moment, find_moments
from crawler.civic.provisional import day_id
from crawler.civic.status import worded_status
from crawler.page_lines import Line, sections
from crawler.platform import PageError
from crawler.platforms.cpsboe_documents import documents_of
from db.records import Meeting, MeetingStatus, Record, Remark

EXPECTED = (
    "a list of meetings with their dates (/meetings, /meetings/past-meetings or /meetings/planning-calendar)"
)
# A meeting that the list shows in full has no link to its page, but one to its calendar entry.
_MEETING = re.compile(
    r"/(?P<part>meetings|committees|event)/(?:details|board-actions|SaveToCalend[ae]r)/(?P<id>\d+)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"((?:[\w’'&-]+\s+){0,6}?"
    r"(?:committees? meetings?|meetings?|hearings?|committees?|retreats?|sessions?))\b",
    re.IGNORECASE,
)
_NEW_DAY = re.compile(
    r"\b(?:re-?scheduled|moved|postponed)\s+(?:to|until)\W+(?:\w+day,?\s+)?$", re.IGNORECASE
)
_ABOUT_REGISTRATION = re.compile(r"\bregist(?:er|ration)\b|\bslots?\b|\bposted\b|\bopens\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:past|recent|previous|earlier)\b.{0,20}\bmeetings\b", re.IGNORECASE)
LONGEST_DAY_LINE = 160  # characters; what is longer is prose that mentions a day
_SCHEDULED = re.compile(r"\b(?:scheduled|next|upcoming)\b.{0,40}\bmeetings\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\bplanning calendar\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\bIL\b|\b\d+ [NSEW]\.? |"
    r"\b(?:street|st\.|ave(?:nue)?|office|school|auditorium|room|academy|library|center)\b"
    r"|\bvirtual(?:ly)?\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass
class _Row:
    """What a list says of one meeting: the lines from its link or its date up to the next meeting's."""

    id: str | None
    url: str | None
    lines: list[Line] = field(default_factory=list)
    moment: Moment | None = None
    heading: str | None = None


def read(lines: list[Line], body: str, zone: str, url: str) -> list[Record]:
    """Return the meetings listed, each once, in page order, with their documents.

    Raises PageError when the page lists none or is no list of meetings.
    """
    kind = kind_of_list(lines, url)
    rows = _linked_rows(lines) or _dated_rows(lines)
    records: list[Record] = []
    used: dict[str, Meeting] = {}
    for row in rows:
        if row.moment is None:
            told = " ".join(line.text for line in row.lines)[:160]
            records.append(
                Remark(kind="row without date", message=f"{told!r} has no date", url=row.url or url)
            )
            continue
        meeting = _meeting(row, kind, body, zone, url, used)
        if meeting.id not in used:
            used[meeting.id] = meeting
            records.append(meeting)
        records.extend(documents_of(row.lines, meeting.id))
    if kind is None or not used:
        found = f"{lines[0].text[:80]!r}" if lines else "nothing"
        raise PageError(f"no meetings are listed (it begins {found}); expected {EXPECTED}")
    return records


def kind_of_list(lines: list[Line], url: str) -> str | None:
    """Return past, calendar or scheduled as the address or the page's headings say; None for no list."""
    head = " ".join(line.text for line in lines if line.heading) or " ".join(line.text for line in lines[:3])
    for kind, words, path in (
        ("past", _PAST, "past-meetings"),
        ("calendar", _CALENDAR, "planning-calendar"),
        ("scheduled", _SCHEDULED, "/meetings"),
    ):
        if path in url.lower() and (path != "/meetings" or url.lower().rstrip("/").endswith(path)):
            return kind
        if words.search(lines[0].text if lines else "") or (kind != "past" and words.search(head)):
            return kind
    return None


def _linked_rows(lines: list[Line]) -> list[_Row]:
    """Cut the lines into meetings at the links to them.

    A meeting's day stands on its link's line, or above it, or below: the page's first meeting tells which.
    """
    links = _meeting_links(lines)
    if not links:
        return []
    headings = _headings(lines)
    days = {index: day for index, line in enumerate(lines) if (day := _day_of(line, headings[index]))}
    first = min(at for at, _ in links.values())
    above = first not in days and min(days, default=first) < first
    starts: list[int] = []
    rows: list[_Row] = []
    places, ends = list(days), [at for at, _ in links.values()]
    neighbours = zip([-1, *ends], [*ends[1:], len(lines)], strict=False)
    for (key, (at, url)), (before, after) in zip(links.items(), neighbours, strict=False):
        place = at if at in days else _nearest(places, at, before, after, above=above)
        rows.append(_Row(key, url, moment=None if place is None else days[place]))
        starts.append(at if place is None else min(at, place))
    for row, start, end in zip(rows, starts, [*starts[1:], len(lines)], strict=True):
        row.lines = lines[start : max(end, start + 1)]
        row.heading = headings[start]
    return rows


def _meeting_links(lines: list[Line]) -> dict[str, tuple[int, str | None]]:
    """Return by meeting id the line on which it is first linked and its details page's address."""
    found: dict[str, tuple[int, str | None]] = {}
    for index, line in enumerate(lines):
        for link in line.links:
            match = _MEETING.search(link.url)
            if match is None:
                continue
            key = f"committee-{match['id']}" if match["part"].lower() == "committees" else match["id"]
            details = link.url if "/details/" in link.url.lower() else None
            at, known = found.get(key, (index, None))
            found[key] = (at, known or details)
    return found


def _day_of(line: Line, heading: str | None) -> Moment | None:
    """Return the day that a line gives for a meeting: its link's text first, no registration's or new day."""
    if _ABOUT_REGISTRATION.search(line.text) or (len(line.text) > LONGEST_DAY_LINE and line.tag != "tr"):
        return None
    year = _YEAR.search(heading or "")
    moments = find_moments(line.text, int(year.group()) if year else None)
    moments = [moment for moment in moments if not _NEW_DAY.search(line.text[: moment.start])]
    linked = {
        found.day for link in line.links if _MEETING.search(link.url) for found in find_moments(link.text)
    }
    return next((moment for moment in moments if moment.day in linked), moments[0] if moments else None)


def _nearest(days: list[int], at: int, before: int, after: int, *, above: bool) -> int | None:
    """Return the line with a day (`days` is sorted) next to a link, up to the links before and after."""
    place = bisect_left(days, at)
    over = days[place - 1] if place and days[place - 1] > before else None
    below = days[place] if place < len(days) and days[place] < after else None
    return (over if over is not None else below) if above else (below if below is not None else over)


def _headings(lines: list[Line]) -> list[str | None]:
    """Return for each line the heading it stands under, leaving out headings that are a meeting's own."""
    headings: list[str | None] = []
    latest: str | None = None
    for line in lines:
        headings.append(latest)
        own = any(_MEETING.search(link.url) for link in line.links)
        if line.heading and not own and not find_moments(line.text):
            latest = line.text
    return headings


def _dated_rows(lines: list[Line]) -> list[_Row]:
    """Read a calendar without links: each table row, or line, that begins with a date."""
    rows: list[_Row] = []
    columns: list[str] = []
    for heading, line in sections(lines):
        cells = line.cells if line.tag == "tr" else [line.text]
        dated = [(index, moment) for index, cell in enumerate(cells) for moment in find_moments(cell)[:1]]
        if line.tag == "tr" and not dated:
            columns = cells
            continue
        if not dated and rows and rows[-1].lines[0].tag != "tr" and line.tag in {"td", "p", "div"}:
            rows[-1].lines.append(line)  # a cell that a nested table cut off from its row
        for index, moment in dated:
            if moment.start > 25 or _ABOUT_REGISTRATION.search(cells[index]) or len(cells[index]) > 160:
                continue
            column = columns[index] if len(dated) > 1 and index < len(columns) else None
            rows.append(_Row(None, None, [_part(line, cells, index, dated)], moment, column or heading))
    return rows


def _part(line: Line, cells: list[str], index: int, dated: list[tuple[int, Moment]]) -> Line:
    others = {at for at, _ in dated if at != index}
    kept = [at for at in range(len(cells)) if at not in others]
    parts = line.parts if len(line.parts) == len(cells) else [[cell] for cell in cells]
    return Line([cells[at] for at in kept], line.tag, [parts[at] for at in kept], line.links)


def _meeting(
    row: _Row, kind: str | None, body: str, zone: str, url: str, used: dict[str, Meeting]
) -> Meeting:
    assert row.moment is not None  # noqa: S101 - the caller passes dated rows only
    text = " ".join(line.text for line in row.lines[:4])
    status, raw = _status(text, kind, row.heading)
    title = _title(row, text)
    provisional = row.id is None
    return Meeting(
        id=row.id or day_id(body, row.moment.day.isoformat(), title, used),
        body=body,
        title=title,
        start=row.moment.iso(zone),
        status=status,
        status_raw=raw,
        location=_place(row),
        url=row.url or url,
        provisional=provisional,
    )


def _status(text: str, kind: str | None, heading: str | None) -> tuple[MeetingStatus | None, str | None]:
    if worded := worded_status(text):
        return worded
    if _PAST.search(heading or ""):
        kind = "past"
    elif _SCHEDULED.search(heading or ""):
        kind = "scheduled"
    told: dict[str | None, tuple[MeetingStatus, str]] = {
        "past": ("held", "past meetings"),
        "scheduled": ("confirmed", "scheduled meetings"),
        "calendar": ("tentative", "planning calendar"),
    }
    return told.get(kind, (None, None))


def _title(row: _Row, text: str) -> str | None:
    """Return the meeting's name: in its link, in brackets beside its date, in the heading above."""
    for line in row.lines[:2]:
        for link in line.links:
            name = link.text.strip(" »«:")
            if _MEETING.search(link.url) and _KIND.search(name) and not find_moments(name):
                return name
    for part in (*re.findall(r"\(([^()]{4,80})\)", text), *(line.text for line in row.lines[:4])):
        bare = _without_moments(part)
        if (found := _KIND.search(bare)) and len(bare) < 100 and not _ABOUT_REGISTRATION.search(bare):
            return found.group(1).strip()
    heading = _without_moments(row.heading or "")
    found = None if _PAST.search(heading) or _SCHEDULED.search(heading) else _KIND.search(heading)
    if found:
        return re.sub(r"s$", "", found.group(1).strip())
    return "Board meeting" if row.id is None else None


def _without_moments(text: str) -> str:
    for moment in reversed(find_moments(text)):
        text = text[: moment.start] + " " + text[moment.end :]
    return " ".join(text.split())


def _place(row: _Row) -> str | None:
    """Return the cells after the date's, when they are an address."""
    if row.lines[0].tag == "tr":
        cells = [", ".join(parts) for parts in row.lines[0].parts]
        later = [cell for cell in cells if not find_moments(cell) and _ADDRESS.search(cell)]
        return later[-1] if later else None
    below = [line.text for line in row.lines[:8] if not find_moments(line.text) and len(line.text) < 120]
    first = next((at for at, text in enumerate(below) if _ADDRESS.search(text)), None)
    return ", ".join(text for text in below[first:] if _ADDRESS.search(text)) if first is not None else None
