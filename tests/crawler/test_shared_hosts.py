"""A host that serves many boards: an address belongs to the board that it names."""

from typing import Any

import pytest

from crawler import parsing
from crawler.parsing import parse_file
from crawler.platform import Page
from crawler.platforms import PLATFORMS
from db.records import Record
from db.registry import Watch
from tests.crawler.conftest import TOPIC, make_source


class Shared(type(PLATFORMS["feed"])):  # type: ignore[misc]
    """A platform on whose hosts the first part of the path names the board."""

    def tenant(self, url: str) -> str | None:
        return url.split("/")[3]

    def parse(self, page: Page) -> list[Record]:
        raise AssertionError(page.timezone)


def test_the_time_zone_is_that_of_the_board_which_the_address_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "PLATFORMS", {"feed": Shared()})
    west = make_source("west", "https://shared.example/west/", domains=["shared.example"])
    east = make_source("east", "https://shared.example/east/", domains=["shared.example"])
    zones: dict[str, dict[str, Any]] = {"America/Denver": west, "America/New_York": east}
    watch = Watch.model_validate(
        {
            "id": "w", "title": "w", "question": "?", "topic": TOPIC,
            "jurisdictions": [], "organizations": [], "people": [],
            "sources": [{**source, "timezone": zone} for zone, source in zones.items()],
        }
    )  # fmt: skip
    for path, zone in (("east", "America/New_York"), ("west", "America/Denver"), ("north", None)):
        with pytest.raises(AssertionError, match=str(zone)):
            parse_file("feed", b"x", f"https://shared.example/{path}/list", watch)
