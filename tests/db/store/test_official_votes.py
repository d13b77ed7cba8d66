"""Official votes out of a board's pages: one event a real vote, whatever tells it and in whatever order."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.db.store.board_pages import DAY, Board, a_board, a_meeting, a_vote, counted, item

TABLES = (
    "vote_events",
    "vote_event_items",
    "vote_event_sources",
    "votes",
    "vote_disagreements",
    "meeting_members",
)
END = "Motion to end the agreement with the police department"
FILE = {"type": "document", "url": "https://board.example/minutes.pdf", "kind": "minutes", "meeting_id": "1"}


def everything(board: Board) -> dict[str, list[dict[str, Any]]]:
    return {name: board.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in TABLES}


def test_a_vote_is_bound_to_its_meeting_and_item_by_the_platforms_ids(board: Board) -> None:
    board.agenda("Contract with the police", "Lunches")
    board.page("votes/7", counted(3, 4, item_ids=["item-1"], motion=END, mover="Hart", seconder="Ford"))
    board.assemble()
    event = board.event()
    assert (event["meeting_id"], event["agenda_item_id"]) == ("town-board/1", board.item(1))
    assert (event["result"], event["yes"], event["no"], event["counts_from"]) == ("fail", 3, 4, "told")
    assert (event["mover"], event["seconder"], event["date"]) == ("Hart", "Ford", DAY)
    assert (event["source_kind"], event["source_id"], event["motion_kind"]) == (
        "platform api",
        "town-board",
        "main",
    )


@pytest.mark.parametrize(
    "named",
    [
        {"item_numbers": ["2."]},
        {"item_numbers": ["Item 2"]},
        {"item_title": "2. Contract with the police department"},
        {"motion": "Moved to approve the contract with the police department as presented"},
        {"motion": "Motion to approve item 2"},
    ],
)
def test_a_vote_finds_its_item_by_number_by_title_or_by_its_motion(
    board: Board, named: dict[str, Any]
) -> None:
    board.agenda("Lunches and breakfasts for schools", "Contract with the Police Department")
    board.page("minutes", counted(7, 0, source_kind="minutes", **named))
    board.assemble()
    assert board.event()["agenda_item_id"] == board.item(2)


def test_a_title_that_could_be_two_items_is_none(board: Board) -> None:
    board.agenda("Contract with the police department, north", "Contract with the police department, south")
    board.page(
        "minutes", counted(7, 0, source_kind="minutes", item_title="Contract with the police department")
    )
    board.assemble()
    event = board.event()
    assert (event["agenda_item_id"], event["about"]) == (None, "Contract with the police department")


def test_minutes_belong_to_the_meeting_whose_page_links_to_them(board: Board) -> None:
    board.agenda("Contract")
    board.page("meetings/1/files", a_meeting(), FILE)
    text = "Item 1. MOTION to end it. Ayes: Hart. Nays: Ford. The motion failed."
    vote = a_vote(
        meeting_id=None, item_numbers=["1"], yes="Hart", no="Ford", source_kind="minutes", start=8, end=43
    )
    board.page("minutes.pdf", vote, kind="minutes", text=text)
    board.assemble()
    (source,) = board.rows("SELECT * FROM vote_event_sources")
    assert board.event()["meeting_id"] == "town-board/1"
    assert (source["quote"], source["url"]) == (text[8:43], "https://board.example/minutes.pdf")
    assert (source["start_char"], source["end_char"]) == (8, 43)


def test_the_minutes_that_a_meeting_is_to_approve_are_an_earlier_meetings(board: Board) -> None:
    board.agenda("Contract")
    board.page("meetings/1/files", a_meeting(), FILE)
    board.page("meetings/0", a_meeting("0", start="2024-01-25"))
    board.page(
        "minutes.pdf",
        counted(5, 2, meeting_id=None, date="2024-01-25", source_kind="minutes"),
        kind="minutes",
    )
    board.assemble()
    assert board.event()["meeting_id"] == "town-board/0"


def test_minutes_that_nothing_links_to_belong_to_the_meeting_of_their_day(board: Board) -> None:
    board.agenda("Contract")
    board.page("cancelled", a_meeting("9", status="cancelled"))
    board.page("minutes.pdf", counted(7, 0, meeting_id=None, date=DAY, source_kind="minutes"))
    board.page("old.pdf", counted(5, 2, meeting_id=None, date="2019-01-09", source_kind="minutes"))
    board.assemble()
    found = board.rows("SELECT date, meeting_id FROM vote_events ORDER BY date")
    assert found == [{"date": "2019-01-09", "meeting_id": None}, {"date": DAY, "meeting_id": "town-board/1"}]


def test_votes_beside_a_meetings_items_are_that_meetings(board: Board) -> None:
    board.page("meetings/1", a_meeting())
    board.page(
        "agenda.json", item(1, "Contract"), counted(7, 0, meeting_id=None, motion="Motion to adopt it")
    )
    board.assemble()
    assert board.event()["meeting_id"] == "town-board/1"


def test_pages_that_name_a_meeting_nobody_describes_tell_one_vote(board: Board) -> None:
    board.page("api", counted(7, 0, meeting_id="77", item_numbers=["1"], motion="Motion to adopt it"))
    board.page("minutes", counted(7, 0, meeting_id="77", item_numbers=["1"], motion="Motion to adopt it"))
    board.assemble()
    assert (board.event()["meeting_id"], board.event()["about"]) == (None, "1")


def test_one_vote_in_minutes_platform_and_agenda_is_one_event_with_three_sources(board: Board) -> None:
    board.agenda("Contract with the police", "Lunches")
    board.page("minutes", counted(3, 4, item_numbers=["1"], motion=END, source_kind="minutes"))
    board.page(
        "api",
        a_vote(item_ids=["item-1"], yes="Hart; Gray; Ford", no="Ellis;Dale;Castle;Alvarez", result="fail"),
    )
    board.page(
        "block", counted(2, 5, item_numbers=["1"], motion="To end the agreement", source_kind="agenda block")
    )
    board.assemble()
    event = board.event()
    assert (event["source_kind"], event["yes"], event["no"], event["motion"]) == ("minutes", 3, 4, END)
    assert len(board.rows("SELECT * FROM vote_event_sources")) == 3
    assert len(board.roll()) == 7
    assert board.disagreements() == {("yes", "3", "2", "agenda block"), ("no", "4", "5", "agenda block")}


def test_an_amendment_and_the_main_motion_on_one_item_are_two_votes_everywhere(board: Board) -> None:
    board.agenda("Resolution on safety")
    amend, main = (
        "Motion to amend the motion by striking section 2",
        "Motion to adopt the resolution on safety",
    )
    board.page(
        "minutes",
        counted(2, 5, item_numbers=["1"], motion=amend, source_kind="minutes", start=10, end=20),
        counted(6, 1, item_numbers=["1"], motion=main, source_kind="minutes", start=30, end=40),
    )
    board.page("api", counted(6, 1, item_ids=["item-1"]))
    board.assemble()
    events = board.rows("SELECT * FROM vote_events ORDER BY position")
    assert [(row["motion_kind"], row["yes"], row["result"]) for row in events] == [
        ("amend", 2, "fail"),
        ("main", 6, "pass"),
    ]
    sources = board.rows("SELECT count(*) AS n FROM vote_event_sources GROUP BY vote_event_id ORDER BY n")
    assert [row["n"] for row in sources] == [1, 2]


def test_the_main_motion_keeps_its_id_when_minutes_bring_an_amendment_and_other_figures(board: Board) -> None:
    board.agenda("Resolution on safety")
    board.page("api", counted(5, 2, item_ids=["item-1"]))
    board.assemble()
    before = board.event()["id"]
    board.page(
        "minutes",
        counted(2, 5, item_numbers=["1"], motion="Motion to amend the motion", source_kind="minutes"),
        counted(
            6, 1, item_numbers=["1"], motion="Motion to adopt it", source_kind="minutes", start=9, end=12
        ),
    )
    board.assemble()
    (after,) = board.rows("SELECT * FROM vote_events WHERE motion_kind = 'main'")
    assert (after["id"], after["yes"]) == (before, 6)


def test_a_vague_motion_is_the_vote_that_split_the_board_the_same_way(board: Board) -> None:
    board.agenda("Resolution on safety")
    lost, won = {"yes": "Hart; Gray", "no": "Ford; Ellis; Dale"}, {"yes": "Ford; Ellis; Dale", "no": "Gray"}
    told = {"item_numbers": ["1"], "source_kind": "minutes"}
    board.page(
        "minutes",
        counted(2, 3, lost, motion="Motion to postpone it to March", start=1, end=2, **told),
        counted(3, 1, won, motion="Motion to adopt the resolution on safety", start=5, end=6, **told),
    )
    board.page("page", counted(2, 3, lost, item_numbers=["1"], motion="The board voted on the resolution"))
    board.assemble()
    assert not board.disagreements()
    sources = "SELECT count(*) AS n FROM vote_event_sources GROUP BY vote_event_id ORDER BY n DESC"
    assert [row["n"] for row in board.rows(sources)] == [2, 1]


def test_another_outcome_by_other_people_is_another_vote(board: Board) -> None:
    board.agenda("Resolution on safety")
    board.page("minutes", counted(3, 1, {"yes": "Ford; Ellis; Dale", "no": "Gray"}, item_numbers=["1"]))
    board.page("page", counted(1, 3, {"yes": "Gray", "no": "Ford; Ellis; Dale"}, item_numbers=["1"]))
    board.assemble()
    assert [row["yes"] for row in board.rows("SELECT yes FROM vote_events ORDER BY yes")] == [1, 3]


def test_two_votes_on_one_item_go_each_to_its_own_telling(board: Board) -> None:
    board.agenda("Resolution on safety")
    both = [(3, 4, "Motion to adopt the first draft"), (5, 2, "Motion to adopt the second draft")]
    for kind, page in (("minutes", "m"), ("platform api", "z")):
        told = [
            counted(yes, no, item_numbers=["1"], motion=motion, source_kind=kind)
            for yes, no, motion in (both if kind == "minutes" else both[::-1])
        ]
        board.page(page, *told)
    board.assemble()
    events = board.rows(
        "SELECT yes, (SELECT group_concat(n.yes) FROM vote_event_sources n WHERE n.vote_event_id = e.id) "
        "AS told FROM vote_events e ORDER BY yes"
    )
    assert events == [{"yes": 3, "told": "3,3"}, {"yes": 5, "told": "5,5"}]
    assert not board.disagreements()


def test_one_roll_call_for_many_items_is_one_event_though_the_platform_repeats_it(board: Board) -> None:
    board.agenda("Lunches", "Buses", "Contract with the police", "Paint")
    roll = {"yes": "Hart; Gray; Ford; Ellis; Dale", "no": "Castle"}
    board.page("api", *(a_vote(item_ids=[f"item-{n}"], result="pass", **roll) for n in (1, 2, 3)))
    board.page("minutes", a_vote(item_numbers=["1", "2", "3"], source_kind="minutes", result="pass", **roll))
    board.assemble()
    items = board.rows("SELECT agenda_item_id FROM vote_event_items ORDER BY position")
    assert [row["agenda_item_id"] for row in items] == [board.item(n) for n in (1, 2, 3)]
    assert board.event()["agenda_item_id"] == board.item(1)
    assert len(board.roll()) == 6


def test_an_item_pulled_from_the_roll_call_for_many_keeps_its_own_vote(board: Board) -> None:
    board.agenda("Lunches", "Buses", "Contract with the police")
    board.page("block", counted(7, 0, item_numbers=["1", "2", "3"], source_kind="agenda block"))
    board.page("minutes", counted(3, 4, item_numbers=["3"], motion=END, source_kind="minutes"))
    board.assemble()
    events = board.rows("SELECT yes, no, agenda_item_id FROM vote_events ORDER BY yes")
    assert events == [
        {"yes": 3, "no": 4, "agenda_item_id": board.item(3)},
        {"yes": 7, "no": 0, "agenda_item_id": board.item(1)},
    ]


def test_a_slip_in_one_name_makes_no_second_vote_of_a_roll_call_for_many_items(board: Board) -> None:
    board.agenda("Lunches", "Buses")
    many = {"yes": "Hart; Gray; Ford; Ellis; Dale", "no": "Castle"}
    slip = {"yes": "Hart; Gray; Ford; Ellis", "no": "Castle; Dale"}
    board.page("minutes", a_vote(item_numbers=["1", "2"], source_kind="minutes", result="pass", **many))
    board.page("api", a_vote(item_ids=["item-1"], result="pass", **slip))
    board.assemble()
    assert board.event()["yes"] == 5
    assert ("Dale", "yes", "no", "platform api") in board.disagreements()


def test_a_roll_without_a_tally_gives_the_counts_and_says_so(board: Board) -> None:
    board.agenda("Contract")
    board.page("api", a_vote(item_ids=["item-1"], yes="Hart; Gray", no="Ford", absent="Ellis", result="pass"))
    board.assemble()
    event = board.event()
    assert (event["yes"], event["no"], event["absent"], event["counts_from"]) == (2, 1, 1, "roll")


def test_a_roll_of_dissenters_counts_nobody_who_is_not_named(board: Board) -> None:
    board.agenda("Contract")
    board.page("minutes", a_vote(item_numbers=["1"], no="Ford; Ellis", result="pass", source_kind="minutes"))
    board.assemble()
    assert (board.event()["yes"], board.event()["no"]) == (None, 2)


def test_unanimous_in_the_minutes_takes_its_figure_from_the_platform(board: Board) -> None:
    board.agenda("Contract")
    board.page("minutes", {**a_vote(item_numbers=["1"], result="pass", source_kind="minutes"), "no": 0})
    board.page("api", a_vote(item_ids=["item-1"], result="pass", yes="Hart; Gray; Ford"))
    board.assemble()
    assert (board.event()["yes"], board.event()["no"], board.event()["counts_from"]) == (3, 0, "roll")
    assert not board.disagreements()


def test_other_outcomes_and_choices_are_rows_and_the_minutes_are_kept(board: Board) -> None:
    board.agenda("Contract")
    board.page(
        "minutes",
        a_vote(item_numbers=["1"], yes="Hart", no="Ford; Gray", result="fail", source_kind="minutes"),
    )
    board.page("api", a_vote(item_ids=["item-1"], yes="Gia Hart; Finn Gray", no="Eve Ford", result="pass"))
    board.assemble()
    assert board.roll()["Gray"] == ("finn-gray", "no")
    assert board.disagreements() == {
        ("result", "fail", "pass", "platform api"),
        ("yes", "1", "2", "platform api"),
        ("no", "2", "1", "platform api"),
        ("Finn Gray", "no", "yes", "platform api"),
    }


def test_an_action_that_is_not_what_the_vote_came_to_is_a_row(board: Board) -> None:
    board.agenda("Contract", item_1={"action": "adopted", "action_raw": "Adopted"})
    board.page("minutes", counted(3, 4, item_numbers=["1"], motion=END, source_kind="minutes"))
    board.assemble()
    assert board.disagreements() == {("action", "fail", "Adopted", "agenda block")}


def test_a_lost_amendment_does_not_contradict_an_adopted_item(board: Board) -> None:
    board.agenda("Contract", item_1={"action": "adopted", "action_raw": "Adopted"})
    board.page(
        "minutes",
        counted(3, 4, item_numbers=["1"], motion="Motion to amend the motion", source_kind="minutes"),
    )
    board.assemble()
    assert not board.disagreements()


def test_a_row_that_a_page_repeats_is_one_vote(board: Board) -> None:
    board.agenda("Contract")
    vote = counted(7, 0, item_ids=["item-1"])
    board.page("api", vote, vote)
    board.assemble()
    assert len(board.rows("SELECT * FROM vote_event_sources")) == 1


def test_a_page_that_is_gone_keeps_its_last_word_and_a_corrected_one_its_new(board: Board) -> None:
    board.agenda("Contract")
    board.page("api", counted(5, 2, item_ids=["item-1"]))
    board.page("api", counted(4, 3, item_ids=["item-1"]), seq=2)
    board.database["documents"].update(
        board.rows("SELECT id FROM documents WHERE url LIKE '%api'")[0]["id"], {"gone_at": DAY}
    )
    board.assemble()
    assert (board.event()["yes"], board.event()["no"]) == (4, 3)


def test_a_vote_that_leaves_takes_all_its_rows_along_and_effects_of_others_stay(board: Board) -> None:
    board.agenda("Contract", "Lunches")
    board.page("api", counted(5, 2, item_ids=["item-1"]), counted(7, 0, item_ids=["item-2"]))
    board.assemble()
    board.database.execute("UPDATE vote_events SET effect = 'keep' WHERE yes = 5")
    gone = board.rows("SELECT id FROM vote_events WHERE yes = 7")[0]["id"]
    board.database["timeline"].insert(
        {"id": "t", "date": DAY, "date_precision": "day", "kind": "vote", "title": "t", "vote_event_id": gone}
    )
    board.page("api", counted(5, 2, item_ids=["item-1"]), seq=2)
    board.assemble()
    assert (board.event()["yes"], board.event()["effect"]) == (5, "keep")
    assert not board.rows("SELECT * FROM timeline")
    assert not board.rows("PRAGMA foreign_key_check")


def test_an_item_that_leaves_frees_its_votes(board: Board) -> None:
    board.agenda("Contract", "Lunches")
    board.page("minutes", counted(5, 2, item_numbers=["1", "2"], source_kind="minutes"))
    board.assemble()
    board.page("meetings/1", a_meeting(), item(1, "Contract"), seq=2)
    board.database.execute("DELETE FROM found_records WHERE data LIKE '%Lunches%'")
    board.assemble()
    assert [row["agenda_item_id"] for row in board.rows("SELECT * FROM vote_event_items")] == [board.item(1)]
    assert board.event()["about"] == "2"


PAGES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "minutes": (
        "minutes",
        [
            counted(
                2,
                5,
                item_numbers=["1"],
                motion="Motion to amend the motion",
                source_kind="minutes",
                start=1,
                end=2,
            ),
            counted(
                4,
                3,
                item_numbers=["1"],
                motion=END,
                source_kind="minutes",
                start=5,
                end=6,
                names={"yes": "Hart; Gray"},
            ),
            counted(7, 0, item_numbers=["2", "3"], source_kind="minutes", start=8, end=9),
        ],
    ),
    "api": ("page", [counted(5, 2, item_ids=["item-1"], names={"yes": "Gia Hart", "no": "Finn Gray"})]),
    "api2": ("page", [counted(7, 0, item_ids=["item-2"]), counted(7, 0, item_ids=["item-3"])]),
    "block": (
        "page",
        [counted(4, 3, item_numbers=["1"], motion="To end the agreement", source_kind="agenda block")],
    ),
    "actions": ("actions", [a_vote(item_numbers=["1"], result="pass", source_kind="action list")]),
}


@settings(max_examples=20, deadline=None)
@given(st.permutations(sorted(PAGES)))
def test_the_order_of_arrival_plays_no_part_and_again_gives_the_same(order: list[str]) -> None:
    found = []
    for names in (sorted(PAGES), order):
        with a_board() as board:
            board.agenda("Contract with the police", "Lunches", "Buses", members=["Gia Hart", "Finn Gray"])
            for name in names:
                kind, records = PAGES[name]
                board.page(name, *records, kind=kind)
                board.assemble()
            once = everything(board)
            board.assemble()
            assert everything(board) == once
            found.append(once)
    assert found[0] == found[1]
    assert len(found[0]["vote_events"]) == 3
