"""What the replica shows: YAML files, read once, as they stand in a state of the web.

An entry (or an item in it) can carry three keys that tell how the web changes between crawls:
`appears: 1` is not there before state 1, `pulled: 1` is gone from it on, and what stands under
`changed` replaces the keys of the same name. An article's `changed` may hold a `correction`: words of its
body with what stands in their place, and the note that says so.
"""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

HERE = Path(__file__).resolve().parent
CHICAGO = ZoneInfo("America/Chicago")
NOTHING = object()
MARKS = ("appears", "pulled", "changed", "correction")


def at_state(entry: Any, state: int) -> Any:
    """Return an entry as it stands in a state of the web; NOTHING when it is not there."""
    if isinstance(entry, list):
        return [one for one in (at_state(item, state) for item in entry) if one is not NOTHING]
    if not isinstance(entry, dict):
        return entry
    if state < entry.get("appears", 0) or state >= entry.get("pulled", state + 1):
        return NOTHING
    now = {**entry, **(entry.get("changed", {}) if state else {})}
    if "correction" in now:
        now["body"] = _corrected(now["body"], now["correction"])
    kept = {key: value for key, value in now.items() if key not in MARKS}
    return {key: at_state(value, state) for key, value in kept.items()}


def _corrected(body: str, correction: dict[str, Any]) -> str:
    for wrong, right in correction["words"].items():
        if wrong not in body:
            raise ValueError(f"nothing to correct: {wrong!r}")
        body = body.replace(wrong, right)
    return f"{body}\n\n{correction['note']}"


def meetings(state: int) -> list[dict[str, Any]]:
    """Return the board's meetings, the oldest first."""
    return sorted(at_state(_all("meetings"), state), key=lambda meeting: str(meeting["start"]))


def articles(state: int) -> list[dict[str, Any]]:
    """Return the articles of every outlet, the newest first; each knows its `outlet`."""
    return sorted(at_state(_all("articles"), state), key=lambda article: article["published"], reverse=True)


@cache
def outlets() -> dict[str, dict[str, Any]]:
    """Return the outlets by id."""
    return {outlet["id"]: outlet for outlet in _read(HERE / "data" / "outlets.yaml")}


@cache
def places() -> dict[str, dict[str, Any]]:
    """Return the places at which the board meets, by a short word."""
    return dict(_read(HERE / "data" / "places.yaml"))


@cache
def wires() -> dict[str, str]:
    """Return the texts that several outlets carry, by name."""
    return dict(_read(HERE / "data" / "wires.yaml"))


def moment(value: date | datetime) -> datetime:
    """Return a date of the data as a moment; one without a zone is Chicago's."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, 9)
    return value if value.tzinfo else value.replace(tzinfo=CHICAGO)


def paragraphs(text: str) -> list[str]:
    """Return a text's paragraphs, each on one line."""
    return [" ".join(block.split()) for block in text.split("\n\n") if block.strip()]


@cache
def _all(folder: str) -> list[dict[str, Any]]:
    found = []
    for path in sorted((HERE / "data" / folder).glob("*.yaml")):
        for entry in _read(path) or []:
            found.append({"outlet": path.stem, **entry} if folder == "articles" else entry)
    return found


@cache
def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


LAUNCH = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
CHANGE = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def listing_date(state: int) -> datetime:
    """Return the date that pages listing other pages carry: they change when the web does."""
    return CHANGE if state else LAUNCH
