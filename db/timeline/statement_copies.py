"""One quotation in nine copies of a story is one statement with eight copies."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]
LEAST_WORDS = 6  # a copy may cut a quotation; fewer words than these could stand in any


@dataclass
class Told:
    """A statement as the timeline tells it, and the same one in the story's other copies."""

    row: Row
    words: str
    copies: list[Row] = field(default_factory=list)


def told_once(rows: Iterable[Row]) -> Iterator[Told]:
    """Return each statement once. `rows` come story by story, the copy that stands for the others first.

    The same: in one story, by one speaker, in the same words, or, in another copy, in a part of them.
    """
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for row in rows:
        speaker = row["person_id"] or row["organization_id"] or (row["actor"] or "").lower()
        known = found[row["story_id"] or row["article_id"], speaker]
        words = " ".join(re.findall(r"\w+", row["text"].lower()))
        same = next((told for told in known if _same(told, row, words)), None)
        if same is None:
            known.append(Told(row, words))
        else:
            same.copies.append(row)
    for statements in found.values():
        yield from statements


def store_copies(database: Database, told: Iterable[Told]) -> None:
    """Write which statements repeat which, in the caller's transaction."""
    database.execute("DELETE FROM statement_copies")
    database.conn.executemany(
        "INSERT INTO statement_copies VALUES (?, ?)",
        [(copy["id"], each.row["id"]) for each in told for copy in each.copies],
    )


def _same(told: Told, row: Row, words: str) -> bool:
    if told.words == words:
        return True
    shorter, longer = sorted((told.words, words), key=len)
    return (
        told.row["article_id"] != row["article_id"]
        and len(shorter.split()) >= LEAST_WORDS
        and f" {shorter} " in f" {longer} "
    )
