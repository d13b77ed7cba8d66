"""An act on the officers, judged: the act, the judgement and its negation decide together."""

from itertools import product

import pytest

from nlp.components.stance import decide
from nlp.components.stance_rules import read

REMOVING = (
    "Removing SROs",
    "Taking the officers out of our schools",
    "Ending the contract",
    "Getting rid of them",
)
KEEPING = (
    "Bringing back police",
    "Renewing the contract",
    "Keeping officers in schools",
    "Funding more officers",
)
BAD = ("a terrible idea", "a mistake", "a step backward", "a disservice to our students", "a waste of money")
GOOD = ("the right thing to do", "a good idea", "a step forward", "the best choice")


@pytest.mark.parametrize(("act", "judgement"), list(product(REMOVING + KEEPING, BAD + GOOD)))
@pytest.mark.parametrize("negated", [False, True])
def test_an_act_and_its_judgement_decide(act: str, judgement: str, negated: bool):
    side = (-1 if act in REMOVING else 1) * (-1 if judgement in BAD else 1) * (-1 if negated else 1)

    found, _ = decide(read(f"{act} is {'not ' if negated else ''}{judgement}."))

    assert found == ("favor" if side > 0 else "against")


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("It is not a mistake to remove them.", "against"),
        ("I don't think keeping the officers is the right decision.", "against"),
        ("I believe we need to move away from police in schools.", "against"),
        ("We should not move away from having officers in schools.", "favor"),
        ("We need to wean ourselves off the police.", "against"),
        ("We can do without officers in our hallways.", "against"),
        ("We cannot do without our officers.", "favor"),
        ("We no longer need officers in our schools.", "against"),
        ("There is no appetite for going on with the program.", "against"),
        ("Bringing back police sounds like giving up on our kids.", "against"),
        ("Removing officers would make schools less safe.", "favor"),
        ("Removing officers would make schools safer.", "against"),
        ("Keeping officers will not make our kids safer.", "against"),
        ("I want counselors rather than officers.", "against"),
        ("Give us counselors, not cops.", "against"),
        ("They are there to build relationships, not arrest kids.", "favor"),
        ("We can't afford to lose our officers.", "favor"),
        ("I would hate to see the officers go.", "favor"),
        ("The council does not support nor advocate for police in schools.", "against"),
        ("They use shootings as an excuse to keep police in schools.", "against"),
    ],
)
def test_what_is_plainly_said_has_its_side(words: str, side: str):
    assert decide(read(words))[0] == side


@pytest.mark.parametrize(
    "words",
    [
        "Before we remove them we should have a plan.",
        "There are good officers and bad ones.",
        "I can live with one officer if the rest goes elsewhere.",
        "I want fewer officers, not none.",
    ],
)
def test_conditions_and_both_sides_are_mixed(words: str):
    assert decide(read(words))[0] == "mixed"
