"""Filling in the past from the Wayback Machine, against one on this machine."""

import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from crawler.archives.wayback import backfill_wayback
from crawler.parse_stage import parse_pending
from db import captures
from db.blobs import BlobStore
from db.captures import Capture
from db.database import open_database
from db.job import Job, JobOptions
from db.ledger import start_run
from db.progress import Bars
from db.registry_tables import sync_registry
from db.status import source_status
from tests.crawler.archives.wayback_replica import Replica, wayback
from tests.crawler.conftest import make_source, make_watch
from tests.crawler.site import Flaky, Handler, Site, status

HOST = "https://www.gazette.example"
VOTE = f"{HOST}/2021/06/24/board-votes-on-officers/"


def story(words: str) -> bytes:
    more = (
        "<p>The school board met on Thursday to speak about the school resource officers in its schools.</p>"
        * 9
    )
    return f"<html><title>Vote</title><article><h1>Vote</h1><p>{words}</p>{more}</article></html>".encode()


class Past:
    """A data folder, an archive, and backfills from the one into the other."""

    def __init__(self, folder: Path, site: Site, archive: Replica) -> None:
        self.folder, self.site, self.archive = folder, site, archive
        self.database: Database = open_database(folder / "hallwatch.db")
        gazette = {"domains": ["gazette.example"], "exclude": ["/sports/"]}
        self.watch = make_watch(make_source("gazette", f"{HOST}/feed", **gazette))

    def backfill(self, since: str = "2021-01-01", until: str | None = "2021-12-31", **more: Any) -> list[str]:
        """Run a backfill; return the paths asked for by it, robots.txt aside."""
        match, options = more.pop("match", None), JobOptions(allow_loopback=True, **more)
        before = len(self.site.times)
        self.run = start_run(self.database, "backfill", "tiny")
        sync_registry(self.database, self.watch)
        job = Job(
            database=self.database,
            watch=self.watch,
            data_dir=self.folder,
            run=self.run,
            options=options,
            progress=Bars(),
        )
        end = date.fromisoformat(until) if until else None
        backfill_wayback(
            job, since=date.fromisoformat(since), until=end, match=match, archive=self.site.url("")
        )
        return [path for _, path in self.site.times[before:] if path != "/robots.txt"]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self.database.execute(sql).fetchall())

    def versions(self) -> list[tuple[Any, ...]]:
        return self.rows(
            "SELECT d.url, v.captured_at, v.archive, d.latest_version_id = v.id FROM document_versions v "
            "JOIN documents d ON d.id = v.document_id WHERE d.kind = 'article' ORDER BY d.url, v.captured_at"
        )

    def kinds(self) -> list[str]:
        return [kind for (kind,) in self.rows(f"SELECT kind FROM issues WHERE run_id = '{self.run.id}'")]


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    with wayback() as (site, archive):
        made = Past(tmp_path / "data", site, archive)
        for number in range(1, 6):
            slug = f"{HOST}/2021/07/0{number}/story-number-{number}-of-five/"
            archive.keep(f"2021070{number}120000", slug, story(f"Story {number}."))
        archive.keep("20210624230000", VOTE, story("The board voted 4-2."))
        archive.keep("20210625110000", VOTE, story("The board voted 4-3. Correction: we misstated the vote."))
        archive.keep("20210626110000", f"{VOTE}?utm_source=mail", story("The board voted 4-3, corrected."))
        archive.keep("20210626120000", f"{HOST}/sports/2021/06/26/a-long-game-of-ball/", story("Ball."))
        archive.keep("20220103120000", f"{HOST}/2022/01/03/the-new-year-at-school/", story("Later."))
        archive.keep("20210704120000", f"{HOST}/", story("The front page."))
        yield made
        made.database.conn.close()


def test_captures_become_the_outlets_documents_with_their_own_time(past: Past) -> None:
    asked = past.backfill()

    assert past.versions()[:2] == [
        (VOTE, "2021-06-24T23:00:00Z", "wayback", 0),
        (VOTE, "2021-06-26T11:00:00Z", "wayback", 1),
    ]
    assert len(past.versions()) == 7
    fetched = [path for path in asked if path.startswith("/web/")]
    assert len(fetched) == 7
    assert not [
        path for path in fetched if "sports" in path or "new-year" in path or path.endswith(f"{HOST}/")
    ]
    sql = (
        "SELECT DISTINCT d.source_id, v.platform FROM documents d "
        "JOIN document_versions v ON v.document_id = d.id WHERE d.kind = 'article'"
    )
    assert past.rows(sql) == [("gazette", "article")]
    shown = past.rows("SELECT archive_url FROM document_versions WHERE captured_at = '2021-06-24T23:00:00Z'")
    assert shown == [(past.site.url(f"/web/20210624230000/{VOTE}"),)]
    assert past.rows("SELECT source_id, state FROM source_runs") == [("gazette.wayback", "done")]
    assert past.kinds() == []


def test_a_second_backfill_asks_for_nothing(past: Past) -> None:
    past.backfill()

    assert past.backfill() == []
    assert past.backfill(since="2021-07-01") != []  # another question, whose captures are all known
    assert all(path.startswith("/cdx/") for path in past.backfill(since="2021-07-02"))


def test_a_backfill_that_was_cut_short_goes_on_where_it_was(past: Past) -> None:
    asked: list[str] = []
    while new := past.backfill(max_requests=3):
        assert len(new) <= 3
        asked += new

    assert len(asked) == len(set(asked))
    assert len(past.versions()) == 7


def test_a_backfill_whose_process_is_killed_loses_nothing(past: Past) -> None:
    path = f"/web/20210703120000id_/{HOST}/2021/07/03/story-number-3-of-five/"
    past.archive[path] = Flaky(_kill_worker, 1, story("Story 3."))

    asked = past.backfill()
    assert past.rows("SELECT state FROM source_runs") == [("failed",)]
    kept = len(past.versions())

    again = past.backfill()
    assert len(past.versions()) == 7
    assert len([one for one in again if one.startswith("/web/")]) == 7 - kept
    assert path in asked and path in again
    assert asked[0].startswith("/cdx/") and asked[0] not in again


def _kill_worker(handler: Handler) -> None:
    del handler
    for children in Path("/proc/self/task").glob("*/children"):
        for pid in children.read_text().split():
            if b"crawler.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(int(pid), signal.SIGKILL)


def test_only_addresses_that_match_are_asked_for(past: Past) -> None:
    past.backfill(match="board-votes|number-2")

    assert {url for url, *_ in past.versions()} == {VOTE, f"{HOST}/2021/07/02/story-number-2-of-five/"}
    with pytest.raises(ValueError, match="no regular expression"):
        past.backfill(match="(")
    with pytest.raises(LookupError, match="no outlet elsewhere"):
        past.backfill(sources=("elsewhere",))


def test_a_page_seen_live_and_archived_is_one_document_in_the_order_of_time(past: Past) -> None:
    sync_registry(past.database, past.watch)
    live = Capture(
        source_id="gazette", url=VOTE, kind="article", platform="article", sha256="ab" * 32, size=9,
        variant_key="gazette.example/2021/06/24/board-votes-on-officers",
    )  # fmt: skip
    with past.database.atomic():
        captures.record(past.database, live)

    past.backfill(match="board-votes")

    found = past.versions()
    assert [(url, archive, latest) for url, _, archive, latest in found] == [
        (VOTE, "wayback", 0), (VOTE, "wayback", 0), (VOTE, None, 1),
    ]  # fmt: skip


def test_the_moment_that_the_archive_really_gives_is_kept(past: Past) -> None:
    gone = f"/web/20210701120000id_/{HOST}/2021/07/01/story-number-1-of-five/"
    there = gone.replace("20210701120000", "20210701115500")
    past.archive[gone] = lambda handler: handler.answer(302, Location=there)
    past.archive[there] = story("Story 1.")

    past.backfill(match="number-1")

    assert [captured for _, captured, *_ in past.versions()] == ["2021-07-01T11:55:00Z"]


def test_what_the_archive_will_not_show_is_told_and_no_article(past: Past) -> None:
    def path(number: int) -> str:
        return f"/web/2021070{number}120000id_/{HOST}/2021/07/0{number}/story-number-{number}-of-five/"

    past.archive[path(1)] = status(404)
    past.archive[path(2)] = b"<title>Wayback Machine</title><p>temporarily offline"
    past.archive[path(3)] = status(429, Retry_After="0")
    past.archive[path(4)] = lambda handler: handler.answer(
        302, Location="/web/20210704120000id_/https://parked.example/"
    )
    past.archive["/web/20210704120000id_/https://parked.example/"] = story("This domain is for sale.")

    past.backfill(match="number-[1-5]")

    assert len(past.versions()) == 1
    assert sorted(past.kinds()) == ["http-404", "http-429", "not-archived", "not-archived"]


def test_a_refusal_of_the_index_fails_the_turn_and_robots_txt_is_obeyed(past: Past) -> None:
    past.archive["/robots.txt"] = b"User-agent: *\nDisallow: /cdx/\n"
    assert past.backfill() == []
    assert past.rows("SELECT state FROM source_runs") == [("failed",)]


def test_an_archive_is_no_source_to_be_judged_or_shown(past: Past) -> None:
    past.backfill()
    found = parse_pending(past.database, past.watch, BlobStore(past.folder / "blobs"), past.run, processes=1)

    assert found["gazette"].by_type["article"] > 0
    assert found["gazette"].fills == {}  # old pages are no measure for today's
    captures.mark_looked(past.database, "gazette", complete=True)
    assert past.rows("SELECT last_new_at FROM sources WHERE id = 'gazette'") == [(None,)]
    listed = (
        "SELECT count(*) FROM found_records r JOIN document_versions v ON v.id = r.document_version_id "
        "WHERE v.platform = 'wayback'"
    )
    assert past.rows(listed) == [(0,)]
    assert [entry.source_id for entry in source_status(past.database, past.watch)] == ["gazette"]
    assert past.rows("SELECT id, kind, enabled FROM sources ORDER BY id") == [
        ("gazette", "outlet", 1), ("gazette.wayback", "archive", 0),
    ]  # fmt: skip
    assert past.run.exit_code() == 0


def test_a_dry_run_tells_and_keeps_nothing(past: Past) -> None:
    asked = past.backfill(dry_run=True)

    assert [path[:5] for path in asked] == ["/cdx/"]
    assert past.versions() == []
