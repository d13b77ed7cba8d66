"""Legistar's Web API: https://webapi.legistar.com/v1/{client} (Granicus; help at /Help).

Reads /Events (a list, or one event with its items), /Events/{id}/EventItems, /EventItems/{id}/Votes and
/RollCalls, /Matters with their /Attachments and /Histories, as JSON or as XML; and the public site's own
pages, where somebody saved them.
"""

import re
from collections.abc import Callable, Sequence
from urllib.parse import quote, urlsplit

from crawler.json_page import text_of
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms.legistar_items import in_order, read_attachments, read_items, read_matter
from crawler.platforms.legistar_matters import read_histories
from crawler.platforms.legistar_meetings import read_event
from crawler.platforms.legistar_pages import is_page, read_page
from crawler.platforms.legistar_rows import KINDS, NO_VOTES, Answer, Row, read_answer, rows_of
from crawler.platforms.legistar_votes import read_outcomes, read_rolls, voted_together
from crawler.urls import within
from db.records import Document, Meeting, Record, Remark
from db.registry import Source

ROWS_A_PAGE = 1000  # the API's own limit; what is left is asked for with $skip
ITEMS = "EventItems=1&AgendaNote=1&MinutesNote=1&EventItemAttachments=1"
# Without it the API answers in XML (its help page), which is read as well.
JSON = {"headers": {"Accept": "application/json"}}
_SKIP = re.compile(r"(?:%24|\$)skip=(\d+)", re.IGNORECASE)
_CLIENT = re.compile(r"/v1/([\w-]+)", re.IGNORECASE)
_FILES = re.compile(r"(?:^|\.)legistar\d*\.granicus\.com$")
_FIRST = re.compile(r"/([\w-]+)/")
_OWN_HOST = re.compile(r"(?!webapi\.)([\w-]+)\.legistar\d*\.com$")
_EVENT = re.compile(r"/events/\d+/?$", re.IGNORECASE)
_VOTES = re.compile(r"/eventitems/\d+/votes/?$", re.IGNORECASE)
_FILE = re.compile(r"\.pdf$|/View\.ashx$", re.IGNORECASE)


class Legistar(Platform):
    """Meetings, agenda items, their attachments and votes of a body that works with Legistar.

    Option `bodies`: names or ids (Legistar's BodyName, BodyId) of those to ask for, where a city's Legistar
    holds many; without it, all.
    """

    name = "legistar"
    version = "2"
    options = frozenset({"bodies"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with one list of events a calendar year."""
        self.check_options(source)
        bodies = _bodies_filter(source)
        return [
            Follow(url=_events_url(source, year, bodies), platform=self.name, kind="events", request=JSON)
            for year in window.years()
        ]

    def parse(self, page: Page) -> list[Record]:
        """Read any answer of the API, or a page of the site; its rows tell what it is."""
        if NO_VOTES.encode() in page.body[:4000]:
            return [_no_votes(page)]
        if is_page(page.body):
            return read_page(page)
        answer = read_answer(page.body)
        if answer.kind is None:
            votes = _VOTES.search(urlsplit(page.url).path)
            return [_no_votes(page) if votes else _nothing("empty list", "a list without entries", page)]
        _check_ids(answer)
        records = _read(answer, page)
        if answer.odd:
            told = f"{answer.odd} entries are no objects"
            records.append(Remark(kind="unreadable row", message=told, url=page.url))
        return records or [_nothing("empty list", "rows without words", page)]

    def tenant(self, url: str) -> str | None:
        """Return the client's name: one host serves all, and so does the one for attachments."""
        parts = urlsplit(url)
        host, path = (parts.hostname or "").lower(), parts.path
        if found := _CLIENT.match(path) or (_FILES.search(host) and _FIRST.match(path)):
            return found[1].lower()
        own = _OWN_HOST.match(host)
        return own[1] if own else None

    def means_nothing(self, status: int, body: bytes) -> bool:
        """Tell of an item without votes: the API fails over the row that is not there."""
        return status == 500 and NO_VOTES.encode() in body

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow a full list to its next page, meetings to their items, items to their votes, files."""
        if NO_VOTES.encode() in page.body[:4000] or is_page(page.body):
            return []
        answer = read_answer(page.body)
        found: list[Follow] = []
        if answer.kind == "events":
            single = len(answer.rows) == 1 and bool(_EVENT.search(urlsplit(page.url).path))
            found = (
                self._of_event(answer.rows[0], source, records) if single else self._of_list(source, records)
            )
            if not single and len(answer.rows) + answer.odd >= ROWS_A_PAGE:
                found.append(self._next(page))
        wanted = {follow.url: follow for follow in found if window.holds(follow.date)}
        return [follow for follow in wanted.values() if within(follow.url, source.domains)]

    def _next(self, page: Page) -> Follow:
        skipped = _SKIP.search(page.url)
        more = f"%24skip={int(skipped[1] if skipped else 0) + ROWS_A_PAGE}"
        url = _SKIP.sub(more, page.url) if skipped else f"{page.url}&{more}"
        return Follow(url=url, platform=self.name, kind="events", request=JSON)

    def _of_list(self, source: Source, records: Sequence[Record]) -> list[Follow]:
        found = []
        for record in records:
            if isinstance(record, Meeting):
                url = f"{source.url.rstrip('/')}/Events/{quote(record.id)}?{ITEMS}"
                day = (record.start or "")[:10] or None
                found.append(Follow(url=url, platform=self.name, kind="event", date=day, request=JSON))
        return found

    def _of_event(self, row: Row, source: Source, records: Sequence[Record]) -> list[Follow]:
        day = (
            next(((record.start or "")[:10] for record in records if isinstance(record, Meeting)), None)
            or None
        )
        found = []
        for group in voted_together(in_order(rows_of(row, "eventitems"))):
            url = f"{source.url.rstrip('/')}/EventItems/{quote(str(text_of(group[0], 'eventitemid')))}/Votes"
            found.append(Follow(url=url, platform=self.name, kind="votes", date=day, request=JSON))
        files = [(record.url, record.kind) for record in records if isinstance(record, Document)]
        for url, kind in files:
            if _FILE.search(urlsplit(url).path):
                found.append(Follow(url=url, platform="document", kind=kind or "attachment", date=day))
        return found


def _events_url(source: Source, year: int, bodies: str) -> str:
    window = f"EventDate ge datetime'{year}-01-01' and EventDate lt datetime'{year + 1}-01-01'{bodies}"
    return f"{source.url.rstrip('/')}/Events?%24filter={quote(window, safe='')}&%24orderby=EventDate"


def _bodies_filter(source: Source) -> str:
    bodies = source.options.get("bodies", [])
    if not isinstance(bodies, list) or not all(isinstance(body, str | int) for body in bodies):
        raise PageError(f"source {source.id}: option bodies: expected a list of names or ids, not {bodies!r}")
    quoted = (str(body).replace("'", "''") for body in bodies)
    tests = [f"EventBodyId eq {body}" if body.isdigit() else f"EventBodyName eq '{body}'" for body in quoted]
    return f" and ({' or '.join(tests)})" if tests else ""


def _read(answer: Answer, page: Page) -> list[Record]:
    readers: dict[str, Callable[[list[Row], Page], list[Record]]] = {
        "events": _read_events,
        "items": _read_items,
        "votes": read_rolls,
        "histories": read_histories,
        "attachments": read_attachments,
        "matters": lambda rows, page: [record for row in rows for record in read_matter(row, page)],
    }
    reader = readers.get(answer.kind or "")
    if reader is None:
        told = f"{len(answer.rows)} {answer.kind}: no meeting, item or vote is told here"
        return [Remark(kind=f"only {answer.kind}", message=told, url=page.url)]
    return reader(answer.rows, page)


def _read_events(rows: list[Row], page: Page) -> list[Record]:
    records: list[Record] = []
    seen: set[str] = set()
    for row in rows:
        meeting_id = text_of(row, "eventid")
        if meeting_id in seen:  # pages overlap where events were added between two requests
            continue
        seen |= {meeting_id} if meeting_id else set()
        found = read_event(row, page)
        records += found
        items = in_order(rows_of(row, "eventitems"))
        if items and isinstance(found[0], Meeting):
            day = (found[0].start or "")[:10] or None
            records += read_items(items, meeting_id, page)
            records += read_outcomes(items, meeting_id, day, found[0].url)
    return records


def _read_items(rows: list[Row], page: Page) -> list[Record]:
    rows = in_order(rows)
    return [*read_items(rows, None, page), *read_outcomes(rows, None, None, None)]


def _check_ids(answer: Answer) -> None:
    """Raise PageError where no row has the field that tells one from another: it was renamed."""
    key = next(id_key for kind, id_key, _ in KINDS if kind == answer.kind)
    if answer.kind not in {"votes", "matters"} and not any(text_of(row, key) for row in answer.rows):
        told = ", ".join(sorted({name for row in answer.rows for name in row})[:8])
        raise PageError(
            f"{len(answer.rows)} {answer.kind} without {key} (they have {told}); expected one each"
        )


def _no_votes(page: Page) -> Remark:
    return _nothing("no roll call", "no member's vote is recorded for this item", page)


def _nothing(kind: str, message: str, page: Page) -> Remark:
    return Remark(kind=kind, message=message, url=page.url)
