"""One source's turn as the parent keeps its books: events in, rows and counts out."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from crawler.fetching.faults import SOFT_404
from db import captures, frontier
from db.article_documents import add_alias
from db.captures import Capture
from db.frontier import FrontierRow
from db.ledger import Counts, Level, Run, SourceState

TOLD_ISSUES = 20  # of one kind, by source and run; the rest is one line with their number
# What a next run cannot mend: these do not hold the watermark back.
SETTLED = {"http-404", "http-410", "http-401", "http-403", "http-451", "too-large", "not-archived", SOFT_404}
THEIR_WISH = {"robots-denied"}  # nothing is broken
# Counted, and nothing that a person should do.
PROVENANCE = (
    "captured_at",
    "archive",
    "archive_url",
    "variant_key",
    "fetched_url",
)  # of a page from an archive
SILENT = {"outside-window", "not-chosen", "end-of-list"}


@dataclass(kw_only=True)
class SourceReport:
    """How a source's turn ended. `complete`: every page known was asked for and none is owed.

    `would` lists, for a dry run, the addresses that a real one would ask for.
    """

    source_id: str
    state: SourceState = "done"
    reason: str | None = None
    counts: Counts = field(default_factory=Counts)
    complete: bool = False
    would: list[str] = field(default_factory=list)


class Turn:
    """Takes a child's events in order. With `dry_run` it counts and lists, and writes nothing."""

    def __init__(self, database: Database, run: Run | None, source_id: str, *, dry_run: bool = False) -> None:
        self.database, self.run, self.source_id, self.dry_run = database, run, source_id, dry_run
        self.report = SourceReport(source_id=source_id)
        self.finished = False
        self.waiting = 0
        self.store_failed: str | None = None
        self._stop: tuple[SourceState, str, str] | None = None
        self._starts: set[str] = set()
        self._start_fault: str | None = None
        self._open: set[str] = set()
        self._owed = 0
        self._issues: Counter[str] = Counter()
        self._spellings: dict[str, str] = {}
        self._takers: dict[str, Callable[[dict[str, Any]], None]] = {
            "found": self._found,
            "requested": self._requested,
            "captured": self._captured,
            "not modified": self._not_modified,
            "reread": lambda event: self._add(event["follows"]),
            "ended": self._ended,
            "folded": self._folded,
            "issue": self._issue,
            "would": lambda event: self.report.would.append(event["url"]),
            "stopped": self._stopped,
            "store failed": self._store_failed,
            "finished": self._finished,
        }

    def take(self, line: bytes) -> None:
        """Take one event, inside the caller's transaction."""
        try:
            event = json.loads(line)
            taker = self._takers[event["event"]]
        except (ValueError, KeyError, TypeError):
            self.tell("error", "garbled", f"the source's process said {line[:200]!r}; report it")
            return
        taker(event)

    def tell(self, level: Level, kind: str, message: str, url: str | None = None) -> None:
        """Write an issue, unless this source has told enough of its kind."""
        self._issues[kind] += 1
        if self.run is not None and not self.dry_run and self._issues[kind] <= TOLD_ISSUES:
            self.run.add_issue(level, kind, message, source_id=self.source_id, url=url)

    def close(self, cut: tuple[SourceState, str, str] | None = None) -> SourceReport:
        """Balance the books: account for what was left open, judge the turn, move the watermark.

        `cut` is the state, kind and message of a turn that was ended from outside.
        """
        self._stop = cut or self._stop
        if self._stop is None and not self.finished:
            self._stop = ("failed", "crashed", "the source's process ended before it was done; run again")
        if self._stop is not None:
            level: Level = "warning" if self._stop[1] == "limit" else "error"
            self.tell(level, self._stop[1], self._stop[2])
        self.report.counts.failed += len(self._open)
        self._open.clear()
        self._judge()
        self._sum_up_issues()
        if not self.dry_run:
            self._write()
        return self.report

    # Events --------------------------------------------------------------------------------------

    def _found(self, event: dict[str, Any]) -> None:
        self._starts = set(event["vital"])
        self._add(event["rows"])

    def _requested(self, event: dict[str, Any]) -> None:
        self.report.counts.requested += 1
        self.waiting = event["waiting"]
        self._open.add(event["url"])

    def _captured(self, event: dict[str, Any]) -> None:
        self._open.discard(event["url"])
        if self.dry_run:
            self.report.counts.stored += 1
            return
        kept = ("kind", "platform", "sha256", "size", "status", "media_type", "last_modified", "asked")
        source_id = event.get("source_id") or self.source_id
        told = {name: event[name] for name in (*kept, *PROVENANCE) if name in event}
        capture = Capture(source_id=source_id, url=event["final"], **told)
        if captures.record(self.database, capture):
            self.report.counts.stored += 1
        else:
            self.report.counts.unchanged += 1
        frontier.mark_fetched(
            self.database,
            self.source_id,
            event["url"],
            status=event["status"],
            etag=event["etag"],
            last_modified=event["last_modified"],
        )
        self._add(event["follows"])

    def _not_modified(self, event: dict[str, Any]) -> None:
        self._open.discard(event["url"])
        self.report.counts.unchanged += 1
        if not self.dry_run:
            frontier.mark_unchanged(self.database, self.source_id, event["url"])
            self._add(event["follows"])

    def _ended(self, event: dict[str, Any]) -> None:
        url, outcome, kind = event["url"], event["outcome"], event["kind"]
        self._open.discard(url)
        setattr(self.report.counts, outcome, getattr(self.report.counts, outcome) + 1)
        if outcome == "failed" and kind not in SETTLED:
            self._owed += 1
        if url in self._starts and self._start_fault is None:
            self._start_fault = f"{kind}: {event['message']} ({url})"
        gone = not self.dry_run and self._mark(url, event)
        if gone:
            self.tell("warning", "gone", f"{event['message']}; what was kept stays", url)
        elif kind not in SILENT:
            level: Level = "warning" if outcome == "filtered" or kind in THEIR_WISH else "error"
            self.tell(level, kind, event["message"], url)

    def _folded(self, event: dict[str, Any]) -> None:
        self._spellings[event["url"]] = event["key"]
        if not event["settled"]:
            self.report.counts.requested += 1
            self.report.counts.filtered += 1
            if not self.dry_run:
                frontier.mark_unchanged(self.database, self.source_id, event["url"])

    def _mark(self, url: str, event: dict[str, Any]) -> bool:
        left = event["status"] in frontier.PERMANENT or event["kind"] == SOFT_404
        gone = left and captures.mark_gone(self.database, url)
        frontier.mark_failed(
            self.database,
            self.source_id,
            url,
            status=event["status"],
            attempts=event["attempts"],
            gone=gone,
        )
        return gone

    def _issue(self, event: dict[str, Any]) -> None:
        self.tell(event["level"], event["kind"], event["message"], event["url"])

    def _stopped(self, event: dict[str, Any]) -> None:
        self._stop = (event["state"], event["kind"], event["message"])

    def _store_failed(self, event: dict[str, Any]) -> None:
        self.store_failed = event["message"]

    def _finished(self, event: dict[str, Any]) -> None:
        del event
        self.finished = True

    def _add(self, rows: list[dict[str, Any]]) -> None:
        if not self.dry_run:
            for row in rows:
                frontier.add_page(self.database, self.source_id, FrontierRow(**row))

    # The end -------------------------------------------------------------------------------------

    def _judge(self) -> None:
        report = self.report
        if self._stop is not None:
            report.state, report.reason = self._stop[0], f"{self._stop[1]}: {self._stop[2]}"
        if report.state == "done" and self._start_fault is not None:  # a limit does not excuse it
            report.state, report.reason = "failed", self._start_fault
        if not report.counts.reconciled:
            counts = report.counts
            self.tell("error", "unreconciled", f"{counts.requested} requests, {counts.ended} ends; report it")
        report.complete = (
            report.state == "done"
            and self._stop is None
            and not self._owed
            and report.counts.reconciled
            and not (self.dry_run or frontier.pages_left(self.database, self.source_id))
        )

    def _sum_up_issues(self) -> None:
        for kind, number in sorted(self._issues.items()):
            if number > TOLD_ISSUES and self.run is not None and not self.dry_run:
                more = f"{number - TOLD_ISSUES} more of this kind, not told one by one"
                self.run.add_issue("warning", kind, more, source_id=self.source_id)

    def _write(self) -> None:
        for url, key in self._spellings.items():  # now that what they are spellings of has come in
            add_alias(self.database, key, url)
        captures.mark_looked(self.database, self.source_id, complete=self.report.complete)
        if self.run is not None:
            self.run.finish_source(self.source_id, self.report.state, self.report.counts, self.report.reason)
