"""Which sitemaps of an index are read, and how sitemaps with small faults are."""

import gzip
from datetime import date
from itertools import chain

import pytest

from crawler.parsing import parse_file
from crawler.platform import Page, PageError, Window
from crawler.platforms import PLATFORMS
from crawler.platforms.sitemap_children import chosen_children, span_in_name
from db.records import Link
from db.registry import Source
from tests.crawler.conftest import make_source

SINCE = date(2023, 12, 25)
SITE = "https://a.example"


def names(*children: str | tuple[str, str], since: date = SINCE, back: bool = False) -> list[str]:
    links = [
        Link(url=f"{SITE}/{child}", kind="sitemap")
        if isinstance(child, str)
        else Link(url=f"{SITE}/{child[0]}", kind="sitemap", date=child[1])
        for child in children
    ]
    chosen = chosen_children(links, since, None, back=back)
    return [link.url.removeprefix(f"{SITE}/") for link in chosen]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("sitemap-2024-02.xml", "2024-02-01", "2024-02-29"),
        ("sitemaps/2024/2.xml", "2024-02-01", "2024-02-29"),
        ("sitemap_202402.xml", "2024-02-01", "2024-02-29"),
        ("sitemap.xml?yyyy=2024&mm=02&dd=22", "2024-02-22", "2024-02-22"),
        ("arc/outboundfeeds/sitemap/2024-02-22/?outputType=xml", "2024-02-22", "2024-02-22"),
        ("sitemap-2024-02-2.xml", "2024-02-01", "2024-02-29"),
        ("sitemap/2024/february.xml", "2024-02-01", "2024-02-29"),
        ("feb-2024-sitemap.xml", "2024-02-01", "2024-02-29"),
        ("sitemap-2019.xml", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_sitemaps_name_tells_its_month_or_year(name: str, first: str, last: str) -> None:
    span = span_in_name(f"{SITE}/{name}")
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


@pytest.mark.parametrize("name", ["post-sitemap17.xml", "sitemap-4711.xml", "news.xml", "sitemap-20230.xml"])
def test_a_number_is_no_month(name: str) -> None:
    assert span_in_name(f"{SITE}/{name}") is None


def test_the_month_goes_before_the_last_change() -> None:
    told = [("sitemap-2019-05.xml", "2024-02-20"), ("sitemap-2024-02.xml", "2024-01-01")]
    assert names(*told) == ["sitemap-2024-02.xml"]


def test_the_last_change_decides_where_no_month_is_told() -> None:
    told = [("post-sitemap.xml", "2019-01-01"), ("post-sitemap2.xml", "2024-02-20T08:00:00Z")]
    assert names(*told) == ["post-sitemap2.xml"]


def test_of_a_series_with_numbers_only_its_ends_are_read() -> None:
    series = ["post-sitemap.xml", *(f"post-sitemap{number}.xml" for number in range(2, 58))]
    assert names(*series) == ["post-sitemap.xml", "post-sitemap56.xml", "post-sitemap57.xml"]
    assert names(*series, back=True) == series
    offsets = [f"arc/sitemap/?from={number}" for number in range(0, 9900, 100)]
    assert names(*offsets) == ["arc/sitemap/?from=0", "arc/sitemap/?from=9700", "arc/sitemap/?from=9800"]


def test_sitemaps_of_other_things_than_articles_are_left() -> None:
    others = ["author-sitemap.xml", "category-sitemap2.xml", "post_tag-sitemap.xml", "video-sitemap.xml"]
    assert names("news-sitemap.xml", "post-sitemap.xml", *others) == ["news-sitemap.xml", "post-sitemap.xml"]
    assert names("page-sitemap.xml") == ["page-sitemap.xml"], "all that there is"


@pytest.fixture
def source() -> Source:
    entry = make_source("one", f"{SITE}/sitemap.xml", platform="sitemap", domains=["a.example"])
    return Source.model_validate(entry)


def followed(
    source: Source, links: list[Link], since: date | None = None, kind: str = "sitemap level 2"
) -> list[str]:
    window = Window(today=date(2024, 2, 23), since=since)
    follows = PLATFORMS["sitemap"].follow(source, Page(url=source.url, body=b"", kind=kind), links, window)
    return [follow.url.removeprefix(SITE) for follow in follows]


def test_a_look_that_nobody_dated_takes_an_archives_recent_entries(source: Source) -> None:
    links = [
        Link(url=f"{SITE}/new", kind="article", date="2024-02-20"),
        Link(url=f"{SITE}/old", kind="article", date="2023-02-20"),
        Link(url=f"{SITE}/corrected", kind="article", date="2023-11-01", modified="2024-02-20"),
        Link(url=f"{SITE}/touched", kind="article", date="2012-02-20", modified="2024-02-20"),
        Link(url=f"{SITE}/undated", kind="article"),
    ]
    assert followed(source, links) == ["/new", "/corrected", "/undated"]
    everything = [link.url.removeprefix(SITE) for link in links]
    assert followed(source, links, since=date(2012, 1, 1)) == everything
    assert followed(source, links, kind="sitemap") == everything, "a news sitemap is no archive"


def test_an_archive_without_dates_is_told_and_left_to_looks_with_since(source: Source) -> None:
    rows = "".join(f"<url><loc>{SITE}/story-{number}</loc></url>" for number in range(1001))
    records = parse_file("sitemap", f"<urlset>{rows}</urlset>".encode(), source.url)
    assert [record.kind for record in records if not isinstance(record, Link)] == ["undated sitemap"]  # type: ignore[attr-defined]
    links = [record for record in records if isinstance(record, Link)]
    assert followed(source, links) == []
    assert len(followed(source, links, since=date(2012, 1, 1))) == 1001


def test_a_file_packed_twice_is_unpacked_twice() -> None:
    body = gzip.compress(gzip.compress(b"<urlset><url><loc>https://a.example/x</loc></url></urlset>"))
    assert [link.url for link in parse_file("sitemap", body, SITE) if isinstance(link, Link)] == [f"{SITE}/x"]


@pytest.mark.parametrize("fault", ["&nbsp;", "&", "\x0b", "&eacute; & &bogus;"])
def test_small_faults_of_hand_written_xml_cost_no_entry(fault: str) -> None:
    body = f"<urlset><url><loc>{SITE}/x</loc><note>{fault}</note></url></urlset>".encode()
    assert [link.url for link in parse_file("sitemap", body, SITE) if isinstance(link, Link)] == [f"{SITE}/x"]


def test_levels_of_indexes_are_bounded(source: Source) -> None:
    links = [Link(url=f"{SITE}/sitemap-deeper.xml", kind="sitemap")]
    window, platform = Window(today=date(2024, 2, 23)), PLATFORMS["sitemap"]
    kind, kinds = "sitemap", []
    for _ in chain(range(9)):
        follows = platform.follow(source, Page(url=source.url, body=b"", kind=kind), links, window)
        if not follows:
            break
        kind = follows[0].kind
        kinds.append(kind)
    assert kinds[-1] == "sitemap level 5"


def test_a_text_that_is_no_list_of_addresses_is_told() -> None:
    with pytest.raises(PageError, match="well-formed"):
        parse_file("sitemap", b"httpd is running\n", SITE)
