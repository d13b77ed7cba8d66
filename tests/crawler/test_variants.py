import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.variants import is_archived, is_variant, plain_address, variant_key

STORY = "paper.example/2024/2/22/board-votes"
SPELLINGS = [
    "https://paper.example/2024/2/22/board-votes",
    "http://www.paper.example:80/2024/2/22/board-votes/",
    "https://PAPER.example:443//2024/2/22/board-votes/index.html#comments",
    "https://www.paper.example/2024/2/22/board-votes.html",
    "https://edition.paper.example/2024/2/22/board-votes",
    "https://eu.paper.example/2024/2/22/board-votes",
    "https://paper.example/2024/2/22/board-votes?page=1",
    "https://paper.example/2024/2/22/board-votes?share=facebook&nb=1",
    "https://paper.example/2024/2/22/board-votes;jsessionid=4F2?ref=home",
    "https://web.archive.org/web/20240223101500/https://www.paper.example/2024/2/22/board-votes/",
    "https://web.archive.org/web/20240223101500id_/http://paper.example:80/2024/2/22/board-votes",
    "https://web.archive.org/web/20240223101500/https:/paper.example/2024/2/22/board-votes",
]
FORMS = [
    "https://m.paper.example/2024/2/22/board-votes",
    "https://mobile.paper.example/2024/2/22/board-votes",
    "https://www.m.paper.example/2024/2/22/board-votes",
    "https://amp.paper.example/2024/2/22/board-votes",
    "https://paper.example/2024/2/22/board-votes/amp",
    "https://paper.example/2024/2/22/board-votes/amp/",
    "https://paper.example/amp/2024/2/22/board-votes",
    "https://paper.example/2024/2/22/board-votes/amphtml/",
    "https://paper.example/2024/2/22/board-votes.amp",
    "https://paper.example/2024/2/22/board-votes.amp.html",
    "https://paper.example/2024/2/22/board-votes.html?outputType=amp",
    "https://paper.example/2024/2/22/board-votes?amp",
    "https://paper.example/2024/2/22/board-votes?amp=1&utm_source=feed&fbclid=x",
    "https://paper.example/2024/2/22/board-votes?amp=true",
    "https://paper.example/2024/2/22/board-votes/print/",
    "https://paper.example/2024/2/22/board-votes/print",
    "https://paper.example/2024/2/22/board-votes?print=1",
    "https://paper.example/2024/2/22/board-votes?view=mobile",
    "https://cdn.ampproject.org/c/s/paper.example/2024/2/22/board-votes/amp",
    "https://paper-example.cdn.ampproject.org/v/s/paper.example/2024/2/22/board-votes?amp_js_v=0.1&usqp=mq3",
    "https://www.google.com/amp/s/paper.example/2024/2/22/board-votes%3famp=1",
    "https://www.bing.com/amp/s/paper.example/2024/2/22/board-votes",
    "http://web.archive.org/web/2024/paper.example/2024/2/22/board-votes?amp",
]
OTHERS = [
    "https://paper.example/2024/2/22/board-votes/2/",
    "https://paper.example/2024/2/22/board-votes?page=2",
    "https://paper.example/2024/2/22/board-votes?p=123",
    "https://paper.example/2024/2/22/Board-Votes",
    "https://chicago.paper.example/2024/2/22/board-votes",
    "https://paper.example:8080/2024/2/22/board-votes",
    "https://paper.example/2024/2/22/amped-up",
    "https://paper.example/2024/2/22",
]


@pytest.mark.parametrize("url", SPELLINGS + FORMS)
def test_every_spelling_of_an_article_has_its_key(url: str) -> None:
    assert variant_key(url) == STORY


def test_other_articles_and_other_outlets_have_keys_of_their_own() -> None:
    assert len({STORY, *map(variant_key, OTHERS)}) == 1 + len(OTHERS)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://paper.example/?p=123&utm_medium=rss", "paper.example?p=123"),
        ("https://paper.example/index.php?id=7&amp=1", "paper.example?id=7"),
        ("https://paper.example/news?story=b&article=a", "paper.example/news?article=a&story=b"),
        ("https://paper.example/news?m=202402", "paper.example/news?m=202402"),  # a month, not a mobile form
        ("https://paper.example/news?m=1", "paper.example/news"),
        ("https://www.paper.example/", "paper.example"),
        ("https://m.co.uk/x", "m.co.uk/x"),
        ("https://amp.example/x", "amp.example/x"),
    ],
)
def test_what_names_an_article_stays(url: str, key: str) -> None:
    assert variant_key(url) == key


@pytest.mark.parametrize(
    "url", ["", "ftp://paper.example/x", "mailto:a@paper.example", "http://", "http://[x/"]
)
def test_what_is_no_web_address_is_an_error(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        variant_key(url)


def test_forms_that_are_never_fetched_where_the_plain_one_is_known() -> None:
    assert all(map(is_variant, FORMS))
    assert not any(map(is_variant, SPELLINGS + OTHERS))


def test_an_archive_tells_the_page_it_keeps() -> None:
    url = "https://web.archive.org/web/20240223101500/https://paper.example/x?id=1"
    assert is_archived(url) and not is_archived("https://web.archive.org/about")
    assert plain_address(url) == "https://paper.example/x?id=1"
    assert plain_address("https://paper.example/x") == "https://paper.example/x"


PIECES = st.sampled_from(
    ["/", "//", "amp", ".amp", "print", ".html", "index.html", "2", "a", "%3F", "?", "&", "=", "amp=1",
     "page=1", "p=1", ";jsessionid=1", "#", "%", "ä", " ", ":", "@", "[", "utm_source=x", "http://",
     "https:/", "web.archive.org/web/2024/", "cdn.ampproject.org/c/s/", "www.", "m.",
     "paper.example", "co.uk"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=30))
def test_a_key_is_its_own_key_and_hostile_addresses_raise_nothing_else(rest: str) -> None:
    for url in (
        rest,
        f"https://paper.example/{rest}",
        f"http://{rest}",
        f"https://web.archive.org/web/2024/{rest}",
    ):
        try:
            key = variant_key(url)
            is_variant(url)
        except ValueError:
            continue
        assert variant_key(f"https://{key}") == key
        assert "://" not in key.partition("/")[0]
