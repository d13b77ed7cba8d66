"""Bylines as outlets print and tag them: people, never desks, never the writers of other stories."""

import pytest

from crawler.articles.authors import find_authors
from crawler.articles.authors_names import in_usual_case, read_names
from tests.crawler.described_page import described, linked

SITE = {"chicago tribune", "the lakeside ledger"}


@pytest.mark.parametrize(
    ("raw", "people"),
    [
        ("By Ada One, Bea Two and Cy Three, Staff Writers", ["Ada One", "Bea Two", "Cy Three"]),
        ("By Ada One | Chicago Tribune", ["Ada One"]),
        ("By Ada One, Chicago Tribune", ["Ada One"]),
        ("Story by Ada One; photos by Bea Two", ["Ada One", "Bea Two"]),
        ("Ada One, Special to the Ledger", ["Ada One"]),
        ("Ada One for Chalkbeat Chicago", ["Ada One"]),
        ("ADA O'NEIL AND BEA MCDONALD", ["Ada O'Neil", "Bea McDonald"]),
        ("Ada One, senior education reporter, aone@ledger.example, 312-555-0142", ["Ada One"]),
        ("Ada OneStaff Writer", ["Ada One"]),
        ("View all posts by Ada One", ["Ada One"]),
        ("Rev. Ada One Jr.", ["Rev. Ada One Jr."]),
        ("Von Ada Eins und Bea Zwei", ["Ada Eins", "Bea Zwei"]),
        ("María de la Cruz y Ana Núñez", ["María de la Cruz", "Ana Núñez"]),
        ("Tribune Editorial Board", []),
        ("Sun-Times Wire", []),
        ("FOX 32 Digital Staff", []),
        ("AP", []),
        ("The Associated Press", []),
        ("CBS Chicago Team", []),
        ("admin", []),
        ("By", []),
    ],
)
def test_a_byline_gives_its_people(raw: str, people: list[str]) -> None:
    assert read_names([raw], SITE).people == people


def test_desks_and_agencies_are_told_apart_from_people() -> None:
    names = read_names(["Ada One and The Associated Press", "Tribune Editorial Board"], SITE)
    assert names.people == ["Ada One"]
    assert names.desks == ["The Associated Press", "Tribune Editorial Board"]


@pytest.mark.parametrize(
    ("printed", "usual"),
    [("JUAN DE LA CRUZ", "Juan de la Cruz"), ("J.B. MCDONALD", "J.B. McDonald"), ("ada One", "ada One")],
)
def test_names_in_capitals_are_written_as_usual(printed: str, usual: str) -> None:
    assert in_usual_case(printed) == usual


@pytest.mark.parametrize(
    "author",
    [
        "Ada One and Bea Two",
        ["Ada One", "Bea Two"],
        [{"@type": "Person", "name": "Ada One"}, {"@type": "Person", "name": "Bea Two"}],
        {"@type": "Person", "name": ["Ada One", "Bea Two"]},
        [{"name": "Ada One"}, {"@type": "Organization", "name": "Associated Press"}, {"name": "Bea Two"}],
        [{"@id": "#ada"}, {"@id": "#bea"}],
    ],
)
def test_linked_data_names_authors_in_many_shapes(author: object) -> None:
    people = [{"@type": "Person", "@id": "#ada", "name": "Ada One"}, {"@id": "#bea", "name": "Bea Two"}]
    found = find_authors(described(linked({"@type": "NewsArticle", "author": author}, *people)))
    assert (found.value, found.source) == (["Ada One", "Bea Two"], "json-ld")


def test_an_address_alone_is_no_name() -> None:
    told = linked({"@type": "NewsArticle", "author": {"url": "https://ledger.example/people/ada"}})
    assert find_authors(described(told)).value == []


def test_the_byline_at_the_headline_counts_and_those_of_other_stories_do_not() -> None:
    page = """<h1>Board keeps its contract with police</h1>
      <div class="byline">By <a href="/staff/ada-one">Ada One</a> and <a href="/staff/bea">Bea Two</a></div>
      <p>Text.</p><figure><span class="author">Foto Agent</span></figure>
      <aside><span class="byline">By Cy Three</span></aside>
      <div class="related-stories"><a rel="author" href="/staff/di">Di Four</a></div>"""
    found = find_authors(described("<title>Board keeps its contract with police</title>", page))
    assert (found.value, found.source) == (["Ada One", "Bea Two"], "byline")


def test_an_unmarked_line_below_the_headline_is_a_byline() -> None:
    page = "<h1>Board keeps its contract</h1><p>By ADA ONE, Ledger staff</p><p>By the end many left.</p>"
    found = find_authors(described("<title>Board keeps its contract</title>", page))
    assert (found.value, found.source) == (["Ada One"], "text")


def test_data_and_byline_that_agree_are_surest() -> None:
    told = linked({"@type": "NewsArticle", "author": {"name": "Ada One"}})
    title = "<title>Board keeps its contract</title>"
    agreed = find_authors(
        described(told + title, "<h1>Board keeps its contract</h1><p class='byline'>By Ada One</p>")
    )
    other = find_authors(
        described(told + title, "<h1>Board keeps its contract</h1><p class='byline'>Cy Three</p>")
    )
    assert agreed.confidence > 0.95
    assert other.confidence < 0.8


def test_a_desk_is_reported_and_no_author() -> None:
    found = find_authors(described(linked({"@type": "NewsArticle", "author": {"name": "Sun-Times Wire"}})))
    assert (found.value, found.source, found.desks) == ([], None, ["Sun-Times Wire"])
