"""What items say of earlier files, as links: from title, text and the first page of what is attached.

A link keeps its number where nothing known goes by it, so that it finds its target on a later run.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.file_numbers import number_key
from db.ids import digest
from db.references import REFERS, Reference, introduced_in, references_in
from db.report_numbers import reports_in
from db.store.item_pairs import file_numbers

FIRST_PAGE_CHARS = 3000  # a report states what it amends in its title and first lines
ATTACHMENTS_READ = 3
MOST_LINKS = 60  # an item that names more is an index of files, not one's history


@dataclass(frozen=True)
class Passage:
    """A text that speaks for an item, and where it stands: its version, and its first character there."""

    text: str
    version_id: str | None = None
    start: int | None = None


@dataclass
class ItemLineage:
    """An item with its own numbers and what it says of others'."""

    item_id: str
    date: str | None
    own: list[str]
    links: list[tuple[Reference, Passage]] = field(default_factory=list)


def read_lineage(
    item_id: str, date: str | None, record: Mapping[str, Any], amends: Iterable[str], passages: list[Passage]
) -> ItemLineage:
    """Read an item's passages, the title's first; `amends` are numbers that its parser read off already."""
    title = record.get("title") or ""
    own = list(dict.fromkeys([*file_numbers(dict(record)), *introduced_in(title)]))
    found: dict[tuple[str, str], tuple[Reference, Passage]] = {}
    for passage in passages:
        for reference in references_in(passage.text):
            if reference.number not in own:
                found.setdefault((reference.relation, reference.number), (reference, passage))
    changed = {number for relation, number in found if relation != REFERS}
    for told in amends:
        for number in map(number_key, reports_in(told) or [told]):
            if number not in changed and number not in own:
                plain = Reference("amends", number, 0, 0, told)
                found[("amends", number)] = (plain, Passage("", passages[0].version_id if passages else None))
                changed.add(number)
    links = [link for (said, number), link in found.items() if said != REFERS or number not in changed]
    return ItemLineage(item_id, date, own, links[:MOST_LINKS])


def number_rows(items: Iterable[ItemLineage]) -> list[dict[str, Any]]:
    """Return the rows of agenda_item_numbers."""
    return [{"agenda_item_id": item.item_id, "number": number} for item in items for number in item.own]


def link_rows(items: list[ItemLineage]) -> list[dict[str, Any]]:
    """Return the rows of agenda_item_links, each with the item it leads to where one is known."""
    by_number: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for item in items:
        for number in item.own:
            by_number[number].append((item.date or "", item.item_id))
    for entries in by_number.values():
        entries.sort()
    return [
        _row(item, reference, passage, _target(by_number.get(reference.number, []), item))
        for item in items
        for reference, passage in item.links
    ]


def _target(known: list[tuple[str, str]], item: ItemLineage) -> str | None:
    """Return the latest item of that number up to this one's day, else the first after it."""
    others = [entry for entry in known if entry[1] != item.item_id]
    earlier = [entry for entry in others if entry[0] <= (item.date or "")]
    return (earlier[-1] if earlier else others[0])[1] if others else None


def _row(item: ItemLineage, reference: Reference, passage: Passage, target: str | None) -> dict[str, Any]:
    known = passage.start is not None
    return {
        "id": digest(item.item_id, reference.relation, reference.number),
        "agenda_item_id": item.item_id,
        "relation": reference.relation,
        "number": reference.number,
        "target_agenda_item_id": target,
        "evidence": reference.evidence,
        "document_version_id": passage.version_id,
        "start_char": (passage.start or 0) + reference.start if known else None,
        "end_char": (passage.start or 0) + reference.end if known else None,
    }
