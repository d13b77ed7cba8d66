"""Words against votes: shown with both sources, not resolved."""

import pytest

from db.ids import digest
from tests.db import sample_debate as sample
from tests.db.position_record import ROME, Record


def test_a_word_against_a_vote_is_shown_with_both_and_not_resolved(record: Record) -> None:
    record.say("2020-05-30", "against", 0.9)
    word = record.say("2020-06-20", "against", 0.8)
    event = record.vote("2020-06-24", "keep", amy_rome="yes")

    record.rebuild()

    row = record.row("contradictions")
    assert (row["person_id"], row["word_stance"], row["vote_stance"]) == (ROME, "against", "favor")
    assert (row["word_date"], row["vote_date"], row["days_between"], row["statements"]) == (
        "2020-06-20", "2020-06-24", 4, 2,
    )  # fmt: skip
    assert (row["statement_id"], row["vote_event_id"], row["vote_id"]) == (word, event, digest(event, ROME))
    assert row["word_url"].startswith("https://ledger.example/")
    assert row["vote_url"] == f"https://board.example/votes/{event}"
    assert record.changes() == [], "neither proves that anybody changed"


def test_what_is_said_later_makes_the_contradicting_vote_a_change(record: Record) -> None:
    record.say("2019-06-20", "against")
    record.say("2020-06-20", "against")
    record.vote("2020-06-24", "keep", amy_rome="yes")
    record.say("2021-03-01", "favor")
    record.say("2021-09-01", "favor")

    record.rebuild()

    assert record.changes() == [("against", "2020-06-20", "favor", "2020-06-24")]
    assert record.database["contradictions"].count == 1


@pytest.mark.parametrize(
    ("day", "confidence"), [("2020-04-01", 0.9), ("2020-09-01", 0.9), ("2020-06-20", 0.7)]
)
def test_far_or_unsure_words_contradict_no_vote(record: Record, day: str, confidence: float) -> None:
    record.say(day, "against", confidence)
    record.vote("2020-06-24", "keep", amy_rome="yes")

    record.rebuild()

    assert record.database["contradictions"].count == 0


def test_words_that_mostly_agree_with_the_vote_contradict_nothing(record: Record) -> None:
    record.say("2020-06-20", "against", 0.8)
    record.say("2020-06-22", "favor", 0.85)
    record.vote("2020-06-24", "keep", amy_rome="yes")

    record.rebuild()

    assert record.database["contradictions"].count == 0


def test_a_members_words_do_not_contradict_the_bodys_decision(record: Record) -> None:
    record.say("2020-06-20", "against", 0.9)
    record.vote("2020-06-24", "keep", amy_rome="no")

    record.rebuild()

    assert record.database["contradictions"].count == 0


def test_a_bodys_words_can_contradict_its_decision(record: Record) -> None:
    record.say("2020-06-20", "against", 0.9, who=sample.BOARD)
    record.vote("2020-06-24", "keep")

    record.rebuild()

    row = record.row("contradictions", sample.BOARD)
    assert (row["organization_id"], row["vote_id"]) == (sample.BOARD, None)
