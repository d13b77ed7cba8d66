import contextlib
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import canonical, page_key, within

SAME = [
    ("HTTPS://Board.Example/Meetings", "https://board.example/Meetings"),
    ("https://board.example", "https://board.example/"),
    ("https://board.example:443/a", "https://board.example/a"),
    ("http://board.example:80/a", "http://board.example/a"),
    ("http://board.example:8080/a", "http://board.example:8080/a"),
    ("https://board.example./a", "https://board.example/a"),
    ("https://board.example/a#votes", "https://board.example/a"),
    ("https://board.example/a?b=2&a=1", "https://board.example/a?a=1&b=2"),
    ("https://board.example/a?utm_source=x&UTM_Medium=y&fbclid=z&id=4363", "https://board.example/a?id=4363"),
    ("https://board.example/a?session=2024&source=board&ref=12", "https://board.example/a?ref=12&session=2024&source=board"),
    ("https://board.example/a?empty=", "https://board.example/a?empty="),
    ("https://board.example/a?id=1&id=2", "https://board.example/a?id=1&id=2"),
    ("https://board.example/a b", "https://board.example/a%20b"),
    ("https://board.example/a/", "https://board.example/a/"),
    ("  https://board.example/a\n", "https://board.example/a"),
    ("http://[::1]:8000/a", "http://[::1]:8000/a"),
]  # fmt: skip


@pytest.mark.parametrize(("given_url", "expected"), SAME)
def test_one_page_has_one_spelling(given_url: str, expected: str) -> None:
    assert canonical(given_url) == expected


@pytest.mark.parametrize(
    "url", ["", "nonsense", "javascript:void(0)", "file:///etc/passwd", "http://", "mailto:a@b"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="no web address"):
        canonical(url)


def test_relative_addresses_are_joined() -> None:
    assert canonical("../b?x=1", "https://board.example/a/c") == "https://board.example/b?x=1"


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=4))
def test_the_canonical_form_is_its_own(path: str, query: dict[str, str]) -> None:
    once = canonical(f"https://board.example/{quote(path, safe='/%')}?{urlencode(query)}")
    assert canonical(once) == once


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert canonical(text).startswith(("http://", "https://"))


def test_what_is_sent_tells_pages_apart() -> None:
    url = "https://board.example/list"
    keys = {page_key(url), page_key(url, {"form": {"id": "7"}}), page_key(url, {"form": {"id": "8"}})}
    assert len(keys) == 3
    assert page_key(url, {"a": 1, "b": 2}) == page_key(url, {"b": 2, "a": 1})
    assert {canonical(key) for key in keys} == {url}


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://board.example/a", True),
        ("https://www.Board.Example/a", True),
        ("https://board.example.evil.test/", False),
        ("https://notboard.example/", False),
        ("https://board.example@evil.test/", False),
        ("https://evil.test/?board.example", False),
        ("nonsense", False),
    ],
)
def test_within_reads_the_host_and_nothing_else(url: str, inside: bool) -> None:
    assert within(url, ["board.example"]) is inside
