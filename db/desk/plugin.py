"""The hooks that make Datasette this site: page facts, cells, searches, errors, headers, downloads."""

# mypy: disable-error-code="untyped-decorator"
# Datasette's hookimpl has no types.

import sqlite3
import sys
import traceback
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils import tilde_decode
from datasette.utils.asgi import Base400, NotFound, Request
from datasette.views.base import DatasetteError

from db.desk import cells, differences, downloads, openings, pages
from db.desk.history import history
from db.publish.functions import web_url

# Nothing inline, nothing from elsewhere, no script at all: what a hostile cell could smuggle in does not run.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
# One string of SQLite's may take this many bytes; without it one visitor's zeroblob takes the machine.
LONGEST_VALUE = 10_000_000

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Limit what one statement can allocate."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Datasette) -> None:
    """Give templates the filters they use, and the address of a row, whatever its id holds."""
    env.globals["row_url"] = lambda table, key: pages.row_url(datasette, table, key)
    env.globals["difference_of"] = differences.change
    env.filters.update(
        day=cells.day,
        minute=cells.minute,
        words=cells.words,
        stance=cells.stance,
        cell=cells.cell,
        passages=differences.passages,
        web_url=web_url,
    )


@hookimpl
def extra_template_vars(
    datasette: Datasette, template: str, view_name: str | None, table: str | None, request: Request | None
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Give each page the facts it shows."""

    async def facts() -> dict[str, Any]:
        found: dict[str, Any] = {"site": await pages.site(datasette)}
        if template == "index.html":
            found["front"] = await pages.front(datasette)
        elif view_name == "row" and request is not None and table:
            found["sections"] = await pages.sections(datasette, table, request)
            found["lead"] = await pages.lead(datasette, table, request)
            found["linked"] = await pages.linked(datasette, table, request)
            if table == "articles":
                found["history"] = await history(datasette, tilde_decode(request.url_vars["pks"]))
        elif template == "table.html" and table:
            found["openings"] = await openings.openings(datasette, table)
        elif template == "query.html" and request is not None:
            found["question"] = await pages.question(datasette, request)
        elif template == "search_all.html" and request is not None:
            found["found"] = await pages.search(datasette, request.args.get("q") or "")
        return found

    return facts


@hookimpl
def render_cell(value: object, column: str, table: str | None) -> object:
    """Show links, dates and stances as what they are; None leaves a cell to Datasette's own escaping."""
    return cells.render(value, column, table)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The whole timeline as a file, safe for spreadsheets."""
    return [(r"^/timeline\.(?P<format>csv|json)$", downloads.timeline)]


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Send the security headers with every answer; open tables on what matters; drop empty searches."""

    def wrap(app: App) -> App:
        async def wrapped(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return

            async def send_with_headers(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
                await send(message)

            query = _searchable(await openings.opened(datasette, scope))
            await app({**scope, "query_string": query}, receive, send_with_headers)

        return wrapped

    return wrap


def _searchable(query: bytes) -> bytes:
    """Drop a search that holds no letter or digit: FTS5 takes a lone quote for a syntax error."""
    if b"_search" not in query:
        return query
    pairs = parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True)
    kept = [
        (key, value) for key, value in pairs if key != "_search" or any(map(str.isalnum, value)) or not value
    ]
    return query if kept == pairs else urlencode(kept).encode()


@hookimpl
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Callable[[], Awaitable[Response]]:
    """Answer every error with what went wrong in words; a mistake in the address is a 400, not a fault."""

    async def answer() -> Response:
        moved = await pages.moved_story(datasette, request) if isinstance(exception, NotFound) else None
        if moved:
            return Response.redirect(moved, status=301)
        status, title, message = _explained(exception)
        if status >= 500:
            traceback.print_exception(exception, file=sys.stderr)
        facts = {"ok": False, "error": message, "status": status, "title": title}
        if request.path.endswith(".json"):
            return Response.json(facts, status=status)
        html = await datasette.render_template(["error.html"], facts, request=request)
        return Response.html(html, status=status)

    return answer


def _explained(exception: Exception) -> tuple[int, str, str]:
    if isinstance(exception, NotFound):
        return 404, "Not found", "There is no such page, table or row here."
    if isinstance(exception, Base400):
        return exception.status, "Not understood", str(exception)
    if isinstance(exception, DatasetteError):
        # Datasette raises this for what visitors ask wrongly, with 500 unless told otherwise.
        status = exception.status if exception.status != 500 else 400
        return status, exception.title or "Not understood", str(exception.message)
    if isinstance(exception, QueryInterrupted):
        return 400, "That took too long", "The query was stopped at its time limit; ask for less at once."
    if isinstance(exception, sqlite3.Error):
        return 400, "The database could not answer that", str(exception)
    return 500, "A fault in the site", "Nothing was changed. What happened is in the server's log."
