"""An article's past, for its page: the versions that are kept, and what was changed between them."""

from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from datasette.app import Datasette

HISTORY: dict[str, str] = yaml.safe_load(Path(__file__).with_name("history.yaml").read_text(encoding="utf-8"))
AWAY = ("gone", "walled", "returned")

Row = dict[str, Any]


async def history(datasette: Datasette, article: str) -> Row:
    """Return an article's versions, changes by the time they were seen, headlines, notes and story."""
    database = datasette.get_database("published")
    found: Row = {}
    for name, sql in HISTORY.items():
        result = await database.execute(sql, {"id": article})
        found[name] = [dict(row) for row in result.rows]
    for version in found["versions"]:
        version["origin"] = origin(version["archive"])
    found["steps"] = [
        {"seen_at": seen, "changes": list(made)}
        for seen, made in groupby(found["changes"], key=lambda change: change["seen_at"])
    ]
    heads = found["headlines"]
    found["headlines"] = [{"headline": head["after"], "since": head["seen_at"]} for head in heads]
    if heads:
        found["headlines"].insert(0, {"headline": heads[0]["before"], "since": None})
    return found


def origin(archive: str | None) -> str:
    """Return in words where a version came from: the site, the Wayback Machine or a WARC file."""
    if archive is None:
        return "from the site itself"
    return "from the Wayback Machine" if archive == "wayback" else f"from the archive {archive}"
