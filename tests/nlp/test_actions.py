"""Votes, motions, lawsuits and protests as statements."""

import pytest
from spacy.language import Language

from nlp.components.actions import BY_OPTION, _motion_effect
from nlp.found import ProseVote, Statement

LEAD = (
    "The Elmford Board of Education is to vote on whether school resource officers stay in its schools. "
    "Police in schools divide Elmford.\n\n"
)


def actions(language: Language, text: str) -> list[Statement]:
    return [found for found in language(LEAD + text)._.statements if found.directness == "action"]


def vote(result: str, effect: str) -> ProseVote:
    return ProseVote("board", None, "motion", None, result, 3, 4, None, None, effect, 0, 10)  # type: ignore[arg-type]


def test_a_failed_motion_would_have_done_the_opposite_of_its_outcome():
    assert _motion_effect(vote("fail", "keep")) == "remove"
    assert _motion_effect(vote("pass", "keep")) == "keep"


def test_a_no_on_a_motion_to_remove_keeps_the_officers():
    assert BY_OPTION["remove", "no"] == "favor"
    assert BY_OPTION["remove", "yes"] == "against"


def test_a_body_s_decision_is_its_act(language: Language):
    text = "The Elmford Board of Education voted unanimously to end its contract with the police."

    (found,) = actions(language, text)

    assert (found.speaker, found.speaker_id, found.stance) == (
        "Elmford Board of Education",
        "elmford-board",
        "against",
    )


def test_joint_sponsors_have_a_statement_each_with_one_span(language: Language):
    found = actions(language, "Dana Okafor and Ruth Lindqvist introduced a plan to remove police.")

    assert {one.speaker for one in found} == {"Dana Okafor", "Ruth Lindqvist"}
    assert len({(one.start, one.end) for one in found}) == 1
    assert {one.stance for one in found} == {"against"}


def test_a_march_against_police_in_schools(language: Language):
    (found,) = actions(language, "Students marched to demand that police leave their schools.")

    assert (found.speaker, found.stance) == ("Students", "against")


def test_a_plan_is_no_act_yet(language: Language):
    assert actions(language, "The Elmford Board of Education may end its police contract in June.") == []


def test_officers_do_not_act_on_themselves(language: Language):
    assert actions(language, "Officers keep order at football games and in the schools.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Superintendent Dana Okafor shared her advice that the district end its school officer program.",
        "Recommendation: That the Board of Education approve the contract for school resource officers.",
        "The Elmford Board of Education will vote on whether to renew its contract with the police.",
    ],
)
def test_what_is_urged_of_a_body_or_lies_ahead_is_not_its_act(language: Language, text: str):
    assert {found.speaker for found in actions(language, text)} <= {"Dana Okafor"}


def test_a_member_s_own_choice_is_no_decision_of_the_body(language: Language):
    found = actions(language, "Last spring Dana Okafor voted to keep the officers in the schools.")

    assert [(one.speaker, one.stance) for one in found] == [("Dana Okafor", "favor")]
