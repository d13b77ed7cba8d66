"""BoardDocs: which answers a board is asked for, whose they are, and what a motion's box tells."""

import json
from datetime import date
from typing import Any

import pytest

from crawler.platform import Follow, Page, PageError, Window
from crawler.platforms.boarddocs import BoardDocs
from crawler.platforms.boarddocs_about import place_in, time_of
from crawler.platforms.boarddocs_motions import read_motions, split_names
from db.records import AgendaItem, Meeting, Remark, VoteEvent
from db.registry import Source

BASE = "https://go.boarddocs.com/zz/foxhollow/Board.nsf"
WINDOW = Window(today=date(2024, 3, 1))
PLATFORM = BoardDocs()


def source(**options: Any) -> Source:
    return Source.model_validate(
        {
            "id": "fox", "name": "Fox Hollow", "kind": "board", "platform": "boarddocs",
            "url": f"{BASE}/Public", "domains": ["boarddocs.com"], "options": options,
        }
    )  # fmt: skip


def answer(name: str, body: str | bytes, **sent: Any) -> Page:
    return Page(url=f"{BASE}/{name}", body=body if isinstance(body, bytes) else body.encode(), **sent)


def followed(page: Page, window: Window = WINDOW) -> list[Follow]:
    return list(PLATFORM.follow(source(), page, PLATFORM.parse(page), window))


def rows(*meetings: tuple[str, str]) -> str:
    return json.dumps([{"unique": unique, "name": "Board", "numberdate": day} for unique, day in meetings])


def test_a_look_begins_with_the_front_page_or_with_the_chosen_committees() -> None:
    assert [follow.url for follow in PLATFORM.start(source(), WINDOW)] == [f"{BASE}/Public"]
    (chosen,) = PLATFORM.start(source(committees=["A1FOXB000001"]), WINDOW)
    assert chosen.url == f"{BASE}/BD-GetMeetingsList?open"
    assert chosen.request == {"method": "POST", "form": {"current_committee_id": "A1FOXB000001"}}
    with pytest.raises(PageError, match="no list of ids"):
        PLATFORM.start(source(committees="A1FOXB000001"), WINDOW)


def test_addresses_are_the_sources_own_so_that_a_copy_is_crawled_as_a_copy() -> None:
    copy = source().model_copy(update={"url": "http://copy.localhost:81/zz/foxhollow/Board.nsf/Public"})
    (start,) = PLATFORM.start(copy, WINDOW)
    assert start.url == "http://copy.localhost:81/zz/foxhollow/Board.nsf/Public"


def test_a_front_page_without_committees_leads_to_the_list_for_search_engines() -> None:
    page = answer("Public", "<html><head><title>BoardDocs Pro</title></head><body>Loading</body></html>")
    assert [record.to_json()["kind"] for record in PLATFORM.parse(page)] == ["no committees"]
    assert [follow.url for follow in followed(page)] == [f"{BASE}/BD-GETMeetingsListForSEO?open"]


def test_a_list_leads_to_this_years_meetings_and_with_a_date_to_older_ones() -> None:
    page = answer("BD-GetMeetingsList?open", rows(("D9FOX2000012", "20240213"), ("C9FOX9000014", "20191104")))
    assert [follow.date for follow in followed(page)] == ["2024-02-13"]
    since = Window(today=date(2024, 3, 1), since=date(2019, 1, 1))
    assert [follow.date for follow in followed(page, since)] == ["2024-02-13", "2019-11-04"]


def test_a_meeting_is_known_by_its_id_whichever_committees_list_led_to_it() -> None:
    body = rows(("D9FOX2000012", "20240213"))
    asked = [
        followed(answer("BD-GetMeetingsList?open", body, request={"form": {"current_committee_id": name}}))[0]
        for name in ("A1FOXB000001", "A1FOXP000002")
    ]
    assert asked[0].request == asked[1].request
    assert asked[0].session == {"form": {"current_committee_id": "A1FOXB000001"}}


def test_only_what_a_meeting_has_buttons_for_is_asked_for() -> None:
    head = '<div class="meeting-name">Board</div><div class="meeting-date">February 13, 2024</div>'
    buttons = (
        '<div class="meeting-buttons"><a id="btn-view-agenda">View the<br>Agenda</a>'
        '<a id="btn-view-minutes" style="display: none">View the Minutes</a></div>'
    )
    session = {"form": {"current_committee_id": "A1FOXB000001"}}
    page = answer(
        "BD-GetMeeting?open", head + buttons, request={"form": {"id": "D9FOX2000012"}}, session=session
    )
    found = followed(page)
    assert [follow.url.rpartition("/")[2] for follow in found] == [
        "BD-GetAgenda?open",
        "PRINT-AgendaDetailed?open",
    ]
    assert {follow.date for follow in found} == {"2024-02-13"}
    assert all(follow.session == session for follow in found)


@pytest.mark.parametrize(
    "place",
    [
        {"url": f"{BASE}/BD-GetAgenda?open&id=D9FOX2000012"},
        {"url": f"{BASE}/BD-GetAgenda#id=D9FOX2000012"},
        {"url": f"{BASE}/BD-GetAgenda?open", "request": {"form": {"id": "D9FOX2000012"}}},
    ],
)
def test_an_agenda_is_the_meetings_that_was_asked_for(place: dict[str, Any]) -> None:
    body = b'<li class="item" unique="D9FOX20000B1"><span class="title">Call to Order</span></li>'
    (item,) = PLATFORM.parse(Page(body=body, **place))
    assert isinstance(item, AgendaItem)
    assert (item.meeting_id, item.id, item.title) == ("D9FOX2000012", "D9FOX20000B1", "Call to Order")


def test_a_print_without_any_id_gives_a_meeting_that_stands_on_its_day() -> None:
    body = (
        '<div class="print-meeting-name">Board</div><div class="print-meeting-date">February 13, 2024</div>'
    )
    (meeting,) = PLATFORM.parse(answer("PRINT-AgendaDetailed?open", body))
    assert isinstance(meeting, Meeting)
    assert (meeting.provisional, meeting.start) == (True, "2024-02-13")


def test_two_boards_on_one_host_are_told_apart() -> None:
    assert PLATFORM.tenant(f"{BASE}/goto?open&id=X") == "zz/foxhollow"
    assert PLATFORM.tenant("https://go.boarddocs.com/zz/other/board.nsf/Public") == "zz/other"


@pytest.mark.parametrize("body", [b"", b" ", b"\n", b"0", b"<html><body>Access Denied</body></html>"])
@pytest.mark.parametrize("name", ["BD-GetMeetingsList?open", "BD-GetMinutes?open", "PRINT-AgendaDetailed"])
def test_what_a_client_taken_for_a_robot_gets_is_told(name: str, body: bytes) -> None:
    with pytest.raises(PageError):
        PLATFORM.parse(answer(name, body))


def test_thousands_of_meetings_come_in_and_an_odd_row_is_told() -> None:
    many = [{"unique": f"D9FOX{n:07d}", "name": "Board", "numberdate": "20240213"} for n in range(5000)]
    found = PLATFORM.parse(answer("BD-GetMeetingsList?open", json.dumps([*many, {"name": "?"}, {}])))
    assert sum(isinstance(record, Meeting) for record in found) == 5000
    assert [record.kind for record in found if isinstance(record, Remark)] == ["row without id"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Sign up by 3:00 p.m.", "6:30 p.m."], "18:30"),
        (["Closed Session 5:00 PM", "Open Session 6:30 PM"], "18:30"),
        (["6:00 - 8:30 PM"], "18:00"),
        (["11:30 - 1:00 PM"], "11:30"),
        (["Executive Session 5:00 PM"], "17:00"),
        (["12:00 a.m."], None),
        (["to be announced"], None),
    ],
)
def test_the_meetings_own_time_is_told_from_others(lines: list[str], expected: str | None) -> None:
    found = time_of(lines)
    assert (found.isoformat("minutes") if found else None) == expected


def test_the_place_is_building_and_address_without_the_boards_name() -> None:
    lines = [
        "Board of Education Meeting",
        "Mill School",
        "Room 4",
        "18 Mill Street",
        "Fox, IL 60000",
        "6:00 PM",
    ]
    assert place_in(lines) == "Mill School, Room 4, 18 Mill Street, Fox, IL 60000"
    assert place_in(["6:00 PM"]) is None


def test_a_roll_before_the_outcome_counts_only_where_none_follows() -> None:
    early = ["To end it.", "Yes: Vale, Quill", "No: Thorn", "Final Resolution: Motion Carries"]
    (alone,) = read_motions(early)
    assert (alone.count("yes"), alone.count("no")) == (2, 1)
    (both,) = read_motions([*early, "Yes: Omar Vale, Bea Quill", "No: Ida Thorn"])
    assert [vote.name for vote in both.votes] == ["Omar Vale", "Bea Quill", "Ida Thorn"]


def test_attendance_and_rounds_of_nominations_are_no_roll() -> None:
    (attended,) = read_motions(["Present: Vale, Quill", "To adjourn.", "Final Resolution: Motion Carries"])
    (rounds,) = read_motions(["To elect.", "Yes: Vale", "No: Vale", "Final Resolution: Motion Carries"])
    assert attended.votes == rounds.votes == []
    assert (attended.result, attended.count("yes"), attended.count("no")) == ("pass", None, None)


def test_a_motion_to_end_a_contract_that_fails_is_a_fail() -> None:
    (motion,) = read_motions(
        ["To end the contract.", "Final Resolution: Motion Fails", "Yea: A B", "Nay: C D, E F"]
    )
    assert (motion.result, motion.count("yes"), motion.count("no")) == ("fail", 1, 2)


def test_unanimous_consent_names_nobody() -> None:
    (motion,) = read_motions(["To postpone.", "This was approved with unanimous consent."])
    assert (motion.result, motion.count("yes"), motion.count("no"), motion.votes) == ("pass", None, 0, [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ruiz, Lee Park, Jr., Kim Osei", ["Ana Ruiz", "Lee Park, Jr.", "Kim Osei"]),
        ("Ana Ruiz and Lee Park - Chair", ["Ana Ruiz", "Lee Park - Chair"]),
        ("None", []),
        ("", []),
    ],
)
def test_names_are_split_where_one_ends(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_the_list_for_search_engines_tells_time_and_place_in_its_description() -> None:
    told = [
        {"Unique": "AAFOXB000001", "Name": "Board", "Date": day, "Description": description}
        for day, description in (
            ("2024-03-19", "6:30 p.m.<br>Location: Main Hall Room 2"),
            ("03/19/2024", None),
            ("Tuesday, March 19, 2024", "7pm"),
        )
    ]
    found = [
        PLATFORM.parse(
            answer("BD-GETMeetingsListForSEO?open", json.dumps([row]), timezone="America/New_York")
        )
        for row in told
    ]
    assert [(one.start, one.location) for (one,) in found if isinstance(one, Meeting)] == [
        ("2024-03-19T18:30:00-04:00", "Main Hall Room 2"),
        ("2024-03-19", None),
        ("2024-03-19T19:00:00-04:00", None),
    ]


def test_a_lists_names_are_read_without_entities_and_tell_what_was_called_off() -> None:
    listed = [
        {"unique": f"AAFOXB00000{at}", "name": name, "numberdate": "20240319"}
        for at, name in enumerate(("Budget &amp; Audit &#8211; Canceled", "Retreat - RESCHEDULED", "Moved"))
    ]
    found = PLATFORM.parse(answer("BD-GetMeetingsList?open", json.dumps(listed)))
    assert [(one.title, one.status) for one in found if isinstance(one, Meeting)] == [
        ("Budget & Audit – Canceled", "cancelled"),
        ("Retreat - RESCHEDULED", "postponed"),
        ("Moved", None),
    ]


def test_labels_with_a_blank_before_the_colon_are_read() -> None:
    box = """<div class="item agendaorder" unique="IIFOXB000001"><dl><dt class="leftcol">Subject :</dt>
    <dd class="rightcol">4.1 Radios</dd><dt class="leftcol">Category :</dt><dd class="rightcol">4. Action</dd>
    </dl></div>"""
    found = PLATFORM.parse(answer("PRINT-AgendaDetailed?open&id=AAFOXB000001", box))
    assert [(one.number, one.section, one.title) for one in found if isinstance(one, AgendaItem)] == [
        ("4.1", "Action", "Radios")
    ]


def test_an_item_that_shows_only_its_number_has_its_title_beside_it() -> None:
    told = '<ul><li class="item" unique="IIFOXB000001" Xtitle="Approve Minutes"><span>1.1</span></li></ul>'
    found = PLATFORM.parse(answer("BD-GetAgenda?open&id=AAFOXB000001", told))
    assert [(one.number, one.title) for one in found if isinstance(one, AgendaItem)] == [
        ("1.1", "Approve Minutes")
    ]


def test_a_junior_keeps_one_full_stop_and_semicolons_stand_between_names() -> None:
    (motion,) = read_motions(
        [
            "Approve.",
            "Motion by Ana Ruiz, second by Lee Park, Jr..",
            "Final Resolution: Motion Carries",
            "Yes: Ruiz, Ana; Park, Lee",
        ]
    )
    assert motion.seconder == "Lee Park, Jr."
    assert [vote.name for vote in motion.votes] == ["Ruiz, Ana", "Park, Lee"]


def test_a_motion_tabled_approved_nothing_and_a_seconder_may_have_a_line_of_its_own() -> None:
    box = """<div class="item agendaorder" unique="IIFOXB000001"><span class="order">4.1</span>
    <span class="title">Radios</span><div class="motion"><div>Buy radios.</div>
    <div>Motion made by: Ana Ruiz</div><div>Seconded by: Lee Park</div>
    <div>Final Resolution: Motion Tabled</div></div></div>"""
    found = PLATFORM.parse(answer("PRINT-AgendaDetailed?open&id=AAFOXB000001", box))
    (item,) = (one for one in found if isinstance(one, AgendaItem))
    assert (item.number, item.title, item.action) == ("4.1", "Radios", "tabled")
    (vote,) = (one for one in found if isinstance(one, VoteEvent))
    assert (vote.mover, vote.seconder, vote.motion) == ("Ana Ruiz", "Lee Park", "Buy radios.")


def test_labels_may_stand_in_a_table() -> None:
    box = """<div class="item agendaorder" unique="IIFOXB000001"><table>
    <tr><td class="leftcol">Subject</td><td class="rightcol">4.1 Radios</td></tr>
    <tr><td class="leftcol">Type</td><td class="rightcol">Action</td></tr></table></div>"""
    found = PLATFORM.parse(answer("PRINT-AgendaDetailed?open&id=AAFOXB000001", box))
    assert [(one.number, one.title) for one in found if isinstance(one, AgendaItem)] == [("4.1", "Radios")]


def test_the_open_sessions_time_is_the_meetings() -> None:
    told = "The Board meets in closed session at 4:30 p.m. and in open session at 6 p.m. in the Board Room"
    assert str(time_of([told])) == "18:00:00"


def test_no_address_is_made_of_an_id_that_is_not_boarddocs_own() -> None:
    box = """<div class="print-meeting-date">Tuesday, February 13, 2024</div><div class="item agendaorder">
    <dl><dt class="leftcol">Subject</dt><dd class="rightcol">2.1 Radios</dd></dl></div>"""
    page = answer("PRINT-AgendaDetailed?open", box, body_name="Fox Hollow Board")
    items = [record for record in PLATFORM.parse(page) if isinstance(record, AgendaItem)]
    assert [item.url for item in items] == [None]
