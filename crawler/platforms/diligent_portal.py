"""The portal's own pages: MeetingTypeList.aspx lists meetings by type, MeetingInformation.aspx shows one."""

import re

from lxml.html import HtmlElement

from crawler.civic.dates import clock_time, find_moments
from crawler.civic.starts import zoned
from crawler.civic.status import worded_status
from crawler.page_lines import parse_html, squeeze
from crawler.platform import Page, PageError
from crawler.platforms.diligent_lists import body_of, plain_title, reader_page
from db.records import Document, Meeting, Record

EXPECTED = "a page of a Diligent portal: MeetingTypeList.aspx or MeetingInformation.aspx"
_ID = re.compile(r"MeetingInformation\.aspx\?(?:[^\"'#]*&)?id=(\d+)", re.IGNORECASE)
_BUTTON = re.compile(r"MeetingButton(\d+)$")


def read_page(page: Page) -> list[Record]:
    """Return the meetings on a page, and the files of the one it shows. Raises PageError for other pages."""
    root = parse_html(page.body, EXPECTED)
    root.make_links_absolute(page.url, resolve_base_href=False, handle_failures="ignore")
    found: dict[str, Meeting] = {}
    for meeting in [*_listed(root, page), *_buttons(root, page)]:
        found.setdefault(meeting.id, meeting)
    own = _ID.search(page.url)
    if own:
        _complete(found.get(own[1]), root, page)
    files = _files(root, own[1]) if own and own[1] in found else []
    if not found:
        title = squeeze(root.findtext(".//title")) or "no title"
        raise PageError(f"a page titled {title[:80]!r} that lists no meeting; expected {EXPECTED}")
    return [*found.values(), *files]


def _listed(root: HtmlElement, page: Page) -> list[Meeting]:
    """Return the meetings under each type's heading."""
    kind, meetings = None, []
    for element in root.iter("a", "span", "div", "h2"):
        classes = (element.get("class") or "").split()
        if "meeting-type-item-title" in classes:
            kind = squeeze(element.text_content()) or kind
        own = _ID.search(element.get("href") or "") if "list-link" in classes else None
        name = squeeze(element.get("title") or element.text_content()) if own else ""
        if own and name:
            meetings.append(_meeting(own[1], name, kind, name, page))
    return meetings


def _buttons(root: HtmlElement, page: Page) -> list[Meeting]:
    """Return the meetings in the list beside the one shown: a day and a name on each button."""
    meetings = []
    for button in root.xpath("//*[contains(@id, 'MeetingButton')]"):
        own = _BUTTON.search(button.get("id") or "")
        parts = [squeeze(part.text_content()) for part in button.xpath(".//div")]
        day = next((part for part in parts if find_moments(part)), "")
        name = next((part for part in parts if part and part != day), "")
        if own and name:
            meetings.append(_meeting(own[1], name, None, day, page))
    return meetings


def _meeting(meeting_id: str, name: str, kind: str | None, dated: str, page: Page) -> Meeting:
    moments, status = find_moments(dated), worded_status(name)
    return Meeting(
        id=meeting_id,
        body=body_of(kind, page.body_name),
        title=plain_title(name),
        start=moments[-1].iso(page.timezone) if moments else None,
        status=status[0] if status else None,
        status_raw=status[1] if status else None,
        url=reader_page(page.url, meeting_id),
    )


def _complete(meeting: Meeting | None, root: HtmlElement, page: Page) -> None:
    """Add the time and the place that the page tells of the meeting it shows."""
    if meeting is None:
        return
    told = {
        name: squeeze(" ".join(root.xpath(f"//*[@id='meeting-{name}']//text()")))
        for name in ("time", "location")
    }
    moments = find_moments(
        squeeze(" ".join(root.xpath("//*[@id='meeting-date']//text()"))) or meeting.start or ""
    )
    clock = clock_time(told["time"])
    if moments:
        meeting.start = zoned(moments[0].day, clock, page.timezone)
    meeting.location = told["location"] or None


def _files(root: HtmlElement, meeting_id: str) -> list[Record]:
    files: dict[str, Document] = {}
    for link in root.xpath("//a[contains(@href, '/document/')]"):
        said = squeeze(link.text_content()) or squeeze(link.get("aria-label"))
        words = f"{said} {link.get('href')}".lower()
        kind = "minutes" if "minutes" in words else "agenda" if "agenda" in words else "attachment"
        files.setdefault(
            link.get("href"),
            Document(url=link.get("href"), title=said or None, kind=kind, meeting_id=meeting_id),
        )
    return list(files.values())
