"""No vote's direction is inverted: every verb of outcome with every kind of motion, told from either side."""

from itertools import cycle, islice
from typing import Any

import pytest
from spacy.language import Language

from nlp.analyze import Analyzer
from nlp.votes.polarity import polarity

# What a motion would do if it passed: 1 keeps the officers, -1 removes them.
ASKED = {
    "end the contract with police": -1,
    "remove officers from schools": -1,
    "keep police in schools": 1,
    "renew the agreement with the police department": 1,
    "bring back school resource officers": 1,
    "block police from schools": -1,
    "reinstate school police officers": 1,
    "reaffirm the removal of police officers from schools": -1,
    "oppose the return of police to schools": -1,
    "block the removal of officers from schools": 1,
    "extend the school police contract": 1,
    "phase out school resource officers": -1,
    "stop stationing police in schools": -1,
    "reverse the removal of school officers": 1,
    "rescind the ban on school police": 1,
    "let councils keep police officers in their schools": 1,
}
NAMED = {
    "the renewal of the school police contract": 1,
    "a bid to remove police from schools": -1,
    "a proposal that would have removed officers from schools": -1,
    "a resolution ending the police contract": -1,
    "a measure that would bring officers back to schools": 1,
    "an effort to restore school resource officers": 1,
    "a motion for the termination of the police contract": -1,
    "the $33 million agreement with the police department": 1,
    **{f"a motion to {asked}": sign for asked, sign in ASKED.items()},
}
FAILED = (
    "The board rejected {m}, 4-3.",
    "The board rejected by a single vote {m}.",
    "The board voted 4-3 to reject {m}.",
    "The board voted down {m}.",
    "Trustees turned down {m}, 3-4.",
    "The board on Wednesday defeated {m}.",
    "The board defeated, 4-3, {m}.",
    "The board narrowly blocked {m}.",
    "The board killed {m}.",
    "The board shot down {m} 4-3.",
    "The board refused to approve {m}.",
    "The board voted 4-3 against {m}.",
    "Voting 4-3, the board turned back {m}.",
    "{M} failed 3-4.",
    "{M} failed on a 4-3 vote.",
    "{M} failed to pass.",
    "{M} failed to win a majority, getting three votes of seven.",
    "{M} was voted down 4-3.",
    "{M} was rejected by the board.",
    "{M} was blocked by a 4-3 vote of the board.",
    "{M} was turned back, 4-3.",
    "{M} was narrowly defeated, 4-3.",
    "{M} fell short, 3-4.",
    "{M} died on a tie vote, 3-3.",
    "{M} did not pass, with three votes for and four against.",
    "{M} lost by one vote.",
    "{M} went down to defeat, 4-3.",
    "{M} needed five votes and failed 4-5.",
    "{M} needed five votes but got only three, with four against.",
    "The 4-3 vote was a rejection of {m}.",
    "The failure of {m}, on a 3-4 vote, surprised supporters on the board.",
    "After the rejection of {m} by a 4-3 vote, the board adjourned.",
)
PASSED = (
    "The board approved {m}, 4-3.",
    "{M} passed 4-3.",
    "{M} was approved by the board on a 4-3 vote.",
    "{M} carried, 4-3.",
    "The board by 4-3 passed {m}.",
    "{M} won approval from the board, 4-3.",
    "The board voted 4-3 in favor of {m}.",
    "The approval of {m}, on a 4-3 vote, surprised the board.",
    "Passage of {m} came on a 4-3 vote of the board.",
    "{M} cleared the board 4-3.",
)
DECIDED = (
    ("The board voted 4-3 to {v}.", 1),
    ("The board voted not to {v}, 4-3.", -1),
    ("The board voted 4-3 not to {v}.", -1),
    ("The board declined to {v}, 4-3.", -1),
    ("The board refused to {v}.", -1),
    ("By a 4-3 vote, the board agreed to {v}.", 1),
    ("The board's 4-3 decision to {v} came late.", 1),
    ("The board failed to {v}, 3-4.", -1),
)
EACH = 4  # motions tried with each form of telling; all of them together take minutes


def told() -> list[tuple[str, str]]:
    """Return sentences with what the outcome does; the motions take turns with the forms."""
    named, asked = cycle(NAMED.items()), cycle(ASKED.items())
    cases: list[tuple[str, int]] = []
    for forms, turn in ((FAILED, -1), (PASSED, 1)):
        for form in forms:
            cases += [
                (form.format(m=name, M=name[0].upper() + name[1:]), turn * sign)
                for name, sign in islice(named, EACH)
            ]
    for form, turn in DECIDED:
        cases += [(form.format(v=verb), turn * sign) for verb, sign in islice(asked, EACH)]
    return [(sentence, "keep" if sign > 0 else "remove") for sentence, sign in cases]


@pytest.fixture(scope="module")
def analyzer(watch: Any, language: Language) -> Analyzer:
    return Analyzer(watch, language)


def test_every_way_to_tell_an_outcome_keeps_its_direction(analyzer: Analyzer) -> None:
    lead = "The debate over police officers stationed in Elmford public schools went on. "
    found = {
        (sentence, effect): [vote["effect"] for vote in analyzer.analyze(lead + sentence)["votes"]]
        for sentence, effect in told()
    }
    wrong = {case: effects for case, effects in found.items() if effects != [case[1]]}
    assert wrong == {}


@pytest.mark.parametrize(("motion", "sign"), [*ASKED.items(), *NAMED.items()])
def test_a_motion_has_the_sign_of_what_it_asks(motion: str, sign: int) -> None:
    assert polarity(motion, about_police=True) == sign
