"""A working database filled by hand with fetched pages, and the parse stage run over it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler import parse_stage
from db.blobs import BlobStore
from db.captures import Capture, record
from db.database import open_database
from db.ledger import start_run
from db.registry import Watch
from db.registry_tables import sync_registry
from db.store.source_items import SourceItems

BOARD = "https://www.cpsboe.org"
OUTLET = "https://prairiewire.example"
DERIVED = {
    "meetings": "id", "meeting_changes": "id", "agenda_items": "id", "agenda_changes": "id",
    "agenda_item_documents": "agenda_item_id, url", "meeting_documents": "meeting_id, url", "articles": "id",
    "found_records": "document_version_id, position", "document_versions": "id", "documents": "id",
}  # fmt: skip

WATCH = Watch.model_validate(
    {
        "id": "tiny",
        "title": "Tiny",
        "question": "Should there be?",
        "topic": {"target": "officers", "labels": {"favor": "keep"}, "terms": ["school resource officer"]},
        "jurisdictions": [{"id": "chicago", "name": "Chicago", "timezone": "America/Chicago"}],
        "organizations": [
            {"id": "board", "name": "Chicago Board of Education", "classification": "school board"}
        ],
        "people": [],
        "sources": [
            {
                "id": "board",
                "name": "Board",
                "kind": "board",
                "platform": "cpsboe",
                "url": f"{BOARD}/meetings",
                "domains": ["cpsboe.org"],
                "jurisdiction": "chicago",
                "organization": "board",
            },
            {
                "id": "wire",
                "name": "Wire",
                "kind": "outlet",
                "platform": "feed",
                "url": f"{OUTLET}/feed",
                "domains": ["prairiewire.example"],
                "timezone": "America/Chicago",
            },
        ],
    }
)


class Desk:
    """What was fetched, day by day, and what the stage makes of it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.blobs = BlobStore(folder / "blobs")
        self.database = open_database(folder / "hallwatch.db")
        self.on("2024-02-20")
        sync_registry(self.database, WATCH)

    def on(self, day: str) -> None:
        """Let it be noon of that day."""
        noon = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))

    def keep(self, url: str, body: str | bytes, platform: str = "cpsboe", source: str = "board") -> None:
        """Keep a page as the crawl would."""
        raw = body.encode() if isinstance(body, str) else body
        capture = Capture(
            source_id=source,
            url=url,
            kind="page",
            platform=platform,
            sha256=self.blobs.put(raw),
            size=len(raw),
        )
        with self.database.atomic():
            record(self.database, capture)

    def parse(self, **options: Any) -> dict[str, SourceItems]:
        """Run the stage."""
        run = start_run(self.database, "parse", "tiny")
        return parse_stage.parse_pending(self.database, WATCH, self.blobs, run, **options)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in self.database.query(sql)]

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all rows that the stage writes, the run ledger aside."""
        return {
            table: self.rows(f"SELECT * FROM {table} ORDER BY {order}") for table, order in DERIVED.items()
        }


def page(content: str) -> str:
    return f'<!DOCTYPE html><html><body><div id="content-primary">{content}</div></body></html>'


def details(
    day: str = "Thursday, February 22, 2024 at 10:30 AM", title: str = "Board meeting", more: str = ""
) -> str:
    return page(
        f"<h1>{title}</h1><h2>{day}</h2><p>CPS Loop Office<br>42 W. Madison Street<br>Chicago, IL 60602</p>"
        f"<p>Enclosed is a copy of the Agenda for the meeting.</p>{more}"
    )


def actions(*rows: tuple[str, str, str], day: str = "February 22, 2024") -> str:
    def cell(number: str) -> str:
        return f'<td><a href="/content/actions/2024_02/{number}.pdf">{number}</a></td>'

    lines = "".join(
        f"<tr>{cell(number)}<td>{title}</td><td>{action}</td></tr>" for number, title, action in rows
    )
    return page(f"<h1>Agenda: {day}</h1><h3>Resolutions</h3><table>{lines}</table>")


def calendar(*days: str) -> str:
    lines = "".join(f"<tr><td>{day}</td><td>CPS Loop Office</td></tr>" for day in days)
    return page(f"<h1>Planning calendar</h1><table>{lines}</table>")


def scheduled(*meetings: tuple[str, str]) -> str:
    lines = "".join(
        f'<dt>{day}</dt><dd><a href="/meetings/details/{number}">Board meeting</a></dd>'
        for number, day in meetings
    )
    return page(f"<h1>Scheduled meetings</h1><dl>{lines}</dl>")


def article(
    headline: str = "Board splits", words: str = "", date: str | None = "2024-02-22T18:10:00-06:00"
) -> str:
    stated = f'<meta property="article:published_time" content="{date}">' if date else ""
    paragraph = (
        "The board met until the evening and the people who had come to speak about officers in schools "
        "waited in the hall, some for four hours, and most of them stayed until the vote was taken. "
    )
    return (
        f'<!doctype html><html lang="en"><head><title>{headline}</title>{stated}</head><body><article>'
        f"<h1>{headline}</h1><p>{paragraph}</p><p>{paragraph}{words}</p></article></body></html>"
    )
