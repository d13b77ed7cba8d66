"""Lists of articles, crawled: pages of a list, archives in bounds, a backfill in bites."""

from datetime import date
from typing import Any

import pytest

from tests.crawler.conftest import World, make_source
from tests.crawler.site import Site, status

REAL = {"platforms": "crawler.platforms:PLATFORMS"}
TODAY = "1708732800"  # 2024-02-24


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)


def story(day: str) -> str:
    return f"/{day.replace('-', '/')}/a-story-of-that-very-day/"


def section(site: Site, path: str, *days: str) -> None:
    cards = "".join(
        f'<article><h2><a href="{story(day)}">A story of {day}</a></h2></article>' for day in days
    )
    site.pages[path] = f"<html><title>Schools</title><body><main>{cards}</main></body></html>".encode()
    articles(site, *days)


def rss(site: Site, path: str, *days: str) -> None:
    items = "".join(f"<item><link>{story(day)}</link><pubDate>{day}</pubDate></item>" for day in days)
    site.pages[path] = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
    articles(site, *days)


def urlset(site: Site, path: str, *days: str) -> None:
    rows = "".join(f"<url><loc>{site.url(story(day))}</loc><lastmod>{day}</lastmod></url>" for day in days)
    site.pages[path] = f"<urlset>{rows}</urlset>".encode()
    articles(site, *days)


def index(site: Site, path: str, *children: str) -> None:
    rows = "".join(f"<sitemap><loc>{site.url(child)}</loc></sitemap>" for child in children)
    site.pages[path] = f"<sitemapindex>{rows}</sitemapindex>".encode()


def articles(site: Site, *days: str) -> None:
    site.pages |= {story(day): f"<html><p>{day}</p></html>".encode() for day in days}


def asked(site: Site, prefix: str = "/") -> list[str]:
    return sorted(path for path in site.asked if path.startswith(prefix) and path != "/robots.txt")


def listing(site: Site, **options: Any) -> dict[str, Any]:
    return make_source("one", site.url("/schools/"), platform="listing", options=options)


PAGED = {"next": "/schools/page/{page}/", "pages": 9}


def test_a_section_page_leads_to_its_articles(world: World, site: Site) -> None:
    section(site, "/schools/", "2024-02-22", "2024-02-21")
    report = world.crawl(listing(site), **REAL)["one"]
    assert (report.state, report.counts.stored, world.kinds()) == ("done", 3, [])


def test_a_lists_pages_end_at_the_windows_edge(world: World, site: Site) -> None:
    section(site, "/schools/", "2024-02-22")
    section(site, "/schools/page/2/", "2024-01-22")
    section(site, "/schools/page/3/", "2023-01-22")
    section(site, "/schools/page/4/", "2022-01-22")
    world.crawl(listing(site, **PAGED), since=date(2024, 1, 1), **REAL)
    assert asked(site, "/schools/") == ["/schools/", "/schools/page/2/", "/schools/page/3/"]
    assert site.asked[story("2023-01-22")] == 0


def test_a_site_that_gives_the_same_page_for_every_number_is_asked_once_more(
    world: World, site: Site
) -> None:
    for path in ("/schools/", "/schools/page/2/", "/schools/page/3/"):
        section(site, path, "2024-02-22", "2024-02-21")
    world.crawl(listing(site, **PAGED), **REAL)
    assert asked(site, "/schools/") == ["/schools/", "/schools/page/2/"]


def test_a_page_that_is_not_there_ends_the_list_and_is_no_failure(world: World, site: Site) -> None:
    section(site, "/schools/", "2024-02-22")
    site.pages["/schools/page/2/"] = status(404)
    report = world.crawl(listing(site, **PAGED), **REAL)["one"]
    assert (report.state, report.complete, report.counts.failed, world.kinds()) == ("done", True, 0, [])


def test_a_page_without_its_link_to_the_next_ends_the_list(world: World, site: Site) -> None:
    section(site, "/schools/", "2024-02-22")
    onward = b'<a class="older" href="/schools/older/">Older</a></main>'
    site.pages["/schools/"] = bytes(site.pages["/schools/"]).replace(b"</main>", onward)  # type: ignore[arg-type]
    section(site, "/schools/older/", "2024-02-21")
    report = world.crawl(listing(site, next="a.older", pages=5), **REAL)["one"]
    assert (report.counts.stored, asked(site, "/schools/")) == (4, ["/schools/", "/schools/older/"])


def test_a_later_look_goes_no_further_than_what_is_new(world: World, site: Site) -> None:
    section(site, "/schools/", "2024-02-22")
    section(site, "/schools/page/2/", "2024-02-21")
    world.crawl(listing(site, **PAGED), **REAL)
    site.asked.clear()
    section(site, "/schools/", "2024-02-23", "2024-02-22")
    report = world.crawl(listing(site, **PAGED), **REAL)["one"]
    assert site.asked[story("2024-02-23")] == 1
    assert report.complete


def test_a_feeds_further_pages_are_read_only_for_the_past(world: World, site: Site) -> None:
    rss(site, "/feed", "2024-02-22", "2024-02-20")
    rss(site, "/feed?paged=2", "2024-02-18", "2024-01-18")
    site.pages["/feed?paged=3"] = status(404)
    source = make_source("one", site.url("/feed"), options={"pages": 50})
    world.crawl(source, **REAL)
    assert asked(site, "/feed") == ["/feed"]
    report = world.crawl(source, since=date(2023, 1, 1), **REAL)["one"]
    assert asked(site, "/feed") == ["/feed", "/feed?paged=2", "/feed?paged=3"]
    assert (report.state, report.counts.failed, site.asked[story("2024-01-18")]) == ("done", 0, 1)


def archive(site: Site) -> dict[str, Any]:
    months = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)] + [
        "2024-01",
        "2024-02",
    ]
    for month in months:
        urlset(site, f"/sitemap-{month}.xml", f"{month}-05", f"{month}-15")
    index(site, "/sitemap.xml", *(f"/sitemap-{month}.xml" for month in months), "/author-sitemap.xml")
    return make_source("one", site.url("/sitemap.xml"), platform="sitemap")


def test_an_archive_is_not_read_from_its_beginning(world: World, site: Site) -> None:
    report = world.crawl(archive(site), **REAL)["one"]
    assert asked(site, "/sitemap-") == [
        "/sitemap-2023-12.xml",
        "/sitemap-2024-01.xml",
        "/sitemap-2024-02.xml",
    ]
    assert (report.counts.stored, report.complete) == (1 + 3 + 4, True)  # the index, its children, articles


def test_a_backfill_goes_on_in_bites_also_where_a_nightly_look_comes_between(
    world: World, site: Site
) -> None:
    source, since = archive(site), date(2022, 11, 1)
    world.crawl(source, since=since, max_requests=6, **REAL)
    for _ in range(5):  # nobody says --since again
        report = world.crawl(source, max_requests=25, **REAL)["one"]
        if report.complete:
            break
    assert report.complete
    wanted = [f"2022-{month}" for month in (11, 12)] + [f"2023-{month:02}" for month in range(1, 13)]
    missing = [month for month in wanted for day in ("05", "15") if not site.asked[story(f"{month}-{day}")]]
    assert missing == []
    assert site.asked[story("2022-10-15")] == 0


def test_indexes_that_name_each_other_end(world: World, site: Site) -> None:
    index(site, "/sitemap.xml", "/sitemap-a.xml", "/sitemap-news.xml")
    index(site, "/sitemap-a.xml", "/sitemap.xml", "/sitemap-a.xml")
    urlset(site, "/sitemap-news.xml", "2024-02-22")
    report = world.crawl(make_source("one", site.url("/sitemap.xml"), platform="sitemap"), **REAL)["one"]
    assert (report.state, site.asked["/sitemap.xml"], site.asked[story("2024-02-22")]) == ("done", 1, 1)


def test_a_news_sitemap_behind_an_index_is_looked_at_for_as_long_as_it_is_named(
    world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(site, "/sitemap.xml", "/sitemap-news.xml")
    urlset(site, "/sitemap-news.xml", "2024-02-22")
    source = make_source("one", site.url("/sitemap.xml"), platform="sitemap")
    world.crawl(source, **REAL)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(TODAY) + 200 * 86400))
    urlset(site, "/sitemap-news.xml", "2024-09-10")
    world.crawl(source, **REAL)
    assert site.asked[story("2024-09-10")] == 1


def test_a_list_of_addresses_leads_to_them_and_tells_what_is_none_of_the_outlets(
    world: World, site: Site
) -> None:
    articles(site, "2024-02-22")
    site.pages["/list.txt"] = f"{story('2024-02-22')}\nhttps://other.example/a\n".encode()
    world.crawl(make_source("one", site.url("/list.txt"), platform="urls"), **REAL)
    assert site.asked[story("2024-02-22")] == 1
    assert world.issues() == [("offsite", "https://other.example/a")]


def test_an_entry_may_name_the_articles_itself(world: World, site: Site) -> None:
    articles(site, "2024-02-22")
    urls = [story("2024-02-22"), site.url("/gone")]
    source = make_source("one", site.url("/"), platform="urls", options={"urls": urls})
    report = world.crawl(source, **REAL)["one"]
    assert (report.state, report.counts.stored, site.asked["/"]) == ("done", 1, 0)
    assert world.kinds() == ["http-404"], "one that is gone fails no source"
