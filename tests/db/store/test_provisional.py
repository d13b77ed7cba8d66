"""A calendar's day becomes the meeting that gets a page; a moved day stays one meeting."""

from db.store.meetings import follow_meetings
from db.store.provisional import resolve_provisional
from tests.db.store.made_looks import look, meeting

BODY = "Town Board of Education"


def day(
    date: str, title: str = "Board meeting", body: str = BODY, time: str = "", name: str = ""
) -> dict[str, object]:
    start = f"{date}T{time}:00-06:00" if time else date
    return meeting(name or f"board-{date}", start, title, body=body, provisional=True)


def test_the_bodys_name_may_be_spelled_otherwise() -> None:
    for body in (
        "Board of Education",
        "Town Bd. of Ed.",
        "The Town Board of Education of the Town Schools",
        "",
    ):
        looks = [
            look("calendar", 1, day("2024-02-22")),
            look("own", 1, meeting("7", "2024-02-22", body=body)),
        ]
        assert resolve_provisional(looks) == {"board-2024-02-22": "7"}, body


def test_another_body_of_that_day_is_another_meeting() -> None:
    other = meeting("7", "2024-02-22", body="Library Trustees of Elsewhere")
    assert resolve_provisional([look("calendar", 1, day("2024-02-22")), look("own", 1, other)]) == {}


def test_two_meetings_of_a_day_are_told_apart_by_kind_title_or_time() -> None:
    looks = [
        look(
            "calendar",
            1,
            day("2024-02-22", time="10:30"),
            day("2024-02-22", "Special meeting", name="second"),
            day("2024-02-22", time="17:00", name="third"),
        ),
        look("a", 1, meeting("1", "2024-02-22T17:00:00-06:00", body=BODY)),
        look("b", 1, meeting("2", "2024-02-22T10:30:00-06:00", body=BODY)),
        look("c", 1, meeting("3", "2024-02-22T19:00:00-06:00", "Special Board meeting", body=BODY)),
    ]
    assert resolve_provisional(looks) == {"board-2024-02-22": "2", "second": "3", "third": "1"}


def test_a_day_that_leaves_a_calendar_while_one_comes_is_moved() -> None:
    looks = [
        look("calendar", 1, day("2024-02-22"), day("2024-03-21")),
        look("calendar", 2, day("2024-02-29"), day("2024-03-21")),
    ]
    states = follow_meetings(looks)
    assert sorted(states) == ["board-2024-02-22", "board-2024-03-21"]
    (change,) = states["board-2024-02-22"].changes
    assert (change["field"], change["before"], change["after"]) == ("start", "2024-02-22", "2024-02-29")
    named = [*looks, look("own", 3, meeting("7", "2024-02-29", body=BODY))]
    assert resolve_provisional(named) == {"board-2024-02-22": "7", "board-2024-02-29": "7"}


def test_a_day_is_not_taken_for_moved_where_it_may_be_another_meeting() -> None:
    march = day("2024-03-21")
    for later in (
        [day("2024-02-29", "Finance committee"), march],  # another kind
        [day("2024-02-27"), day("2024-02-29"), march],  # two came
        [march, day("2024-05-23")],  # too far off
    ):
        looks = [look("calendar", 1, day("2024-02-22"), march), look("calendar", 2, *later)]
        assert resolve_provisional(looks) == {}
    passed = [
        look("calendar", 1, day("2024-02-22"), march, day="2024-02-20"),
        look("calendar", 2, march, day("2024-04-04"), day="2024-03-01"),
    ]
    assert resolve_provisional(passed) == {}, "a day that is over and one more at the end"
    both = [
        look("calendar", 1, day("2024-02-22"), march),
        look("calendar", 2, day("2024-02-29"), march),
        look("calendar", 3, day("2024-02-22"), day("2024-02-29"), march),
    ]
    assert resolve_provisional(both) == {}, "a later look shows both"
