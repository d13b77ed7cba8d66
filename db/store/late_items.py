"""Items that came onto an agenda later than the law wants it public. Pure.

Only what was seen counts: an earlier look at the same agenda did not show the item, or an earlier look at a
page that told of the coming meeting did not name the page that shows it. Without such a look an item may have
stood there for days, and nothing is said.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db.store.agendas import AgendaState, change_row
from db.store.looks import Look
from db.store.meetings import MeetingState

LATE = "published late"
SPECIAL_HOURS = (
    24  # the commonest rule for special meetings, where regular ones need more (Cal. Gov. Code 54956)
)
_SPECIAL = re.compile(r"\b(?:special|emergency)\b", re.IGNORECASE)
# Pages that record a meeting: that they come after it is as it should be.
_RECORD = re.compile(r"minutes|actions|proceedings|transcript|votes?\b|history", re.IGNORECASE)


@dataclass(frozen=True)
class NoticeRule:
    """How many hours before a meeting its agenda must be public, and the IANA zone of the board's clock."""

    hours: int
    timezone: str | None

    def deadline(self, start: str, title: str | None) -> datetime:
        """Return the last moment at which the agenda is in time."""
        hours = min(self.hours, SPECIAL_HOURS) if _SPECIAL.search(title or "") else self.hours
        return self.begins(start) - timedelta(hours=hours)

    def begins(self, start: str) -> datetime:
        """Return when a meeting begins; one whose time is not known, at the end of its day at the latest."""
        moment = datetime.fromisoformat(start)
        if len(start) == len("2024-02-22"):
            moment = datetime.combine(moment.date(), time(23, 59))
        zone = ZoneInfo(self.timezone) if self.timezone else UTC
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)


@dataclass
class _Seen:
    """In which run agendas were first looked at, and the looks that told of each meeting."""

    tracks: dict[str, str] = field(default_factory=dict)
    items: dict[tuple[str, str], str] = field(default_factory=dict)  # by meeting and track: with items of it
    meetings: dict[str, list[Look]] = field(default_factory=lambda: defaultdict(list))


def note_late_items(
    looks: Iterable[Look],
    meetings: Mapping[str, MeetingState],
    agendas: Mapping[str, AgendaState],
    names: Mapping[str, str],
    track: Callable[[str], str],
    rule: NoticeRule,
) -> None:
    """Add a change to each agenda for every item that was published late.

    A meeting that was called off, or has no date, is left alone. The change's `before` is when the item was
    first seen, its `after` when the meeting begins.
    """
    seen = _seen(looks, names, track)
    for name, agenda in agendas.items():
        merged = meetings[name].merged if name in meetings else {}
        start = merged.get("start")
        if not start or merged.get("status") in ("cancelled", "postponed"):
            continue
        deadline, begins = rule.deadline(start, merged.get("title")), rule.begins(start)
        for item in agenda.items.values():
            first = item.first
            if first is None or _moment(first) <= deadline:
                continue
            if _was_not_there(name, first, seen, track(first.document_id), begins):
                record, _ = item.merged()
                agenda.changes.append(change_row(name, item.key, LATE, record, first.seen_at, start, first))


def _seen(looks: Iterable[Look], names: Mapping[str, str], track: Callable[[str], str]) -> _Seen:
    seen = _Seen()
    for look in looks:
        page = track(look.document_id)
        seen.tracks[page] = min(look.round, seen.tracks.get(page, look.round))
        for record in look.meetings:
            seen.meetings[names.get(record["id"], record["id"])].append(look)
        for meeting in {record["meeting_id"] for record in look.items if record.get("meeting_id")}:
            key = (names.get(meeting, meeting), page)
            seen.items[key] = min(look.round, seen.items.get(key, look.round))
    return seen


def _was_not_there(meeting: str, first: Look, seen: _Seen, page: str, begins: datetime) -> bool:
    is_record = bool(_RECORD.search(first.kind or ""))
    earliest = seen.items.get((meeting, page)) if is_record else seen.tracks.get(page)
    if earliest is not None and earliest < first.round:
        return True
    named = first.named_at or first.round
    return not is_record and any(
        look.round < named and _moment(look) < begins for look in seen.meetings.get(meeting, ())
    )


def _moment(look: Look) -> datetime:
    return datetime.fromisoformat(look.seen_at)
