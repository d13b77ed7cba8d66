"""Articles that the scan does not want are kept as outlines, and read when the topic's words change."""

from pathlib import Path
from typing import Any

import pytest

from crawler.parsing import parse_file
from crawler.scan import TopicScan
from db.ids import digest
from db.registry import Watch
from db.store.scans import Scan, settle_relevance, store_scan
from db.store.tagging import count_pending
from db.store.versions import pending_versions
from tests.crawler import kept_pages
from tests.crawler.kept_pages import OUTLET, WATCH, Desk, article

OFFICERS = "Each high school has one school resource officer, the chair said."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def wider() -> Watch:
    topic = WATCH.topic.model_copy(update={"terms": [*WATCH.topic.terms, "officers in schools"]})
    return WATCH.model_copy(update={"topic": topic})


def stored(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.rows("SELECT headline, date_published, body IS NOT NULL, relevant FROM articles ORDER BY url")


def test_what_is_not_wanted_is_an_outline_until_the_words_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.keep(f"{OUTLET}/a-wanted", article("Board keeps officers", OFFICERS), "article", "wire")
    desk.keep(f"{OUTLET}/b-other", article("Board meets late"), "article", "wire")
    desk.keep(f"{OUTLET}/c-gone", "<html><body><h1>Page not found</h1></body></html>", "article", "wire")

    given = desk.parse()

    day = "2024-02-22T18:10:00-06:00"
    assert stored(desk) == [("Board keeps officers", day, 1, None), ("Board meets late", day, 0, 0)]
    assert desk.rows(
        "SELECT r.wanted, r.reason FROM relevance_scans r JOIN articles a "
        "ON a.document_version_id = r.document_version_id ORDER BY a.url"
    ) == [(1, "names 'school resource officer'"), (0, "names neither the officers nor police")]
    assert desk.rows("SELECT relevance_reason FROM articles WHERE relevant = 0") == [
        ("names neither the officers nor police",)
    ]
    assert desk.rows("SELECT url FROM issues WHERE kind = 'unreadable page'") == [(f"{OUTLET}/c-gone",)]
    assert given["wire"].fills["body"] == 1.0, "an article left unread tells nothing of the selectors"
    assert count_pending(desk.database, "any") == 1, "what was left unread is not tagged"

    monkeypatch.setattr(kept_pages, "WATCH", wider())
    desk.parse()

    assert [row[2] for row in stored(desk)] == [1, 1]
    assert count_pending(desk.database, "any") == 2
    assert {row[0] for row in desk.rows("SELECT wanted FROM relevance_scans r JOIN articles a USING "
                                        "(document_version_id)")} == {1}  # fmt: skip


def test_only_what_was_left_unread_is_scanned_again(desk: Desk) -> None:
    desk.keep(f"{OUTLET}/wanted", article(), "article", "wire")
    desk.keep(f"{OUTLET}/other", article(), "article", "wire")
    versions = {row[1]: row[0] for row in desk.rows("SELECT v.id, d.url FROM document_versions v "
                                                    "JOIN documents d ON d.id = v.document_id")}  # fmt: skip
    desk.database.execute("UPDATE document_versions SET parser_version = '1'")
    for url, wanted in ((f"{OUTLET}/wanted", True), (f"{OUTLET}/other", False)):
        store_scan(desk.database, versions[url], Scan("old", wanted, "for the test"))

    assert pending_versions(desk.database, {"article": "1"}, "old") == []
    assert [each.url for each in pending_versions(desk.database, {"article": "1"}, "new")] == [
        f"{OUTLET}/other"
    ]


def test_what_the_words_no_longer_want_loses_what_was_tagged_there(desk: Desk) -> None:
    desk.keep(f"{OUTLET}/split", article(words=OFFICERS), "article", "wire")
    desk.parse()
    [(article_id, version)] = desk.rows("SELECT id, document_version_id FROM articles")
    desk.database.table("taggings").insert(
        {"document_version_id": version, "extractor": "t", "extractor_version": "1", "tagged_at": "2024",
         "relevant": 1, "relevance": 0.9}
    )  # fmt: skip
    desk.database.table("mentions").insert(
        {"id": digest("m"), "document_version_id": version, "label": "PERSON", "text": "Ann Lee",
         "start_char": 0, "end_char": 7}
    )  # fmt: skip

    store_scan(desk.database, version, Scan("new", False, "names no school"))
    settle_relevance(desk.database, [article_id])

    assert desk.rows("SELECT relevant, relevance_reason FROM articles") == [(0, "names no school")]
    assert desk.rows("SELECT * FROM taggings") == desk.rows("SELECT * FROM mentions") == []


def test_an_article_that_stands_on_an_earlier_version_again_has_that_one_s_verdict(desk: Desk) -> None:
    desk.keep(f"{OUTLET}/split", article(words=OFFICERS), "article", "wire")
    desk.parse()
    [(article_id, version)] = desk.rows("SELECT id, document_version_id FROM articles")
    desk.database.table("taggings").insert(
        {"document_version_id": version, "extractor": "t", "extractor_version": "1", "tagged_at": "2024",
         "relevant": 1, "relevance": 0.9, "reason": "on the debate"}
    )  # fmt: skip
    desk.database.execute("UPDATE articles SET relevant = 0, relevance_reason = 'of a later, unread version'")

    settle_relevance(desk.database, [article_id])

    assert desk.rows("SELECT relevant, relevance_reason FROM articles") == [(1, "on the debate")]


def test_a_saved_page_is_read_whole_whatever_it_is_about() -> None:
    [found] = parse_file("article", article("Board meets late").encode(), f"{OUTLET}/b-other", WATCH)

    assert not TopicScan.for_topic(WATCH.topic).judge(article("Board meets late").encode()).wanted
    assert found.body  # type: ignore[attr-defined]
