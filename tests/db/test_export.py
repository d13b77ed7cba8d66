"""The timeline as a file that other programs read."""

import csv
import io
import json
import sqlite3
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from db.export import COLUMNS, FORMATS, ExportError, export_timeline
from db.export.cells import defused, one_line


def exported(published: Path, **options: Any) -> list[dict[str, str]]:
    out = io.StringIO()
    export_timeline(published, out, **options)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def spoil(published: Path, **values: str) -> None:
    """Set columns of every row."""
    with closing(sqlite3.connect(published)) as connection:
        database = Database(connection)
        with database.atomic():
            for row_id in [row["id"] for row in database["timeline"].rows]:
                database["timeline"].update(row_id, values)


def test_rows_come_by_date_kind_and_id_under_documented_columns(published: Path) -> None:
    rows = exported(published)

    assert tuple(rows[0]) == COLUMNS
    keys = [(row["date"], row["kind"], row["id"]) for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys)) == 21


def test_every_column_of_the_table_is_exported_where_it_was_read_last(published: Path) -> None:
    table = {column.name for column in Database(published)["timeline"].columns}

    assert set(COLUMNS) == table
    assert COLUMNS[-4:] == ("source_id", "document_version_id", "start_char", "end_char")
    statement = exported(published, kind="statement")[0]
    assert int(statement["end_char"]) > int(statement["start_char"]) >= 0
    assert statement["source_id"] and statement["document_version_id"]


def test_the_same_database_gives_the_same_bytes(published: Path, tmp_path: Path) -> None:
    for form in FORMATS:
        export_timeline(published, tmp_path / "one", format_=form)
        export_timeline(published, tmp_path / "two", format_=form)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_json_is_one_array_with_one_record_a_line(published: Path, tmp_path: Path) -> None:
    count = export_timeline(published, tmp_path / "out.json", format_="json")

    text = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert len(json.loads(text)) == count == len(text.splitlines()) - 2
    assert list(json.loads(text)[0]) == list(COLUMNS)
    assert "“" in text


@pytest.mark.parametrize(
    ("options", "check"),
    [
        ({"kind": "vote"}, lambda row: row["kind"] == "vote"),
        ({"stance": "keep"}, lambda row: row["stance"] == "favor"),
        ({"stance": "against"}, lambda row: row["stance_label"] == "remove"),
        ({"from_": "2024"}, lambda row: row["date"] >= "2024"),
        ({"to": "2020-06"}, lambda row: row["date"] <= "2020-06-30"),
        ({"from_": "2020-08-26", "to": "2020-08-26"}, lambda row: row["date"] == "2020-08-26"),
        ({"actor": "jordan"}, lambda row: row["actor"] == "Jordan Sample"),
        ({"actor": "example-parents"}, lambda row: row["organization_id"] == "example-parents"),
    ],
)
def test_filters(published: Path, options: dict[str, str], check: Callable[[dict[str, str]], bool]) -> None:
    everything = exported(published)
    rows = exported(published, **options)

    assert rows == [row for row in everything if check(row)]
    assert 0 < len(rows) < len(everything)


def test_a_row_known_to_the_month_is_in_when_any_of_its_days_is(published: Path) -> None:
    spoil(published, date="2021-08", date_precision="month")

    assert exported(published, from_="2021-08-20")
    assert exported(published, to="2021-08-05")
    assert not exported(published, from_="2021-09-01")


def test_nothing_found_is_a_header_and_a_zero(published: Path) -> None:
    out = io.StringIO()

    assert export_timeline(published, out, from_="2999-01-01") == 0
    assert out.getvalue().splitlines() == [",".join(COLUMNS)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"stance": "maybe"}, "favor, against, mixed, neutral, keep, remove"),
        ({"kind": "votes"}, "agenda change"),
        ({"format_": "xml"}, "csv, json"),
        ({"from_": "soon"}, "2024-02-22"),
        ({"to": "2024-02-31"}, "2024-02-22"),
    ],
)
def test_a_mistake_is_told_with_the_choices(published: Path, options: dict[str, str], told: str) -> None:
    with pytest.raises(ExportError, match=told):
        exported(published, **options)


def test_a_database_that_is_not_there_or_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="hallwatch run"):
        exported(tmp_path / "nothing.db")
    (tmp_path / "text.db").write_text("This is a text file, long enough to be read as a database header." * 3)
    with pytest.raises(ExportError, match="not a database"):
        exported(tmp_path / "text.db")
    sqlite3.connect(tmp_path / "old.db").execute("create table timeline (id, date)").connection.close()
    with pytest.raises(ExportError, match="hallwatch build"):
        exported(tmp_path / "old.db")


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(published: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file"):
        export_timeline(published, tmp_path / "missing" / "out.csv")
    export_timeline(published, tmp_path / "out.csv")
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " =", "＝"])
def test_formulas_are_defused_unless_raw(published: Path, start: str) -> None:
    spoil(published, title=f"{start}cmd|' /C calc'!A0")

    assert {row["title"][:1] for row in exported(published)} == {"'"}
    assert {row["title"] for row in exported(published, raw=True)} == {f"{start}cmd|' /C calc'!A0"}


def test_a_record_is_one_line_whatever_its_cells_hold(published: Path, tmp_path: Path) -> None:
    spoil(published, quote='a\r\nb\u2028c\x85d\n"e", f\x00g')

    count = export_timeline(published, tmp_path / "out.csv")

    assert len((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()) == count + 1
    assert {row["quote"] for row in exported(published)} == {'a b c d "e", fg'}


def test_standard_output_is_utf8_whatever_the_locale(published: Path, capfdbinary: Any) -> None:
    export_timeline(published, None, stance="keep")

    assert "“Keep them".encode() in capfdbinary.readouterr().out


def test_memory_stays_flat(published: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(published)) as connection:
        connection.execute(
            """
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 12000)
            insert into timeline (id, date, date_precision, kind, title, quote)
            select 'n' || i, '2021-01-01', 'day', 'coverage', 'Row ' || i, printf('%.300c', 'x') from n
            """
        )
        connection.commit()
    tracemalloc.start()
    count = export_timeline(published, tmp_path / "out.csv")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count > 12000
    assert (tmp_path / "out.csv").stat().st_size > 4_000_000
    assert peak < 1_000_000


@given(st.text())
def test_no_cell_starts_a_formula_or_breaks_a_line(text: str) -> None:
    cell = defused(one_line(text))

    assert isinstance(cell, str)
    assert len(cell.splitlines()) <= 1
    assert not cell.lstrip().startswith(tuple("=+-@"))
