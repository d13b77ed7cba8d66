"""How unnamed groups are named: as the text names them, quantity and belongings included."""

import pytest
from spacy.language import Language

from nlp.components.page import Page

LEAD = "The Elmford Board of Education met about police in schools.\n\n"


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("Some of the protesters chanted against the contract.", "chanted", "Some of the protesters"),
        ("Hundreds of marchers demanded an end to it.", "demanded", "Hundreds of marchers"),
        ("The three women on the board wanted it gone.", "wanted", "three women on the board"),
        ("All seven trustees wanted it gone.", "wanted", "All seven trustees"),
        (
            "Roughly 200 students and neighbors wanted it gone.",
            "wanted",
            "Roughly 200 students and neighbors",
        ),
        ("Students, parents and staff supported the officers.", "supported", "Students, parents and staff"),
        ("Alumni for the end of policing wanted it gone.", "wanted", "Alumni for the end of policing"),
        ("The members who lost the vote wanted it gone.", "wanted", "members who lost the vote"),
        ("The neighbors who lost sleep wanted it gone.", "wanted", "neighbors"),
        ("Those opposed to the officers wanted more nurses.", "wanted", "Those opposed to the officers"),
        ("Parents on Monday supported the officers.", "supported", "Parents"),
        ("Parents at the meeting supported the officers.", "supported", "Parents"),
        ("Of the councils that voted, a majority supported them.", "supported", "councils that voted"),
    ],
)
def test_a_group_keeps_its_words(language: Language, text: str, verb: str, name: str):
    page = Page(language(LEAD + text))
    noun = page.finder.subject(next(token for token in page.doc if token.text == verb))
    assert noun is not None

    assert [found.name for found in page.finder.speakers(noun)] == [name]


def test_a_share_is_of_the_people_told_before(language: Language):
    text = "The union asked its members in May. In the end, 39 percent wanted the officers gone."
    page = Page(language(LEAD + text))
    noun = page.finder.subject(next(token for token in page.doc if token.text == "wanted"))
    assert noun is not None

    assert [found.name for found in page.finder.speakers(noun)] == ["39 percent of members"]


def test_single_people_joined_speak_each_for_themselves(language: Language):
    page = Page(language(LEAD + "A teacher and a mother of two asked for nurses."))
    noun = page.finder.subject(next(token for token in page.doc if token.text == "asked"))
    assert noun is not None

    assert [found.name for found in page.finder.speakers(noun)] == ["teacher", "mother of two"]
