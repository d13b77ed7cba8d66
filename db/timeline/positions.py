"""Who stands where, since when, and who changed: rows of positions, position_changes and contradictions.

The rules are in db/timeline/evidence.py (what counts), spells.py (what a change is and what is noise) and
contradictions.py (word against vote); docs/positions.md tells them to readers. An id is made of who it is,
the position and which time it is held, so that an older article found later moves a spell's first day and not
its id.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from db.ids import digest
from db.timeline.contradictions import Contradiction, contradictions, doubted
from db.timeline.evidence import Actor, Reading, days_between, evidence
from db.timeline.spells import Change, Spell, changes, spells

Row = dict[str, Any]
TABLES = ("positions", "position_changes", "contradictions")


def rebuild_positions(database: Database) -> dict[str, int]:
    """Write the three tables anew in the caller's transaction; return how many rows each has.

    Runs after the votes are merged and statement_copies is written. The same records give the same rows, in
    whatever order they arrived. One actor's readings are in memory at a time.
    """
    for table in TABLES:
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
    counts = Counter[str]()
    for actor, readings in evidence(database):
        for table, rows in _rows(actor, readings):
            counts[table] += len(rows)
            _insert(database, table, rows)
    return {table: counts[table] for table in TABLES}


def _rows(actor: Actor, readings: Sequence[Reading]) -> Iterator[tuple[str, list[Row]]]:
    opposed = contradictions(readings)
    found = spells(doubted(readings, opposed))
    yield "positions", list(_positions(actor, found))
    yield "position_changes", list(_changes(actor, found))
    yield "contradictions", [_contradiction(actor, entry) for entry in opposed]


def _insert(database: Database, table: str, rows: list[Row]) -> None:
    if rows:
        names = list(rows[0])
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"  # noqa: S608
        database.conn.executemany(sql, rows)


def _actor(actor: Actor) -> Row:
    person = actor.kind == "person"
    return {"person_id": actor.id if person else None, "organization_id": None if person else actor.id}


def _source(prefix: str, reading: Reading) -> Row:
    return {
        f"{prefix}_statement_id": reading.statement_id,
        f"{prefix}_vote_id": reading.vote_id,
        f"{prefix}_vote_event_id": reading.vote_event_id,
        f"{prefix}_url": reading.url,
    }


def _count(readings: Iterable[Reading], *, votes: bool) -> int:
    return sum(reading.is_vote == votes for reading in readings)


def _positions(actor: Actor, found: Sequence[Spell]) -> Iterator[Row]:
    held = Counter[str]()
    for place, spell in enumerate(found, start=1):
        held[spell.stance] += 1
        yield {
            "id": digest("position", actor.kind, actor.id, spell.stance, held[spell.stance]),
            **_actor(actor),
            "place": place,
            "latest": int(place == len(found)),
            "stance": spell.stance,
            "first_date": spell.first.day,
            "last_date": spell.last.day,
            "statements": _count(spell.readings, votes=False),
            "votes": _count(spell.readings, votes=True),
            "otherwise": len(spell.otherwise),
            "confidence": spell.confidence,
            **_source("first", spell.first),
            **_source("last", spell.last),
        }


def _changes(actor: Actor, found: Sequence[Spell]) -> Iterator[Row]:
    made = Counter[tuple[str, str]]()
    for change in changes(found):
        sides = (change.before.stance, change.after.stance)
        made[sides] += 1
        yield {
            "id": digest("position change", actor.kind, actor.id, *sides, made[sides]),
            **_actor(actor),
            "kind": change.kind,
            "from_stance": sides[0],
            "to_stance": sides[1],
            "from_date": change.left.day,
            "to_date": change.taken.day,
            "days_between": days_between(change.left.day, change.taken.day),
            "mixed_between": int(_mixed_between(found, change)),
            "confidence": min(change.before.confidence, change.after.confidence),
            **_source("from", change.left),
            **_source("to", change.taken),
        }


def _mixed_between(found: Sequence[Spell], change: Change) -> bool:
    places = [id(spell) for spell in found]
    return places.index(id(change.after)) - places.index(id(change.before)) > 1


def _contradiction(actor: Actor, entry: Contradiction) -> Row:
    return {
        "id": digest("contradiction", actor.kind, actor.id, entry.vote.vote_event_id),
        **_actor(actor),
        "word_stance": entry.word.stance,
        "vote_stance": entry.vote.stance,
        "word_date": entry.word.day,
        "vote_date": entry.vote.day,
        "days_between": abs(days_between(entry.word.day, entry.vote.day)),
        "statements": len(entry.statements),
        "confidence": entry.word.confidence,
        "statement_id": entry.word.statement_id,
        "word_url": entry.word.url,
        "vote_id": entry.vote.vote_id,
        "vote_event_id": entry.vote.vote_event_id,
        "vote_url": entry.vote.url,
    }
