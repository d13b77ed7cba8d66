"""What a CivicClerk answer holds: events, an agenda's items, an item's votes. Keys are read in lower case."""

from dataclasses import dataclass, field
from typing import Any

from crawler.json_page import read_json
from crawler.platform import PageError

Row = dict[str, Any]

EXPECTED = "an answer of CivicClerk's API: events, a meeting's agenda, an item's votes or a file's text"
_EVENT = frozenset({"eventname", "startdatetime", "eventdate"})
_AGENDA = frozenset({"items", "agendaispublish", "agendapacketispublish"})
_VOTE = frozenset({"motionname", "yesvotes", "novotes"})
_CATEGORY = frozenset({"categorydesc"})


@dataclass(frozen=True)
class Answer:
    """An answer's rows and what they are: events, agenda, votes, categories; None for an empty list."""

    kind: str | None
    rows: list[Row] = field(default_factory=list)
    next_page: str | None = None
    odd: int = 0  # entries that are no objects
    listed: bool = False  # a list, and not one object


def read_answer(body: bytes) -> Answer:
    """Return an answer's rows. Raises PageError for what is no answer of this API."""
    value = _lowered(read_json(body, EXPECTED))
    if isinstance(value, dict) and not isinstance(value.get("value"), list):
        _check_message(value)
        return Answer(_kind([value]), [value])
    next_page = value.get("@odata.nextlink") if isinstance(value, dict) else None
    entries = value["value"] if isinstance(value, dict) else value
    if not isinstance(entries, list):
        raise PageError(f"JSON that holds neither rows nor an object ({entries!r:.40}); expected {EXPECTED}")
    rows = [entry for entry in entries if isinstance(entry, dict)]
    if entries and not rows:
        raise PageError(f"a list without objects ({entries[0]!r:.40}); expected {EXPECTED}")
    more = next_page if isinstance(next_page, str) else None
    return Answer(_kind(rows) if rows else None, rows, more, len(entries) - len(rows), listed=True)


def rows_of(row: Row, key: str) -> list[Row]:
    """Return the objects inside a row; none where there are none."""
    inner = row.get(key)
    return [entry for entry in inner if isinstance(entry, dict)] if isinstance(inner, list) else []


def is_set(row: Row, key: str) -> bool | None:
    """Return a yes or no field, which is a number, a truth value or a word; None where it is missing."""
    word = str(row.get(key)).strip().lower()
    if word in {"1", "true", "yes", "published"}:
        return True
    return None if word in {"none", ""} else False


def _kind(rows: list[Row]) -> str:
    for row in rows:
        for kind, signs in (
            ("events", _EVENT),
            ("agenda", _AGENDA),
            ("votes", _VOTE),
            ("categories", _CATEGORY),
        ):
            if signs & row.keys():
                return kind
    told = ", ".join(sorted({key for row in rows for key in row})[:8]) or "no fields"
    raise PageError(f"objects with {told}; expected {EXPECTED}")


def _check_message(value: Row) -> None:
    error = value.get("error")
    told = (
        (error.get("message") if isinstance(error, dict) else error)
        or value.get("message")
        or value.get("title")
    )
    if told and not (_EVENT | _AGENDA | _VOTE) & value.keys():
        raise PageError(f"an error of the API ({' '.join(str(told).split())[:160]}); expected {EXPECTED}")


def _lowered(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key).lower(): _lowered(inner) for key, inner in value.items()}
    return [_lowered(inner) for inner in value] if isinstance(value, list) else value
