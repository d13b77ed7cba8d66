"""Looking people up in the registry: by full name, by surname, by place and by date."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from db.registry import Person, Watch

LONG_NAME = 10  # letters of a full name in which a slip can be told from another name
LONG_PART = 6  # letters of the part that holds it
LIFETIME = 15 * 365  # days: a full name that long before or after all of a person's roles is a namesake's
VOWELS = re.compile(r"[aeiouyh]")
DOUBLED = re.compile(r"(.)\1+")
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
        self.by_skeleton: dict[str, list[Person]] = defaultdict(list)
        place_of = {entry.id: entry.jurisdiction for entry in watch.organizations}
        self.places: dict[str, set[str]] = {}
        for person in watch.people:
            self.places[person.id] = {
                place for role in person.memberships if (place := place_of.get(role.organization)) is not None
            }
            for name in (person.name, *person.other_names, *person.misspellings):
                _add(self.by_name[folded(name)], person)
                if skeleton := _skeleton(name):
                    _add(self.by_skeleton[skeleton], person)
            for name in {ending for full in (person.name, *person.other_names) for ending in surnames(full)}:
                _add(self.by_surname[name], person)
            for name in (*person.other_names, *person.misspellings):
                if " " not in name.strip():
                    _add(self.by_surname[folded(name)], person)

    def named(self, name: str, places: Iterable[str], day: date | None = None) -> Person | None:
        """Return the person of that full name, or of one that differs by a slip of the pen.

        None where all their roles are in places the text is not about, or decades away from its day.
        """
        here = set(places)
        found = [
            person
            for person in self.by_name.get(folded(name), ())
            if self.fits(person, here) and held_a_role(person, day, LIFETIME)
        ]
        return found[0] if len(found) == 1 else None if found else self._misspelt(name, here, day)

    def _misspelt(self, name: str, here: set[str], day: date | None) -> Person | None:
        """Take one slip within a long name ("Lindqvist", "Lindquist") for the person of that place and time.

        A letter more or less that makes another name ("Johnson", "Johnston"), a first letter, a last one:
        these are other people.
        """
        whole = folded(name)
        if whole in self.by_name or not (skeleton := _skeleton(name)):
            return None
        found = [
            person
            for person in self.by_skeleton.get(skeleton, ())
            if self.places[person.id] & here
            and held_a_role(person, day)
            and any(_one_slip(whole, folded(known)) for known in (person.name, *person.other_names))
        ]
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


def _skeleton(name: str) -> str:
    """Return what a slip of the pen leaves of a full name: first letters and consonants, each once.

    Empty for a short name or a single word: too little to go by.
    """
    whole = folded(name)
    if " " not in whole or len(whole) < LONG_NAME:
        return ""
    return " ".join(
        part[0] + _undoubled(VOWELS.sub("", _sounded(part[1:]))) + part[-1] for part in whole.split()
    )


def _sounded(letters: str) -> str:
    return (
        letters.replace("ph", "f").replace("ck", "k").replace("c", "k").replace("qu", "k").replace("qv", "k")
    )


def _undoubled(letters: str) -> str:
    return DOUBLED.sub(r"\1", letters)


def _one_slip(one: str, other: str) -> bool:
    """Whether names differ in one long part only, by one letter or two that changed places."""
    parts, others = one.split(), other.split()
    if len(parts) != len(others):
        return False
    apart = [(a, b) for a, b in zip(parts, others, strict=True) if a != b]
    if len(apart) != 1 or min(map(len, apart[0])) < LONG_PART:
        return False
    a, b = apart[0]
    if len(a) == len(b):
        wrong = [at for at in range(len(a)) if a[at] != b[at]]
        swapped = len(wrong) == 2 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) == 1 or (swapped and wrong[1] - wrong[0] <= 2)
    shorter, longer = sorted((a, b), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
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
