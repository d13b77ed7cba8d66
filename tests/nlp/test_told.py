"""A body keeps its id and is called what its sentence calls it."""

import pytest
from spacy.language import Language

from nlp.components.authors import Author
from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.components.told import as_told, given_back

BOARD = Speaker("Elmford Board of Education", "elmford-board", None, "body")


def told(language: Language, text: str, speaker: Speaker) -> Speaker:
    page = Page(language(text))
    return as_told(page, Draft(0, len(text), speaker, "action")).speaker


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Elmford school board voted to end the police contract.", "Elmford school board"),
        ("The Elmford Public Schools (EPS) board voted to end it.", "Elmford Public Schools (EPS) board"),
        ("On Monday the District 9 school board voted to end it.", "District 9 school board"),
        ("The board voted to end the police contract.", "Elmford Board of Education"),
        ("The Elmford Board of Education voted to end it.", "Elmford Board of Education"),
    ],
)
def test_a_board(language: Language, text: str, name: str):
    found = told(language, text, BOARD)

    assert (found.name, found.id) == (name, "elmford-board")


def test_a_school_that_votes(language: Language):
    council = Speaker("Birch High School Local School Council", None, None, "body")

    assert told(language, "Birch High School voted to keep its police.", council).name == "Birch High School"
    assert told(language, "The council at Birch High School voted to.", council) == council


def test_people_keep_their_names(language: Language):
    person = Speaker("Dana Okafor", "dana-okafor", None, "person")

    assert told(language, "The Elmford school board heard Dana Okafor.", person) == person


def test_a_columnist_s_views_are_not_those_of_whom_they_name(language: Language):
    text = "I have thought about it. The principals want what works. Parents say they agree."
    page = Page(language(text))
    author = Author(Speaker("Anna Reyes", None, None, "person"), 0, len(text))

    def draft(word: str, speaker: str) -> Draft:
        start, at = text.index(speaker), text.index(word)
        end = text.index(".", start)
        return Draft(start, end, Speaker(speaker), "indirect", word, cue_at=at, source="cue")

    found = given_back(page, [draft("want", "principals"), draft("say", "Parents")], [author])

    assert [one.speaker.name for one in found] == ["Anna Reyes", "Parents"]
