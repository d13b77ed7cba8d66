"""What the finders offer before the trained filter decides: where, of whom, by what means."""

import pytest
from spacy.language import Language

from nlp.components.candidates import candidates
from nlp.components.drafts import Draft
from nlp.components.page import Page

LEAD = "School resource officers in Elmford divide the town, as they have for years now.\n\n"


def offered(language: Language, text: str, *sources: str) -> list[Draft]:
    drafts = candidates(Page(language(LEAD + text)))
    return [
        draft for draft in drafts if draft.start >= len(LEAD) and (not sources or draft.source in sources)
    ]


def speakers(drafts: list[Draft]) -> set[str]:
    return {draft.speaker.name for draft in drafts}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anand Rao remains in favor of having officers in schools.", "Anand Rao"),
        ("Anand Rao was stunned by the vote on the officers.", "Anand Rao"),
        ("Keeping the officers was supported by Anand Rao.", "Anand Rao"),
        ("Anand Rao wants officers gone. Leah Moss disagreed.", "Leah Moss"),
        ("Anand Rao stayed out of it, unlike parents who oppose officers in schools.", "parents"),
        ("Anand Rao took exception to the plan for officers.", "Anand Rao"),
    ],
)
def test_views_are_offered_by_many_means_of_telling(language: Language, text: str, speaker: str):
    assert any(speaker in name for name in speakers(offered(language, text, "cue")))


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Lindqvist called the meeting to order at six.",
        "Anand Rao asked no question, and the officer pushed the door.",
        "Officers respond to fights at the school.",
    ],
)
def test_a_verb_of_view_outside_its_frame_is_no_cue(language: Language, text: str):
    assert not any(draft.cue in {"called", "pushed", "respond"} for draft in offered(language, text, "cue"))


def test_what_a_newspaper_reports_is_nobody_s_view(language: Language):
    text = "According to the Elmford Herald, police will leave the schools."

    assert "Elmford Herald" not in " ".join(speakers(offered(language, text)))


def test_a_report_by_account_is_the_teller_s_where_the_feeling_is_others(language: Language):
    text = "According to Anand Rao, students feel safer with officers."

    assert speakers(offered(language, text, "cue")) == {"Anand Rao"}


def test_a_body_s_approval_is_an_act_and_no_view(language: Language):
    drafts = offered(language, "The Elmford Board of Education rejected a contract with the police.")

    assert {draft.directness for draft in drafts} == {"action"}


def test_an_announced_decision_is_offered_and_a_wished_one_is_not(language: Language):
    announced = offered(language, "The district will keep officers in four schools.", "act")
    wished = offered(language, "The district should keep officers in four schools.", "act")

    assert (len(announced), len(wished)) == (1, 0)


def test_what_is_asked_is_no_act(language: Language):
    assert offered(language, "Voters ask whether the board ended the police contract.", "act") == []


@pytest.mark.parametrize(
    ("text", "speaker", "directness"),
    [
        ("There was opposition from parents to the officers.", "parents", "indirect"),
        ("A petition to remove the officers went around.", "petitioners", "action"),
        ("A rally by students followed, with signs on the officers.", "students", "action"),
    ],
)
def test_a_noun_tells_a_view_or_an_act_of_its_holder(
    language: Language, text: str, speaker: str, directness: str
):
    found = offered(language, text, "noun")

    assert (speaker, directness) in {(draft.speaker.name, draft.directness) for draft in found}


def test_acts_without_a_known_verb_are_offered_where_the_sentence_is_on_the_matter(language: Language):
    on_it = offered(language, "About thirty students turned their backs on the officers.", "doing")
    beside = offered(language, "About thirty students ate lunch.", "doing")

    assert (len(on_it), beside) == (1, [])


def test_every_sentence_of_a_letter_is_offered_as_its_writer_s(language: Language):
    letter = (
        "To the editor:\n\nI taught here for years. Officers belong in our schools. Nothing else works.\n\n"
        "Laurel Kemp\nElmford"
    )
    drafts = candidates(Page(language(letter)))

    assert {draft.source for draft in drafts} == {"own"}
    assert len(drafts) >= len(("I taught", "Officers belong", "Nothing else"))
    assert speakers(drafts) == {"Laurel Kemp"}


def test_speech_written_down_without_names_is_direct(language: Language):
    spoken = (
        "Good evening, my name is Laurel Kemp. I um I think officers should leave our schools. "
        "You know, my kids are afraid of them. Thank you for listening."
    )

    assert {draft.directness for draft in candidates(Page(language(spoken)))} == {"direct"}


def test_a_long_first_line_without_an_end_is_a_headline(language: Language):
    text = (
        "Amid protests, Elmford board keeps police officers in its schools for another year, "
        "but also starts to plan without them\n\nThe vote was close."
    )

    assert all(draft.start > len("Amid protests") for draft in candidates(Page(language(text))))


@pytest.mark.parametrize(
    "frame",
    [
        "Anand Rao said in a statement:",
        "The Elmford Teachers Guild released the following statement:",
        "Anand Rao, the principal, wrote Tuesday in a letter to parents about the officers:",
    ],
)
def test_a_frame_alone_says_nothing(language: Language, frame: str):
    text = f"{frame}\n\n“Officers make our halls safer, and the school should keep them.”"

    assert {draft.directness for draft in offered(language, text, "cue", "act", "quote")} == {"direct"}


def test_what_a_frame_leads_to_on_the_same_line_is_said(language: Language):
    assert offered(language, "Anand Rao said in a statement that the officers should go.", "cue")


def test_a_body_s_vote_is_told_once_by_whatever_name(language: Language):
    text = (
        "The Elmford Public Schools school board voted 6-1 on Monday to end its contract for school officers."
    )
    bodies = [
        draft for draft in offered(language, text, "vote", "act", "cue") if draft.speaker.kind != "person"
    ]

    assert len(bodies) == 1


def test_parts_of_a_body_act_apart_from_it(language: Language):
    text = (
        "The Elmford school board voted 4-3 on Monday to keep its school officers. "
        "Three members of the board voted to remove the officers."
    )

    assert any("Three" in name or "three" in name for name in speakers(offered(language, text, "act")))


def test_a_newsroom_that_says_we_has_no_view(language: Language):
    text = (
        "In our interview the chief spoke of the officers. We asked him how many there are. "
        "We reached out to the union. Each school has one officer. The contract runs until June."
    )

    assert offered(language, text, "own") == []


def test_a_letter_that_says_we_has_one(language: Language):
    text = "Dear members of the board,\n\nWe want our officers back. They know us.\n\nSincerely,\nAnand Rao"

    assert any("officers back" in text[draft.start - len(LEAD) :] for draft in offered(language, text, "own"))
