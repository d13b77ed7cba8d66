"""Articles told from navigation: by their addresses, their place, and the selectors of an entry."""

from datetime import date
from typing import Any

import pytest

from crawler.parsing import parse_page
from crawler.platform import Page, PageError, Window
from crawler.platforms import PLATFORMS
from crawler.platforms.listing_shapes import day_in, shape_of
from db.records import Link
from db.registry import Source
from tests.crawler.conftest import make_source

HOME = "https://www.a.example/"


@pytest.mark.parametrize(
    "path",
    [
        "2024/02/22/board-votes-to-remove-officers/",
        "2024/feb/22/board-votes",
        "news/local/board-votes-to-remove-officers/3215478/",
        "article/chicago-schools-police-5d753a8ff23eaebcda4441da6f7ea5e1",
        "education/2024/2/22/24080/board-vote",
        "story/board-votes-police-HMWPLRZQSVAS3JD7BGRPROY3DM",
        "chicago-school-board-votes-to-remove-police",
        "2025/philippines-offshoring-automation-tech-jobs/",
    ],
)
def test_an_articles_address_looks_like_one(path: str) -> None:
    assert shape_of(HOME + path).score >= 3


@pytest.mark.parametrize(
    "path",
    [
        "", "education", "education/", "city-hall", "tag/school-resource-officers-in-chicago",
        "author/maria-quill-jones-smith", "about/our-team-and-how-to-reach-us", "privacy-policy",
        "files/2024/02/22/agenda.pdf", "search?q=police",
        "newsletters/morning-edition-newsletter-sign-up", "topics/police-in-schools-and-safety-1234567",
    ],
)  # fmt: skip
def test_a_sections_address_does_not(path: str) -> None:
    assert shape_of(HOME + path).score < 0


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024/02/22/x", "2024-02-22"), ("2024/2/9/x", "2024-02-09"), ("x-20240222-3x9.html", "2024-02-22"),
        ("story/2024-02-22/x", "2024-02-22"), ("2024/feb/22/x", "2024-02-22"), ("2024/02/x", None),
        ("x-48213377", None), ("2024/13/45/x", None),
    ],
)  # fmt: skip
def test_a_day_in_an_address(path: str, day: str | None) -> None:
    found = day_in(HOME + path)
    assert (found.isoformat() if found else None) == day


def links(html: str, **options: Any) -> list[Link]:
    page = Page(url=HOME, body=f"<html><body>{html}</body></html>".encode(), options=options)
    return [record for record in parse_page("listing", page) if isinstance(record, Link)]


def card(path: str, title: str, more: str = "") -> str:
    return f'<article><h3><a href="{path}">{title}</a></h3>{more}</article>'


def test_a_card_tells_its_date_and_hours_ago_is_none() -> None:
    path, title = "/news/one-two-three-four", "One two three four five"
    dated = card(
        path, title, '<a href="/author/jo">Jo</a> <time datetime="2024-02-22T08:00:00Z">2 hours ago</time>'
    )
    told = card(
        f"{path}-b",
        title,
        "<span>Feb. 21, 2024</span><p>A law of March 3, 2011 that the city has kept ever since then.</p>",
    )
    ago = card(
        f"{path}-c",
        title,
        "<time>2 hours ago</time><p>It was closed on March 3, 2011, after a long and bitter fight.</p>",
    )
    assert [link.date for link in links(dated + told + ago)] == [
        "2024-02-22T08:00:00+00:00",
        "2024-02-21",
        None,
    ]


def test_a_page_linked_twice_is_one_with_its_longest_title() -> None:
    found = links(
        card("/2024/02/22/x-y-z?ref=top", "Short one") + card("/2024/02/22/x-y-z", "The longer one of both")
    )
    assert [(link.url, link.title) for link in found] == [
        (f"{HOME}2024/02/22/x-y-z", "The longer one of both")
    ]


def test_only_its_own_site_counts_all_of_its_hosts_included() -> None:
    paths = [
        f"https://{host}/2024/02/22/a-b-c-d-e" for host in ("schools.a.example", "b.example", "nota.example")
    ]
    assert [link.url for link in links("".join(card(path, "A b c d e") for path in paths))] == paths[:1]


def test_selectors_of_the_entry_decide_alone() -> None:
    html = '<div class="x"><a href="/n/1">Go</a></div>' + card("/2024/02/22/a-b-c-d-e", "A b c d e")
    assert [link.url for link in links(html, links=["div.x"])] == [f"{HOME}n/1"]
    with pytest.raises(PageError, match="no link to an article"):
        links(html, links=["ul.none"])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"links": "a"}, "expected a list of CSS selectors"),
        ({"links": ["a["]}, "no CSS selector"),
        ({"next": ":::"}, "no CSS selector"),
        ({"pages": 3}, "needs the option next"),
        ({"pages": 999, "next": "a"}, "from 0 to 200"),
    ],
)
def test_an_option_that_cannot_be_is_told(options: dict[str, Any], told: str) -> None:
    source = Source.model_validate(
        make_source("one", "http://127.0.0.1/", platform="listing", options=options)
    )
    with pytest.raises(PageError, match=told):
        PLATFORMS["listing"].start(source, Window(today=date(2024, 2, 23)))


def test_a_page_after_the_last_is_the_end_and_no_fault() -> None:
    page = Page(
        url=f"{HOME}page/9/", body=b"<html><body><p>No stories found</p></body></html>", kind="listing page 9"
    )
    assert parse_page("listing", page) == []


def test_short_links_of_a_search_page_are_articles_and_the_search_itself_is_none() -> None:
    assert not shape_of("https://paper.example/?p=48213").never
    assert shape_of("https://paper.example/?s=police").never
    assert shape_of("https://paper.example/?p=2").never, "a page of a list"
    assert shape_of("https://paper.example/picture-gallery/news/2024/02/20/snow-in-town/72690003007/").never
