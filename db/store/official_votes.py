"""A source's official votes, rebuilt from what its pages say now: the same pages give the same rows."""

import json
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from db.store.consent import spread_consent
from db.store.official_rosters import Rosters
from db.store.official_tellings import OfficialTelling, official_tellings
from db.store.official_vote_merge import merge_tellings
from db.store.official_vote_places import Places
from db.store.official_vote_rows import OfficialRows, add_votes
from db.store.rows import put_rows

_ITEMS = """
SELECT i.id, i.position, i.action, i.action_raw, i.url, i.document_version_id, d.kind AS document_kind
FROM agenda_items i JOIN meetings m ON m.id = i.meeting_id
LEFT JOIN document_versions v ON v.id = i.document_version_id LEFT JOIN documents d ON d.id = v.document_id
WHERE m.source_id = ?
"""
_OWN = "SELECT id FROM vote_events WHERE source_id = :source"
# What the press adds to official votes comes back with the next rebuild of the timeline; its own tellings of
# votes that stay do, too.
_CLEAR = (
    f"DELETE FROM vote_disagreements WHERE source_kind <> 'news' AND vote_event_id IN ({_OWN})",  # noqa: S608
    f"DELETE FROM vote_event_sources WHERE source_kind <> 'news' AND vote_event_id IN ({_OWN})",  # noqa: S608
    f"DELETE FROM votes WHERE vote_event_id IN ({_OWN})",  # noqa: S608
    f"DELETE FROM vote_event_items WHERE vote_event_id IN ({_OWN})",  # noqa: S608
    "DELETE FROM meeting_members WHERE meeting_id IN (SELECT id FROM meetings WHERE source_id = :source)",
)
_POINTING = ("timeline", "vote_disagreements", "vote_event_sources")


def assemble_votes(database: Database, source_id: str, names: Mapping[str, str]) -> None:
    """Bring a source's official votes in line with its pages, in the caller's transaction.

    Meetings and agenda items must be written before. `names` maps provisional meeting ids to the platform's
    own. An event that stays keeps its effect; db.store.vote_effects tells which are to be judged again.
    """
    rows = official_rows(database, source_id, names)
    known = {"source": source_id, "kept": json.dumps([row["id"] for row in rows.vote_events])}
    for statement in _CLEAR:
        database.execute(statement, known)
    old = f"{_OWN} AND id NOT IN (SELECT value FROM json_each(:kept))"  # noqa: S608
    for table in _POINTING:
        database.execute(f"DELETE FROM {table} WHERE vote_event_id IN ({old})", known)  # noqa: S608
    database.execute(f"DELETE FROM vote_events WHERE id IN ({old})", known)  # noqa: S608
    for table, found in vars(rows).items():
        put_rows(database, table, found)


def official_rows(database: Database, source_id: str, names: Mapping[str, str]) -> OfficialRows:
    """Return the rows of a source's official votes and rosters; writes nothing."""
    places = Places(database, source_id, names)
    tellings = official_tellings(database, source_id, places)
    rosters = Rosters(database, source_id, names)
    buckets: dict[str, list[OfficialTelling]] = {name: [] for name in rosters.listed}
    for telling in tellings:
        buckets.setdefault(telling.bucket, []).append(telling)
    body = _body(database, source_id)
    items = {row["id"]: row for row in database.query(_ITEMS, [source_id])}
    meetings = {
        row["id"]: row
        for row in database.query("SELECT id, date FROM meetings WHERE source_id = ?", [source_id])
    }
    rows = OfficialRows()
    for bucket, found in sorted(buckets.items()):
        told = spread_consent(found, places.agendas)
        meeting = meetings.get(bucket)
        day = meeting["date"] if meeting else next((one.day for one in told), None)
        roster = rosters.roster(bucket, body["organization_id"], day, told)
        add_votes(rows, f"{source_id}/{bucket}", body, merge_tellings(told, roster.key), roster, items)
        if meeting:
            rows.meeting_members += rosters.rows(bucket, roster, told)
    return rows


def _body(database: Database, source_id: str) -> dict[str, Any]:
    found = database.query(
        "SELECT s.id AS source_id, s.organization_id, coalesce(o.name, s.name) AS name FROM sources s "
        "LEFT JOIN organizations o ON o.id = s.organization_id WHERE s.id = ?",
        [source_id],
    )
    return next(iter(found))
