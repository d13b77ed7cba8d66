"""Dates as printed and as stated: published told from updated, template dates and teasers' dates left out."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.articles.dates import find_modified, find_published
from crawler.articles.dates_text import iso_moment, printed_dates
from crawler.articles.metadata import Metadata
from tests.crawler.described_page import described, linked

ZONE = "America/Chicago"
HEAD = "<title>Board keeps its contract with police</title>"
H1 = "<h1>Board keeps its contract with police</h1>"


def published(metadata: Metadata, zone: str | None = ZONE) -> tuple[str, str | None] | None:
    found = find_published(metadata, b"", zone)
    return (found.value, found.source) if found else None


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        (
            "Published: Feb. 22, 2024, 6:15 p.m. CT | Updated Feb. 23, 2024 at 7:00 a.m. CST",
            [("2024-02-22T18:15:00-06:00", "published"), ("2024-02-23T07:00:00-06:00", "modified")],
        ),
        ("PUBLISHED 6:15 PM CDT Jun 24, 2020", [("2020-06-24T18:15:00-05:00", "published")]),
        ("June 24, 2020 at 9:00 am ET", [("2020-06-24T09:00:00-04:00", None)]),
        ("Opublikowano 3 lutego 2024 r., godz. 14:05", [("2024-02-03T14:05:00-06:00", "published")]),
        ("Publicado el 24 de junio de 2020", [("2020-06-24", "published")]),
        ("Última actualización: 24 junio, 2020", [("2020-06-24", "modified")]),
        ("27.01.2022", [("2022-01-27", None)]),
        ("© 2024 Ledger. June 3, 2021", [("2021-06-03", "other")]),
        ("February 31, 2024", []),
    ],
)
def test_a_printed_line_tells_its_dates(line: str, dates: list[tuple[str, str | None]]) -> None:
    assert [(found.value, found.label) for found in printed_dates(line, ZONE)] == dates


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2024-02-22T00:00:00Z", "2024-02-22"),
        ("2024-02-22 18:10:00 CST", "2024-02-22T18:10:00-06:00"),
        ("Thu, 22 Feb 2024 18:10:00 -0600", "2024-02-22T18:10:00-06:00"),
        ("Thu Feb 22 2024 18:10:00 GMT-0600 (CST)", "2024-02-22T18:10:00-06:00"),
        ("2024-02-22T18:10:00+99:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("2000-01-01", None),
        pytest.param((datetime.now(UTC) + timedelta(days=9)).isoformat(), None, id="nine days from now"),
    ],
)
def test_a_stated_date_that_cannot_be_is_none(raw: str, iso: str | None) -> None:
    assert iso_moment(raw, ZONE) == iso


def test_an_impossible_date_is_dropped_with_its_reason_and_the_next_source_is_asked() -> None:
    told = linked({"@type": "NewsArticle", "datePublished": "1970-01-01T00:00:00Z"})
    page = described(told + '<meta name="pubdate" content="2024-02-22">')
    assert published(page) == ("2024-02-22", "meta")
    assert page.dropped == ["date '1970-01-01T00:00:00Z' of json-ld: a template's default"]


def test_the_date_at_the_headline_is_taken_and_a_teasers_or_the_copyright_line_is_not() -> None:
    body = f"""<nav><time datetime="2019-01-05">x</time></nav>{H1}<p>Updated: Feb. 23, 2024</p>
      <p>Posted Feb. 22, 2024</p><p>Text of it.</p>
      <div class="related"><time datetime="2018-03-03">Mar. 3</time></div><footer>© June 1, 2023</footer>"""
    assert published(described(HEAD, body)) == ("2024-02-22", "text")
    changed = find_modified(described(HEAD, body), ZONE, "2024-02-22")
    assert changed is not None
    assert (changed.value, changed.source) == ("2024-02-23", "text")


def test_a_time_element_after_updated_is_no_publication() -> None:
    body = f'{H1}<p>Updated <time datetime="2024-02-25">x</time> <time datetime="2024-02-22">y</time></p>'
    assert published(described(HEAD, body)) == ("2024-02-22", "time element")


def test_data_that_gives_the_last_change_as_publication_yields_to_the_printed_label() -> None:
    stamp = "2024-02-25T09:00:00-06:00"
    told = linked({"@type": "NewsArticle", "datePublished": stamp, "dateModified": stamp})
    body = f"{H1}<p>Published Feb. 22, 2024 at 6:10 p.m. | Updated Feb. 25, 2024</p>"
    assert published(described(HEAD + told, body)) == ("2024-02-22T18:10:00-06:00", "text")


def test_utc_beside_the_outlets_own_clock_keeps_the_moment_and_shows_its_day() -> None:
    told = linked({"@type": "NewsArticle", "datePublished": "2024-02-23T00:10:22Z"})
    body = f"{H1}<p>Feb. 22, 2024 6:10 p.m.</p>"
    assert published(described(HEAD + told, body), None) == ("2024-02-22T18:10:22-06:00", "json-ld")


def test_a_drop_is_told_once_and_a_relative_time_is_none() -> None:
    head = HEAD + '<meta property="article:modified_time" content="2099-01-01T10:00:00Z">'
    page = described(head, f"{H1}<p class='date'>2 hours ago</p><p>Posted Feb. 22, 2024</p>")
    assert published(page) == ("2024-02-22", "text")
    assert find_modified(page, ZONE, None) is None
    assert page.dropped == ["date '2099-01-01T10:00:00Z' of meta: in the future"]
