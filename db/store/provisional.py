"""Which meeting a list means that gives no id: its day's meeting of the same body and kind. Pure.

A calendar without links names a meeting by body and day only. Such a provisional id stands for the
platform's own id of that day's meeting where exactly one fits. And it stands for an earlier provisional id
where a meeting was moved, which is taken to be so only when, from one look at the same list to the next, one
coming meeting of a body and kind left and one came, at most `MOVED_DAYS` apart, and no list ever showed both.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from db.store.looks import Look, in_order

MOVED_DAYS = 45
KINDS = ("committee", "hearing", "special", "office hours", "retreat", "workshop", "work session")
SAME_TIME, OTHER_TIME = 2.0, -1.0
_SHORT = {"bd": "board", "brd": "board", "ed": "education", "educ": "education", "comm": "committee",
          "cmte": "committee", "sch": "school", "schools": "school", "dist": "district"}  # fmt: skip
_EMPTY = {"the", "of", "for", "and", "meeting", "meetings", "regular"}


@dataclass
class _Told:
    """What all looks say of one id on one day."""

    kinds: set[str] = field(default_factory=set)
    bodies: set[frozenset[str]] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    times: set[str] = field(default_factory=set)

    def add(self, record: dict[str, Any]) -> None:
        if record.get("title"):
            self.kinds.add(kind_of(record))
            self.titles.add(" ".join(record["title"].lower().split()))
        if words := _body_words(record.get("body")):
            self.bodies.add(words)
        if len(record.get("start") or "") > 10:
            self.times.add(record["start"][11:16])

    def fits(self, other: "_Told") -> bool:
        if (self.kinds or {"board"}).isdisjoint(other.kinds or {"board"}):
            return False
        pairs = [(one, two) for one in self.bodies for two in other.bodies]
        return not pairs or any(_same_body(one, two) for one, two in pairs)

    def score(self, other: "_Told") -> float:
        alike = max(
            (SequenceMatcher(None, one, two).ratio() for one in self.titles for two in other.titles),
            default=0.0,
        )
        if not self.times or not other.times:
            return alike
        return alike + (OTHER_TIME if self.times.isdisjoint(other.times) else SAME_TIME)


def resolve_provisional(looks: Iterable[Look]) -> dict[str, str]:
    """Map provisional ids to the id that their meeting goes by; one that stands for itself has no entry."""
    ordered = in_order(looks)
    known: dict[str, dict[str, _Told]] = defaultdict(lambda: defaultdict(_Told))  # day -> id -> what is told
    open_: dict[str, dict[str, _Told]] = defaultdict(lambda: defaultdict(_Told))
    for look in ordered:
        for record in look.meetings:
            days = open_ if record.get("provisional") else known
            days[(record.get("start") or "")[:10]][record["id"]].add(record)
    names: dict[str, str] = {}
    for day, provisional in sorted(open_.items()):
        if day:
            names.update(_assign(provisional, dict(known.get(day, {}))))
    return _with_moves(names, _moves(ordered, names))


def kind_of(record: dict[str, Any]) -> str:
    """Return which of a board's kinds of meeting a record tells of, by its title, else by its body."""
    for words in (record.get("title") or "", record.get("body") or ""):
        found = next((kind for kind in KINDS if kind in words.lower()), None)
        if found:
            return found
    return "board"


def _assign(provisional: dict[str, _Told], known: dict[str, _Told]) -> dict[str, str]:
    """Pair what fits, the clearest first; what fits two equally well is left alone."""
    scores = {
        (name, own): told.score(other)
        for name, told in provisional.items()
        for own, other in known.items()
        if told.fits(other)
    }
    found: dict[str, str] = {}
    while clear := _clearest(scores):
        name, own = clear
        found[name] = own
        scores = {pair: score for pair, score in scores.items() if name != pair[0] and own != pair[1]}
    return found


def _clearest(scores: dict[tuple[str, str], float]) -> tuple[str, str] | None:
    for (name, own), score in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])):
        rivals = [
            other
            for pair, other in scores.items()
            if pair != (name, own) and (pair[0] == name or pair[1] == own)
        ]
        if all(other < score for other in rivals):
            return name, own
    return None


def _body_words(body: str | None) -> frozenset[str]:
    words = re.findall(r"[a-z]+", (body or "").lower())
    return frozenset(_SHORT.get(word, word) for word in words) - _EMPTY


def _same_body(one: frozenset[str], two: frozenset[str]) -> bool:
    return one <= two or two <= one or 2 * len(one & two) >= len(one | two)


def _moves(looks: list[Look], names: dict[str, str]) -> dict[str, str]:
    """Return provisional ids that a list came to show instead of another: new id -> earlier id."""
    together = _shown_together(looks)
    ever: set[str] = set()
    shown: dict[str, dict[str, dict[str, Any]]] = {}
    moves: dict[str, str] = {}
    for look in looks:
        now = {record["id"]: record for record in look.meetings if record.get("provisional")}
        if look.meetings:
            before = shown.get(look.document_id, {})
            for came, gone in _exchanged(before, now, look.seen_at[:10]):
                if came not in ever and gone not in names and gone not in together.get(came, set()):
                    moves[came] = gone
            shown[look.document_id] = now
        ever.update(now)
    return moves


def _shown_together(looks: list[Look]) -> dict[str, set[str]]:
    """Return by provisional id those of its kind, close to its day, that some list showed beside it."""
    beside: dict[str, set[str]] = defaultdict(set)
    for look in looks:
        by_kind: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for record in look.meetings:
            if record.get("provisional") and (day := _day(record)):
                by_kind[kind_of(record)].append((day, record["id"]))
        for entries in map(sorted, by_kind.values()):
            for at, (day, name) in enumerate(entries):
                for other_day, other in entries[at + 1 :]:
                    if (other_day - day).days > MOVED_DAYS:
                        break
                    beside[name].add(other)
                    beside[other].add(name)
    return beside


def _exchanged(
    before: dict[str, dict[str, Any]], now: dict[str, dict[str, Any]], today: str
) -> Iterator[tuple[str, str]]:
    gone = _coming([record for name, record in before.items() if name not in now], today)
    came = _coming([record for name, record in now.items() if name not in before], today)
    for kind, left in gone.items():
        new = came.get(kind, [])
        if len(left) == len(new) == 1 and abs((new[0][0] - left[0][0]).days) <= MOVED_DAYS:
            yield new[0][1], left[0][1]


def _coming(
    records: list[dict[str, Any]], today: str
) -> dict[tuple[str, frozenset[str]], list[tuple[date, str]]]:
    found: dict[tuple[str, frozenset[str]], list[tuple[date, str]]] = defaultdict(list)
    for record in records:
        day = _day(record)
        if day and day.isoformat() > today:
            found[(kind_of(record), _body_words(record.get("body")))].append((day, record["id"]))
    return found


def _day(record: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat((record.get("start") or "")[:10])
    except ValueError:
        return None


def _with_moves(names: dict[str, str], moves: dict[str, str]) -> dict[str, str]:
    """Let every id of a moved meeting stand for the platform's own where one is known, else for the first."""
    chains: dict[str, list[str]] = defaultdict(list)
    for came in moves:
        first = came
        while first in moves:
            first = moves[first]
        chains[first].append(came)
    found = dict(names)
    for first, later in sorted(chains.items()):
        own = next((names[name] for name in [*reversed(later), first] if name in names), first)
        for name in [first, *later]:
            if name != own and name not in names:
                found[name] = own
    return found
