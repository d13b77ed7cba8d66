"""Derived rows: deriving again replaces only the columns derived, what is no longer derived goes."""

import json
from typing import Any

from sqlite_utils import Database

KEYS = {
    "agenda_item_numbers": ("agenda_item_id", "number"),
    "agenda_item_documents": ("agenda_item_id", "url"),
    "meeting_documents": ("meeting_id", "url"),
    "meeting_members": ("meeting_id", "name"),
    "vote_event_items": ("vote_event_id", "agenda_item_id"),
}


def put_rows(database: Database, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows, or update the given columns of those already there, in the caller's transaction."""
    if not rows:
        return
    names, keys = list(rows[0]), KEYS.get(table, ("id",))
    sets = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    then = f"UPDATE SET {sets}" if sets else "NOTHING"
    sql = (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(keys)}) DO {then}"
    )
    database.conn.executemany(sql, rows)


def remove_others(database: Database, source_id: str, meetings: list[str], items: list[str]) -> None:
    """Remove a source's meetings and items that its pages no longer give, and all derived changes and links.

    Only another parser or a provisional id that found its real one makes rows go: an item that a board
    pulls keeps its row.
    """
    known = {"source": source_id, "meetings": json.dumps(meetings), "items": json.dumps(items)}
    own = "SELECT id FROM meetings WHERE source_id = :source"
    old_items = (
        f"SELECT id FROM agenda_items WHERE meeting_id IN ({own}) "  # noqa: S608
        "AND id NOT IN (SELECT value FROM json_each(:items))"
    )
    old_meetings = f"{own} AND id NOT IN (SELECT value FROM json_each(:meetings))"  # noqa: S608
    for table in ("meeting_changes", "agenda_changes", "meeting_documents"):
        database.execute(f"DELETE FROM {table} WHERE meeting_id IN ({own})", known)  # noqa: S608
    every_item = f"SELECT id FROM agenda_items WHERE meeting_id IN ({own})"  # noqa: S608
    for table in ("agenda_item_documents", "agenda_item_numbers", "agenda_item_links"):
        database.execute(f"DELETE FROM {table} WHERE agenda_item_id IN ({every_item})", known)  # noqa: S608
    for column, old in (("agenda_item_id", old_items), ("meeting_id", old_meetings)):
        database.execute(f"DELETE FROM timeline WHERE {column} IN ({old})", known)  # noqa: S608
        database.execute(f"UPDATE vote_events SET {column} = NULL WHERE {column} IN ({old})", known)  # noqa: S608
    database.execute(f"DELETE FROM agenda_items WHERE id IN ({old_items})", known)  # noqa: S608
    database.execute(f"DELETE FROM meetings WHERE id IN ({old_meetings})", known)  # noqa: S608
