"""What official votes do to officers in schools: judged by the tag stage, kept while its grounds stay.

An effect stands on the motion, the result and the items' words. Each is stored with a digest of those grounds
and of the judge's version, so that rebuilding votes wipes none and a corrected result is judged again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from db.ids import digest

_PENDING = Path(__file__).with_name("pending_effects.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class VotedItem:
    """An item on the debate that a vote was on."""

    number: str | None
    title: str | None
    text: str | None


@dataclass(frozen=True)
class PendingVote:
    """An official vote to judge, with its items on the debate; `about` stands in where no item is known."""

    id: str
    motion: str | None
    result: str | None
    about: str | None
    items: tuple[VotedItem, ...]
    basis: str


def pending_effects(database: Database, version: str) -> list[PendingVote]:
    """Return the official votes whose effect the judge of that version has not judged on these grounds."""
    pending = []
    for row in database.query(_PENDING):
        basis = digest(version, row["motion"], row["result"], row["about"], row["items"])
        if basis != row["effect_basis"]:
            items = tuple(VotedItem(**item) for item in json.loads(row["items"]))
            pending.append(PendingVote(row["id"], row["motion"], row["result"], row["about"], items, basis))
    return pending


def store_effects(database: Database, votes: list[PendingVote], effects: Mapping[str, str | None]) -> None:
    """Write keep, remove, none or nothing for each vote judged, in the caller's transaction.

    Votes whose items are all of other matters do nothing to officers in schools; call it even for no votes.
    """
    database.conn.executemany(
        "UPDATE vote_events SET effect = ?, effect_basis = ? WHERE id = ?",
        [(effects[vote.id], vote.basis, vote.id) for vote in votes],
    )
    database.execute(
        """
        UPDATE vote_events SET effect = 'none', effect_basis = NULL
        WHERE source_kind <> 'news' AND (effect, effect_basis) IS NOT ('none', NULL)
          AND id IN (SELECT vote_event_id FROM vote_event_items)
          AND id NOT IN (SELECT l.vote_event_id FROM vote_event_items l
                         JOIN agenda_items i ON i.id = l.agenda_item_id WHERE i.relevant = 1)
        """
    )
