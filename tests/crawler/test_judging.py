"""What a source's pages give as a whole, and the verdict on it in the ledger."""

from pathlib import Path

import pytest

from tests.crawler.kept_pages import BOARD, OUTLET, Desk, actions, details, page, scheduled


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def verdicts(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows("SELECT source_id, items, blocked FROM source_runs ORDER BY run_id, source_id")


def test_a_source_is_judged_by_all_its_current_pages_not_by_what_is_new(desk: Desk) -> None:
    desk.keep(f"{BOARD}/meetings", scheduled(("4363", "February 22, 2024")))
    desk.keep(f"{BOARD}/meetings/board-actions/4363", actions(("24-0222-RS1", "Resolution", "Adopted")))
    first = desk.parse()["board"]
    again = desk.parse()["board"]
    assert first == again
    assert (first.items, first.by_type["meeting"], first.by_type["agenda_item"]) == (2, 1, 1)
    assert first.fills["start"] == 1  # an item has a place in its text, and no start to promise
    assert {row[1:] for row in verdicts(desk)} == {(2, 0)}


def test_a_page_that_became_unreadable_gives_nothing_and_blocks(desk: Desk) -> None:
    feed = f"<rss><channel><item><title>A</title><link>{OUTLET}/a</link></item></channel></rss>"
    desk.keep(f"{OUTLET}/feed", feed, platform="feed", source="wire")
    assert desk.parse()["wire"].items == 1
    desk.on("2024-02-21")
    desk.keep(f"{OUTLET}/feed", "<html>Our feeds have moved</html>", platform="feed", source="wire")
    assert desk.parse()["wire"].items == 0
    assert sorted(row[2] for row in verdicts(desk)) == [0, 1]
    assert ("too few items",) in desk.rows("SELECT kind FROM issues WHERE source_id = 'wire'")


def test_a_source_never_looked_at_has_no_verdict(desk: Desk) -> None:
    desk.parse()
    assert verdicts(desk) == []


def test_several_pages_of_one_meeting_fill_its_fields_together(desk: Desk) -> None:
    row = '<tr><th><a href="/meetings/details/4363">February 22, 2024</a></th><td></td></tr>'
    past = f"<table>{row}</table>"
    desk.keep(f"{BOARD}/meetings/past-meetings", page(f"<h1>Past meetings</h1>{past}"))
    assert desk.parse()["board"].fills["title"] == 0
    desk.keep(f"{BOARD}/meetings/details/4363", details())
    assert desk.parse()["board"].fills["title"] == 1


def test_rows_that_a_newer_parser_no_longer_finds_go(desk: Desk) -> None:
    url = f"{BOARD}/meetings/board-actions/4363"
    desk.keep(url, actions(("24-0222-RS1", "Resolution", "Adopted"), ("24-0222-RS2", "Another", "")))
    desk.parse()
    desk.database.execute(
        "UPDATE found_records SET data = replace(data, '24-0222-RS2', '24-0222-RS3') "
        "WHERE type = 'agenda_item'"
    )
    desk.database.execute("INSERT INTO unassembled VALUES ('board')")
    desk.parse()
    assert desk.rows("SELECT id FROM agenda_items ORDER BY id") == [
        ("board/4363/24-0222-RS1",),
        ("board/4363/24-0222-RS3",),
    ]
