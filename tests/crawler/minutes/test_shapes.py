"""The shapes in which minutes tell a vote, each with what must come out; people and places are made up."""

from dataclasses import dataclass, field

import pytest

from crawler.minutes import read_motions

YES, NO, ABSTAIN, ABSENT = "yes", "no", "abstain", "absent"


@dataclass
class Case:
    text: str
    result: str | None = "pass"
    counts: tuple[int | None, int | None, int | None, int | None] = (None, None, None, None)
    votes: dict[str, str] = field(default_factory=dict)
    motion: str | None = None
    mover: str | None = None
    seconder: str | None = None


CASES = {
    "lists with trailing figures": Case(
        "Ms. Okafor moved to approve the agenda. Mr. Lindqvist seconded.\n"
        "Yeas: Mr. Lindqvist, Ms. Okafor, and President Tran – 3\nNays: None\nMotion carried.",
        counts=(3, 0, None, None),
        votes={"Mr. Lindqvist": YES, "Ms. Okafor": YES, "President Tran": YES},
        motion="approve the agenda",
        mover="Ms. Okafor",
        seconder="Mr. Lindqvist",
    ),
    "figure first, figure in brackets, nobody": Case(
        "Moved by Okafor, seconded by Tran, to adopt the budget.\n"
        "AYES: 3 - Okafor, Tran, Baptiste\nNOES: Hale (1)\nABSENT: None\nMotion passed.",
        counts=(3, 1, None, 0),
        votes={"Okafor": YES, "Tran": YES, "Baptiste": YES, "Hale": NO},
        motion="adopt the budget",
        mover="Okafor",
        seconder="Tran",
    ),
    "the words of the motion in the outcome": Case(
        "The motion to terminate the contract failed 3-4.",
        result="fail",
        counts=(3, 4, None, None),
        motion="motion to terminate the contract",
    ),
    "dissent in brackets": Case(
        "Dr. Hale made a motion to table the item, seconded by Mrs. Tran. Motion carried 5-2 (Okafor and Baptiste"
        " dissenting).",
        counts=(5, 2, None, None),
        votes={"Okafor": NO, "Baptiste": NO},
        motion="table the item",
        mover="Dr. Hale",
        seconder="Mrs. Tran",
    ),
    "a line for each member": Case(
        "Mrs. Okafor   Aye\nMr. Tran   Aye\nDr. Hale   Nay\nMotion carried 2-1",
        counts=(2, 1, None, None),
        votes={"Mrs. Okafor": YES, "Mr. Tran": YES, "Dr. Hale": NO},
    ),
    "a cell a line": Case(
        "Okafor\nYes\nTran\nYes\nHale\nNo\n",
        counts=(2, 1, None, None),
        votes={"Okafor": YES, "Tran": YES, "Hale": NO},
    ),
    "surname first": Case(
        "Ayes: Okafor, Ada; Tran, Linh; Hale, Kim\nNays: Baptiste, Tom; Lind, Eva\nMotion carried.",
        counts=(3, 2, None, None),
        votes={
            "Okafor, Ada": YES,
            "Tran, Linh": YES,
            "Hale, Kim": YES,
            "Baptiste, Tom": NO,
            "Lind, Eva": NO,
        },
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_shape(case: Case) -> None:
    (event,) = read_motions(case.text)
    assert event.result == case.result
    assert (event.yes, event.no, event.abstain, event.absent) == case.counts
    assert {vote.name: vote.option for vote in event.votes} == case.votes
    assert (event.motion, event.mover, event.seconder) == (case.motion, case.mover, case.seconder)
    assert event.source_kind == "minutes"
