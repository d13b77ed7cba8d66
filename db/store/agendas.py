"""Agenda items as successive looks tell them, and what changed between two looks at one page. Pure."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from db.ids import digest
from db.report_numbers import report_key
from db.store.looks import Look

Items = dict[str, dict[str, Any]]  # records by item key, in page order
FIELDS = ("number", "position", "section", "title", "text", "action", "action_raw", "url")


@dataclass
class ItemState:
    """An item of a meeting, by the page that says most of it now."""

    key: str
    views: dict[str, tuple[dict[str, Any], Look]] = field(default_factory=dict)  # by document
    last: tuple[dict[str, Any], Look] | None = None  # kept when no page shows it any more
    pulled_at: str | None = None

    def merged(self) -> tuple[dict[str, Any], Look]:
        """Return the item and the look it stands on: the page with an action, then the latest."""
        views = sorted(self.views.values(), key=_closeness, reverse=True)
        if not views:
            assert self.last is not None  # noqa: S101 - an item was seen at least once
            return self.last
        record = {
            name: next((view[name] for view, _ in views if view.get(name) is not None), None)
            for name in FIELDS
        }
        for name in ("amends", "documents"):
            record[name] = list(dict.fromkeys(value for view, _ in views for value in view.get(name) or []))
        return record, views[0][1]


@dataclass
class AgendaState:
    """A meeting's items and changes."""

    items: dict[str, ItemState] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)


def item_key(record: dict[str, Any]) -> str:
    """Return what an item is known by within its meeting: its report number, else a digest of its title."""
    if record.get("number"):
        return report_key(record["number"])
    return digest(" ".join((record.get("title") or record.get("text") or "").lower().split()))


def follow_agendas(looks: list[Look], names: dict[str, str]) -> dict[str, AgendaState]:
    """Return each meeting's agenda. Changes come from the second look at a page on."""
    states: dict[str, AgendaState] = {}
    before: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for look in looks:
        by_meeting: dict[str, dict[str, dict[str, Any]]] = {}
        for record in look.items:
            meeting = names.get(record["meeting_id"], record["meeting_id"])
            by_meeting.setdefault(meeting, {}).setdefault(item_key(record), record)
        for meeting, items in by_meeting.items():
            state = states.setdefault(meeting, AgendaState())
            known = before.get((meeting, look.document_id))
            if known is not None:
                _compare(state, known, items, _Notes(meeting, look, state.changes))
            _see(state, items, look)
            before[(meeting, look.document_id)] = items
    return states


def _see(state: AgendaState, items: dict[str, dict[str, Any]], look: Look) -> None:
    for key, record in items.items():
        item = state.items.setdefault(key, ItemState(key))
        item.views[look.document_id] = item.last = (record, look)
        item.pulled_at = None
    for key, item in state.items.items():
        if key not in items and look.document_id in item.views:
            del item.views[look.document_id]
            if not item.views:
                item.pulled_at = look.seen_at


@dataclass
class _Notes:
    """Writes down what a look changed at one meeting's agenda."""

    meeting: str
    look: Look
    changes: list[dict[str, Any]]

    def add(self, key: str, kind: str, record: dict[str, Any], before: str | None, after: str | None) -> None:
        self.changes.append(
            {
                "id": digest(self.meeting, key, kind, self.look.version_id, self.look.seq),
                "key": key,
                "kind": kind,
                "number": record.get("number"),
                "title": record.get("title"),
                "before": before,
                "after": after,
                "seen_at": self.look.seen_at,
                "document_version_id": self.look.version_id,
            }
        )


def _compare(state: AgendaState, known: Items, items: Items, notes: _Notes) -> None:
    moved = _moved([key for key in known if key in items], [key for key in items if key in known])
    for key, record in items.items():
        if key not in known:
            _note_newcomer(state, key, record, notes)
            continue
        old = known[key]
        if _plain(_wording(old)) != _plain(_wording(record)):
            notes.add(key, "reworded", record, _wording(old), _wording(record))
        if (old.get("action_raw") or None) != (record.get("action_raw") or None):
            notes.add(key, "action", record, old.get("action_raw"), record.get("action_raw"))
        if key in moved:
            notes.add(key, "reordered", record, _place(old), _place(record))
    for key, old in known.items():
        if key not in items:
            notes.add(key, "pulled", old, _wording(old), None)


def _note_newcomer(state: AgendaState, key: str, record: dict[str, Any], notes: _Notes) -> None:
    """An item new to this page is added, or restored, unless another page of the meeting shows it already."""
    if key not in state.items:
        notes.add(key, "added", record, None, _wording(record))
    elif not state.items[key].views:
        notes.add(key, "restored", record, None, _wording(record))


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return the keys that moved among those in both orders: the fewest whose removal leaves one order."""
    rank = {key: place for place, key in enumerate(before)}
    tails: list[int] = []
    chains: list[list[str]] = []
    for key in after:
        at = bisect_left(tails, rank[key])
        chain = [*(chains[at - 1] if at else []), key]
        tails[at : at + 1], chains[at : at + 1] = [rank[key]], [chain]
    return set(after) - set(chains[-1] if chains else [])


def _closeness(view: tuple[dict[str, Any], Look]) -> tuple[bool, str, str]:
    record, look = view
    return (bool(record.get("action_raw")), look.seen_at, look.document_id)


def _wording(record: dict[str, Any]) -> str:
    parts = (record.get("title"), record.get("text"))
    return "\n".join(part for part in parts if part)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _place(record: dict[str, Any]) -> str | None:
    return None if record.get("position") is None else str(record["position"])
