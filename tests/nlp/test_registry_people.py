"""Everybody in the shipped registry is found by their names in their place, and not in another one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from db.registry import Person, Watch, load_watch
from nlp.pipeline import build, make_doc

WATCH = Path(__file__).parents[2] / "watches" / "cps-sro"
LATER = ("prose_votes", "statements", "stance")


@pytest.fixture(scope="module")
def shipped() -> Watch:
    return load_watch(WATCH)


@pytest.fixture(scope="module")
def reader(shipped: Watch) -> Language:
    language = build(shipped)
    for name in LATER:
        language.disable_pipe(name)
    return language


def told(reader: Language, lead: str, name: str, day: date) -> set[str | None]:
    text = f"{lead} {name} spoke about the officers."
    doc = reader(make_doc(reader, text, published=day))
    return {mention.id for mention in doc._.entities if mention.label == "PERSON"}


def day_of(person: Person) -> date:
    years = [int(str(role.start)[:4]) + 1 for role in person.memberships if role.start]
    ends = [int(str(role.end)[:4]) for role in person.memberships if role.end]
    return date(min([*years, *ends], default=2021), 6, 1)


def placed(watch: Watch) -> Iterator[tuple[Person, str, str]]:
    """Yield people with the name of their place and of another one."""
    names = {place.id: place.name for place in watch.jurisdictions}
    place_of = {entry.id: entry.jurisdiction for entry in watch.organizations}
    for person in watch.people:
        own = [place_of.get(role.organization) for role in person.memberships]
        here = next((place for place in own if place in names), None)
        if here is not None:
            elsewhere = next(name for place, name in names.items() if place not in own)
            yield person, names[here], elsewhere


def test_by_every_name_on_record(shipped: Watch, reader: Language):
    missed = [
        (person.id, name)
        for person, place, _ in placed(shipped)
        for name in (person.name, *person.other_names, *person.misspellings)
        if " " in name
        and person.id not in told(reader, f"{place} met about police in schools.", name, day_of(person))
    ]

    assert missed == []


def test_by_title_and_surname(shipped: Watch, reader: Language):
    """A surname that two people of one place and time share stands for neither."""
    surnames = [(place, person.name.split()[-1]) for person, place, _ in placed(shipped)]
    missed = [
        person.id
        for person, place, _ in placed(shipped)
        if surnames.count((place, person.name.split()[-1])) == 1
        and any(role.role.startswith(("member", "president")) for role in person.memberships)
        and person.id
        not in told(
            reader,
            f"The school board of {place} met in {place} about police in schools.",
            f"Board member {person.name.split()[-1]}",
            day_of(person),
        )
    ]

    assert missed == []


def test_not_in_another_place(shipped: Watch, reader: Language):
    mistaken = [
        person.id
        for person, _, elsewhere in placed(shipped)
        if person.id
        in told(
            reader,
            f"{elsewhere} met in {elsewhere} about police in schools.",
            person.name,
            day_of(person),
        )
    ]

    assert mistaken == []
