"""What changed between two looks at a board's pages, as rows."""

from pathlib import Path

import pytest

from tests.crawler.kept_pages import BOARD, Desk, actions, calendar, details, page, scheduled

ACTIONS = f"{BOARD}/meetings/board-actions/4363"
DETAILS = f"{BOARD}/meetings/details/4363"
RS1 = ("24-0222-RS1", "Resolution on Officers", "")
RS2 = ("24-0222-RS2", "Resolution on Buses", "")
RS3 = ("24-0222-RS3", "Resolution on Lunch", "")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def look(desk: Desk, day: str, url: str, body: str) -> None:
    desk.on(day)
    desk.keep(url, body)
    desk.parse()


def changes(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows(
        "SELECT kind, number, before, after, substr(seen_at, 1, 10) FROM agenda_changes "
        "ORDER BY seen_at, kind, number"
    )


def test_the_first_look_at_an_agenda_is_no_change(desk: Desk) -> None:
    look(desk, "2024-02-20", ACTIONS, actions(RS1, RS2))
    assert changes(desk) == []


def test_added_pulled_and_restored_items_are_rows(desk: Desk) -> None:
    look(desk, "2024-02-20", ACTIONS, actions(RS1, RS2))
    look(desk, "2024-02-21", ACTIONS, actions(RS2, RS3))
    assert desk.rows("SELECT number, substr(pulled_at, 1, 10) FROM agenda_items ORDER BY number") == [
        ("24-0222-RS1", "2024-02-21"), ("24-0222-RS2", None), ("24-0222-RS3", None),
    ]  # fmt: skip
    look(desk, "2024-02-22", ACTIONS, actions(RS2, RS3, RS1))
    assert changes(desk) == [
        ("added", "24-0222-RS3", None, "Resolution on Lunch", "2024-02-21"),
        ("pulled", "24-0222-RS1", "Resolution on Officers", None, "2024-02-21"),
        ("restored", "24-0222-RS1", None, "Resolution on Officers", "2024-02-22"),
    ]
    assert desk.rows("SELECT count(*) FROM agenda_items WHERE pulled_at IS NOT NULL") == [(0,)]


def test_rewording_and_actions_are_told_apart(desk: Desk) -> None:
    look(desk, "2024-02-20", ACTIONS, actions(RS1, RS2))
    reworded = ("24-0222-RS1", "Resolution on Whole School Safety", "")
    look(desk, "2024-02-21", ACTIONS, actions(reworded, ("24-0222-RS2", "Resolution  on Buses", "")))
    look(desk, "2024-02-23", ACTIONS, actions((*reworded[:2], "*Adopted"), (*RS2[:2], "Deferred")))
    assert changes(desk) == [
        (
            "reworded",
            "24-0222-RS1",
            "Resolution on Officers",
            "Resolution on Whole School Safety",
            "2024-02-21",
        ),
        ("action", "24-0222-RS1", None, "*Adopted", "2024-02-23"),
        ("action", "24-0222-RS2", None, "Deferred", "2024-02-23"),
    ]
    assert desk.rows("SELECT action, action_raw FROM agenda_items ORDER BY number") == [
        ("adopted", "*Adopted"), ("deferred", "Deferred"),
    ]  # fmt: skip


def test_only_the_item_that_moved_is_reordered(desk: Desk) -> None:
    look(desk, "2024-02-20", ACTIONS, actions(RS1, RS2, RS3))
    look(desk, "2024-02-21", ACTIONS, actions(RS3, RS1, RS2))
    assert changes(desk) == [("reordered", "24-0222-RS3", "3", "1", "2024-02-21")]


def test_an_agenda_that_comes_back_is_a_change_again(desk: Desk) -> None:
    look(desk, "2024-02-20", ACTIONS, actions(RS1, RS2))
    look(desk, "2024-02-21", ACTIONS, actions(RS2))
    look(desk, "2024-02-22", ACTIONS, actions(RS1, RS2))
    assert [kind for kind, *_ in changes(desk)] == ["pulled", "restored"]
    assert desk.rows("SELECT pulled_at FROM agenda_items WHERE number = '24-0222-RS1'") == [(None,)]


def test_an_unreadable_look_pulls_nothing(desk: Desk) -> None:
    look(desk, "2024-02-20", ACTIONS, actions(RS1, RS2))
    look(
        desk,
        "2024-02-21",
        ACTIONS,
        page("<h1>Agenda: February 22, 2024</h1><p>We are updating this page.</p>"),
    )
    assert changes(desk) == []
    assert desk.rows("SELECT count(*) FROM agenda_items WHERE pulled_at IS NULL") == [(2,)]


def test_a_moved_and_a_cancelled_meeting_keep_their_id(desk: Desk) -> None:
    look(desk, "2024-02-10", DETAILS, details())
    look(desk, "2024-02-15", DETAILS, details("Thursday, February 29, 2024 at 5:00 PM"))
    look(
        desk,
        "2024-02-20",
        DETAILS,
        details("Thursday, February 29, 2024 at 5:00 PM", "Board meeting (Cancelled)"),
    )
    found = desk.rows(
        "SELECT field, before, after, substr(seen_at, 1, 10) FROM meeting_changes ORDER BY seen_at, field"
    )
    assert found == [
        ("start", "2024-02-22T10:30:00-06:00", "2024-02-29T17:00:00-06:00", "2024-02-15"),
        ("status", "confirmed", "cancelled", "2024-02-20"),
    ]
    assert desk.rows("SELECT id, status FROM meetings") == [("board/4363", "cancelled")]


def test_a_meeting_moved_to_the_day_its_page_gives_takes_place(desk: Desk) -> None:
    look(desk, "2024-02-10", DETAILS, details())
    notice = (
        "<p>The Board meeting of February 22, 2024 has been rescheduled to Thursday, February 29, 2024.</p>"
    )
    look(desk, "2024-02-15", DETAILS, details("Thursday, February 29, 2024 at 10:30 AM", more=notice))
    assert desk.rows("SELECT field FROM meeting_changes") == [("start",)]
    look(desk, "2024-02-16", DETAILS, details(more=notice))
    assert desk.rows("SELECT status FROM meetings") == [("postponed",)]


def test_learning_the_time_of_a_known_day_is_no_change(desk: Desk) -> None:
    look(desk, "2024-02-10", DETAILS, details("Thursday, February 22, 2024 at 12:00 AM"))
    look(desk, "2024-02-15", DETAILS, details())
    assert desk.rows("SELECT * FROM meeting_changes") == []
    assert desk.rows("SELECT start FROM meetings") == [("2024-02-22T10:30:00-06:00",)]


def test_a_meeting_that_a_list_drops_from_its_middle_vanishes_and_is_not_cancelled(desk: Desk) -> None:
    days = [("1", "February 1, 2024"), ("2", "February 8, 2024"), ("3", "February 15, 2024")]
    look(desk, "2024-01-20", f"{BOARD}/meetings", scheduled(*days))
    look(desk, "2024-01-25", f"{BOARD}/meetings", scheduled(days[0], days[2]))
    assert desk.rows("SELECT id, status, substr(vanished_at, 1, 10) FROM meetings ORDER BY id") == [
        ("board/1", "confirmed", None),
        ("board/2", "confirmed", "2024-01-25"),
        ("board/3", "confirmed", None),
    ]
    look(desk, "2024-02-03", f"{BOARD}/meetings", scheduled(days[2]))
    assert desk.rows("SELECT vanished_at FROM meetings WHERE id = 'board/1'") == [(None,)], (
        "it is past, not gone"
    )
    look(desk, "2024-02-04", f"{BOARD}/meetings", scheduled(days[1], days[2]))
    assert desk.rows("SELECT vanished_at FROM meetings WHERE id = 'board/2'") == [(None,)]


def test_a_calendars_day_becomes_the_meeting_that_gets_a_page(desk: Desk) -> None:
    look(
        desk,
        "2024-01-20",
        f"{BOARD}/meetings/planning-calendar",
        calendar("February 22, 2024", "March 21, 2024"),
    )
    provisional = "board/chicago-board-of-education-2024-02-22"
    assert (provisional,) in desk.rows("SELECT id FROM meetings")
    look(desk, "2024-02-10", DETAILS, details())
    assert desk.rows("SELECT id FROM meetings ORDER BY id") == [
        ("board/4363",), ("board/chicago-board-of-education-2024-03-21",),
    ]  # fmt: skip


def test_the_order_in_which_answers_come_in_changes_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [
        (DETAILS, details(more='<p><a href="/meetings/board-actions/4363">Actions</a></p>')),
        (ACTIONS, actions((*RS1[:2], "Adopted"), RS2)),
        (f"{BOARD}/meetings", scheduled(("4363", "Thursday, February 22, 2024"))),
        (f"{BOARD}/meetings/planning-calendar", calendar("February 22, 2024 at 9:00 am")),
    ]
    other = Desk(tmp_path / "other", monkeypatch)
    for url, body in pages:
        desk.keep(url, body)
    desk.parse()
    for url, body in reversed(pages):
        other.keep(url, body)
        other.parse()
    assert other.everything() == desk.everything()
    assert desk.rows("SELECT status, start FROM meetings") == [("held", "2024-02-22T10:30:00-06:00")]
