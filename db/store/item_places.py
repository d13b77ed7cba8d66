"""Where on its page an item stands. Pure."""

from collections.abc import Mapping
from typing import Any


def place_of(text: str | None, record: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Return the characters of a page's text that an item stands on: as its parser says, else its line."""
    if record.get("start") is not None:
        return record["start"], record.get("end")
    for needle in (record["number"], record["title"]):
        at = (text or "").find(needle) if needle else -1
        while needle and at > 0 and text and text[at - 1] not in "\n *":
            at = text.find(needle, at + 1)
        if text and at >= 0:
            end = text.find("\n", at)
            return at, len(text) if end < 0 else end
    return None, None
