"""Exporting the timeline: filters, a stable order, any format of the registry."""

import io
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TextIO

from db.export import csv, json
from db.ids import slug
from db.timeline.dates import window

# Every column of the table in reading order, the place it was read from last; db/desk/metadata.yaml describes
# each of them.
COLUMNS = (
    "id", "date", "date_precision", "time", "kind", "title", "summary", "actor", "stance", "stance_label",
    "result", "body", "outlet", "quote", "url", "passage_url", "person_id", "organization_id", "meeting_id",
    "agenda_item_id", "vote_event_id", "article_id", "statement_id", "source_id", "document_version_id",
    "start_char", "end_char",
)  # fmt: skip
KINDS = ("meeting", "agenda", "agenda change", "action", "vote", "statement", "coverage")
STANCES = ("favor", "against", "mixed", "neutral")
# The words people are shown, whatever the watch's own labels are.
SHOWN = {"keep": "favor", "remove": "against"}

Writer = Callable[..., int]
# A format is a module with `write(out, columns, rows, raw=...)` that returns how many rows it wrote.
FORMATS: dict[str, Writer] = {"csv": csv.write, "json": json.write}

SELECT = f"""
select {", ".join(COLUMNS)} from timeline
where (:first is null or date || substr('0000-12-31', length(date) + 1) >= :first)
  and (:last is null or date || substr('0000-01-01', length(date) + 1) <= :last)
  and (:kind is null or kind = :kind)
  and (:stance is null or :stance in (stance, stance_label))
  and (:actor is null or instr(slugged(actor), :actor) or person_id = :actor or organization_id = :actor)
order by date, kind, id
"""  # noqa: S608 - our own column names


class ExportError(Exception):
    """The export cannot be made as asked; the text says why and what could be asked."""


def export_timeline(  # noqa: PLR0913 - one keyword a filter
    published: Path,
    out: Path | TextIO | None = None,
    *,
    format_: str = "csv",
    from_: str | None = None,
    to: str | None = None,
    kind: str | None = None,
    actor: str | None = None,
    stance: str | None = None,
    raw: bool = False,
) -> int:
    """Write the timeline of a published database to `out` (None: standard output); return the rows written.

    Rows come by date, kind and id; the same database gives the same bytes. `from_` and `to` are ISO dates,
    whole or partial, inclusive; a row known to the month alone is in when any of its days is. `actor` is an
    id or a part of a name, whatever its case and accents. `stance` is the field's word or the watch's
    ("keep", "remove"). Raises ExportError.
    """
    with closing(_open(published)) as connection:
        given = {
            "first": _edge("from", from_, 0),
            "last": _edge("to", to, 1),
            "kind": _one_of("kind", kind, KINDS),
            "stance": _one_of("stance", SHOWN.get(stance or "", stance), _stances(connection)),
            "actor": (slug(actor) or actor) if actor else None,
        }
        write = FORMATS[_one_of("format", format_, tuple(FORMATS)) or "csv"]
        rows = connection.execute(SELECT, given)
        try:
            with _opened(out) as file:
                return write(file, COLUMNS, rows, raw=raw)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            raise ExportError(f"{out or 'standard output'}: {error.strerror or error}") from error


def _open(published: Path) -> sqlite3.Connection:
    if not published.exists():
        raise ExportError(f"{published} does not exist yet; `hallwatch run` makes it")
    connection = sqlite3.connect(f"{published.resolve().as_uri()}?mode=ro", uri=True)
    connection.create_function("slugged", 1, lambda name: slug(name or ""), deterministic=True)
    try:
        known = {row[1] for row in connection.execute("pragma table_info(timeline)")}
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ExportError(f"{published}: {error}") from error
    missing = [name for name in COLUMNS if name not in known]
    if missing:
        connection.close()
        raise ExportError(
            f"{published} has no {', '.join(missing)} in its timeline; `hallwatch build` makes it anew"
        )
    return connection


def _edge(name: str, day: str | None, end: int) -> str | None:
    if day is None:
        return None
    found = window(day)
    if found is None:
        raise ExportError(f"--{name} {day!r} is no date (expected one like 2024-02-22)")
    return found[end]


def _stances(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the field's four words and this watch's own."""
    sql = "select distinct stance_label from timeline where stance_label is not null order by 1"
    return tuple(dict.fromkeys([*STANCES, *SHOWN, *(row[0] for row in connection.execute(sql))]))


def _one_of(name: str, value: str | None, known: Sequence[str]) -> str | None:
    if value is None or value in known:
        return value
    raise ExportError(f"no {name} {value!r}; choose one of: {', '.join(known)}")


@contextmanager
def _opened(out: Path | TextIO | None) -> Iterator[TextIO]:
    """Give a text file; a path is written beside and renamed when whole, so that no half file is left."""
    if isinstance(out, Path):
        part = out.with_name(out.name + ".part")
        try:
            with part.open("w", encoding="utf-8", newline="") as file:
                yield file
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    elif out is None:
        sys.stdout.flush()
        wrapped = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        try:
            yield wrapped
        finally:
            wrapped.flush()
            wrapped.detach()
    else:
        yield out
