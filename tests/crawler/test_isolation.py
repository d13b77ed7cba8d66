"""A source that fails, hangs or floods stops no other, and the ledger says what happened to it."""

import contextlib
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from db.database import StoreError
from db.ledger import Counts
from tests.crawler.conftest import World, make_source
from tests.crawler.site import Handler, Site


def test_a_parser_that_hangs_is_given_up_and_its_page_kept(world: World, site: Site) -> None:
    site.links("/", "/hang", "/well")
    site.pages |= {"/hang": b"HANG\n", "/well": b"LEAF"}
    report = world.crawl(make_source("one", site.url("/")), parse_seconds=0.3)["one"]
    assert (report.state, report.counts) == ("done", Counts(requested=3, stored=3))
    assert world.issues() == [("parser-stuck", site.url("/hang"))]


@pytest.mark.parametrize("hang", [b"HANG\n", b"BUSY\n"])
def test_a_source_past_its_deadline_is_ended_and_the_other_is_done(
    world: World, site: Site, hang: bytes
) -> None:
    site.links("/bad", "/hang")
    site.pages |= {"/hang": hang, "/good": b"LEAF"}
    began = time.monotonic()
    world.crawl(make_source("warm", site.url("/good")))
    start = time.monotonic() - began  # a child's own start takes a second or, on a busy machine, many
    began = time.monotonic()
    reports = world.crawl(
        make_source("bad", site.url("/bad")),
        make_source("good", site.url("/good")),
        deadline=3.0 + 3 * start,
        parse_seconds=600.0,
    )
    assert time.monotonic() - began < 10 + 6 * start
    assert (reports["bad"].state, reports["good"].state) == ("timeout", "done")
    assert reports["bad"].counts == Counts(requested=2, stored=1, failed=1)
    assert world.kinds() == ["deadline"]
    assert world.rows("SELECT source_id, state FROM source_runs ORDER BY 1") == [
        ("bad", "timeout"),
        ("good", "done"),
        ("warm", "done"),
    ]
    assert world.rows("SELECT state FROM frontier WHERE url = ?", site.url("/hang")) == [("pending",)]


def test_a_parser_that_fails_loses_nothing(world: World, site: Site) -> None:
    site.links("/", "/crash", "/eat", "/odd", "/print", "/well")
    site.pages |= {
        "/crash": b"CRASH\n",
        "/odd": b"<html>",
        "/well": b"LEAF",
        "/eat": b"EAT",
        "/print": b"PRINT",
    }
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert report.counts == Counts(requested=6, stored=6)
    assert world.issues() == [
        ("parse-error", site.url("/odd")),
        ("parser-failed", site.url("/crash")),
        ("parser-failed", site.url("/eat")),
    ]


def test_a_platform_that_cannot_start_is_a_failed_source(world: World, site: Site) -> None:
    site.pages["/"] = b"LEAF"
    reports = world.crawl(
        make_source("bad", site.url("/"), options={"more": True}), make_source("good", site.url("/"))
    )
    assert reports["bad"].state == "failed"
    assert reports["bad"].reason is not None and "option 'more' is set" in reports["bad"].reason
    assert reports["good"].state == "done"


def endless(handler: Handler) -> None:
    number = int(handler.path.rpartition("/")[2] or 0)
    links = "\n".join(f"/more/{number * 7 + step}" for step in range(1, 8))
    handler.answer(200, b"LIST\n" + links.encode())


def test_a_flood_is_cut_off_and_told(world: World, site: Site) -> None:
    site.pages |= {f"/more/{number}": endless for number in range(4000)}
    report = world.crawl(make_source("one", site.url("/more/0")), flood=40)["one"]
    assert (report.state, report.complete) == ("flood", False)
    assert report.counts == Counts(requested=40, stored=40)
    assert world.kinds() == ["flood"]


def test_endless_depth_is_cut_off(world: World, site: Site) -> None:
    site.pages |= {f"/{number}": b"LIST\n/%d" % (number + 1) for number in range(100)}
    report = world.crawl(make_source("one", site.url("/0")), depth_limit=5)["one"]
    assert report.counts == Counts(requested=7, stored=6, filtered=1)
    assert world.kinds() == ["too-deep"]


def test_many_issues_of_one_kind_are_summed_up(world: World, site: Site) -> None:
    site.links("/", *(f"/missing/{number}" for number in range(30)))
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert report.counts.failed == 30
    assert world.kinds() == ["http-404"] * 21
    assert world.rows("SELECT message FROM issues WHERE url IS NULL") == [
        ("10 more of this kind, not told one by one",)
    ]


def test_a_child_that_is_killed_is_a_crash_and_told(world: World, site: Site) -> None:
    def kill_its_client(handler: Handler) -> None:
        for pid in workers():
            os.kill(pid, signal.SIGKILL)
        handler.answer(200, b"LEAF")

    site.links("/", "/trap")
    site.pages["/trap"] = kill_its_client
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert report.state == "failed"
    assert report.counts == Counts(requested=2, stored=1, failed=1)
    assert world.kinds() == ["crashed"]


def workers() -> list[int]:
    """Return the workers that are children of this process."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                if int(parent) == os.getpid() and b"crawler.worker" in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
    return found


def test_a_folder_that_cannot_keep_bytes_ends_the_crawl_with_what_it_has(world: World, site: Site) -> None:
    site.pages |= {"/a": b"LEAF a", "/b": b"LEAF b"}
    world.crawl(make_source("a", site.url("/a")))
    blobs = world.folder / "blobs"
    blobs.rename(world.folder / "kept")
    blobs.write_text("in the way")
    with pytest.raises(StoreError, match="cannot keep what was fetched"):
        world.crawl(make_source("b", site.url("/b")))
    assert world.rows("SELECT url FROM documents") == [(site.url("/a"),)]
    assert world.rows("SELECT state FROM source_runs WHERE source_id = 'b'") == [("failed",)]
    assert world.kinds() == ["not-kept", "not-kept"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_children_and_keeps_what_came(
    world: World, site: Site, number: signal.Signals
) -> None:
    def interrupt(handler: Handler) -> None:
        os.kill(os.getpid(), number)
        time.sleep(1)
        handler.answer(200, b"LEAF")

    site.links("/", "/last")
    site.pages["/last"] = interrupt
    with pytest.raises(KeyboardInterrupt):
        world.crawl(make_source("one", site.url("/")))
    assert world.rows("SELECT url FROM documents") == [(site.url("/"),)]
    assert world.rows("SELECT state, stored, failed FROM source_runs") == [("interrupted", 1, 1)]
    assert not workers()


def test_progress_is_told(world: World, site: Site) -> None:
    site.links("/", "/a", "/b")
    site.pages |= {"/a": b"LEAF", "/b": b"LEAF"}
    world.crawl(make_source("one", site.url("/")))
    assert world.seen[-1] == ("one", 3, 3)
    assert all(done <= known for _, done, known in world.seen)


def test_unknown_sources_are_named(world: World, site: Site) -> None:
    with pytest.raises(LookupError, match="no source tow in watch tiny; known: one, two"):
        options: dict[str, Any] = {"source_ids": ("tow",)}
        world.crawl(make_source("one", site.url("/")), make_source("two", site.url("/")), **options)
