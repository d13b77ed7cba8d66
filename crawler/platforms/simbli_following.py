"""Where Simbli's pages lead: from the listing to meetings, from a meeting to its agenda and its minutes."""

from collections.abc import Iterable, Sequence
from typing import Any

from crawler.platform import Follow, Page, PageError, Window
from crawler.platforms import simbli_agenda, simbli_lists, simbli_page, simbli_session
from crawler.platforms.simbli_answers import answer_of
from crawler.platforms.simbli_fields import meeting_page, query_of, words
from db.records import Meeting, Record
from db.registry import Source

NAME = "simbli"
DETAILS = ("attached", "all", "none")


def from_page(
    source: Source, page: Page, records: Sequence[Record], window: Window, site: str
) -> Iterable[Follow]:
    """Yield where the listing page or a meeting's page leads: to rows, agenda or minutes."""
    text = page.body.decode("utf-8", "replace")
    if not simbli_page.is_meeting_page(text, page.url):
        session = simbli_session.listing_session(text)
        if session:
            yield _rows(source, site, 0, session)
        yield from _meetings(source, site, records, window, set())
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
    yield _asked(address(source.url, site, meeting.id), kind, session, (meeting.start or "")[:10] or None)


def from_answer(
    source: Source, page: Page, records: Sequence[Record], window: Window, site: str
) -> Iterable[Follow]:
    """Yield where a JSON answer leads: rows to meetings, an agenda to its items, an item to its PDFs."""
    answer, meeting_id = answer_of(page), query_of(page.url).get("mid")
    if simbli_agenda.is_details(answer):
        for file in simbli_agenda.attachments_of(answer, page):
            if file.is_pdf:
                yield Follow(url=file.url, platform="document", kind="attachment")
    elif simbli_agenda.is_tree(answer) and meeting_id and page.session:
        for item_id in _wanted(answer, details_of(source)):
            session = simbli_session.with_query(page.session, enitemid=item_id, view="", stab="1")
            url = simbli_session.item_address(source.url, site, meeting_id, item_id)
            yield _asked(url, "item", session, None)
    elif simbli_lists.rows_of(answer) is not None:
        yield from _meetings(source, site, records, window, simbli_lists.minutes_published(answer))
        yield from _next_rows(source, page, records, window, site)


def _meetings(
    source: Source, site: str, records: Sequence[Record], window: Window, minuted: set[str]
) -> Iterable[Follow]:
    for record in records:
        day = (record.start or "")[:10] or None if isinstance(record, Meeting) else None
        if not isinstance(record, Meeting) or not _reaches(window, day):
            continue
        url = meeting_page(source.url, site, record.id) or source.url
        yield Follow(url=url, platform=NAME, kind="meeting", date=day)
        if record.id in minuted:
            yield Follow(url=f"{url}&T=1", platform=NAME, kind="minutes page", date=day)


def _next_rows(
    source: Source, page: Page, records: Sequence[Record], window: Window, site: str
) -> Iterable[Follow]:
    """Go on to the next fifty, unless these were the last or reach behind the window."""
    asked = (page.request or {}).get("json", {})
    days = [record.start[:10] for record in records if isinstance(record, Meeting) and record.start]
    rows = simbli_lists.rows_of(answer_of(page)) or []
    if len(rows) < simbli_session.ROWS_A_REQUEST or not page.session or "RecordStart" not in asked:
        return
    if not days or _reaches(window, min(days)):
        start = int(asked["RecordStart"]) + simbli_session.ROWS_A_REQUEST
        yield _rows(source, site, start, page.session)


def _rows(source: Source, site: str, start: int, session: dict[str, Any]) -> Follow:
    return Follow(
        url=simbli_session.rows_address(source.url),
        platform=NAME,
        kind="rows",
        request=simbli_session.rows_request(site, start),
        session=session,
    )


def _asked(url: str, kind: str, session: dict[str, Any], day: str | None) -> Follow:
    return Follow(
        url=url,
        platform=NAME,
        kind=kind,
        date=day,
        request={"headers": simbli_session.ASKED_AS_THE_PAGE_DOES, "session": True},
        session=session,
    )


def details_of(source: Source) -> str:
    """Return whose texts are fetched. Raises PageError when the registry names another choice."""
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
