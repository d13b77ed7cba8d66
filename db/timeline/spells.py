"""Spells of one position, and where it changed, found in readings that can be wrong.

Each reading speaks for its side with a weight, the logarithm of its odds: .6 gives .4, .7 .8, .85 1.7, .95
2.9, a vote 5.3; words read as mixed weigh half, for machines misread them most (docs/evaluation.md). A day's
words for several sides cancel out, so that an unclear day says little; on a day of votes the votes count, and
votes both ways (kept for a year, and to be phased out) are mixed. The days are then cut into spells such that
the weight of the days that agree with their spell, less `CHANGE` for every cut, is the largest possible (a
Potts model, solved exactly). So, in words:

- one reading that goes another way than those around it is noise, unless it is a vote;
- a last reading that goes another way marks a change where it is a vote or surer than .92, or where a second
  one bears it out;
- what is doubtful (sources disagree, or word and vote do) speaks for its side and marks no change of itself;
- neutral words end nothing: they are no reading.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from db.timeline.evidence import NEAR_DAYS, SURE, Reading, days_between

SIDES = ("favor", "against", "mixed")
# In thousandths, as all weights are: sums of integers are the same on every machine.
CHANGE = 2500
DOUBTFUL = 1200  # even two days of it mark no change
MOST = 5300  # of one day, however much is said on it


@dataclass(frozen=True)
class Day:
    """What one day says: a side with its weight, the readings that agree with it and those that do not."""

    day: str
    side: str
    weight: int
    agreeing: tuple[Reading, ...]
    others: tuple[Reading, ...]


@dataclass
class Spell:
    """One position held from the first day to the last on which something speaks for it."""

    stance: str
    days: list[Day] = field(default_factory=list)
    otherwise: list[Reading] = field(default_factory=list)
    against_it: int = 0

    @property
    def first(self) -> Reading:
        """What it begins with: a vote where there is one, else the surest words of the day."""
        return self.days[0].agreeing[0]

    @property
    def last(self) -> Reading:
        """The same, of its last day."""
        return self.days[-1].agreeing[0]

    def known_by(self, *, at_the_end: bool) -> Reading:
        """Return what shows it best at its end or beginning, for a reader who checks one source.

        A vote of the two months at that edge; else the nearest statement that is sure; else the nearest.
        """
        edge = self.last if at_the_end else self.first
        days = self.days[::-1] if at_the_end else self.days
        ordered = [reading for day in days for reading in day.agreeing]
        near = (one for one in ordered if one.is_vote and abs(days_between(edge.day, one.day)) <= NEAR_DAYS)
        sure = (one for one in ordered if one.confidence >= SURE)
        return next(near, None) or next(sure, edge)

    @property
    def readings(self) -> list[Reading]:
        """Everything that speaks for it."""
        return [reading for day in self.days for reading in day.agreeing]

    @property
    def confidence(self) -> float:
        """How likely it is, were the readings independent of one another: at most .99."""
        net = sum(day.weight for day in self.days) - self.against_it
        return round(min(0.99, 1 / (1 + math.exp(-max(net, -20_000) / 1000))), 2)


@dataclass(frozen=True)
class Change:
    """From one spell to a later one of another position."""

    before: Spell
    after: Spell
    kind: str  # reversal, to mixed, from mixed

    @property
    def left(self) -> Reading:
        """What the old position is last known by."""
        return self.before.known_by(at_the_end=True)

    @property
    def taken(self) -> Reading:
        """What the new position is first known by."""
        return self.after.known_by(at_the_end=False)


def weigh(confidence: float) -> int:
    """Return how much a reading says, in thousandths: the logarithm of its odds."""
    return round(1000 * math.log(confidence / (1 - confidence)))


def spells(readings: Sequence[Reading]) -> list[Spell]:
    """Return the spells that the readings, in order of days, are best told by."""
    days = [
        day for _, same in groupby(readings, key=lambda reading: reading.day) if (day := _day(list(same)))
    ]
    found: list[Spell] = []
    for day, state in zip(days, _states(days), strict=True):
        if not found or found[-1].stance != state:
            found.append(Spell(state))
        spell = found[-1]
        if day.side == state:
            spell.days.append(day)
            spell.otherwise += day.others
        else:
            spell.against_it += day.weight
            spell.otherwise += [*day.agreeing, *day.others]
    return found


def changes(found: Sequence[Spell]) -> list[Change]:
    """Return the changes between spells: mixed between two spells of one side, or for a day only, is none."""
    told = [spell for spell in found if spell.stance != "mixed" or len(spell.days) > 1]
    steady = [
        spell for at, spell in enumerate(told) if spell.stance != "mixed" or at == 0 or at == len(told) - 1
    ]
    return [
        Change(before, after, _kind(before.stance, after.stance))
        for before, after in pairwise(steady)
        if before.stance != after.stance
    ]


def _kind(before: str, after: str) -> str:
    if after == "mixed":
        return "to mixed"
    return "from mixed" if before == "mixed" else "reversal"


def _day(readings: list[Reading]) -> Day | None:
    """Return what a day says; None where its words are even. On a day of votes the votes say it."""
    votes = {reading.stance for reading in readings if reading.is_vote}
    if votes:
        side, weight = next(iter(votes)) if len(votes) == 1 else "mixed", MOST
    else:
        side, weight = _spoken(readings)
    if weight <= 0:
        return None
    agreeing = tuple(one for one in readings if one.stance == side or (len(votes) > 1 and one.is_vote))
    if all(reading.doubtful for reading in agreeing):
        weight = min(weight, DOUBTFUL)
    return Day(readings[0].day, side, weight, agreeing, tuple(one for one in readings if one not in agreeing))


def _spoken(words: Sequence[Reading]) -> tuple[str, int]:
    weights = dict.fromkeys(SIDES, 0)
    for side, weight in _said(words):
        weights[side] += weight
    best, second = sorted(SIDES, key=lambda side: (-weights[side], SIDES.index(side)))[:2]
    return best, min(weights[best] - weights[second], MOST)


def _said(words: Iterable[Reading]) -> list[tuple[str, int]]:
    """Return the side of each article's words with its weight; what it misreads once it may misread twice."""
    articles: dict[str, dict[str, int]] = {}
    for word in words:
        known = articles.setdefault(word.occasion, dict.fromkeys(SIDES, 0))
        weight = weigh(word.confidence) // (2 if word.stance == "mixed" else 1)
        known[word.stance] = max(known[word.stance], weight)
    said = []
    for known in articles.values():
        best, second = sorted(SIDES, key=lambda side: (-known[side], SIDES.index(side)))[:2]
        said.append((best, known[best] - known[second]))
    return said


def _states(days: Sequence[Day]) -> list[str]:
    """Return each day's position in the best account; of two as good, the one that stays as it was."""
    if not days:
        return []
    # One thousandth for where it began: of two accounts as good as each other the earlier stands.
    score = {side: int(side == days[0].side) for side in SIDES}
    came_from: list[dict[str, str]] = []
    for day in days:
        best = max(SIDES, key=lambda side: score[side])
        origin = {side: side if score[side] >= score[best] - CHANGE else best for side in SIDES}
        score = {
            side: score[origin[side]] - CHANGE * (origin[side] != side) + day.weight * (side == day.side)
            for side in SIDES
        }
        came_from.append(origin)
    state = max(SIDES, key=lambda side: score[side])
    states = []
    for origin in reversed(came_from):
        states.append(state)
        state = origin[state]
    return states[::-1]
