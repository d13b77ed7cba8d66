"""Archives become the same documents as a crawl's, once, whatever stops them in between."""

import gzip
import re
from datetime import date
from typing import Any

import pytest

from db import captures
from db.job import JobOptions
from tests.crawler.archives.made_warcs import (
    DAY,
    OUTLET,
    Past,
    http,
    in_members,
    info,
    page,
    record,
    source,
    story,
    watch,
)

RECORDS = [info(), *(page(f"/2024/02/22/story-{number}/") for number in range(6))]


def records_read(past: Past) -> int:
    found = re.search(r"(\d+) records?\b", past.said[-1])
    assert found
    return int(found[1])


def test_an_article_about_the_topic_becomes_a_document_with_its_provenance(past: Past) -> None:
    file = past.file("news.warc.gz", in_members([info(), page("/2024/02/22/board-splits/")]))
    assert past.backfill(file, read=True) == 0
    kept = "SELECT url, source_id, captured_at, archive FROM documents d JOIN document_versions v"
    assert past.rows(f"{kept} ON v.document_id = d.id") == [
        (f"{OUTLET}/2024/02/22/board-splits/", "wire", DAY, "news.warc.gz")
    ]
    assert past.rows("SELECT headline FROM articles") == [("Board splits",)]
    assert past.rows("SELECT name, warcinfo FROM archives") == [
        ("news.warc.gz", "software: a test\r\nformat: WARC File Format 1.0")
    ]


@pytest.mark.parametrize("packing", ["plain", "members", "one gzip"])
def test_every_packing_gives_the_same(past: Past, packing: str) -> None:
    whole = b"".join(RECORDS)
    packed = {"plain": whole, "members": in_members(RECORDS), "one gzip": gzip.compress(whole)}
    past.backfill(past.file("news.warc", packed[packing]))
    assert past.urls() == [f"{OUTLET}/2024/02/22/story-{number}/" for number in range(6)]
    assert past.rows("SELECT sum(records), sum(pages), sum(wanted), sum(stored) FROM archive_parts") == [
        (7, 6, 6, 6)
    ]


@pytest.mark.parametrize("packing", ["plain", "members"])
@pytest.mark.parametrize("part", [97, 700, 5000])
def test_parts_of_any_size_miss_nothing_and_read_nothing_twice(past: Past, packing: str, part: int) -> None:
    packed = in_members(RECORDS) if packing == "members" else b"".join(RECORDS)
    past.backfill(past.file("news.warc", packed), part=part)
    assert past.rows("SELECT sum(records), sum(wanted), sum(stored) FROM archive_parts") == [(7, 6, 6)]
    assert past.issues() == []


def test_what_is_done_is_not_read_again(past: Past) -> None:
    file = past.file("news.warc.gz", in_members(RECORDS))
    past.backfill(file)
    before = past.rows("SELECT * FROM archive_pages"), past.rows("SELECT * FROM document_versions")
    past.backfill(file)
    assert records_read(past) == 0 and "1 file done before" in past.said[-1]
    assert (past.rows("SELECT * FROM archive_pages"), past.rows("SELECT * FROM document_versions")) == before


def test_a_copy_under_another_name_is_the_same_archive(past: Past) -> None:
    content = in_members(RECORDS)
    past.backfill(past.file("news.warc.gz", content), past.file("copy.warc.gz", content))
    assert past.rows("SELECT name FROM archives") == [("news.warc.gz",)]
    assert past.rows("SELECT count(*), max(seq) FROM document_versions") == [(6, 1)]


def test_of_a_file_that_has_grown_only_the_end_is_read(past: Past) -> None:
    file = past.file("news.warc.gz", in_members(RECORDS))
    part = len(gzip.compress(RECORDS[1])) * 2
    past.backfill(file, part=part)
    file.write_bytes(in_members([*RECORDS, page("/2024/02/23/one-more-story/")]))
    past.backfill(file, part=part)
    assert f"{OUTLET}/2024/02/23/one-more-story/" in past.urls()
    assert past.rows("SELECT count(*) FROM archives") == [(1,)]
    assert records_read(past) < len(RECORDS)


def test_other_words_judge_the_unwanted_anew_from_the_file(past: Past) -> None:
    off_topic = page("/2024/02/22/a-story-of-swings/", story(about="the swings of a playground"))
    file = past.file("news.warc.gz", in_members([*RECORDS, off_topic]))
    past.backfill(file)
    assert past.rows("SELECT wanted, count(*) FROM archive_pages GROUP BY 1") == [(0, 1), (1, 6)]
    wider = watch(
        source("wire", "prairiewire.example"), terms=["school resource officer", "swings of a playground"]
    )
    past.backfill(file, of=wider)
    assert f"{OUTLET}/2024/02/22/a-story-of-swings/" in past.urls()
    assert past.rows("SELECT count(*), max(seq) FROM document_versions") == [(7, 1)]
    assert records_read(past) == 1


def test_a_new_outlet_is_looked_for_in_what_was_read(past: Past) -> None:
    other = record("https://lakenews.example/2024/board-talks-of-officers", http(story()))
    file = past.file("news.warc.gz", in_members([*RECORDS, other]))
    past.backfill(file)
    past.backfill(file, of=watch(source("wire", "prairiewire.example"), source("lake", "lakenews.example")))
    assert past.rows("SELECT source_id, count(*) FROM documents GROUP BY 1 ORDER BY 1") == [
        ("lake", 1),
        ("wire", 6),
    ]
    assert past.rows("SELECT max(seq) FROM document_versions") == [(1,)]


def test_the_ledger_accounts_for_every_page(past: Past) -> None:
    unwanted = page("/2024/02/22/other-news-of-the-day/", story(about="the weather"))
    bad = page("/2024/02/22/undated-news-of-the-day/", day="yesterday")
    file = past.file("news.warc.gz", in_members([*RECORDS, unwanted, bad]))
    past.backfill(file)
    assert past.rows("SELECT state, requested, stored, filtered, failed FROM source_runs") == [
        ("done", 8, 6, 1, 1)
    ]


def test_a_dry_run_counts_and_keeps_nothing(past: Past) -> None:
    file = past.file("news.warc.gz", in_members(RECORDS))
    past.backfill(file, asked=JobOptions(dry_run=True))
    assert "6 about the topic (6 would be read)" in past.said[-1]
    assert not (past.data / "blobs").exists()
    assert not (past.data / "hallwatch.db").exists()


def test_only_the_sources_asked_for_and_since_the_day_asked_for(past: Past) -> None:
    early = page("/2020/01/02/board-splits-early/", day="2020-01-02T03:04:05Z")
    file = past.file("news.warc.gz", in_members([*RECORDS, early]))
    both = watch(source("wire", "prairiewire.example"), source("lake", "lakenews.example"))
    past.backfill(file, of=both, asked=JobOptions(sources=("lake",)))
    assert past.urls() == []
    past.backfill(file, of=both, asked=JobOptions(since=date(2024, 1, 1)))
    assert len(past.urls()) == 6
    assert "1 before the window" in past.said[-1]


def test_a_page_seen_twice_is_one_document_ordered_by_when_it_stood_there(past: Past) -> None:
    later = page("/2024/02/22/board-splits/", story("Board splits, again"), day="2024-03-01T00:00:00Z")
    first = page("/2024/02/22/board-splits/?utm_source=x", day="2024-02-22T00:00:00Z")
    past.backfill(past.file("a.warc.gz", in_members([later])), read=True)
    past.backfill(past.file("b.warc.gz", in_members([first])), read=True)
    assert past.rows("SELECT count(*) FROM documents") == [(1,)]
    assert past.rows("SELECT headline FROM articles") == [("Board splits, again",)]


def test_an_article_from_before_spellings_were_folded_stays_one_document(past: Past) -> None:
    past.backfill(past.file("a.warc.gz", in_members([info()])))
    database = past.database
    old: dict[str, Any] = {
        "source_id": "wire",
        "kind": "article",
        "platform": "article",
        "sha256": "0" * 64,
        "size": 1,
    }
    captures.record(database, captures.Capture(url=f"{OUTLET}/2024/02/22/board-splits/", **old))
    database.conn.close()
    past.backfill(past.file("b.warc.gz", in_members([info(), page("/2024/02/22/board-splits")])))
    assert past.rows("SELECT count(*), count(variant_key) FROM documents") == [(1, 1)]
