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
        "Dr. Hale made a motion to table the item, seconded by Mrs. Tran. Motion carried 5-2 (Okafor and"
        " Baptiste dissenting).",
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
    "names over several lines, titles at their ends": Case(
        "MOTION: Councilmember Okafor moved to approve Item No. 7, seconded by Mayor Tran.\n"
        "The motion carried, 4-0-1, by the following roll call vote:\n"
        "AYES: COUNCILMEMBER OKAFOR, COUNCILMEMBER\nHALE, MAYOR PRO TEM\nLIND, MAYOR TRAN\n"
        "NOES: NONE\nABSTAIN: COUNCILMEMBER BAPTISTE (recusal)\nABSENT: NONE\nStatus: 4 - 0 - 1 - Pass",
        counts=(4, 0, 1, 0),
        votes={
            "COUNCILMEMBER OKAFOR": YES,
            "COUNCILMEMBER HALE": YES,
            "MAYOR PRO TEM LIND": YES,
            "MAYOR TRAN": YES,
            "COUNCILMEMBER BAPTISTE": ABSTAIN,
        },
        motion="approve Item No. 7",
        mover="Councilmember Okafor",
        seconder="Mayor Tran",
    ),
    "figures alone": Case(
        "Moved by Okafor, second by Tran to approve the bills.\nMotion carried: 6 Ayes 0 Nays 0 Abstentions",
        counts=(6, 0, 0, None),
        motion="approve the bills",
        mover="Okafor",
        seconder="Tran",
    ),
    "figures after commas": Case(
        "It was moved by Hale and seconded by Tran that the board close. Roll Call: Ayes, 5; Nays,"
        " 2; Absent, 0."
        " Motion carried.",
        counts=(5, 2, None, 0),
        motion="the board close",
        mover="Hale",
        seconder="Tran",
    ),
    "figures with brackets of names": Case(
        "The motion passed with 3 in favor (Okafor, Tran, Hale) and 2 opposed (Lind, Baptiste)."
        " Director Park was"
        " absent. Chair Tran declared the motion PASSED.",
        counts=(3, 2, None, 1),
        votes={"Okafor": YES, "Tran": YES, "Hale": YES, "Lind": NO, "Baptiste": NO, "Director Park": ABSENT},
    ),
    "a dash and brackets": Case(
        "Vice-Chairman Hale, seconded by Ms. Tran, moved to approve the minutes.\n\n"
        "VOTE:  Aye-3(Hale, Tran, Lind)\n       Nay-0\n       Absent-1(Park)\n",
        counts=(3, 0, None, 1),
        votes={"Hale": YES, "Tran": YES, "Lind": YES, "Park": ABSENT},
        motion="approve the minutes",
        mover="Vice-Chairman Hale",
        seconder="Ms. Tran",
    ),
    "abstention in the tally": Case(
        "Vote: 6-0-1 (Hale abstained)", counts=(6, 0, 1, None), votes={"Hale": ABSTAIN}
    ),
    "told of members one by one": Case(
        "Motion carried 4-3, with Okafor, Tran and Hale voting no.",
        counts=(4, 3, None, None),
        votes={"Okafor": NO, "Tran": NO, "Hale": NO},
    ),
    "unanimous: nobody is made up": Case(
        "Motion by Hale, second by Tran to adjourn. The motion carried unanimously on a voice vote.",
        counts=(None, 0, None, None),
        motion="adjourn",
        mover="Hale",
        seconder="Tran",
    ),
    "all in favor": Case(
        "Mr. Hale moved to adjourn and Ms. Tran seconded. All in favor.",
        counts=(None, 0, None, None),
        motion="adjourn",
        mover="Mr. Hale",
        seconder="Ms. Tran",
    ),
    "lost on a tie": Case("The motion was lost on a tie 3-3.", "fail", (3, 3, None, None)),
    "semicolons in a line": Case(
        "Roll call: Okafor – yes; Tran – no; Lind-Hale - yes. Motion carried.",
        counts=(2, 1, None, None),
        votes={"Okafor": YES, "Tran": NO, "Lind-Hale": YES},
    ),
    "hyphens without blanks": Case(
        "Motion Okafor Second Tran; Roll Call Vote Okafor-Yes, Tran-Yes, Hale-No. Motion carried.",
        counts=(2, 1, None, None),
        votes={"Okafor": YES, "Tran": YES, "Hale": NO},
        mover="Okafor",
        seconder="Tran",
    ),
    "cells between bars": Case(
        "The motion Carried 2 - 1 | | Ada Okafor | Yes | Linh Tran | Yes | Kim Hale | No | |",
        counts=(2, 1, None, None),
        votes={"Ada Okafor": YES, "Linh Tran": YES, "Kim Hale": NO},
    ),
    "a choice and a name on each line": Case(
        "A motion was made to approve PS-1.\n- Motion made by: Mr. Ben Okafor\n- Motion seconded"
        " by: Dr. Linh Tran\n"
        "_Voting results:_\n- Yes: Ms. Ada Hale\n- Yes: Mr. Ben Okafor\n- Abstain: Dr. Linh Tran\n",
        counts=(2, 0, 1, None),
        votes={"Ada Hale": YES, "Ben Okafor": YES, "Linh Tran": ABSTAIN},
        motion="approve PS-1",
        mover="Ben Okafor",
        seconder="Linh Tran",
    ),
    "a table of marks": Case(
        "Member            Motion  Second   Aye   Nay   Abstain  Absent\n"
        "Ms. Okafor          X               X\n"
        "Mr. Tran                    X       X\n"
        "Dr. Hale                                  X\n"
        "Mrs. Lind                                              X\n",
        counts=(2, 1, None, 1),
        votes={"Ms. Okafor": YES, "Mr. Tran": YES, "Dr. Hale": NO, "Mrs. Lind": ABSENT},
        mover="Ms. Okafor",
        seconder="Mr. Tran",
    ),
    "those voting, in a sentence": Case(
        "Mr. Hale moved to approve the calendar. Mrs. Lind seconded the\nmotion. Those voting aye:"
        " Ada R. Okafor,"
        " Linh Tran,\nand Kim Hale. Those voting nay: Eva Lind. The motion passed.",
        counts=(3, 1, None, None),
        votes={"Ada R. Okafor": YES, "Linh Tran": YES, "Kim Hale": YES, "Eva Lind": NO},
        motion="approve the calendar",
        mover="Mr. Hale",
        seconder="Mrs. Lind",
    ),
    "capitals": Case(
        "COMMISSIONER OKAFOR MOVED TO APPROVE THE PLAT. MOTION WAS SECONDED BY COMMISSIONER TRAN"
        " AND PASSED BY THE"
        " FOLLOWING ROLL CALL VOTE: VOTING AYE - COMMISSIONERS OKAFOR, TRAN, AND CHAIR LIND."
        " VOTING NO - NONE.",
        counts=(3, 0, None, None),
        votes={"OKAFOR": YES, "TRAN": YES, "CHAIR LIND": YES},
        motion="APPROVE THE PLAT",
        mover="COMMISSIONER OKAFOR",
        seconder="COMMISSIONER TRAN",
    ),
    "suffixes, particles, curly apostrophes": Case(
        "Ayes – Hale, Jr., Okafor & O’Neil; Noes – Van Der Berg; Recused: Dr. Tran"
        " (conflict)\nMotion carried.",
        counts=(3, 1, 1, None),
        votes={"Hale, Jr.": YES, "Okafor": YES, "O'Neil": YES, "Van Der Berg": NO, "Dr. Tran": ABSTAIN},
    ),
    "members named with a plural title": Case(
        "Yeas: Members Okafor, Tran, Hale and Lind\nNays: -\nThe motion carried.",
        counts=(4, 0, None, None),
        votes={"Okafor": YES, "Tran": YES, "Hale": YES, "Lind": YES},
    ),
    "the board voted": Case(
        "The Board voted 5-2 to extend the lease.", counts=(5, 2, None, None), motion="extend the lease"
    ),
    "the board voted against": Case(
        "The Board voted 4-3 against ending the contract.",
        result="fail",
        counts=(3, 4, None, None),
        motion="ending the contract",
    ),
    "the winning side first, against the roll": Case(
        "Ms. Tran moved to buy a bus. Upon a vote, the results were as follows:\nAye: Tran\nNay:"
        " Okafor, Hale and Lind\n"
        "The Chairperson ruled the motion had failed with a three to one\nvote.",
        result="fail",
        counts=(1, 3, None, None),
        votes={"Tran": YES, "Okafor": NO, "Hale": NO, "Lind": NO},
        motion="buy a bus",
        mover="Ms. Tran",
    ),
    "movers in brackets": Case(
        "The Board approved the July minutes (Okafor/Tran).",
        motion="The Board approved the July minutes",
        mover="Okafor",
        seconder="Tran",
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


def test_two_items_told_by_one_roll_each_with_its_own_figures_are_two_votes() -> None:
    text = (
        "20-0826-EX2. AUTHORIZE AGREEMENT WITH THE POLICE DEPARTMENT\n\n"
        "Yeas: Mr. Ash, Ms. Birch - 2\nNays: Dr. Cole - 1\n"
        "President Ash thereupon declared Board Report 20-0826-EX2 adopted.\n\n"
        "20-0826-RS1. RESOLUTION FOR A PLAN TO END IT\n\n"
        "By the same roll call the vote was 2 yeas and 1 nay, and President Ash declared Board Report "
        "20-0826-RS1 adopted.\n"
    )
    first, second = read_motions(text)
    assert (first.item_numbers, second.item_numbers) == (["20-0826-EX2"], ["20-0826-RS1"])
    assert [(vote.name, vote.option) for vote in first.votes] == [(v.name, v.option) for v in second.votes]
    assert second.item_title == "RESOLUTION FOR A PLAN TO END IT"


def test_a_list_adopted_by_the_last_roll_call_is_not_under_the_heading_above() -> None:
    text = (
        "24-0222-RS2. RESOLUTION ON SAFETY\n\nYeas: Mr. Ash, Ms. Birch and President Cole - 3\nNays: None\n"
        "President Cole thereupon declared Board Report 24-0222-RS2 adopted.\n\n"
        "Board Member Ash moved and Ms. Birch seconded that Board Reports 24-0222-MO1 and 24-0222-PR4 "
        "be adopted by the last favorable roll call. There being no objection, President Cole declared Board "
        "Reports 24-0222-MO1 and 24-0222-PR4 adopted.\n"
    )
    _, many = read_motions(text)
    assert (many.item_numbers, many.item_title, many.yes) == (["24-0222-MO1", "24-0222-PR4"], None, 3)


def test_figures_right_after_an_outcome_are_its_own() -> None:
    text = "21-0825-EX3. AUTHORIZE RENEWAL OF AGREEMENT\n\nThe report was adopted with 4 yeas and 2 nays.\n"
    (vote,) = read_motions(text)
    assert (vote.item_numbers, vote.result, vote.yes, vote.no) == (["21-0825-EX3"], "pass", 4, 2)
    assert text[vote.start : vote.end] == "report was adopted with 4 yeas and 2 nays."


def test_a_heading_over_two_lines_keeps_its_number() -> None:
    text = (
        "21-0825-EX3. AUTHORIZE RENEWAL OF AGREEMENT WITH THE\nCHICAGO POLICE DEPARTMENT\n\n"
        "The report was adopted with 4 yeas and 2 nays.\n"
    )
    (vote,) = read_motions(text)
    assert vote.item_numbers == ["21-0825-EX3"]
    assert vote.item_title == "AUTHORIZE RENEWAL OF AGREEMENT WITH THE CHICAGO POLICE DEPARTMENT"


@pytest.mark.parametrize("number", ["5.B", "5B", "5.2", "B.2", "V.B"])
def test_a_number_of_two_parts_is_read_whole(number: str) -> None:
    text = f"{number} Contract with the Police Department\n\nAyes: Ash, Birch\nNays: Cole\nMotion carried.\n"
    (vote,) = read_motions(text)
    assert (vote.item_numbers, vote.item_title) == ([number], "Contract with the Police Department")
