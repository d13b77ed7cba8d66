"""Looking people up in the registry: by full name, by surname, by place and by date."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from db.registry import Person, Watch

SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd"}


def folded(name: str) -> str:
    """Return a name as lower-case plain words: accents, hyphens, full stops, initials and suffixes gone."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    parts = re.sub(r"[^a-z0-9' ]+", " ", plain.lower().replace("’", "'")).replace("'", "").split()
    kept = [part for part in parts if part not in SUFFIXES]
    inner = [part for at, part in enumerate(kept) if len(part) > 1 or at == 0]
    return " ".join(inner if len(inner) > 1 else kept)


def surnames(name: str) -> set[str]:
    """Return what may stand for a full name alone: each of its endings ("gates", "davis gates")."""
    parts = folded(name).split()
    return {" ".join(parts[at:]) for at in range(1, len(parts))}


class PeopleIndex:
    """The registry's people by their names, with the places and times of their roles."""

    def __init__(self, watch: Watch) -> None:
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.by_surname: dict[str, list[Person]] = defaultdict(list)
        place_of = {entry.id: entry.jurisdiction for entry in watch.organizations}
        self.places: dict[str, set[str]] = {}
        for person in watch.people:
            self.places[person.id] = {
                place for role in person.memberships if (place := place_of.get(role.organization)) is not None
            }
            for name in (person.name, *person.other_names, *person.misspellings):
                _add(self.by_name[folded(name)], person)
            for name in {ending for full in (person.name, *person.other_names) for ending in surnames(full)}:
                _add(self.by_surname[name], person)
            for name in (*person.other_names, *person.misspellings):
                if " " not in name.strip():
                    _add(self.by_surname[folded(name)], person)

    def named(self, name: str, places: Iterable[str]) -> Person | None:
        """Return the person of that full name, unless all their roles are in places the text is not about."""
        here = set(places)
        found = [person for person in self.by_name.get(folded(name), ()) if self.fits(person, here)]
        return found[0] if len(found) == 1 else None

    def with_surname(self, name: str, places: Iterable[str], day: date | None) -> list[Person]:
        """Return people of that surname with a role in one of the places at about that day."""
        here = set(places)
        return [
            person
            for person in self.by_surname.get(folded(name), ())
            if self.places[person.id] & here and held_a_role(person, day)
        ]

    def fits(self, person: Person, places: set[str]) -> bool:
        """Return whether a person could be the one meant in a text about these places (none known: yes)."""
        return not places or not self.places[person.id] or bool(self.places[person.id] & places)


def held_a_role(person: Person, day: date | None, slack_days: int = 400) -> bool:
    """Return whether any role covers the day, give or take `slack_days`; unknown dates always do."""
    if day is None or not person.memberships:
        return True
    return any(
        _day(role.start, first=True, default=date.min).toordinal() - slack_days
        <= day.toordinal()
        <= _day(role.end, first=False, default=date.max).toordinal() + slack_days
        for role in person.memberships
    )


def _day(value: str | None, *, first: bool, default: date) -> date:
    if value is None:
        return default
    parts = [int(part) for part in value.split("-")]
    year, month, day = (*parts, *((1, 1) if first else (12, 28))[len(parts) - 1 :])[:3]
    return date(year, month, day)


def _add(people: list[Person], person: Person) -> None:
    if person not in people:
        people.append(person)
