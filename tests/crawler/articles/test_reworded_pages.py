"""Shapes in which newsrooms print the same facts, each once met as a wrong answer."""

import pytest

from crawler.articles.authors_names import read_names
from crawler.articles.dates import find_modified, find_published
from crawler.articles.headline import find_headline, lines_at_headline
from crawler.articles.linked_data import article_node, linked_nodes
from crawler.articles.metadata import Metadata
from tests.crawler.described_page import described, linked

UTC_EVENING = '<meta property="article:published_time" content="2024-02-23T00:20:00Z">'
HEAD = "<title>Board ends its contract</title>"


def day(metadata: Metadata, zone: str | None = None) -> str | None:
    found = find_published(metadata, b"", zone)
    return found.value if found else None


@pytest.mark.parametrize(
    ("script", "author"),
    [
        ('{"@type": "WebSite"}\n{"@type": "Article", "author": "Ada One"}', "Ada One"),
        ("{&quot;@type&quot;: &quot;Article&quot;, &quot;author&quot;: &quot;Ada One&quot;}", "Ada One"),
        ('{"@type": "Article", "headline": "Board: "No more" police", "author": "Ada One",}', "Ada One"),
    ],
)
def test_the_faults_of_templates_are_mended(script: str, author: str) -> None:
    assert article_node(linked_nodes([script]))["author"] == author


def test_teasers_and_updates_are_not_the_pages_own_article() -> None:
    update = {"@type": "BlogPosting", "headline": "Vote", "datePublished": "2024-02-23", "author": "Bea Two"}
    blog = {"@type": "LiveBlogPosting", "datePublished": "2024-02-22", "liveBlogUpdate": [update]}
    assert day(described(linked(blog))) == "2024-02-22"


def test_utc_comes_out_in_the_outlets_zone() -> None:
    changed = '<meta property="article:modified_time" content="2024-02-23T03:00:00+00:00">'
    page = described(UTC_EVENING + changed)
    assert day(page, "America/Chicago") == "2024-02-22T18:20:00-06:00"
    modified = find_modified(page, "America/Chicago", "2024-02-22")
    assert modified is not None
    assert modified.value == "2024-02-22T21:00:00-06:00"
    assert day(page) == "2024-02-23T00:20:00+00:00"


def test_the_printed_day_counts_where_utc_is_a_day_ahead() -> None:
    body = "<h1>Board ends its contract</h1><p>Feb. 22, 2024</p>"
    assert day(described(HEAD + UTC_EVENING, body)) == "2024-02-22"
    assert day(described(UTC_EVENING, url="https://ledger.example/2024/02/22/board-ends-it/")) == "2024-02-22"
    assert day(described(UTC_EVENING, url="https://ledger.example/2024/02/23/board-ends-it/")) != "2024-02-22"


def test_a_month_by_name_in_the_address_is_a_day() -> None:
    assert day(described(url="https://ledger.example/2024/feb/22/board")) == "2024-02-22"


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Walter Hines Jr. and Theo Park III", ["Walter Hines Jr.", "Theo Park III"]),
        ("By Ana Ortega y Gasset and Tom Reed", ["Ana Ortega y Gasset", "Tom Reed"]),
        ("Por Rocío Peña y Hugo de León", ["Rocío Peña", "Hugo de León"]),
        ("By SOPHIE LARK Associated Press", ["Sophie Lark"]),
        ("Reported by Dana Whitlock; edited by Luis Ortega", ["Dana Whitlock"]),
        ("Por Dana Whitlock. Traducido por Rosa Lim", ["Dana Whitlock"]),
    ],
)
def test_a_byline_names_those_who_wrote(line: str, people: list[str]) -> None:
    assert read_names([line], set()).people == people


def test_a_headline_in_bold_type_has_its_byline_and_day_below() -> None:
    body = "<td><font><b>Board ends its contract</b></font><br>By Ada One<br>March 3, 2004</td>"
    page = described(HEAD, f"<table><tr>{body}</tr></table>")
    assert "By Ada One" in lines_at_headline(page)
    assert day(page) == "2004-03-03"


def test_a_title_ends_before_the_outlet_and_its_town() -> None:
    page = described("<title>Board ends its contract – Ledger – Springfield, Ill.</title>")
    found = find_headline(page)
    assert found is not None
    assert found.value == "Board ends its contract"
