"""CivicClerk's API: https://{tenant}.api.civicclerk.com/v1 (CivicPlus), which feeds its public portal.

Reads /Events (a list, or one event), /Meetings/{agendaId} (an agenda's items, with votes once minutes are
made), /Meetings/GetMeetingItemMinutesVotes(id=N) and the text of published files. The portal's own pages are
programs without content.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit

from crawler.civic.file_headings import heading_kind
from crawler.json_page import text_of
from crawler.minutes import read_minutes
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms.civicclerk_agenda import Placed, attachments_of, read_agenda, read_votes, walk
from crawler.platforms.civicclerk_answers import EXPECTED, Answer, is_set, read_answer, rows_of
from crawler.platforms.civicclerk_events import api_root, read_event, tenant_of
from crawler.platforms.document import DocumentFile
from crawler.urls import within
from db.records import Document, Record, Remark
from db.registry import Source

_TEXT = re.compile(r"plaintext=true", re.IGNORECASE)
_FILE = re.compile(r"/Get(?:Meeting|Event|Attachment)File", re.IGNORECASE)
_VOTES_OF = re.compile(r"GetMeetingItemMinutesVotes\(id=(\d+)\)", re.IGNORECASE)
_KINDS = {"minutes", "agenda", "attachment"}
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
MAX_TEXT = 8 * 1024 * 1024


class CivicClerk(Platform):
    """Meetings, agenda items, votes and published files of a body that works with CivicClerk.

    Option `categories`: ids of the event categories to ask for (the portal's address shows them as
    category_id), where a town's CivicClerk holds many bodies; without it, all.
    """

    name = "civicclerk"
    version = "2"
    options = frozenset({"categories"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with one list of events a calendar year."""
        self.check_options(source)
        chosen = _categories(source)
        return [
            Follow(url=_events_url(source, year, chosen), platform=self.name, kind="events")
            for year in window.years()
        ]

    def parse(self, page: Page) -> list[Record]:
        """Read any answer of the API; what it holds tells what it is."""
        if page.body[:1024].lstrip().startswith(b"%PDF-"):
            return DocumentFile().parse(page)
        if _is_text(page):
            return _read_text(page)
        answer = read_answer(page.body)
        records = _read(answer, page)
        if answer.odd:
            told = f"{answer.odd} entries are no objects"
            records.append(Remark(kind="unreadable row", message=told, url=page.url))
        return records or [Remark(kind="empty list", message="a list without entries", url=page.url)]

    def tenant(self, url: str) -> str | None:
        """Return the tenant's name."""
        return tenant_of(url) if ".civicclerk.com" in (urlsplit(url).hostname or "") else None

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return a file's text."""
        del page
        return next((record.text for record in records if isinstance(record, Document) and record.text), None)

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow a list to its next page, meetings to agendas and minutes, items to attachments and votes."""
        if _is_text(page) or page.body[:1024].lstrip().startswith(b"%PDF-"):
            return []
        answer = read_answer(page.body)
        found = self._of_agenda(answer, page) if answer.kind == "agenda" else self._of_events(records)
        if answer.next_page:
            found.append(Follow(url=answer.next_page, platform=self.name, kind="events"))
        wanted = {follow.url: follow for follow in found if window.holds(follow.date)}
        return [follow for follow in wanted.values() if within(follow.url, source.domains)]

    def _of_events(self, records: Sequence[Record]) -> list[Follow]:
        documents = [record for record in records if isinstance(record, Document)]
        itemized = {record.meeting_id for record in documents if not _FILE.search(record.url)}
        found = []
        for record in documents:
            is_file = bool(_FILE.search(record.url))
            # The text of an agenda says again what its items say.
            wanted = record.kind == "minutes" or (
                record.kind == "agenda" and not (is_file and record.meeting_id in itemized)
            )
            if wanted:
                kind = str(record.kind)
                found.append(Follow(url=record.url, platform=self.name, kind=kind, date=record.date))
        return found

    def _of_agenda(self, answer: Answer, page: Page) -> list[Follow]:
        found = []
        for item in walk(rows_of(answer.rows[0], "items")):
            for url, _, is_pdf in attachments_of(item.row, page):
                if is_pdf:
                    found.append(Follow(url=url, platform="document", kind="attachment", date=page.date))
            item_id = text_of(item.row, "id")
            if item_id and is_set(item.row, "hasvote") and not rows_of(item.row, "minutesitemvotes"):
                url = f"{api_root(page.url)}/Meetings/GetMeetingItemMinutesVotes(id={quote(item_id)})"
                found.append(Follow(url=url, platform=self.name, kind="votes", date=page.date))
        return found


def _read(answer: Answer, page: Page) -> list[Record]:
    if answer.kind == "events":
        return _read_events(answer, page)
    if answer.kind == "agenda":
        return [record for row in answer.rows for record in read_agenda(row, page)]
    if answer.kind == "votes":
        named = _VOTES_OF.search(unquote(page.url))
        item = Placed({"id": named[1]} if named else {}, None, None)
        return list(read_votes(answer.rows, item, None, page))
    if answer.kind == "categories":
        told = f"{len(answer.rows)} categories: no meeting, item or vote is told here"
        return [Remark(kind="only categories", message=told, url=page.url)]
    return []


def _read_events(answer: Answer, page: Page) -> list[Record]:
    if not any(text_of(row, "id") for row in answer.rows):
        told = ", ".join(sorted({name for row in answer.rows for name in row})[:8])
        raise PageError(f"{len(answer.rows)} events without id (they have {told}); expected one each")
    records: list[Record] = []
    seen: set[str] = set()
    for row in answer.rows:
        event = text_of(row, "id")
        if event is None or event not in seen:
            records += read_event(row, page)
        seen |= {event} if event else set()
    return records


def _is_text(page: Page) -> bool:
    """Tell whether an answer is a file's text: its address says so."""
    return bool(_TEXT.search(unquote(page.url)))


def _read_text(page: Page) -> list[Record]:
    """Return a file's text as a document, and what minutes tell of votes."""
    if len(page.body) > MAX_TEXT:
        raise PageError(f"a text of {len(page.body) // 1048576} MB; expected {EXPECTED}")
    text = page.body.decode("utf-8-sig", "replace").replace("\r\n", "\n").strip()
    if not text:
        raise PageError("an empty answer; expected a file's text")
    if text[:1] in "<{[":
        what = "an HTML page (an error or a blocking page)" if text[0] == "<" else "JSON"
        raise PageError(f"{what} where a file's text is due")
    if _BINARY.search(text):
        raise PageError(f"no text (it begins {text[:40]!r}); expected a file's text")
    told = heading_kind(text)
    kind = page.kind if page.kind in _KINDS else told if told in _KINDS else "agenda"
    document = Document(url=page.url, kind=kind, text=text)
    return [document, *(read_minutes(text) if kind == "minutes" else [])]


def _events_url(source: Source, year: int, chosen: str) -> str:
    window = (
        f"{chosen}startDateTime ge {year}-01-01T00:00:00Z and startDateTime lt {year + 1}-01-01T00:00:00Z"
    )
    return f"{source.url.rstrip('/')}/Events?%24filter={quote(window, safe='')}&%24orderby=startDateTime%2Cid"


def _categories(source: Source) -> str:
    chosen = source.options.get("categories", [])
    if not isinstance(chosen, list) or not all(
        isinstance(one, int) and not isinstance(one, bool) for one in chosen
    ):
        raise PageError(f"source {source.id}: option categories: expected a list of ids, not {chosen!r}")
    return f"categoryId in ({','.join(map(str, chosen))}) and " if chosen else ""
