"""An agenda as a file belongs to the meeting that links it, and goes on in the file that replaces it."""

from typing import Any

from db.ids import digest
from tests.db.store.board_pages import Board
from tests.db.store.made_looks import meeting

START = "2024-03-28T18:00:00-05:00"
OFFICERS = "Approve the agreement with the police department for school resource officers"
BUSES = "Approve the purchase of twelve school buses"


def a_meeting(name: str = "1", start: str = START, title: str = "Regular meeting") -> dict[str, Any]:
    return {"type": "meeting", "status": "confirmed", **meeting(name, start, title)}


def link(name: str, meeting_id: str | None = "1", kind: str = "agenda", **more: Any) -> dict[str, Any]:
    url = f"https://board.example/{name}"
    return {"type": "document", "url": url, "kind": kind, "meeting_id": meeting_id, "title": name, **more}


def pdf_item(number: str, title: str, **more: Any) -> dict[str, Any]:
    return {"type": "agenda_item", "meeting_id": None, "number": number, "title": title, **more}


def items(board: Board) -> list[tuple[str, str]]:
    return [(row["meeting_id"], row["title"]) for row in board.rows("SELECT * FROM agenda_items ORDER BY id")]


def test_the_link_that_leads_to_a_file_tells_whose_agenda_it_is(board: Board) -> None:
    board.page("events", a_meeting(), a_meeting("2", START, "Closed session"), link("agenda.pdf", "2"))
    board.page("agenda.pdf", link("agenda.pdf", None, date="2024-03-28"), pdf_item("5.A", OFFICERS))
    board.assemble()
    assert items(board) == [("town-board/2", OFFICERS)]


def test_else_its_day_and_kind_do(board: Board) -> None:
    board.page(
        "events", a_meeting(), a_meeting("2", START, "Finance committee"), a_meeting("3", "2024-04-25")
    )
    own = link("found.pdf", None, date="2024-03-28")
    board.page("found.pdf", {**own, "title": "Agenda of the Finance Committee"}, pdf_item("5.A", OFFICERS))
    board.assemble()
    assert items(board) == [("town-board/2", OFFICERS)]


def test_an_agenda_that_belongs_to_no_known_meeting_is_told_once(board: Board) -> None:
    board.page("events", a_meeting())
    board.page("lost.pdf", link("lost.pdf", None), pdf_item("5.A", OFFICERS))
    board.assemble()
    board.assemble()
    assert items(board) == []
    (issue,) = board.rows("SELECT * FROM issues")
    assert issue["kind"] == "agenda without meeting"
    assert issue["url"] == "https://board.example/lost.pdf"


def test_a_revised_agenda_in_a_new_file_goes_on_where_the_old_one_ended(board: Board) -> None:
    board.page("events", a_meeting(), link("agenda.pdf"))
    board.page("agenda.pdf", pdf_item("5.A", OFFICERS), pdf_item("5.B", BUSES))
    board.page("events", a_meeting(), link("agenda-revised.pdf"), seq=2)
    board.page("agenda-revised.pdf", pdf_item("5.A", BUSES), pdf_item("5.B", "Adjourn"))
    board.database["document_versions"].update(
        digest("agenda-revised.pdf", 1), {"fetched_at": "2024-03-02T00:00:01Z"}
    )
    board.assemble()
    changes = board.rows("SELECT kind, title FROM agenda_changes ORDER BY kind")
    assert changes == [{"kind": "added", "title": "Adjourn"}, {"kind": "pulled", "title": OFFICERS}]
    assert board.rows("SELECT title FROM agenda_items WHERE pulled_at IS NOT NULL") == [{"title": OFFICERS}]


def test_page_and_file_give_one_item_with_the_passage_of_its_parser(board: Board) -> None:
    board.page("events", a_meeting(), link("agenda.pdf"))
    told = {"type": "agenda_item", "meeting_id": "1", "id": "77", "number": "5.A", "title": OFFICERS}
    board.page("agenda", {**told, "file_number": "24-0117"})
    text = f"AGENDA\n5.A. {OFFICERS}\nBackground of the item."
    board.page("agenda.pdf", pdf_item("5.A.", OFFICERS, text="Background", start=7, end=len(text)), text=text)
    board.assemble()
    (row,) = board.rows("SELECT * FROM agenda_items")
    assert (row["id"], row["platform_id"], row["file_number"]) == ("town-board/1/77", "77", "24-0117")
    assert row["text"] == "Background"


def test_an_items_text_is_the_pages_else_its_attachments(board: Board) -> None:
    urls = ["https://board.example/one.pdf", "https://board.example/two.pdf"]
    told = {"type": "agenda_item", "meeting_id": "1", "documents": urls}
    board.page("agenda", a_meeting(), {**told, "id": "1", "title": OFFICERS, "text": "The page's own"},
               {**told, "id": "2", "title": BUSES})  # fmt: skip
    for name in ("one.pdf", "two.pdf"):
        board.page(name, link(name, None, "attachment"), text=f"Text of {name}")
    board.database.execute("UPDATE document_versions SET platform = 'document' WHERE text IS NOT NULL")
    board.assemble()
    assert [row["text"] for row in board.rows("SELECT text FROM agenda_items ORDER BY id")] == [
        "The page's own",
        "Text of one.pdf\n\nText of two.pdf",
    ]


def test_assembling_again_gives_the_same_rows(board: Board) -> None:
    board.page("events", a_meeting(), link("agenda.pdf"))
    board.page("agenda.pdf", pdf_item("5.A", OFFICERS), pdf_item("5.B", "Amend Board Report 22-0824-PR1"))
    board.page("agenda.pdf", pdf_item("5.B", OFFICERS), seq=2)
    tables = ("meetings", "agenda_items", "agenda_changes", "agenda_item_links", "agenda_item_numbers")
    outcomes = []
    for _ in range(2):
        board.assemble()
        outcomes.append([board.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in tables])
    assert outcomes[0] == outcomes[1]
    assert all(outcomes[0][:4])


def test_a_late_item_is_a_row_with_when_it_was_seen_and_when_the_meeting_begins(board: Board) -> None:
    start = "2024-03-02T17:00:00-06:00"
    told = {"type": "agenda_item", "meeting_id": "1"}
    board.page("own", a_meeting(start=start), {**told, "id": "1", "title": OFFICERS})
    board.page("own", a_meeting(start=start), {**told, "id": "1", "title": OFFICERS},
               {**told, "id": "2", "title": BUSES}, seq=2)  # fmt: skip
    board.assemble()
    (row,) = board.rows("SELECT * FROM agenda_changes WHERE kind = 'published late'")
    assert (row["title"], row["before"], row["after"]) == (BUSES, "2024-03-02T00:00:00Z", start)


def test_what_an_address_shows_again_is_seen_when_it_came_back(board: Board) -> None:
    both = [pdf_item("5.A", OFFICERS), pdf_item("5.B", BUSES)]
    board.page("events", a_meeting(), link("agenda.pdf"))
    first = board.page("agenda.pdf", *both)
    board.page("agenda.pdf", both[1], seq=2)
    board.database["documents"].update(digest("agenda.pdf"), {"latest_version_id": first})
    board.database["document_versions"].update(first, {"returned_at": "2024-03-09T00:00:00Z"})
    board.assemble()
    changes = board.rows("SELECT * FROM agenda_changes ORDER BY seen_at")
    found = [(row["kind"], row["seen_at"][:10]) for row in changes]
    assert found == [("pulled", "2024-03-02"), ("restored", "2024-03-09")]
