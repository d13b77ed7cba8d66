# ruff: noqa: E501 - example sentences on their own lines
"""Votes in the press's and the clerks' phrasings, each with motions either way: figures, members, effect."""

from typing import Any

import pytest
from spacy.language import Language

from nlp.analyze import Analyzer
from nlp.votes.rolls import rolls

LEAD = "The town argues over police officers in its schools. "
MOTIONS = {
    "renew the agreement for school resource officers": "keep",
    "bring officers back to the two high schools": "keep",
    "end the contract with the police department": "remove",
    "take police officers out of the schools": "remove",
}
OTHER = {"keep": "remove", "remove": "keep"}
# told, yes, no, result; {m}: the motion
TOLD = [
    ("The school board voted 5-2 to {m}.", 5, 2, "pass"),
    ("The school board voted 5–2 to {m}.", 5, 2, "pass"),
    ("By a vote of five to two, the school board agreed to {m}.", 5, 2, "pass"),
    ("By five votes to two the school board decided to {m}.", 5, 2, "pass"),
    ("The school board voted to {m}. The 5-2 vote came after three hours of comment.", 5, 2, "pass"),
    ("The school board voted to {m}. The count was 5 for, 2 against.", 5, 2, "pass"),
    ("The school board voted unanimously to {m}.", None, 0, "pass"),
    ("The school board voted without dissent on Tuesday to {m}.", None, 0, "pass"),
    ("The school board said yes, 5-2, to a plan to {m}.", 5, 2, "pass"),
    ("A motion to {m} was defeated 4-3.", 3, 4, "fail"),
    ("A motion to {m} failed 3-4.", 3, 4, "fail"),
    ("A motion to {m} died on a 4-4 tie.", 4, 4, "fail"),
    ("The school board voted 5-4 against a motion to {m}.", 4, 5, "fail"),
    ("A bid to {m} was voted down, five to four.", 4, 5, "fail"),
    ("Ms. Hale moved to {m}; Mr. Orr seconded. Motion carried on voice vote. Ayes 6. Nays 0.", 6, 0, "pass"),
    ("Moved by Hale, seconded by Orr, to {m}. Motion failed 2-5.", 2, 5, "fail"),
    ("Moved by Hale, seconded by Orr, to {m}. Ayes: Hale, Orr. Nays: Brill, Tams, Voss. Motion lost.", 2, 3, "fail"),
    ("Hale moved to {m}. Roll call: Hale, yes; Orr, yes; Brill, no; Tams, no; Voss, no. Motion fails.", 2, 3, "fail"),
]  # fmt: skip


@pytest.fixture(scope="module")
def analyzer(watch: Any, language: Language) -> Analyzer:
    return Analyzer(watch, language)


def read(analyzer: Analyzer, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = analyzer.analyze(LEAD + text, date="2022-03-10")["votes"]
    return found


def roll_of(votes: list[dict[str, Any]]) -> dict[str, str]:
    return {member["name"]: member["option"] for vote in votes for member in vote["members"]}


@pytest.mark.parametrize("asked", MOTIONS)
@pytest.mark.parametrize(("told", "yes", "no", "result"), TOLD)
def test_every_phrasing_keeps_its_figures_and_its_direction(
    analyzer: Analyzer, told: str, yes: int | None, no: int, result: str, asked: str
) -> None:
    meant = MOTIONS[asked] if result == "pass" else OTHER[MOTIONS[asked]]
    found = [
        (vote["yes"], vote["no"], vote["result"], vote["effect"])
        for vote in read(analyzer, told.format(m=asked))
    ]
    assert found == [(yes, no, result, meant)]


@pytest.mark.parametrize(
    ("told", "roll"),
    [
        ("Only Ann Hale voted no.", {"Ann Hale": "no"}),
        ("Ann Hale was the lone no.", {"Ann Hale": "no"}),
        ("Board member Ann Hale was the sole dissenting vote.", {"Ann Hale": "no"}),
        ("Lone dissenter Ann Hale spoke for an hour.", {"Ann Hale": "no"}),
    ],
)
def test_who_stands_alone_is_counted(analyzer: Analyzer, told: str, roll: dict[str, str]) -> None:
    votes = read(
        analyzer, f"The school board voted Monday to end the contract with the police department. {told}"
    )
    assert [(vote["no"], vote["effect"]) for vote in votes] == [(1, "remove")]
    assert roll_of(votes) == roll


@pytest.mark.parametrize(
    ("told", "roll"),
    [
        ("The two who voted against the motion were Ann Hale and Ben Orr.", {"Ann Hale": "no", "Ben Orr": "no"}),
        ("Those who voted to end it were Cy Brill and Dee Tams.", {"Cy Brill": "yes", "Dee Tams": "yes"}),
        ("Cy Brill and Dee Tams made up the majority.", {"Cy Brill": "yes", "Dee Tams": "yes"}),
        ("Cy Brill and Dee Tams voted to end it. Ann Hale and Ben Orr did not.", {"Cy Brill": "yes", "Dee Tams": "yes", "Ann Hale": "no", "Ben Orr": "no"}),
        ("Cy Brill and Dee Tams were for it.", {"Cy Brill": "yes", "Dee Tams": "yes"}),
        ("Yes: Brill, Tams, Voss, Ames, Poe. No: Hale, Orr.", {"Brill": "yes", "Tams": "yes", "Voss": "yes", "Ames": "yes", "Poe": "yes", "Hale": "no", "Orr": "no"}),
    ],
)  # fmt: skip
def test_members_are_found_about_the_tally(analyzer: Analyzer, told: str, roll: dict[str, str]) -> None:
    votes = read(
        analyzer, f"The school board voted 5-2 to end the contract with the police department. {told}"
    )
    assert [(vote["yes"], vote["no"], vote["effect"]) for vote in votes] == [(5, 2, "remove")]
    assert roll_of(votes) == roll


def test_a_decision_told_from_both_ends_is_one_vote(analyzer: Analyzer) -> None:
    text = (
        "The school board decided Monday to keep its contract with the police department. "
        "It rejected a motion to end the contract, 4-3."
    )
    assert [(vote["yes"], vote["no"], vote["result"], vote["effect"]) for vote in read(analyzer, text)] == [
        (3, 4, "fail", "keep")
    ]


def test_minutes_with_the_same_figures_hold_a_vote_each(analyzer: Analyzer) -> None:
    text = (
        "Ms. Hale moved to approve the agenda. The motion carried on voice vote. Ayes 6. Nays 0.\n\n"
        "Mr. Orr moved to purchase two buses. The motion carried on roll call. Ayes 6. Nays 0.\n\n"
        "Mr. Orr moved to renew the school resource officer agreement. The motion carried on roll call. Ayes 6. Nays 0."
    )
    assert [(vote["yes"], vote["no"], vote["effect"]) for vote in read(analyzer, text)] == [
        (6, 0, "none"),
        (6, 0, "none"),
        (6, 0, "keep"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Hale, a board member, voted for the contract but wants better figures.",
        "The board will vote 5-2 or not at all on the contract, its chair joked.",
        "Resolution 20-07 was adopted by the district in a state of emergency.",
        "Absent: Orr. The chair opened the meeting.",
    ],
)
def test_what_is_no_vote_of_a_body_is_not_told_as_one(analyzer: Analyzer, text: str) -> None:
    assert read(analyzer, text) == []


@pytest.mark.parametrize(
    ("motion", "effect"),
    [
        ("purchase two Police Interceptor vehicles", "none"),
        ("let a nonprofit buy the shuttered SRO hotel", "none"),
        ("adopt a budget that adds five police officers to the night shift", "none"),
        ("restore the school officer program that it ended in 2020", "keep"),
        ("adopt Option C, no officers", "remove"),
        ("decline money that would have paid for three school officers", "remove"),
        ("suspend a policy banning school resource officers", "keep"),
    ],
)
def test_a_motion_is_read_by_what_it_would_do_to_officers_in_schools(
    analyzer: Analyzer, motion: str, effect: str
) -> None:
    assert [vote["effect"] for vote in read(analyzer, f"The council voted 5-2 to {motion}.")] == [effect]


@pytest.mark.parametrize(
    ("text", "result", "options"),
    [
        ("Ayes: Hale, Orr. Nays: Voss. Motion carried.", "pass", "yes yes no"),
        ("AYES: Hale, Orr\nNOES: Voss, Ames\nThe motion failed.", "fail", "yes yes no no"),
        ("Mr. Hale, aye. Mrs. Orr, nay. Dr. Voss absent. So voted.", "pass", "yes no absent"),
        ("For removal: Hale. Against removal: Orr, Voss. The amendment was lost.", "fail", "yes no no"),
        ("Hale? No. Orr? Yes. Motion fails on a tie.", "fail", "no yes"),
    ],
)
def test_a_roll_call_is_read_in_every_layout(text: str, result: str, options: str) -> None:
    (roll,) = rolls(text)
    assert (roll.result, " ".join(option for _, option, _, _ in roll.members)) == (result, options)
