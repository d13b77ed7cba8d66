"""What speaks for somebody's position: each thing said once, each vote, in the order of days.

A statement is dated by the day on which its article came out. What copies of a story repeat, and the same
words in other articles, count once, at the earliest day. Left out, because they tell nothing of that day:

- what the reader of texts thinks rather wrong than right (a confidence of one half or less);
- what is told as past: words with an earlier year, reports of "three years ago" or "once fought to keep";
- an act told in the month after one's own vote, and any act told of a body whose decisions are on record: it
  is a vote told again, and the record has it.

A vote takes the side that it served: the outcome's for those who won, the other for those who lost, whatever
was said to the motion. A body's decision is the body's, a member's vote the member's. Abstentions take no
side.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.timeline.dates import days_before, local_date
from db.timeline.wording import DECISION_STANCE

Row = dict[str, Any]
HERE = Path(__file__).parent

OPPOSITE = {"favor": "against", "against": "favor"}
COIN = 0.5  # a reading no surer than this is as likely wrong as right
SUREST = 0.95  # a reading can be wrong in who speaks as well as in which side; no figure of its own says more
VOTE = 0.995  # a roll call leaves next to no doubt
LEAST_WORDS = 6  # fewer words than these several people could have said on several days
RETOLD_DAYS = 31  # how long the news goes on telling of a vote as of something just done
SURE = 0.75  # what a reader is shown as proof; less sure words accuse nobody
NEAR_DAYS = 60  # a debate's months: a board meets monthly, and what is said of a vote is said around it

_SINCE = re.compile(r"\b(?:since|from)\b[^.;:]{0,24}?\b(?:19|20)\d\d\b", re.I)
_YEAR = re.compile(r"(?<![\d$.,-])(?:19|20)\d\d(?!\d|[-–/]\d|,\d)")
_AGO = re.compile(
    r"\byears? (?:ago|earlier)\b|\blast year\b|\bat the time\b|\bpreviously\b|\bformerly\b|\bused to\b"
    r"|\bonce (?:\w+ed|fought|said|told|led|ran|wrote)\b",
    re.I,
)


@dataclass(frozen=True)
class Actor:
    """A person or a body, by id."""

    kind: str  # person or organization
    id: str


@dataclass(frozen=True)
class Reading:
    """One thing that somebody said or one vote. `occasion` is the article or vote event it comes from.

    `confidence` is how sure the side is, from 0 to 1. A `doubtful` one speaks for its side and proves no
    change: sources disagree on it, or the same person's words and votes do.
    """

    day: str
    stance: str
    confidence: float
    occasion: str
    url: str | None
    statement_id: str | None = None
    vote_id: str | None = None
    vote_event_id: str | None = None
    doubtful: bool = False
    act: bool = False

    @property
    def is_vote(self) -> bool:
        """Whether it is a vote or a decision, not words."""
        return self.vote_event_id is not None

    @property
    def order(self) -> tuple[Any, ...]:
        """By day; on one day votes first, then the surest words; ids keep the rest in one order."""
        own = self.statement_id or self.vote_id or self.vote_event_id or ""
        return (self.day, not self.is_vote, -self.confidence, self.url or "", own)


def member_side(effect: str | None, result: str | None, option: str | None) -> str | None:
    """Return the side that a yes or no served, favor or against; None for what takes no side.

    `effect` is what the outcome does to officers in schools: who voted no on a motion to remove them that
    failed kept them.
    """
    won = {("pass", "yes"): True, ("fail", "no"): True, ("pass", "no"): False, ("fail", "yes"): False}
    with_outcome = won.get((result or "", option or ""))
    decided = DECISION_STANCE.get(effect or "")
    if with_outcome is None or decided is None:
        return None
    return decided if with_outcome else OPPOSITE[decided]


def told_as_past(text: str, day: str, *, direct: bool) -> bool:
    """Tell whether words speak of an earlier year than their day's, and not of where somebody stands now."""
    years = _YEAR.findall(_SINCE.sub(" ", text)) if _YEAR.search(text) else []
    return any(year < day[:4] for year in years) or (not direct and bool(_AGO.search(text)))


def evidence(database: Database) -> Iterator[tuple[Actor, list[Reading]]]:
    """Yield everybody known by id with what speaks for their position, in order; one actor in memory at a
    time."""
    streams = merge(_rows(database, "position_votes"), _rows(database, "position_words"), key=_who)
    for (kind, who), rows in groupby(streams, key=_who):
        votes: list[Reading] = []
        words: list[Row] = []
        for row in rows:
            if "said" in row:
                words.append(row)
            elif (vote := _vote(row)) is not None:
                votes.append(vote)
        days = sorted({vote.day for vote in votes})
        readings = [*votes, *_words(words, days, decides=kind == "organization" and bool(votes))]
        if readings:
            yield Actor(kind, who), sorted(readings, key=lambda reading: reading.order)


def days_between(earlier: str, later: str) -> int:
    """Return the days from one ISO day to another."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _rows(database: Database, name: str) -> Iterator[Row]:
    yield from database.query((HERE / f"{name}.sql").read_text(encoding="utf-8"))


def _who(row: Row) -> tuple[str, str]:
    return row["kind"], row["who"]


def _vote(row: Row) -> Reading | None:
    own = row["kind"] == "person"
    decided = DECISION_STANCE.get(row["effect"])
    stance = member_side(row["effect"], row["result"], row["option"]) if own else decided
    if stance is None or not _is_day(row["date"]):
        return None
    return Reading(
        day=row["date"],
        stance=stance,
        confidence=VOTE,
        occasion=row["vote_event_id"],
        url=row["url"],
        vote_id=row["vote_id"],
        vote_event_id=row["vote_event_id"],
        doubtful=bool(row["disputed"]),
    )


def _words(rows: Iterable[Row], voted: list[str], *, decides: bool) -> Iterator[Reading]:
    for row, day in _said_once(rows):
        act = row["directness"] == "action"
        if (
            row["confidence"] <= COIN
            or told_as_past(row["text"], day, direct=row["directness"] == "direct")
            or (act and (decides or _is_retold(day, voted)))
        ):
            continue
        yield Reading(
            day=day,
            stance=row["stance"],
            confidence=min(row["confidence"], SUREST),
            occasion=row["article_id"],
            url=row["url"],
            statement_id=row["id"],
            act=act,
        )


def _said_once(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Yield each statement once with its earliest day: copies count with what they copy, as do the same
    words."""
    first: dict[str, tuple[Row, str]] = {}
    for row in rows:
        day = local_date(row["date_published"], row["timezone"])
        if day is None or not _is_day(day):
            continue
        kept, earliest = first.get(row["said"], (row, day))
        first[row["said"]] = (row if row["id"] == row["said"] else kept, min(day, earliest))
    spoken: dict[tuple[str, str], tuple[Row, str]] = {}
    for said, (row, day) in first.items():
        words = re.findall(r"\w+", row["text"].lower())
        key = (row["stance"], " ".join(words)) if len(words) >= LEAST_WORDS else ("", said)
        known = spoken.get(key)
        if known is None or (day, row["id"]) < (known[1], known[0]["id"]):
            spoken[key] = (row, day)
    yield from spoken.values()


def _is_retold(day: str, voted: list[str]) -> bool:
    """Whether a day lies in the month after one of the days voted on; presses and clocks differ by a day."""
    at = bisect_right(voted, days_before(day, -1))
    return at > 0 and voted[at - 1] >= days_before(day, RETOLD_DAYS)


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return len(day) == len("2024-02-22")
