"""What items do to earlier files, as links that one query follows both ways."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from db.database import open_database
from db.desk.site import HERE
from db.publish import build
from tests.db import sample_debate as sample
from tests.db.store.board_pages import Board, a_meeting, a_vote, item

QUERIES = yaml.safe_load((HERE / "metadata.yaml").read_text(encoding="utf-8"))["queries"]
CONTRACT = "Authorize an agreement with the police department for school resource officers"
BEFORE = "Amend Board Report 21-0922-PR5"
REPORTS = {  # meeting's day: number, title, action
    "2021-09-22": ("21-0922-PR5", CONTRACT, "approved"),
    "2022-08-24": ("22-0824-PR1", f"{BEFORE} {CONTRACT}", "approved"),
    "2023-06-28": ("23-0628-PR2", f"Amend Board Report 22-0824-PR1 {BEFORE} {CONTRACT}", "deferred"),
    "2023-08-23": ("23-0628-PR2", f"Amend Board Report 22-0824-PR1 {CONTRACT}", "approved"),
    "2024-02-22": ("24-0222-RS1", "Rescind Board Reports 23-0628-PR2 and 19-0101-PR9: end it all", "adopted"),
    "2024-03-21": ("24-0321-PR7", "Approve the purchase of buses", "approved"),
}  # fmt: skip


def fill(board: Board) -> None:
    for at, (day, (number, title, action)) in enumerate(REPORTS.items(), 1):
        board.page(
            f"meetings/{at}",
            {"type": "meeting", "id": str(at), "start": day, "title": "Regular", "body": "Town School Board"},
            {
                "type": "agenda_item",
                "meeting_id": str(at),
                "number": number,
                "title": title,
                "action": action,
            },
            text=f"Agenda\n{number} {title}",
        )
    board.assemble()


def links(board: Board) -> list[tuple[str, str, str, str | None]]:
    return [
        (row["agenda_item_id"].split("/", 1)[1], row["relation"], row["number"], row["target_agenda_item_id"])
        for row in board.rows("SELECT * FROM agenda_item_links ORDER BY agenda_item_id, number")
    ]


def test_each_link_leads_to_the_latest_item_of_that_number(board: Board) -> None:
    fill(board)
    assert links(board) == [
        ("2/22-0824-PR1", "amends", "21-0922-PR5", "town-board/1/21-0922-PR5"),
        ("3/23-0628-PR2", "amends", "21-0922-PR5", "town-board/1/21-0922-PR5"),
        ("3/23-0628-PR2", "amends", "22-0824-PR1", "town-board/2/22-0824-PR1"),
        ("4/23-0628-PR2", "amends", "22-0824-PR1", "town-board/2/22-0824-PR1"),
        ("5/24-0222-RS1", "rescinds", "19-0101-PR9", None),
        ("5/24-0222-RS1", "rescinds", "23-0628-PR2", "town-board/4/23-0628-PR2"),
    ]


def test_a_link_stands_on_the_words_that_say_so(board: Board) -> None:
    fill(board)
    for row in board.rows(
        "SELECT l.*, v.text FROM agenda_item_links l JOIN document_versions v ON v.id = l.document_version_id"
    ):
        assert row["text"][row["start_char"] : row["end_char"]] == row["evidence"]
        assert row["number"] in row["evidence"]


def test_the_first_page_of_the_attached_report_speaks_too(board: Board) -> None:
    url = "https://board.example/report.pdf"
    board.page("own", a_meeting(), item(1, CONTRACT, documents=[url]))
    text = (
        "RENEWAL OF THE AGREEMENT\nThe board may renew Board Report 22-0824-PR1.\n"
        + "x " * 3000
        + "amend 20-0101-PR1"
    )
    version = board.page("report.pdf", {"type": "document", "url": url, "kind": "attachment"}, text=text)
    board.database.execute("UPDATE document_versions SET platform = 'document' WHERE id = ?", [version])
    board.assemble()
    (row,) = board.rows("SELECT * FROM agenda_item_links")
    assert (row["relation"], row["number"], row["document_version_id"]) == ("renews", "22-0824-PR1", version)
    assert text[row["start_char"] : row["end_char"]] == "renew Board Report 22-0824-PR1"


def test_numbers_of_other_boards_and_contracts_are_lineage_too(board: Board) -> None:
    titles = {
        "2020-06-24": "Adoption by the Board of Resolution No. 1920-0260 - To end the department",
        "2021-06-24": "Amendment of Resolution No. 1920-0260",
        "2022-06-24": "Renewal of contract #12345 with the police department",
        "2023-06-24": "Second renewal of Contract No. 12345",
    }
    for at, (day, title) in enumerate(titles.items(), 1):
        board.page(f"m{at}", a_meeting(str(at), day), item(at, title, meeting=str(at)))
    board.assemble()
    assert links(board) == [
        ("2/item-2", "amends", "1920-0260", "town-board/1/item-1"),
        ("3/item-3", "renews", "12345", None),
        ("4/item-4", "renews", "12345", None),
    ]


@pytest.fixture
def published(board: Board, tmp_path: Path) -> sqlite3.Connection:
    """The board's agendas, published: the working database must be a file for that."""
    vote = a_vote(yes="Ana Alvarez-Brook; Ben Castle", no="Cora Dale", result="pass")
    board.page("votes/2", {**vote, "meeting_id": "2", "item_numbers": ["22-0824-PR1"]})
    fill(board)
    board.database.execute("UPDATE agenda_items SET relevant = 1")
    path = tmp_path / "hallwatch.db"
    with closing(sqlite3.connect(path)) as target:
        board.database.conn.backup(target)
    working, watch = open_database(path), sample.sample_watch()
    source = watch.sources[0].model_copy(update={"id": "town-board"})
    build(working, tmp_path / "published.db", watch.model_copy(update={"sources": [source]}))
    working.conn.close()
    return sqlite3.connect(tmp_path / "published.db")


def life(connection: sqlite3.Connection, number: str) -> list[tuple[Any, ...]]:
    cursor = connection.execute(QUERIES["life_of_a_file"]["sql"], {"number": number})
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    return [(row["date"], row["number"], row["action"], row["what_it_does"]) for row in rows]


WHOLE = [
    ("2021-09-22", "21-0922-PR5", "approved", None),
    ("2022-08-24", "22-0824-PR1", "approved", "amends 21-0922-PR5"),
    ("2023-06-28", "23-0628-PR2", "deferred", "amends 21-0922-PR5; amends 22-0824-PR1"),
    ("2023-08-23", "23-0628-PR2", "approved", "amends 22-0824-PR1"),
    ("2024-02-22", "24-0222-RS1", "adopted", "rescinds 19-0101-PR9; rescinds 23-0628-PR2"),
]


@pytest.mark.parametrize("number", ["21-0922-PR5", "22-0824-pr1 ", "23-0628-PR2", "24-0222-RS1"])
def test_the_whole_life_of_a_contract_is_one_query_from_any_of_its_versions(
    published: sqlite3.Connection, number: str
) -> None:
    with closing(published):
        assert life(published, number) == WHOLE


def test_the_votes_on_each_version_stand_beside_it(published: sqlite3.Connection) -> None:
    with closing(published):
        sql = QUERIES["life_of_a_file"]["sql"]
        found = dict(
            published.execute(f"SELECT date, votes FROM ({sql})", {"number": "21-0922-PR5"}).fetchall()
        )
    assert {day: votes for day, votes in found.items() if votes} == {"2022-08-24": "pass 2–1"}


def test_what_is_ended_along_with_it_has_a_life_of_its_own(published: sqlite3.Connection) -> None:
    with closing(published):
        assert life(published, "19-0101-PR9") == WHOLE[-1:]
        assert life(published, "24-0321-PR7") == [("2024-03-21", "24-0321-PR7", "approved", None)]
        assert life(published, "") == []


def test_an_items_page_shows_its_life_and_only_where_it_has_one(published: sqlite3.Connection) -> None:
    sections = yaml.safe_load((HERE / "sections.yaml").read_text(encoding="utf-8"))["agenda_items"]
    with closing(published):
        for shown, versions in (("town-board/3/23-0628-PR2", 5), ("town-board/6/24-0321-PR7", 0)):
            assert len(published.execute(sections[0]["sql"], {"id": shown}).fetchall()) == versions
