from tests.crawler.conftest import World, make_source
from tests.crawler.site import Site


def test_a_site_is_fetched_level_by_level(world: World, site: Site) -> None:
    site.links("/", "/a", "/b|article", "/a")
    site.links("/a", "/c")
    site.pages |= {"/b": b"LEAF b", "/c": b"LEAF c"}

    report = world.crawl(make_source("one", site.url("/")))["one"]

    assert {seen["User-Agent"].partition("/")[0] for seen in site.headers_seen} == {"Hallwatch"}
    assert (report.state, report.reason, report.complete) == ("done", None, True)
    assert (report.counts.requested, report.counts.stored) == (4, 4)
    assert world.rows("SELECT depth, kind, state FROM frontier ORDER BY url") == [
        (0, "listing", "done"), (1, "page", "done"), (1, "article", "done"), (2, "page", "done"),
    ]  # fmt: skip
