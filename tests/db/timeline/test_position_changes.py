"""What marks a change of position, and what is noise."""

import pytest

from db.ids import digest
from tests.db import sample_debate as sample
from tests.db.position_record import ROME, Record


def test_a_change_names_both_sources_and_the_days_between(record: Record) -> None:
    record.say("2019-06-01", "against")
    left = record.say("2019-07-01", "against")
    taken = record.say("2020-06-05", "favor")
    record.say("2020-06-24", "favor")

    record.rebuild()

    row = record.row("position_changes")
    assert (row["kind"], row["from_stance"], row["to_stance"]) == ("reversal", "against", "favor")
    assert (row["from_date"], row["to_date"], row["days_between"]) == ("2019-07-01", "2020-06-05", 340)
    assert (row["from_statement_id"], row["to_statement_id"]) == (left, taken)
    assert row["to_url"].startswith("https://ledger.example/2020-06-05")
    assert row["mixed_between"] == 0


def test_a_vote_changes_a_position_and_is_named_as_its_source(record: Record) -> None:
    record.vote("2020-06-24", "keep", amy_rome="yes")
    event = record.vote("2024-02-22", "remove", amy_rome="yes")
    record.say("2024-02-10", "against", 0.7)

    record.rebuild()

    row = record.row("position_changes")
    assert (row["from_date"], row["to_date"]) == ("2020-06-24", "2024-02-22")
    assert (row["to_vote_event_id"], row["to_vote_id"]) == (event, digest(event, ROME))
    assert [change[2] for change in record.changes(sample.BOARD)] == ["against"]


@pytest.mark.parametrize("confidence", [0.55, 0.7, 0.85, 0.9])
def test_one_reading_that_goes_another_way_marks_no_change(record: Record, confidence: float) -> None:
    for year in range(2018, 2022):
        record.say(f"{year}-05-01", "against")
    record.say("2022-05-01", "favor", confidence)

    record.rebuild()

    assert record.changes() == []
    assert record.spells() == [("against", "2018-05-01", "2021-05-01")]
    assert record.row("positions")["otherwise"] == 1


def test_a_last_reading_that_leaves_little_doubt_marks_one(record: Record) -> None:
    for year in range(2018, 2022):
        record.say(f"{year}-05-01", "against")
    record.say("2022-05-01", "favor", 0.95)

    record.rebuild()

    assert record.changes() == [("against", "2021-05-01", "favor", "2022-05-01")]


def test_one_misreading_between_others_is_noise_however_sure(record: Record) -> None:
    for year in (2018, 2019, 2021, 2022):
        record.say(f"{year}-05-01", "against")
    record.say("2020-05-01", "favor", 0.95)

    record.rebuild()

    assert record.spells() == [("against", "2018-05-01", "2022-05-01")]
    assert record.row("positions")["otherwise"] == 1


def test_what_one_article_says_twice_is_one_reading(record: Record) -> None:
    for year in range(2018, 2022):
        record.say(f"{year}-05-01", "against")
    record.say(
        "2022-05-01", "favor", text="Keep the officers in every one of our schools.", filler="Let them stay."
    )
    version = next(
        record.database.query("select document_version_id as id from articles where url like '%/2022%'")
    )["id"]
    sample.add_statement(
        record.database, version, "Let them stay.", speaker="x", stance="favor", person_id=ROME
    )

    record.rebuild()

    assert record.changes() == []


def test_mixed_between_two_against_is_shown_and_no_change(record: Record) -> None:
    record.vote("2019-06-24", "remove", amy_rome="yes")
    for month in range(1, 6):
        record.say(f"2020-0{month}-01", "mixed", 0.9)
    record.vote("2021-06-24", "remove", amy_rome="yes")

    record.rebuild()

    assert [stance for stance, _, _ in record.spells()] == ["against", "mixed", "against"]
    assert record.changes() == []


def test_a_change_through_mixed_is_one_change_of_side(record: Record) -> None:
    record.vote("2019-06-24", "remove", amy_rome="yes")
    for month in range(1, 6):
        record.say(f"2020-0{month}-01", "mixed", 0.9)
    record.vote("2021-06-24", "keep", amy_rome="yes")

    record.rebuild()

    assert record.changes() == [("against", "2019-06-24", "favor", "2021-06-24")]
    row = record.row("position_changes")
    assert (row["kind"], row["mixed_between"]) == ("reversal", 1)


def test_to_stay_mixed_is_a_change_of_another_kind(record: Record) -> None:
    record.vote("2019-06-24", "remove", amy_rome="yes")
    record.say("2020-06-24", "mixed", 0.9)
    record.say("2021-06-24", "mixed", 0.9)
    record.rebuild()
    assert record.changes() == [], "two readings of a kind that is misread often"
    record.say("2022-06-24", "mixed", 0.9)

    record.rebuild()

    row = record.row("position_changes")
    assert (row["kind"], row["to_date"]) == ("to mixed", "2020-06-24")


def test_a_vote_on_which_sources_disagree_marks_no_change(record: Record) -> None:
    record.vote("2019-06-24", "remove", amy_rome="yes")
    event = record.vote("2020-06-24", "keep", amy_rome="yes")
    record.database.table("vote_disagreements").insert(
        {
            "id": "d",
            "vote_event_id": event,
            "field": "Amy Rome",
            "kept": "yes",
            "told": "no",
            "source_kind": "minutes",
        }
    )

    record.rebuild()

    assert record.changes() == []
    assert record.spells() == [("against", "2019-06-24", "2019-06-24")]
