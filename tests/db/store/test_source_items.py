"""What a source gives as a whole: each record once, whatever page tells it."""

from db.store.source_items import source_items
from tests.db.store.board_pages import SOURCE, Board, a_meeting, item


def test_items_are_counted_by_id_or_by_the_file_they_stand_in(board: Board) -> None:
    board.page("events", a_meeting(), item(1, "Approval of minutes"), item(2, "Approval of minutes"))
    board.page("again", item(1, "Approval of minutes", text="Its text"))
    unbound = {"id": None, "meeting_id": None, "start": 4, "end": 20}
    for name in ("one.pdf", "two.pdf"):
        board.page(name, {**item(1, "Call to order"), **unbound})
    found = source_items(board.database, SOURCE, "board")
    assert found.by_type == {"meeting": 1, "agenda_item": 4}
    assert found.newest == "2024-02-22"
    assert found.fills["title"] == 1.0
    assert "document_id" not in found.fills
