"""The texts that a source's items stand in and have attached, each loaded when it is asked for.

A board's files hold gigabytes in the end: no more than a few texts are in memory at once.
"""

from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database

_HERE = Path(__file__).parent
_FILES, _ATTACHED = (
    (_HERE / f"{name}.sql").read_text(encoding="utf-8") for name in ("files", "attached_text")
)
KEPT = 16  # texts: an item's files, and the page that its meeting's items share


class Texts:
    """What a source's documents say."""

    def __init__(self, database: Database, source_id: str) -> None:
        self._database = database
        self.files = {row["url"]: row for row in database.query(_FILES, [source_id])}
        self.documents = {url: row["document_id"] for url, row in self.files.items()}
        self.of_version = lru_cache(maxsize=KEPT)(self._of_version)
        self.attached = lru_cache(maxsize=KEPT)(self._attached)

    def _of_version(self, version_id: str) -> str | None:
        rows = self._database.query("SELECT text FROM document_versions WHERE id = ?", [version_id])
        return next((row["text"] for row in rows), None)

    def _attached(self, url: str) -> tuple[str, str] | None:
        """Return the version and the text of the file at an address; None where none could be read."""
        document = self.documents.get(url)
        rows = self._database.query(_ATTACHED, [document]) if document else iter(())
        return next(((row["version_id"], row["text"]) for row in rows if row["text"]), None)
