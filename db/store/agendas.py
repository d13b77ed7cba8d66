"""Agenda items as successive looks tell them, and what changed between two looks at one page. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.ids import digest
from db.store.item_identity import Told, identify, item_key
from db.store.looks import Look, in_order

__all__ = ["AgendaState", "ItemState", "follow_agendas", "item_key"]

Items = dict[str, dict[str, Any]]  # records by item key, in page order
FIELDS = (
    "id", "number", "file_number", "position", "section", "title", "text", "action", "action_raw", "url",
)  # fmt: skip


@dataclass
class ItemState:
    """An item of a meeting, by the page that says most of it now."""

    key: str
    views: dict[str, tuple[dict[str, Any], Look]] = field(default_factory=dict)  # by track
    last: tuple[dict[str, Any], Look] | None = None  # kept when no page shows it any more
    first: Look | None = None  # the first look that showed it
    pulled_at: str | None = None

    def merged(self) -> tuple[dict[str, Any], Look]:
        """Return the item and the look it stands on: with an action, then a page, then the latest."""
        views = sorted(self.views.values(), key=_closeness, reverse=True)
        if not views:
            assert self.last is not None  # noqa: S101 - an item was seen at least once
            views = [self.last]
        record = {
            name: next((view[name] for view, _ in views if view.get(name) is not None), None)
            for name in FIELDS
        }
        for name in ("amends", "documents"):
            record[name] = list(dict.fromkeys(value for view, _ in views for value in view.get(name) or []))
        record["start"], record["end"] = (views[0][0].get(name) for name in ("start", "end"))
        return record, views[0][1]


@dataclass
class AgendaState:
    """A meeting's items and changes."""

    items: dict[str, ItemState] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)  # told as pulled, by whichever page dropped them first


def follow_agendas(
    looks: Iterable[Look], names: Mapping[str, str], track: Callable[[str], str] = str
) -> dict[str, AgendaState]:
    """Return each meeting's agenda. Changes come from the second look at a page on.

    `names` maps provisional meeting ids (see db.store.provisional); `track` gives the page that a document
    goes on from (see db.store.agenda_files).
    """
    told: dict[str, list[Told]] = defaultdict(list)
    for look in in_order(looks):
        by_meeting: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for record in look.items:
            if record.get("meeting_id"):
                by_meeting[names.get(record["meeting_id"], record["meeting_id"])].append(record)
        for meeting, records in by_meeting.items():
            told[meeting].append((track(look.document_id), look, records))
    return {meeting: _follow(meeting, entries) for meeting, entries in told.items()}


def _follow(meeting: str, told: list[Told]) -> AgendaState:
    state = AgendaState()
    before: dict[str, Items] = {}
    for (track, look, _), items in zip(told, identify(told), strict=True):
        if track in before:
            _compare(state, before[track], items, _Notes(meeting, look, state.changes))
        _see(state, items, track, look)
        before[track] = items
    return state


def _see(state: AgendaState, items: Items, track: str, look: Look) -> None:
    for key, record in items.items():
        item = state.items.setdefault(key, ItemState(key, first=look))
        item.views[track] = item.last = (record, look)
        item.pulled_at = None
    for key, item in state.items.items():
        if key not in items and track in item.views:
            del item.views[track]
            if not item.views:
                item.pulled_at = look.seen_at


@dataclass
class _Notes:
    """Writes down what a look changed at one meeting's agenda."""

    meeting: str
    look: Look
    changes: list[dict[str, Any]]

    def add(self, key: str, kind: str, record: dict[str, Any], before: str | None, after: str | None) -> None:
        self.changes.append(change_row(self.meeting, key, kind, record, before, after, self.look))


def change_row(
    meeting: str,
    key: str,
    kind: str,
    record: Mapping[str, Any],
    before: str | None,
    after: str | None,
    look: Look,
) -> dict[str, Any]:
    """Return the row of one change; its id is made from what changed and on which look."""
    return {
        "id": digest(meeting, key, kind, look.version_id, look.seq),
        "key": key,
        "kind": kind,
        "number": record.get("number"),
        "title": record.get("title"),
        "before": before,
        "after": after,
        "seen_at": look.seen_at,
        "document_version_id": look.version_id,
    }


def _compare(state: AgendaState, known: Items, items: Items, notes: _Notes) -> None:
    moved = _moved([key for key in known if key in items], [key for key in items if key in known])
    for key, record in items.items():
        if key not in known:
            _note_newcomer(state, key, record, notes)
            continue
        old = known[key]
        if _reworded(old, record):
            notes.add(key, "reworded", record, _wording(old), _wording(record))
        if (old.get("action_raw") or None) != (record.get("action_raw") or None):
            notes.add(key, "action", record, old.get("action_raw"), record.get("action_raw"))
        if key in moved:
            notes.add(key, "reordered", record, _place(old), _place(record))
    for key, old in known.items():
        if key not in items and key not in state.dropped:
            notes.add(key, "pulled", old, _wording(old), None)
            state.dropped.add(key)


def _note_newcomer(state: AgendaState, key: str, record: dict[str, Any], notes: _Notes) -> None:
    """An item new to this page is added, or restored, unless another page of the meeting shows it already."""
    if key not in state.items:
        notes.add(key, "added", record, None, _wording(record))
    elif key in state.dropped:
        notes.add(key, "restored", record, None, _wording(record))
        state.dropped.discard(key)


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


def _closeness(view: tuple[dict[str, Any], Look]) -> tuple[bool, bool, str, str]:
    record, look = view
    # A file prints the agenda as it was on one day, in its own typography; the page is kept up.
    return (bool(record.get("action_raw")), not look.is_file, look.seen_at, look.document_id)


def _reworded(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether title or text changed, rather than became known."""
    return any(
        old.get(name) and new.get(name) and _plain(old[name]) != _plain(new[name])
        for name in ("title", "text")
    )


def _wording(record: Mapping[str, Any]) -> str:
    parts = (record.get("title"), record.get("text"))
    return "\n".join(part for part in parts if part)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _place(record: Mapping[str, Any]) -> str | None:
    place = record.get("number") if record.get("position") is None else record["position"]
    return None if place is None else str(place)
