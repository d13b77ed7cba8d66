"""Spells of one position: what counts toward them, and on which side a vote was."""

import pytest

from db.ids import digest
from db.timeline.evidence import member_side, told_as_past
from tests.db import sample_debate as sample
from tests.db.position_record import ROME, TRUSS, Record


def test_words_and_votes_of_one_side_are_one_spell_with_both_its_ends(record: Record) -> None:
    first = record.say("2019-05-02", "against")
    event = record.vote("2020-06-24", "keep", "fail", amy_rome="yes")
    record.say("2020-06-20", "against", 0.7)

    record.rebuild()

    row = record.row("positions")
    assert (row["person_id"], row["organization_id"], row["stance"]) == (ROME, None, "against")
    assert (row["first_date"], row["last_date"], row["latest"], row["place"]) == (
        "2019-05-02",
        "2020-06-24",
        1,
        1,
    )
    assert (row["statements"], row["votes"], row["otherwise"]) == (2, 1, 0)
    assert (row["first_statement_id"], row["first_vote_id"]) == (first, None)
    assert row["first_url"].startswith("https://ledger.example/2019-05-02")
    assert (row["last_statement_id"], row["last_vote_event_id"]) == (None, event)
    assert row["last_vote_id"] == digest(event, ROME)
    assert row["last_url"] == f"https://board.example/votes/{event}"
    assert row["confidence"] == 0.99


def test_a_single_statement_is_a_position_as_sure_as_it_is_read(record: Record) -> None:
    record.say("2019-05-02", "against", 0.7)
    record.say("2019-05-02", "mixed", 0.7, who=TRUSS)

    record.rebuild()

    assert record.spells() == [("against", "2019-05-02", "2019-05-02")]
    assert record.row("positions")["confidence"] == 0.7
    assert record.row("positions", TRUSS)["confidence"] == 0.6, "mixed is misread most often"


@pytest.mark.parametrize("confidence", [0.2, 0.4, 0.5])
def test_what_is_rather_wrong_than_right_makes_no_position(record: Record, confidence: float) -> None:
    for month in range(1, 9):
        record.say(f"2020-0{month}-01", "favor", confidence)

    record.rebuild()

    assert record.spells() == []


def test_neutral_words_end_nothing(record: Record) -> None:
    record.say("2019-05-02", "favor")
    record.say("2020-05-02", "neutral", 0.95)
    record.say("2021-05-02", "favor")

    record.rebuild()

    assert record.spells() == [("favor", "2019-05-02", "2021-05-02")]


def test_what_copies_of_a_story_repeat_counts_once_at_the_earliest_day(record: Record) -> None:
    words = "Officers in the hallways made none of us feel any safer at all."
    story = " ".join(f"word{at} of the report" for at in range(40))
    for outlet, day in (("courier", "2024-02-23"), ("ledger", "2024-02-22"), ("silent", "2024-02-25")):
        record.say(day, "against", text=words, outlet=outlet, filler=story)

    record.rebuild()

    row = record.row("positions")
    assert (row["statements"], row["first_date"], row["last_date"]) == (1, "2024-02-22", "2024-02-22")
    assert row["confidence"] == 0.85, "copies make nothing surer"


def test_the_same_words_in_an_article_of_later_years_count_once(record: Record) -> None:
    words = "Officers in the hallways made none of us feel any safer."
    record.say("2024-02-22", "against", text=words)
    record.say("2025-09-01", "against", text=words.replace(".", "!"), outlet="courier")

    record.rebuild()

    assert record.spells() == [("against", "2024-02-22", "2024-02-22")]


@pytest.mark.parametrize("published", [None, "sometime"])
def test_undated_words_and_votes_have_no_place_in_time(record: Record, published: str | None) -> None:
    record.say(published, "favor")
    record.vote(None, "keep", amy_rome="yes")
    record.vote("2020-06", "keep", amy_rome="yes")

    record.rebuild()

    assert record.spells() == []


def test_a_day_that_says_both_evenly_says_nothing(record: Record) -> None:
    record.say("2020-06-24", "favor", 0.8)
    record.say("2020-06-24", "against", 0.8, outlet="courier")

    record.rebuild()

    assert record.spells() == []


def test_what_is_told_as_past_tells_nothing_of_the_day(record: Record) -> None:
    record.say("2024-05-01", "against", 0.9)
    record.say(
        "2024-08-01", "favor", 0.95, text="In 2019 she asked the board to keep its officers in schools."
    )
    record.say(
        "2024-09-01", "favor", 0.95, text="He once fought to keep his officers.", directness="indirect"
    )

    record.rebuild()

    assert record.spells() == [("against", "2024-05-01", "2024-05-01")]


@pytest.mark.parametrize(
    ("text", "direct", "past"),
    [
        ("In 2019 we asked for them.", True, True),
        ("She has wanted them gone since 2019.", False, False),
        ("from June 24, 2019 on she asked for it", False, False),
        ("They must be out by 2026.", True, False),
        ("the contract of $2019 must end", True, False),
        ("keep them for the 2023-24 school year", True, False),
        ("three years ago he asked that they stay", False, True),
        ("We used to have officers. Bring them back.", True, False),
    ],
)
def test_looking_back_is_told_from_the_words(text: str, direct: bool, past: bool) -> None:
    assert told_as_past(text, "2024-02-22", direct=direct) is past


@pytest.mark.parametrize(
    ("effect", "result", "option", "side"),
    [
        ("keep", "fail", "no", "favor"),  # a motion to remove that failed: who voted no kept them
        ("keep", "fail", "yes", "against"),
        ("keep", "pass", "yes", "favor"),
        ("remove", "pass", "yes", "against"),
        ("remove", "pass", "no", "favor"),
        ("remove", "fail", "no", "against"),
        ("keep", "pass", "abstain", None),
        ("none", "pass", "yes", None),
        ("keep", None, "yes", None),
        (None, "pass", "yes", None),
    ],
)
def test_a_vote_is_on_the_side_that_it_served(
    effect: str | None, result: str | None, option: str, side: str | None
) -> None:
    assert member_side(effect, result, option) == side


def test_a_bodys_decision_is_the_bodys_and_a_members_vote_the_members(record: Record) -> None:
    record.vote("2020-06-24", "keep", "fail", amy_rome="yes", dwayne_truss="no", luisiana_melendez="abstain")

    record.rebuild()

    assert record.spells(sample.BOARD) == [("favor", "2020-06-24", "2020-06-24")]
    assert record.spells(ROME) == [("against", "2020-06-24", "2020-06-24")]
    assert record.spells(TRUSS) == [("favor", "2020-06-24", "2020-06-24")]
    assert record.spells("luisiana-melendez") == []


def test_a_vote_told_again_as_an_act_is_not_counted_again(record: Record) -> None:
    record.vote("2020-06-24", "keep", "fail", amy_rome="yes")
    record.say("2020-06-24", "against", 0.9, directness="action")
    record.say("2020-07-01", "favor", 0.9, directness="action")
    record.say("2020-12-01", "against", 0.9, directness="action")

    record.rebuild()

    row = record.row("positions")
    assert (row["statements"], row["votes"], row["otherwise"]) == (1, 1, 0)


def test_acts_told_of_a_body_whose_decisions_are_on_record_are_those_decisions(record: Record) -> None:
    record.vote("2020-06-24", "keep", "fail")
    record.say("2023-06-24", "against", 0.95, who=sample.BOARD, directness="action")
    record.say("2024-01-10", "against", 0.95, who="example-parents", directness="action")

    record.rebuild()

    assert record.spells(sample.BOARD) == [("favor", "2020-06-24", "2020-06-24")]
    assert record.spells("example-parents") == [("against", "2024-01-10", "2024-01-10")]


def test_votes_both_ways_on_one_day_are_mixed_and_no_change(record: Record) -> None:
    record.vote("2020-06-24", "remove", amy_rome="yes")
    record.vote("2020-08-26", "keep", amy_rome="no")
    record.vote("2020-08-26", "remove", amy_rome="no")

    record.rebuild()

    assert record.spells() == [("against", "2020-06-24", "2020-06-24"), ("mixed", "2020-08-26", "2020-08-26")]
    assert record.changes() == []
