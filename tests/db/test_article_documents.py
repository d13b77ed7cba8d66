"""One document for all spellings of an article, and which of its versions is the latest."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db import captures
from db.article_documents import add_alias, fill_variant_keys
from db.captures import Capture
from db.database import open_database
from db.ids import digest

KEY = "paper.example/story"
PLAIN, AMP = "https://paper.example/story", "https://paper.example/story/amp"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1708600000")  # 2024-02-22
    opened = open_database(tmp_path / "hallwatch.db")
    opened.execute(
        "INSERT INTO sources (id, name, kind, platform, url) VALUES ('one', 'One', 'outlet', 'feed', 'https://a/')"
    )
    yield opened
    opened.conn.close()


def story(letter: str = "a", url: str = PLAIN, **more: Any) -> Capture:
    told: dict[str, Any] = {"source_id": "one", "kind": "article", "platform": "article", "size": 3}
    return Capture(url=url, sha256=letter * 64, **{**told, "variant_key": KEY, **more})


def archived(letter: str, day: str, **more: Any) -> Capture:
    return story(
        letter, captured_at=f"{day}T00:00:00Z", archive="wayback", archive_url="https://arc/x", **more
    )


def latest(database: Database) -> str:
    sql = "SELECT v.sha256 FROM documents d JOIN document_versions v ON v.id = d.latest_version_id"
    ((sha256,),) = database.execute(sql).fetchall()
    return str(sha256[0])


def aliases(database: Database) -> set[str]:
    return {row["url"] for row in database.table("document_aliases").rows}


def test_all_spellings_are_one_document_with_its_aliases(database: Database) -> None:
    asked = ["http://paper.example/story", "https://paper.example/story?utm_source=x"]
    assert captures.record(database, story(asked=asked))
    assert not captures.record(database, story(url="https://www.paper.example/story/", asked=[asked[0]]))
    (document,) = database.table("documents").rows
    assert (document["id"], document["url"]) == (digest(KEY), PLAIN)
    assert aliases(database) == {*asked, "https://www.paper.example/story/"}


def test_pages_of_boards_are_known_by_their_address_alone(database: Database) -> None:
    for url in ("https://a/x", "https://a/x/", "https://www.a/x"):
        captures.record(database, story(url=url, variant_key=None, kind="page"))
    ids = {row["id"] for row in database.table("documents").rows}
    assert ids == {digest(url) for url in ("https://a/x", "https://a/x/", "https://www.a/x")}


def test_in_whatever_order_forms_come_the_page_s_own_is_what_stands(database: Database) -> None:
    own = [story("a"), story("b", url="http://paper.example/story")]
    seen = set()
    for order in permutations([*own, story("c", url=AMP, fetched_url=AMP)]):
        database.execute("DELETE FROM document_aliases")
        database.execute("DELETE FROM document_versions")
        database.execute("DELETE FROM documents")
        for one in order:
            captures.record(database, one)
        ((url,),) = database.execute("SELECT url FROM documents").fetchall()
        seen.add((url, latest(database) in "ab", frozenset(aliases(database))))
    assert seen == {(PLAIN, True, frozenset({"http://paper.example/story", AMP}))}


def test_a_variant_s_bytes_are_no_change_in_an_article(database: Database) -> None:
    assert captures.record(database, story("a", url=AMP, fetched_url=AMP))  # better than nothing
    assert captures.record(database, story("b", url=AMP, fetched_url=AMP))
    assert captures.record(database, story("c"))
    assert not captures.record(database, story("d", fetched_url=AMP, asked=[AMP]))
    assert not captures.record(database, archived("e", "2030-01-01", fetched_url=AMP))
    assert latest(database) == "c"
    assert database.table("document_versions").count == 3


def test_the_latest_is_what_stood_last_not_what_came_in_last(database: Database) -> None:
    days = [archived("a", "2015-03-01"), archived("b", "2018-01-01"), archived("c", "2016-01-01")]
    for order in permutations([*days, story("d")]):
        database.execute("DELETE FROM document_versions")
        database.execute("DELETE FROM documents")
        assert all(captures.record(database, one) for one in order)
        assert latest(database) == "d"
    stood = [
        row[0] for row in database.execute("SELECT captured_at FROM document_versions ORDER BY captured_at")
    ]
    assert [stamp[:4] for stamp in stood] == ["2015", "2016", "2018", "2024"]


def test_a_content_seen_live_and_in_an_archive_is_one_version_with_both_times(database: Database) -> None:
    captures.record(database, story("a"))
    assert not captures.record(database, archived("a", "2015-03-01"))
    assert captures.record(database, archived("b", "2018-01-01"))
    assert latest(database) == "a"  # it stands there still
    (first, _) = database.query("SELECT * FROM document_versions ORDER BY seq")
    assert (first["captured_at"][:4], first["returned_at"][:4], first["archive"]) == (
        "2015",
        "2024",
        "wayback",
    )
    assert not captures.record(database, archived("b", "2017-01-01"))
    assert latest(database) == "a"


def test_an_archived_page_brings_back_nothing_that_is_gone(database: Database) -> None:
    captures.record(database, story("a"))
    captures.mark_gone(database, PLAIN)
    captures.record(database, archived("b", "2015-03-01"))
    assert [row["gone_at"] for row in database.table("documents").rows] == ["2024-02-22T11:06:40Z"]
    captures.record(database, story("a"))
    assert [row["gone_at"] for row in database.table("documents").rows] == [None]


def test_articles_from_before_keep_their_ids(database: Database) -> None:
    old = {
        url: digest(url)
        for url in (PLAIN, "https://paper.example/b", "http://paper.example/b/", "https://a/c")
    }
    for url in old:
        captures.record(database, story(url=url, variant_key=None))
    database.execute("UPDATE documents SET kind = 'page' WHERE url = 'https://a/c'")
    left = fill_variant_keys(database, lambda url: url.partition("//")[2].rstrip("/"))
    assert left == [["http://paper.example/b/", "https://paper.example/b"]]
    captures.record(database, story("z", url="http://paper.example/story/"))
    captures.record(database, story("z", url="https://paper.example/b", variant_key="paper.example/b"))
    assert {row["url"]: row["id"] for row in database.table("documents").rows} == old
    keyed = {row["url"] for row in database.table("documents").rows if row["variant_key"]}
    assert keyed == {PLAIN, "https://paper.example/b"}
    assert fill_variant_keys(database, lambda _: "paper.example/b") == []


def test_a_spelling_that_was_not_fetched_is_an_alias_of_what_was(database: Database) -> None:
    add_alias(database, KEY, AMP)
    captures.record(database, story())
    add_alias(database, KEY, AMP)
    add_alias(database, KEY, PLAIN)
    assert aliases(database) == {AMP}
