"""Datasette with our configuration: metadata, settings, templates, plugin."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Self

import yaml
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from db.desk import plugin

HERE = Path(__file__).parent
SCHEMA = HERE.parent / "publish" / "schema.sql"
DATABASE = "published"
PLUGIN_NAME = "hallwatch"

SETTINGS = {
    "suggest_facets": False,  # tries every column on every page: 270 ms where 28 do, at 200,000 articles
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 200,
    "default_cache_ttl": 60,
    "allow_download": False,  # a file that is being replaced is no download; the snapshot is
    "truncate_cells_html": 500,
}


class _Shared(dict[str, Any]):
    """Metadata that is only read: Datasette deep-copies all of it at each check of a permission.

    The front page checks every table (0.65.5, app.py, `_table_permission_allows`), a third of its time.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        del memo
        return self


def make_site(published: Path, *, public: bool = False) -> Datasette:
    """Return Datasette over the published database, under the name that its metadata and links use.

    With `public`, visitors cannot run SQL of their own: a time limit does not stop one statement from taking
    gigabytes (`select zeroblob(3e8)` took 49 s and 9.3 GB); the canned queries stay.
    """
    if not pm.has_plugin(PLUGIN_NAME):
        pm.register(plugin, PLUGIN_NAME)
        # Every error handler is run and the first answer sent: Datasette's own would print a whole traceback
        # with local variables for each mistyped address.
        pm.unregister(name="datasette.handle_exception")
    site = Datasette(
        [],
        metadata=site_metadata(),
        settings={**SETTINGS, "default_allow_sql": not public},
        template_dir=str(HERE / "templates"),
        static_mounts=[("static", str(HERE / "static"))],
    )
    site.remove_database("_memory")
    site.add_database(Database(site, path=str(published), is_mutable=True), name=DATABASE)
    return site


def site_metadata() -> dict[str, Any]:
    """Return Datasette's metadata: titles, descriptions, facets, sorts, canned queries."""
    data: dict[str, Any] = yaml.safe_load((HERE / "metadata.yaml").read_text(encoding="utf-8"))
    tables = {name: {**entry} for name, entry in data["tables"].items()}
    for name, columns in published_columns().items():
        own = tables.setdefault(name, {}).get("columns", {})
        known = {**data["common"], **own}
        tables[name]["columns"] = {column: known[column] for column in columns if column in known}
    about = data["about"]
    database = {"title": "All tables", "description": about["description"]}
    return {
        **about,
        "databases": {DATABASE: {**database, "tables": _Shared(tables), "queries": data["queries"]}},
    }


def published_columns() -> dict[str, list[str]]:
    """Return the published tables with their columns, in reading order, as the schema has them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        return {
            name: [row[1] for row in connection.execute(f'pragma table_info("{name}")')] for name in names
        }
