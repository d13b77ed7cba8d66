"""Which document an article is, whatever spelling of its address it came by."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from sqlite_utils import Database

from db.ids import digest

_BY_ADDRESS = """
    SELECT id FROM documents WHERE url = :url
    UNION ALL
    SELECT d.id FROM document_aliases a JOIN documents d ON d.id = a.document_id
    WHERE a.url = :url AND d.variant_key IS NULL AND d.kind = :kind
"""


def article_document(database: Database, key: str, url: str, kind: str) -> str:
    """Return the id of the document of an article with that key and address, known or new.

    Documents from before there were keys are known by their address or an alias.
    """
    known = database.execute("SELECT id FROM documents WHERE variant_key = ?", [key]).fetchone()
    if known is None:
        known = database.execute(_BY_ADDRESS, {"url": url, "kind": kind}).fetchone()
    return str(known[0]) if known else digest(key)


def improve_address(database: Database, document: str, url: str) -> None:
    """Give a document the better of its address and another spelling of it; the other becomes an alias.

    The better one is that of the page itself, where only a variant was known, and https before http.
    """
    (known,) = database.execute("SELECT url FROM documents WHERE id = ?", [document]).fetchone()
    taken = database.execute("SELECT 1 FROM documents WHERE url = ?", [url]).fetchone()
    only_variants = not has_own_version(database, document)
    if not taken and (only_variants or _rank(known) > _rank(url)):
        database.execute("DELETE FROM document_aliases WHERE url = ?", [url])
        database.execute("UPDATE documents SET url = ? WHERE id = ?", [url, document])
        database.execute("UPDATE articles SET url = ? WHERE id = ?", [url, document])
        database.execute("INSERT OR REPLACE INTO document_aliases VALUES (?, ?)", [known, document])


def has_own_version(database: Database, document: str) -> bool:
    """Tell whether a version of the document was fetched from its own address, not from a variant."""
    sql = "SELECT 1 FROM document_versions WHERE document_id = ? AND fetched_url IS NULL LIMIT 1"
    return database.execute(sql, [document]).fetchone() is not None


def add_alias(database: Database, key: str, url: str) -> None:
    """Note that an address is a spelling of the article with that key, where there is one."""
    database.execute(
        "INSERT OR IGNORE INTO document_aliases (url, document_id) "
        "SELECT :url, id FROM documents WHERE variant_key = :key AND url <> :url",
        {"url": url, "key": key},
    )


def fill_variant_keys(database: Database, key_of: Callable[[str], str]) -> list[list[str]]:
    """Give articles from before there were keys theirs; return the addresses of those left without.

    Documents that share a key are left as they are, one list each: two histories of one article, which
    cannot be told apart by their addresses alone.
    """
    waiting: dict[str, list[tuple[str, str]]] = defaultdict(list)
    unkeyed = """
        SELECT id, url FROM documents
        WHERE variant_key IS NULL AND kind = 'article' AND url NOT LIKE '%#%' ORDER BY url
    """  # a fragment tells answers to more than a GET apart
    for document, url in database.execute(unkeyed).fetchall():
        waiting[key_of(url)].append((document, url))
    for key, documents in waiting.items():
        if len(documents) == 1 and not _is_taken(database, key):
            database.execute("UPDATE documents SET variant_key = ? WHERE id = ?", [key, documents[0][0]])
    return [_addresses(documents) for documents in waiting.values() if len(documents) > 1]


def _addresses(documents: Iterable[tuple[str, str]]) -> list[str]:
    return [url for _, url in documents]


def _is_taken(database: Database, key: str) -> bool:
    return database.execute("SELECT 1 FROM documents WHERE variant_key = ?", [key]).fetchone() is not None


def _rank(url: str) -> tuple[bool, str]:
    return not url.startswith("https:"), url
