"""Whom names stand for: slips of the pen, namesakes, bodies that the model misses, its mistakes."""

from datetime import date

import pytest
from spacy.language import Language

from nlp.found import Mention
from nlp.pipeline import make_doc

HERE = "The Elmford Board of Education met about police in schools. "
THERE = "The North Bay Unified school board met in North Bay about police in schools. "
DAY = date(2021, 6, 1)


def mentions(language: Language, text: str, day: date | None = DAY) -> list[Mention]:
    found: list[Mention] = language(make_doc(language, text, published=day))._.entities
    return found


def person(language: Language, text: str, day: date | None = DAY) -> tuple[str, str | None]:
    return next((one.name, one.id) for one in mentions(language, text, day) if one.label == "PERSON")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ruth Lindqvist", ("Ruth Lindqvist", "ruth-lindqvist")),
        ("Ruth Lindquist", ("Ruth Lindqvist", "ruth-lindqvist")),
        ("Ruth Lindqvits", ("Ruth Lindqvits", None)),  # another last letter: another name
        ("Rita Lindqvist", ("Rita Lindqvist", None)),
        ("Ruth Lindström", ("Ruth Lindström", None)),
    ],
)
def test_a_slip_in_a_long_name(language: Language, name: str, found: tuple[str, str | None]):
    assert person(language, f"{HERE}{name} spoke about the officers.") == found


def test_a_slip_elsewhere_is_somebody_else(language: Language):
    assert person(language, f"{THERE}Ruth Lindquist spoke about the officers.") == ("Ruth Lindquist", None)


def test_a_misspelt_name_s_surname_follows_it(language: Language):
    found = mentions(language, f"{HERE}Ruth Lindquist spoke. Lindquist then left the room.")

    assert [one.id for one in found if one.label == "PERSON"] == ["ruth-lindqvist", "ruth-lindqvist"]


@pytest.mark.parametrize(
    ("day", "found"), [(date(2021, 6, 1), "dana-okafor"), (date(1994, 6, 1), None), (None, "dana-okafor")]
)
def test_a_namesake_of_another_time(language: Language, day: date | None, found: str | None):
    assert person(language, f"{HERE}Dana Okafor spoke about the officers.", day)[1] == found


@pytest.mark.parametrize(
    "name",
    [
        "Elmland Federation of Educators",
        "Fraternal Order of Police Lodge 41",
        "Center for Children and Justice",
        "Students Against Policing",
        "ACLU of Elmland",
        "Marlow Branch NAACP",
        "Birch Valley Parents Coalition",
    ],
)
def test_bodies_by_the_words_of_their_names(language: Language, name: str):
    found = mentions(language, f"{HERE}The {name} spoke about the officers.")

    assert (name, "ORG") in [(one.name, one.label) for one in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A parent, Lissette Moncada, asked why.", "Lissette Moncada"),
        ("A former member, Tiffany Stoner-Harris, asked why.", "Tiffany Stoner-Harris"),
        ("Mayor Tiffany O’Donnell asked why.", "Tiffany O’Donnell"),
    ],
)
def test_people_stay_people(language: Language, text: str, name: str):
    assert person(language, HERE + text) == (name, None)


def test_a_council_is_named_by_its_school(language: Language):
    found = mentions(language, f"{HERE}The local school council at Birch High School voted.")

    assert "Birch High School Local School Council" in [one.name for one in found]
