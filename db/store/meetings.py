"""Meetings as successive looks tell them: each once, whatever happens to it, every change a row.

Pure: looks in, rows out. Two pages may tell of one meeting; what they say is merged by how close the page
is to it, never by which answer came in first. Changes are read off from run to run: the pages of one run are
one picture, so that any order of arrival gives the same rows, and a meeting that slips from one page of a
list to the next has not left it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from db.ids import digest
from db.store.looks import Look, in_order
from db.store.provisional import resolve_provisional

CHANGING = ("start", "title", "status", "location")
LISTED, NOT_LISTED = "listed", "not listed"
# Which status wins when pages disagree: what happened over what was announced, a cancellation over a plan.
_STATUSES = ("cancelled", "postponed", "held", "confirmed", "tentative")
_LIST = re.compile(r"\b(?:meetings|calendar|lists?|listing|events|schedule|feed)\b", re.IGNORECASE)


@dataclass
class View:
    """What one page says of a meeting now. `rank`: a calendar's is 0, a list's 1, its own page's 2 or 3."""

    record: dict[str, Any]
    rank: int
    look: Look

    @property
    def order(self) -> tuple[int, str, str]:
        """What the closest, then the latest view has most of."""
        return (self.rank, self.look.seen_at, self.look.document_id)


@dataclass
class MeetingState:
    """A meeting and what became of it."""

    id: str
    views: dict[str, View] = field(default_factory=dict)
    merged: dict[str, Any] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)  # the lists that show it now
    vanished_at: str | None = None

    @property
    def version_id(self) -> str:
        """The version that says most of the meeting."""
        return max(self.views.values(), key=lambda view: view.order).look.version_id

    def note(self, name: str, before: str | None, after: str | None, look: Look) -> None:
        """Write down that a fact changed."""
        self.changes.append(
            {
                "id": digest(self.id, name, look.version_id, look.seq, before, after),
                "field": name,
                "before": before,
                "after": after,
                "seen_at": look.seen_at,
                "document_version_id": look.version_id,
            }
        )


def follow_meetings(looks: Iterable[Look], names: dict[str, str] | None = None) -> dict[str, MeetingState]:
    """Return the meetings by their platform's id (a provisional one where nothing better is known).

    `names` is what `resolve_provisional` says of these looks, where the caller has asked already.
    """
    ordered = in_order(looks)
    follower = _Follower(ordered, resolve_provisional(ordered) if names is None else names)
    for _, run in groupby(ordered, key=lambda look: look.round):
        follower.follow(list(run))
    return follower.states


class _Follower:
    def __init__(self, looks: list[Look], names: dict[str, str]) -> None:
        self.names = names
        self.states: dict[str, MeetingState] = {}
        self.lists = {look.document_id for look in looks if _is_list(look)}
        self.shown: dict[str, dict[str, str]] = {}  # by list: meeting id -> day, as last seen

    def follow(self, run: list[Look]) -> None:
        before: dict[str, dict[str, Any]] = {}
        told: dict[str, dict[str, Look]] = {}  # by meeting: what a page says otherwise than it did
        for look in run:
            for name, record in self._records(look).items():
                state = self.states.setdefault(name, MeetingState(name))
                before.setdefault(name, state.merged)
                self._see(state, record, look, told.setdefault(name, {}))
        for name, merged in before.items():
            state = self.states[name]
            state.merged = merge(list(state.views.values()))
            for field_name, look in told[name].items():
                old, new = merged.get(field_name), state.merged.get(field_name)
                if differs(field_name, old, new):
                    state.note(field_name, old, new, look)
        self._compare_lists(run)

    def _records(self, look: Look) -> dict[str, dict[str, Any]]:
        """Return a page's meetings by id; of a row told twice the second fills what the first left."""
        found: dict[str, dict[str, Any]] = {}
        for record in look.meetings:
            name = self.names.get(record["id"], record["id"])
            known = found.get(name, {})
            found[name] = {**record, **{key: value for key, value in known.items() if value is not None}}
        return found

    def _see(self, state: MeetingState, record: dict[str, Any], look: Look, told: dict[str, Look]) -> None:
        is_list = look.document_id in self.lists
        rank = 0 if record.get("provisional") else 1 if is_list else 3 if record.get("title") else 2
        old = state.views.get(look.document_id)
        for name in CHANGING if old else ():
            if old and differs(name, old.record.get(name), record.get(name)):
                told.setdefault(name, look)
        state.views[look.document_id] = View(record, rank, look)

    def _compare_lists(self, run: list[Look]) -> None:
        """Mark meetings that left every list that showed them, and those that came back."""
        latest = {look.document_id: look for look in run if look.document_id in self.lists and look.meetings}
        dropped: dict[str, Look] = {}
        for document, look in latest.items():
            now = {name: (record.get("start") or "")[:10] for name, record in self._records(look).items()}
            for name, day in self.shown.get(document, {}).items():
                if name not in now:
                    self.states[name].listed.discard(document)
                    if _reaches_over(look, [entry for entry in now.values() if entry], day):
                        dropped.setdefault(name, look)
            for name in now:
                self.states[name].listed.add(document)
            self.shown[document] = now
        for name, look in dropped.items():
            state = self.states[name]
            if not state.listed and state.vanished_at is None:
                state.vanished_at = look.seen_at
                state.note("listed", LISTED, NOT_LISTED, look)
        for document, look in latest.items():
            for state in (self.states[name] for name in self.shown[document]):
                if state.vanished_at is not None:
                    state.vanished_at = None
                    state.note("listed", NOT_LISTED, LISTED, look)


def _is_list(look: Look) -> bool:
    if any(record.get("provisional") for record in look.meetings):
        return True
    return len({record["id"] for record in look.meetings}) > 1 or bool(_LIST.search(look.kind or ""))


def _reaches_over(look: Look, days: list[str], day: str) -> bool:
    """Tell whether a list's dates still reach over a day, so that a meeting of that day has left it.

    Lists move on: what is past drops off the front, and a shorter window cuts off the end. A list asked for
    by year reaches over that year; a meeting that is past has left only a list that still shows past ones.
    """
    if not days or not day:
        return False
    first, last = min(days), max(days)
    by_year = first[:4] == last[:4] == day[:4] and re.search(rf"(?<!\d){day[:4]}(?!\d)", look.url or "")
    if by_year:
        first, last = f"{day[:4]}-01-01", f"{day[:4]}-12-31"
    today = look.seen_at[:10]
    if day < today:
        past = [shown for shown in days if shown < today]
        last = min(last, today) if last.endswith("12-31") and past else max(past, default="")
    # The newest fifty end somewhere within their oldest day.
    return (first <= day if by_year else first < day) and day <= last


def merge(views: list[View]) -> dict[str, Any]:
    """Return one meeting from what its pages say: the closest page's word where it says anything."""
    ordered = sorted(views, key=lambda view: view.order, reverse=True)
    merged: dict[str, Any] = {}
    for name in ("body", "title", "start", "location", "url"):
        merged[name] = next((view.record[name] for view in ordered if view.record.get(name)), None)
    day = (merged["start"] or "")[:10]
    timed = [view.record["start"] for view in ordered if (view.record.get("start") or "")[:11] == f"{day}T"]
    merged["start"] = timed[0] if timed and len(merged["start"]) == 10 else merged["start"]
    merged["status"], merged["status_raw"] = _status(ordered)
    return merged


def _status(ordered: list[View]) -> tuple[str | None, str | None]:
    told = [view for view in ordered if view.record.get("status")]
    # A page with the meeting's own actions or minutes is proof that it was held, whatever a list still says.
    proof = next((view for view in told if view.rank >= 2 and view.record["status"] == "held"), None)
    best = proof or min(told, key=lambda view: _STATUSES.index(view.record["status"]), default=None)
    return (best.record["status"], best.record.get("status_raw")) if best else (None, None)


def differs(name: str, before: str | None, after: str | None) -> bool:
    """Tell whether a field changed, rather than became known or was written otherwise.

    A time that becomes known, or is not given any more, leaves the day as it is; and a start is the time on
    the wall: 10:30 with the offset of summer and 10:30 with that of winter are one.
    """
    if before is None or after is None or before == after:
        return False
    if name == "start":
        told = 10 if min(len(before), len(after)) == 10 else 16
        return before[:told] != after[:told]
    return " ".join(before.lower().split()) != " ".join(after.lower().split())
