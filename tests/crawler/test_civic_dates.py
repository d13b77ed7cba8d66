import pytest

from crawler.civic.dates import find_moments

ZONE = "America/Chicago"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Wednesday, March 22, 2023 at 10:30 AM", "2023-03-22T10:30:00-05:00"),
        ("November 20, 2019 at 10:30am", "2019-11-20T10:30:00-06:00"),
        ("Wed, Feb 11, 2026 at 5 p.m.", "2026-02-11T17:00:00-06:00"),
        ("Sept. 5th, 2024 at noon", "2024-09-05T12:00:00-05:00"),
        ("12/18/2019, 12:15 PM", "2019-12-18T12:15:00-06:00"),
        ("Thursday, February 22, 2024 at 12:00 AM", "2024-02-22"),  # midnight: nobody has set the time
        ("February 22, 2024 at 13:30 PM", "2024-02-22"),
        ("February 22, 2024", "2024-02-22"),
    ],
)
def test_a_date_as_boards_write_it(text: str, iso: str) -> None:
    assert find_moments(text)[0].iso(ZONE) == iso


def test_both_sides_of_a_clock_change_have_their_own_offset() -> None:
    text = "March 9, 2024 at 9:00 AM and March 11, 2024 at 9:00 AM"
    assert [moment.iso(ZONE)[-6:] for moment in find_moments(text)] == ["-06:00", "-05:00"]


def test_a_time_belongs_to_the_date_before_it_only() -> None:
    first, second = find_moments("January 5, 2024, January 6, 2024 at 9:00 AM")
    assert first.iso(ZONE) == "2024-01-05"
    assert second.iso(ZONE) == "2024-01-06T09:00:00-06:00"


def test_without_a_zone_no_offset_is_claimed() -> None:
    assert find_moments("January 5, 2024 at 9:00 AM")[0].iso(None) == "2024-01-05T09:00:00"


@pytest.mark.parametrize("text", ["February 30, 2024", "13/45/2024", "May I ask, 2024", "24-0222-RS1"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_moments(text) == []


def test_a_heading_year_completes_short_dates() -> None:
    assert [moment.day.isoformat() for moment in find_moments("June 26 | July 1, 2023", 2024)] == [
        "2024-06-26",
        "2023-07-01",
    ]
