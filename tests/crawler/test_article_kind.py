"""What a page is: departments by data, title and text; lists, profiles and events by shape and address."""

import pytest

from crawler.articles.kind import kind_of, wall_of
from tests.crawler.described_page import described, linked

LONG = "A sentence that a reporter wrote about the vote. " * 30
URL = "https://a.example/news/board-votes-on-school-officers"


@pytest.mark.parametrize(
    ("headline", "section", "text", "kind"),
    [
        ("Opinion-makers gather in Lakeside", None, LONG, "news"),
        ("Opinion | Let them decide", None, LONG, "opinion"),
        ("Guest column: Let them decide", None, LONG, "opinion"),
        ("Board votes", "Editorials", LONG, "editorial"),
        ("Enough", None, "To the editor: " + LONG, "letter"),
        ("Firm wins award", None, "CHICAGO, Feb. 22, 2024 /PRNewswire/ -- " + LONG, "press release"),
        ("Live updates: the board meets", None, LONG, "live blog"),
        ("WATCH: Board votes", None, "Short.", "video page"),
        ("WATCH: Board votes", None, LONG, "news"),
    ],
)
def test_words_tell_the_kind(headline: str, section: str | None, text: str, kind: str) -> None:
    assert kind_of(described(url=URL), headline, section, text) == kind


def test_a_part_of_the_title_and_the_board_as_author_tell_it_too() -> None:
    assert (
        kind_of(described("<title>Enough | Opinion | Ledger</title>", url=URL), "Enough", None, LONG)
        == "opinion"
    )
    board = linked({"@type": "NewsArticle", "author": {"name": "The Ledger Editorial Board"}})
    assert kind_of(described(board, url=URL), "Enough", None, LONG) == "editorial"


@pytest.mark.parametrize("kind", ["Event", "JobPosting", "Product", "ProfilePage", "PodcastEpisode"])
def test_pages_of_other_things_are_no_articles(kind: str) -> None:
    page = described(linked({"@type": kind, "name": "x"}), url="https://a.example/x")
    assert kind_of(page, "x", None, "Short text.") == "not an article"
    story = described(
        linked({"@type": kind}, {"@type": "NewsArticle", "headline": "x"}), url="https://a.example/x"
    )
    assert kind_of(story, "x", None, LONG) == "news"


@pytest.mark.parametrize(
    "path", ["tag/police", "author/ada-one", "search", "events/fair-on-the-green", "podcasts/1"]
)
def test_addresses_of_lists_are_no_articles(path: str) -> None:
    assert kind_of(described(url=f"https://a.example/{path}"), "x", None, LONG) == "not an article"


def test_many_teasers_and_no_text_are_a_list() -> None:
    teasers = "".join(
        f"<h3><a href='/{n}'>Something happened in Lakeside</a></h3><p>A line.</p>" for n in range(12)
    )
    assert kind_of(
        described(body=teasers, url="https://a.example/schools"), "Schools", None, "A line.\n" * 12
    ) == ("not an article")
    story = "<h1>Board votes</h1>" + teasers
    assert kind_of(described(body=story, url=URL), "Board votes", None, LONG) == "news"


@pytest.mark.parametrize(
    ("title", "text", "wall"),
    [
        ("Pardon Our Interruption", "", "a robot check"),
        ("ledger.example", "Please enable JS and disable any ad blocker", "a page that needs JavaScript"),
        ("451: Unavailable due to legal reasons", "", "a page withheld from this region"),
        ("Subscribe to continue reading", "", "a log-in page"),
        ("Board hears of its captcha", LONG, None),
    ],
)
def test_walls_are_named(title: str, text: str, wall: str | None) -> None:
    assert wall_of(None, title, text) == wall
