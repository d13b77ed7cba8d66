"""From the noun beside a cue to a name, a body or a group as the text calls it."""

import cProfile

import pytest
from spacy.language import Language

from nlp.components.drafts import Speaker
from nlp.components.page import Page
from nlp.components.statements import find

LEAD = "The Elmford Board of Education met about police in schools.\n\n"


def speakers(language: Language, text: str, verb: str) -> list[Speaker]:
    page = Page(language(LEAD + text))
    cue = next(token for token in page.doc if token.text == verb)
    noun = page.finder.subject(cue)
    assert noun is not None
    return page.finder.speakers(noun)


@pytest.mark.parametrize(
    ("text", "verb", "name", "known"),
    [
        ("Dana Okafor spoke first. Okafor argued for more time.", "argued", "Dana Okafor", "dana-okafor"),
        ("Dana Okafor spoke first. She argued for more time.", "argued", "Dana Okafor", "dana-okafor"),
        ("The board argued for more time.", "argued", "Elmford Board of Education", "elmford-board"),
        ("Some parents argued for more time.", "argued", "Some parents", None),
        ("A spokesman for the district argued for more time.", "argued", "spokesman for the district", None),
        ("Sixty percent of parents argued for more time.", "argued", "Sixty percent of parents", None),
        ("Students Against Policing argued for more time.", "argued", "Students Against Policing", None),
    ],
)
def test_names(language: Language, text: str, verb: str, name: str, known: str | None):
    (found,) = speakers(language, text, verb)

    assert (found.name, found.id) == (name, known)


def test_a_list_of_people_speaks_together(language: Language):
    found = speakers(language, "Dana Okafor, Ruth Lindqvist and Anand Rao argued for more time.", "argued")

    assert {one.name for one in found} == {"Dana Okafor", "Ruth Lindqvist", "Anand Rao"}


def test_roles_before_and_after_the_name(language: Language):
    (before,) = speakers(language, "Superintendent Paula Reyes argued for more time.", "argued")
    (after,) = speakers(language, "Gary Zielke, president of the lodge, argued for more time.", "argued")

    assert before.role is not None and "superintendent" in before.role.lower()
    assert after.role == "president of the lodge"


def test_a_dateline_is_no_speaker(language: Language):
    (found,) = speakers(
        language, "ELMFORD, Ill. – The Elmford Teachers Union argued for more time.", "argued"
    )

    assert found.id == "elmford-teachers"


def test_nobody_says_nothing(language: Language):
    page = Page(language(LEAD + "No one argued for more time."))
    noun = page.finder.subject(next(token for token in page.doc if token.text == "argued"))

    assert noun is not None and not page.finder.can_speak(noun)


def test_a_signed_statement_speaks_for_its_maker(language: Language):
    (found,) = speakers(language, "A statement signed by Dana Okafor argues for more time.", "argues")

    assert (found.name, found.id) == ("Dana Okafor", "dana-okafor")


def test_wards_in_brackets_do_not_break_a_list(language: Language):
    text = "Dana Okafor (6th Ward), Ruth Lindqvist (7th Ward) and Anand Rao argued for more time."

    found = speakers(language, text, "argued")

    assert {speaker.name for speaker in found} >= {"Dana Okafor", "Ruth Lindqvist", "Anand Rao"}


def test_the_work_on_a_dense_text_grows_with_its_length(language: Language):
    sentence = "Dana Okafor, Ruth Lindqvist and Anand Rao said police should leave the schools. "

    def calls(count: int) -> int:
        doc = language(sentence * count)
        profile = cProfile.Profile()
        profile.runcall(find, doc)
        return sum(entry.callcount for entry in profile.getstats())

    calls(2)  # what is compiled and cached once
    assert calls(80) < 6 * calls(20)  # a quadratic reader makes sixteen times as many


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("The chair, a retired captain named Orson Fell, argued for time.", "argued", "Orson Fell"),
        ("Local graduate and former student member Tyler Okeke argued.", "argued", "Tyler Okeke"),
        ("One speaker was Martina Shabram. She argued for time.", "argued", "Martina Shabram"),
        ("The vote angered Jesse Sharkey of the union. He argued for time.", "argued", "Jesse Sharkey"),
        ("Anand Rao [D-District 2] argued for time.", "argued", "Anand Rao"),
        ("Ms. Rao met Mr. Fell. He argued for time.", "argued", "Fell"),
    ],
)
def test_who_is_meant(language: Language, text: str, verb: str, name: str):
    (found,) = speakers(language, text, verb)

    assert found.name == name


@pytest.mark.parametrize("text", ["Most of the calls argued for time.", "July argued for time."])
def test_things_and_months_do_not_speak(language: Language, text: str):
    page = Page(language(LEAD + text))
    noun = page.finder.subject(next(token for token in page.doc if token.text == "argued"))

    assert noun is None or not page.finder.can_speak(noun)
