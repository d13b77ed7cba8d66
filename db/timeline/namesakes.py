"""Whom an unknown name could be: the registry's people, and others that wait for review. Never merged, only
shown."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from db.ids import slug

MOST = 5  # candidates a name is shown with
TOO_COMMON = (
    150  # a surname or a sound that more people share tells nobody apart; whole names are always compared
)
ALIKE = 0.84  # of two whole names: one letter in six
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True)
class Known:
    """Somebody by id, with every name they go by and the places where they are known to act."""

    id: str
    names: tuple[str, ...]
    places: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """Somebody whom a name could mean, from 0 to 1, with the reason in words."""

    id: str
    likeness: float
    why: str


class Namesakes:
    """People by what a name could be mistaken in: its surname, its first name, its sound."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._people: dict[str, Known] = {}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for person in people:
            self._people[person.id] = person
            for name in person.names:
                for key in _keys(name):
                    self._by_key[key].add(person.id)

    def of(self, own_id: str, name: str, place: str) -> list[Candidate]:
        """Return the likeliest people that a name met in a place could mean, the likeliest first."""
        keys = [key for key in _keys(name) if key.startswith("name ") or self._is_telling(key)]
        near = set().union(*(self._by_key.get(key, ()) for key in keys)) - {own_id}
        found = [_best(name, place, self._people[key]) for key in sorted(near)]
        ranked = sorted((one for one in found if one), key=lambda one: (-one.likeness, one.id))
        return ranked[:MOST]

    def _is_telling(self, key: str) -> bool:
        return len(self._by_key.get(key, ())) <= TOO_COMMON


def _best(name: str, place: str, person: Known) -> Candidate | None:
    here = place in person.places
    told = [_compare(_words(name), _words(other), here=here) for other in person.names]
    likeness, why = max(told, default=(0.0, ""))
    return Candidate(person.id, likeness, why) if likeness else None


def _compare(one: list[str], two: list[str], *, here: bool) -> tuple[float, str]:
    """Return how likely two names are one person's: spelling first, then surname, initial and place."""
    likeness, why = _spelled(one, two, here=here) if one and two else (0.0, "")
    where = "same place" if here else "another place, or none known"
    return (round(likeness, 2), f"{why}, {where}") if likeness else (0.0, "")


def _spelled(one: list[str], two: list[str], *, here: bool) -> tuple[float, str]:
    if one == two:
        return (1.0 if here else 0.9), "same name"
    if min(len(one), len(two)) > 1 and (one == two[-len(one) :] or two == one[-len(two) :]):
        return (0.8 if here else 0.4), "the end of the whole name"  # "del Valle" of "Miguel del Valle"
    ratio = SequenceMatcher(None, " ".join(one), " ".join(two), autojunk=False).ratio()
    if ratio >= ALIKE and one[0][0] == two[0][0]:
        return ratio - 0.1 + 0.05 * here, "spelled alike"
    if one[-1] == two[-1] and (here or one[0][0] == two[0][0]):
        close = (0.4 if here else 0.3) + 0.3 * (one[0][0] == two[0][0])
        return close, "same surname and initial" if one[0][0] == two[0][0] else "same surname"
    return 0.0, ""


def _words(name: str) -> list[str]:
    return [word for word in slug(name).split("-") if word and word not in SUFFIXES]


def _keys(name: str) -> Iterator[str]:
    words = _words(name)
    if words:
        yield f"name {' '.join(words)}"
        yield f"surname {words[-1]}"
        yield f"first {words[0]} {words[-1][0]}"
        yield f"sound {words[0][0]} {_skeleton(words[-1])}"


def _skeleton(word: str) -> str:
    """Return a word without vowels and doubled letters: what a misspelling mostly leaves."""
    return re.sub(r"(.)\1+", r"\1", word[0] + re.sub(r"[aeiouyh]", "", word[1:]))
