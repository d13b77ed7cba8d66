"""Who sat on a body at each meeting: by its pages' rosters, the registry's dates, and the roll calls."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.store.member_names import Roster, Seat, plain_tokens, seat_of
from db.store.official_tellings import OfficialTelling

Row = dict[str, Any]

_RECORDS = Path(__file__).with_name("official_vote_records.sql").read_text(encoding="utf-8")
_MEMBERS = """
SELECT m.person_id, m.role, m.start_date, m.end_date, p.name, p.other_names, p.misspellings
FROM memberships m JOIN people p ON p.id = m.person_id
WHERE m.organization_id = ? ORDER BY m.person_id, m.start_date, m.role
"""


class Rosters:
    """The rosters of one source's meetings."""

    def __init__(self, database: Database, source_id: str, names: Mapping[str, str]) -> None:
        self.database = database
        self.members: dict[str, list[Row]] = {}
        self.seats: dict[tuple[str | None, str | None], list[Seat]] = {}
        # by meeting: each name that its pages list as a member, with the page's version
        self.listed: dict[str, dict[str, str]] = {}
        for row in database.query(_RECORDS, {"source": source_id, "type": "meeting"}):
            record = json.loads(row["data"])
            meeting = f"{source_id}/{names.get(record['id'], record['id'])}"
            for name in record.get("members") or []:
                self.listed.setdefault(meeting, {}).setdefault(name, row["version_id"])

    def roster(
        self,
        meeting: str | None,
        organization_id: str | None,
        day: str | None,
        tellings: Iterable[OfficialTelling],
    ) -> Roster:
        """Return who can be meant by the names in these tellings."""
        registered = self._registered(organization_id, day)
        told = [choice.name for telling in tellings for choice in telling.choices]
        known = Roster([registered])
        listed = _seats(self.listed.get(meeting or "", {}), known)
        return Roster([listed, registered, _seats(told, Roster([listed, registered]), least=2)])

    def rows(self, meeting: str, roster: Roster, tellings: list[OfficialTelling]) -> list[Row]:
        """Return a meeting's rows of meeting_members: its roster, else who its roll calls name."""
        named = self.listed.get(meeting, {})
        source = "roster" if named else "roll call"
        if not named:
            ordered = sorted(tellings, key=lambda telling: telling.order)
            named = {
                choice.name: telling.version_id for telling in ordered[::-1] for choice in telling.choices
            }
        rows: dict[str, Row] = {}
        for name, version_id in sorted(named.items(), key=lambda entry: (-len(entry[0]), entry[0])):
            seat = roster.resolve(name)
            rows.setdefault(
                seat.key if seat else roster.key(name),
                {
                    "meeting_id": meeting,
                    "name": name,
                    "person_id": seat.person_id if seat else None,
                    "named_in": source,
                    "document_version_id": version_id,
                },
            )
        return list(rows.values())

    def _registered(self, organization_id: str | None, day: str | None) -> list[Seat]:
        if (organization_id, day) not in self.seats:
            if organization_id and organization_id not in self.members:
                self.members[organization_id] = list(self.database.query(_MEMBERS, [organization_id]))
            seats: dict[str, Seat] = {}
            for row in self.members.get(organization_id or "", []):
                if _held(row["start_date"], row["end_date"], day):
                    seat = seats.setdefault(row["person_id"], _seat(row))
                    seats[row["person_id"]] = replace(seat, roles=(*seat.roles, row["role"]))
            self.seats[organization_id, day] = list(seats.values())
        return self.seats[organization_id, day]


def _seat(row: Row) -> Seat:
    names = [row["name"], *json.loads(row["other_names"]), *json.loads(row["misspellings"])]
    tokens = tuple(dict.fromkeys(plain_tokens(name) for name in names))
    return Seat(row["person_id"], row["name"], row["person_id"], tokens)


def _held(start: str | None, end: str | None, day: str | None) -> bool:
    """Tell whether a role covers a day; a date known to the month or year covers all of it."""
    if day is None:
        return True
    return (not start or day[: len(start)] >= start) and (not end or day[: len(end)] <= end)


def _seats(names: Iterable[str], known: Roster, least: int = 1) -> list[Seat]:
    """Return a seat for each name: the known member's, else one by name alone if it has that many words."""
    seats: dict[str, Seat] = {}
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        seat = known.resolve(name) or seat_of(name)
        if (
            seat
            and (seat.person_id or len(seat.names[0]) >= least)
            and not Roster([seats.values()]).resolve(name)
        ):
            seats.setdefault(seat.key, seat)
    return list(seats.values())
