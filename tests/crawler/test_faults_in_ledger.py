"""A hostile site, one trick at a time, and what the ledger says of it."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from db.ledger import Counts
from tests.crawler.conftest import World, make_source
from tests.crawler.site import (
    Flaky,
    Site,
    gzip_bomb,
    huge,
    not_gzip,
    redirect,
    reset,
    slow,
    status,
    truncated,
)

TRICKS: list[tuple[str, Any, str, str]] = [
    ("missing", status(404), "failed", "http-404"),
    ("forbidden", status(403), "failed", "http-403"),
    ("broken", status(500), "failed", "http-500"),
    ("teapot", status(418), "failed", "http-418"),
    ("partial", status(206), "failed", "http-206"),
    ("not-modified", status(304), "failed", "http-304"),
    ("slow", slow(3), "failed", "timeout"),
    ("truncated", truncated, "failed", "truncated"),
    ("reset", reset, "failed", "connection"),
    ("bomb", gzip_bomb(4), "failed", "too-large"),
    ("huge", huge(4), "failed", "too-large"),
    ("not-gzip", not_gzip, "failed", "bad-encoding"),
    ("loop", redirect("/loop"), "failed", "redirect-loop"),
    ("nowhere", redirect("http://elsewhere.example/"), "filtered", "offsite"),
    ("inside", redirect("http://10.0.0.1/"), "denied", "private-address"),
    ("metadata", redirect("http://169.254.169.254/latest/"), "denied", "private-address"),
    ("other-scheme", redirect("file:///etc/passwd"), "failed", "http-302"),
    ("unnamed", redirect("http://no-such-host.invalid/"), "failed", "dns"),
    ("closed-port", redirect("http://127.0.0.1:9/"), "denied", "robots-unreachable"),
]


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the world and the site after one crawl of every trick, beside pages that are well."""
    from tests.crawler.site import serving  # noqa: PLC0415

    with serving() as site:
        site.pages |= {f"/{name}": trick for name, trick, _, _ in TRICKS}
        site.links("/", "/well", *(f"/{name}" for name, *_ in TRICKS), "/also-well")
        site.pages |= {"/well": b"LEAF well", "/also-well": b"LEAF also well"}
        site.pages["/limping"] = Flaky(status(503), 1)
        domains = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "no-such-host.invalid"]
        world = World(tmp_path_factory.mktemp("hostile"))
        report = world.crawl(make_source("hostile", site.url("/"), domains=domains), timeout=1.0, max_size=2)[
            "hostile"
        ]
        yield world, site, report
        world.database.conn.close()


@pytest.mark.parametrize(("name", "outcome", "kind"), [(name, end, kind) for name, _, end, kind in TRICKS])
def test_each_trick_is_told(after: Any, name: str, outcome: str, kind: str) -> None:
    world, site, _ = after
    url = site.url(f"/{name}")
    assert world.rows("SELECT kind FROM issues WHERE url = ?", url) == [(kind,)]
    assert world.rows("SELECT state FROM frontier WHERE url = ?", url) == [("failed",)]


def test_every_request_is_accounted_for(after: Any) -> None:
    _, _, report = after
    ends = [end for _, _, end, _ in TRICKS]
    assert report.counts == Counts(
        requested=3 + len(TRICKS),
        stored=3,
        failed=ends.count("failed"),
        filtered=ends.count("filtered"),
        denied=ends.count("denied"),
    )
    assert report.state == "done"  # the source itself is well
    assert not report.complete  # and its watermark stays
    assert after[0].rows("SELECT last_success_at FROM sources") == [(None,)]


def test_what_passes_is_tried_again_and_what_does_not_is_not(after: Any) -> None:
    _, site, _ = after
    assert site.asked["/broken"] == 3
    assert site.asked["/slow"] == 3
    assert site.asked["/missing"] == 1
    assert site.asked["/loop"] == 1


def test_messages_say_what_to_do(after: Any) -> None:
    world = after[0]
    told = dict(world.rows("SELECT kind, message FROM issues"))
    assert "add the domain" in told["offsite"] and "elsewhere.example" in told["offsite"]
    assert "not a public address" in told["private-address"]
    assert "browser" in told["redirect-loop"]


def test_a_start_page_that_fails_is_a_failed_source(world: World, site: Site) -> None:
    site.pages["/"] = status(500)
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert report.state == "failed"
    assert report.reason is not None and report.reason.startswith("http-500")
    assert world.run is not None and world.run.exit_code() == 1


@pytest.mark.parametrize("host", ["board.localhost", "0x7f000001"])
def test_nothing_on_this_machine_is_fetched_unless_allowed(world: World, site: Site, host: str) -> None:
    source = make_source("one", site.url("/", host), domains=[host])
    report = world.crawl(source, allow_loopback=False, delay_cap=0.0)["one"]
    assert report.counts == Counts(requested=1, denied=1)
    assert report.reason is not None and report.reason.startswith("private-address")
    assert not site.asked


def test_names_below_localhost_are_this_machine_where_allowed(world: World, site: Site) -> None:
    site.pages["/"] = b"LEAF here"
    source = make_source("one", site.url("/", "board.localhost"), domains=["board.localhost"])
    assert world.crawl(source)["one"].counts == Counts(requested=1, stored=1)


def test_a_busy_site_is_left_alone_as_long_as_it_asks(world: World, site: Site) -> None:
    site.links("/", "/busy")
    site.pages["/busy"] = Flaky(status(429, Retry_After="1"), 1)
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert report.counts == Counts(requested=2, stored=2)
    assert site.gaps("/busy")[0] >= 0.95


def test_robots_denial_is_obeyed_and_told(world: World, site: Site) -> None:
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private\n"
    site.links("/", "/private/a", "/public")
    site.pages |= {"/private/a": b"LEAF no", "/public": b"LEAF yes"}
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert report.counts == Counts(requested=3, stored=2, denied=1)
    assert world.issues() == [("robots-denied", site.url("/private/a"))]
    assert site.asked["/private/a"] == 0
    assert report.complete  # being told no is no debt


@pytest.mark.parametrize("answer", [status(429), redirect("/robots.txt")])
def test_an_unreachable_robots_file_stops_the_source(world: World, site: Site, answer: Any) -> None:
    site.pages["/robots.txt"] = answer
    site.links("/", "/a")
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert report.state == "failed"
    assert report.reason is not None and "robots-unreachable" in report.reason
    assert report.counts == Counts(requested=1, denied=1)
    assert site.asked["/"] == 0


def test_no_robots_file_is_no_denial(world: World, site: Site) -> None:
    del site.pages["/robots.txt"]
    site.pages["/"] = b"LEAF"
    assert world.crawl(make_source("one", site.url("/")))["one"].counts.stored == 1


def test_crawl_delay_is_honoured(world: World, site: Site) -> None:
    site.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 0.4\n"
    site.links("/", "/a", "/b")
    site.pages |= {"/a": b"LEAF", "/b": b"LEAF"}
    world.crawl(make_source("one", site.url("/")), delay_cap=5.0)
    moments = [moment for moment, path in site.times if path != "/robots.txt"]
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.35


def test_links_that_are_not_followed_are_counted(world: World, site: Site) -> None:
    site.links("/", "http://other.example/x", "nonsense:x", "/y|unknown", "/ok|page|2020-01-01", "/ok2")
    site.pages["/ok2"] = b"LEAF"
    report = world.crawl(make_source("one", site.url("/")), since=date(2021, 1, 1))["one"]
    assert report.counts == Counts(requested=6, stored=2, filtered=4)
    assert world.kinds() == ["bad-url", "offsite", "unknown-platform"]  # outside the window is no issue
