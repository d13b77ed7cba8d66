"""BoardDocs' lists of meetings: two JSON answers, the XML of active meetings, the committees to ask for."""

import html
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from lxml.html import HtmlElement

from crawler.civic.dates import clock_time, find_moments
from crawler.civic.item_numbers import split_number, whole_number
from crawler.civic.starts import local_start, zoned
from crawler.civic.status import noticed_status, worded_status
from crawler.json_page import objects, read_json, text_of
from crawler.markup import plain_lines
from crawler.page_lines import squeeze
from crawler.platform import Page, PageError
from crawler.platforms.boarddocs_about import place_in, time_in, time_of
from crawler.platforms.boarddocs_addresses import base_of, reader_url
from db.records import AgendaItem, Link, Meeting, Record, Remark

EXPECTED_LIST = "a list of meetings ([{unique, name, numberdate}] or [{Unique, Name, Date}])"
EXPECTED_XML = "the XML of active meetings (<meetings><meeting id=...>)"
COMMITTEE = "meetings of a committee"
NO_COMMITTEES = "no committees"
# Cut out by pattern: the answer is often not well-formed (a </category> too many), and a forgiving XML parser
# then drops most of the meetings.
_MEETING = re.compile(r"<meeting\s(?P<head>[^>]*)>(?P<inner>.*?)(?:</meeting>|(?=<meeting\s)|\Z)", re.DOTALL)
_PART = re.compile(
    r"<(?P<tag>category|item)\s(?P<head>[^>]*)>\s*<name>(?P<name>.*?)</name>(?P<rest>.*?)"
    r"(?=<(?:category|item)\s|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*\"([^\"]*)\"")


def read_meetings(page: Page) -> list[Record]:
    """Return the meetings of a JSON list, each once. Raises PageError when no row is a meeting.

    A list without meetings is an answer too (a new board, or one that gives nothing on this list).
    """
    value = read_json(page.body, EXPECTED_LIST)
    rows = objects(value)
    if rows is None:
        raise PageError(f"{_told(value)} where a list is due; expected {EXPECTED_LIST}")
    rows = [{str(key).lower(): entry for key, entry in row.items()} for row in rows if row]
    if not rows:
        return [Remark(kind="empty list", message="the list of meetings is empty", url=page.url)]
    found: dict[str, Meeting] = {}
    remarks: list[Remark] = []
    for row in rows:
        unique, told = text_of(row, "unique", "id"), text_of(row, "name", "numberdate", "date")
        if unique is None:
            message = f"a meeting without `unique`: {told or ', '.join(sorted(row))[:160]}"
            remarks.append(Remark(kind="row without id", message=message, url=page.url))
            continue
        meeting = _meeting(row, unique, page)
        if meeting.start is None:
            message = f"{meeting.title or unique} has no date"
            remarks.append(Remark(kind="meeting without date", message=message, url=meeting.url))
        found.setdefault(unique, meeting)
    if not found:
        raise PageError(
            f"none of {len(rows)} rows has `unique` (keys: {_keys(rows)}); expected {EXPECTED_LIST}"
        )
    return [*found.values(), *remarks]


def _meeting(row: dict[str, Any], unique: str, page: Page) -> Meeting:
    name = _words(text_of(row, "name"))
    described = row.get("description")  # in the list for search engines only
    about = (plain_lines(described) or "").splitlines() if isinstance(described, str) else []
    noticed = (found for line in about if (found := noticed_status(line)))
    status = worded_status(name) or next(noticed, None)
    return Meeting(
        id=unique,
        body=page.body_name,
        title=name or None,
        start=_start(text_of(row, "numberdate", "date"), name, about, page.timezone),
        status=status[0] if status else None,
        status_raw=status[1] if status else None,
        location=place_in(about),
        url=reader_url(base_of(page.url), unique),
    )


def _start(told: str | None, name: str, about: list[str], zone: str | None) -> str | None:
    """Return when a meeting begins: these lists tell the day, its name or its description the time."""
    day = _day(told)
    clock = clock_time(time_in(name) or "") or time_of(about)
    return zoned(day, clock, zone) if day else None


def _day(told: str | None) -> date | None:
    """Return the day of "20240222", "2024-02-22T00:00:00Z" or "February 22, 2024"."""
    for form, length in (("%Y%m%d", 8), ("%Y-%m-%d", 10)):
        try:
            return datetime.strptime((told or "")[:length], form).date()
        except ValueError:
            continue
    return next((moment.day for moment in find_moments(told or "")), None)


def is_xml(body: bytes) -> bool:
    """Tell whether an answer is the XML of active meetings."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<?xml", b"<meetings")) and b"<meetings" in head


def read_active(page: Page) -> list[Record]:
    """Return the meetings of XML-ActiveMeetings with their agenda items' names."""
    text = page.body.decode("utf-8", "replace")
    records: list[Record] = []
    for match in _MEETING.finditer(text):
        attributes = dict(_ATTRIBUTE.findall(match["head"]))
        unique = attributes.get("id")
        if not unique:
            told = _words(_inside(match["inner"], "name"))[:160]
            records.append(Remark(kind="row without id", message=f"{told!r} has no id", url=page.url))
            continue
        records.append(_active(match["inner"], unique, attributes, page))
        records.extend(_items(match["inner"], unique, base_of(page.url)))
    if not records:
        if re.search(r"<meetings\s*/>|<meetings[^>]*>\s*</meetings>", text):
            return [Remark(kind="empty list", message="no active meetings", url=page.url)]
        raise PageError(f"XML without a <meeting id=...>; expected {EXPECTED_XML}")
    return records


def _active(inner: str, unique: str, attributes: dict[str, str], page: Page) -> Meeting:
    head = inner.partition("<category")[0]
    name, about = _words(_inside(head, "name")), _words(_inside(head, "description"))
    day = re.search(r"<date[^>]*>\s*(\d{4}-\d{2}-\d{2})", head)
    status = worded_status(name)
    return Meeting(
        id=unique,
        body=page.body_name or _words(attributes.get("bodyname")) or None,
        title=name or None,
        start=local_start(day[1] if day else None, page.timezone, time_in(name) or time_in(about)),
        status=status[0] if status else None,
        status_raw=status[1] if status else None,
        url=reader_url(base_of(page.url), unique),
    )


def _items(inner: str, meeting_id: str, base: str) -> Iterator[AgendaItem]:
    category: str | None = None
    section: str | None = None
    position = 0
    for part in _PART.finditer(inner):
        number, name = split_number(_words(part["name"]))
        unique = dict(_ATTRIBUTE.findall(part["head"])).get("id")
        if part["tag"] == "category":
            category, section = number, name
            continue
        position += 1
        yield AgendaItem(
            meeting_id=meeting_id,
            id=unique,
            number=whole_number(category, number),
            position=position,
            section=section,
            title=name or None,
            url=reader_url(base, unique or meeting_id),
        )


def _inside(text: str, tag: str) -> str:
    found = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    return found.group(1) if found else ""


def _words(text: str | None) -> str:
    # Escaped twice where an editor pasted it: "&amp;#8217s".
    return squeeze(html.unescape(html.unescape(text or "")))


def committees(root: HtmlElement, page: Page) -> list[Record]:
    """Return a link to each committee's list that the front page names, or a remark that it names none."""
    base = base_of(page.url)
    found: dict[str, str] = {}
    for element in root.xpath('//*[@committeeid] | //*[starts-with(@id, "committee")]//option'):
        unique = (element.get("committeeid") or element.get("value") or "").strip()
        if re.fullmatch(r"[A-Za-z0-9]{8,20}", unique):
            found.setdefault(unique, squeeze(element.get("aria-label") or element.text_content()))
    for option in root.xpath('//select[contains(@name, "committee")]//option[@value]'):
        if re.fullmatch(r"[A-Za-z0-9]{8,20}", option.get("value").strip()):
            found.setdefault(option.get("value").strip(), squeeze(option.text_content()))
    if not found:
        return [Remark(kind=NO_COMMITTEES, message="the front page names no committee", url=page.url)]
    return [
        Link(url=committee_url(base, unique), title=name or None, kind=COMMITTEE)
        for unique, name in found.items()
    ]


def committee_url(base: str, unique: str) -> str:
    """Return the address that stands for a committee's list, which itself is asked for by POST."""
    return f"{base}/BD-GetMeetingsList?open&current_committee_id={quote(unique, safe='')}"


def _told(value: object) -> str:
    if isinstance(value, dict):
        return f"an object with {', '.join(sorted(map(str, value)))[:120] or 'nothing in it'}"
    return "a list" if isinstance(value, list) else f"{value!r:.40}"


def _keys(rows: list[dict[str, Any]]) -> str:
    return ", ".join(sorted(rows[0]))[:160]
