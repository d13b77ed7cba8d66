"""The frontier: every page known to a source and what is left to fetch. A table: a kill loses nothing."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.clock import timestamp

if TYPE_CHECKING:  # a source's own process reads rows and never loads the library
    from sqlite_utils import Database

# How long a page is looked at again, in days after its date (or after it was found). Boards change
# agendas and minutes for weeks without changing a stamp; articles are corrected within days.
REVISIT_DAYS = {"article": 14}
REVISIT_DAYS_ELSE = 60
LEAVES = {"article", "document"}  # what lists lead to; nothing that --since asks for stands behind them
PERMANENT = (404, 410)


@dataclass(frozen=True, kw_only=True)
class FrontierRow:
    """One known page of a source. `url` is its key (see crawler.urls.page_key); dates are ISO."""

    url: str
    platform: str
    kind: str
    state: str = "pending"
    depth: int = 0
    date: str | None = None
    request: dict[str, Any] | None = None
    found_on: str | None = None
    found_at: str | None = None
    last_status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None  # of the latest version kept, where there is one
    document_url: str | None = None  # where its bytes came from, after redirects
    session: dict[str, Any] | None = None  # sent besides, never stored (see crawler.platform.Follow)
    last_fetched_at: str | None = None
    since: str | None = None  # a list that is owed: how far back the look went that named it

    def due(self, today: dt.date, since: dt.date | None = None) -> bool:
        """Tell whether the page is to be fetched in a run on that day.

        Pending pages always; others while they are young, still to come, or inside the window that `since`
        opens. A page that failed is young by when it was found: in a backfill all that fails is old.
        """
        if self.state == "pending":
            return True
        failed = self.state == "failed"
        day = (None if failed else _day(self.date)) or _day(self.found_at)
        if day is None:
            return failed
        days = REVISIT_DAYS_ELSE if failed else REVISIT_DAYS.get(self.platform, REVISIT_DAYS_ELSE)
        young = today - dt.timedelta(days=days)
        return day >= min(young, since or young)

    def renamed(self, naming: "FrontierRow") -> "FrontierRow":
        """Return the row as `add_page` leaves it when a page names it again.

        The shallowest, then the first-sorted naming counts, so that the row is the same in whatever order
        the answers came in. Another date in it means that there is something to look at, and so does a look
        that goes back to some day: it is remembered until the page is read.
        """
        if (naming.depth, naming.found_on or "") > (self.depth, self.found_on or ""):
            return replace(self, session=naming.session or self.session)
        moved = naming.date is not None and naming.date != self.date
        names = ("platform", "kind", "depth", "date", "request", "found_on", "session")
        told = {name: getattr(naming, name) for name in names}
        owed = moved or naming.since is not None
        since = min((day for day in (self.since, naming.since) if day), default=None)
        return replace(self, state="pending" if owed else self.state, since=since, **told)


def known_pages(database: "Database", source_id: str) -> Iterator[FrontierRow]:
    """Yield every known page of a source, in a stable order."""
    sql = """
        SELECT f.url, f.platform, f.kind, f.state, f.depth, f.date, f.request, f.found_on, f.found_at,
               f.last_status, f.etag, f.last_modified, f.last_fetched_at, f.since, v.sha256,
               d.url AS document_url
        FROM frontier f
        LEFT JOIN document_aliases a ON a.url = f.url
        LEFT JOIN documents d ON d.id = coalesce(a.document_id, (SELECT id FROM documents WHERE url = f.url))
        LEFT JOIN document_versions v ON v.id = d.latest_version_id
        WHERE f.source_id = ? ORDER BY f.depth, f.url
    """
    for row in database.query(sql, [source_id]):
        request = json.loads(row.pop("request") or "null")
        yield FrontierRow(request=request, **row)


def add_page(database: "Database", source_id: str, row: FrontierRow) -> None:
    """Note that a page named this one: a new row, or `FrontierRow.renamed` in SQL."""
    database.execute(
        """
        INSERT INTO frontier
          (source_id, url, platform, kind, state, depth, date, request, found_on, found_at, since)
        VALUES
          (:source_id, :url, :platform, :kind, 'pending', :depth, :date, :request, :found_on, :found_at,
           :since)
        ON CONFLICT (source_id, url) DO UPDATE SET
          platform = excluded.platform, kind = excluded.kind, depth = excluded.depth,
          state = iif(
            excluded.since IS NOT NULL OR (excluded.date IS NOT NULL AND excluded.date IS NOT date),
            'pending', state),
          date = excluded.date, request = excluded.request, found_on = excluded.found_on,
          since = min(coalesce(since, excluded.since), coalesce(excluded.since, since))
        WHERE (excluded.depth, coalesce(excluded.found_on, '')) <= (depth, coalesce(found_on, ''))
        """,
        {
            "source_id": source_id,
            "url": row.url,
            "platform": row.platform,
            "kind": row.kind,
            "depth": row.depth,
            "date": row.date,
            "request": json.dumps(row.request, sort_keys=True) if row.request else None,
            "found_on": row.found_on,
            "found_at": timestamp(),
            "since": row.since,
        },
    )


def mark_fetched(
    database: "Database",
    source_id: str,
    url: str,
    *,
    status: int,
    etag: str | None,
    last_modified: str | None,
) -> None:
    """Note that a page's bytes came in; what the server said of them serves the next, conditional look."""
    database.execute(
        """
        UPDATE frontier SET state = 'done', attempts = 0, since = NULL, last_status = ?, last_fetched_at = ?,
               etag = ?, last_modified = ? WHERE source_id = ? AND url = ?
        """,
        [status, timestamp(), etag, last_modified, source_id, url],
    )


def mark_unchanged(database: "Database", source_id: str, url: str) -> None:
    """Note that the server said "not modified": status and validators stay those of the bytes kept."""
    database.execute(
        "UPDATE frontier SET state = 'done', attempts = 0, since = NULL, last_fetched_at = ? "
        "WHERE source_id = ? AND url = ?",
        [timestamp(), source_id, url],
    )


def mark_failed(
    database: "Database", source_id: str, url: str, *, status: int | None, attempts: int, gone: bool = False
) -> None:
    """Note that a page could not be had. `attempts` counts the requests of this look, retries included."""
    database.execute(
        """
        UPDATE frontier SET state = ?, attempts = ?, last_status = ?, last_fetched_at = ?
        WHERE source_id = ? AND url = ?
        """,
        ["gone" if gone else "failed", attempts, status, timestamp(), source_id, url],
    )


def pages_left(database: "Database", source_id: str) -> int:
    """Return how many pages of a source are known and not yet fetched."""
    sql = "SELECT count(*) AS n FROM frontier WHERE source_id = ? AND state = 'pending'"
    return int(next(iter(database.query(sql, [source_id])))["n"])


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
