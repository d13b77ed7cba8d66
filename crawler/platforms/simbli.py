"""Simbli / eBOARD (simbli.eboardsolutions.com), one host for hundreds of boards, told apart by the number S.

A visit: the listing page SB_MeetingListing.aspx gives a token; with it GetMeetingListing gives the meetings,
fifty at a time; each meeting's ViewMeeting.aspx gives the ids under which GetItemsTreeDTO gives its agenda,
GetMeetingItemDetailsModel what an item says, and GetMeetingMinutes its minutes with every vote.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from crawler.json_page import read_json
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms import simbli_agenda, simbli_lists, simbli_minutes, simbli_page, simbli_session
from crawler.platforms.simbli_fields import (
    Entry,
    lowered,
    meeting_page,
    query_of,
    start_of,
    words,
)
from crawler.urls import within
from db.records import Meeting, Record, Remark
from db.registry import Source

EXPECTED = "Simbli's rows of meetings, an agenda's items, one item or a meeting's minutes"
DETAILS = ("attached", "all", "none")


class Simbli(Platform):
    """Meetings, agendas, items' texts and files, and votes of a board on Simbli.

    Option `details`: whose texts are fetched, one request an item: of items with files ("attached", the
    default), of "all", or of "none".
    """

    name = "simbli"
    version = "1"
    options: ClassVar[frozenset[str]] = frozenset({"details"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the listing page, which gives the token that the rows are asked for with."""
        del window
        self.check_options(source)
        _details(source)
        if not self.tenant(source.url):
            raise PageError(f"source {source.id}: its url names no board (S=number)")
        return [Follow(url=source.url, platform=self.name, kind="listing page")]

    def tenant(self, url: str) -> str | None:
        """Return the board's number."""
        return query_of(url).get("s")

    def parse(self, page: Page) -> list[Record]:
        """Read any of Simbli's answers; what it holds tells which."""
        if page.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and not _wants_json(page.url):
            return simbli_page.read_page(page)
        return _read_answer(_answer(page), page)

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return minutes as a reader sees them; an agenda's and an item's text is in their records."""
        del records
        if page.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            return None
        answer = _answer(page)
        return simbli_minutes.minutes_text(answer) if simbli_minutes.is_minutes(answer) else None

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Go from the listing to meetings, from a meeting to its agenda and minutes, from items to files."""
        site = self.tenant(source.url) or ""
        if page.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            found = self._from_page(source, page, records, window, site)
        else:
            found = self._from_answer(source, page, records, window, site)
        return [one for one in found if within(one.url, source.domains)]

    def _from_page(
        self, source: Source, page: Page, records: Sequence[Record], window: Window, site: str
    ) -> Iterable[Follow]:
        text = page.body.decode("utf-8", "replace")
        if not simbli_page.is_meeting_page(text, page.url):
            session = simbli_session.listing_session(text)
            if session:
                yield self._rows(source, site, 0, session)
            yield from self._meetings(source, site, records, window, set())
            return
        session = simbli_session.meeting_session(text)
        meeting = next((one for one in records if isinstance(one, Meeting)), None)
        if session is None or meeting is None:
            return
        kind, address = (
            ("minutes", simbli_session.minutes_address)
            if query_of(page.url).get("t") == "1"
            else ("agenda", simbli_session.tree_address)
        )
        yield self._asked(
            address(source.url, site, meeting.id), kind, session, (meeting.start or "")[:10] or None
        )

    def _from_answer(
        self, source: Source, page: Page, records: Sequence[Record], window: Window, site: str
    ) -> Iterable[Follow]:
        answer, meeting_id = _answer(page), query_of(page.url).get("mid")
        if simbli_agenda.is_details(answer):
            for file in simbli_agenda.attachments_of(answer, page):
                if file.is_pdf:
                    yield Follow(url=file.url, platform="document", kind="attachment")
        elif simbli_agenda.is_tree(answer) and meeting_id and page.session:
            for item_id in _wanted(answer, _details(source)):
                session = simbli_session.with_query(page.session, enitemid=item_id, view="", stab="1")
                url = simbli_session.item_address(source.url, site, meeting_id, item_id)
                yield self._asked(url, "item", session, None)
        elif simbli_lists.rows_of(answer) is not None:
            yield from self._meetings(source, site, records, window, simbli_lists.minutes_published(answer))
            yield from self._next_rows(source, page, records, window, site)

    def _meetings(
        self, source: Source, site: str, records: Sequence[Record], window: Window, minuted: set[str]
    ) -> Iterable[Follow]:
        for record in records:
            day = (record.start or "")[:10] or None if isinstance(record, Meeting) else None
            if not isinstance(record, Meeting) or not _reaches(window, day):
                continue
            url = meeting_page(source.url, site, record.id) or source.url
            yield Follow(url=url, platform=self.name, kind="meeting", date=day)
            if record.id in minuted:
                yield Follow(url=f"{url}&T=1", platform=self.name, kind="minutes page", date=day)

    def _next_rows(
        self, source: Source, page: Page, records: Sequence[Record], window: Window, site: str
    ) -> Iterable[Follow]:
        """Go on to the next fifty, unless these were the last or reach behind the window."""
        asked = (page.request or {}).get("json", {})
        days = [record.start[:10] for record in records if isinstance(record, Meeting) and record.start]
        rows = simbli_lists.rows_of(_answer(page)) or []
        if len(rows) < simbli_session.ROWS_A_REQUEST or not page.session or "RecordStart" not in asked:
            return
        if not days or _reaches(window, min(days)):
            start = int(asked["RecordStart"]) + simbli_session.ROWS_A_REQUEST
            yield self._rows(source, site, start, page.session)

    def _rows(self, source: Source, site: str, start: int, session: dict[str, Any]) -> Follow:
        return Follow(
            url=simbli_session.rows_address(source.url),
            platform=self.name,
            kind="rows",
            request=simbli_session.rows_request(site, start),
            session=session,
        )

    def _asked(self, url: str, kind: str, session: dict[str, Any], day: str | None) -> Follow:
        return Follow(
            url=url,
            platform=self.name,
            kind=kind,
            date=day,
            request={"headers": simbli_session.ASKED_AS_THE_PAGE_DOES, "session": True},
            session=session,
        )


def _wants_json(url: str) -> bool:
    return "/services/api/" in url.lower()


def _answer(page: Page) -> Any:
    """Return a JSON answer; the service sometimes sends JSON within a JSON string."""
    answer = read_json(page.body, EXPECTED)
    if isinstance(answer, str) and answer[:1] in "[{":
        answer = read_json(answer.encode("utf-8", "replace"), EXPECTED)
    return answer


def _read_answer(answer: Any, page: Page) -> list[Record]:
    if simbli_minutes.is_minutes(answer):
        return simbli_minutes.read_minutes(answer, page)
    if simbli_agenda.is_details(answer):
        return [*simbli_agenda.read_details(answer, page), *_votes_of_item(answer, page)]
    if simbli_agenda.is_documents(answer):
        return simbli_agenda.read_documents(answer, page)
    if simbli_agenda.is_tree(answer):
        return simbli_agenda.read_tree(answer, page)
    if isinstance(answer, dict) and {"titledatetime", "title"} <= set(lowered(answer)):
        return _one_meeting(lowered(answer), page)
    rows = simbli_lists.rows_of(answer)
    if rows is None:
        raise PageError(f"{_told(answer)}; expected {EXPECTED}")
    return simbli_lists.read_rows(rows, page)


def _told(answer: Any) -> str:
    if isinstance(answer, dict):
        named = lowered(answer)
        said = words(named, "exceptionmessage", "message", "errormessage", "error")
        return (
            f"an error ({said[:200]})"
            if said
            else f"an object with {', '.join(sorted(named)[:12]) or 'nothing'}"
        )
    return (
        f"a list of other things ({json.dumps(answer)[:80]})" if isinstance(answer, list) else f"{answer!r}"
    )


def _votes_of_item(answer: Entry, page: Page) -> list[Record]:
    """Return the votes in the minutes of one item, where its details carry them."""
    named = lowered(answer)
    minutes = named.get("minutes")
    if not isinstance(minutes, dict):
        return []
    query = query_of(page.url)
    found = simbli_minutes.read_minutes({"LstItemMinutes": [minutes]}, page)
    votes = [record for record in found if not isinstance(record, Meeting | Remark)]
    for vote in votes:
        vote.meeting_id = query.get("mid") or words(named, "meetingid")  # type: ignore[attr-defined]
    return votes


def _one_meeting(entry: Entry, page: Page) -> list[Record]:
    """Return the meeting that GetMeeting describes."""
    query = query_of(page.url)
    meeting_id = query.get("mid") or words(entry, "id", "meetingid")
    title = words(entry, "title")
    if not meeting_id or meeting_id == "0" or not title:
        raise PageError(f"a meeting without id or title; expected {EXPECTED}")
    places = [words(entry, f"address{part}") for part in "123"]
    return [
        Meeting(
            id=meeting_id,
            body=page.body_name,
            title=title,
            start=start_of(entry, page.timezone),
            location=", ".join(place.strip(" ,") for place in places if place) or None,
            url=meeting_page(page.url, query.get("s"), meeting_id),
        )
    ]


def _details(source: Source) -> str:
    chosen = str(source.options.get("details", DETAILS[0]))
    if chosen not in DETAILS:
        raise PageError(f"source {source.id}: option details: {chosen!r} is none of {', '.join(DETAILS)}")
    return chosen


def _wanted(tree: Any, details: str) -> list[str]:
    """Return the ids of the items whose texts are to be fetched."""
    chosen = [
        words(node, "id")
        for node, _ in simbli_agenda.nodes_of(tree)
        if details == "all" or (details == "attached" and node.get("hasattachment") is True)
    ]
    return list(dict.fromkeys(item_id for item_id in chosen if item_id))


def _reaches(window: Window, day: str | None) -> bool:
    """Tell whether a meeting is to be looked at: of the window, or of the years nobody dated further back."""
    if window.since is None and day:
        return int(day[:4]) in window.years() and window.holds(day)
    return window.holds(day)
