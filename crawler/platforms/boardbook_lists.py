"""BoardBook's list of an organization's meetings: one table row each, the board's and its units'."""

import copy
import re

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.civic.dates import Moment, find_moments
from crawler.civic.starts import zoned
from crawler.civic.status import worded_status
from crawler.page_lines import HEADINGS, absolute, page_lines, squeeze
from crawler.platform import Page, PageError
from crawler.platforms.boardbook_addresses import meeting_of, what_of
from db.records import Document, Meeting, MeetingStatus, Record, Remark

EXPECTED = "an organization's list of meetings (tr.row-for-board)"
ROWS = '//tr[contains(@class, "row-for-board") or contains(@class, "row-for-unit")]'
TABLE = '//table[@id="PublicMeetingsTable"]'
_PAGES = './/a[contains(translate(@href, "PM", "pm"), "/public/") and contains(@href, "eeting=")]'
_TYPE = re.compile(r"^meeting type:\s*(?P<type>.+?)\s*$", re.IGNORECASE)
_UNIT = re.compile(r"^unit\s*\((?P<name>[^()]+)\)$", re.IGNORECASE)
_PLACE_ID = re.compile(r"^location\d+-(?P<meeting>\d+)-")


def read_list(root: HtmlElement, page: Page) -> list[Record]:
    """Return the meetings with the pages that each has. Raises PageError when no row is a meeting."""
    rows = root.xpath(ROWS) or _rows_by_links(root)
    if not rows:
        if root.xpath(TABLE):
            return [Remark(kind="empty list", message="the table of meetings is empty", url=page.url)]
        begins = squeeze(root.text_content())[:80]
        raise PageError(f"a page without a meeting's row (it begins {begins!r}); expected {EXPECTED}")
    body = page.body_name or _heading(root)
    meetings: dict[str, Meeting] = {}
    others: list[Record] = []
    for row in rows:
        found = _read_row(row, page, body)
        if isinstance(found, Remark):
            others.append(found)
        elif found.id not in meetings:
            meetings[found.id] = found
            others += _documents(row, page, found)
            if found.start is None:
                message = f"{found.title or found.id} has no date"
                others.append(Remark(kind="meeting without date", message=message, url=found.url))
    if not meetings:
        raise PageError(f"none of {len(rows)} rows has a meeting's id or day; expected {EXPECTED}")
    return [*meetings.values(), *others]


def _rows_by_links(root: HtmlElement) -> list[HtmlElement]:
    """Return the rows of a list in other clothes: table rows, else headings with what follows them.

    Each holds a link to a meeting's page and, at its beginning, the meeting's day.
    """
    rows = [row for row in root.xpath("//tr[not(.//tr)]") if row.xpath(_PAGES)]
    if any(find_moments(squeeze(row.text_content())) for row in rows):
        return rows
    rows = []
    for heading in root.xpath("//h3 | //h4 | //h5"):
        row, cell = lxml.html.Element("tr"), lxml.html.Element("td")
        row.append(cell)
        cell.append(copy.deepcopy(heading))
        for after in heading.itersiblings(tag=lxml.etree.Element):
            if after.tag in HEADINGS:
                break
            cell.append(copy.deepcopy(after))
        if row.xpath(_PAGES) and find_moments(squeeze(heading.text_content())):
            rows.append(row)
    return rows


def _read_row(row: HtmlElement, page: Page, body: str | None) -> Meeting | Remark:
    cells = row.findall("td")
    lines = [line.text for line in page_lines(cells[0], page.url)] if cells else []
    heading = next((line for line in lines if find_moments(line)), lines[0] if lines else "")
    links = _links(row, page)
    unique = next((meeting for url in links.values() if (meeting := meeting_of(url))), None) or id_in_place(
        row
    )
    if unique is None:
        message = f"{squeeze(row.text_content())[:160]!r} has no link with a meeting's id"
        return Remark(kind="row without id", message=message, url=page.url)
    moment, title = split_heading(heading)
    kind = next((match["type"] for line in lines if (match := _TYPE.match(line))), "")
    unit = _UNIT.match(kind)
    status, raw = _status(" ".join(lines), links)
    return Meeting(
        id=unique,
        body=unit["name"] if unit else body,
        title=title,
        start=zoned(moment.day, moment.time, page.timezone) if moment else None,
        status=status,
        status_raw=raw,
        location=place_in(row),
        url=links.get("agenda") or links.get("minutes") or page.url,
    )


def split_heading(text: str) -> tuple[Moment | None, str | None]:
    """Split "May 18, 2026 at 6:00 PM - Board Meeting" into its moment and the meeting's name."""
    moments = find_moments(text)
    if not moments:
        return None, text.strip(" -") or None
    before = re.sub(
        r"\b\w+day,?\s*$|^public meeting (?:agenda|minutes):\s*", "", text[: moments[0].start], flags=re.I
    )
    name = f"{before.strip(' -–:')} {text[moments[0].end :].strip(' -–')}".strip()
    return moments[0], name or None


def place_in(element: HtmlElement) -> str | None:
    """Return the place that a row or page gives, line by line."""
    spans = element.xpath('.//span[starts-with(@id, "location")]')
    parts = dict.fromkeys(words for span in spans if (words := squeeze(span.text_content())))
    return ", ".join(parts) or None


def _links(row: HtmlElement, page: Page) -> dict[str, str]:
    """Return the addresses of a row's pages by what they show."""
    found: dict[str, str] = {}
    for link in row.xpath(".//a[@href]"):
        url = absolute(page.url, link.get("href"))
        if url and meeting_of(url):
            found.setdefault(what_of(url) or squeeze(link.text_content()).lower(), url)
    return found


def id_in_place(element: HtmlElement) -> str | None:
    """Return the meeting's id from the place's own id: a row without pages has no other."""
    for name in element.xpath('.//*[starts-with(@id, "location")]/@id'):
        if match := _PLACE_ID.match(str(name)):
            return match["meeting"]
    return None


def _status(text: str, links: dict[str, str]) -> tuple[MeetingStatus | None, str | None]:
    if worded := worded_status(text):
        return worded
    if "minutes" in links:
        return "held", "Minutes"
    return ("confirmed", "Agenda") if "agenda" in links else (None, None)


def _documents(row: HtmlElement, page: Page, meeting: Meeting) -> list[Document]:
    return [
        Document(url=url, title=what.capitalize(), kind=what, meeting_id=meeting.id)
        for what, url in _links(row, page).items()
        if what in {"agenda", "minutes"}
    ]


def _heading(root: HtmlElement) -> str | None:
    for element in root.xpath("//h2"):
        words = squeeze(element.text_content())
        if words.lower().endswith(" meetings"):
            return words[: -len(" meetings")]
    return None
