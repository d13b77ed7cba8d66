"""How each source is doing: "nothing new" and "broken" never look alike."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlite_utils import Database

from db.clock import now
from db.registry import Source, Watch

State = Literal["fresh", "stale", "failing", "never"]
BROKEN = frozenset({"failed", "timeout", "flood", "interrupted"})


@dataclass(frozen=True)
class SourceStatus:
    """One source's health.

    `state`: fresh (its last run succeeded and something new came within its `stale_days`), stale (runs
    succeed, nothing new comes), failing (its last run did not succeed, or its assertions blocked it),
    never (no run has succeeded or failed yet). `items`: records held. `open_issues`: of its last run.
    """

    source_id: str
    name: str
    kind: str
    state: State
    last_success_at: str | None
    last_new_at: str | None
    days_since_new: int | None
    items: int
    open_issues: int
    reason: str | None


LAST_RUN_SQL = """
select r.*, (select count(*) from issues i where i.run_id = r.run_id and i.source_id = r.source_id) as issues
from source_runs r where r.source_id = ? and r.state not in ('running', 'skipped')
order by r.rowid desc limit 1
"""
ITEMS_SQL = """
select (select count(*) from articles where source_id = :id)
  + (select count(*) from meetings where source_id = :id)
"""


def source_status(database: Database, watch: Watch) -> list[SourceStatus]:
    """Return the health of every enabled source of the watch, in the registry's order."""
    return [_one(database, source) for source in watch.sources if source.enabled]


def _one(database: Database, source: Source) -> SourceStatus:
    row = next(database.query("select * from sources where id = ?", [source.id]), {})
    last = next(database.query(LAST_RUN_SQL, [source.id]), None)
    days = _days_since(row.get("last_new_at"))
    return SourceStatus(
        source_id=source.id,
        name=source.name,
        kind=source.kind,
        state=_state(row, last, days, source.expect.stale_days),
        last_success_at=row.get("last_success_at"),
        last_new_at=row.get("last_new_at"),
        days_since_new=days,
        items=database.execute(ITEMS_SQL, {"id": source.id}).fetchone()[0],
        open_issues=last["issues"] if last else 0,
        reason=last["reason"] if last else None,
    )


def _state(row: dict[str, Any], last: dict[str, Any] | None, days: int | None, stale_days: int) -> State:
    if last and (last["state"] in BROKEN or last["blocked"]):
        return "failing"
    if not row.get("last_success_at"):
        return "never"
    return "stale" if days is None or days > stale_days else "fresh"


def _days_since(stamp: str | None) -> int | None:
    if not stamp:
        return None
    moment = datetime.fromisoformat(stamp)
    return (now() - (moment if moment.tzinfo else moment.replace(tzinfo=UTC))).days


def format_status(found: list[SourceStatus]) -> str:
    """Return the sources' health as lines for a terminal: state, last success, last new, items, issues."""
    if not found:
        return "This watch has no sources."
    header = ("SOURCE", "STATE", "LAST SUCCESS", "LAST NEW", "ITEMS", "ISSUES", "WHY")
    lines = [header, *(_line(entry) for entry in found)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    padded = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    return "\n".join("  ".join(cells).rstrip() for cells in padded)


def _line(entry: SourceStatus) -> tuple[str, ...]:
    return (
        entry.source_id,
        entry.state,
        entry.last_success_at or "never",
        entry.last_new_at or "never",
        str(entry.items),
        str(entry.open_issues),
        " ".join((entry.reason or "").split()),
    )
