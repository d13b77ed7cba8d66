"""Legistar: what is asked for, what belongs to one vote, and what tells that there was none."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.parsing import parse_page
from crawler.platform import Follow, Page, PageError, Window
from crawler.platforms.legistar import JSON, ROWS_A_PAGE, Legistar
from db.records import AgendaItem, Meeting, Remark, VoteEvent
from db.registry import Source

API = "https://webapi.legistar.com/v1/made"
PAGES = Path(__file__).parents[2] / "platforms" / "legistar"
WINDOW = Window(today=date(2024, 3, 1), since=date(2024, 2, 1))


def source(**options: Any) -> Source:
    return Source.model_validate(
        {
            "id": "made", "name": "Made", "kind": "board", "platform": "legistar", "url": API,
            "domains": ["webapi.legistar.com", "legistar.granicus.com", "legistar1.com"],
            "timezone": "America/Chicago", "options": options,
        }
    )  # fmt: skip


def page(value: Any, path: str = "/Events") -> Page:
    return Page(url=API + path, body=json.dumps(value).encode(), timezone="America/Chicago")


def follow(told: Page, window: Window = WINDOW) -> list[Follow]:
    return list(Legistar().follow(source(), told, Legistar().parse(told), window))


def item(item_id: int, **fields: Any) -> dict[str, Any]:
    return {
        "EventItemId": item_id,
        "EventItemEventId": 5,
        "EventItemAgendaSequence": item_id,
        "EventItemTitle": f"Item {item_id}",
        "EventItemMatterId": item_id,
        **{f"EventItem{name}": value for name, value in fields.items()},
    }


def votes(*rows: dict[str, Any]) -> list[VoteEvent]:
    found = Legistar().parse(page(list(rows), "/Events/5/EventItems"))
    return [record for record in found if isinstance(record, VoteEvent)]


def test_events_are_asked_for_by_whole_years_as_json() -> None:
    year_before, year = Legistar().start(source(), Window(today=date(2024, 1, 10)))
    assert (year_before.request, year_before.kind) == (JSON, "events")
    assert "2023-01-01%27%20and%20EventDate%20lt%20datetime%272024-01-01" in year_before.url
    assert "2024-01-01%27%20and%20EventDate%20lt%20datetime%272025-01-01" in year.url
    assert list(Legistar().start(source(), Window(today=date(2024, 1, 11)))) == [year_before, year]


def test_a_citys_bodies_are_chosen_by_name_or_id() -> None:
    (asked,) = Legistar().start(source(bodies=["Mayor's School Cabinet", 12]), WINDOW)
    assert (
        "%28EventBodyName%20eq%20%27Mayor%27%27s%20School%20Cabinet%27%20or%20EventBodyId%20eq%2012%29"
        in asked.url
    )
    with pytest.raises(PageError, match="option bodies: expected a list"):
        Legistar().start(source(bodies="School Board"), WINDOW)


def test_a_full_list_has_a_next_page_and_leads_to_meetings_of_the_window() -> None:
    days = ["2024-01-10", "2024-02-14", "2024-02-14"]
    events = [{"EventId": at, "EventDate": f"{days[min(at, 2)]}T00:00:00"} for at in range(ROWS_A_PAGE)]
    first = follow(page(events, "/Events?%24orderby=EventDate"))
    assert first[0] == Follow(
        url=f"{API}/Events/1?EventItems=1&AgendaNote=1&MinutesNote=1&EventItemAttachments=1",
        platform="legistar", kind="event", date="2024-02-14", request=JSON,
    )  # fmt: skip
    assert (len(first), first[-1].url) == (ROWS_A_PAGE, f"{API}/Events?%24orderby=EventDate&%24skip=1000")
    second = follow(page(events, "/Events?%24orderby=EventDate&%24skip=1000"))
    assert second[-1].url.endswith("&%24skip=2000")
    assert len(follow(page(events[:3]))) == 2


def test_an_event_leads_to_one_roll_a_vote_and_to_files_on_its_own_hosts() -> None:
    event = json.loads((PAGES / "event-2101.json").read_text(encoding="utf-8"))
    event["EventMinutesFile"] = "https://files.example/minutes.pdf"
    found = follow(page(event, "/Events/2101?EventItems=1"))
    assert {one.date for one in found} == {"2024-02-28"}
    assert [(one.platform, one.kind, one.url.rpartition("/")[0].rpartition("/")[2]) for one in found] == [
        ("legistar", "votes", "90004"),
        ("legistar", "votes", "90008"),
        ("legistar", "votes", "90011"),
        ("document", "agenda", "2"),
        ("document", "attachment", "attachments"),
        ("document", "attachment", "attachments"),
    ]


def test_a_consent_vote_is_one_vote_and_a_second_report_another() -> None:
    way = {"PassedFlag": 1, "Mover": "Osei", "Seconder": "Roy", "ActionText": "to approve the consent report"}
    found = votes(
        item(1, **way),
        item(2, Consent=1, **way),
        item(3, Consent=1, **way),
        item(4, Consent=1, **{**way, "Mover": "Watanabe"}),
        item(5, **way),
        item(6, Consent=1, **way),
        item(7, **way),
    )
    assert [event.item_ids for event in found] == [["1", "2", "3"], ["4"], ["5", "6"], ["7"]]


def test_ordinary_neighbours_are_never_one_vote() -> None:
    way = {"PassedFlag": 1, "Mover": "Osei", "Seconder": "Roy", "ActionText": "to approve"}
    assert [event.item_ids for event in votes(item(1, **way), item(2, **way))] == [["1"], ["2"]]


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"ActionName": "Introduced", "Mover": "Osei"}, None),
        ({"RollCallFlag": 1}, None),
        ({"ActionName": "Discussed"}, None),
        ({"PassedFlag": 0, "PassedFlagName": None, "ActionName": "Approved"}, ("fail", None, None)),
        ({"PassedFlagName": "Pass", "Tally": "5 - 2"}, ("pass", 5, 2)),
        ({"ActionName": "Approved", "Mover": "Osei", "Seconder": "Roy"}, ("pass", None, None)),
        ({"PassedFlagName": "Pass", "Tally": "Unanimous"}, ("pass", None, 0)),
        ({"ActionName": "Tabled", "Mover": "Osei", "Seconder": "Roy"}, (None, None, None)),
    ],
)
def test_what_shows_a_vote_and_its_outcome(
    fields: dict[str, Any], outcome: tuple[str | None, int | None, int | None] | None
) -> None:
    found = [(event.result, event.yes, event.no) for event in votes(item(1, **fields))]
    assert found == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("name", "passed", "action"),
    [
        ("Adopted", 0, "failed"),
        ("Tabled", 0, None),
        ("Approved as Amended", 1, "adopted as amended"),
        ("Adopted on the General Consent Report", 1, "adopted"),
        ("Referred", None, None),
    ],
)
def test_a_motion_that_failed_did_not_do_what_its_word_says(
    name: str, passed: int | None, action: str | None
) -> None:
    records = Legistar().parse(page([item(1, ActionName=name, PassedFlag=passed)], "/Events/5/EventItems"))
    (found,) = [record for record in records if isinstance(record, AgendaItem)]
    assert found.action == action
    assert (found.action_raw or "").startswith(name)


def test_times_are_the_boards_own_on_both_sides_of_a_clock_change() -> None:
    told = [{"EventId": at, "EventDate": day, "EventTime": "5:00 PM"} for at, day in
            enumerate(("2024-03-09T00:00:00", "2024-03-11T00:00:00"))]  # fmt: skip
    starts = [record.start for record in Legistar().parse(page(told)) if isinstance(record, Meeting)]
    assert starts == ["2024-03-09T17:00:00-06:00", "2024-03-11T17:00:00-05:00"]


def test_fields_in_any_case_are_read() -> None:
    (meeting,) = Legistar().parse(
        page([{"eventId": 3, "eventDate": "2024-02-14T00:00:00", "eventbodyname": "B"}])
    )
    assert isinstance(meeting, Meeting)
    assert (meeting.id, meeting.start, meeting.body) == ("3", "2024-02-14", "B")


def test_an_item_without_votes_is_answered_by_an_error_that_means_none() -> None:
    body = (PAGES / "votes-none-error.json").read_bytes()
    assert Legistar().means_nothing(500, body)
    assert not Legistar().means_nothing(500, b'{"Message": "An error has occurred."}')
    assert not Legistar().means_nothing(200, body)
    told = Page(url=f"{API}/EventItems/3/Votes", body=body)
    assert [record.kind for record in parse_page("legistar", told) if isinstance(record, Remark)] == [
        "no roll call"
    ]
    assert not follow(told)


def test_one_host_serves_many_boards() -> None:
    assert Legistar().tenant(f"{API}/Events/3") == "made"
    assert Legistar().tenant("https://webapi.legistar.com/v1/Other/Events") == "other"
    assert Legistar().tenant("https://legistar.granicus.com/made/attachments/7.pdf") == "made"
    assert Legistar().tenant("https://made.legistar1.com/made/meetings/2024/2/5_A.pdf") == "made"
    assert Legistar().tenant("https://webapi.legistar.com/Help") is None


def test_xml_of_another_make_is_told() -> None:
    for body in (
        b"<?xml version='1.0'?><urlset/>",
        b"<ArrayOfGranicusEvent><GranicusEvent>",
        b"<GranicusEvent/>",
    ):
        with pytest.raises(PageError, match="expected"):
            Legistar().parse(Page(url=f"{API}/Events", body=body))


@pytest.mark.parametrize(
    ("told", "counts"), [("Ayes: 5 Noes: 2", (5, 2)), ("6-1-0", (6, 1)), ("Carried", (None, None))]
)
def test_a_tally_is_read_in_words_too(told: str, counts: tuple[int | None, int | None]) -> None:
    (vote,) = votes(item(1, ActionName="Adopted", PassedFlagName="Pass", Tally=told))
    assert (vote.yes, vote.no) == counts


@pytest.mark.parametrize(("told", "start"), [("18:30", "2024-03-13T18:30:00-05:00"), ("4:00", "2024-03-13")])
def test_a_time_without_its_half_of_the_day_is_known_after_noon_only(told: str, start: str) -> None:
    event = {"EventId": 1, "EventBodyName": "Board", "EventDate": "2024-03-13T00:00:00", "EventTime": told}
    (found,) = Legistar().parse(page([event]))
    assert isinstance(found, Meeting)
    assert found.start == start


def test_members_votes_inside_an_item_are_the_votes_roll() -> None:
    roll = [
        {"VotePersonName": name, "VoteValueName": word}
        for name, word in (
            ("Ana Ruiz", "Aye (remote)"),
            ("Lee Park", "Nay"),
            ("Kim Osei", "Preferential Aye"),
        )
    ]
    (vote,) = votes(item(1, PassedFlagName="Fail", VoteInfo=roll, Tally="1:1"))
    assert (vote.result, vote.yes, vote.no, vote.absent) == ("fail", 1, 1, 0)
    # A student's preferential vote is advice and counts for nobody.
    assert [one.option for one in vote.votes] == ["yes", "no", "other"]


@pytest.mark.parametrize(
    ("word", "action"),
    [
        ("Postponed to a Date Certain", "deferred"),
        ("Laid on the Table", "tabled"),
        ("Withdrawn by Author", "withdrawn"),
        ("Enacted", "adopted"),
    ],
)
def test_a_clients_own_action_words_are_read(word: str, action: str) -> None:
    rows = [item(1, ActionName=word, PassedFlagName="Pass")]
    found = Legistar().parse(page(rows, "/Events/5/EventItems"))
    assert [one.action for one in found if isinstance(one, AgendaItem)] == [action]
    assert not [one for one in found if isinstance(one, Remark)]
