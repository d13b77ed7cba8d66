"""A vote on the consent agenda is one vote on all its items, but for those that were taken out of it."""

from typing import Any

from tests.db.store.board_pages import Board, a_meeting, counted, item

CONSENT = {
    "item_title": "Consent Agenda",
    "motion": "Motion to approve the consent agenda",
    "source_kind": "minutes",
}


def agenda(board: Board) -> None:
    named = [("2", "Consent Agenda"), ("2.a", "Bus contract"), ("2.b", "Police agreement"), ("20", "Lunches")]
    items = [{**item(at, title), "number": number} for at, (number, title) in enumerate(named, 1)]
    board.page("meetings/1", a_meeting(), *items)


def votes(board: Board) -> list[tuple[int, list[str]]]:
    board.assemble()
    told: dict[str, tuple[int, list[str]]] = {}
    sql = (
        "SELECT e.id, e.yes, i.number FROM vote_events e JOIN vote_event_items l ON l.vote_event_id = e.id "
        "JOIN agenda_items i ON i.id = l.agenda_item_id ORDER BY e.yes DESC, l.position"
    )
    for row in board.rows(sql):
        told.setdefault(row["id"], (row["yes"], []))[1].append(row["number"])
    return list(told.values())


def test_it_is_on_every_item_under_its_number(board: Board) -> None:
    agenda(board)
    board.page("minutes", counted(7, 0, **CONSENT))
    assert votes(board) == [(7, ["2", "2.a", "2.b"])]


def test_a_platform_that_repeats_it_beside_each_item_tells_the_same_vote(board: Board) -> None:
    agenda(board)
    board.page("minutes", counted(7, 0, **CONSENT))
    board.page("api", counted(7, 0, item_ids=["item-2"]), counted(7, 0, item_ids=["item-3"]))
    assert votes(board) == [(7, ["2", "2.a", "2.b"])]


def test_an_item_taken_out_of_it_has_its_own_vote_only(board: Board) -> None:
    agenda(board)
    own: dict[str, Any] = {"item_numbers": ["2.b"], "motion": "Motion to approve item 2.b"}
    board.page("minutes", counted(7, 0, **CONSENT), counted(4, 3, source_kind="minutes", **own))
    assert votes(board) == [(7, ["2", "2.a"]), (4, ["2.b"])]


def test_so_has_one_whose_own_figures_another_page_tells(board: Board) -> None:
    agenda(board)
    board.page("minutes", counted(7, 0, **CONSENT))
    board.page("api", counted(3, 4, item_ids=["item-3"]))
    assert votes(board) == [(7, ["2", "2.a"]), (3, ["2.b"])]


def test_a_section_of_that_name_counts_where_nothing_is_numbered_under_it(board: Board) -> None:
    items = [item(1, "Bus contract", section="Consent Agenda"), item(2, "Lunches", section="New Business")]
    board.page("meetings/1", a_meeting(), *items)
    board.page("minutes", counted(7, 0, **CONSENT))
    assert votes(board) == [(7, ["1"])]


def test_taking_an_item_out_of_it_is_no_vote_on_its_items(board: Board) -> None:
    agenda(board)
    told = {"item_title": "Consent Agenda", "motion": "Motion to remove item 2.b from the consent agenda"}
    board.page("minutes", counted(7, 0, source_kind="minutes", **told))
    assert votes(board) == [(7, ["2"])]
