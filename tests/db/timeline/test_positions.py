"""Who stands where through time: spells, changes and noise, words against votes, the same rows each time."""

import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.database import open_database
from db.ids import digest
from db.registry import Watch
from db.timeline import rebuild
from db.timeline.evidence import member_side, told_as_past
from tests.db import sample_debate as sample

ROME, TRUSS = "amy-rome", "dwayne-truss"
WORDS = {
    "favor": "Keep the officers in our schools, {}.",
    "against": "Take the officers out of our schools, {}.",
    "mixed": "Keep officers only if they are trained, {}.",
    "neutral": "The board meets on Thursday, {}.",
}


class Record:
    """What somebody said and how they voted, put into a database in whatever order."""

    def __init__(self, database: Database, watch: Watch) -> None:
        self.database, self.watch = database, watch
        self.count = 0

    def say(
        self,
        day: str | None,
        stance: str,
        confidence: float = 0.85,
        *,
        who: str = ROME,
        text: str | None = None,
        outlet: str = "ledger",
        key: str | None = None,
        filler: str = "",
        **more: Any,
    ) -> str:
        self.count += 1
        name = key or f"{day}-{who}-{stance}-{outlet}-{confidence}"
        words = text or WORDS[stance].format(digest(name, length=6))
        version = sample.add_article(
            self.database, outlet, name, headline=name, published=day, body=f"{words} {filler or name}"
        )
        whose = {"organization_id" if who in (sample.BOARD, "example-parents") else "person_id": who}
        return sample.add_statement(
            self.database, version, words, speaker=who, stance=stance, confidence=confidence, **whose, **more
        )

    def vote(
        self,
        day: str | None,
        effect: str,
        result: str = "pass",
        *,
        body: str | None = sample.BOARD,
        **cast: str,
    ) -> str:
        """Put an official vote with members' options, by the person's id with underscores."""
        event = digest("made vote", day, effect, result, body, json.dumps(cast, sort_keys=True))
        self.database.table("vote_events").insert(
            {
                "id": event,
                "organization_id": body,
                "body": "Chicago Board of Education",
                "date": day,
                "effect": effect,
                "result": result,
                "source_kind": "minutes",
                "url": f"https://board.example/votes/{event}",
            }
        )
        for person, option in cast.items():
            who = person.replace("_", "-")
            self.database.table("votes").insert(
                {
                    "id": digest(event, who),
                    "vote_event_id": event,
                    "person_id": who,
                    "voter_name": who,
                    "option": option,
                }
            )
        return event

    def rebuild(self) -> None:
        rebuild(self.database, self.watch)

    def spells(self, who: str = ROME) -> list[tuple[str, str, str]]:
        rows = self.database.query(
            "select stance, first_date, last_date from positions "
            "where ? in (person_id, organization_id) order by place",
            [who],
        )
        return [tuple(row.values()) for row in rows]

    def changes(self, who: str = ROME) -> list[tuple[str, str, str, str]]:
        rows = self.database.query(
            "select from_stance, from_date, to_stance, to_date from position_changes "
            "where ? in (person_id, organization_id) order by to_date",
            [who],
        )
        return [tuple(row.values()) for row in rows]

    def row(self, table: str, who: str = ROME) -> dict[str, Any]:
        """Return the only row that somebody has."""
        sql = f"select * from {table} where ? in (person_id, organization_id)"
        [found] = self.database.query(sql, [who])
        return found


@pytest.fixture
def record(registered: Database, watch: Watch) -> Record:
    return Record(registered, watch)


# Spells ---------------------------------------------------------------------------------------------


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


# Votes ----------------------------------------------------------------------------------------------


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


# Changes and noise ----------------------------------------------------------------------------------


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


# Words against votes --------------------------------------------------------------------------------


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


# The same rows --------------------------------------------------------------------------------------

DERIVED = ("positions", "position_changes", "contradictions")


def tables(database: Database) -> dict[str, list[dict[str, Any]]]:
    return {name: list(database[name].rows) for name in DERIVED}


def a_history(record: Record) -> list[Callable[[], str]]:
    told: list[Callable[[], str]] = [
        lambda: record.vote("2019-08-28", "keep", amy_rome="no", dwayne_truss="yes"),
        lambda: record.vote("2020-06-24", "keep", "fail", amy_rome="yes", dwayne_truss="no"),
        lambda: record.vote("2024-02-22", "remove", amy_rome="yes", dwayne_truss="yes"),
        lambda: record.say("2020-06-20", "favor", 0.9),
        lambda: record.say("2024-01-20", "favor", 0.9, who=TRUSS),
    ]
    for year, (stance, who) in product(range(2018, 2025), product(WORDS, (ROME, TRUSS))):
        day, sure = f"{year}-0{1 + len(stance)}-1{year % 7}", 0.5 + (year * len(stance)) % 45 / 100
        told.append(partial(record.say, day, stance, sure, who=who))
    return told


@pytest.fixture
def again(tmp_path: Path, watch: Watch) -> Iterator[Callable[[str], Record]]:
    opened: list[Database] = []

    def fresh(name: str) -> Record:
        database = open_database(tmp_path / f"{name}.db")
        opened.append(database)
        sample.load_registry(database, watch)
        return Record(database, watch)

    yield fresh
    for database in opened:
        database.conn.close()


def test_the_order_of_arrival_changes_nothing(again: Callable[[str], Record]) -> None:
    found = []
    for seed in range(3):
        record = again(str(seed))
        history = a_history(record)
        random.Random(seed).shuffle(history)
        for put in history:
            put()
        record.rebuild()
        found.append(tables(record.database))

    assert found[0]["positions"] and found[0]["position_changes"]
    assert found[1] == found[0]
    assert found[2] == found[0]


def test_rebuilding_gives_the_same_rows(record: Record) -> None:
    for put in a_history(record):
        put()
    record.rebuild()
    before = tables(record.database)

    record.rebuild()

    assert tables(record.database) == before


def test_an_older_article_found_later_moves_the_first_day_and_keeps_the_id(record: Record) -> None:
    record.say("2019-05-02", "favor")
    record.rebuild()
    [before] = record.database["positions"].rows

    record.say("2018-05-02", "favor")
    record.rebuild()

    [after] = record.database["positions"].rows
    assert (before["id"], before["first_date"]) == (after["id"], "2019-05-02")
    assert after["first_date"] == "2018-05-02"


def test_words_of_people_that_only_texts_know_have_positions_too(record: Record) -> None:
    record.database.table("people").insert({"id": "text/chicago/jo", "name": "Jo Sample", "origin": "text"})
    record.say("2019-05-02", "favor", who="text/chicago/jo")

    record.rebuild()

    assert record.spells("text/chicago/jo") == [("favor", "2019-05-02", "2019-05-02")]
