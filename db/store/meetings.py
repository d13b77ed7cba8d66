"""Meetings as successive looks tell them: each once, whatever happens to it, every change a row.

Pure: looks in, rows out. Two pages may tell of one meeting; what they say is merged by how close the page
is to it, never by which answer came in first, so that any order of arrival gives the same rows.
"""

from dataclasses import dataclass, field
from typing import Any

from db.ids import digest
from db.store.looks import Look

CHANGING = ("start", "title", "status", "location")
# Which status wins when pages disagree: what happened over what was announced, a cancellation over a plan.
_STATUSES = ("cancelled", "postponed", "held", "confirmed", "tentative")


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


def follow_meetings(looks: list[Look]) -> dict[str, MeetingState]:
    """Return the meetings by their platform's id (a provisional one where nothing better is known)."""
    names = resolve_provisional(looks)
    lists = {look.document_id for look in looks if len(look.meetings) > 1 or _provisional(look)}
    states: dict[str, MeetingState] = {}
    shown: dict[str, dict[str, str]] = {}  # by list: meeting id -> date
    looked_at: set[str] = set()
    for look in looks:
        first = look.document_id not in looked_at
        looked_at.add(look.document_id)
        for record in look.meetings:
            name = names.get(record["id"], record["id"])
            state = states.setdefault(name, MeetingState(name))
            _see(state, record, look, is_list=look.document_id in lists, first=first)
        if look.document_id in lists:
            now = {
                names.get(record["id"], record["id"]): (record["start"] or "")[:10]
                for record in look.meetings
            }
            _vanish(states, shown.get(look.document_id, {}), now, look)
            shown[look.document_id] = now
    return states


def resolve_provisional(looks: list[Look]) -> dict[str, str]:
    """Map ids made from body and day to the platform's own id of that day's meeting of that kind."""
    known: dict[tuple[str, str], set[str]] = {}
    provisional: dict[str, tuple[str, str]] = {}
    for look in looks:
        for record in look.meetings:
            day = ((record.get("start") or "")[:10], _kind(record.get("title")))
            if record.get("provisional"):
                provisional[record["id"]] = day
            else:
                known.setdefault(day, set()).add(record["id"])
    return {name: min(known[day]) for name, day in provisional.items() if len(known.get(day, ())) == 1}


def _kind(title: str | None) -> str:
    words = (title or "").lower()
    return next(
        (kind for kind in ("committee", "hearing", "special", "office hours") if kind in words), "board"
    )


def _provisional(look: Look) -> bool:
    return any(record.get("provisional") for record in look.meetings)


def _see(state: MeetingState, record: dict[str, Any], look: Look, *, is_list: bool, first: bool) -> None:
    rank = 0 if record.get("provisional") else 1 if is_list else 3 if record.get("title") else 2
    before = dict(state.merged)
    state.views[look.document_id] = View(record, rank, look)
    state.merged = merge(list(state.views.values()))
    state.vanished_at = None
    if is_list:
        state.listed.add(look.document_id)
    if before and not first:
        for name in CHANGING:
            if _differs(name, before.get(name), state.merged.get(name)):
                state.changes.append(_change(state, name, before.get(name), state.merged.get(name), look))


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


def _differs(name: str, before: str | None, after: str | None) -> bool:
    """Tell whether a field changed, rather than became known or was spelled otherwise."""
    if before is None or after is None or before == after:
        return False
    if name == "start" and len(before) == 10 and after.startswith(before):
        return False
    return name == "start" or " ".join(before.lower().split()) != " ".join(after.lower().split())


def _change(
    state: MeetingState, name: str, before: str | None, after: str | None, look: Look
) -> dict[str, Any]:
    return {
        "id": digest(state.id, name, look.version_id, look.seq, before, after),
        "field": name,
        "before": before,
        "after": after,
        "seen_at": look.seen_at,
        "document_version_id": look.version_id,
    }


def _vanish(states: dict[str, MeetingState], before: dict[str, str], now: dict[str, str], look: Look) -> None:
    """Mark meetings that a list showed and no longer shows though its dates still reach over theirs."""
    days = [day for day in now.values() if day]
    for name, day in before.items():
        if name in now or not days or not min(days) <= day <= max(days):
            continue
        state = states[name]
        state.listed.discard(look.document_id)
        if not state.listed:
            state.vanished_at = look.seen_at
