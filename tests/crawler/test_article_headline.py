"""The headline as printed: without kicker, outlet and tricks, sure where the page confirms it."""

import pytest

from crawler.articles.headline import find_headline
from crawler.articles.headline_text import LONGEST, plain_text, without_outlet
from tests.crawler.described_page import described, linked

TITLE = "<title>Board keeps its contract with police | Lakeside Ledger</title>"


def headline(head: str = "", body: str = "") -> tuple[str, str | None] | None:
    found = find_headline(described(head, body))
    return (found.value, found.source) if found else None


@pytest.mark.parametrize(
    "body",
    [
        "<h1><span class='kicker'>Schools</span> Board keeps its contract with police</h1>",
        "<h1><span>LIVE</span><span>Board keeps its contract with police</span></h1>",
        "<h1>Board keeps its con\u00adtract with\u200b police<time>Feb. 22, 2024</time></h1>",
        "<h1>Lakeside Ledger</h1><h2>Board keeps its contract with police</h2><h2>Bridge opens</h2>",
        "<h1><a href='/'>The Ledger of Lakeside County</a></h1><h2>Board keeps its contract with police</h2>",
    ],
)
def test_only_the_headlines_own_words_are_kept(body: str) -> None:
    found = headline(TITLE, body)
    assert found is not None
    assert found[0] == "Board keeps its contract with police"


def test_what_a_page_prints_in_its_headline_stays() -> None:
    title = "<title>WATCH: BOARD VOTES ON OFFICERS</title>"
    assert headline(title, "<h1>WATCH: BOARD VOTES ON OFFICERS</h1>") == (
        "WATCH: BOARD VOTES ON OFFICERS",
        "h1",
    )


def test_a_title_for_search_machines_does_not_displace_the_one_h1() -> None:
    title = "<title>School police Lakeside vote 2024</title>"
    body = "<h1>Four to three, the board lets the officers go</h1><p>Text.</p>"
    assert headline(title, body) == ("Four to three, the board lets the officers go", "h1")


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Board &amp;amp; police: &#8216;enough&#8217;", "Board & police: ‘enough’"),
        ("<script>alert(1)</script>Board <b>votes</b>", "Board votes"),
        ("&lt;img src=x onerror=alert(1)&gt;Board votes", "Board votes"),
        ("Board \u202esetov\u202c \x07votes\x00", "Board setov votes"),
        ("Fewer than 3 < 5 officers", "Fewer than 3 < 5 officers"),
    ],
)
def test_hostile_markup_becomes_plain_text(raw: str, plain: str) -> None:
    assert plain_text(raw) == plain


def test_a_headline_of_absurd_length_is_cut_and_doubted() -> None:
    found = find_headline(described(f"<title>{'word ' * 4000}</title>"))
    assert found is not None
    assert len(found.value) <= LONGEST
    assert found.confidence <= 0.3


def test_the_outlets_name_is_cut_at_either_end() -> None:
    names = {"lakeside ledger"}
    assert without_outlet("Board votes - Schools - Lakeside Ledger", names, "https://a.example/x") == (
        "Board votes - Schools"
    )
    assert without_outlet("Lakeside Ledger » Board votes", names, "https://a.example/x") == "Board votes"
    assert (
        without_outlet("Board votes : Prairiewire", set(), "https://prairiewire.example/x") == "Board votes"
    )
    assert without_outlet("Board votes - again - and again", names, "https://a.example/x") == (
        "Board votes - again - and again"
    )


def test_agreement_makes_sure() -> None:
    told = linked({"@type": "NewsArticle", "headline": "Board keeps its contract with police"})
    agreed = find_headline(described(told + TITLE, "<h1>Board keeps its contract with police</h1>"))
    alone = find_headline(described("<title>x</title>", "<h1>Board keeps its contract</h1>"))
    assert agreed is not None
    assert alone is not None
    assert agreed.confidence > 0.95 > alone.confidence


def test_an_h1_that_was_never_closed_gives_the_headline_alone() -> None:
    body = "<h1>Board keeps its contract with police<div>" + "<p>Text of the article.</p>" * 200
    assert headline(TITLE, body) == ("Board keeps its contract with police", "h1")
