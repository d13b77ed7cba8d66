"""Pages of the site, drawn in this process, against the SQL statements that they send, run bare."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from datasette import hookimpl
from datasette.plugins import pm

from db.desk import make_site
from db.desk.site import DATABASE
from tests.bench.row import Row
from tests.bench.workshop import Workshop, same

VISITS = 40
PAGES = {
    "front page": "/",
    "timeline": f"/{DATABASE}/timeline",
    "canned query": f"/{DATABASE}/board_decisions?body=",
}


def run(workshop: Workshop) -> list[Row]:
    """Return a row a page: the median time of a visit, in milliseconds."""
    published = workshop.desk.data / "published.db"
    visits = workshop.amount(VISITS)
    site = make_site(published)
    with asyncio.Runner() as runner, _told_statements() as told:
        runner.run(site.invoke_startup())

        def visit(address: str) -> None:
            same(runner.run(site.client.get(address)).status_code, 200, f"the site's answer to {address}")

        return [_row(name, address, visit, told, published, visits) for name, address in PAGES.items()]


def _row(
    name: str, address: str, visit: Callable[[str], None], told: list[str], published: Path, visits: int
) -> Row:
    visit(address)  # the first one compiles templates and reads the schema
    told.clear()
    visit(address)
    statements = list(told)
    with closing(sqlite3.connect(f"file:{published}?mode=ro", uri=True)) as connection:
        timed = [
            (_milliseconds(visit, address), _milliseconds(_bare, connection, statements))
            for _ in range(visits)
        ]
    ours, baseline = (median(taken) for taken in zip(*timed, strict=True))
    against = f"its {len(statements)} SQL statements run bare"
    return Row(name=f"site: {name}", unit="ms", ours=ours, baseline=baseline, against=against)


def _bare(connection: sqlite3.Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        connection.execute(statement).fetchall()


def _milliseconds(job: Callable[..., None], *given: Any) -> float:
    start = perf_counter()
    job(*given)
    return 1000 * (perf_counter() - start)


@contextmanager
def _told_statements() -> Iterator[list[str]]:
    """Give a list to which each connection to the published database adds what it runs, values filled in."""
    listener = _Listener()
    pm.register(listener)
    try:
        yield listener.told
    finally:
        pm.unregister(listener)


class _Listener:
    def __init__(self) -> None:
        self.told: list[str] = []

    @hookimpl
    def prepare_connection(self, conn: sqlite3.Connection, database: str) -> None:
        if database == DATABASE:
            conn.set_trace_callback(self._take)

    def _take(self, statement: str) -> None:
        if not statement.startswith("--"):  # what a virtual table runs inside is part of its statement
            self.told.append(statement)
