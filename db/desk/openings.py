"""How a table's page opens, and the other ways to look at the table that it offers."""

from pathlib import Path
from typing import Any

import yaml
from datasette.app import Datasette

from db.desk import pages

OPENINGS: dict[str, list[dict[str, str]]] = yaml.safe_load(
    (Path(__file__).parent / "openings.yaml").read_text(encoding="utf-8")
)


async def openings(datasette: Datasette, table: str) -> list[dict[str, str]]:
    """Return the table's ways to be looked at: title, query string and address."""
    if table not in OPENINGS:
        return []
    today = await pages.today(datasette)
    path = str(datasette.urls.table("published", table))
    found = []
    for entry in OPENINGS[table]:
        query = entry["query"].format(today=today)
        found.append({"title": entry["title"], "query": query, "href": f"{path}?{query}" if query else path})
    return found


async def opened(datasette: Datasette, scope: dict[str, Any]) -> bytes:
    """Return the query string that a request is answered with: a table's opening where it asks nothing.

    Rewritten inside and not redirected to, so that a bare address stays bare and always means today.
    """
    query: bytes = scope["query_string"]
    path = scope["path"]
    asked = [name for name in OPENINGS if path == str(datasette.urls.table("published", name))]
    if query or not asked:
        return query
    return (await openings(datasette, asked[0]))[0]["query"].encode()
