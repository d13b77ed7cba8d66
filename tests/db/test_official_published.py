"""A board's own votes on the site: the motion, who moved it, the members, every source with its words."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.utils import tilde_encode
from sqlite_utils import Database

from db.database import open_database
from db.desk import make_site
from db.publish import build
from db.registry import Source, Watch
from db.timeline import rebuild
from tests.db.store.board_pages import SOURCE, Board, a_vote, counted

END = "Motion to end the agreement with the police department"


@pytest.fixture
def site_path(tmp_path: Path, watch: Watch) -> Iterator[Path]:
    source = Source.model_validate(
        {
            "id": SOURCE,
            "name": "Town board",
            "kind": "board",
            "platform": "legistar",
            "url": "https://board.example/",
            "domains": ["board.example"],
            "jurisdiction": "chicago",
        }
    )
    watch = watch.model_copy(update={"sources": [source]})
    database = open_database(tmp_path / "hallwatch.db")
    board = Board(database)
    board.agenda("Agreement with the police department", "Lunches", members=["Gia Hart", "Ben Castle"])
    roll = {"yes": "Hart", "no": "Castle; Newcomer"}
    minutes = counted(
        1, 2, roll, motion=END, item_numbers=["1", "2"], mover="Hart", seconder="Ford", source_kind="minutes",
        result_raw="Motion failed",
    )  # fmt: skip
    board.page("minutes.pdf", minutes, counted(7, 0, motion="Motion to adjourn"), kind="minutes")
    board.page(
        "api/votes?id=7",
        a_vote(
            item_ids=["item-1", "item-2"],
            yes="Gia Hart; Ben Castle",
            result="fail",
            url="https://board.example/vote/7",
        ),
    )
    board.assemble()
    database.execute("UPDATE agenda_items SET relevant = (number = '1')")
    database.execute("UPDATE vote_events SET effect = 'keep' WHERE motion = ?", [END])
    rebuild(database, watch)
    build(database, tmp_path / "published.db", watch)
    database.conn.close()
    yield tmp_path / "published.db"


def get(path: Path, address: str) -> str:
    """Return the words of a page of the site."""
    with asyncio.Runner() as runner:
        site = make_site(path)
        runner.run(site.invoke_startup())
        page = runner.run(site.client.get(address))
    assert page.status_code == 200, page.text
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def published(path: Path, sql: str) -> list[dict[str, Any]]:
    return list(Database(path).query(sql))


def test_votes_on_the_debate_are_published_with_items_sources_and_roster(site_path: Path) -> None:
    (event,) = published(site_path, "SELECT * FROM vote_events")
    assert (event["mover"], event["seconder"], event["result_raw"]) == ("Hart", "Ford", "Motion failed")
    assert (event["decision"], event["counts_from"], event["items"], event["disagreements"]) == (
        "keep",
        "told",
        2,
        2,
    )
    items = published(site_path, "SELECT number, relevant FROM vote_event_items ORDER BY position")
    assert items == [{"number": "1", "relevant": 1}, {"number": "2", "relevant": 0}]
    sources = published(
        site_path, "SELECT source_kind, quote, url FROM vote_event_sources ORDER BY source_kind"
    )
    assert sources[0] == {"source_kind": "minutes", "quote": END, "url": "https://board.example/minutes.pdf"}
    assert sources[1]["url"] == "https://board.example/vote/7"
    members = published(site_path, "SELECT name, person_id, named_in FROM meeting_members ORDER BY name")
    assert [row["name"] for row in members] == ["Ben Castle", "Gia Hart"]
    votes = published(
        site_path, "SELECT voter_name, name_raw, person_id, option FROM votes ORDER BY name_raw"
    )
    assert votes[1] == {
        "voter_name": "Gia Hart",
        "name_raw": "Hart",
        "person_id": "gia-hart",
        "option": "yes",
    }
    assert votes[2]["person_id"] is None


def test_the_votes_page_tells_all_of_it(site_path: Path) -> None:
    (event,) = published(site_path, "SELECT id FROM vote_events")
    page = get(site_path, f"/published/vote_events/{tilde_encode(event['id'])}")
    for words in (
        END, "failed 1–2", "keep", "Moved by Hart, seconded by Ford", "From the board's own record (minutes)",
        "Gia Hart", "Newcomer", "What it was on", "Agreement with the police department", "Who tells it",
        "platform api", "Where sources disagree",
    ):  # fmt: skip
        assert words in page, words


def test_the_ready_question_reads_boards_own_votes(site_path: Path) -> None:
    page = get(site_path, "/published/decisions_and_votes?body=Town")
    assert "Ben Castle, Newcomer" in page
    assert "minutes" in page


def test_the_meetings_page_shows_its_members_and_the_items_page_its_vote(site_path: Path) -> None:
    assert "Members that day" in get(site_path, f"/published/meetings/{tilde_encode('town-board/1')}")
    (item,) = published(site_path, "SELECT id FROM agenda_items WHERE number = '2'")
    assert "Votes on it" in get(site_path, f"/published/agenda_items/{tilde_encode(item['id'])}")
