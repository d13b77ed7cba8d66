"""Simbli / eBOARD (simbli.eboardsolutions.com), one host for hundreds of boards, told apart by the number S.

A visit: the listing page SB_MeetingListing.aspx gives a token; with it GetMeetingListing gives the meetings,
fifty at a time; each meeting's ViewMeeting.aspx gives the ids under which GetItemsTreeDTO gives its agenda,
GetMeetingItemDetailsModel what an item says, and GetMeetingMinutes its minutes with every vote.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms import simbli_following, simbli_minutes, simbli_page
from crawler.platforms.simbli_answers import answer_of, read_answer
from crawler.platforms.simbli_fields import query_of
from crawler.urls import within
from db.records import Record
from db.registry import Source

_DISTRICT = re.compile(rb"MM_DistrictID\W{1,6}(\d{1,9})\b", re.IGNORECASE)


class Simbli(Platform):
    """Meetings, agendas, items' texts and files, and votes of a board on Simbli.

    Option `details`: whose texts are fetched, one request an item: of items with files ("attached", the
    default), of "all", or of "none".
    """

    name = "simbli"
    version = "2"
    options: ClassVar[frozenset[str]] = frozenset({"details"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the listing page, which gives the token that the rows are asked for with."""
        del window
        self.check_options(source)
        simbli_following.details_of(source)
        if not self.tenant(source.url):
            raise PageError(f"source {source.id}: its url names no board (S=number)")
        return [Follow(url=source.url, platform=self.name, kind="listing page")]

    def tenant(self, url: str) -> str | None:
        """Return the board's number."""
        return query_of(url).get("s")

    def tenant_in(self, body: bytes) -> str | None:
        """Return the board's number where rows tell it: the address they are asked for at does not."""
        found = _DISTRICT.search(body)
        return found[1].decode() if found else None

    def parse(self, page: Page) -> list[Record]:
        """Read any of Simbli's answers; what it holds tells which."""
        if simbli_page.is_markup(page.body) and not _is_answer(page):
            return simbli_page.read_page(page)
        return read_answer(answer_of(page), page)

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return minutes as a reader sees them; an agenda's and an item's text is in their records."""
        del records
        if simbli_page.is_markup(page.body) and not _is_answer(page):
            return None
        answer = answer_of(page)
        return simbli_minutes.minutes_text(answer) if simbli_minutes.is_minutes(answer) else None

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Go from the listing to meetings, from a meeting to its agenda and minutes, from items to files."""
        site = self.tenant(source.url) or ""
        if simbli_page.is_markup(page.body) and not _is_answer(page):
            found = simbli_following.from_page(source, page, records, window, site)
        else:
            found = simbli_following.from_answer(source, page, records, window, site)
        return [one for one in found if within(one.url, source.domains)]


def _is_answer(page: Page) -> bool:
    return "/services/api/" in page.url.lower() or b"<NewDataSet" in page.body
