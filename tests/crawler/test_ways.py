"""An outlet with several listings: all are looked at, and one that fails costs no other."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.crawler.conftest import World, make_source, make_watch
from tests.crawler.site import Site, status

REAL = {"platforms": "crawler.platforms:PLATFORMS"}


def rss(*paths: str) -> bytes:
    items = "".join(f"<item><title>A story of {path}</title><link>{path}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def sitemap(site: Site, *paths: str) -> bytes:
    urls = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in paths)
    return f"<urlset>{urls}</urlset>".encode()


@pytest.fixture
def outlet(site: Site) -> dict[str, Any]:
    site.pages |= {
        "/feed": rss("/news/one", "/news/both", "/sports/three"),
        "/sitemap.xml": sitemap(site, "/news/two", "/news/both"),
        **{f"/news/{name}": b"<html><p>words" for name in ("one", "two", "both")},
    }
    ways = [{"platform": "sitemap", "url": site.url("/sitemap.xml")}]
    return make_source("one", site.url("/feed"), also=ways, exclude=["/sports/"])


def test_every_way_is_looked_at_and_an_article_comes_once(
    world: World, site: Site, outlet: dict[str, Any]
) -> None:
    report = world.crawl(outlet, **REAL)["one"]
    assert report.state == "done"
    assert {path: site.asked[path] for path in ("/news/one", "/news/two", "/news/both", "/sports/three")} == {
        "/news/one": 1, "/news/two": 1, "/news/both": 1, "/sports/three": 0,
    }  # fmt: skip
    assert (report.counts.filtered, report.complete) == (1, True)
    assert world.kinds() == [], "what the entry leaves out is no issue"


def test_a_way_that_fails_is_an_issue_and_the_others_go_on(
    world: World, site: Site, outlet: dict[str, Any]
) -> None:
    site.pages["/sitemap.xml"] = status(403)
    report = world.crawl(outlet, **REAL)["one"]
    assert (report.state, site.asked["/news/one"]) == ("done", 1)
    assert world.issues() == [("http-403", site.url("/sitemap.xml"))]


def test_the_first_way_failing_is_the_sources_failure(
    world: World, site: Site, outlet: dict[str, Any]
) -> None:
    site.pages["/feed"] = status(403)
    report = world.crawl(outlet, **REAL)["one"]
    assert (report.state, site.asked["/news/two"]) == ("failed", 1)


def test_a_way_that_cannot_start_is_an_issue_and_the_others_go_on(
    world: World, site: Site, outlet: dict[str, Any]
) -> None:
    listing = {"platform": "listing", "url": site.url("/news"), "options": {"pages": "all"}}
    report = world.crawl({**outlet, "also": [*outlet["also"], listing]}, **REAL)["one"]
    assert (report.state, site.asked["/news/one"], site.asked["/news/two"]) == ("done", 1, 1)
    assert world.issues() == [("way-failed", site.url("/news"))]


def test_an_article_that_was_known_is_left_out_by_a_later_exclude(
    world: World, site: Site, outlet: dict[str, Any]
) -> None:
    world.crawl({**outlet, "exclude": []}, max_requests=2, **REAL)
    report = world.crawl({**outlet, "exclude": ["/sports/", "/news/one"]}, **REAL)["one"]
    assert (site.asked["/news/one"], site.asked["/sports/three"], site.asked["/news/two"]) == (0, 0, 1)
    assert report.complete, "nothing is owed for what is left out"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"also": [{"platform": "feed", "url": "http://127.0.0.1/b"}]}, "one a platform"),
        ({"also": [{"platform": "gopher", "url": "http://127.0.0.1/b"}]}, "no known platform"),
        ({"also": [{"platform": "sitemap", "url": "http://other.example/b"}]}, "not in domains"),
        ({"also": [{"platform": "sitemap", "url": "http://127.0.0.1/b", "options": {"x": 1}}]}, "unknown"),
        ({"kind": "board", "also": [{"platform": "sitemap", "url": "http://127.0.0.1/b"}]}, "only an outlet"),
        ({"include": ["re:("]}, "cannot be read"),
        ({"exclude": ["re:"]}, "which every address has"),
    ],
)  # fmt: skip
def test_what_no_way_can_be_is_told_at_loading(more: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        make_watch(make_source("one", "http://127.0.0.1/a", **more))


def test_a_source_is_seen_by_the_platform_of_each_way() -> None:
    ways = [{"platform": "sitemap", "url": "http://127.0.0.1/map", "options": {"include": ["/a/"]}}]
    (source,) = make_watch(make_source("one", "http://127.0.0.1/a", also=ways)).sources
    assert (source.seen_by("sitemap").url, source.seen_by("sitemap").options) == (
        "http://127.0.0.1/map", {"include": ["/a/"]},
    )  # fmt: skip
    assert source.seen_by("feed") is source
    assert source.seen_by("article") is source
    assert [way.platform for way in source.ways()] == ["feed", "sitemap"]
