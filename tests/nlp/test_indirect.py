"""Reported views without quotation marks, and texts that are somebody's own words."""

import pytest
from spacy.language import Language

from nlp.found import Statement

LEAD = (
    "The Elmford Board of Education is to vote on whether school resource officers stay in its schools. "
    "Police in schools divide Elmford.\n\n"
)


def indirect(language: Language, text: str, lead: str = LEAD) -> list[Statement]:
    doc = language(lead + text)
    found = [one for one in doc._.statements if one.directness == "indirect"]
    return [one for one in found if one.start >= len(lead)]


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("Dana Okafor said the district should keep its officers.", "Dana Okafor", "favor"),
        ("Dana Okafor opposes ending the police contract.", "Dana Okafor", "favor"),
        ("Dana Okafor was against keeping officers in schools.", "Dana Okafor", "against"),
        ("Officers should leave the schools, Dana Okafor argued.", "Dana Okafor", "against"),
        ("According to Dana Okafor, students feel safer with officers.", "Dana Okafor", "favor"),
        ("Anand Rao has called for police-free schools.", "Anand Rao", "against"),
        ("Some parents want officers to stay in schools.", "Some parents", "favor"),
    ],
)
def test_who_is_told_to_think_what(language: Language, text: str, speaker: str, stance: str):
    (found,) = indirect(language, text)

    assert (found.speaker, found.stance) == (speaker, stance)


def test_the_span_is_the_clause_without_its_cue(language: Language):
    (found,) = indirect(language, "Dana Okafor said that the district should keep its officers in schools.")

    assert found.text.startswith("the district should keep")


def test_two_speakers_of_one_sentence_keep_their_own_clauses(language: Language):
    found = indirect(
        language, "Dana Okafor said officers protect students, but Ann Lee said they scare them."
    )

    assert [(one.speaker, one.stance) for one in found] == [
        ("Dana Okafor", "favor"),
        ("Ann Lee", "against"),
    ]


def test_the_frame_of_a_quotation_is_not_told_twice(language: Language):
    assert indirect(language, '"Take the police out of our schools," Dana Okafor said at the meeting.') == []


def test_silence_is_no_statement(language: Language):
    assert indirect(language, "The police department did not respond to questions.") == []


def test_other_business_of_the_meeting_is_left_out(language: Language):
    text = "A leak.\n\nIt rained.\n\nIt snowed.\n\nDana Okafor said teachers deserve a raise."

    assert indirect(language, text) == []


def test_a_letter_is_its_writer_s_own_view(language: Language):
    text = (
        "To the editor:\n\nI think police officers should stay in our schools. "
        "My son is safer with the officers.\n\n"
        "Laurel Kemp\nElmford"
    )

    found = indirect(language, text, lead="")

    assert {one.speaker for one in found} == {"Laurel Kemp"}
    assert {one.stance for one in found} == {"favor"}


def test_testimony_notes_give_a_line_to_each_speaker(language: Language):
    text = (
        "Public comment on police in schools and school resource officers\n"
        "1. Gail Ostrander, parent – opposed ending the police agreement.\n"
        "2. Devin Mabry, student – asked members to remove the officers.\n"
        "3. Asha Ndiaye, director – urged the board to remove police from schools.\n"
    )

    found = indirect(language, text, lead="")

    assert [(one.speaker, one.speaker_role, one.stance) for one in found] == [
        ("Gail Ostrander", "parent", "favor"),
        ("Devin Mabry", "student", "against"),
        ("Asha Ndiaye", "director", "against"),
    ]


def test_guards_and_sergeants_are_off_target(language: Language):
    (found,) = indirect(language, "Dana Okafor said each school has security guards and a School Sergeant.")

    assert found.stance == "neutral"


def test_whom_others_criticize_says_nothing(language: Language):
    text = "The Elmford district has been criticized for years over its police officers."

    assert indirect(language, text) == []


def test_two_shares_that_nobody_is_told_to_hold_break_nothing(language: Language):
    text = "Arrests at school fell by 12 percent in a year, by 30 percent in two. School officers remain."

    assert all(found.speaker for found in indirect(language, text))
