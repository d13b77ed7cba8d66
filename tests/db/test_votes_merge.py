"""Tellings of votes become one event a real vote, and what they tell differently stays visible."""

import itertools
from typing import Any

import pytest
from sqlite_utils import Database

from db.ids import digest
from db.registry import Watch
from db.timeline import rebuild
from tests.db import sample_debate as sample

FAILED_MOTION = {"date": "2020-06-24", "result": "fail", "yes": 3, "no": 4, "effect": "keep"}


def tell(database: Database, name: str, **more: Any) -> str:
    """Add an article of that name with one sentence telling a vote; return its version's id."""
    quote = more.pop("quote", f"The board voted, {name} writes.")
    version = sample.add_article(
        database,
        more.pop("source", "ledger"),
        name,
        headline=name,
        published=more.pop("published", "2020-06-24"),
        body=f"{quote} And that was the evening of {name}.",
    )
    sample.add_told_vote(database, version, quote, **more)
    return version


def events(database: Database) -> list[dict[str, Any]]:
    return list(database.query("select * from vote_events order by date, effect, id"))


def votes(database: Database) -> dict[str, str]:
    return {row["voter_name"]: row["option"] for row in database["votes"].rows}


def test_two_tellings_of_one_vote_are_one_event_with_two_sources(registered: Database, watch: Watch) -> None:
    tell(registered, "one", motion="end the police contract", **FAILED_MOTION)
    tell(registered, "two", motion="terminate the contract with police", **FAILED_MOTION)

    report = rebuild(registered, watch)

    assert report.vote_events == 1
    assert registered["vote_event_sources"].count == 2
    assert not report.findings


def test_members_named_by_different_articles_are_united(registered: Database, watch: Watch) -> None:
    tell(registered, "one", members={"yes": ["Amy Rome"]}, **FAILED_MOTION)
    tell(registered, "two", members={"no": ["Dwayne Truss"], "yes": ["Rome"]}, **FAILED_MOTION)

    rebuild(registered, watch)

    assert votes(registered) == {"Amy Rome": "yes", "Dwayne Truss": "no"}
    people = [row["person_id"] for row in registered["votes"].rows if row["person_id"]]
    assert sorted(people) == ["amy-rome", "dwayne-truss"]


def test_a_bare_surname_is_the_member_named_in_full_elsewhere(registered: Database, watch: Watch) -> None:
    tell(registered, "one", members={"yes": ["Casey Invented"]}, **FAILED_MOTION)
    tell(registered, "two", members={"yes": ["Invented"]}, **FAILED_MOTION)

    report = rebuild(registered, watch)

    assert votes(registered) == {"Casey Invented": "yes"}
    assert [found.kind for found in report.findings] == ["voter-unmatched"]


def test_same_day_and_tally_but_another_effect_stay_two_votes(filled: Database, watch: Watch) -> None:
    rebuild(filled, watch)

    august = [row for row in events(filled) if row["date"] == "2020-08-26"]
    assert [(row["effect"], row["yes"], row["no"], row["abstain"]) for row in august] == [
        ("keep", 4, 2, 1),
        ("remove", 4, 2, 1),
    ]


def test_another_tally_in_another_article_is_a_disagreement_not_a_mean(
    registered: Database, watch: Watch
) -> None:
    motion = "end the police contract"
    tell(registered, "one", motion=motion, **FAILED_MOTION)
    tell(registered, "two", motion=motion, **FAILED_MOTION)
    wrong = tell(registered, "three", motion=motion, **(FAILED_MOTION | {"yes": 2, "no": 5}))

    report = rebuild(registered, watch)

    (event,) = events(registered)
    assert (event["yes"], event["no"]) == (3, 4)
    told = {(row["field"], row["kept"], row["told"]) for row in registered["vote_disagreements"].rows}
    assert told == {("yes", "3", "2"), ("no", "4", "5")}
    assert {found.document_version_id for found in report.findings} == {wrong}


def test_another_tally_in_the_same_article_is_another_vote(registered: Database, watch: Watch) -> None:
    version = tell(registered, "one", motion="end the police contract", **FAILED_MOTION)
    sample.add_told_vote(
        registered,
        version,
        "And that was the evening",
        motion="end the contract",
        **(FAILED_MOTION | {"yes": 1}),
    )

    rebuild(registered, watch)

    assert sorted(row["yes"] for row in events(registered)) == [1, 3]
    assert registered["vote_disagreements"].count == 0


def test_a_member_told_on_both_sides_is_a_disagreement(registered: Database, watch: Watch) -> None:
    tell(registered, "one", members={"no": ["Amy Rome"]}, **FAILED_MOTION)
    tell(registered, "two", members={"yes": ["Amy Rome"]}, **FAILED_MOTION)

    rebuild(registered, watch)

    (row,) = registered["vote_disagreements"].rows
    assert (row["field"], {row["kept"], row["told"]}) == ("Amy Rome", {"yes", "no"})


def test_kept_them_4_3_is_the_failed_motion_to_end_told_from_the_other_side(
    registered: Database, watch: Watch
) -> None:
    tell(registered, "one", motion="end the police contract", **FAILED_MOTION)
    tell(
        registered,
        "two",
        motion="keep police in schools",
        members={"yes": ["Dwayne Truss"]},
        date="2020-06-24",
        result="pass",
        yes=4,
        no=3,
        effect="keep",
    )

    rebuild(registered, watch)

    (event,) = events(registered)
    assert (event["effect"], event["result"], event["yes"], event["no"]) == ("keep", "fail", 3, 4)
    assert votes(registered) == {"Dwayne Truss": "no"}
    assert {(row["yes"], row["no"]) for row in registered["vote_event_sources"].rows} == {(3, 4), (4, 3)}
    assert registered["vote_disagreements"].count == 0


def test_a_vote_told_to_the_month_joins_the_dated_one(registered: Database, watch: Watch) -> None:
    tell(registered, "one", motion="end the police contract", **FAILED_MOTION)
    tell(registered, "two", motion="end the police contract", **(FAILED_MOTION | {"date": "2020-06"}))

    rebuild(registered, watch)

    assert [row["date"] for row in events(registered)] == ["2020-06-24"]


def test_votes_of_other_days_or_bodies_stay_apart(registered: Database, watch: Watch) -> None:
    tell(registered, "one", **FAILED_MOTION)
    tell(registered, "two", **(FAILED_MOTION | {"date": "2020-07-22"}))
    tell(registered, "three", body="Example High School council", organization_id=None, **FAILED_MOTION)

    assert rebuild(registered, watch).vote_events == 3


def test_an_undated_vote_takes_the_day_of_the_one_meeting_in_the_week_before(
    registered: Database, watch: Watch
) -> None:
    meeting = sample.add_meeting(registered, "7", "2020-06-24", "held")
    item = sample.add_item(
        registered, meeting, "20-0624-RS1", "Resolution on the police contract", action="failed"
    )
    tell(registered, "one", published="2020-06-26", **(FAILED_MOTION | {"date": None}))

    rebuild(registered, watch)

    (event,) = events(registered)
    assert (event["date"], event["meeting_id"], event["agenda_item_id"]) == ("2020-06-24", meeting, item)


def test_an_undated_vote_without_a_meeting_is_reported(registered: Database, watch: Watch) -> None:
    tell(registered, "one", **(FAILED_MOTION | {"date": None}))

    report = rebuild(registered, watch)

    assert [found.kind for found in report.findings] == ["vote-undated"]
    (row,) = registered.query("select date, date_precision from timeline where kind = 'vote'")
    assert row == {"date": "2020-06", "date_precision": "month"}


REMOVED = {"date": "2024-02-22", "result": "pass", "yes": 7, "no": 0, "effect": "remove"}


def test_an_article_that_looks_back_joins_the_vote_it_recalls(registered: Database, watch: Watch) -> None:
    tell(registered, "then", published="2024-02-22", motion="end the program", **REMOVED)
    tell(
        registered,
        "later",
        published="2024-07-26",
        motion="put police out",
        **(REMOVED | {"date": None, "yes": None, "no": None}),
    )

    report = rebuild(registered, watch)

    assert [row["date"] for row in events(registered)] == ["2024-02-22"]
    assert registered["vote_event_sources"].count == 2
    assert not report.findings


def test_a_sentence_of_an_earlier_year_is_no_vote_of_this_weeks_meeting(
    registered: Database, watch: Watch
) -> None:
    tell(registered, "then", published="2024-02-22", motion="end the program", **REMOVED)
    sample.add_item(
        registered, sample.add_meeting(registered, "8", "2026-05-28", "held"), "26-0528-CO1", "Safety"
    )
    undated = REMOVED | {"date": None, "yes": None, "no": None}
    tell(registered, "later", published="2026-05-29", motion="ended the program in February 2024", **undated)

    rebuild(registered, watch)

    assert [row["date"] for row in events(registered)] == ["2024-02-22"]


def test_names_told_by_the_motion_and_figures_by_the_outcome_are_one_roll(
    registered: Database, watch: Watch
) -> None:
    tell(registered, "one", motion="end the police contract", members=sample.ROLL_2020_06, **FAILED_MOTION)
    kept = {"date": "2020-06-24", "result": "pass", "yes": 4, "no": 3, "effect": "keep"}
    tell(
        registered,
        "two",
        motion="keep it, turning down a motion to end it",
        members={"yes": ["Amy Rome"]},
        **kept,
    )

    rebuild(registered, watch)

    assert votes(registered)["Amy Rome"] == "yes"
    assert registered["vote_disagreements"].count == 0


def test_a_recalled_tally_must_be_that_votes(registered: Database, watch: Watch) -> None:
    tell(registered, "then", published="2024-02-22", motion="end the program", **REMOVED)
    tell(registered, "later", published="2024-07-26", **(REMOVED | {"date": None, "yes": 5, "no": 2}))

    assert rebuild(registered, watch).vote_events == 2


def test_an_undated_sentence_without_a_tally_founds_no_vote(registered: Database, watch: Watch) -> None:
    tell(registered, "one", **(REMOVED | {"date": None, "yes": None, "no": None}))

    report = rebuild(registered, watch)

    assert report.vote_events == 0
    assert [found.kind for found in report.findings] == ["vote-untraced"]


def test_a_day_without_a_meeting_gives_way_to_the_meeting_of_that_week(
    registered: Database, watch: Watch
) -> None:
    sample.add_meeting(registered, "7", "2024-02-22", "held")
    tell(registered, "one", published="2024-02-22", **(REMOVED | {"date": "2023-06-27"}))

    report = rebuild(registered, watch)

    assert [row["date"] for row in events(registered)] == ["2024-02-22"]
    assert [found.kind for found in report.findings] == ["vote-date"]


def test_a_vote_on_a_day_without_a_meeting_is_reported(registered: Database, watch: Watch) -> None:
    sample.add_meeting(registered, "7", "2024-04-25", "held")
    tell(registered, "one", published="2024-05-07", **(REMOVED | {"date": "2024-05-06"}))

    report = rebuild(registered, watch)

    assert [row["date"] for row in events(registered)] == ["2024-05-06"]
    assert [found.kind for found in report.findings] == ["vote-without-meeting"]


def test_a_vote_on_another_matter_is_not_of_the_debate(registered: Database, watch: Watch) -> None:
    tell(registered, "one", motion="approve meal deliveries", **(REMOVED | {"effect": "none"}))

    rebuild(registered, watch)

    assert list(registered.query("select * from timeline where kind = 'vote'")) == []


def test_a_passed_vote_is_not_attached_to_an_item_that_failed(registered: Database, watch: Watch) -> None:
    meeting = sample.add_meeting(registered, "7", "2020-06-24", "held")
    sample.add_item(registered, meeting, "20-0624-RS1", "End the police contract", action="failed")
    tell(registered, "one", motion="end the police contract", **(FAILED_MOTION | {"result": "pass"}))

    rebuild(registered, watch)

    assert [(row["meeting_id"], row["agenda_item_id"]) for row in events(registered)] == [(meeting, None)]


def test_more_names_than_votes_are_reported(registered: Database, watch: Watch) -> None:
    roll = {"yes": ["Amy Rome", "Luisiana Melendez", "Elizabeth Todd-Breland", "Dwayne Truss"]}
    tell(registered, "one", members=roll, **FAILED_MOTION)

    (found,) = rebuild(registered, watch).findings

    assert found.kind == "tally-roll"
    assert "3 counted as yes, 4 named" in found.message


def test_each_of_two_votes_finds_its_item_by_wording_then_by_what_is_left(
    registered: Database, watch: Watch
) -> None:
    meeting = sample.add_meeting(registered, "7", "2020-08-26", "held")
    contract = sample.add_item(
        registered,
        meeting,
        "20-0826-EX2",
        "Authorize Agreement with the Police Department",
        action="approved",
    )
    plan = sample.add_item(
        registered,
        meeting,
        "20-0826-RS1",
        "Resolution on a Plan for Alternatives to Officers",
        action="adopted",
    )
    passed = {"date": "2020-08-26", "result": "pass", "yes": 4, "no": 2, "abstain": 1}
    tell(registered, "one", motion="let officers stay one more year", effect="keep", **passed)
    tell(registered, "two", motion="a plan to phase officers out", effect="remove", **passed)

    rebuild(registered, watch)

    assert {row["effect"]: row["agenda_item_id"] for row in events(registered)} == {
        "keep": contract,
        "remove": plan,
    }


def add_official(database: Database, meeting: str, item: str, **more: Any) -> str:
    version = database["meetings"].get(meeting)["document_version_id"]
    row = {
        "id": f"official-{item}",
        "organization_id": sample.BOARD,
        "body": "Chicago Board of Education",
        "meeting_id": meeting,
        "agenda_item_id": item,
        "date": "2020-06-24",
        "source_kind": "minutes",
        "document_version_id": version,
        **more,
    }
    database["vote_events"].insert(row)
    return str(row["id"])


def test_news_attaches_to_the_official_vote_and_never_changes_it(registered: Database, watch: Watch) -> None:
    meeting = sample.add_meeting(registered, "7", "2020-06-24", "held")
    item = sample.add_item(
        registered, meeting, "20-0624-RS1", "Terminate the police contract", action="failed"
    )
    other = sample.add_item(registered, meeting, "20-0624-OP1", "Lease of a warehouse", relevant=False)
    official = add_official(registered, meeting, item, result="fail", yes=3, no=4)
    bystander = add_official(
        registered, meeting, other, result="fail", yes=3, no=4, motion="lease the warehouse"
    )
    before = {row["id"]: row for row in events(registered)}
    tell(registered, "one", motion="end the police contract", members=sample.ROLL_2020_06, **FAILED_MOTION)

    rebuild(registered, watch)
    report = rebuild(registered, watch)

    assert {row["id"]: row for row in events(registered)} == before
    assert {row["vote_event_id"] for row in registered["vote_event_sources"].rows} == {official}
    assert report.votes == 7
    assert bystander not in {row["vote_event_id"] for row in registered["votes"].rows}


def test_an_official_roll_stands_and_news_against_it_is_shown(registered: Database, watch: Watch) -> None:
    meeting = sample.add_meeting(registered, "7", "2020-06-24", "held")
    item = sample.add_item(
        registered, meeting, "20-0624-RS1", "Terminate the police contract", action="failed"
    )
    official = add_official(
        registered, meeting, item, result="fail", yes=1, no=0, motion="end the police contract"
    )
    version = registered["meetings"].get(meeting)["document_version_id"]
    registered["votes"].insert(
        {
            "id": "v1",
            "vote_event_id": official,
            "person_id": "amy-rome",
            "voter_name": "Ms. Rome",
            "option": "yes",
            "document_version_id": version,
        }
    )
    tell(registered, "one", members={"no": ["Amy Rome"]}, **(FAILED_MOTION | {"yes": None, "no": None}))

    rebuild(registered, watch)

    assert votes(registered) == {"Ms. Rome": "yes"}
    assert [(row["kept"], row["told"]) for row in registered["vote_disagreements"].rows] == [("yes", "no")]


def test_a_telling_that_goes_away_takes_its_event_with_it(registered: Database, watch: Watch) -> None:
    tell(registered, "one", members={"yes": ["Amy Rome"]}, **FAILED_MOTION)
    rebuild(registered, watch)
    registered.execute("delete from told_votes")

    report = rebuild(registered, watch)

    assert (report.vote_events, report.votes, registered["vote_event_sources"].count) == (0, 0, 0)


@pytest.mark.parametrize("names", list(itertools.permutations(["one", "two", "three", "four"])))
def test_the_order_of_arrival_changes_no_id(
    registered: Database, watch: Watch, names: tuple[str, ...]
) -> None:
    tellings: dict[str, dict[str, Any]] = {
        "one": FAILED_MOTION | {"motion": "end the police contract"},
        "two": FAILED_MOTION | {"motion": "end the contract with police", "date": "2020-06"},
        "three": FAILED_MOTION | {"effect": "remove", "result": "pass", "motion": "plan an end"},
        "four": FAILED_MOTION | {"effect": None, "motion": "end the police contract"},
    }
    for name in names:
        tell(registered, name, **tellings[name])

    rebuild(registered, watch)

    assert [(row["effect"], row["id"]) for row in events(registered)] == [
        (effect, digest("vote", sample.BOARD, "2020-06-24", effect)) for effect in ("keep", "remove")
    ]


def test_finding_an_older_copy_later_keeps_the_event_id(registered: Database, watch: Watch) -> None:
    tell(registered, "one", published="2020-06-25", **FAILED_MOTION)
    rebuild(registered, watch)
    known = [row["id"] for row in events(registered)]

    tell(registered, "two", published="2020-06-24", members=sample.ROLL_2020_06, **FAILED_MOTION)
    rebuild(registered, watch)

    assert [row["id"] for row in events(registered)] == known


RENEWED = {
    "date": None,
    "result": "pass",
    "yes": 4,
    "no": 2,
    "effect": "keep",
    "motion": "renew the agreement",
}


def test_news_without_a_day_is_dated_by_the_article_to_that_days_meeting(
    registered: Database, watch: Watch
) -> None:
    earlier = sample.add_meeting(registered, "6", "2020-08-26", "held")
    sample.add_item(registered, earlier, "20-0826-EX2", "Police agreement", action="approved")
    meeting = sample.add_meeting(registered, "7", "2021-08-25", "held")
    item = sample.add_item(
        registered, meeting, "21-0825-EX3", "Renew the police agreement", action="approved"
    )
    tell(registered, "then", published="2020-08-26", **(RENEWED | {"date": "2020-08-26"}))
    tell(registered, "now", published="2021-08-26", **RENEWED)

    report = rebuild(registered, watch)

    assert [(row["date"], row["agenda_item_id"]) for row in events(registered)][-1] == ("2021-08-25", item)
    assert [found.kind for found in report.findings] == ["vote-dated-by-article"]


def test_a_tally_recalled_far_down_is_no_news_of_the_day(registered: Database, watch: Watch) -> None:
    meeting = sample.add_meeting(registered, "7", "2021-08-25", "held")
    sample.add_item(registered, meeting, "21-0825-EX3", "Renew the police agreement")
    tell(registered, "then", published="2020-08-26", **(RENEWED | {"date": "2020-08-26"}))
    version = sample.add_article(
        registered,
        "ledger",
        "now",
        headline="now",
        published="2021-08-25",
        body="Before. " * 100 + "It voted 4-2.",
    )
    sample.add_told_vote(registered, version, "It voted 4-2.", **RENEWED)

    rebuild(registered, watch)

    assert [row["date"] for row in events(registered)] == ["2020-08-26"]


def test_a_tally_of_nobody_on_no_day_founds_no_vote(registered: Database, watch: Watch) -> None:
    tell(registered, "one", body=None, organization_id=None, **(REMOVED | {"date": None}))

    report = rebuild(registered, watch)

    assert report.vote_events == 0
    assert [found.kind for found in report.findings] == ["vote-untraced"]
    assert "add a source" in report.findings[0].message
