"""BoardBook Premier (meetings.boardbook.org) and Sparq Meetings (meeting.sparqdata.com), one program.

An organization's page lists all its meetings; each meeting has an agenda and, later, minutes with the votes.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crawler.page_lines import join_lines, page_lines, parse_html
from crawler.platform import Follow, Page, Platform, Window
from crawler.platforms.boardbook_addresses import organization_of, what_of
from crawler.platforms.boardbook_items import ROWS as ITEM_ROWS
from crawler.platforms.boardbook_lists import ROWS, TABLE, read_list
from crawler.platforms.boardbook_pages import read_page
from crawler.urls import within
from db.records import AgendaItem, Document, Meeting, Record
from db.registry import Source

EXPECTED = "a page of BoardBook: an organization's meetings, a meeting's agenda or minutes"


class BoardBook(Platform):
    """Meetings, agenda items with text and files, and the votes in the minutes."""

    name = "boardbook"
    version = "2"

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the organization's list, which holds all its meetings."""
        del window
        self.check_options(source)
        return [Follow(url=source.url, platform=self.name, kind="meetings list")]

    def tenant(self, url: str) -> str | None:
        """Return the organization in an address: one host serves hundreds of boards."""
        return organization_of(url)

    def parse(self, page: Page) -> list[Record]:
        """Read a list, an agenda or minutes; the page's own content tells which."""
        root = parse_html(page.body, EXPECTED)
        listed = what_of(page.url) == "organization" and not root.xpath(ITEM_ROWS)
        if root.xpath(f"{ROWS} | {TABLE}") or listed:
            return read_list(root, page)
        return read_page(root, page)

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return the lines that a visitor sees; None for the list."""
        if not any(isinstance(record, AgendaItem) for record in records):
            return None
        return join_lines(page_lines(parse_html(page.body, EXPECTED), page.url))

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow meetings in the window to agenda and minutes, and those to their files."""
        del page
        reach = window if window.since else replace(window, since=date(window.years().start, 1, 1))
        meetings = [record for record in records if isinstance(record, Meeting)]
        days = {meeting.id: (meeting.start or "")[:10] or None for meeting in meetings}
        only = next(iter(days.values()), None) if len(days) == 1 else None
        wanted: dict[str, Follow] = {}
        for record in records:
            for url, kind in _targets(record):
                day = days.get(getattr(record, "meeting_id", None) or "") or only
                platform = self.name if what_of(url) in {"agenda", "minutes"} else "document"
                if reach.holds(day) and within(url, source.domains):
                    wanted.setdefault(url, Follow(url=url, platform=platform, kind=kind, date=day))
        return list(wanted.values())


def _targets(record: Record) -> list[tuple[str, str]]:
    if isinstance(record, AgendaItem):
        return [(url, "attachment") for url in record.documents]
    return [(record.url, record.kind or "attachment")] if isinstance(record, Document) else []
