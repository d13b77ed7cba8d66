"""What a recorded vote's outcome does to officers in schools: never flipped by a motion's own direction."""

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
