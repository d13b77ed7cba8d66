"""What stays when a source's own assertions blocked it: its rows as they were last published.

A breach means that the source's page changed or broke, so what was read from it this time is not to be
trusted, and every other source is. Each published row names the source it was read from; the blocked source's
new rows are taken out and its old ones put back, with whatever row they point to. A blocked source that was
never published has no rows.
"""

import sqlite3
from pathlib import Path

# The ledger tells what happened, blocked or not.
LEDGER = frozenset({"sources", "source_runs", "issues"})


def restore_blocked(connection: sqlite3.Connection, previous: Path, blocked: set[str]) -> None:
    """Replace the blocked sources' rows by those of the previous published database, if there is one."""
    if not blocked:
        return
    connection.execute("create temp table blocked (id text primary key)")
    connection.executemany("insert into blocked values (?)", [(source,) for source in sorted(blocked)])
    tables = [
        name for name in _tables(connection, "main") if "source_id" in _columns(connection, "main", name)
    ]
    for table in tables:
        if table not in LEDGER:
            connection.execute(f'delete from "{table}" where source_id in (select id from blocked)')  # noqa: S608
    if previous.exists():
        connection.execute("attach ? as previous", (f"{previous.resolve().as_uri()}?mode=ro",))
        known = set(_tables(connection, "previous"))
        for table in tables:
            if table in known and table not in LEDGER:
                _copy(connection, table, "source_id in (select id from blocked)")
    parents = set(_tables(connection, "previous")) if previous.exists() else set()
    while broken := list(connection.execute("pragma foreign_key_check")):
        for table, rowid, parent, number in broken:
            known_there = (
                parent in parents and parent != table
            )  # a copy's original is not brought back with it
            _mend(connection, table, rowid, parent if known_there else None, number)


def _tables(connection: sqlite3.Connection, schema: str) -> list[str]:
    sql = f"select name from {schema}.sqlite_master where type = 'table' order by name"  # noqa: S608
    return [row[0] for row in connection.execute(sql)]


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'pragma {schema}.table_info("{table}")')]


def _copy(connection: sqlite3.Connection, table: str, where: str, given: tuple[object, ...] = ()) -> int:
    """Copy rows over; a database built by an older version has fewer columns, the rest stay empty."""
    ours = set(_columns(connection, "main", table))
    names = ", ".join(f'"{name}"' for name in _columns(connection, "previous", table) if name in ours)
    sql = (
        f'insert or ignore into main."{table}" ({names}) select {names} from previous."{table}" where {where}'  # noqa: S608
    )
    return connection.execute(sql, given).rowcount


def _mend(connection: sqlite3.Connection, table: str, rowid: int, parent: str | None, number: int) -> None:
    """Bring in the row that a row points to; where there is none, drop the pointer or the row."""
    keys = connection.execute(f'pragma foreign_key_list("{table}")')
    column = next(row[3] for row in keys if row[0] == number)
    where = "where rowid = ?"
    found = connection.execute(f'select "{column}" from "{table}" {where}', (rowid,)).fetchone()  # noqa: S608
    if found is None or (parent and _copy(connection, parent, "id = ?", (found[0],)) > 0):
        return
    details = connection.execute(f'pragma table_info("{table}")')
    if any(row[1] == column and (row[3] or row[5]) for row in details):
        connection.execute(f'delete from "{table}" {where}', (rowid,))  # noqa: S608
    else:
        connection.execute(f'update "{table}" set "{column}" = null {where}', (rowid,))  # noqa: S608
