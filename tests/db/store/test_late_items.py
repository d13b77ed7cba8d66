"""Items that came onto an agenda later than the law wants it public."""

from typing import Any

import pytest

from db.store.agendas import follow_agendas
from db.store.late_items import NoticeRule, note_late_items
from db.store.looks import Look
from db.store.meetings import follow_meetings
from tests.db.store.made_looks import item, look, meeting

START = "2024-02-22T10:30:00-06:00"  # 16:30 UTC; 48 hours before: 16:30 UTC on the 20th
RULE = NoticeRule(48, "America/Chicago")
RS1, RS2 = item("24-0222-RS1", "Resolution on officers", 1), item("24-0222-RS2", "Resolution on buses", 2)


def late(*looks: Look, rule: NoticeRule = RULE) -> list[tuple[str, str | None, str | None]]:
    meetings, agendas = follow_meetings(looks), follow_agendas(looks, {})
    note_late_items(looks, meetings, agendas, {}, str, rule)
    return [
        (change["key"], change["before"], change["after"])
        for agenda in agendas.values()
        for change in agenda.changes
        if change["kind"] == "published late"
    ]


def own(seq: int, seen: str, *items: dict[str, Any], start: str = START, **more: Any) -> Look:
    told = {"title": "Board meeting", **more.pop("told", {})}
    return look("own", seq, meeting("1", start, **told), items=list(items), day=seen, **more)


def test_an_item_added_within_the_notice_is_published_late() -> None:
    looks = [own(1, "2024-02-15T12:00:00Z", RS1), own(2, "2024-02-21T12:00:00Z", RS1, RS2)]
    assert late(*looks) == [("24-0222-RS2", "2024-02-21T12:00:00Z", START)]
    assert late(*looks, rule=NoticeRule(24, "America/Chicago")) == [], "24 hours are enough elsewhere"


def test_an_item_added_in_time_is_not() -> None:
    assert late(own(1, "2024-02-15T12:00:00Z", RS1), own(2, "2024-02-20T16:30:00Z", RS1, RS2)) == []


def test_an_item_added_after_the_meeting_began_is_late() -> None:
    looks = [own(1, "2024-02-15T12:00:00Z", RS1), own(2, "2024-02-25T12:00:00Z", RS1, RS2)]
    assert [key for key, *_ in late(*looks)] == ["24-0222-RS2"]


def test_without_an_earlier_look_nothing_is_said() -> None:
    assert late(own(1, "2024-02-21T12:00:00Z", RS1, RS2)) == []
    assert late(own(1, "2024-03-21T12:00:00Z", RS1, RS2)) == [], "a backfill"


def test_a_whole_agenda_that_a_page_did_not_have_yet_is_late() -> None:
    looks = [own(1, "2024-02-15T12:00:00Z"), own(2, "2024-02-21T12:00:00Z", RS1, RS2)]
    assert [key for key, *_ in late(*looks)] == ["24-0222-RS1", "24-0222-RS2"]


def a_list(seen: str) -> Look:
    return look("list", 1, meeting("1", START), meeting("2", "2024-03-21"), day=seen)


def test_an_agenda_page_that_no_list_named_before_is_late() -> None:
    agenda = look("agenda", 1, items=[RS1], day="2024-02-21T12:00:00Z", kind="agenda")
    assert [key for key, *_ in late(a_list("2024-02-15T12:00:00Z"), agenda)] == ["24-0222-RS1"]


def test_an_agenda_named_in_an_earlier_run_and_fetched_later_is_not() -> None:
    agenda = look("agenda", 1, items=[RS1], day="2024-02-21T12:00:00Z", named_at="2024-02-15T12:00:00Z")
    assert late(a_list("2024-02-15T12:00:00Z"), agenda) == []


def test_a_list_seen_when_the_meeting_was_over_proves_nothing() -> None:
    agenda = look("agenda", 1, items=[RS1], day="2024-04-21T12:00:00Z")
    assert late(a_list("2024-03-15T12:00:00Z"), agenda) == []


@pytest.mark.parametrize("kind", ["minutes", "board actions", "transcript"])
def test_the_record_of_a_meeting_comes_after_it(kind: str) -> None:
    record = look("record", 1, items=[RS1], day="2024-02-25T12:00:00Z", kind=kind)
    assert late(a_list("2024-02-15T12:00:00Z"), record) == []


def test_an_item_that_another_page_showed_in_time_is_not_late() -> None:
    page = [own(1, "2024-02-15T12:00:00Z", RS1), own(2, "2024-02-21T12:00:00Z", RS1, RS2)]
    pdf = look("pdf", 1, items=[RS1, RS2], day="2024-02-16T12:00:00Z")
    assert late(*page, pdf) == []


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_a_meeting_called_off_is_left_alone(status: str) -> None:
    told = {"told": {"status": status}}
    looks = [own(1, "2024-02-15T12:00:00Z", RS1), own(2, "2024-02-21T12:00:00Z", RS1, RS2, **told)]
    assert late(*looks) == []


def test_a_special_meeting_is_held_to_24_hours() -> None:
    special = {"told": {"title": "Special Board meeting"}}
    looks = [
        own(1, "2024-02-15T12:00:00Z", RS1, **special),
        own(2, "2024-02-20T20:00:00Z", RS1, RS2, **special),
    ]
    assert late(*looks, rule=NoticeRule(72, "America/Chicago")) == []


def test_a_time_not_known_counts_as_the_end_of_the_day() -> None:
    assert (
        NoticeRule(24, "America/Chicago").deadline("2024-02-22", None).isoformat()
        == "2024-02-21T23:59:00-06:00"
    )
    assert (
        NoticeRule(24, None).deadline("2024-02-22T18:00:00", None).isoformat() == "2024-02-21T18:00:00+00:00"
    )
