"""What a Legistar Web API answer is made of: its rows, whichever format it comes in, and what they are.

The API gives XML unless JSON is asked for (and some clients' installations whatever is asked for); field
names are the same in both. Keys are read in lower case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import lxml.etree

from crawler.json_page import MAX_BYTES, read_json
from crawler.platform import PageError

Row = dict[str, Any]

EXPECTED = "an answer of Legistar's Web API: events, event items, votes or matters"
# What tells the kinds apart, most particular first: an event item also names its matter.
KINDS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("votes", "voteid", frozenset({"voteid", "voteeventitemid", "votepersonname"})),
    ("roll calls", "rollcallid", frozenset({"rollcallid", "rollcalleventitemid", "rollcallpersonname"})),
    ("items", "eventitemid", frozenset({"eventitemid", "eventitemeventid", "eventitemtitle"})),
    ("events", "eventid", frozenset({"eventid", "eventdate", "eventbodyname", "eventbodyid"})),
    ("histories", "matterhistoryid", frozenset({"matterhistoryid", "matterhistoryactionname"})),
    ("attachments", "matterattachmentid", frozenset({"matterattachmentid", "matterattachmenthyperlink"})),
    ("matters", "matterid", frozenset({"matterid", "matterfile", "mattertitle"})),
    ("offices", "officerecordid", frozenset({"officerecordid", "officerecordfullname"})),
    ("people", "personid", frozenset({"personguid", "personfullname"})),
    ("bodies", "bodyid", frozenset({"bodyguid", "bodytypeid", "bodytypename"})),
)
NO_VOTES = "cast to value type 'System.Int32' failed"


@dataclass(frozen=True)
class Answer:
    """An answer's rows and what they are; `kind` is None for an empty list."""

    kind: str | None
    rows: list[Row]
    odd: int = 0  # entries that are no objects


def read_answer(body: bytes) -> Answer:
    """Return an answer's rows. Raises PageError for what is no answer of this API."""
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    value = _read_xml(body) if start[:1] == b"<" and b"Granicus" in body[:2000] else read_json(body, EXPECTED)
    if isinstance(value, dict):
        _check_message(value)
        value = value["value"] if isinstance(value.get("value"), list) else [value]
    if not isinstance(value, list):
        raise PageError(f"JSON that holds neither rows nor an object ({value!r:.40}); expected {EXPECTED}")
    rows = [_lowered(entry) for entry in value if isinstance(entry, dict)]
    if value and not rows:
        raise PageError(f"a list without objects ({value[0]!r:.40}); expected {EXPECTED}")
    return Answer(_kind(rows) if rows else None, rows, len(value) - len(rows))


def rows_of(row: Row, key: str) -> list[Row]:
    """Return the rows inside a row, as an event's items; none where there are none."""
    inner = row.get(key)
    return [_lowered(entry) for entry in inner if isinstance(entry, dict)] if isinstance(inner, list) else []


def flag(row: Row, key: str) -> bool | None:
    """Return a yes or no field; None where it is empty."""
    word = str(row.get(key)).strip().lower()
    return {"1": True, "true": True, "0": False, "false": False}.get(word)


def number(row: Row, key: str) -> int | None:
    """Return a whole number; None where there is none."""
    word = str(row.get(key)).strip()
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None


def _lowered(entry: dict[str, Any]) -> Row:
    return {str(key).lower(): value for key, value in entry.items()}


def _kind(rows: Iterable[Row]) -> str:
    seen: set[str] = set()
    for row in rows:
        for kind, _, signs in KINDS:
            if signs & row.keys():
                return kind
        seen |= row.keys()
    told = ", ".join(sorted(seen)[:8]) or "no fields"
    raise PageError(f"objects with {told}; expected {EXPECTED}")


def _check_message(value: dict[str, Any]) -> None:
    """Raise PageError for the API's own error answers."""
    lowered = _lowered(value)
    told = lowered.get("exceptionmessage") or lowered.get("message") or lowered.get("error")
    if told and not any(signs & lowered.keys() for _, _, signs in KINDS):
        inner = lowered.get("innerexception")
        more = _lowered(inner).get("exceptionmessage") if isinstance(inner, dict) else None
        raise PageError(
            f"an error of the API ({' '.join(str(more or told).split())[:160]}); expected {EXPECTED}"
        )


def _read_xml(body: bytes) -> Any:
    if len(body) > MAX_BYTES:
        raise PageError(f"an answer of {len(body) // 1048576} MB; expected {EXPECTED}")
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = lxml.etree.fromstring(body.strip(), parser)
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        raise PageError(f"XML that cannot be read ({error}); expected {EXPECTED}") from error
    return [_xml_object(child) for child in root] if _is_list(root) else _xml_object(root)


def _xml_object(element: "lxml.etree._Element") -> dict[str, Any]:
    return {_name(child): _xml_value(child) for child in element if isinstance(child.tag, str)}


def _xml_value(element: "lxml.etree._Element") -> Any:
    if len(element):
        return [_xml_object(child) for child in element if isinstance(child.tag, str)]
    return element.text


def _is_list(root: "lxml.etree._Element") -> bool:
    return _name(root).startswith("ArrayOf")


def _name(element: "lxml.etree._Element") -> str:
    return str(lxml.etree.QName(element).localname)
