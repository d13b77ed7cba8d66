"""A made-up board with an outlet that writes about it."""

from collections.abc import Iterator

import pytest

from tests.db.store.board_pages import Board, a_board


@pytest.fixture
def board() -> Iterator[Board]:
    with a_board() as made:
        made.database["sources"].insert(
            {
                "id": "ledger",
                "name": "Ledger",
                "kind": "outlet",
                "platform": "feed",
                "url": "https://ledger.example/",
            }
        )
        yield made
