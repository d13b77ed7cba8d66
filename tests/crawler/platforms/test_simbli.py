"""Simbli: what is asked for after what, what is never kept, and how votes are read from its fragments."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.platform import Follow, Page, PageError, Window
from crawler.platforms.simbli import Simbli
from crawler.platforms.simbli_minutes import read_voting
from db.records import Meeting, Remark
from db.registry import Source

PAGES = Path(__file__).parents[2] / "platforms" / "simbli"
HOST = "https://simbli.eboardsolutions.com"
LISTING = f"{HOST}/SB_Meetings/SB_MeetingListing.aspx?S=99000001"
TOKEN = "tOkEnOfTh1sV1s1tOnly"  # noqa: S105 - made up, as in the saved pages
YEAR = Window(today=date(2024, 3, 1), since=date(2024, 1, 1))


def source(**options: Any) -> Source:
    return Source.model_validate(
        {
            "id": "x", "name": "X", "kind": "board", "platform": "simbli", "url": LISTING,
            "domains": ["simbli.eboardsolutions.com"], "timezone": "America/Chicago", "options": options,
        }
    )  # fmt: skip


def follows(page: Page, window: Window = YEAR, **options: Any) -> list[Follow]:
    platform = Simbli()
    return list(platform.follow(source(**options), page, platform.parse(page), window))


def saved(name: str, url: str, **more: Any) -> Page:
    return Page(url=url, body=(PAGES / name).read_bytes(), timezone="America/Chicago", **more)


def rows(count: int, *, year: int = 2024) -> bytes:
    listed = [
        {"Master_MeetingID": 9000 - at, "MM_MeetingTitle": "Board", "MM_DateTime": f"{year}-02-01T18:00:00"}
        for at in range(count)
    ]
    return json.dumps(listed).encode()


def rows_page(body: bytes, start: int = 0) -> Page:
    return Page(
        url=f"{HOST}/Services/api/GetMeetingListing",
        body=body,
        request={"json": {"RecordStart": start}},
        session={"json": {"SecurityToken": TOKEN}},
    )


def test_the_listing_leads_to_its_rows_with_the_token_beside_the_request() -> None:
    first = follows(saved("listing.html", LISTING))[0]
    assert first.request is not None and first.session is not None
    assert first.request["json"]["RecordStart"] == 0 and first.request["json"]["SchoolID"] == "99000001"
    assert first.session["json"]["SecurityToken"] == TOKEN
    assert TOKEN not in f"{first.url}{first.request}"


def test_a_missing_token_is_told_and_the_meetings_on_the_page_still_come_in() -> None:
    page = saved("listing-without-token.html", LISTING)
    records = Simbli().parse(page)
    assert [record.kind for record in records if isinstance(record, Remark)] == ["missing token"]
    assert {follow.kind for follow in follows(page)} == {"meeting"}


def test_rows_lead_to_meetings_of_the_window_and_to_minutes_once_they_are_published() -> None:
    page = rows_page((PAGES / "rows.json").read_bytes())
    since_february = Window(today=date(2024, 3, 1), since=date(2024, 2, 10))
    found = [(follow.url.partition("?")[2], follow.date) for follow in follows(page, since_february)]
    assert found == [
        ("S=99000001&MID=7002", "2024-03-19"),
        ("S=99000001&MID=7001", "2024-02-20"),
        ("S=99000001&MID=7001&T=1", "2024-02-20"),
    ]


def test_full_answers_lead_on_until_the_window_ends() -> None:
    more = [follow for follow in follows(rows_page(rows(50))) if follow.kind == "rows"]
    assert [follow.request["json"]["RecordStart"] for follow in more if follow.request] == [50]
    assert more[0].session == {"json": {"SecurityToken": TOKEN}}
    assert "rows" not in {follow.kind for follow in follows(rows_page(rows(49)))}
    assert "rows" not in {follow.kind for follow in follows(rows_page(rows(50, year=2019)))}


def test_a_look_that_nobody_dated_stays_in_the_years_still_looked_at() -> None:
    undated = Window(today=date(2024, 3, 1))
    assert follows(rows_page(rows(50, year=2022)), undated) == []
    assert len(follows(rows_page(rows(3)), undated)) == 3


@pytest.mark.parametrize(("details", "asked"), [("attached", 2), ("all", 7), ("none", 0)])
def test_an_agenda_leads_to_the_items_that_the_source_wants(details: str, asked: int) -> None:
    page = saved(
        "tree-7001.json",
        f"{HOST}/Services/api/MeetingView/GetItemsTreeDTO/?MID=7001&S=99000001",
        session={"query": {"sct": TOKEN}},
    )
    found = follows(page, details=details)
    assert len(found) == asked
    assert all(TOKEN not in follow.url for follow in found)
    assert all(follow.session and follow.session["query"]["sct"] == TOKEN for follow in found)


def test_only_pdfs_are_fetched_of_what_is_attached() -> None:
    url = f"{HOST}/Services/api/MeetingView/GetMeetingItemDetailsModel/?ITEM=itC1%3D%3D&MID=7001&S=99000001"
    (found,) = follows(saved("item-itC1.json", url))
    assert (found.url.partition("?")[2], found.platform) == ("S=99000001&AID=501&MID=7001", "document")


def test_boards_on_the_host_are_told_apart_by_their_number() -> None:
    platform = Simbli()
    assert platform.tenant(LISTING) == "99000001"
    assert platform.tenant(f"{HOST}/SB_Meetings/ViewMeeting.aspx?MID=7&s=4054") == "4054"
    assert platform.tenant(f"{HOST}/Index.aspx") is None


def test_odd_options_and_addresses_are_told() -> None:
    with pytest.raises(PageError, match="'some' is none of attached, all, none"):
        Simbli().start(source(details="some"), YEAR)
    with pytest.raises(PageError, match="names no board"):
        Simbli().start(source().model_copy(update={"url": f"{HOST}/"}), YEAR)


def test_a_meeting_keeps_its_id_and_midnight_is_no_time() -> None:
    row = {"Master_MeetingID": 5, "MM_MeetingTitle": "Retreat", "MM_DateTime": "2024-11-03T00:00:00"}
    moved = {**row, "MM_MeetingTitle": "Retreat (moved)", "MM_DateTime": "2024-11-03T01:30:00"}
    found = []
    for state in (row, moved):
        body = json.dumps([state]).encode()
        page = Page(url=f"{HOST}/Services/api/GetMeetingListing", body=body, timezone="America/Chicago")
        found += [record for record in Simbli().parse(page) if isinstance(record, Meeting)]
    assert [(meeting.id, meeting.start) for meeting in found] == [
        ("5", "2024-11-03"),
        ("5", "2024-11-03T01:30:00-05:00"),
    ]


MOTION = ["Motion made by: A. Poe", "Motion seconded by: B. Lund"]


@pytest.mark.parametrize(
    ("outcome", "text", "approved", "result", "yes", "no"),
    [
        ("Unanimously Approved", "", None, "pass", None, 0),
        ("", "", True, "pass", None, 0),
        ("", "", False, "fail", None, None),
        ("<li>A. Poe - Yes</li><li>B. Lund - No</li><li>C. Orr - No</li>", "", None, "fail", 1, 2),
        ("<li>A. Poe - Yes</li><li>B. Lund - Yes</li><li>C. Orr - Absent</li>", "", None, "pass", 2, 0),
        # Two thirds were needed, and the minutes say so: the outcome is what they say, not who was more.
        ("<li>A. Poe - Yes</li><li>C. Orr - Yes</li><li>D. Ek - No</li>", "Motion lost.", None, "fail", 2, 1),
        # A motion to end something that failed is a motion that failed.
        ("<li>A. Poe - No</li><li>B. Lund - No</li>", "Motion to end the contract.", None, "fail", 0, 2),
        ("<li>A. Poe - Yes</li><li>B. Lund - No</li><li>C. Orr - Abstain</li>", "", None, None, 1, 1),
    ],
)  # fmt: skip
def test_an_outcome_is_what_is_printed_else_what_follows_from_the_roll(
    outcome: str, text: str, approved: bool | None, result: str | None, yes: int | None, no: int | None
) -> None:
    event, unread = read_voting(text, [*MOTION, outcome], approved)
    assert event is not None and not unread
    assert (event.mover, event.seconder) == ("A. Poe", "B. Lund")
    assert (event.result, event.yes, event.no) == (result, yes, no)


def test_no_vote_is_made_of_an_item_that_was_only_heard() -> None:
    assert read_voting("The superintendent reported.", ["", ""]) == (None, [])


def test_rows_tell_whose_they_are_where_their_address_does_not() -> None:
    platform = Simbli()
    rows = json.dumps([{"Master_MeetingID": 5, "MM_DistrictID": 99000001}]).encode()
    assert platform.tenant(f"{HOST}/Services/api/GetMeetingListing") is None
    assert platform.tenant_in(rows) == "99000001"
    assert platform.tenant_in(b"<MM_DistrictID>42</MM_DistrictID>") == "42"
    assert platform.tenant_in(b"[]") is None
