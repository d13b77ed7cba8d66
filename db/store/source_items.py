"""What a source gives as a whole: the records on its current pages, counted for its assertions."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

PLACES = ("start", "end")  # of an item: characters of its page; a meeting's `start` is when it begins
_EMPTY: tuple[Any, ...] = (None, "", [], "[]")
_CURRENT = Path(__file__).with_name("current_records.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, kw_only=True)
class SourceItems:
    """Counts over all current records of one source, not over what one run brought in.

    `items`: meetings and agenda items of a board, entries of an outlet's feeds and sitemaps. `fills`: the
    share of records with a column that carry a value in it, for each column of meetings, items, articles.
    """

    source_id: str
    items: int = 0
    by_type: dict[str, int] = field(default_factory=dict)
    fills: dict[str, float] = field(default_factory=dict)
    newest: str | None = None  # ISO date of the newest record

    @property
    def records(self) -> int:
        """All current records, of whatever type."""
        return sum(self.by_type.values())


def source_items(database: Database, source_id: str, kind: str) -> SourceItems:
    """Count a source's current records. A page that cannot be read any more gives none."""
    records = [
        (row["type"], {"document_id": row["document_id"], **json.loads(row["data"])})
        for row in database.query(_CURRENT, {"source": source_id})
    ]
    articles = list(
        database.query(
            "SELECT a.headline, a.authors, a.date_published, a.date_modified, a.body, a.kind, a.language, "
            "a.section, a.description, coalesce(r.wanted, 1) AS wanted, v.archive FROM articles a "
            "LEFT JOIN relevance_scans r ON r.document_version_id = a.document_version_id "
            "LEFT JOIN document_versions v ON v.id = a.document_version_id "
            "WHERE a.source_id = ?",
            [source_id],
        )
    )
    for article in articles:
        if not article.pop("wanted"):
            del article["body"]  # left unread: its empty body is no dead selector
    # What an archive has of years ago says nothing of how the site's pages are read today.
    live = [article for article in articles if article.pop("archive") is None]
    by_type = {"article": len(articles)}
    for name in ("meeting", "agenda_item", "link", "document"):
        by_type[name] = len({_identity(name, record) for found, record in records if found == name})
    counted = ("meeting", "agenda_item") if kind == "board" else ("link",)
    dates = [record.get("start" if found == "meeting" else "date") for found, record in records]
    dates += [article["date_published"] for article in articles]
    return SourceItems(
        source_id=source_id,
        items=sum(by_type[name] for name in counted),
        by_type={name: count for name, count in by_type.items() if count},
        fills=_fills([*_whole(records, "meeting"), *_whole(records, "agenda_item"), *live]),
        newest=max((date[:10] for date in dates if date), default=None),
    )


def _identity(name: str, record: dict[str, Any]) -> str:
    if name == "meeting":
        return str(record["id"])
    if name == "agenda_item":
        # An agenda as a file does not say whose it is: its items are that file's.
        owner = record["meeting_id"] or record["document_id"]
        return f"{owner}/{record.get('id') or (record.get('number'), record.get('title'))}"
    return str(record["url"])


def _whole(records: list[tuple[str, dict[str, Any]]], name: str) -> list[dict[str, Any]]:
    """Put together what several pages say of one meeting or item: a list need not repeat its own page."""
    whole: dict[str, dict[str, Any]] = {}
    for found, record in records:
        if found == name:
            told = whole.setdefault(_identity(name, record), dict(record))
            told.update({key: value for key, value in record.items() if value not in _EMPTY})
    places = {"document_id", *(PLACES if name == "agenda_item" else ())}
    return [{key: value for key, value in told.items() if key not in places} for told in whole.values()]


def _fills(records: list[dict[str, Any]]) -> dict[str, float]:
    filled: dict[str, list[bool]] = {}
    for record in records:
        for name, value in record.items():
            filled.setdefault(name, []).append(value not in _EMPTY)
    return {name: round(sum(values) / len(values), 4) for name, values in sorted(filled.items())}
