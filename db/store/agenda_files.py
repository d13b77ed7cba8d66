"""Whose agenda a file is, and which file came in the place of which. Pure.

An agenda as a PDF does not name its meeting's id: the page that links it does. A revised agenda is often a
new file: where a meeting's page drops one agenda and links another, the second goes on where the first ended.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from db.store.looks import Look, in_order
from db.store.provisional import kind_of


@dataclass
class AgendaFiles:
    """What the links of a source's pages tell of its files."""

    meetings: dict[str, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  # by document: whose it is
    followed: dict[str, str] = field(default_factory=dict)  # by document: the one in whose place it came

    def track(self, document_id: str) -> str:
        """Return the first of the documents that told this agenda one after the other."""
        known = {document_id}
        while (earlier := self.followed.get(document_id)) and earlier not in known:
            document_id = earlier
            known.add(earlier)
        return document_id


def agenda_files(
    looks: Iterable[Look], names: Mapping[str, str], documents: Mapping[str, str]
) -> AgendaFiles:
    """Read off the links; `documents` gives the document at an address."""
    files = AgendaFiles()
    linked: dict[tuple[str, str], set[str]] = {}  # agendas by linking page and meeting, as last seen
    ever: set[str] = set()
    for look in in_order(looks):
        now: dict[str, set[str]] = defaultdict(set)
        for record in look.documents:
            document = documents.get(record["url"])
            if document is None or not record.get("meeting_id"):
                continue
            meeting = names.get(record["meeting_id"], record["meeting_id"])
            files.meetings[document].add(meeting)
            if "agenda" in (record.get("kind") or "").lower():
                now[meeting].add(document)
        for meeting, agendas in now.items():
            before = linked.get((look.document_id, meeting), set())
            gone, came = before - agendas, agendas - before - ever
            if len(gone) == len(came) == 1:
                files.followed.setdefault(came.pop(), gone.pop())
            linked[(look.document_id, meeting)] = agendas
        ever.update(*now.values())
    return files


def bind_items(
    looks: Iterable[Look], files: AgendaFiles, meetings: Mapping[str, Mapping[str, Any]]
) -> tuple[list[Look], list[Look]]:
    """Give the items of files their meeting's id; return all looks, and those whose meeting is not known.

    `meetings` gives each meeting as merged from its pages, by id.
    """
    by_day: dict[str, list[str]] = defaultdict(list)
    for name, meeting in meetings.items():
        by_day[(meeting.get("start") or "")[:10]].append(name)
    bound, unbound = [], []
    for look in looks:
        if all(record.get("meeting_id") for record in look.items):
            bound.append(look)
            continue
        owner = _owner(look, files, by_day, meetings)
        items = [
            {**record, "meeting_id": record.get("meeting_id") or owner}
            for record in look.items
            if record.get("meeting_id") or owner
        ]
        bound.append(replace(look, items=items))
        if owner is None:
            unbound.append(look)
    return bound, unbound


def _owner(
    look: Look,
    files: AgendaFiles,
    by_day: Mapping[str, list[str]],
    meetings: Mapping[str, Mapping[str, Any]],
) -> str | None:
    """Return the meeting of a file: that which links it, else its day's, by kind where that has several."""
    told = next((record for record in look.documents if record.get("date")), {})
    of_day = by_day.get(told.get("date") or "-", [])
    linking = sorted(files.meetings.get(look.document_id, ()))
    if len(linking) > 1:
        linking = [name for name in linking if name in of_day]
    if len(linking) == 1:
        return linking[0]
    if len(of_day) > 1:
        kind = kind_of(told)
        of_day = [name for name in of_day if kind_of(dict(meetings[name])) == kind]
    return of_day[0] if len(of_day) == 1 else None
