"""The schema's history. Each step is applied once, in a transaction, and never edited afterwards."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("hallwatch")


def run_sql(database: Database, name: str) -> None:
    """Run the statements of an .sql file beside this module inside the caller's transaction."""
    statement = ""
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            database.execute(statement)
            statement = ""
    if statement.strip():
        raise ValueError(f"{name}: ends inside a statement")


@migrations()
def m001_initial(database: Database) -> None:
    """Create every table of the first release."""
    run_sql(database, "001_initial.sql")


@migrations()
def m002_official_votes(database: Database) -> None:
    """Add what boards themselves record of their votes: items, movers, rosters."""
    run_sql(database, "002_official_votes.sql")


@migrations()
def m003_agendas(database: Database) -> None:
    """Add lineage, the items' own numbers, late agendas and the notice that the law asks for."""
    run_sql(database, "003_agendas.sql")


@migrations()
def m004_layout(database: Database) -> None:
    """Add where a PDF's lines stand on their pages."""
    run_sql(database, "004_layout.sql")


@migrations()
def m005_item_judgements(database: Database) -> None:
    """Keep an item's own judgement apart from what its line of reports gives it."""
    run_sql(database, "005_item_judgements.sql")


@migrations()
def m006_news(database: Database) -> None:
    """Add variants of addresses, article versions and changes, scans, clustered copies and archives."""
    run_sql(database, "006_news.sql")


@migrations()
def m007_frontier_since(database: Database) -> None:
    """Keep how far back an unfinished look into the past goes."""
    run_sql(database, "007_frontier_since.sql")


@migrations()
def m008_warcinfo(database: Database) -> None:
    """Keep what a WARC file says of itself."""
    run_sql(database, "008_warcinfo.sql")


@migrations()
def m009_stories(database: Database) -> None:
    """Keep stories' texts by number, and which shingles are standing lines."""
    run_sql(database, "009_stories.sql")


@migrations()
def m010_statement_copies(database: Database) -> None:
    """Keep which statements are one quotation in several copies of a story."""
    run_sql(database, "010_statement_copies.sql")


@migrations()
def m011_positions(database: Database) -> None:
    """Add positions through time, their changes and contradictions, and people who wait for review."""
    run_sql(database, "011_positions.sql")


@migrations()
def m012_judgements(database: Database) -> None:
    """Keep whose judgement a stance is, what a language model said, and what each extractor was made of."""
    run_sql(database, "012_judgements.sql")
