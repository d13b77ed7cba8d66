"""A matter's history: what each meeting did with it. An entry's id is that of the meeting's event item."""

from crawler.json_page import text_of
from crawler.platform import Page
from crawler.platforms.legistar_rows import Row
from crawler.platforms.legistar_votes import read_outcomes
from db.records import Record, Remark

_OTHER_NAMES = {"movername": "mover", "secondername": "seconder"}


def read_histories(rows: list[Row], page: Page) -> list[Record]:
    """Return the votes that the entries tell of; what else they tell has no title to stand under."""
    records: list[Record] = []
    for row in rows:
        day = (text_of(row, "matterhistoryactiondate") or "")[:10] or None
        records += read_outcomes([_as_item(row)], None, day, None)
    if not records:
        told = f"{len(rows)} entries of a matter's history, none of them a vote"
        records.append(Remark(kind="no vote", message=told, url=page.url))
    return records


def _as_item(row: Row) -> Row:
    """Return an entry under the names that an event item's fields have."""
    item: Row = {}
    for key, value in row.items():
        field = key.removeprefix("matterhistory")
        item[f"eventitem{_OTHER_NAMES.get(field, field)}"] = value
    return item
