"""Looks at a source's pages: the versions of its documents in the order they were seen."""

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

_HERE = Path(__file__).parent
_VERSIONS, _RECORDS, _NAMED = (
    (_HERE / f"{name}.sql").read_text(encoding="utf-8") for name in ("looks", "look_records", "named_pages")
)


@dataclass
class Look:
    """One version of one page and the civic records in it. Stamps are UTC, ISO 8601 with Z.

    `run_at` tells which run the look belongs to: the pages of one run are one picture of a site, in
    whatever order they came in. `named_at` is the run in which another page first named this one.
    """

    document_id: str
    version_id: str
    seq: int
    seen_at: str
    meetings: list[dict[str, Any]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    kind: str | None = None
    url: str | None = None
    is_file: bool = False  # a PDF, not a page
    run_at: str | None = None
    named_at: str | None = None

    @property
    def round(self) -> str:
        """The run that the look belongs to; where no run is known, the look is one by itself."""
        return self.run_at or self.seen_at

    @property
    def order(self) -> tuple[str, str, str, int]:
        """What puts looks in the one order in which they are followed."""
        return (self.round, self.seen_at, self.document_id, self.seq)


def in_order(looks: Iterable[Look]) -> list[Look]:
    """Return looks in the order in which they are followed, however they came in."""
    return sorted(looks, key=lambda look: look.order)


def looks_of(database: Database, source_id: str) -> list[Look]:
    """Return a source's looks, oldest first.

    A content that came back has no second version row (see db.captures): it is looked at once more.
    """
    runs = [row["started_at"] for row in database.query("SELECT started_at FROM runs ORDER BY started_at")]
    named = {row["document_id"]: row["found_at"] for row in database.query(_NAMED, {"source": source_id})}
    looks: dict[str, Look] = {}
    latest: dict[str, Look] = {}  # by document: the version of the highest number
    current: dict[str, tuple[str, str | None]] = {}  # by document: the version it shows now, since when
    for row in database.query(_VERSIONS, {"source": source_id}):
        look = looks[row["id"]] = Look(
            row["document_id"],
            row["id"],
            row["seq"],
            row["fetched_at"],
            kind=row["kind"],
            url=row["url"],
            is_file=bool(row["is_file"]),
            run_at=_run_of(row["fetched_at"], runs),
            named_at=_run_of(named.get(row["document_id"]), runs),
        )
        if row["document_id"] not in latest or latest[row["document_id"]].seq < look.seq:
            latest[row["document_id"]] = look
        if row["latest_version_id"] == row["id"]:
            current[row["document_id"]] = (row["id"], row["returned_at"])
    _read_records(database, source_id, looks)
    return in_order([*looks.values(), *_returned(looks, latest, current, runs)])


def _read_records(database: Database, source_id: str, looks: dict[str, Look]) -> None:
    for row in database.query(_RECORDS, {"source": source_id}):
        look = looks[row["document_version_id"]]
        kinds = {"meeting": look.meetings, "agenda_item": look.items, "document": look.documents}
        kinds[row["type"]].append(json.loads(row["data"]))


def _run_of(stamp: str | None, runs: list[str]) -> str | None:
    """Return the start of the last run begun by then; a stamp from before all runs stands for itself."""
    at = bisect_right(runs, stamp) if stamp else 0
    return runs[at - 1] if at else stamp


def _returned(
    looks: dict[str, Look],
    latest: dict[str, Look],
    current: dict[str, tuple[str, str | None]],
    runs: list[str],
) -> list[Look]:
    """Return a look more at each page that shows an earlier content again."""
    returned = []
    for document, (version, since) in sorted(current.items()):
        last = latest[document]
        if last.version_id != version:
            seen = max(since or "", last.seen_at)
            run_at = _run_of(seen, runs)
            returned.append(replace(looks[version], seq=last.seq + 1, seen_at=seen, run_at=run_at))
    return returned
