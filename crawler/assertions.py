"""A source's own assertions: "nothing new" and "broken" must never look alike."""

from dataclasses import dataclass
from datetime import date

from db.ledger import Level
from db.registry import Source
from db.store.source_items import SourceItems


@dataclass(frozen=True)
class Breach:
    """An assertion that does not hold. A breach of the level "error" blocks publishing the source's run."""

    level: Level
    kind: str
    message: str

    @property
    def blocks(self) -> bool:
        """Whether the source's rows stay as they were published before."""
        return self.level == "error"


def check(source: Source, found: SourceItems, today: date) -> list[Breach]:
    """Return what does not hold of a source's records as a whole.

    `min_items` and `fill` block; `max_items` and `stale_days` warn. Records that were there before and are
    unchanged count: a quiet week is no breach, a page that has become unreadable is one.
    """
    expected = source.expect
    breaches = []
    if found.items < expected.min_items:
        told = f"{found.items} records on its pages; its registry entry expects at least {expected.min_items}"
        breaches.append(Breach("error", "too few items", told))
    if expected.max_items is not None and found.items > expected.max_items:
        told = f"{found.items} records on its pages; its registry entry expects at most {expected.max_items}"
        breaches.append(Breach("warning", "too many items", told))
    breaches.extend(_unfilled(source, found))
    if stale := _stale(source, found, today):
        breaches.append(stale)
    return breaches


def _unfilled(source: Source, found: SourceItems) -> list[Breach]:
    breaches = []
    for name, share in sorted(source.expect.fill.items()):
        has = found.fills.get(name)
        if has is not None and has < share:
            told = f"{has:.0%} of its records have {name}; its registry entry expects {share:.0%}"
            breaches.append(Breach("error", "empty fields", told))
    return breaches


def _stale(source: Source, found: SourceItems, today: date) -> Breach | None:
    if found.newest is None:
        return None
    age = (today - date.fromisoformat(found.newest)).days
    if age <= source.expect.stale_days:
        return None
    told = (
        f"its newest record is {age} days old ({found.newest}); expected one every {source.expect.stale_days}"
    )
    return Breach("warning", "stale", told)
