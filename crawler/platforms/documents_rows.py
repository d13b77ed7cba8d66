"""The files on a page that lists them, each with the day, the meeting and the kind that its place tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from crawler.civic.day_spellings import Day, Years, day_of_name, find_days, find_years, names_a_month
from crawler.civic.files import file_address, file_name, is_file, is_recording, kind_of_words
from crawler.civic.meeting_names import MeetingName, meeting_name
from crawler.civic.status import worded_status
from crawler.page_lines import Line, PageLink

LONGEST_HEAD = 120  # characters of a line that gives the lines below it a date; what is longer is prose
RECORDS = {"agenda", "minutes", "actions", "transcript", "testimony"}
_NO_MEETING = re.compile(
    r"\b(?:posted|updated|revised|published|modified|approved|adopted|effective|deadline|copyright|due|"
    r"expires?|term|elected|appointed)\b|©",
    re.IGNORECASE,
)
_BY_LINKS = {"agenda", "minutes"}


@dataclass
class Entry:
    """A file, or a date without one, of a meeting: `day` is None where nothing tells it."""

    line: Line
    day: date | None
    clock: time | None = None
    name: MeetingName | None = None
    link: PageLink | None = None
    kind: str = "attachment"
    words: str = ""  # the lines that told of the meeting, in which its status may stand
    sure: bool = True  # the page itself tells the day, and not the name of some file only


@dataclass
class _Place:
    """What the lines above say: the year, the section, the meeting whose files come now."""

    years: Years | None = None
    section: str = ""
    columns: list[str] = field(default_factory=list)
    head: Line | None = None
    day: Day | None = None


def read_entries(lines: list[Line]) -> list[Entry]:
    """Return the files and dates of meetings in page order."""
    place = _Place()
    entries: list[Entry] = []
    dated: list[Entry] = []
    for line in lines:
        files = [link for link in line.links if _is_document(link)]
        days = _days(line, place.years)
        if files:
            entries += list(_files(line, files, days, place))
        elif days and _heads(line, days):
            place.head, place.day = line, days[0]
            name = _name(*_parts(line, line.text), place.section)
            dated.append(Entry(line, days[0].day, days[0].time, name, words=line.text))
        else:
            _note(line, days, place)
    return [*entries, *_without_files(entries, dated)]


def _days(line: Line, years: Years | None) -> list[Day]:
    own = find_years(line.text)
    known = own if own and own.first == own.second else years
    return find_days(line.text, known if len(line.text) <= LONGEST_HEAD or line.tag == "tr" else None)


def _heads(line: Line, days: list[Day]) -> bool:
    """Tell whether a line without files gives a meeting's date to what comes below."""
    if len(line.text) > LONGEST_HEAD and line.tag != "tr":
        return False
    return (line.heading or days[0].start <= 40) and not _NO_MEETING.search(line.text)


def _note(line: Line, days: list[Day], place: _Place) -> None:
    """Take from a line without files what it says about the lines below."""
    years = find_years(line.text)
    short = len(line.text) <= 60
    if years and short and not days:
        place.years, place.day, place.head = years, None, None
    if line.heading or (short and kind_of_words(line.text) in _BY_LINKS and not line.links):
        place.section = line.text
        if line.heading and kind_of_words(line.text) is None:
            place.day, place.head = None, None
    if line.tag == "tr" and not days:
        place.columns = line.cells


def _is_document(link: PageLink) -> bool:
    if is_recording(link.url):
        return False
    return is_file(link.url) or (kind_of_words(link.text) in RECORDS and bool(find_days(link.text)))


def _files(line: Line, files: list[PageLink], days: list[Day], place: _Place) -> Iterator[Entry]:
    """Yield a line's files. A day stands in the link's text, on the line before it, above or in the name."""
    at = 0
    for link in files:
        found = line.text.find(link.text, at) if link.text else -1
        at = found if found >= 0 else at
        day = _day(link, line, at, days, place)
        above = place.head.text if place.head and place.day and day and place.day.day == day.day else ""
        beside = line.text if len({one.day for one in days}) < 2 and len(line.text) < 300 else ""
        name = file_name(link.url)
        yield Entry(
            line=line,
            day=day.day if day else None,
            clock=day.time if day else None,
            name=_name(link.text, *_parts(line, beside), above, _spaced(name), place.section),
            link=PageLink(file_address(link.url), link.text or name),
            kind=_kind(link, name, line, place),
            words=f"{link.text} {beside} {above}",
            sure=day is None or day.end > 0,
        )


def _day(link: PageLink, line: Line, at: int, days: list[Day], place: _Place) -> Day | None:
    in_text = find_days(link.text, place.years)
    if in_text:
        near = [day for day in days if day.day == in_text[0].day]
        return near[0] if near else in_text[0]
    before = [day for day in days if day.start <= at]
    if days and (before or len(days) == 1) and not (_NO_MEETING.search(line.text) and not before):
        return before[-1] if before else days[0]
    named = day_of_name(file_name(link.url))
    in_name = Day(named, None, 0, 0) if named else None
    if names_a_month(link.text) or names_a_month(line.text):
        return in_name  # a month's file below another month's meeting is not that meeting's
    rows = line.tag == "tr" and place.head is not None and place.head.tag == "tr"
    if rows and place.head is not None and sum(map(bool, place.head.cells)) > 1:
        return in_name  # a row of a table speaks for itself; one that is a date and no more, for those below
    return place.day or in_name


def _kind(link: PageLink, name: str, line: Line, place: _Place) -> str:
    """Return what a file is: by its link's words, its name, its column's head, the heading above."""
    for words in (link.text, _spaced(name), _column(link, line, place), place.section):
        kind = kind_of_words(words)
        both = all(re.search(one, words, re.IGNORECASE) for one in _BY_LINKS)
        if kind and not (both and words in {place.section}):
            return kind if kind in RECORDS else "attachment"
    return "attachment"


def _column(link: PageLink, line: Line, place: _Place) -> str:
    """Return the head of the column that a table's link stands in; empty where that cannot be told."""
    if line.tag != "tr" or len(place.columns) != len(line.cells) or not link.text:
        return ""
    inside = [at for at, cell in enumerate(line.cells) if link.text in cell]
    same = [other for other in line.links if other.text == link.text]
    if len(inside) == len(same):
        return place.columns[inside[same.index(link)]]
    return place.columns[inside[0]] if len(inside) == 1 else ""


def _parts(line: Line, text: str) -> list[str]:
    """Return what names a meeting on a line: each of a row's cells by itself."""
    return line.cells if text and line.tag == "tr" else [text]


def _name(*texts: str) -> MeetingName | None:
    return next((name for text in texts if text and (name := meeting_name(text[:300])) is not None), None)


def _spaced(name: str) -> str:
    plain = re.sub(r"\.\w{2,5}$", "", name)
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[-_+.]+", " ", plain)


def _without_files(entries: list[Entry], dated: list[Entry]) -> list[Entry]:
    """Return dates of meetings that have no files yet: rows like those that have, or meetings called off."""
    days = {entry.day for entry in entries}
    tags = {entry.line.tag for entry in entries if entry.day}
    kept: dict[tuple[date | None, str], Entry] = {}
    for entry in dated:
        alike = not tags or entry.line.tag in tags or entry.name or worded_status(entry.line.text)
        if alike and (entry.day not in days or entry.name is not None):
            kept.setdefault((entry.day, entry.name.key if entry.name else ""), entry)
    return list(kept.values())
