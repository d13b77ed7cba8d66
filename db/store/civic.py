"""Civic rows of a source, rebuilt from all looks at its pages: the same looks always give the same rows."""

from sqlite_utils import Database

from db.clock import timestamp
from db.store.agenda_files import agenda_files, bind_items
from db.store.agendas import follow_agendas
from db.store.civic_rows import CivicRows
from db.store.late_items import NoticeRule, note_late_items
from db.store.looks import Look, looks_of
from db.store.meetings import MeetingState, follow_meetings
from db.store.official_votes import assemble_votes
from db.store.provisional import resolve_provisional
from db.store.texts import Texts

UNBOUND = "agenda without meeting"
_RULE = """
SELECT s.timezone, coalesce(j.notice_hours, 24) AS notice_hours FROM sources s
LEFT JOIN jurisdictions j ON j.id = s.jurisdiction_id WHERE s.id = ?
"""


def unassembled_sources(database: Database) -> list[str]:
    """Return the sources whose civic rows are older than what was found in their pages."""
    return [
        row["source_id"] for row in database.query("SELECT source_id FROM unassembled ORDER BY source_id")
    ]


def assemble_source(database: Database, source_id: str) -> None:
    """Bring a source's meetings, agendas, changes and links in line with its looks, in one transaction."""
    with database.atomic():
        looks = looks_of(database, source_id)
        texts = Texts(database, source_id)
        names = resolve_provisional(looks)
        meetings = follow_meetings(looks, names)
        files = agenda_files(looks, names, texts.documents)
        looks, unbound = bind_items(looks, files, {name: state.merged for name, state in meetings.items()})
        agendas = follow_agendas(looks, names, files.track)
        for meeting_id in agendas:  # an agenda whose meeting no page describes still hangs on one
            meetings.setdefault(meeting_id, MeetingState(meeting_id))
        note_late_items(looks, meetings, agendas, names, files.track, _notice_rule(database, source_id))
        CivicRows(database, source_id, texts, names).write(looks, meetings, agendas)
        _tell_unbound(database, source_id, unbound)
        assemble_votes(database, source_id, names)
        database.execute("DELETE FROM unassembled WHERE source_id = ?", [source_id])


def _notice_rule(database: Database, source_id: str) -> NoticeRule:
    row = next(iter(database.query(_RULE, [source_id])))
    return NoticeRule(int(row["notice_hours"]), row["timezone"])


def _tell_unbound(database: Database, source_id: str, unbound: list[Look]) -> None:
    """Write an issue, once a version, for items that no meeting could be found for."""
    for look in unbound:
        told = (
            f"{look.url}: {len(look.items)} items of an agenda whose meeting neither a link nor a date tells"
        )
        database.execute(
            """
            INSERT INTO issues (source_id, level, kind, message, url, document_version_id, seen_at)
            SELECT :source, 'warning', :kind, :message, :url, :version, :now WHERE NOT EXISTS (
              SELECT 1 FROM issues
              WHERE source_id = :source AND kind = :kind AND document_version_id = :version)
            """,
            {
                "source": source_id, "kind": UNBOUND, "message": told, "url": look.url,
                "version": look.version_id, "now": timestamp(),
            },
        )  # fmt: skip
