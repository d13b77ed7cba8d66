"""A made-up board for the store's tests."""

from collections.abc import Iterator

import pytest

from tests.db.store.board_pages import Board, a_board


@pytest.fixture
def board() -> Iterator[Board]:
    with a_board() as made:
        yield made
