"""Each meeting once, whatever happens to it, and what happened as rows."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.store.looks import Look
from db.store.meetings import MeetingState, differs, follow_meetings
from tests.db.store.made_looks import look, meeting

FEBRUARY = [meeting("1", "2024-02-08"), meeting("2", "2024-02-15"), meeting("3", "2024-02-22")]


def told(states: dict[str, MeetingState]) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (state.id, change["field"], change["before"], change["after"])
        for state in states.values()
        for change in state.changes
    ]


def test_moved_cancelled_and_renamed_it_is_the_same_meeting() -> None:
    start = "2024-02-22T10:30:00-06:00"
    states = follow_meetings(
        [
            look("own", 1, meeting("1", start, status="confirmed", location="Room 1")),
            look("own", 2, meeting("1", "2024-02-29T10:30:00-06:00", status="confirmed", location="Room 2")),
            look("own", 3, meeting("1", "2024-02-29T10:30:00-06:00", "Regular meeting", status="cancelled")),
        ]
    )
    assert list(states) == ["1"]
    assert told(states) == [
        ("1", "start", start, "2024-02-29T10:30:00-06:00"),
        ("1", "location", "Room 1", "Room 2"),
        ("1", "title", "Board meeting", "Regular meeting"),
        ("1", "status", "confirmed", "cancelled"),
    ]
    assert states["1"].vanished_at is None, "cancelled is not vanished"


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("2024-02-22", "2024-02-22T10:30:00-06:00", False),  # the time became known
        ("2024-02-22T10:30:00-06:00", "2024-02-22", False),  # and is not told any more
        ("2024-03-10T10:30:00-06:00", "2024-03-10T10:30:00-05:00", False),  # the same time on the wall
        ("2024-03-10T10:30:00-06:00", "2024-03-10T10:30:00", False),
        ("2024-02-22T10:30:00-06:00", "2024-02-22T17:00:00-06:00", True),
        ("2024-02-22", "2024-02-29T10:30:00-06:00", True),
        ("2024-11-03T10:30:00-06:00", "2024-11-10T10:30:00-06:00", True),
        (None, "2024-02-22", False),
    ],
)
def test_only_another_day_or_time_on_the_wall_is_a_move(before: str, after: str, changed: bool) -> None:
    assert differs("start", before, after) is changed


def test_a_list_that_drops_a_meeting_from_its_middle_no_longer_lists_it_until_it_does() -> None:
    looks = [
        look("list", 1, *FEBRUARY, day="2024-01-01"),
        look("list", 2, FEBRUARY[0], FEBRUARY[2], day="2024-01-02"),
    ]
    states = follow_meetings(looks)
    assert told(states) == [("2", "listed", "listed", "not listed")]
    assert states["2"].vanished_at == "2024-01-02T00:00:00Z"
    states = follow_meetings([*looks, look("list", 3, *FEBRUARY, day="2024-01-03")])
    assert told(states)[1:] == [("2", "listed", "not listed", "listed")]
    assert states["2"].vanished_at is None


@pytest.mark.parametrize(
    "later",
    [
        [],  # an empty answer
        FEBRUARY[:2],  # a shorter window ahead
        FEBRUARY[1:],  # what is past dropped off the front
        [{**entry, "start": None} for entry in FEBRUARY[:1]],  # dates not told
    ],
)
def test_a_list_that_shows_less_than_it_did_makes_nothing_vanish(later: list[dict[str, Any]]) -> None:
    looks = [look("list", 1, *FEBRUARY, day="2024-02-01"), look("list", 2, *later, day="2024-02-10")]
    states = follow_meetings(looks)
    assert [state.vanished_at for state in states.values()] == [None] * 3


def test_an_empty_answer_between_two_full_ones_hides_no_vanishing() -> None:
    states = follow_meetings(
        [
            look("list", 1, *FEBRUARY, day="2024-01-01"),
            look("list", 2, day="2024-01-02"),
            look("list", 3, FEBRUARY[0], FEBRUARY[2], day="2024-01-03"),
        ]
    )
    assert states["2"].vanished_at == "2024-01-03T00:00:00Z"


def test_what_is_past_leaves_a_list_of_coming_meetings_without_vanishing() -> None:
    states = follow_meetings(
        [
            look("list", 1, *FEBRUARY, day="2024-02-01"),
            look("list", 2, FEBRUARY[0], FEBRUARY[2], day="2024-02-20"),  # a stale first row stays
        ]
    )
    assert states["2"].vanished_at is None


def test_a_list_of_the_newest_ends_somewhere_within_its_oldest_day() -> None:
    oldest = [meeting("1", "2024-01-09", "Committee"), meeting("2", "2024-01-09"), meeting("3", "2024-03-05")]
    slid = [*oldest[1:], meeting("4", "2024-03-19")]
    looks = [look("list", 1, *oldest, day="2024-03-01"), look("list", 2, *slid, day="2024-03-02")]
    assert follow_meetings(looks)["1"].vanished_at is None


def test_a_year_asked_for_reaches_to_the_end_of_that_year() -> None:
    year = {"url": "https://board.example/events?year=2024"}
    looks = [
        look("list", 1, *FEBRUARY, day="2024-01-01", **year),
        look("list", 2, *FEBRUARY[:2], day="2024-01-02", **year),
    ]
    assert follow_meetings(looks)["3"].vanished_at == "2024-01-02T00:00:00Z"


def test_a_meeting_that_slips_to_the_next_page_of_a_list_has_not_vanished() -> None:
    first, second, third = FEBRUARY
    extra = meeting("0", "2024-02-01")
    for order in ((1, 2), (2, 1)):  # whichever page comes in first
        run = [
            look(
                f"page{page}",
                2,
                *([extra, first] if page == 1 else [second, third]),
                day=f"2024-01-02T00:00:0{place}Z",
                run_at="2024-01-02T00:00:00Z",
            )
            for place, page in enumerate(order)
        ]
        states = follow_meetings(
            [
                look("page1", 1, first, second, day="2024-01-01"),
                look("page2", 1, third, meeting("4", "2024-02-29"), day="2024-01-01"),
                *run,
            ]
        )
        assert states["2"].vanished_at is None
        assert told(states) == []


def test_a_meeting_in_two_lists_vanishes_when_both_drop_it() -> None:
    looks = [
        look("list", 1, *FEBRUARY, day="2024-01-01"),
        look("other", 1, *FEBRUARY, day="2024-01-01"),
        look("list", 2, FEBRUARY[0], FEBRUARY[2], day="2024-01-02"),
    ]
    states = follow_meetings(looks)
    assert len(states) == 3
    assert states["2"].vanished_at is None
    states = follow_meetings([*looks, look("other", 2, FEBRUARY[0], FEBRUARY[2], day="2024-01-03")])
    assert states["2"].vanished_at == "2024-01-03T00:00:00Z"


def test_a_row_told_twice_is_one_meeting_and_fills_what_the_first_left_open() -> None:
    nested = [meeting("1", "2024-02-22", location=None), meeting("1", "2024-02-22", None, location="Room 1")]
    states = follow_meetings([look("list", 1, *nested)])
    assert (states["1"].merged["title"], states["1"].merged["location"]) == ("Board meeting", "Room 1")


def test_a_page_seen_for_the_first_time_hides_no_move_that_a_list_tells() -> None:
    moved = "2024-02-29T10:30:00-06:00"
    lists = [
        look("list", 1, meeting("1", "2024-02-22"), meeting("2", "2024-03-21"), day="2024-02-01"),
        look("list", 2, meeting("1", moved), meeting("2", "2024-03-21"), day="2024-02-02T00:00:01Z",
             run_at="2024-02-02T00:00:00Z"),
    ]  # fmt: skip
    for second in ("0", "2"):
        own = look("own", 1, meeting("1", moved), day=f"2024-02-02T00:00:0{second}Z",
                   run_at="2024-02-02T00:00:00Z")  # fmt: skip
        assert told(follow_meetings([*lists, own])) == [("1", "start", "2024-02-22", moved)]


pages = st.lists(
    st.tuples(
        st.sampled_from(["list", "own", "calendar"]),
        st.integers(1, 9),
        st.sampled_from(["2024-02-22", "2024-02-22T10:30:00-06:00", "2024-02-29"]),
        st.sampled_from([None, "confirmed", "cancelled", "held"]),
    ),
    max_size=5,
    unique_by=lambda page: page[:2],
)


@given(pages)
def test_the_order_in_which_looks_come_in_changes_nothing(
    made: list[tuple[str, int, str, str | None]],
) -> None:
    looks = [look(name, day, meeting("1", start, status=status)) for name, day, start, status in made]
    results = [_outcome(list(order)) for order in permutations(looks)]
    assert all(result == results[0] for result in results)


def _outcome(looks: list[Look]) -> list[Any]:
    return [
        (state.id, state.merged, state.changes, state.vanished_at)
        for state in follow_meetings(looks).values()
    ]


def test_lists_of_thousands_of_meetings_are_followed_in_linear_time() -> None:
    rows = [
        meeting(str(number), f"{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}")
        for number in range(6000)
    ]
    looks = [look("list", seq, *rows[: 6000 - seq], day=f"2024-01-{seq:02}") for seq in range(1, 4)]
    assert len(follow_meetings(looks)) == 5999
