"""BoardDocs' page of one meeting (BD-GetMeeting): name, day, a description with time and place, buttons."""

import re
from datetime import date, time

from lxml.html import HtmlElement

from crawler.civic.dates import clock_time, find_moments
from crawler.civic.starts import zoned
from crawler.civic.status import noticed_status, worded_status
from crawler.page_lines import page_lines, squeeze
from crawler.platform import Page, PageError
from crawler.platforms.boarddocs_about import place_in, time_in, time_of
from crawler.platforms.boarddocs_addresses import asked_id, base_of, reader_url
from db.ids import slug
from db.records import Meeting, MeetingStatus, Record, Remark

EXPECTED = "a meeting's page (.meeting-name, .meeting-date, .meeting-description)"
_SHARED_ID = re.compile(r"[?&]id=([A-Za-z0-9]{8,20})\b")


def read_meeting(root: HtmlElement, page: Page) -> list[Record]:
    """Return the meeting. Raises PageError when the page has neither a name nor a day."""
    name, day_text = text_at(root, "meeting-name"), text_at(root, "meeting-date")
    if not name and not day_text:
        raise PageError(f"a meeting's page without name and date; expected {EXPECTED}")
    about = about_lines(root, page)
    found = make_meeting(page, shared_id(root) or asked_id(page), name, day_text, about)
    if isinstance(found, Meeting) and found.status is None:
        found.status, found.status_raw = _shown(root)
    return [found]


def make_meeting(
    page: Page, unique: str | None, name: str | None, day_text: str | None, about: list[str]
) -> Meeting | Remark:
    """Return the meeting that a page heads; without an id anywhere one that stands on body and day.

    A remark instead where there is neither id nor day.
    """
    moments = find_moments(day_text or "")
    if unique is None and not moments:
        told = f"{name or 'a meeting'}: no id in the page, its address or what was asked for, and no day"
        return Remark(kind="row without id", message=told, url=page.url)
    base = base_of(page.url)
    status = _worded(name or "", about)
    start = _start(moments[0].day, name, moments[0].time, about, page.timezone) if moments else None
    return Meeting(
        id=unique or f"{slug(page.body_name or 'board')}-{moments[0].day.isoformat()}",
        body=page.body_name,
        title=name,
        start=start,
        status=status[0] if status else None,
        status_raw=status[1] if status else None,
        location=place_in(about),
        url=reader_url(base, unique) if unique else page.url,
        provisional=unique is None,
    )


def _start(day: date, name: str | None, beside: time | None, about: list[str], zone: str | None) -> str:
    told = clock_time(time_in(name) or "")
    return zoned(day, told or beside or time_of(about), zone)


def _worded(name: str, about: list[str]) -> tuple[MeetingStatus, str] | None:
    return worded_status(name) or next((found for line in about if (found := noticed_status(line))), None)


def _shown(root: HtmlElement) -> tuple[MeetingStatus | None, str | None]:
    """Tell from the buttons how far a meeting is: minutes prove that it was held."""
    if minutes := button(root, "minutes"):
        return "held", minutes
    agenda = button(root, "agenda")
    return ("confirmed", agenda) if agenda else (None, None)


def button(root: HtmlElement, what: str) -> str | None:
    """Return the label of the button that shows the agenda or the minutes; None where there is none."""
    for link in root.xpath('//*[contains(@class, "meeting-buttons")]//a'):
        label = " ".join(line.text for line in page_lines(link, "http://host/")) or squeeze(
            link.text_content()
        )
        hidden = "none" in (link.get("style") or "")
        if not hidden and (what in (link.get("id") or "").lower() or what in label.lower()):
            return label
    return None


def shared_id(root: HtmlElement) -> str | None:
    """Return the meeting's id from the links by which the page offers to share it."""
    for name in ("theurl", "data-clipboard-text"):
        for target in root.xpath(f"//*[@{name}]/@{name}"):
            if match := _SHARED_ID.search(str(target)):
                return match.group(1)
    return next((str(value) for value in root.xpath("//button[@base]/@base")), None)


def about_lines(root: HtmlElement, page: Page) -> list[str]:
    """Return the description's lines."""
    return [
        line.text
        for element in root.xpath('//*[contains(@class, "meeting-description")]')
        for line in page_lines(element, page.url)
    ]


def text_at(root: HtmlElement, name: str) -> str | None:
    """Return the words of the first element of a class."""
    for element in root.xpath(
        f'descendant::*[contains(concat(" ", normalize-space(@class), " "), " {name} ")]'
    ):
        if words := squeeze(element.text_content()):
            return words
    return None
