"""Direct quotations with their cues and speakers."""

from spacy.language import Language

from nlp.found import Statement
from nlp.reading import fit_to_parse

LEAD = (
    "The Elmford Board of Education is to vote on whether school resource officers stay in its schools. "
    "Police in schools divide Elmford.\n\n"
)


def direct(language: Language, text: str) -> list[Statement]:
    doc = language(fit_to_parse(LEAD + text))
    return [found for found in doc._.statements if found.directness == "direct"]


def one(language: Language, text: str) -> Statement:
    (found,) = direct(language, text)
    return found


def test_a_split_quotation_is_one_statement_with_its_cue(language: Language):
    found = one(language, '"We love our officers," Dana Okafor said. "They know these kids."')

    assert found.text == 'We love our officers," Dana Okafor said. "They know these kids.'
    assert (found.speaker, found.speaker_id, found.cue) == ("Dana Okafor", "dana-okafor", "said")


def test_an_inverted_cue_with_a_role(language: Language):
    found = one(language, '"Take the police out," said Marisol Egan, a teacher at the high school.')

    assert found.text == "Take the police out"
    assert found.speaker == "Marisol Egan"
    assert found.speaker_role is not None and "teacher" in found.speaker_role


def test_a_cue_before_the_quotation(language: Language):
    found = one(language, 'Rosa Linares told the board, "Officers do not belong in our schools."')

    assert found.speaker == "Rosa Linares"
    assert found.stance == "against"


def test_a_pronoun_stands_for_the_speaker_before(language: Language):
    text = 'Marisol Egan said officers scare her students. "I see it every day," she said.'

    assert one(language, text).speaker == "Marisol Egan"


def test_a_quotation_without_a_cue_has_the_speaker_of_the_sentence_before(language: Language):
    text = 'Marisol Egan wants officers to stay.\n\n"How many fights does it take?"'

    assert one(language, text).speaker == "Marisol Egan"


def test_two_speakers_in_one_paragraph_are_two_statements(language: Language):
    text = '"Keep the officers," Marisol Egan said. "No, take the police out," Tim Ferrer said.'

    assert [found.speaker for found in direct(language, text)] == ["Marisol Egan", "Tim Ferrer"]


def test_a_board_speaks_in_a_letter(language: Language):
    found = one(language, '"We will end the police contract this summer," the board said in a letter.')

    assert (found.speaker, found.speaker_id) == ("Elmford Board of Education", "elmford-board")


def test_a_quoted_policy_title_is_no_statement(language: Language):
    assert direct(language, 'The board adopted a new "Whole School Safety Policy" for its campuses.') == []


def test_a_transcript_is_direct_speech(language: Language):
    text = (
        "CHAIR BOWEN: We take the school resource officer item.\n"
        "MS. LYNCH: I oppose having officers in our schools.\n"
        "MR. DIAZ: Keep the officers."
    )

    found = language(text)._.statements

    assert {one.directness for one in found} == {"direct"}
    stances = {one.speaker: one.stance for one in found}
    assert (stances["MS. LYNCH"], stances["MR. DIAZ"]) == ("against", "favor")
