"""Names in roll calls, resolved against who sat on the body that day. Pure.

"Mr. Smith", "SMITH, JANE", "J. Smith", "President Smith" and "Smith" are one member where that day's roster
has one who can be meant; where it has none, or two, nobody is guessed and the raw name stands.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

Tokens = tuple[str, ...]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "edd", "md", "esq", "cpa"})
_OFFICES = {
    "president": "president", "chair": "chair", "chairman": "chair", "chairwoman": "chair",
    "chairperson": "chair", "secretary": "secretary", "clerk": "clerk", "treasurer": "treasurer",
}  # fmt: skip


def _titles() -> frozenset[Tokens]:
    lines = Path(__file__).with_name("member_titles.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(line.split()) for line in lines if line and not line.startswith("#"))


TITLES = _titles()
_LONGEST = max(len(title) for title in TITLES)


@dataclass(frozen=True)
class Seat:
    """Somebody who may vote on the day, with every name they go by and the roles they hold then.

    `key` tells members of one body apart: the person's id, else the name as words joined by hyphens.
    """

    key: str
    name: str
    person_id: str | None = None
    names: tuple[Tokens, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToldName:
    """A name as a roll call prints it: its words, without titles, and the office named with it."""

    tokens: Tokens
    office: str | None = None


def told_name(raw: str) -> ToldName:
    """Take a printed name apart. "Smith, Jane" is Jane Smith; "The Chair" has an office and no words."""
    outside = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", raw)
    parts = [_words(part) for part in outside.split(",")]
    bare = [_without_titles(part) for part in parts]
    tokens = bare[0]
    if len(bare) > 1 and bare[0] and bare[1]:  # "Smith, Jane" and "Smith, Jr., Jane" put the surname first
        tokens = (*bare[1], *bare[0])
    elif len(bare) > 2 and bare[0]:
        tokens = (*bare[2], *bare[0])
    return ToldName(tokens, _office([word for part in parts for word in part], tokens))


def plain_tokens(name: str) -> Tokens:
    """Return a registered name as the words by which names are compared: "Todd-Breland" is two words."""
    return tuple(word for word in _words(name) if word not in _SUFFIXES)


def seat_of(name: str) -> Seat | None:
    """Return a seat for somebody known by name alone; None for a name that is only a title."""
    tokens = told_name(name).tokens
    return Seat("-".join(tokens), name, None, (tokens,)) if tokens else None


class Roster:
    """Who could vote on a day. The first circle that knows a name decides: a page's roster, the registry."""

    def __init__(self, circles: Iterable[Iterable[Seat]]) -> None:
        self.circles = [list(circle) for circle in circles]
        self._known: dict[str, Seat | None] = {}

    def resolve(self, raw: str) -> Seat | None:
        """Return the one member whom a printed name can mean, else None."""
        if raw not in self._known:
            told = told_name(raw)
            found = (_only(_meant(told, circle), told.office) for circle in self.circles)
            self._known[raw] = next((seat for seat in found if seat), None)
        return self._known[raw]

    def key(self, raw: str) -> str:
        """Return what a voter is known by within a vote: the member's key, else the name's own words."""
        seat = self.resolve(raw)
        if seat:
            return seat.key
        return "-".join(told_name(raw).tokens) or "-".join(_words(raw)) or raw


def _words(text: str) -> Tokens:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    joined = re.sub(r"(?<=[a-z])\.(?=[a-z]\b)|['`]", "", plain)  # Ph.D., O'Brien
    return tuple(re.findall(r"[a-z]+", joined))


def _without_titles(words: Tokens) -> Tokens:
    words = tuple(words)
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if words[:size] in TITLES:
            return _without_titles(words[size:])
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if words[-size:] in TITLES:
            return _without_titles(words[:-size])
    return words


def _office(words: list[str], tokens: Tokens) -> str | None:
    named = [word for word in words if word in _OFFICES and word not in tokens]
    return f"{'vice ' if 'vice' in words else ''}{_OFFICES[named[0]]}" if named else None


def _meant(told: ToldName, seats: list[Seat]) -> list[Seat]:
    """Return the members that a name can mean: by its whole words, by initials, by surname alone."""
    if not told.tokens:
        return [seat for seat in seats if told.office and _holds(seat, told.office)]
    for fits in (_same_words, _same_person, _is_surname):
        found = {seat.key: seat for seat in seats if any(fits(told.tokens, name) for name in seat.names)}
        if found:
            return list(found.values())
    return []


def _only(seats: list[Seat], office: str | None) -> Seat | None:
    if len(seats) > 1 and office:
        seats = [seat for seat in seats if _holds(seat, office)]
    return seats[0] if len(seats) == 1 else None


def _holds(seat: Seat, office: str) -> bool:
    return any(_office(list(_words(role)), ()) == office for role in seat.roles)


def _same_words(told: Tokens, name: Tokens) -> bool:
    return "".join(told) == "".join(name)


def _is_surname(told: Tokens, name: Tokens) -> bool:
    return any("".join(name[at:]) == "".join(told) for at in range(1, len(name)))


def _same_person(told: Tokens, name: Tokens) -> bool:
    """Tell whether two names differ by initials and left-out middle names only."""
    if len(told) < 2 or len(name) < 2:
        return False
    if len(told[-1]) == 1 < len(told[0]):  # "Valle M": an initial behind the surname
        told = (told[-1], *told[:-1])
    if told[-1] != name[-1] or not _alike(told[0], name[0]):
        return False
    return _middles_allow(told[1:-1], name[1:-1])


def _middles_allow(ours: Tokens, theirs: Tokens) -> bool:
    """Middle names may be left out or stand as initials; two that are both given must not differ."""
    if not ours or not theirs:
        return True
    if len(ours) == len(theirs):
        return all(_alike(*pair) for pair in zip(ours, theirs, strict=True))
    longer, shorter = sorted((ours, theirs), key=len, reverse=True)
    return tuple(word for word in longer if len(word) > 1) == shorter


def _alike(left: str, right: str) -> bool:
    return left == right or (min(len(left), len(right)) == 1 and left[0] == right[0])
