"""Whose text it is: bylines, signatures, notes about the author, introductions, bodies."""

import pytest
from spacy.language import Language

from nlp.components.authors import AuthorFinder
from nlp.components.page import Page
from nlp.pipeline import make_doc

MINE = "I want the police in our schools gone, and I say so as a mother of two."
OURS = "We ask that the police leave our schools. We have asked before."


def author(language: Language, text: str, *, authors: tuple[str, ...] = (), singular: bool = True) -> str:
    page = Page(language(make_doc(language, text, authors=authors)))
    return AuthorFinder(page).authors(singular=singular)[0].speaker.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"To the editor:\n\n{MINE}\n\nAnna Reyes, Elmford", "Anna Reyes"),
        (f"To the editor:\n\n{MINE}\n\nAnna Reyes\nMill Lane", "Anna Reyes"),
        (f"To the editor:\n\n{MINE}\n\n— R. T. Reyes", "R. T. Reyes"),
        (f"{MINE}\n\nI mean it. — Anna Reyes, Elmford", "Anna Reyes"),
        (f"Dear board:\n\n{MINE}\n\nSincerely,\nAnna Reyes", "Anna Reyes"),
        (f"What we owe them\n\nBy Anna Reyes\n\n{MINE}", "Anna Reyes"),
        (f"What we owe them\n\nAnna Reyes, guest columnist\n\n{MINE}", "Anna Reyes"),
        (f"What we owe them\n\n{MINE}\n\nAnna Reyes is a nurse in Elmford.", "Anna Reyes"),
        (f"Good evening. My name is Anna Reyes. {MINE}", "Anna Reyes"),
        (f"{MINE}\n\nThank you for your time.", "the author"),
        (f"To the editor:\n\n{MINE}\n\nDana Okafor\nElmford", "Dana Okafor"),
    ],
)
def test_a_person_signs(language: Language, text: str, name: str):
    assert author(language, text) == name


def test_the_page_s_byline_comes_first(language: Language):
    assert author(language, MINE, authors=("Anna Reyes",)) == "Anna Reyes"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Statement of the Elmford Teachers Union on safety\n\n{OURS}", "Elmford Teachers Union"),
        (f"Brook Valley Parents | Spring newsletter\n\n{OURS}", "Brook Valley Parents"),
        (f"{OURS}\n\nThe Elmford Teachers Union is proud to stand with them.", "Elmford Teachers Union"),
        (f"We, the nurses of Elmford, have a request. {OURS}", "nurses of Elmford"),
        (f"Elmford Ledger Editorial Board\n\n{OURS}", "Elmford Ledger Editorial Board"),
        (f"Editorial: Enough\n\n{OURS}", "editorial board"),
    ],
)
def test_a_body_speaks_as_we(language: Language, text: str, name: str):
    assert author(language, text, singular=False) == name


def test_each_letter_of_a_page_is_its_writer_s(language: Language):
    text = f"{MINE} — Anna Reyes, Elmford\n\nI want the police to stay in our schools. — Paul Ortiz, Elmford"
    page = Page(language(text))

    found = AuthorFinder(page).authors(singular=True)

    assert [one.speaker.name for one in found] == ["Anna Reyes", "Paul Ortiz"]
    assert text[found[1].start : found[1].end].strip(" —").endswith("in our schools.")


def test_each_comment_is_its_writer_s(language: Language):
    text = f"Anna Reyes over 4 years ago\n\n{MINE}\n\nPaul Ortiz 3 days ago\n\nI want the police to stay."
    page = Page(language(text))

    found = AuthorFinder(page).authors(singular=True)

    assert [one.speaker.name for one in found] == ["Anna Reyes", "Paul Ortiz"]


def test_answers_stand_under_their_names(language: Language):
    text = f"We asked two people.\n\nRuth Lindqvist\n{MINE}\n\nDana Okafor\nI want the police to stay."
    page = Page(language(text))

    found = AuthorFinder(page).authors(singular=True)

    assert [one.speaker.name for one in found] == ["Ruth Lindqvist", "Dana Okafor"]
