"""A made-up board with an outlet that writes about it; a record of what somebody said and how they voted."""

from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from db.registry import Watch
from tests.db.position_record import Record
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


@pytest.fixture
def record(registered: Database, watch: Watch) -> Record:
    return Record(registered, watch)
