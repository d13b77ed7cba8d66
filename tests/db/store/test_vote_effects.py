"""An official vote's effect is judged once on the same grounds, and survives every rebuild."""

from db.store.vote_effects import pending_effects, store_effects
from tests.db.store.board_pages import Board, counted

END = "Motion to end the agreement with the police department"


def judged(board: Board, version: str = "1") -> list[str | None]:
    """Judge what is pending as keeping, and return the motions judged."""
    votes = pending_effects(board.database, version)
    store_effects(board.database, votes, {vote.id: "keep" for vote in votes})
    return [vote.motion for vote in votes]


def fill(board: Board) -> None:
    board.agenda("Contract with the police", "Lunches")
    board.page("votes", counted(3, 4, item_numbers=["1"], motion=END), counted(7, 0, item_numbers=["2"]))
    board.assemble()
    board.database.execute("UPDATE agenda_items SET relevant = (number = '1')")


def test_votes_on_the_debate_are_judged_by_motion_result_and_item(board: Board) -> None:
    fill(board)
    (vote,) = pending_effects(board.database, "1")
    assert (vote.motion, vote.result, vote.items[0].title) == (END, "fail", "Contract with the police")


def test_a_rebuild_keeps_the_effect_and_asks_nothing_again(board: Board) -> None:
    fill(board)
    assert judged(board) == [END]
    board.assemble()
    assert judged(board) == []
    assert [row["effect"] for row in board.rows("SELECT effect FROM vote_events ORDER BY yes")] == [
        "keep",
        "none",  # lunches do nothing to officers
    ]
    assert judged(board, version="2") == [END]


def test_a_corrected_result_is_judged_again(board: Board) -> None:
    fill(board)
    judged(board)
    board.page(
        "votes", counted(4, 3, item_numbers=["1"], motion=END), counted(7, 0, item_numbers=["2"]), seq=2
    )
    board.assemble()
    assert judged(board) == [END]


def test_a_vote_on_no_known_item_is_judged_by_what_it_says_of_itself(board: Board) -> None:
    board.agenda("Lunches")
    board.page("votes", counted(7, 0, item_title="Resolution on school resource officers"))
    board.assemble()
    (vote,) = pending_effects(board.database, "1")
    assert (vote.about, vote.items) == ("Resolution on school resource officers", ())


def test_a_vote_whose_item_is_of_another_matter_after_all_loses_its_effect(board: Board) -> None:
    fill(board)
    judged(board)
    board.database.execute("UPDATE agenda_items SET relevant = 0")
    assert judged(board) == []
    assert {row["effect"] for row in board.rows("SELECT effect FROM vote_events")} == {"none"}
    assert board.rows("SELECT 1 FROM vote_events WHERE effect_basis IS NOT NULL") == []
