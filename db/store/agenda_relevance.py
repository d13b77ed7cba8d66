"""Which agenda items are of the debate, with the reason: own judgements, and what lineage adds to them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.ids import digest
from db.store.tagging import mark_tagged

ATTACHED_CHARS = 20_000  # of each attachment
SHARED_BY = 3  # items of a meeting that one attachment may hang on and still be theirs
_PENDING = Path(__file__).with_name("pending_items.sql").read_text(encoding="utf-8")
_ACTS_ON = """
SELECT agenda_item_id, number, relation FROM agenda_item_links WHERE relation <> 'refers' ORDER BY id
"""

Told = tuple[bool, float, str]  # relevant, relevance 0..1, reason


@dataclass(frozen=True)
class Line:
    """What connects items over the years: the numbers each goes by, and those each acts on."""

    own: Mapping[str, frozenset[str]]  # by item
    acts_on: Mapping[str, Mapping[str, str]]  # by item: number -> relation (amends, renews ...)


def pending_items(database: Database, version: str) -> list[dict[str, Any]]:
    """Return the items to judge anew: id, title, text, attached (text), document_version_id, relevance_basis.

    An item is judged again when its words, its attachments or the extractor are other than they were.
    """
    pending = []
    for row in database.query(_PENDING, {"shared": SHARED_BY}):
        versions = row.pop("attached_versions")
        basis = digest(version, row["title"], row["text"], versions)
        if basis != row["relevance_basis"]:
            attached = _texts(database, (versions or "").split(","))
            pending.append({**row, "relevance_basis": basis, "attached": attached})
    return pending


def store_judgements(
    database: Database, version: str, items: list[dict[str, Any]], judged: Mapping[str, Told]
) -> None:
    """Write items' own judgements, in the caller's transaction, and mark their pages as read."""
    pages: dict[str, Told] = {}
    for item in items:
        told = judged[item["id"]]
        database.execute(
            "UPDATE agenda_items SET own_judgement = ?, relevance_basis = ? WHERE id = ?",
            [json.dumps(told), item["relevance_basis"], item["id"]],
        )
        page = item["document_version_id"]
        if page and (page not in pages or told[:2] > pages[page][:2]):
            pages[page] = told
    for page, (relevant, relevance, reason) in pages.items():
        answer = {"relevant": relevant, "relevance": relevance, "relevance_reason": reason}
        mark_tagged(database, page, version, answer)


def own_judgements(database: Database) -> dict[str, Told]:
    """Return what each item is judged to be by its own words and attachments."""
    sql = "SELECT id, own_judgement FROM agenda_items WHERE own_judgement IS NOT NULL ORDER BY id"
    told = {row["id"]: json.loads(row["own_judgement"]) for row in database.query(sql)}
    return {name: (bool(relevant), relevance, reason) for name, (relevant, relevance, reason) in told.items()}


def line(database: Database) -> Line:
    """Return how items are connected; a number that is only referred to connects nothing."""
    own: dict[str, set[str]] = {}
    for row in database.query("SELECT agenda_item_id, number FROM agenda_item_numbers"):
        own.setdefault(row["agenda_item_id"], set()).add(row["number"])
    acts_on: dict[str, dict[str, str]] = {}
    for row in database.query(_ACTS_ON):
        acts_on.setdefault(row["agenda_item_id"], {})[row["number"]] = row["relation"]
    return Line({item: frozenset(numbers) for item, numbers in own.items()}, acts_on)


def settle(database: Database, judged: Mapping[str, Told]) -> None:
    """Write the judgements that differ from what is stored, in the caller's transaction."""
    database.conn.executemany(
        "UPDATE agenda_items SET relevant = ?1, relevance = ?2, relevance_reason = ?3 "
        "WHERE id = ?4 AND (relevant, relevance, relevance_reason) IS NOT (?1, ?2, ?3)",
        [
            (int(relevant), relevance, reason, item)
            for item, (relevant, relevance, reason) in sorted(judged.items())
        ],
    )


def _texts(database: Database, versions: list[str]) -> str:
    sql = "SELECT substr(text, 1, ?) AS text FROM document_versions WHERE id = ?"
    found = (next(database.query(sql, [ATTACHED_CHARS, version]), None) for version in sorted(versions))
    return "\n".join(row["text"] for row in found if row and row["text"])
