"""Who is meant by a name on a roll, by who sat on the board that day."""

import pytest

from tests.db.store.board_pages import DAY, Board, a_vote


def roll_of(board: Board, yes: str, **more: str) -> dict[str, str | None]:
    """Take one vote in and return each voter's person, by printed name."""
    board.page("votes", a_vote(item_numbers=["1"], yes=yes, result="pass", **more))
    board.assemble()
    return {name: person for name, (person, _) in board.roll().items()}


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("President Castle", "ben-castle"),
        ("Mr. President", "ben-castle"),
        ("DALE, CORA", "cora-dale"),
        ("Kora Dale", "cora-dale"),
        ("Ana Alvarez", "ana-alvarez-brook"),
        ("E. Ford", "eve-ford"),
        ("Ms. Hart", "gia-hart"),
        ("Nora Newcomer", None),
    ],
)
def test_a_printed_name_finds_its_member_and_stays_beside_it(
    board: Board, printed: str, person: str | None
) -> None:
    board.agenda("Contract")
    assert roll_of(board, printed) == {printed: person}


def test_namesakes_are_told_apart_by_the_dates_of_their_roles(board: Board) -> None:
    board.member("Kit Long", id="kit-long-elder", end="2021-06")
    board.member("Kit Long", id="kit-long-younger", start="2021-07")
    board.agenda("Contract")
    assert roll_of(board, "Kit Long") == {"Kit Long": "kit-long-younger"}


def test_a_role_known_to_the_month_covers_all_of_it(board: Board) -> None:
    board.member("Lee Month", start=DAY[:7], end=DAY[:7])
    board.member("Mo Gone", end="2024-01")
    board.agenda("Contract")
    assert roll_of(board, "Month; Gone") == {"Month": "lee-month", "Gone": None}


def test_two_of_one_surname_are_told_apart_by_the_pages_roster(board: Board) -> None:
    board.member("Ivy Hart")
    board.agenda("Contract", members=["Gia Hart", "Ben Castle", "Nora Newcomer"])
    assert roll_of(board, "Hart; Newcomer") == {"Hart": "gia-hart", "Newcomer": None}


def test_without_the_pages_roster_nobody_is_guessed(board: Board) -> None:
    board.member("Ivy Hart")
    board.agenda("Contract")
    assert roll_of(board, "Hart") == {"Hart": None}


def test_the_roster_of_a_meeting_is_kept_as_its_page_gives_it(board: Board) -> None:
    board.agenda("Contract", members=["Gia Hart", "Nora Newcomer"])
    roll_of(board, "Hart; Castle")
    members = board.rows("SELECT name, person_id, named_in FROM meeting_members ORDER BY name")
    assert members == [
        {"name": "Gia Hart", "person_id": "gia-hart", "named_in": "roster"},
        {"name": "Nora Newcomer", "person_id": None, "named_in": "roster"},
    ]


def test_without_a_roster_the_roll_calls_tell_who_sat(board: Board) -> None:
    board.agenda("Contract")
    board.page("minutes", a_vote(item_numbers=["1"], yes="Hart; Castle", source_kind="minutes"))
    roll_of(board, "Gia Hart; Eve Ford")
    members = board.rows("SELECT name, person_id, named_in FROM meeting_members ORDER BY name")
    assert [(row["name"], row["person_id"]) for row in members] == [
        ("Castle", "ben-castle"),
        ("Eve Ford", "eve-ford"),
        ("Gia Hart", "gia-hart"),
    ]
    assert {row["named_in"] for row in members} == {"roll call"}


def test_a_member_whom_nobody_registered_is_one_voter_by_surname_and_in_full(board: Board) -> None:
    board.agenda("Contract")
    board.page("minutes", a_vote(item_numbers=["1"], yes="Newcomer", result="pass", source_kind="minutes"))
    assert roll_of(board, "Nora Newcomer") == {"Newcomer": None}
