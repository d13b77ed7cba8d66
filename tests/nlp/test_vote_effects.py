"""What a recorded vote's outcome does to officers in schools: never flipped by a motion's own direction."""

import time

import pytest

from nlp.vote_effects import vote_effect

CONTRACT = "School Resource Officer Agreement with the City of Marlow"
REMOVAL = "Resolution to Remove School Resource Officers from All Schools"


@pytest.mark.parametrize(
    ("motion", "title", "result", "effect"),
    [
        ("Motion to approve", CONTRACT, "pass", "keep"),
        ("Motion to approve", CONTRACT, "fail", "remove"),
        ("Motion to adopt Board Report 24-0222-RS1", REMOVAL, "pass", "remove"),
        ("Motion to adopt Board Report 24-0222-RS1", REMOVAL, "fail", "keep"),
        ("Motion to terminate the contract with the police department", "Police contract", "pass", "remove"),
        ("Motion to terminate the contract with the police department", "Police contract", "fail", "keep"),
        ("That the board not renew its contract with the police department", "", "pass", "remove"),
        ("That the board not renew its contract with the police department", "", "fail", "keep"),
        ("Adopt", "Suspend Policy 1234 removing school resource officers", "pass", "keep"),
        ("", "Memorandum of Understanding with Elmford Police for School Resource Officers", "pass", "keep"),
        ("", "Resolution to Eliminate the District Police Department", "pass", "remove"),
        # The order of business, and talk, settle nothing.
        ("Motion to table", CONTRACT, "pass", "none"),
        ("Motion to amend the resolution", REMOVAL, "pass", "none"),
        ("Motion to refer to committee", CONTRACT, "fail", "none"),
        ("Accept the report", "SRO Program Annual Report", "pass", "none"),
        ("", "First Reading: Policy 7440 Law Enforcement in Schools", "pass", "none"),
        ("Approve", "Resolution regarding police in schools", "pass", "none"),
        ("Approve", CONTRACT, None, "none"),
    ],
)
def test_the_effect_is_the_outcomes(motion: str, title: str, result: str | None, effect: str) -> None:
    assert vote_effect(motion, [title] if title else [], [], result) == effect


def test_the_text_speaks_where_motion_and_title_do_not() -> None:
    text = (
        "WHEREAS the board values safety; NOW THEREFORE BE IT RESOLVED that the board shall end the use of "
        "school resource officers by August."
    )
    title = "Resolution on Comprehensive School Safety"
    assert vote_effect("Adopt", [title], [text], "pass") == "remove"
    assert vote_effect("Adopt", [title], [text], "fail") == "keep"
    assert vote_effect("Adopt", [title], [], "pass") == "none"


def test_a_vote_on_an_item_that_is_not_known_must_name_police_itself() -> None:
    assert vote_effect("Motion to renew the contract", ["Food service"], [], "pass", on_topic=False) == "none"
    told = "Motion to end the contract with the police for officers in schools"
    assert vote_effect(told, [], [], "pass", on_topic=False) == "remove"


@pytest.mark.parametrize(
    ("motion", "title", "result", "effect"),
    [
        ("Motion to deny renewal of the SRO contract", "SRO contract renewal", "pass", "remove"),
        ("Motion to deny renewal of the SRO contract", "SRO contract renewal", "fail", "keep"),
        ("Motion to overturn the 2020 resolution ending police in schools", "", "pass", "keep"),
        ("Motion to overturn the 2020 resolution ending police in schools", "", "fail", "remove"),
        ("Motion to rescind Resolution 20-44 (termination of the police contract)", "", "pass", "keep"),
        ("Motion to rescind Resolution 20-44 (termination of the police contract)", "", "fail", "remove"),
        ("Motion to strike the item removing SROs from the budget", "", "pass", "keep"),
        ("Motion to suspend policy FF barring armed officers from schools", "", "pass", "keep"),
        ("Motion to cut $1.2 million for school police from the budget", "", "fail", "keep"),
        ("Motion to let the SRO contract expire", "SRO contract", "pass", "remove"),
        ("Motion to let the SRO contract expire", "SRO contract", "fail", "keep"),
        ("Motion to replace school resource officers with unarmed safety coaches", "", "pass", "remove"),
        ("I move to reinstate two campus police officers at East and West", "", "fail", "remove"),
        ("Motion to approve as amended", "Establishment of a district police department", "pass", "keep"),
        ("Adopt", "Termination of Police Presence; Investment in Restorative Practices", "fail", "keep"),
        ("Approve", "Reallocation of $25 million from School Police to Student Support", "pass", "remove"),
        # Settled before, or only looked into.
        ("", "Update on Resolution 2064 (removal of School Resource Officers)", "pass", "none"),
        ("Approve", "Independent study of policing in schools - RFP", "pass", "none"),
        ("Motion to create a task force on the role of police in schools", "", "pass", "none"),
        ("Motion to call the question", "Removal of School Resource Officers", "pass", "none"),
    ],
)
def test_motions_that_undo_or_only_tell_are_read_as_such(
    motion: str, title: str, result: str, effect: str
) -> None:
    assert vote_effect(motion, [title] if title else [], [], result) == effect


def test_a_motion_as_long_as_a_report_is_read_at_once() -> None:
    long = "renew the end stop the agreement " * 6000
    started = time.process_time()
    vote_effect(f"Motion to approve {long}", [long], [long], "pass")
    assert time.process_time() - started < 2
