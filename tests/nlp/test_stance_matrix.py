"""Every way to say where officers should be: verb, object, place and what turns it decide the sign."""

from itertools import cycle, product

import pytest

from nlp.components.stance import decide
from nlp.components.stance_rules import read

OBJECTS = ("police", "the officers", "armed police officers", "SROs", "cops", "them", "resource officers")
INTO = ("in schools", "inside our schools", "at the high school", "back in our schools", "back into schools")
OUT = ("out of schools", "out of their schools", "away from our schools", "off campus", "out")
STATE = ("gone from our schools", "removed from the schools", "out of the buildings", "gone", "removed")

# What stands before a bare infinitive, and whether it turns what follows.
FRAMES = {
    "The board should {keep}": 1,
    "Parents asked the district to {keep}": 1,
    "The board should not {keep}": -1,
    "We must never {keep}": -1,
    "The district should no longer {keep}": -1,
    "The council refused to {keep}": -1,
    "The union is against the plan to {keep}": -1,
    "They don't want the district to {keep}": -1,
}
# The same before a form in -ing.
GERUND_FRAMES = {
    "She supports {keeping}": 1,
    "The teachers oppose {keeping}": -1,
    "The district must stop {keeping}": -1,
    "He does not support {keeping}": -1,
    "He does not oppose {keeping}": 1,
}
# Verb, its form in -ing, the places that go with it.
VERBS = (
    ("keep", "keeping", INTO, 1),
    ("keep", "keeping", OUT, -1),
    ("bring", "bringing", INTO[3:], 1),
    ("put", "putting", INTO, 1),
    ("have", "having", INTO, 1),
    ("have", "having", STATE, -1),
    ("let", "letting", INTO, 1),
    ("leave", "leaving", INTO[:3], 1),
    ("leave", "leaving", OUT[:2], -1),
    ("take", "taking", INTO[3:], 1),
    ("take", "taking", (*OUT[:2], "away from our schools", "out"), -1),
    ("get", "getting", (*OUT, "gone", "removed"), -1),
    ("get", "getting", INTO[3:], 1),
    ("allow", "allowing", INTO, 1),
    ("return", "returning", ("to schools", "to our hallways", "to the high school"), 1),
)
WISHES = (
    ("want", INTO, 1),
    ("want", (*OUT, *STATE), -1),
    ("need", INTO, 1),
    ("need", OUT[:3], -1),
    ("would like to see", INTO, 1),
    ("would like to see", (*OUT, *STATE), -1),
)
WISHERS = {
    "Students {want}": 1,
    "We do not {want}": -1,
    "Nobody said they {want}": -1,
}
NOUNS = {
    "the removal of": -1,
    "the return of": 1,
    "a ban on": -1,
    "an end to": -1,
    "the presence of": 1,
}
ATTITUDES = {
    "The council supports": 1,
    "Families welcomed": 1,
    "He opposes": -1,
    "She regrets": -1,
    "Parents fear": -1,
    "Nobody in the room supported": -1,
}
NAMED = ("police in schools", "the officers", "SROs", "police officers in our schools")
PASSIVES = {
    "{Police} should be kept out of schools": -1,
    "{Police} must be kept in schools": 1,
    "{Police} should not be allowed in schools": -1,
    "{Police} should not be allowed back into our schools": -1,
    "{Police} should be brought back into schools": 1,
    "{Police} must never be let back in": -1,
    "{Police} should not be kept away from schools": 1,
    "{Police} should be left out of our schools": -1,
    "{Police} must be taken out of the buildings": -1,
    "{Police} should not be put in any school": -1,
    "{Police} should be returned to our schools": 1,
}
PARTICLE_FIRST = {
    "Keep out {police}": -1,
    "They want to keep away {police}": -1,
    "The board should bring back {police}": 1,
    "The board should not bring back {police}": -1,
    "The school must not let in {police}": -1,
    "The district should take away {police}": -1,
}
REAL = {
    "keep police out of schools": -1,
    "keep police out of their schools": -1,
    "Students would fill the room to keep police out": -1,
    "keep officers away from our children": -1,
    "They rallied to keep cops out of the hallways": -1,
    "Her group opposes it because it could bring police back into schools": -1,
    "The union supports the bill because it would keep officers out of schools": -1,
    "He voted against the measure because it would take the officers out of schools": 1,
    "She opposes the bill, which would put an officer in every school": -1,
    "He rejects the letter because it fails to keep officers in schools": 1,
    "The trustee wants to return officers to patrol duty": -1,
    "Keep police at arm's length, she told the board": -1,
}


def _frames():
    objects = cycle(OBJECTS)
    for (verb, gerund, places, sign), (frame, turn) in product(
        VERBS, [*FRAMES.items(), *GERUND_FRAMES.items()]
    ):
        for place in places[:: max(1, len(places) // 2)]:
            words = frame.format(keep=verb, keeping=gerund)
            yield f"{words} {next(objects)} {place}.", sign * turn


def _wishes():
    objects = cycle(OBJECTS)
    for (verb, places, sign), (frame, turn) in product(WISHES, WISHERS.items()):
        for place in places:
            yield f"{frame.format(want=verb)} {next(objects)} {place}.", sign * turn


def _nouns():
    named = cycle(NAMED)
    for (attitude, turn), (noun, sign) in product(ATTITUDES.items(), NOUNS.items()):
        yield f"{attitude} {noun} {next(named)}.", sign * turn


def _others():
    objects = cycle(("police", "officers", "SROs", "cops"))
    for sentence, sign in [*PASSIVES.items(), *PARTICLE_FIRST.items()]:
        one = next(objects)
        yield f"{sentence.format(Police=one[0].upper() + one[1:], police=one)}.", sign
    for sentence, sign in REAL.items():
        yield f"{sentence}.", sign


MATRIX = list(dict.fromkeys([*_frames(), *_wishes(), *_nouns(), *_others()]))


@pytest.mark.parametrize(("sentence", "sign"), MATRIX)
def test_the_sign_of_where_officers_should_be(sentence: str, sign: int):
    assert decide(read(sentence))[0] == ("favor" if sign > 0 else "against")


@pytest.mark.parametrize(
    "sentence",
    [
        "She keeps her notes from year to year.",
        "He kept his coat on.",
        "The district keeps its records in a warehouse.",
        "They want to keep the pool open.",
        "Teachers need a bigger room.",
        "She put her name on the list.",
        "He would keep it in mind.",
        "Officers help keep students out of jail.",
    ],
)
def test_other_objects_are_no_evidence_of_removal_or_presence(sentence: str):
    assert not read(sentence).core


def test_the_matrix_is_large():
    assert len(MATRIX) >= 150
