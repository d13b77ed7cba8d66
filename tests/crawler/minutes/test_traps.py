"""What minutes hold besides votes, and what must not be turned round, counted twice or made up."""

import pytest

from crawler.minutes import read_minutes, read_motions
from db.records import Remark, VoteEvent


@pytest.mark.parametrize(
    "text",
    [
        "ROLL CALL\nMembers present: Okafor, Tran, Hale\nMembers absent: Lind",
        "The roll was called.\nOkafor - present\nTran - present\nHale - absent",
        "A roll call established a quorum.\nMayor Tran - yes\nMs. Okafor - yes\nMr. Hale - yes",
        "Ms. Hale left the meeting at 7:05 p.m. Mr. Tran arrived at 7:10 p.m.",
        "Ms. Okafor said that the levy passed in 2019, the vote before had been approved by all.",
        "If the motion passed, Mr. Tran asked, when would the contract end?",
        "Speakers in favor: Ada Okafor, Linh Tran. Opposed: Kim Hale.",
        "The policy would need to be approved by a two-thirds vote.",
        "",
        "\n\n \x00 \ufeff",
    ],
)
def test_nothing_here_is_a_vote(text: str) -> None:
    assert read_minutes(text) == []


def test_a_failed_motion_keeps_its_direction() -> None:
    (event,) = read_motions("Ms. Tran moved to end the contract with the police. The motion failed 3-4.")
    assert (event.result, event.yes, event.no) == ("fail", 3, 4)
    assert event.motion == "end the contract with the police"


def test_amendment_and_main_motion_are_two_votes_each_with_its_own() -> None:
    first, second = read_motions(
        "Ms. Okafor moved that the Board adopt the resolution. Mr. Hale seconded.\n"
        "Ms. Tran moved to amend the resolution by striking section 2. Mr. Lind seconded."
        " The amendment failed 3-4.\nThe motion passed 5-2, with Hale and Okafor voting no."
    )
    assert (first.motion, first.mover, first.result, first.yes, first.no) == (
        "amend the resolution by striking section 2",
        "Ms. Tran",
        "fail",
        3,
        4,
    )
    assert (second.motion, second.mover, second.seconder) == (
        "the Board adopt the resolution",
        "Ms. Okafor",
        "Mr. Hale",
    )
    assert [(vote.name, vote.option) for vote in second.votes] == [("Hale", "no"), ("Okafor", "no")]


def test_a_substitute_and_the_original_motion_it_could_not_replace() -> None:
    first, second = read_motions(
        "Mr. Hale moved to remove the chair. Ms. Tran made a substitute motion to table the original motion."
        " Upon a vote of the substitute motion the results were:\nAye: Tran\nNay: Hale, Okafor and Lind\n"
        "The motion failed.\nUpon a vote of the original motion the results were:\nAye: Hale and Okafor\n"
        "Nay: Tran and Lind\nThe motion failed."
    )
    assert (first.motion, first.yes, first.no) == ("table the original motion", 1, 3)
    assert (second.motion, second.yes, second.no) == ("remove the chair", 2, 2)


def test_a_motion_without_a_second_is_no_vote_but_is_told() -> None:
    (remark,) = read_minutes("Mr. Hale moved to approve the lease. The motion failed for lack of a second.")
    assert isinstance(remark, Remark)
    assert remark.kind == "motion without a vote"
    assert "approve the lease" in remark.message


def test_the_next_motion_after_one_without_a_second_is_read() -> None:
    records = read_minutes(
        "Motion made by Hale to table, no second motion.\nMotion made by Tran, seconded by B. Lind.\n"
        "Voting Yea: Okafor, Tran, B. Lind\nVoting Nay: Hale\n"
    )
    (event,) = [record for record in records if isinstance(record, VoteEvent)]
    assert (event.mover, event.seconder, event.yes, event.no) == ("Tran", "B. Lind", 3, 1)


def test_one_roll_call_for_many_reports_is_one_vote() -> None:
    (event,) = read_motions(
        "The Secretary called the roll and the vote was as follows:\n"
        "Yeas: Mr. Okafor, Ms. Tran, Dr. Hale, and President Lind – 4\nNays: Mr. Baptiste – 1\n"
        "President Lind thereupon declared Board Reports 31-0222-RS1 through 31-0222-RS4 adopted.\n"
        "President Lind indicated that if there were no objections, Board Report 31-0222-PR1 would be adopted"
        " with the last favorable roll call vote, all members present voting therefor.\n"
        "President Lind thereupon declared Board Report 31-0222-PR1 adopted."
    )
    assert event.item_numbers == ["31-0222-RS1", "31-0222-RS2", "31-0222-RS3", "31-0222-RS4", "31-0222-PR1"]
    assert (event.yes, event.no, event.result, len(event.votes)) == (4, 1, "pass", 5)


def test_another_motion_by_the_same_roll_call_is_a_vote_of_its_own() -> None:
    first, second = read_motions(
        "Ms. Tran moved to approve the audit, seconded by Mr. Hale. Ayes: Tran, Hale, Lind. Nays: Okafor."
        " Motion carried.\nMr. Lind moved to approve the bills, seconded by Ms. Tran."
        " The motion carried by the same roll call vote."
    )
    assert first.motion == "approve the audit"
    assert (second.motion, second.mover, second.yes, second.no) == ("approve the bills", "Mr. Lind", 3, 1)
    assert second.votes == first.votes


def test_figures_that_disagree_with_the_roll_both_stay() -> None:
    (event,) = read_motions("Ayes: Okafor, Tran, Hale – 4\nNays: None\nMotion carried.")
    assert event.yes == 4
    assert [vote.name for vote in event.votes] == ["Okafor", "Tran", "Hale"]


def test_a_roll_told_twice_counts_once() -> None:
    (event,) = read_motions(
        "Motion by Ada Okafor, second by Linh Tran to approve the plan.\n"
        "Aye: Ada Okafor, Linh Tran\nNay: Kim Hale\nFinal Resolution: Motion Carries\n"
        "Aye: Ada Okafor, Linh Tran\nNay: Kim Hale\n"
    )
    assert (event.yes, event.no, len(event.votes)) == (2, 1, 3)


def test_an_advisory_voice_is_kept_out_of_the_tally() -> None:
    (event,) = read_motions(
        "Student Representative Kim: aye (preferential)\nMs. Okafor: aye\nMr. Tran: nay\nMotion failed 1-1."
    )
    assert (event.yes, event.no) == (1, 1)
    assert [(vote.option, vote.option_raw) for vote in event.votes] == [
        ("other", "aye (preferential)"),
        ("yes", "aye"),
        ("no", "nay"),
    ]


def test_a_page_break_within_a_roll_is_no_break() -> None:
    (event,) = read_motions(
        "Moved by Okafor, seconded by Tran, to approve the plan.\nAYES: Ada Okafor, Linh Tran,\n\n\n"
        "Page 3 of 9\n\nKim Hale\nNOES: Eva Lind\nMotion carried."
    )
    assert (event.yes, event.no) == (3, 1)


def test_items_left_out_of_a_range_are_left_out() -> None:
    (event,) = read_motions(
        "Ms. Tran moved to approve Consent Items 5 through 9 with the exception of Items 6 and 8."
        " Motion carried 5-0."
    )
    assert event.item_numbers == ["5", "7", "9"]


def test_heading_number_and_day_are_told() -> None:
    (event,) = read_motions(
        "MINUTES OF THE REGULAR MEETING\nTuesday, March 4, 2031, 6:00 p.m.\n\n7.2  Renewal of the Bus Lease\n"
        "Ms. Tran moved to renew the lease. Seconded by Mr. Hale. Motion carried 5-0.\n"
    )
    assert (event.item_numbers, event.item_title, event.date) == (
        ["7.2"],
        "Renewal of the Bus Lease",
        "2031-03-04",
    )


def test_a_table_whose_columns_are_lost_is_told() -> None:
    (remark,) = read_minutes("Member Yes No Abstain\nOkafor X\nTran X\nHale X\n")
    assert isinstance(remark, Remark)
    assert remark.kind == "unreadable roll"


def test_a_contested_vote_without_a_word_has_no_result() -> None:
    close, clear = (
        read_motions(text)[0]
        for text in (
            "Ayes: Okafor, Tran, Hale, Lind\nNays: Baptiste, Park, Wren",
            "Ayes: Okafor, Tran\nNays: None",
        )
    )
    assert (close.yes, close.no, close.result) == (4, 3, None)
    assert clear.result == "pass"


def test_the_question_called_while_an_amendment_waits() -> None:
    events = read_motions(
        "Ms. Okafor made the motion to adopt the plan. Mr. Hale seconded the motion.\n"
        "Mr. Lind made the motion to amend the plan. Ms. Tran seconded the motion.\n"
        "Mr. Park called the question.\nThe chair declared the call of the question vote passed.\n"
        "The chair declared the motion to amend failed.\nMs. Tran called the question.\n"
        "The chair declared the call of the question vote passed.\nThe chair declared the motion passed."
    )
    assert [(event.motion, event.mover, event.result) for event in events] == [
        ("call the question", "Mr. Park", "pass"),
        ("amend the plan", "Mr. Lind", "fail"),
        ("call the question", "Ms. Tran", "pass"),
        ("adopt the plan", "Ms. Okafor", "pass"),
    ]


def test_an_approval_that_names_its_movers_takes_no_waiting_motion() -> None:
    (event,) = read_motions(
        "Mr. Hale moved to close the hearing.\nThe Board approved the August report (Okafor/Tran)."
    )
    assert (event.motion, event.mover, event.seconder) == (
        "The Board approved the August report",
        "Okafor",
        "Tran",
    )


def test_a_roll_of_ayes_alone_passes_and_counts_nobody_against() -> None:
    (event,) = read_motions("Ms. Tran moved to adjourn.\nRoll call vote:\nAyes: Okafor, Tran, Hale\n")
    assert (event.result, event.yes, event.no) == ("pass", 3, None)


def test_a_name_after_a_full_stop_is_the_seconder() -> None:
    (event,) = read_motions(
        "Director Hale moved that the Board leave the Transit Bureau. Director Tran seconded the motion."
        " The motion FAILED by a vote of 3-4."
    )
    assert (event.mover, event.seconder, event.yes, event.no) == ("Director Hale", "Director Tran", 3, 4)


def test_a_result_block_above_its_movers() -> None:
    (event,) = read_motions(
        "RESULT: ADOPTED [2 TO 1]\nMOVER: Ada Okafor, District 2\nSECONDER: Linh Tran, District 5\n"
        "AYES: Okafor, Tran\nNAYS: Hale\n"
    )
    assert (event.result, event.yes, event.no) == ("pass", 2, 1)
    assert (event.mover, event.seconder, event.motion) == ("Ada Okafor", "Linh Tran", None)
