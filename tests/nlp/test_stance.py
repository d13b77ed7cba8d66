"""The side of words, by what they do in their place."""

import pytest

from nlp.components.stance import decide
from nlp.components.stance_rules import normal, read
from nlp.components.stance_words import lexicon


def side(words: str) -> str:
    return decide(read(words))[0]


@pytest.mark.parametrize(
    "words",
    [
        "The district should remove police officers from its schools.",
        "Pull the officers out now.",
        "I don't believe police belong in a place of learning",
        "She does not want them back after the winter break.",
        "Keep them out, Ware said.",
        "Keep police away from our children.",
        "He would end the contract with the police.",
        "The board should not renew its agreement with the sheriff.",
        "Police in schools feed a school-to-prison pipeline.",
        "Counselors, not cops.",
        "We oppose having armed officers on campus.",
        "The officers should go.",
        "I wish I could believe this makes anyone safer",
        "To me it is unnatural for police to be inside schools.",
        "They called for resource officers to go, now that schools reopen.",
        "She renewed her threat to remove police officers.",
        "Legal Aid sued the schools to end the police program.",
        "The group wants the four officers replaced by social workers.",
        "A dollar for a guard is a dollar not spent on a nurse.",
        "The union wants money directed at police to be spent on staff.",
    ],
)
def test_against(words: str):
    assert side(words) == "against"


@pytest.mark.parametrize(
    "words",
    [
        "The district should keep its school resource officers.",
        "He does not support removing the officers.",
        "They opposed ending the agreement with the police.",
        "Principal Joe Burke does not object to having an officer in his building.",
        "It would be crazy to not put an officer there.",
        "It would be reckless of us not to have them",
        "I wish I did not believe we need a police officer at our school",
        "Removing the officers would be a mistake.",
        "Students feel safer with officers in the building.",
        "The board voted without dissent to reinstate the officers.",
        "His officers were trained to keep students out of jail.",
        "She will not take police officers out of the schools.",
        "It would be crazy to leave high schools without police.",
        "Now the newest fad is to throw the police out, as if the officers were a danger.",
        'I am astonished by the knee-jerk plan to remove officers ("Cops may be removed," Thursday).',
        "He is against ending the contract, which would pull every officer from every school.",
        "I welcome the presence of a trained officer now.",
        "Not all schools have to have them, but some schools need them.",
    ],
)
def test_favor(words: str):
    assert side(words) == "favor"


@pytest.mark.parametrize(
    "words",
    [
        "He could support officers only if they never handle discipline.",
        "She sees both sides.",
        "He supports schools without police if the promised staff arrive.",
        "He wants officers retrained.",
    ],
)
def test_mixed(words: str):
    assert side(words) == "mixed"


@pytest.mark.parametrize(
    "words",
    ["The meeting begins at six.", "She declined to say how she would vote.", "No decision has been made."],
)
def test_neutral(words: str):
    assert side(words) == "neutral"


def test_words_are_matched_whole():
    assert not read("Police are in schools now.").evidence  # no "no" in "now"


def test_a_bare_having_takes_no_side():
    assert side("Having police in schools is part of a larger matter.") == "neutral"


def test_confidence_is_lower_without_any_sign():
    without, plain = (
        decide(read("The meeting begins at six.")),
        decide(read("Remove the police from schools.")),
    )

    assert without[1] < plain[1] <= 0.9


def test_a_judgement_alone_waits_for_the_decision_it_is_of():
    reading = read("She called the vote a mistake.")

    assert reading.on_decision < 0
    assert reading.balance == 0


def test_negations_are_made_plain():
    assert normal("We can’t and won't; they  don't") == "we can not and will not; they do not"


def test_every_group_of_the_lexicon_compiles():
    assert {"remove", "keep", "who_decides"} <= set(lexicon())
    assert {"target", "elsewhere", "off_target"} <= set(lexicon("matter"))
