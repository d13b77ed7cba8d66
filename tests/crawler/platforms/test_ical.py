"""Calendar feeds: ids that keep, rules that end, zones that mean what they say, files that are found."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.platform import Page, PageError, Window
from crawler.platforms.ical import Ical
from crawler.platforms.ical_lines import unfold
from crawler.platforms.ical_zones import known_zone
from db.records import Document, Meeting, Remark
from db.registry import Source

URL = "https://www.made.k12.example/board.ics"


def calendar(*events: str, head: str = "") -> bytes:
    blocks = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{blocks}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def read(body: bytes, zone: str | None = "America/Chicago", **options: Any) -> list[Any]:
    return Ical().parse(Page(url=URL, body=body, timezone=zone, body_name="Made Board", options=options))


def meetings(body: bytes, **more: Any) -> list[Meeting]:
    return [record for record in read(body, **more) if isinstance(record, Meeting)]


def remarks(body: bytes) -> list[str]:
    return [record.kind for record in read(body) if isinstance(record, Remark)]


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("DTSTART:20240309T233000Z", "2024-03-09T17:30:00-06:00"),  # the day before the clocks change
        ("DTSTART:20240311T223000Z", "2024-03-11T17:30:00-05:00"),  # the day after
        ("DTSTART;TZID=America/New_York:20241102T183000", "2024-11-02T17:30:00-05:00"),
        ("DTSTART;TZID=America/New_York:20241104T183000", "2024-11-04T17:30:00-06:00"),
        ("DTSTART:20240311T173000", "2024-03-11T17:30:00-05:00"),  # no zone: the board's own clock
        ("DTSTART;VALUE=DATE:20240311", "2024-03-11"),
        ("DTSTART:20240311", "2024-03-11"),
        ("DTSTART:20240311T000000", "2024-03-11"),  # midnight: nobody entered a time
        ("DTSTART:20240311T050000Z", "2024-03-11"),  # midnight in Chicago
        ("DTSTART;TZID=Eastern Standard Time:20240311T183000", "2024-03-11T17:30:00-05:00"),
        ("DTSTART;TZID=America/Chicago;VALUE=DATE-TIME:20240311T1730", "2024-03-11T17:30:00-05:00"),
    ],
)
def test_a_start_is_on_the_boards_clock_whatever_clock_the_feed_uses(line: str, start: str) -> None:
    assert [meeting.start for meeting in meetings(calendar(f"UID:1\n{line}"))] == [start]


def test_without_a_jurisdiction_the_feeds_own_zone_counts_and_utc_stays_true() -> None:
    event = "UID:1\nDTSTART:20240311T223000Z"
    (named,) = meetings(calendar(event, head="X-WR-TIMEZONE:America/Denver\n"), zone=None)
    (bare,) = meetings(calendar(event), zone=None)
    assert (named.start, bare.start) == ("2024-03-11T16:30:00-06:00", "2024-03-11T22:30:00+00:00")


def test_a_zone_that_one_file_defines_is_not_known_in_the_next() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:House\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:{0}\nTZOFFSETTO:{0}\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    event = "UID:1\nDTSTART;TZID=House:20240115T120000"
    starts = [
        meetings(calendar(event, head=zone.format(offset)))[0].start for offset in ("-0500", "+0100", "-0500")
    ]
    assert starts == ["2024-01-15T11:00:00-06:00", "2024-01-15T05:00:00-06:00", "2024-01-15T11:00:00-06:00"]
    assert "unknown time zone" in remarks(calendar(event))


def test_a_meeting_keeps_its_id_when_time_title_place_and_status_change() -> None:
    before = calendar("UID:7\nSUMMARY:Board\nDTSTART:20240311T173000\nLOCATION:A")
    after = calendar(
        "UID:7\nSUMMARY:CANCELLED: Board Meeting\nDTSTART:20240318T180000\nLOCATION:B\nSEQUENCE:3"
    )
    (old,), (new,) = meetings(before), meetings(after)
    assert old.id == new.id == "7"
    assert (new.title, new.status, new.status_raw) == ("Board Meeting", "cancelled", "CANCELLED")


def test_a_series_that_moves_to_another_hour_keeps_its_meetings_ids() -> None:
    series = "UID:7\nDTSTART;TZID=America/Chicago:20240109T{}\nRRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=3"
    early, late = meetings(calendar(series.format("173000"))), meetings(calendar(series.format("190000")))
    assert [meeting.id for meeting in early] == [meeting.id for meeting in late]
    assert [meeting.start for meeting in early] == [
        "2024-01-09T17:30:00-06:00", "2024-02-13T17:30:00-06:00", "2024-03-12T17:30:00-05:00",
    ]  # fmt: skip


def test_a_change_of_one_meeting_replaces_that_one_also_without_its_series() -> None:
    series = "UID:7\nDTSTART;TZID=America/Chicago:20240109T173000\nRRULE:FREQ=WEEKLY;COUNT=2"
    change = "UID:7\nRECURRENCE-ID:20240116T233000Z\nDTSTART;TZID=America/Chicago:20240118T090000"
    whole = meetings(calendar(series, change))
    assert [(meeting.id, (meeting.start or "")[:16]) for meeting in whole] == [
        ("7/2024-01-09", "2024-01-09T17:30"),
        ("7/2024-01-16", "2024-01-18T09:00"),
    ]
    assert [meeting.id for meeting in meetings(calendar(change))] == ["7/2024-01-16"]


def test_a_rule_without_an_end_ends_a_year_after_the_files_own_stamp_on_any_day() -> None:
    body = calendar("UID:7\nDTSTAMP:20240601T000000Z\nDTSTART;VALUE=DATE:20230105\nRRULE:FREQ=MONTHLY")
    found = meetings(body)
    assert (found[0].start, found[-1].start, len(found)) == ("2023-01-05", "2025-05-05", 29)


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=5", "FREQ=SOMETIMES", "BYDAY=MO", "X"]
)
def test_a_rule_that_no_board_meets_by_gives_its_first_meeting_and_a_remark(rule: str) -> None:
    body = calendar(f"UID:7\nDTSTART:20240109T173000\nRRULE:{rule}")
    assert [(meeting.start or "")[:10] for meeting in meetings(body)] == ["2024-01-09"]
    assert remarks(body) == ["unread recurrence"]


def test_a_daily_rule_of_fifty_years_is_bounded_and_told() -> None:
    body = calendar("UID:7\nDTSTAMP:20240109T000000Z\nDTSTART:19750101T120000\nRRULE:FREQ=DAILY")
    found = meetings(body)
    assert len(found) == 1000 and (found[-1].start or "")[:10] == "2025-01-09"
    assert remarks(body) == ["unread recurrence"]


def test_the_highest_sequence_of_one_uid_counts_wherever_it_stands() -> None:
    old, new = "UID:7\nSEQUENCE:1\nDTSTART:20240109T173000", "UID:7\nSEQUENCE:2\nDTSTART:20240116T173000"
    for body in (calendar(old, new), calendar(new, old)):
        assert [(meeting.id, (meeting.start or "")[:10]) for meeting in meetings(body)] == [
            ("7", "2024-01-16")
        ]


def test_one_faulty_event_costs_that_event_only() -> None:
    body = calendar(
        "UID:1\nDTSTART:20240109T173000", "UID:2\nSUMMARY:When?", "UID:3\nDTSTART:20240116T173000"
    )
    assert [meeting.id for meeting in meetings(body)] == ["1", "3"]
    assert remarks(body) == ["meeting without date"]


def test_the_option_include_keeps_the_boards_own_events() -> None:
    body = calendar(
        "UID:1\nSUMMARY:Regular BOARD Meeting\nDTSTART:20240109T173000",
        "UID:2\nSUMMARY:Girls' basketball\nDTSTART:20240110T173000",
        "UID:3\nSUMMARY:Committee of the Whole\nDTSTART:20240111T173000",
    )
    assert [one.id for one in meetings(body, include=["board meeting", "re:^committee"])] == ["1", "3"]
    (nothing,) = read(body, include=["hearing"])
    assert nothing.kind == "empty list" and "3 events" in nothing.message


def test_other_words_to_choose_by_have_the_calendar_read_anew() -> None:
    plain = Ical().version_for({})
    assert plain == Ical.version
    assert len({plain, Ical().version_for({"include": ["a"]}), Ical().version_for({"include": ["b"]})}) == 3
    assert Ical().options_for_reading(source(include=["a"])) == {"include": ["a"]}


def test_an_option_that_is_no_list_of_words_is_told() -> None:
    with pytest.raises(PageError, match="option include: a pattern that cannot be read"):
        Ical().start(source(include=["re:("]), Window(today=date(2024, 3, 1)))
    with pytest.raises(PageError, match="expected a list of words"):
        Ical().start(source(include="board"), Window(today=date(2024, 3, 1)))


def test_only_files_of_recent_and_coming_meetings_are_followed_unless_asked_for_more() -> None:
    records = [
        Document(url=f"https://www.made.k12.example/{year}.pdf", kind="agenda", date=f"{year}-02-01")
        for year in (2022, 2024)
    ]
    page = Page(url=URL, body=b"")
    for window, expected in (
        (Window(today=date(2024, 3, 1)), ["agenda 2024-02-01"]),
        (Window(today=date(2024, 3, 1), since=date(2021, 1, 1)), ["agenda 2022-02-01", "agenda 2024-02-01"]),
    ):
        found = Ical().follow(source(), page, records, window)
        assert [f"{follow.kind} {follow.date}" for follow in found] == expected


def test_calendars_on_googles_host_are_told_apart() -> None:
    feed = "https://calendar.google.com/calendar/ical/{}%40group.calendar.google.com/public/basic.ics"
    assert Ical().tenant(feed.format("a")) != Ical().tenant(feed.format("b"))
    assert Ical().tenant(URL) is None


def test_thousands_of_events_are_read() -> None:
    body = calendar(*(f"UID:{number}\nSUMMARY:Board\nDTSTART:20240109T173000" for number in range(3000)))
    assert len({meeting.id for meeting in meetings(body)}) == 3000


def test_zone_names_are_understood() -> None:
    assert known_zone("/vendor.example/20240101/America/Chicago") == "America/Chicago"
    assert known_zone("(UTC-05:00) Eastern Time (US & Canada)") == "America/New_York"
    assert known_zone("US Mountain Standard Time") == "America/Phoenix"
    assert known_zone("America") is None and known_zone("../etc") is None and known_zone("") is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6))
def test_unfolding_loses_no_line(lines: list[str]) -> None:
    kept = [" ".join(line.split()) for line in lines if line.split()]
    assert unfold("\r\n".join(kept)) == [line.replace("\x00", "").strip() for line in kept]


def source(**options: Any) -> Source:
    return Source.model_validate(
        {
            "id": "made", "name": "Made", "kind": "board", "platform": "ical", "url": URL,
            "domains": ["made.k12.example"], "timezone": "America/Chicago", "options": options,
        }
    )  # fmt: skip
