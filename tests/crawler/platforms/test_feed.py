"""Feeds as they should not be: charsets that lie, dates in words, traps, pages that end."""

import gzip
from datetime import date

import pytest

from crawler.parsing import parse_file
from crawler.platform import Page, PageError, Window
from crawler.platforms import PLATFORMS
from crawler.platforms.feed_dates import is_absurd, read_moment
from crawler.platforms.feed_links import behind
from db.records import Link
from db.registry import Source
from tests.crawler.conftest import make_source

FEED = "https://a.example/feed/"


def titles(body: bytes) -> list[str | None]:
    return [record.title for record in parse_file("feed", body, FEED) if isinstance(record, Link)]


def rss(title: str, declared: str = "UTF-8") -> str:
    item = f"<item><title>{title}</title><link>https://a.example/x</link></item>"
    return f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel>{item}</channel></rss>'


@pytest.mark.parametrize(
    "body",
    [
        rss("L’école “no”").encode(),
        rss("L’école “no”").encode("cp1252"),
        rss("L’école “no”", "ISO-8859-1").encode("cp1252"),
        rss("L’école “no”", "ISO-8859-1").encode(),  # declared Latin-1, is UTF-8
        rss("L’école “no”").encode("utf-8-sig"),
        rss("L’école “no”", "UTF-16").encode("utf-16"),
        b"\n\n  " + rss("L’école “no”").encode(),
        rss("L&rsquo;&eacute;cole &#8220;no&#8221;").encode(),
        gzip.compress(rss("L’école “no”").encode()),
    ],
)
def test_a_title_is_read_whatever_the_charset_says(body: bytes) -> None:
    assert titles(body) == ["L’école “no”"]


def test_a_feed_cut_off_gives_what_came() -> None:
    whole = rss("One").replace("</channel></rss>", "<item><title>Tw")
    assert titles(whole.encode())[0] == "One"


def test_a_byte_that_is_broken_costs_no_other_letter() -> None:
    body = rss("É" * 40 + "X").encode().replace(b"X", b"\xff")
    assert titles(body) == ["É" * 40 + "\ufffd"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "empty answer"),
        (b"\xef\xbb\xbf \n", "empty answer"),
        (b"<rss><channel></channel></rss>", "without entries"),
        (rss("x").encode() + b" " * (10 << 20), "at most 10 MB"),
        (gzip.compress(b" " * (30 << 20)), "more than 10 MB"),
        (b"<!DOCTYPE html><html><p>Sign in to read the feed, please</p></html>", "an HTML page"),
        (b"<urlset></urlset>", "platform should be sitemap"),
        (b'{"error": "try later"}', "no JSON Feed"),
        (b'<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + rss("&c;").encode(), "declares entities"),
        (
            b"<!--" + b"-" * 70000 + b'--><!DOCTYPE r [<!ENTITY a "b">]>' + rss("x").encode(),
            "declares entities",
        ),
    ],
)
def test_what_is_no_feed_is_told(body: bytes, told: str) -> None:
    with pytest.raises(PageError, match=told):
        parse_file("feed", body, FEED)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("Thu, 22 Feb 2024 18:40:00 -0600", "2024-02-22T18:40:00-06:00"),
        ("Thu, 22 Feb 2024 18:40:00 EST", "2024-02-22T18:40:00-05:00"),
        ("Mon, 22 Jul 2024 18:40:00 CDT", "2024-07-22T18:40:00-05:00"),
        ("Thu, 22 Feb 2024 18:40:00 -0000", "2024-02-22T18:40:00+00:00"),
        ("2024-02-22T18:40:00Z", "2024-02-22T18:40:00+00:00"),
        ("2024-02-22 18:40:00", "2024-02-22T18:40:00-06:00"),
        ("Thu, 22 Feb 2024 18:40:00", "2024-02-22T18:40:00-06:00"),
        ("Feb. 22, 2024, 6:40 p.m. CST", "2024-02-22T18:40:00-06:00"),
        ("February 22, 2024", "2024-02-22"),
        ("2024-02-22", "2024-02-22"),
        ("2 hours ago", None),
        ("22", None),
        ("soon", None),
    ],
)
def test_a_date_keeps_its_own_offset_else_the_outlets(raw: str, moment: str | None) -> None:
    found = read_moment(raw, "America/Chicago")
    assert (found.isoformat() if found else None) == moment


def test_days_that_no_article_can_have_are_absurd() -> None:
    today = date(2024, 2, 22)
    days = [date(1989, 12, 31), date(1990, 1, 1), date(2024, 2, 24), date(2024, 2, 25)]
    assert [is_absurd(day, today) for day in days] == [True, False, False, True]


def test_an_address_that_only_leads_on_is_looked_behind() -> None:
    target = "https://a.example/story?id=1"
    for address in (
        "https://www.google.com/url?rct=j&url=https%3A%2F%2Fa.example%2Fstory%3Fid%3D1&ct=ga",
        "http://www.bing.com/news/apiclick.aspx?ref=rss&url=https%3a%2f%2fa.example%2fstory%3fid%3d1",
    ):
        assert behind(address) == target
    assert behind(f"{target}&url=https://b.example/") == f"{target}&url=https://b.example/"


def test_a_feeds_next_page_is_asked_for_until_the_windows_edge() -> None:
    entry = make_source("one", "https://a.example/feed/?cat=3", domains=["a.example"], options={"pages": 2})
    source, platform = Source.model_validate(entry), PLATFORMS["feed"]
    links = [Link(url="https://a.example/x", kind="article", date="2023-05-01")]

    def following(kind: str, since: date | None, url: str = source.url) -> list[tuple[str, str]]:
        window = Window(today=date(2024, 2, 23), since=since)
        follows = platform.follow(source, Page(url=url, body=b"", kind=kind), links, window)
        return [(follow.url, follow.kind) for follow in follows if follow.platform == "feed"]

    second = ("https://a.example/feed/?cat=3&paged=2", "feed page 2")
    third = ("https://a.example/feed/?cat=3&paged=3", "feed page 3")
    assert following("feed", None) == []
    assert following("feed", date(2023, 1, 1)) == [second]
    assert following("feed page 2", date(2023, 1, 1), second[0]) == [third]
    assert following("feed page 3", date(2023, 1, 1), third[0]) == []
    assert following("feed", date(2023, 6, 1)) == []


@pytest.mark.parametrize("pages", [-1, 201, "all", True, 2.5])
def test_pages_is_a_number_within_bounds(pages: object) -> None:
    source = Source.model_validate(make_source("one", "http://127.0.0.1/", options={"pages": pages}))
    with pytest.raises(PageError, match="from 0 to 200"):
        PLATFORMS["feed"].start(source, Window(today=date(2024, 2, 23)))
