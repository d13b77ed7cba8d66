"""Which pages a page leads to: those of the window, on the source's own domains."""

from datetime import date
from typing import Any

import pytest

from crawler.platform import Page, PageError, Window
from crawler.platforms import PLATFORMS
from db.records import AgendaItem, Document, Link, Meeting, Record
from db.registry import Source
from db.registry.models import PLATFORMS as REGISTRY_PLATFORMS

WINDOW = Window(today=date(2024, 3, 1), since=date(2024, 2, 1))


def source(platform: str, host: str, **options: Any) -> Source:
    return Source.model_validate(
        {
            "id": "x", "name": "X", "kind": "outlet", "platform": platform, "url": f"https://{host}/start",
            "domains": [host.removeprefix("www.")], "timezone": "America/Chicago", "options": options,
        }
    )  # fmt: skip


def followed(platform: str, from_source: Source, records: list[Record]) -> list[tuple[str, str]]:
    page = Page(url=from_source.url, body=b"")
    found = PLATFORMS[platform].follow(from_source, page, records, WINDOW)
    return [(follow.url, follow.platform) for follow in found]


def test_every_platform_that_a_source_may_name_exists_and_can_start() -> None:
    assert set(REGISTRY_PLATFORMS) <= set(PLATFORMS)
    for name in REGISTRY_PLATFORMS:
        # Simbli's boards are told apart by S.
        one = source(name, "a.example").model_copy(update={"url": "https://a.example/start?S=7"})
        assert PLATFORMS[name].start(one, WINDOW)
        assert PLATFORMS[name].name == name
        assert PLATFORMS[name].options == REGISTRY_PLATFORMS[name]


def test_a_feed_leads_to_its_own_articles_of_the_window() -> None:
    links: list[Record] = [
        Link(url="https://a.example/new", date="2024-02-22T18:00:00-06:00"),
        Link(url="https://a.example/old", date="2024-01-22T18:00:00-06:00"),
        Link(url="https://a.example/undated"),
        Link(url="https://tracker.example/new", date="2024-02-22"),
        Link(url="https://nota.example/new", date="2024-02-22"),
    ]
    assert followed("feed", source("feed", "a.example"), links) == [
        ("https://a.example/new", "article"),
        ("https://a.example/undated", "article"),
    ]


def test_a_sitemap_leads_to_included_pages_and_to_indexes_that_can_hold_some() -> None:
    links: list[Record] = [
        Link(url="https://a.example/education/x", kind="article"),
        Link(url="https://a.example/sports/x", kind="article"),
        Link(url="https://a.example/2024/02/y", kind="article"),
        Link(url="https://a.example/sitemap-2023-12.xml", kind="sitemap"),
        Link(url="https://a.example/sitemap-2024-02.xml", kind="sitemap"),
        Link(url="https://a.example/sitemap-late.xml", kind="sitemap", date="2024-01-31T00:00:00Z"),
        Link(url="https://a.example/sitemap-news.xml", kind="sitemap"),
    ]
    chosen = source("sitemap", "a.example", include=["/education/", r"re:^/\d{4}/"])
    assert followed("sitemap", chosen, links) == [
        ("https://a.example/education/x", "article"),
        ("https://a.example/2024/02/y", "article"),
        ("https://a.example/sitemap-2024-02.xml", "sitemap"),
        ("https://a.example/sitemap-news.xml", "sitemap"),
    ]


def test_a_board_leads_to_meetings_of_the_window_and_to_their_files() -> None:
    board = source("cpsboe", "www.cpsboe.org")
    base = "https://www.cpsboe.org"
    records: list[Record] = [
        Meeting(id="1", start="2024-02-22", url=f"{base}/meetings/details/1"),
        Meeting(id="2", start="2023-02-22", url=f"{base}/meetings/details/2"),
        Meeting(id="a-day", start="2024-03-21", url=f"{base}/meetings/planning-calendar", provisional=True),
        Document(url=f"{base}/meetings/board-actions/1", meeting_id="1"),
        Document(url=f"{base}/content/documents/a.pdf", meeting_id="1"),
        Document(url=f"{base}/content/documents/b.pdf", meeting_id="2"),
        Document(url=f"{base}/content/documents/c.xlsx", meeting_id="1"),
        AgendaItem(
            meeting_id="1",
            documents=[f"{base}/content/actions/2024_02/24-0222-RS1.pdf", "https://x.example/d.pdf"],
        ),
    ]
    assert followed("cpsboe", board, records) == [
        (f"{base}/meetings/details/1", "cpsboe"),
        (f"{base}/meetings/board-actions/1", "cpsboe"),
        (f"{base}/content/documents/a.pdf", "document"),
        (f"{base}/content/actions/2024_02/24-0222-RS1.pdf", "document"),
    ]


def test_a_boards_options_bound_a_look_that_nobody_dated() -> None:
    board = source("cpsboe", "www.cpsboe.org", since="2020-01-01", files_since="2024-01-01")
    base = "https://www.cpsboe.org"
    records: list[Record] = [
        Meeting(id="1", start="2019-06-26", url=f"{base}/meetings/details/1"),
        Meeting(id="2", start="2021-06-23", url=f"{base}/meetings/details/2"),
        Document(url=f"{base}/content/documents/b.pdf", meeting_id="2"),
        Document(url=f"{base}/content/documents/proceedings.pdf", meeting_id="2", kind="minutes"),
    ]
    page, platform = Page(url=board.url, body=b""), PLATFORMS["cpsboe"]
    undated = platform.follow(board, page, records, Window(today=date(2024, 3, 1)))
    assert [follow.url for follow in undated] == [
        f"{base}/meetings/details/2",
        f"{base}/content/documents/proceedings.pdf",  # the votes are in it
    ]
    dated = platform.follow(board, page, records, Window(today=date(2024, 3, 1), since=date(2019, 1, 1)))
    assert len(dated) == 4


def test_without_options_a_look_that_nobody_dated_keeps_to_the_recent_years() -> None:
    base = "https://www.cpsboe.org"
    records: list[Record] = [
        Meeting(id="1", start="2023-12-13", url=f"{base}/meetings/details/1"),
        Meeting(id="2", start="2024-01-25", url=f"{base}/meetings/details/2"),
        Document(url=f"{base}/content/documents/b.pdf", meeting_id="2"),
    ]
    board = source("cpsboe", "www.cpsboe.org")
    page, window = Page(url=board.url, body=b""), Window(today=date(2024, 3, 1))
    found = [follow.url for follow in PLATFORMS["cpsboe"].follow(board, page, records, window)]
    assert found == [f"{base}/meetings/details/2", f"{base}/content/documents/b.pdf"]


@pytest.mark.parametrize("platform", REGISTRY_PLATFORMS)
def test_an_unknown_option_is_told_with_the_known_ones(platform: str) -> None:
    with pytest.raises(PageError, match="unknown option incldue"):
        odd = source(platform, "a.example").model_copy(update={"options": {"incldue": []}})
        PLATFORMS[platform].start(odd, WINDOW)


def test_an_option_that_is_no_date_is_told() -> None:
    with pytest.raises(PageError, match="option since: 'spring' is no date"):
        PLATFORMS["cpsboe"].start(
            source("cpsboe", "www.cpsboe.org", since="spring"), Window(today=date(2024, 3, 1))
        )
