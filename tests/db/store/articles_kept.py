"""An outlet's page as it comes in, version by version: what the store's tests of articles stand on."""

from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from db.captures import Capture, record, version_id
from db.ids import digest
from db.store.article_changes import derive_changes
from db.store.articles import store_article
from db.store.versions import ParsedVersion, store_version

URL = "https://ledger.example/2024/02/vote"
STORY = [
    "The board voted 5-2 on Thursday to take police officers out of its schools.",
    "Parents had asked for it for years, and students spoke at every meeting.",
    "The contract ends in August, the superintendent said.",
]


@dataclass
class Outlet:
    """One article of the sample's outlet in a working database."""

    database: Database
    url: str = URL
    seen: int = field(default=0)

    @property
    def article(self) -> str:
        row = self.database.execute("SELECT id FROM documents WHERE url = ?", [self.url]).fetchone()
        return str(row[0])

    def shows(self, day: str, *paragraphs: str, derive: bool = True, **more: Any) -> str:
        """Keep a version that stood on the site at noon of a day, as its parser reads it; return its id."""
        told = {
            "type": "article",
            "url": self.url,
            "headline": "Board votes to remove officers",
            "authors": ["Ana Example"],
            "date_published": "2024-02-22T18:00:00-06:00",
            "body": "\n".join(paragraphs or STORY),
            "kind": "news",
            "notes": [],
            **more,
        }
        captured = f"{day}T12:00:00Z"
        sha256 = digest(captured, told["body"], told["headline"], length=64)
        with self.database.atomic():
            capture = Capture(
                source_id="ledger", url=self.url, kind="article", platform="article", sha256=sha256,
                size=1, captured_at=captured,
            )  # fmt: skip
            record(self.database, capture)
            version = version_id(self.article, sha256)
            self.reads(version, told, derive=derive)
        return version

    def reads(self, version: str, told: dict[str, Any], *, derive: bool = True) -> None:
        """Let a parser read a version so, whatever it was read as before."""
        parsed = ParsedVersion(id=version, parser_version="1", records=[told], text=told["body"])
        store_version(self.database, parsed)
        store_article(self.database, version, told)
        if derive:
            derive_changes(self.database, [self.article])

    def changes(self, *columns: str) -> list[tuple[Any, ...]]:
        """Return the article's changes in the order in which they were made."""
        names = ", ".join(columns or ("kind", "before", "after"))
        rows = self.database.execute(f"SELECT {names} FROM article_changes ORDER BY seen_at, kind, id")
        return [tuple(row) for row in rows]
