"""A meeting's start out of a program's stamp: local, honest about what is not known."""

import pytest

from crawler.civic.starts import epoch_start, local_start

CHICAGO = "America/Chicago"


@pytest.mark.parametrize(
    ("stamp", "told", "start"),
    [
        ("2024-02-22T10:30:00", None, "2024-02-22T10:30:00-06:00"),
        ("2024-07-25T10:30:00Z", None, "2024-07-25T10:30:00-05:00"),  # the "Z" is the program's habit
        ("2024-02-22 18:00", None, "2024-02-22T18:00:00-06:00"),
        ("2024-02-22T00:00:00", None, "2024-02-22"),
        ("2024-02-22T00:00:00", "6:00 PM", "2024-02-22T18:00:00-06:00"),
        ("2024-02-22T00:00:00", "noon", "2024-02-22T12:00:00-06:00"),
        ("2024-02-22T10:30:00", "Following the hearing", "2024-02-22T10:30:00-06:00"),
        ("2024-03-10T01:30:00", None, "2024-03-10T01:30:00-06:00"),  # the night the clocks go forward
        ("2024-03-10T03:30:00", None, "2024-03-10T03:30:00-05:00"),
        ("2024-11-03T18:00:00", None, "2024-11-03T18:00:00-06:00"),
        ("2024-02-22", None, "2024-02-22"),
        ("2024-02-22T99:99:00", None, "2024-02-22"),
        ("1900-01-01T00:00:00", None, None),
        ("0001-01-01T00:00:00Z", None, None),
        ("2024-02-31T10:00:00", None, None),
        ("soon", None, None),
        ("", None, None),
        (None, "6:00 PM", None),
    ],
)
def test_a_stamp_is_local_time_with_its_offset_or_a_date_alone(
    stamp: str | None, told: str | None, start: str | None
) -> None:
    assert local_start(stamp, CHICAGO, told) == start


def test_without_a_zone_there_is_no_offset() -> None:
    assert local_start("2024-02-22T10:30:00", None) == "2024-02-22T10:30:00"


@pytest.mark.parametrize(
    ("stamp", "start"),
    [
        ("2019-08-03 07:00 PM", "2019-08-03T19:00:00-05:00"),
        ("2019-08-03 12:30 p.m.", "2019-08-03T12:30:00-05:00"),
        ("2019-08-03 12:00 AM", "2019-08-03"),
    ],
)
def test_a_stamp_may_count_its_hours_twice_to_twelve(stamp: str, start: str) -> None:
    assert local_start(stamp, CHICAGO) == start


def test_dotnets_milliseconds_are_local_time_where_they_tell_their_offset() -> None:
    assert epoch_start("/Date(1564876800000-0500)/", CHICAGO) == "2019-08-03T19:00:00-05:00"
    assert epoch_start("/Date(1564876800000)/", CHICAGO) == "2019-08-03"
    assert epoch_start("/Date(-62135596800000)/", CHICAGO) is None
