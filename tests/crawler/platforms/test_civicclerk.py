"""CivicClerk: what is asked for, what an agenda's tree gives, and which answers are texts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.platform import Follow, Page, PageError, Window
from crawler.platforms.civicclerk import CivicClerk
from db.records import AgendaItem, Document, Meeting, VoteEvent
from db.registry import Source

API = "https://made.api.civicclerk.com/v1"
PAGES = Path(__file__).parents[2] / "platforms" / "civicclerk"
WINDOW = Window(today=date(2024, 3, 5), since=date(2024, 2, 1))


def source(**options: Any) -> Source:
    return Source.model_validate(
        {
            "id": "made", "name": "Made", "kind": "board", "platform": "civicclerk", "url": API,
            "domains": ["made.api.civicclerk.com"], "timezone": "America/New_York", "options": options,
        }
    )  # fmt: skip


def saved(name: str, path: str, day: str | None = None) -> Page:
    return Page(url=API + path, body=(PAGES / name).read_bytes(), timezone="America/New_York", date=day)


def page(value: Any, path: str = "/Events") -> Page:
    return Page(url=API + path, body=json.dumps(value).encode(), timezone="America/New_York")


def follow(told: Page) -> list[Follow]:
    return list(CivicClerk().follow(source(), told, CivicClerk().parse(told), WINDOW))


def vote(**fields: Any) -> list[VoteEvent]:
    items = [
        {"id": 5, "agendaObjectItemName": "A", "minutesItemVotes": [{"motionName": "to approve", **fields}]}
    ]
    found = CivicClerk().parse(page({"items": items}, "/Meetings/3"))
    return [record for record in found if isinstance(record, VoteEvent)]


def test_events_are_asked_for_by_whole_years_and_categories() -> None:
    (asked,) = CivicClerk().start(source(categories=[41, 7]), WINDOW)
    assert "categoryId%20in%20%2841%2C7%29%20and%20startDateTime%20ge%202024-01-01T00%3A00%3A00Z" in asked.url
    (all_of_them,) = CivicClerk().start(source(), WINDOW)
    assert "categoryId" not in all_of_them.url
    with pytest.raises(PageError, match="option categories: expected a list of ids"):
        CivicClerk().start(source(categories=["School Committee"]), WINDOW)


def test_a_list_leads_to_agendas_and_minutes_of_the_window_and_to_the_rest_of_itself() -> None:
    told = saved("events-2024.json", "/Events")
    told = Page(url=told.url, body=told.body.replace(b"ashwickma", b"made"), timezone=told.timezone)
    found = follow(told)
    assert [(one.kind, one.date, one.url.removeprefix(API)) for one in found[:2]] == [
        ("agenda", "2024-02-29", "/Meetings/77"),
        ("minutes", "2024-02-29", "/Meetings/GetMeetingFileStream(fileId=3012,plainText=true)"),
    ]
    assert found[2].url.endswith("&%24skip=2")
    assert len(found) == 3


def test_a_next_page_on_another_host_is_left_alone() -> None:
    assert not follow(page({"value": [], "@odata.nextLink": "https://elsewhere.example/v1/Events?%24skip=1"}))


def test_an_agenda_leads_to_its_pdfs_and_to_votes_that_it_only_mentions() -> None:
    found = follow(saved("agenda-77.json", "/Meetings/77", "2024-02-29"))
    assert [(one.platform, one.date, one.url.rpartition("/")[2]) for one in found] == [
        ("document", "2024-02-29", "GetAttachmentFile(fileId=4001)"),
        ("document", "2024-02-29", "GetAttachmentFile(fileId=4004)"),
        ("civicclerk", "2024-02-29", "GetMeetingItemMinutesVotes(id=508)"),
    ]


def test_sections_head_their_items_and_numbers_run_down_the_outline() -> None:
    records = CivicClerk().parse(saved("agenda-77.json", "/Meetings/77"))
    items = [record for record in records if isinstance(record, AgendaItem)]
    assert [(item.number, item.section) for item in items if item.id in {"501", "506", "507", "509"}] == [
        ("1", None),
        ("3.a", "Administrative Business"),
        ("3.a.i", "Administrative Business"),
        (None, None),
    ]


@pytest.mark.parametrize("key", ["eventId", "EventID"])
def test_an_agenda_that_tells_its_event_gives_it_to_its_items(key: str) -> None:
    (item,) = CivicClerk().parse(
        page({key: 905, "items": [{"id": 1, "agendaObjectItemName": "A"}]}, "/Meetings/3")
    )
    assert isinstance(item, AgendaItem)
    assert item.meeting_id == "905"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"passFail": 1, "yesVotes": ["A", "B"], "noVotes": []}, ("pass", 2, 0)),
        ({"passFail": 0, "yesVotes": ["A"], "noVotes": ["B", "C"]}, ("fail", 1, 2)),
        ({"passFail": 0, "yesVotes": [], "noVotes": []}, (None, None, None)),
        ({"passFail": "Failed", "yesVotes": [{"name": "A"}], "noVotes": None}, ("fail", 1, 0)),
        ({"passFail": 1}, ("pass", None, None)),
        ({"passFail": 1, "yesVotes": ["A", "A "], "noVotes": []}, ("pass", 1, 0)),
    ],
)
def test_a_motions_outcome_and_names(
    fields: dict[str, Any], told: tuple[str | None, int | None, int | None]
) -> None:
    (event,) = vote(**fields)
    assert (event.result, event.yes, event.no) == told
    assert event.item_ids == ["5"]


def test_times_are_local_whatever_zone_they_print_on_both_sides_of_a_clock_change() -> None:
    days = enumerate(("2024-03-08", "2024-03-11"))
    rows = [{"id": at, "eventName": "M", "startDateTime": f"{day}T18:00:00Z"} for at, day in days]
    starts = [
        record.start for record in CivicClerk().parse(page({"value": rows})) if isinstance(record, Meeting)
    ]
    assert starts == ["2024-03-08T18:00:00-05:00", "2024-03-11T18:00:00-04:00"]


def test_a_files_text_is_known_by_its_address_and_read_as_minutes_where_it_is() -> None:
    path = "/Meetings/GetMeetingFileStream(fileId=3012,plainText=true)"
    told = saved("minutes-3012.txt", path)
    records = CivicClerk().parse(told)
    document = records[0]
    assert isinstance(document, Document)
    assert document.kind == "minutes"
    text = CivicClerk().read_text(told, records)
    votes = [record for record in records if isinstance(record, VoteEvent)]
    assert votes
    assert text is not None
    assert all("motion" in text[vote.start : vote.end] for vote in votes)
    escaped = Page(url=told.url.replace("(", "%28").replace("=", "%3D"), body=told.body)
    assert len(CivicClerk().parse(escaped)) == len(records)


@pytest.mark.parametrize("body", [b"", b"<html><body>One moment</body></html>", b"{}", b"a\x00\x01b"])
def test_what_is_no_text_is_told_where_a_text_is_due(body: bytes) -> None:
    with pytest.raises(PageError):
        CivicClerk().parse(
            Page(url=f"{API}/Meetings/GetMeetingFileStream(fileId=1,plainText=true)", body=body)
        )


def test_each_tenant_has_a_host_of_its_own() -> None:
    assert CivicClerk().tenant(f"{API}/Events") == "made"
    assert CivicClerk().tenant("https://a.example/Events") is None
