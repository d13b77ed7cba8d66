"""`sources check`: what an outlet's ways and a board's pages would give, told in words and kept nowhere."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.checking import Check, check_source
from db.clock import now
from tests.crawler.conftest import make_source, make_watch
from tests.crawler.kept_pages import article
from tests.crawler.site import Site, status
from tests.crawler.test_ways import sitemap

TODAY = now().date()
OFFICERS = "Each high school has one school resource officer, the chair said. " * 4


def dated(**paths: int) -> bytes:
    """Return a feed of articles, each published so many days ago."""
    items = "".join(
        f"<item><title>Story {name}</title><link>/news/{name}</link>"
        f"<pubDate>{TODAY - timedelta(days=ago)}T12:00:00Z</pubDate></item>"
        for name, ago in paths.items()
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


@pytest.fixture
def outlet(site: Site) -> dict[str, Any]:
    story = article("Board keeps officers", OFFICERS, f"{TODAY}T09:00:00-06:00")
    site.pages |= {
        "/feed": dated(first=1, second=0, old=40, puzzle=2),
        "/sitemap.xml": sitemap(site, "/news/first", "/news/third"),
        "/news/second": story.encode(),
    }
    ways = [{"platform": "sitemap", "url": site.url("/sitemap.xml")}]
    return make_source("one", site.url("/feed"), also=ways, exclude=["/puzzle"])


def look(source: dict[str, Any], since: date | None = None) -> Check:
    watch = make_watch(source)
    return check_source(watch.sources[0], watch, since=since, allow_loopback=True)


def test_an_outlet_tells_each_way_and_one_article_read(site: Site, outlet: dict[str, Any]) -> None:
    site.pages["/feed"] = dated(first=1, second=0, old=40, puzzle=2).replace(
        b"Story first", b"Story \x1b[2Jf"
    )
    found = look(outlet, TODAY - timedelta(days=7))
    told = "\n".join(found.lines)
    assert found.good
    assert (
        f"  4 links on 1 page, 3 since {TODAY - timedelta(days=7)}, 2 of them by include and exclude" in told
    )
    assert f"  {TODAY}  Story second" in told
    assert "  2 links on 1 page, 2 since" in told
    assert "headline   Board keeps officers (" in told
    assert f"published  {TODAY}T09:00:00-06:00 (" in told
    assert "authors    not found" in told
    assert "kind       news" in told
    assert "scan       wants it: names 'school resource officer'" in told
    assert "\x1b" not in told, "a title cannot steer the terminal"
    assert sum(number for path, number in site.asked.items() if path.startswith("/news/")) == 1


def test_a_further_way_that_fails_is_told_and_the_source_is_good(site: Site, outlet: dict[str, Any]) -> None:
    site.pages["/sitemap.xml"] = status(403)
    site.pages["/news/second"] = b"<html><body><h1>Page not found</h1></body></html>"
    site.pages["/news/first"] = article("Board drops officers").encode()
    found = look(outlet)
    told = "\n".join(found.lines)
    assert found.good
    assert "failed: the site answered 403" in told
    assert "failed: an error page" in told
    assert "headline   Board drops officers" in told
    assert "scan       does not want it: names neither" in told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (status(403), "the site answered 403"),
        (b"<html><body><p>Hello</p></body></html>", "an HTML page; expected an RSS"),
        (b'<rss version="2.0"><channel></channel></rss>', "a feed without entries"),
    ],
)
def test_the_first_way_failing_is_no_good_source(
    site: Site, outlet: dict[str, Any], page: Any, told: str
) -> None:
    site.pages["/feed"] = page
    found = look(outlet)
    assert not found.good
    assert f"failed: {told}" in "\n".join(found.lines)
    assert any("2 links on 1 page" in line for line in found.lines), "the other way is looked at all the same"


def test_a_site_that_forbids_it_is_told(site: Site, outlet: dict[str, Any]) -> None:
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    found = look(outlet)
    assert not found.good
    assert "robots.txt" in "\n".join(found.lines)


def test_an_entry_that_lists_addresses_and_one_that_cannot_start(site: Site, outlet: dict[str, Any]) -> None:
    listed = {"platform": "urls", "options": {"urls": [site.url("/news/second")]}, "also": []}
    found = look({**outlet, **listed})
    assert found.good
    assert "headline   Board keeps officers" in "\n".join(found.lines)
    found = look({**outlet, "platform": "listing", "options": {"pages": 3}})
    assert not found.good
    assert "failed: option pages: it needs the option next" in "\n".join(found.lines)


def test_a_board_tells_its_meetings(site: Site) -> None:
    day = (TODAY + timedelta(days=3)).strftime("%Y%m%d")
    event = f"BEGIN:VEVENT\r\nUID:7@lake\r\nDTSTART:{day}T180000\r\nSUMMARY:Board meeting\r\nEND:VEVENT\r\n"
    site.pages["/calendar.ics"] = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n".encode()
    board = make_source("board", site.url("/calendar.ics"), kind="board", platform="ical")
    found = look(board)
    told = "\n".join(found.lines)
    assert found.good
    assert f"{TODAY + timedelta(days=3)}T18:00  Board meeting" in told
    site.pages["/calendar.ics"] = b"<html><body>moved</body></html>"
    assert not look(board).good


def test_nothing_is_kept(site: Site, outlet: dict[str, Any], tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    look(outlet)
    assert list(tmp_path.rglob("*")) == []
