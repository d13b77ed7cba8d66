"""Running again: nothing new changes nothing, a change is a version, a kill loses nothing."""

import datetime as dt
import random
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from db.blobs import BlobStore
from db.database import open_database
from db.errors import StoreError
from db.ledger import Counts
from tests.crawler.conftest import World, make_source, snapshot
from tests.crawler.site import Site, Tagged, redirect, serving, slow, status

TODAY = "1732406400"  # 2024-11-24
ARTICLE, POSTS = "/a|article|2024-11-20", ("/post|page||7", "/post|page||8")
TOP = ("/list", "/old", "/tagged", "/gone", ARTICLE, *POSTS)


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)


def day(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(TODAY) + days * 86400))


def build(site: Site) -> None:
    """Give the site every kind of page, good and bad."""
    numbers = range(12)
    site.links("/", *TOP)
    site.links("/list", *(f"/page/{number}" for number in numbers), "/old", "/broken")
    site.pages |= {
        f"/page/{number}": b"LIST\n/deep/%d\n/deep/%d" % (number, number + 1) for number in numbers
    }
    site.pages |= {f"/deep/{number}": b"LEAF %d" % number for number in range(13)}
    site.pages |= {"/old": redirect("/new"), "/new": b"LEAF new", "/tagged": Tagged(b"LIST\n/from-tagged")}
    site.pages |= {"/from-tagged": b"LEAF", "/a": b"LEAF article", "/broken": status(500)}


def test_running_twice_changes_nothing_but_the_ledger(world: World, site: Site) -> None:
    build(site)
    source = make_source("one", site.url("/"))
    first = world.crawl(source)["one"]
    before = snapshot(world.database)
    second = world.crawl(source)["one"]
    assert snapshot(world.database) == before
    assert first.counts.stored > 25
    assert second.counts.stored == 0
    assert second.counts.unchanged == first.counts.stored + first.counts.unchanged
    assert second.counts.failed == first.counts.failed == 2


def test_the_order_of_answers_makes_no_difference(tmp_path: Path, site: Site) -> None:
    build(site)
    shots = []
    for number in range(2):
        world = World(tmp_path / str(number))
        world.crawl(make_source("one", site.url("/")))
        shots.append(snapshot(world.database))
        world.database.conn.close()
        delay = cycle([0.03, 0.0, 0.01])
        for path in [path for path in site.pages if path.startswith("/page/")]:
            site.pages[path] = slow(next(delay), site.pages[path])
    assert shots[0] == shots[1]


def test_bytes_are_kept_and_named_by_what_they_are(world: World, site: Site) -> None:
    site.pages["/"] = b"LEAF kept"
    world.crawl(make_source("one", site.url("/")))
    ((sha256, size, seq),) = world.rows("SELECT sha256, size, seq FROM document_versions")
    assert (size, seq) == (9, 1)
    assert BlobStore(world.folder / "blobs").get(sha256) == b"LEAF kept"


def test_a_changed_page_is_a_new_version_and_an_old_one_can_return(world: World, site: Site) -> None:
    source = make_source("one", site.url("/"))
    counts = []
    for body in (b"LEAF first", b"LEAF second", b"LEAF first"):
        site.pages["/"] = body
        counts.append(world.crawl(source)["one"].counts)
    assert counts == [Counts(requested=1, stored=1)] * 3
    versions = world.rows("SELECT id, seq FROM document_versions ORDER BY seq")
    assert [seq for _, seq in versions] == [1, 2]
    assert world.rows("SELECT latest_version_id FROM documents") == [(versions[0][0],)]


def test_not_modified_is_asked_for_and_its_links_are_still_known(world: World, site: Site) -> None:
    site.links("/", "/tagged")
    site.pages |= {
        "/tagged": Tagged(b"LIST\n/far|page|2019-05-01\n/near"),
        "/near": b"LEAF",
        "/far": b"LEAF far",
    }
    source = make_source("one", site.url("/"))
    world.crawl(source, since=dt.date(2024, 1, 1))
    assert site.asked["/far"] == 0
    report = world.crawl(source, since=dt.date(2019, 1, 1))["one"]
    assert "If-None-Match" in {name for seen in site.headers_seen for name in seen}
    assert site.asked["/far"] == 1  # a wider window reads the kept listing again
    assert report.counts == Counts(requested=4, stored=1, unchanged=3)
    assert world.rows("SELECT last_status FROM frontier WHERE url = ?", site.url("/tagged")) == [(200,)]


@pytest.mark.parametrize("damage", [None, b"not gzip"])
def test_lost_or_damaged_bytes_are_fetched_again(world: World, site: Site, damage: bytes | None) -> None:
    source = make_source("one", site.url("/"))
    site.pages["/"] = Tagged(b"LEAF kept")
    world.crawl(source)
    store = BlobStore(world.folder / "blobs")
    ((sha256,),) = world.rows("SELECT sha256 FROM document_versions")
    store.path(sha256).unlink()
    if damage:
        store.path(sha256).write_bytes(damage)
    assert world.crawl(source)["one"].counts == Counts(requested=1, unchanged=1)
    assert store.get(sha256) == b"LEAF kept"


def test_a_full_database_keeps_what_it_has_and_the_next_run_ends_the_same(tmp_path: Path, site: Site) -> None:
    build(site)
    site.links("/list", *(f"/page/{number}?{'long' * 80}" for number in range(300)))
    source = make_source("one", site.url("/"))
    whole, full = World(tmp_path / "whole"), World(tmp_path / "full")
    whole.crawl(source)
    ((pages,),) = full.rows("PRAGMA page_count")
    full.database.execute(f"PRAGMA max_page_count = {pages + 8}")
    with pytest.raises(StoreError, match="full"):
        full.crawl(source)
    full.database.execute("PRAGMA max_page_count = 1000000")
    full.crawl(source)
    assert snapshot(full.database) == snapshot(whole.database)
    for world in (whole, full):
        world.database.conn.close()


def test_a_page_that_is_gone_keeps_its_versions_and_may_come_back(world: World, site: Site) -> None:
    source = make_source("one", site.url("/"))
    site.links("/", "/a")
    site.pages["/a"] = b"LEAF a"
    world.crawl(source)
    site.pages["/a"] = status(410)
    report = world.crawl(source)["one"]
    assert report.counts == Counts(requested=2, unchanged=1, failed=1)
    assert world.kinds() == ["gone"]
    kept = "SELECT gone_at, latest_version_id IS NOT NULL FROM documents WHERE url = ?"
    assert world.rows(kept, site.url("/a")) == [("2024-11-24T00:00:00Z", 1)]
    site.pages["/a"] = b"LEAF a"
    world.crawl(source)
    assert world.rows(kept, site.url("/a")) == [(None, 1)]


def test_redirects_are_aliases_of_one_document(world: World, site: Site) -> None:
    site.links("/", "/old?utm_source=feed", "/older")
    site.pages |= {"/old": redirect("/new"), "/older": redirect("/old"), "/new": b"LEAF new"}
    world.crawl(make_source("one", site.url("/")))
    aliases = world.rows(
        "SELECT a.url, d.url FROM document_aliases a JOIN documents d ON d.id = a.document_id ORDER BY 1"
    )
    assert aliases == [(site.url("/old"), site.url("/new")), (site.url("/older"), site.url("/new"))]
    assert len(world.rows("SELECT 1 FROM document_versions")) == 2


def test_posts_to_one_address_are_pages_of_their_own(world: World, site: Site) -> None:
    site.links("/", "/post|page||7", "/post|page||8")
    site.pages["/post"] = b""
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert report.counts.stored == 3
    assert site.asked["POST /post id=7"] == site.asked["POST /post id=8"] == 1


def test_old_pages_rest_and_young_ones_are_looked_at_again(
    world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_source("one", site.url("/"))
    lines = ["/past|page|2024-06-01", "/recent|page|2024-11-20", "/coming|page|2025-03-01"]
    site.links("/", *lines, "/news|article|2024-11-20", "/stale|article|2024-10-01")
    site.pages |= dict.fromkeys(("/past", "/recent", "/coming", "/news", "/stale"), b"LEAF")
    world.crawl(source)
    world.crawl(source)
    again = {path for path, times in site.asked.items() if times == 2 and path != "/robots.txt"}
    assert again == {"/", "/recent", "/coming", "/news"}
    day(monkeypatch, 30)
    world.crawl(source)
    assert (site.asked["/news"], site.asked["/recent"], site.asked["/coming"]) == (2, 3, 3)
    world.crawl(source, since=dt.date(2024, 5, 1))
    assert site.asked["/past"] == 2


def test_a_page_whose_listing_gives_another_date_is_looked_at_however_old(world: World, site: Site) -> None:
    source = make_source("one", site.url("/"))
    site.pages["/news"] = b"LEAF as published"
    for date, times in (("2021-06-24", 1), ("2022-03-01", 2), ("2022-03-01", 2)):
        site.links("/", f"/news|article|{date}")
        world.crawl(source)
        assert site.asked["/news"] == times


def test_the_watermark_moves_only_after_complete_success(
    world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_source("one", site.url("/"))
    site.links("/", "/a")
    site.pages["/a"] = status(503)
    assert not world.crawl(source)["one"].complete
    assert world.rows("SELECT last_success_at FROM sources") == [(None,)]
    site.pages["/a"] = b"LEAF"
    day(monkeypatch, 1)
    assert world.crawl(source)["one"].complete
    assert world.rows("SELECT last_success_at, last_new_at FROM sources") == [("2024-11-25T00:00:00Z",) * 2]
    assert world.rows("SELECT state, attempts FROM frontier WHERE url = ?", site.url("/a")) == [("done", 0)]


def test_a_limit_stops_early_and_the_next_run_goes_on(world: World, site: Site) -> None:
    build(site)
    source = make_source("one", site.url("/"))
    report = world.crawl(source, max_requests=5)["one"]
    assert (report.state, report.complete, report.counts.requested) == ("done", False, 5)
    assert "limit" in world.kinds()
    world.crawl(source)
    assert world.rows("SELECT count(*) FROM frontier WHERE state = 'pending'") == [(0,)]
    assert site.asked["/deep/12"] == 1


def test_a_dry_run_lists_and_stores_nothing(world: World, site: Site) -> None:
    build(site)
    before = snapshot(world.database)
    report = world.crawl(make_source("one", site.url("/")), dry_run=True)["one"]
    assert site.url("/list") in report.would and len(report.would) == 7
    assert report.counts.requested == 1
    assert snapshot(world.database) == before
    assert not (world.folder / "blobs").exists()
    assert site.asked["/list"] == 0


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.crawler.conftest import World, make_source
World(Path({folder!r})).crawl(make_source("one", {one!r}), make_source("two", {two!r}))
"""


def crawl_in_a_process(folder: Path, site: Site, kill_at: int | None = None) -> None:
    """Crawl two sources; with `kill_at`, kill -9 the parent once the site was asked that often."""
    root = str(Path(__file__).parents[2])
    script = SCRIPT.format(root=root, folder=str(folder), one=site.url("/"), two=site.url("/list"))
    before = site.asked.total()
    with subprocess.Popen([sys.executable, "-c", script], cwd=root, start_new_session=True) as process:
        while process.poll() is None:
            if kill_at is not None and site.asked.total() - before >= kill_at:
                process.kill()
            time.sleep(0.001)


@pytest.mark.slow
def test_killed_anywhere_and_run_again_is_the_same_as_undisturbed(tmp_path: Path) -> None:
    seed = time.time_ns() % 100_000
    moments = random.Random(seed)
    with serving() as site:
        build(site)
        crawl_in_a_process(tmp_path / "whole", site)
        whole = shot(tmp_path / "whole")
        assert len(whole["documents"]) > 25
        for number in range(2):
            folder = tmp_path / f"killed-{number}"
            crawl_in_a_process(folder, site, moments.randrange(1, 60))
            crawl_in_a_process(folder, site)
            assert shot(folder) == whole, f"seed {seed}, round {number}"
            assert sorted(blobs(folder)) == sorted(blobs(tmp_path / "whole"))


def shot(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    database = open_database(folder / "hallwatch.db")
    try:
        return snapshot(database)
    finally:
        database.conn.close()


def blobs(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in (folder / "blobs").rglob("*.gz")]


def test_a_killed_parent_leaves_no_child(tmp_path: Path, site: Site) -> None:
    site.links("/", *(f"/{number}" for number in range(200)))
    site.pages |= {
        f"/{number}": (lambda handler: (time.sleep(0.1), handler.answer(200, b"LEAF"))[1])
        for number in range(200)
    }
    site.pages["/list"] = b"LEAF"
    crawl_in_a_process(tmp_path, site, 8)
    time.sleep(0.3)
    then = site.asked.total()
    time.sleep(0.4)
    assert site.asked.total() == then
