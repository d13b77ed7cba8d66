from datetime import date
from typing import Any

import pytest

from crawler.assertions import check
from db.registry import Source
from db.store.source_items import SourceItems

TODAY = date(2024, 3, 1)


def source(**expect: Any) -> Source:
    return Source.model_validate(
        {
            "id": "board",
            "name": "Board",
            "kind": "board",
            "platform": "cpsboe",
            "timezone": "America/Chicago",
            "url": "https://www.cpsboe.org/meetings",
            "domains": ["cpsboe.org"],
            "expect": expect,
        }
    )


def found(items: int = 10, newest: str | None = "2024-02-22", **fills: float) -> SourceItems:
    return SourceItems(source_id="board", items=items, newest=newest, fills=fills)


@pytest.mark.parametrize(
    ("expect", "given", "kinds"),
    [
        ({}, found(), []),
        ({"min_items": 11}, found(), [("too few items", True)]),
        ({"min_items": 0}, found(items=0, newest=None), []),
        ({"max_items": 9}, found(), [("too many items", False)]),
        ({"fill": {"title": 0.9}}, found(title=0.5), [("empty fields", True)]),
        ({"fill": {"title": 0.9}}, found(title=0.95), []),
        ({"stale_days": 3}, found(), [("stale", False)]),
        ({"stale_days": 30}, found(newest="2024-05-01"), []),  # a meeting to come is no sign of age
    ],
)
def test_too_little_blocks_and_too_much_or_too_old_warns(
    expect: dict[str, Any], given: SourceItems, kinds: list[tuple[str, bool]]
) -> None:
    assert [(breach.kind, breach.blocks) for breach in check(source(**expect), given, TODAY)] == kinds


def test_a_breach_says_what_was_found_and_what_was_expected() -> None:
    [breach] = check(source(min_items=50), found(), TODAY)
    assert breach.message == "10 records on its pages; its registry entry expects at least 50"
