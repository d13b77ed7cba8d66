"""Where somebody's words and vote point opposite ways, close in time: shown with both sources, never
resolved.

A vote is contradicted by what the same person or body said within two months before or after it, if the words
of those months, taken together, speak for the other side, and one statement among them is sure. It needs a
reader's eye: a member may keep officers for a year in order to end them, or vote with the school that elected
them. Neither of the two marks a change of position by itself; what is said or voted later does.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from db.timeline.evidence import NEAR_DAYS, OPPOSITE, SURE, Reading, days_between
from db.timeline.spells import weigh


@dataclass(frozen=True)
class Contradiction:
    """A vote, the nearest sure words for the other side, and how many statements near it say so."""

    vote: Reading
    word: Reading
    statements: tuple[Reading, ...]


def contradictions(readings: Sequence[Reading]) -> list[Contradiction]:
    """Return the contradictions in one actor's readings, which come in order of days; one a day voted on."""
    words = [one for one in readings if not (one.is_vote or one.act) and one.stance in OPPOSITE]
    days = [word.day for word in words]
    return [found for vote in _votes(readings) if (found := _against(vote, _near(words, days, vote.day)))]


def doubted(readings: Sequence[Reading], found: Sequence[Contradiction]) -> list[Reading]:
    """Return the readings with those that stand in a contradiction marked as doubtful."""
    days = {(entry.vote.day, entry.vote.stance) for entry in found}
    words = {word.statement_id for entry in found for word in entry.statements}
    return [
        replace(reading, doubtful=True)
        if (reading.is_vote and (reading.day, reading.stance) in days) or reading.statement_id in words
        else reading
        for reading in readings
    ]


def _votes(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield a vote for each day that took one side; a disputed one accuses nobody."""
    for _, same in groupby((reading for reading in readings if reading.is_vote), key=lambda vote: vote.day):
        votes = list(same)
        if len({vote.stance for vote in votes}) == 1 and not any(vote.doubtful for vote in votes):
            yield votes[0]


def _near(words: Sequence[Reading], days: Sequence[str], day: str) -> Sequence[Reading]:
    middle, reach = date.fromisoformat(day), timedelta(days=NEAR_DAYS)
    return words[
        bisect_left(days, (middle - reach).isoformat()) : bisect_right(days, (middle + reach).isoformat())
    ]


def _against(vote: Reading, near: Sequence[Reading]) -> Contradiction | None:
    opposite = tuple(word for word in near if word.stance == OPPOSITE[vote.stance])
    sure = [word for word in opposite if word.confidence >= SURE]
    if not sure or _weight(opposite) <= _weight([word for word in near if word.stance == vote.stance]):
        return None
    nearest = min(sure, key=lambda word: (abs(days_between(vote.day, word.day)), *word.order[2:], word.day))
    return Contradiction(vote, nearest, opposite)


def _weight(words: Sequence[Reading]) -> int:
    """Return what the words say together; what one article misreads, it misreads twice."""
    articles: dict[str, int] = {}
    for word in words:
        articles[word.occasion] = max(articles.get(word.occasion, 0), weigh(word.confidence))
    return sum(articles.values())
