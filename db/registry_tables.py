"""The registry as rows: places, bodies, people, roles and sources, loaded before anything refers to them."""

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from db.ids import digest
from db.registry import Jurisdiction, Organization, Person, Source, Watch


def sync_registry(database: Database, watch: Watch) -> None:
    """Bring the registry's tables in line with the watch, in one transaction; doing it twice changes nothing.

    Entries that left the registry stay, because rows refer to them; such sources are disabled. What a
    source's row knows of its crawls (last success, last new) is kept.
    """
    with database.atomic():
        _put(database, "jurisdictions", (_jurisdiction(entry) for entry in watch.jurisdictions))
        _put(database, "organizations", (_organization(entry) for entry in watch.organizations))
        _put(database, "people", (_person(entry) for entry in watch.people))
        _put_memberships(database, watch)
        database.execute("UPDATE sources SET enabled = 0")
        _put(database, "sources", (_source(watch, entry) for entry in watch.sources))


def _put(database: Database, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        names = list(row)
        sets = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
        database.execute(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)}) "  # noqa: S608
            f"ON CONFLICT (id) DO UPDATE SET {sets}",
            row,
        )


def _jurisdiction(entry: Jurisdiction) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "timezone": entry.timezone,
        "notice_hours": entry.notice_hours,
    }


def _organization(entry: Organization) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "classification": entry.classification,
        "jurisdiction_id": entry.jurisdiction,
        "other_names": json.dumps([*entry.other_names, *entry.short_names], ensure_ascii=False),
        "origin": "registry",
        "source_url": entry.source,
    }


def _person(entry: Person) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "other_names": json.dumps(entry.other_names, ensure_ascii=False),
        "misspellings": json.dumps(entry.misspellings, ensure_ascii=False),
        "origin": "registry",
        "source_url": entry.source,
    }


def _put_memberships(database: Database, watch: Watch) -> None:
    # A corrected date makes no second role: the registry's people get exactly the roles it lists.
    for person in watch.people:
        rows = [
            {
                "id": digest(person.id, role.organization, role.role, role.start),
                "person_id": person.id,
                "organization_id": role.organization,
                "role": role.role,
                "start_date": role.start,
                "end_date": role.end,
            }
            for role in person.memberships
        ]
        database.execute("DELETE FROM memberships WHERE person_id = ?", [person.id])
        _put(database, "memberships", rows)


def _source(watch: Watch, entry: Source) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "platform": entry.platform,
        "url": entry.url,
        "timezone": watch.timezone(entry),
        "jurisdiction_id": entry.jurisdiction,
        "organization_id": entry.organization,
        "domains": json.dumps(entry.domains),
        "expect": json.dumps(entry.expect.model_dump(), sort_keys=True),
        "enabled": int(entry.enabled),
    }
