"""What a child process tells its parent: one JSON object a line, one event each."""

import json
import os
from collections.abc import Collection
from typing import Any

from crawler.fetching.faults import Verdict
from db.frontier import FrontierRow


class Report:
    """Writes events to a file descriptor; a line is whole or not there."""

    def __init__(self, descriptor: int) -> None:
        self._out = os.fdopen(descriptor, "w", encoding="utf-8", buffering=1)

    def found(self, rows: list[FrontierRow], vital: Collection[str]) -> None:
        """Tell of the pages that the source starts with; without a `vital` one it has not been looked at."""
        self._tell("found", rows=[named(row) for row in rows], vital=sorted(vital))

    def requested(self, url: str, waiting: int) -> None:
        """Tell that a page is being asked for, and how many wait behind it."""
        self._tell("requested", url=url, waiting=waiting)

    def captured(self, url: str, **what: Any) -> None:
        """Tell that a page's bytes are kept, and which pages it leads to."""
        self._tell("captured", url=url, **what)

    def not_modified(self, url: str, follows: list[dict[str, Any]]) -> None:
        """Tell that the site has nothing newer than what is kept."""
        self._tell("not modified", url=url, follows=follows)

    def reread(self, url: str, follows: list[dict[str, Any]]) -> None:
        """Tell what a page leads to that was not asked for: what is kept of it still stands."""
        self._tell("reread", url=url, follows=follows)

    def ended(self, url: str, verdict: Verdict, *, status: int | None = None, attempts: int = 0) -> None:
        """Tell that a request gave no page."""
        told = {"outcome": verdict.outcome, "kind": verdict.kind, "message": verdict.message}
        self._tell("ended", url=url, status=status, attempts=attempts, **told)

    def folded(self, url: str, key: str, *, settled: bool) -> None:
        """Tell of another spelling of an article that is known or asked for: it is not asked for itself."""
        self._tell("folded", url=url, key=key, settled=settled)

    def issue(self, level: str, kind: str, message: str, url: str | None = None) -> None:
        """Tell of something a person should know."""
        self._tell("issue", level=level, kind=kind, message=message, url=url)

    def would(self, row: FrontierRow) -> None:
        """Tell of a page that a real run would ask for."""
        self._tell("would", url=row.url, kind=row.kind)

    def stopped(self, state: str, kind: str, message: str) -> None:
        """Tell that the source's turn ends before its pages do."""
        self._tell("stopped", state=state, kind=kind, message=message)

    def store_failed(self, message: str) -> None:
        """Tell that nothing can be kept any more."""
        self._tell("store failed", message=message)

    def finish(self) -> None:
        """Tell that everything was told."""
        self._tell("finished")

    def _tell(self, event: str, **fields: Any) -> None:
        self._out.write(json.dumps({"event": event, **fields}) + "\n")


def named(row: FrontierRow) -> dict[str, Any]:
    """Return what naming a page says of it; what was known of it before is the database's."""
    keys = ("url", "platform", "kind", "depth", "date", "request", "found_on", "since")
    return {key: getattr(row, key) for key in keys}
