"""What the pages show, read from the published database."""

from datetime import UTC
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import yaml
from datasette.app import Datasette
from datasette.utils import escape_fts, tilde_decode, tilde_encode
from datasette.utils.asgi import Request

from db.clock import now

HERE = Path(__file__).parent
FRONT: dict[str, str] = yaml.safe_load((HERE / "front.yaml").read_text(encoding="utf-8"))
SECTIONS: dict[str, list[dict[str, str]]] = yaml.safe_load(
    (HERE / "sections.yaml").read_text(encoding="utf-8")
)
QUESTIONS: dict[str, dict[str, str]] = yaml.safe_load((HERE / "questions.yaml").read_text(encoding="utf-8"))
LEADS: dict[str, str] = yaml.safe_load((HERE / "leads.yaml").read_text(encoding="utf-8"))
SEARCHES: dict[str, dict[str, str]] = yaml.safe_load((HERE / "searches.yaml").read_text(encoding="utf-8"))

Row = dict[str, Any]


async def _rows(datasette: Datasette, sql: str, given: Row | None = None) -> list[Row]:
    result = await datasette.get_database("published").execute(sql, given or {})
    return [dict(row) for row in result.rows]


async def site(datasette: Datasette) -> Row:
    """Return what every page says: which debate this is, and how old what it shows is."""
    found = await _rows(datasette, "select * from watch limit 1") if await _is_built(datasette) else []
    return found[0] if found else {"title": "Hallwatch", "question": "", "built_on": None, "timezone": None}


async def _is_built(datasette: Datasette) -> bool:
    return bool(await datasette.get_database("published").table_exists("watch"))


async def today(datasette: Datasette) -> str:
    """Return the watch's local date, ISO 8601."""
    zone = (await site(datasette))["timezone"]
    return now().astimezone(ZoneInfo(zone) if zone else UTC).date().isoformat()


async def front(datasette: Datasette) -> dict[str, list[Row]]:
    """Return the front page's facts, the rows of each question of front.yaml; none before a build."""
    if not await _is_built(datasette):
        return {name: [] for name in FRONT}
    given = {"today": await today(datasette)}
    return {name: await _rows(datasette, sql, given) for name, sql in FRONT.items()}


def row_url(datasette: Datasette, table: str, key: object) -> str:
    """Return the address of a row's page; ids hold slashes, which Datasette wants tilde-encoded."""
    return str(datasette.urls.row("published", table, tilde_encode(str(key))))


async def moved_story(datasette: Datasette, request: Request) -> str | None:
    """Return where a story is that became part of another: its id is an article's, which has the story's."""
    base, key = str(datasette.urls.table("published", "stories")), request.path.rpartition("/")[2]
    if request.path != f"{base}/{key}" or not await _is_built(datasette):
        return None
    key, dot, ending = key.partition(".")
    sql = "select story_id from articles where id = :id and story_id is not null and story_id != id"
    found = await _rows(datasette, sql, {"id": tilde_decode(key)})
    return row_url(datasette, "stories", found[0]["story_id"]) + dot + ending if found else None


async def sections(datasette: Datasette, table: str, request: Request) -> list[Row]:
    """Return the tables that a row's page shows beneath it: a vote's members, a meeting's items."""
    given = {"id": tilde_decode(request.url_vars["pks"])}
    found = []
    for entry in SECTIONS.get(table, []):
        rows = await _rows(datasette, entry["sql"], given)
        if rows:
            found.append({"title": entry["title"], "table": entry["table"], "rows": rows})
    return found


async def lead(datasette: Datasette, table: str, request: Request) -> Row:
    """Return what the line above a row's details needs beside the row; empty for most tables."""
    if table not in LEADS:
        return {}
    found = await _rows(datasette, LEADS[table], {"id": tilde_decode(request.url_vars["pks"])})
    return found[0] if found else {}


async def question(datasette: Datasette, request: Request) -> Row:
    """Return what a ready question's page says without rows, and examples of what may be asked."""
    name = request.url_vars.get("table", "")
    entry = QUESTIONS.get(name)
    if entry is None or not await _is_built(datasette):
        return {}
    asked = bool(request.args.get(entry.get("param", "")))
    values = await _rows(datasette, entry["examples"]) if "examples" in entry else []
    path = datasette.urls.query("published", name)
    return {
        "empty": entry["empty"] if asked else entry.get("ask", entry["empty"]),
        "examples": [
            {"label": row["value"], "href": f"{path}?{urlencode({entry['param']: row['value']})}"}
            for row in values
        ],
    }


async def linked(datasette: Datasette, table: str, request: Request) -> dict[str, Row]:
    """Return, by column, the rows that a row points to: their label and address."""
    database = datasette.get_database("published")
    if "id" not in await database.table_columns(table):
        return {}
    keys = await database.foreign_keys_for_table(table)
    sql = f"select * from [{table}] where id = :id"  # noqa: S608 - a table that Datasette found
    row = (await database.execute(sql, {"id": tilde_decode(request.url_vars["pks"])})).first()
    found = {}
    for key in keys if row else []:
        column, value = key["column"], row[key["column"]]
        if value is None:
            continue
        labels = await datasette.expand_foreign_keys("published", table, column, [value])
        href = row_url(datasette, key["other_table"], value)
        found[column] = {"href": href, "label": labels.get((column, value)) or value}
    return found


async def search(datasette: Datasette, words: str) -> list[Row]:
    """Return the best matches of each searched table; none for a search without a letter or digit."""
    if not any(letter.isalnum() for letter in words) or not await _is_built(datasette):
        return []
    given = {"words": escape_fts(words)}
    return [
        {"table": table, "title": entry["title"], "rows": await _rows(datasette, entry["sql"], given)}
        for table, entry in SEARCHES.items()
    ]
