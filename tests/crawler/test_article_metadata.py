"""Headlines, authors and dates out of what pages say in several places."""

import lxml.html
import pytest

from crawler.articles.authors import find_authors
from crawler.articles.authors_names import clean_names
from crawler.articles.dates import find_modified, find_published, iso_moment
from crawler.articles.headline import find_headline
from crawler.articles.kind import kind_of, wall_of
from crawler.articles.metadata import Metadata, read_metadata

ZONE = "America/Chicago"


def described(head: str = "", body: str = "", url: str = "https://ledger.example/news/story") -> Metadata:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_metadata(lxml.html.document_fromstring(page), url)


def authors_of(metadata: Metadata, page: bytes = b"") -> tuple[list[str], str | None]:
    found = find_authors(metadata, page)
    return found.value, found.source


def headline_of(metadata: Metadata) -> tuple[str, str | None] | None:
    found = find_headline(metadata)
    return (found.value, found.source) if found else None


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (["By INES CALLOWAY and Rufus Adeyemi-Stone"], ["Ines Calloway", "Rufus Adeyemi-Stone"]),
        (["Ines Calloway, Staff Reporter"], ["Ines Calloway"]),
        (["Martin Luther Okoye, Jr."], ["Martin Luther Okoye Jr."]),
        (["https://ledger.example/people/ines", "desk@ledger.example"], []),
        (["FOX 32 Digital Staff"], []),
        (["humans.txt", "jdadmin", "June 28, 2023"], []),
        (["Jeff OkonkwoMonday, November 18"], ["Jeff Okonkwo"]),
        (["The Lakeside Ledger"], []),
        (["Por Graciela Montañez y Hugo Iribarren"], ["Graciela Montañez", "Hugo Iribarren"]),
        (["Ines Calloway", "ines calloway"], ["Ines Calloway"]),
        (["<a href='/x'>Ines&nbsp;Calloway</a> | Lakeside Ledger"], ["Ines Calloway"]),
    ],
)
def test_names_are_kept_and_bylines_noise_is_not(raw: list[str], names: list[str]) -> None:
    assert clean_names(raw, {"the lakeside ledger", "lakeside ledger"}) == names


def test_linked_data_comes_before_meta_and_a_byline() -> None:
    script = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Ada One"}}</script>'
    byline = '<p class="byline">By Cy Three</p>'
    meta = '<meta name="author" content="Bea Two">'
    assert authors_of(described(script + meta, byline)) == (["Ada One"], "json-ld")
    assert authors_of(described(meta, byline)) == (["Bea Two"], "meta")
    assert authors_of(described("", byline)) == (["Cy Three"], "byline")


def test_a_page_that_states_only_its_desk_has_no_author() -> None:
    stated = '{"@type":"NewsArticle","author":{"name":"FOX 32 Digital Staff"}}'
    script = f'<script type="application/ld+json">{stated}</script>'
    byline = '<div class="article-meta">By FOX 32 Digital Staff | Published March 15, 2021 6:20 AM</div>'
    page = f"<html><body><h1>Bridge to close</h1>{byline}</body></html>".encode()
    assert authors_of(described(script, byline), page) == ([], None)
    submitted = '<div class="submitted">Peter Arango | June 28, 2023 6:20 pm</div>'
    assert authors_of(described("", submitted)) == (["Peter Arango"], "byline")


def test_the_h1_that_the_page_confirms_is_the_headline() -> None:
    head = "<title>Board keeps contract | Ledger</title><meta property='og:site_name' content='Ledger'>"
    body = "<h1>Ledger</h1><h1>Most read: a bridge opens</h1><h1>Board keeps its contract with police</h1>"
    assert headline_of(described(head, body)) == ("Board keeps its contract with police", "h1")
    assert headline_of(described(head, "<h1>Ledger</h1>")) == ("Board keeps contract", "title")
    assert find_headline(described()) is None


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2024-02-22T18:10:00-0600", "2024-02-22T18:10:00-06:00"),
        ("2024-02-22 18:10", "2024-02-22T18:10:00-06:00"),
        ("2024-02-22T23:41:00.123Z", "2024-02-22T23:41:00+00:00"),
        ("20240222", "2024-02-22"),
        ("1708646460", "2024-02-23T00:01:00+00:00"),
        ("Feb. 22, 2024", "2024-02-22"),
        ("0001-01-01T00:00:00Z", None),
        ("2024-02-31", None),
        ("yesterday-ish", None),
        (None, None),
    ],
)
def test_a_stated_date_is_iso_or_nothing(raw: str | None, iso: str | None) -> None:
    assert iso_moment(raw, ZONE) == iso


def test_a_date_that_the_address_contradicts_is_less_sure() -> None:
    head = '<meta property="article:published_time" content="2024-02-22T10:00:00Z">'
    agrees = find_published(described(head, url="https://a.example/2024/02/22/x"), b"", ZONE)
    differs = find_published(described(head, url="https://a.example/2019/06/13/x"), b"", ZONE)
    assert agrees is not None
    assert differs is not None
    assert agrees.confidence > differs.confidence
    assert find_published(described(url="https://a.example/2024/02/22/x"), b"", ZONE).source == "url"  # type: ignore[union-attr]


def test_a_change_before_publication_is_no_change() -> None:
    head = '<meta property="article:modified_time" content="2024-02-20T10:00:00Z">'
    assert find_modified(described(head), ZONE, "2024-02-22") is None
    changed = find_modified(described(head), ZONE, "2024-02-20")
    assert changed is not None
    assert (changed.value, changed.source) == ("2024-02-20T04:00:00-06:00", "meta")


@pytest.mark.parametrize(
    ("url", "headline", "section", "kind"),
    [
        ("https://a.example/opinion/2024/x", "Let them decide", None, "opinion"),
        ("https://a.example/news/x", "Editorial: Enough", None, "editorial"),
        ("https://a.example/news/x", "Letters: On the vote", None, "letter"),
        ("https://a.example/news/x", "Board votes", "Commentary", "opinion"),
        ("https://a.example/press-releases/x", "Board votes", None, "press release"),
        ("https://a.example/news/live-updates/x", "Board meets", None, "live blog"),
        ("https://a.example/tag/police", "Police", None, "not an article"),
        ("https://a.example/news/columbus-day", "Parade planned", "News", "news"),
    ],
)
def test_the_kind_follows_the_outlets_own_departments(
    url: str, headline: str, section: str | None, kind: str
) -> None:
    assert kind_of(described(url=url), headline, section, "text " * 400) == kind


def test_only_a_short_page_can_be_a_wall() -> None:
    assert wall_of("Page not found", None, "Sorry.") == "an error page"
    assert wall_of("Access denied: the board's new doors", None, "word " * 400) is None
    assert wall_of("Board votes", None, "Sign in at the desk, visitors were told.") is None
