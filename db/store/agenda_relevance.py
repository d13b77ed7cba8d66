# ruff: noqa: E501 - SQL, patterns and example texts on their own lines
"""Which agenda items are of the debate, with the reason; kept per page version like any tagging."""

from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.store.tagging import mark_tagged

_PENDING = Path(__file__).with_name("pending_items.sql").read_text(encoding="utf-8")


def pending_items(database: Database, version: str) -> list[dict[str, Any]]:
    """Return the items to judge: id, number, title, text, amends, attached text."""
    return list(database.query(_PENDING, {"version": version}))


def relevant_numbers(database: Database) -> set[str]:
    """Return the report numbers that are known to be of the debate."""
    rows = database.query(
        "SELECT DISTINCT number FROM agenda_items WHERE relevant = 1 AND number IS NOT NULL"
    )
    return {row["number"] for row in rows}


def store_judgements(
    database: Database, version: str, items: list[dict[str, Any]], judged: dict[str, tuple[bool, float, str]]
) -> None:
    """Write the judgements that differ from what is stored, in the caller's transaction."""
    pages: dict[str, tuple[bool, float, str]] = {}
    for item in items:
        relevant, relevance, reason = judged[item["id"]]
        database.execute(
            "UPDATE agenda_items SET relevant = :relevant, relevance = :relevance, relevance_reason = :reason "
            "WHERE id = :id AND (relevant, relevance, relevance_reason) IS NOT (:relevant, :relevance, :reason)",
            {"relevant": int(relevant), "relevance": relevance, "reason": reason, "id": item["id"]},
        )
        page = item["document_version_id"]
        if page and (page not in pages or relevance > pages[page][1]):
            pages[page] = (relevant or (page in pages and pages[page][0]), relevance, reason)
    for page, (relevant, relevance, reason) in pages.items():
        answer = {"relevant": relevant, "relevance": relevance, "relevance_reason": reason}
        mark_tagged(database, page, version, answer)
