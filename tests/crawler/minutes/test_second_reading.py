"""Wording from many states: whose vote, of which motion, how many, and nothing made up."""

import pytest

from crawler.minutes import read_minutes, read_motions
from db.records import Remark, VoteEvent


def _one(text: str) -> VoteEvent:
    (event,) = read_motions(text)
    return event


def _named(event: VoteEvent) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for vote in event.votes:
        found.setdefault(vote.option, []).append(vote.name)
    return found


ATTENDANCE = "MEMBERS PRESENT: Jo Park, Ben Staff, Ida Law\nMEMBERS ABSENT: Lee Alder\n\n"


def test_surnames_that_are_words_of_proceedings_are_names_in_a_roll() -> None:
    event = _one(
        "Motion by Whitlock, second by Marchand, to renew the contract.\n"
        "Ayes: Alder, Whitlock, Marchand\nNays: Staff, Day\nAbsent: Law\nMotion carried 3-2.\n"
    )
    assert _named(event) == {
        "yes": ["Alder", "Whitlock", "Marchand"],
        "no": ["Staff", "Day"],
        "absent": ["Law"],
    }


def test_the_minutes_own_attendance_tells_whose_surname_a_word_is() -> None:
    event = _one(
        ATTENDANCE + "It was moved by Park and seconded by Staff to approve the minutes.\n"
        "Ayes: Park, Staff, Law\nAbsent: Alder\nMotion carried.\n"
    )
    assert (event.mover, event.seconder) == ("Park", "Staff")
    assert _named(event) == {"yes": ["Park", "Staff", "Law"], "absent": ["Alder"]}


def test_a_roster_tells_it_where_the_text_does_not() -> None:
    text = "Mr. Board moved to adjourn. Ms. Lee seconded.\nAyes: Board, Lee\nNays: None\n"
    (event,) = read_motions(text, ["Sol Board", "Ana Lee"])
    assert (event.mover, _named(event)) == ("Mr. Board", {"yes": ["Board", "Lee"]})


@pytest.mark.parametrize(
    ("words", "motion", "yes", "no"),
    [
        ("the Committee voted unanimously (5-0) to approve the plan.", "approve the plan", 5, 0),
        ("the Committee voted, 4-2, to end the agreement.", "end the agreement", 4, 2),
        ("the Committee unanimously voted to accept the report.", "accept the report", None, 0),
        ("it was unanimously VOTED to adjourn.", "adjourn", None, 0),
        ("it was voted 6-1 to suspend the program.", "suspend the program", 6, 1),
    ],
)
def test_what_a_committee_voted_in_one_sentence(words: str, motion: str, yes: int | None, no: int) -> None:
    event = _one(f"On a motion of Ms. Tolliver, seconded by Mr. Ashgrove, {words}\n")
    assert (event.motion, event.result, event.yes, event.no) == (motion, "pass", yes, no)
    assert (event.mover, event.seconder) == ("Ms. Tolliver", "Mr. Ashgrove")


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("Ayes: 5 Noes: 0 Abstain: 0 Absent: 2", (5, 0, 0, 2)),
        ("Yes: 6  No: 1 (Director Eads)", (6, 1, None, None)),
        ("All in favor: 7    Opposed: 0", (7, 0, None, None)),
    ],
)
def test_a_figure_after_a_choice_is_not_that_of_the_next(line: str, figures: tuple[int | None, ...]) -> None:
    event = _one(f"Moved by Renko, seconded by Vale, to amend the policy.\n{line}\n")
    assert (event.yes, event.no, event.abstain, event.absent) == figures


def test_students_preferences_are_in_no_tally_and_a_files_number_in_none() -> None:
    event = _one(
        "A motion was made by Director Harlan, seconded by Director Ovide, that the resolution be Adopted."
        " The motion carried by the following vote.\n\n"
        "Student Director Preferential Vote: Aye: 2 - Nia Corbel, Teo Marsh\n"
        "Ayes: 2 - Ana Harlan, Bo Ovide\nNays: 1 - Fay Gorst\nAbsent: 1 - Hal Wicker\n"
        "Enactment No: 24-0118\n"
    )
    assert (event.yes, event.no, event.absent) == (2, 1, 1)
    assert _named(event)["other"] == ["Nia Corbel", "Teo Marsh"]
    assert _named(event)["absent"] == ["Hal Wicker"]


def test_every_member_of_a_list_before_voting_yes_is_told() -> None:
    event = _one(
        "Ms. Bower moved to reinstate officers. Mr. Abbot seconded. The motion failed by a vote of 2-3 with"
        " Ms. Bower and Mr. Abbot voting yes and Ms. East, Mr. Ford and Ms. Gant voting no.\n"
    )
    assert event.result == "fail"
    assert _named(event) == {
        "yes": ["Ms. Bower", "Mr. Abbot"],
        "no": ["Ms. East", "Mr. Ford", "Ms. Gant"],
    }


def test_names_below_heads_side_by_side() -> None:
    event = _one(
        "Motion by Ames, second by Boyd, to buy two vehicles.\n"
        "AYE                     NAY\nAmes                    Cruz\nBoyd                    Diaz\nEgan\n"
        "Motion passed 3-2.\n"
    )
    assert _named(event) == {"yes": ["Ames", "Boyd", "Egan"], "no": ["Cruz", "Diaz"]}


def test_marks_whose_columns_were_lost_are_nobodys_votes() -> None:
    records = read_minutes(
        "Moved by Farr, seconded by Gist, to end the agreement.\n"
        "Name  Aye  Nay  Abstain\nFarr  X\nGist  X\nHolm  X\nMotion carried.\n"
    )
    event = next(record for record in records if isinstance(record, VoteEvent))
    assert (event.votes, event.yes) == ([], None)
    assert [record.kind for record in records if isinstance(record, Remark)] == ["unreadable roll"]


def test_a_motion_and_a_second_told_after_passed_are_one_vote() -> None:
    event = _one(
        "Motion to approve the contract passed with a motion by Nash and a second by Orr.\n"
        "Nash: Yea, Orr: Yea, Pope: Nay\nYea: 2, Nay: 1\n"
    )
    assert (event.mover, event.seconder, event.yes, event.no) == ("Nash", "Orr", 2, 1)


def test_a_motion_without_an_outcome_is_told() -> None:
    (remark,) = read_minutes(
        "Ms. Eddy moved to approve the agenda. Mr. Frye seconded.\n\nA report was given.\n"
    )
    assert isinstance(remark, Remark)
    assert "approve the agenda" in remark.message


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Wynn recalled that in 2019 the board voted 5-2 to renew the contract. No action was taken.\n",
        "Twelve speakers spoke in favor and 4 opposed the plan.\n",
    ],
)
def test_votes_of_other_years_and_speakers_are_no_votes(text: str) -> None:
    assert read_motions(text) == []


def test_the_boards_own_name_is_no_heading() -> None:
    event = _one(
        "CEDAR FALLS AREA SCHOOL DISTRICT\nREGULAR MEETING MINUTES\n\n"
        "Ms. Eddy moved to approve the agenda. Mr. Frye seconded. The motion carried 5-0.\n"
    )
    assert event.item_title is None


def test_names_whose_columns_were_lost_are_on_no_side() -> None:
    records = read_minutes(
        "Motion by Ames, second by Boyd, to buy two vehicles.\n"
        "AYE                     NAY\nAmes  Cruz\nBoyd  Diaz\nMotion passed 2-2.\n"
    )
    event = next(record for record in records if isinstance(record, VoteEvent))
    assert event.votes == []
    assert [record.kind for record in records if isinstance(record, Remark)] == ["unreadable roll"]
