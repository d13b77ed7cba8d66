"""The same records give the same positions, whatever the order in which they came."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.database import open_database
from db.registry import Watch
from tests.db import sample_debate as sample
from tests.db.position_record import ROME, TRUSS, WORDS, Record

DERIVED = ("positions", "position_changes", "contradictions")


def tables(database: Database) -> dict[str, list[dict[str, Any]]]:
    return {name: list(database[name].rows) for name in DERIVED}


def a_history(record: Record) -> list[Callable[[], str]]:
    told: list[Callable[[], str]] = [
        lambda: record.vote("2019-08-28", "keep", amy_rome="no", dwayne_truss="yes"),
        lambda: record.vote("2020-06-24", "keep", "fail", amy_rome="yes", dwayne_truss="no"),
        lambda: record.vote("2024-02-22", "remove", amy_rome="yes", dwayne_truss="yes"),
        lambda: record.say("2020-06-20", "favor", 0.9),
        lambda: record.say("2024-01-20", "favor", 0.9, who=TRUSS),
    ]
    for year, (stance, who) in product(range(2018, 2025), product(WORDS, (ROME, TRUSS))):
        day, sure = f"{year}-0{1 + len(stance)}-1{year % 7}", 0.5 + (year * len(stance)) % 45 / 100
        told.append(partial(record.say, day, stance, sure, who=who))
    return told


@pytest.fixture
def again(tmp_path: Path, watch: Watch) -> Iterator[Callable[[str], Record]]:
    opened: list[Database] = []

    def fresh(name: str) -> Record:
        database = open_database(tmp_path / f"{name}.db")
        opened.append(database)
        sample.load_registry(database, watch)
        return Record(database, watch)

    yield fresh
    for database in opened:
        database.conn.close()


def test_the_order_of_arrival_changes_nothing(again: Callable[[str], Record]) -> None:
    found = []
    for seed in range(3):
        record = again(str(seed))
        history = a_history(record)
        random.Random(seed).shuffle(history)
        for put in history:
            put()
        record.rebuild()
        found.append(tables(record.database))

    assert found[0]["positions"] and found[0]["position_changes"]
    assert found[1] == found[0]
    assert found[2] == found[0]


def test_rebuilding_gives_the_same_rows(record: Record) -> None:
    for put in a_history(record):
        put()
    record.rebuild()
    before = tables(record.database)

    record.rebuild()

    assert tables(record.database) == before


def test_an_older_article_found_later_moves_the_first_day_and_keeps_the_id(record: Record) -> None:
    record.say("2019-05-02", "favor")
    record.rebuild()
    [before] = record.database["positions"].rows

    record.say("2018-05-02", "favor")
    record.rebuild()

    [after] = record.database["positions"].rows
    assert (before["id"], before["first_date"]) == (after["id"], "2019-05-02")
    assert after["first_date"] == "2018-05-02"


def test_words_of_people_that_only_texts_know_have_positions_too(record: Record) -> None:
    record.database.table("people").insert({"id": "text/chicago/jo", "name": "Jo Sample", "origin": "text"})
    record.say("2019-05-02", "favor", who="text/chicago/jo")

    record.rebuild()

    assert record.spells("text/chicago/jo") == [("favor", "2019-05-02", "2019-05-02")]
