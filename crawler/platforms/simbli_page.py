"""Simbli's two pages: the listing of meetings, and a meeting's frame, into which a program draws the rest."""

import re

from lxml.html import HtmlElement

from crawler.civic.status import worded_status
from crawler.page_lines import parse_html, squeeze
from crawler.platform import Page, PageError
from crawler.platforms.simbli_drawn import read_drawn
from crawler.platforms.simbli_fields import meeting_page, printed_start, query_of
from crawler.platforms.simbli_lists import body_of, rows_in_script, rows_on_page
from crawler.platforms.simbli_session import listing_session, meeting_session, missing
from db.records import AgendaItem, Document, Meeting, Record, Remark

EXPECTED = "a Simbli page: SB_MeetingListing.aspx or ViewMeeting.aspx"
SMALL = 4096  # a blocking page is smaller than this, a real one ten times as large
_BLOCKED = re.compile(rb"incapsula|imperva|_Incapsula_Resource|request unsuccessful|hcaptcha", re.IGNORECASE)
_OWN_ID = re.compile(r"""\bmeetingID\s*=\s*["'](\d+)["']""")
_SITE = re.compile(r"""\b(?:siteId|did|siteIdStr)\s*=\s*["'](\d+)["']""")
_COMBO = re.compile(r'"_text":"((?:[^"\\]|\\.)*)","_uniqueId":"[^"]*\$(radCombo_\w+)"')
_START = r"(?P<start>\d{1,2}/\d{1,2}/\d{4}\s*-\s*\d{1,2}:\d\d\s*[AP]M)"
_NAMED = re.compile(rf"{_START}\s*[-|]\s*(?P<title>.{{3,300}})$")
_TITLED = re.compile(rf"^(?P<title>.{{3,300}}?)\s*\|\s*{_START}$")


def is_markup(body: bytes) -> bool:
    """Tell whether an answer is a page and no JSON."""
    return body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def read_page(page: Page) -> list[Record]:
    """Return a page's meetings. Raises PageError for a blocking page and for one of another kind."""
    if len(page.body) < SMALL and _BLOCKED.search(page.body):
        raise PageError("a blocking page (Incapsula/Imperva asks for a browser); expected " + EXPECTED)
    root = parse_html(page.body, EXPECTED)
    text = page.body.decode("utf-8", "replace")
    if is_meeting_page(text, page.url):
        return _meeting(root, text, page)
    rows: list[Record] = [*rows_on_page(root, page)] or rows_in_script(text, page)
    if not rows and listing_session(text) is None:
        title = squeeze(root.findtext(".//title")) or "no title"
        lacking = (
            f"it lacks {missing(text, False)}" if "eboard" in text.lower() else "nothing of Simbli's in it"
        )
        raise PageError(f"a page titled {title[:80]!r} without meetings ({lacking}); expected {EXPECTED}")
    told = Remark(kind="empty list", message="the page itself shows no meeting", url=page.url)
    return [*(rows or [told]), *_lacking(text, page, meeting=False)]


def is_meeting_page(text: str, url: str) -> bool:
    """Tell whether a page is one meeting's."""
    return bool(_OWN_ID.search(text) or "<app-viewmeeting" in text or "viewmeeting.aspx" in url.lower())


def _lacking(text: str, page: Page, *, meeting: bool) -> list[Record]:
    if (meeting_session if meeting else listing_session)(text) is not None:
        return []
    told = f"the page lacks {missing(text, meeting)}: the rest of it cannot be asked for"
    return [Remark(kind="missing token", message=told, url=page.url)]


def _meeting(root: HtmlElement, text: str, page: Page) -> list[Record]:
    own = _OWN_ID.search(text)
    query = query_of(page.url)
    meeting_id = own[1] if own else query.get("mid")
    chosen = {name: _unescaped(said) for said, name in _COMBO.findall(text)}
    named = _NAMED.search(chosen.get("radCombo_Meetings", "")) or _in_words(root)
    if not meeting_id or named is None:
        raise PageError(f"no meeting's id, time and title in the page; expected {EXPECTED}")
    site = query.get("s") or (found[1] if (found := _SITE.search(text)) else None)
    status = worded_status(named["title"])
    meeting = Meeting(
        id=meeting_id,
        body=body_of(chosen.get("radCombo_MeetingTypes"), page.body_name),
        title=squeeze(named["title"]),
        start=printed_start(named["start"], page.timezone),
        status=status[0] if status else None,
        status_raw=status[1] if status else None,
        url=meeting_page(page.url, site, meeting_id),
    )
    drawn = read_drawn(root, meeting_id, meeting.url, page.url)
    attached = {url for record in drawn if isinstance(record, AgendaItem) for url in record.documents}
    files = [file for file in _files(root, page, meeting_id) if file.url not in attached]
    return [meeting, *drawn, *files, *_lacking(text, page, meeting=True)]


def _unescaped(said: str) -> str:
    return squeeze(said.encode("ascii", "backslashreplace").decode("unicode_escape", "replace"))


def _in_words(root: HtmlElement) -> re.Match[str] | None:
    """Find the meeting's time and title where a browser has drawn them."""
    chosen = root.xpath("//option[@selected]/text() | //*[contains(@class, 'rcbSelected')]/text()")
    inputs = root.xpath("//input[contains(@id, 'radCombo_Meetings')]/@value")
    headings = [squeeze(one.text_content()) for one in root.xpath("//h1 | //h2 | //h3 | //h4")]
    said = [squeeze(one) for one in [*inputs, *chosen, *headings]]
    return next((found for one in said if (found := _NAMED.search(one) or _TITLED.search(one))), None)


def _files(root: HtmlElement, page: Page, meeting_id: str) -> list[Document]:
    """Return the files that a drawn page links to."""
    root.make_links_absolute(page.url, resolve_base_href=False, handle_failures="ignore")
    files: dict[str, Document] = {}
    for link in root.xpath("//a[contains(@href, 'ttachment.aspx?')]"):
        url, title = link.get("href"), squeeze(link.text_content()) or None
        files.setdefault(url, Document(url=url, title=title, kind="attachment", meeting_id=meeting_id))
    return list(files.values())
