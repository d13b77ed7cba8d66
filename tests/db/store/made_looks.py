"""Looks made up for the tests of what follows from them: a page, the day it was seen, its records."""

from typing import Any

from db.store.looks import Look


def look(
    document: str,
    seq: int,
    *meetings: dict[str, Any],
    items: list[dict[str, Any]] | None = None,
    day: str = "",
    documents: list[dict[str, Any]] | None = None,
    **more: Any,
) -> Look:
    """Return the look number `seq` at a page: on that day of February, unless `day` says another (ISO)."""
    seen = day if "T" in day else f"{day or f'2024-02-{seq:02}'}T00:00:00Z"
    return Look(document, f"{document}{seq}", seq, seen, list(meetings), items or [], documents or [], **more)


def meeting(number: str, start: str, title: str | None = "Board meeting", **more: Any) -> dict[str, Any]:
    return {"id": number, "start": start, "title": title, "body": "Board", **more}


def item(number: str | None, title: str = "Title", position: int = 1, **more: Any) -> dict[str, Any]:
    return {"meeting_id": "1", "number": number, "title": title, "position": position, **more}
