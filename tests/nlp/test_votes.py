# ruff: noqa: E501 - SQL, patterns and example texts on their own lines
"""Votes told in prose: figures, direction, members, effect, and the figures that are no votes."""

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from nlp.analyze import Analyzer
from nlp.votes.members import choices
from nlp.votes.motion import outcome
from nlp.votes.polarity import effect_of, polarity
from nlp.votes.tally import pairs

TEXTS = Path(__file__).parents[2] / "nlp" / "texts"


@pytest.fixture(scope="module")
def analyzer(watch: Any, language: Language) -> Analyzer:
    return Analyzer(watch, language)


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("The board voted 4-3 to keep officers.", [(4, 3)]),
        ("The motion failed by a vote of five to two.", [(5, 2)]),
        ("The council approved it 11–4.", [(11, 4)]),
        ("The board approved the 2020-21 calendar for grades 9-12.", []),
        ("A poll found 54-45 support for officers.", []),
        ("The Hawks won 5-2 on Friday.", []),
        ("The council approved $4-5 million for 6-8 officers.", []),
    ],
)
def test_a_pair_of_numbers_is_a_tally_only_in_a_vote(sentence: str, figures: list[tuple[int, int]]) -> None:
    assert [(found.first, found.second) for found in pairs(sentence)] == figures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Okafor and Rome voted no, while Miguel del Valle voted in favor; Mendez abstained.",
            {"Okafor": "no", "Rome": "no", "Miguel del Valle": "yes", "Mendez": "abstain"},
        ),
        (
            "The two no votes came from Elia Todd-Breland and Amy Roth.",
            {"Elia Todd-Breland": "no", "Amy Roth": "no"},
        ),
        ("It passed 5-2, with Smith and Jones dissenting.", {"Smith": "no", "Jones": "no"}),
        (
            "Okafor, joined by Rome and Mendez, voted against it.",
            {"Okafor": "no", "Rome": "no", "Mendez": "no"},
        ),
        ("Okafor voted no, as did Brandt.", {"Okafor": "no", "Brandt": "no"}),
        ("Rivas – yes; Blaise – no; Kim – abstain.", {"Rivas": "yes", "Blaise": "no", "Kim": "abstain"}),
        (
            "Board Chair Dee Potter voted with members Kit Brady and Lin Duncan to approve it.",
            {"Dee Potter": "yes", "Kit Brady": "yes", "Lin Duncan": "yes"},
        ),
        ("Without dissent, the board moved on.", {}),
    ],
)
def test_members_are_found_in_every_phrasing(sentence: str, expected: dict[str, str]) -> None:
    found = {name: choice.option for choice in choices(sentence) for name, _, _ in choice.names}
    assert found == expected


@pytest.mark.parametrize(
    ("motion", "sign"),
    [
        ("to end the contract with police", -1),
        ("renew the police contract", 1),
        ("not to renew the contract for school officers", -1),
        ("keep police out of schools", -1),
        ("a resolution directing staff to phase out officers by June", -1),
        ("block the removal of officers from schools", 1),
        ("approve the food service contract", 0),
        ("table the item on school police", 0),
        ("to study the role of school officers", 0),
    ],
)
def test_a_motion_is_judged_by_what_it_would_do(motion: str, sign: int) -> None:
    assert polarity(motion, about_police=True) == sign


def test_a_failed_motion_does_the_opposite() -> None:
    assert (effect_of(-1, "fail"), effect_of(1, "fail"), effect_of(0, "fail")) == ("keep", "remove", "none")


def test_a_planned_vote_has_no_outcome() -> None:
    assert outcome("The board will vote to end the contract next week.") is None


def test_the_direction_of_a_defeat_is_never_turned(analyzer: Analyzer) -> None:
    vote = analyzer.analyze("The school board voted 5-4 against removing school resource officers.")["votes"][
        0
    ]
    assert (vote["yes"], vote["no"], vote["result"], vote["effect"]) == (4, 5, "fail", "keep")


def test_members_named_in_the_sense_of_the_opposite_motion_are_turned(analyzer: Analyzer) -> None:
    text = "The board voted 4-3 to keep its contract with police; Ann Todd, Bo Roth and Cy Mendez voted to end it."
    vote = analyzer.analyze(text)["votes"][0]
    assert {member["option"] for member in vote["members"]} == {"no"}


def test_a_weekday_is_counted_back_from_publication(analyzer: Analyzer) -> None:
    text = "The board voted 4-3 on Wednesday to end its contract with school police."
    assert analyzer.analyze(text, date="2020-06-25")["votes"][0]["date"] == "2020-06-24"
    assert analyzer.analyze(text)["votes"][0]["date"] is None


@pytest.mark.parametrize(("name", "least"), [("train/votes-a", 0.9), ("dev/votes-b", 0.9)])
def test_the_labelled_passages_are_read_right(analyzer: Analyzer, name: str, least: float) -> None:
    told = right = inverted = 0
    for line in (TEXTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        found = analyzer.analyze(entry["text"], date=entry["date"])["votes"]
        for gold in (vote for vote in entry["votes"] if vote["no"] is not None or vote["members"]):
            told += 1
            near = [vote for vote in found if vote["start"] < gold["end"] and gold["start"] < vote["end"]]
            right += any(_key(vote) == _key(gold) for vote in near)
            inverted += bool(near) and all(
                {vote["effect"], gold["effect"]} == {"keep", "remove"} for vote in near
            )
    assert right / told >= least
    assert inverted <= 1


def _key(vote: dict[str, Any]) -> tuple[Any, ...]:
    members = {(member["name"].split()[-1], member["option"]) for member in vote["members"]}
    return vote["yes"], vote["no"], vote["result"], frozenset(members)
