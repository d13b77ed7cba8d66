"""The published database: what is in it, what is not, and how it replaces the one being served."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from db.desk import make_site
from db.ids import digest
from db.publish import PublishError, build
from db.publish.functions import listed, passage_url, web_url
from db.registry import Watch
from db.timeline import rebuild
from tests.db import sample_debate as sample


@pytest.fixture
def served(published: Path) -> Iterator[Database]:
    with closing(sqlite3.connect(published)) as connection:
        yield Database(connection)


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        tables = [name for name in names if "_fts" not in name and not name.startswith("sqlite_")]
        return {name: [tuple(row.values()) for row in Database(connection)[name].rows] for name in tables}


def publish(database: Database, watch: Watch, path: Path, blocked: set[str] | None = None) -> None:
    rebuild(database, watch)
    build(database, path, watch, blocked or set())


def test_no_text_of_a_page_is_published(filled: Database, published: Path) -> None:
    whole = published.read_bytes()
    for row in filled.query("select body from articles where length(body) > 100"):
        assert row["body"].encode() not in whole
    names = {
        name for name, _ in [(column.name, 0) for column in Database(published)["document_versions"].columns]
    }
    assert "text" not in names


def test_only_articles_on_the_debate_are_published(served: Database) -> None:
    assert "Department buys patrol vehicles" not in {row["headline"] for row in served["articles"].rows}
    assert served["articles"].count == 4


def test_items_off_the_debate_are_there_and_marked(served: Database) -> None:
    flags = {row["number"]: row["relevant"] for row in served["agenda_items"].rows}
    assert flags["24-0222-PR9"] == 0
    assert flags["24-0222-RS1"] == 1


def test_stances_are_shown_as_keep_and_remove(served: Database) -> None:
    assert {(row["stance"], row["stance_label"]) for row in served["statements"].rows} == {
        ("favor", "keep"),
        ("against", "remove"),
    }
    sides = {(row["option"], row["position"]) for row in served["votes"].rows if row["date"] == "2020-06-24"}
    assert sides == {("yes", "remove"), ("no", "keep")}


def test_a_statement_is_a_short_passage_with_its_full_offsets(
    filled: Database, watch: Watch, tmp_path: Path
) -> None:
    long = "word " * 300
    version = sample.add_article(
        filled, "ledger", "long", headline="Long", published="2024-03-01", body=f"{long}and so on."
    )
    statement = sample.add_statement(filled, version, long.strip(), speaker="A", stance="mixed")

    publish(filled, watch, tmp_path / "published.db")

    row = Database(tmp_path / "published.db")["statements"].get(statement)
    assert len(row["text"]) <= 500
    assert row["end_char"] - row["start_char"] == len(long.strip())


def test_every_row_points_at_rows_that_are_there(served: Database) -> None:
    assert list(served.execute("pragma foreign_key_check")) == []


@pytest.mark.parametrize("table", ["articles", "statements", "agenda_items", "meetings", "timeline"])
def test_a_nonsense_word_finds_nothing_and_a_real_one_something(served: Database, table: str) -> None:
    assert list(served[table].search("zzyzxq")) == []
    assert list(served[table].search({"statements": "officers"}.get(table, "board OR Chicago OR police")))


def test_datasette_searches_the_index(published: Path) -> None:
    async def counts() -> list[int]:
        site = make_site(published)
        found = []
        for words in ("zzyzxq", "badge"):
            answer = await site.client.get(f"/published/statements.json?_search={words}&_shape=objects")
            found.append(answer.json()["filtered_table_rows_count"])
        return found

    assert asyncio.run(counts()) == [0, 1]


def test_the_same_records_give_the_same_rows(filled: Database, watch: Watch, tmp_path: Path) -> None:
    publish(filled, watch, tmp_path / "one.db")
    publish(filled, watch, tmp_path / "two.db")

    assert content(tmp_path / "one.db") == content(tmp_path / "two.db")


def test_a_running_site_shows_the_new_rows(filled: Database, watch: Watch, published: Path) -> None:
    async def headlines() -> tuple[str, str]:
        site = make_site(published)
        before = await site.client.get("/published/articles.json?_shape=array")
        sample.add_article(
            filled, "ledger", "new", headline="Brand new", published="2024-04-01", body="Officers stay."
        )
        publish(filled, watch, published)
        after = await site.client.get("/published/articles.json?_shape=array")
        assert before.status_code == after.status_code == 200
        return before.text, after.text

    before, after = asyncio.run(headlines())
    assert "Brand new" not in before
    assert "Brand new" in after


def test_readers_see_no_error_while_builds_are_copied_in(
    filled: Database, watch: Watch, published: Path
) -> None:
    async def read_while_building() -> set[int]:
        site = make_site(published)
        codes: set[int] = set()
        building = asyncio.get_running_loop().run_in_executor(None, rebuilt)
        while not building.done():
            codes.add((await site.client.get("/published/timeline.json?_shape=array")).status_code)
        await building
        return codes

    working = filled.conn.execute("pragma database_list").fetchone()[2]

    def rebuilt() -> None:
        with closing(sqlite3.connect(working)) as connection:
            for _ in range(3):
                build(Database(connection), published, watch)

    assert asyncio.run(read_while_building()) == {200}


def test_a_failed_build_leaves_the_published_rows(filled: Database, watch: Watch, published: Path) -> None:
    before = content(published)
    filled.execute("alter table statements rename to lost")

    with pytest.raises(PublishError, match="unchanged"):
        build(filled, published, watch)

    assert content(published) == before
    assert [path.name for path in published.parent.glob("published.db*")] == ["published.db"]


def test_a_folder_that_cannot_be_written_is_told(filled: Database, watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(PublishError, match="file"):
        build(filled, tmp_path / "file" / "published.db", watch)


def test_a_blocked_source_keeps_its_rows_and_others_move_on(
    filled: Database, watch: Watch, published: Path
) -> None:
    filled.execute("update articles set headline = 'Garbled' where source_id = 'ledger'")
    filled.execute("update articles set headline = 'Corrected' where source_id = 'courier'")
    sample.add_article(filled, "ledger", "new", headline="New", published="2024-05-01", body="Officers.")

    publish(filled, watch, published, {"ledger"})

    rows = list(Database(published)["articles"].rows)
    headlines = {row["headline"] for row in rows if row["source_id"] == "ledger"}
    assert headlines == {
        "Motion to end police contract fails",
        "Board approves police contract and a plan to phase it out",
    }
    assert {row["headline"] for row in rows if row["source_id"] == "courier"} == {"Corrected"}
    assert not list(Database(published).execute("pragma foreign_key_check"))


def test_a_blocked_source_that_lost_everything_keeps_what_its_rows_need(
    filled: Database, watch: Watch, published: Path
) -> None:
    before = content(published)
    filled.execute("update vote_events set meeting_id = null, agenda_item_id = null")
    for table in ("timeline", "agenda_changes", "meeting_changes", "agenda_items", "meetings"):
        filled[table].delete_where()

    publish(filled, watch, published, {"board"})

    after = content(published)
    for table in ("meetings", "agenda_items", "agenda_changes", "meeting_changes"):
        assert sorted(after[table]) == sorted(before[table])


def test_a_blocked_source_never_published_has_no_rows(filled: Database, watch: Watch, tmp_path: Path) -> None:
    publish(filled, watch, tmp_path / "new.db", {"ledger"})

    sources = {row["source_id"] for row in Database(tmp_path / "new.db")["articles"].rows}
    assert sources == {"courier"}


def test_a_database_of_an_older_version_still_gives_its_rows(
    filled: Database, watch: Watch, published: Path
) -> None:
    with closing(sqlite3.connect(published)) as connection:
        connection.execute("alter table articles drop column words")
        connection.execute("drop table mentions")
        connection.commit()

    publish(filled, watch, published, {"ledger"})

    words = {row["words"] for row in Database(published)["articles"].rows if row["source_id"] == "ledger"}
    assert words == {None}


def test_an_empty_database_is_published_too(empty: Database, watch: Watch, tmp_path: Path) -> None:
    publish(empty, watch, tmp_path / "published.db")

    assert content(tmp_path / "published.db")["timeline"] == []


def test_a_javascript_url_is_not_published_as_a_link(filled: Database, watch: Watch, tmp_path: Path) -> None:
    article = digest("https://courier.example/2024/officers-out")
    filled["articles"].update(article, {"url": "javascript:alert(1)"})

    publish(filled, watch, tmp_path / "published.db")

    assert Database(tmp_path / "published.db")["articles"].get(article)["url"] is None
    assert b"javascript:alert" not in (tmp_path / "published.db").read_bytes()


@pytest.mark.parametrize(
    ("passage", "fragment"),
    [
        ("“Safety first,”", "Safety%20first%2C"),
        ("4-2 & done", "4%2D2%20%26%20done"),
        (
            " ".join(f"word{n}" for n in range(40)),
            "word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39",
        ),
    ],
)
def test_passage_links_are_text_fragments(passage: str, fragment: str) -> None:
    assert passage_url("https://a.example/x", passage) == f"https://a.example/x#:~:text={fragment}"
    assert passage_url("https://a.example/x#part", passage) == f"https://a.example/x#part:~:text={fragment}"


@given(st.text())
def test_only_web_addresses_pass(url: str) -> None:
    assert web_url(url) in (None, url)
    assert web_url(f"javascript:{url}") is None
    assert web_url(f"data:text/html,{url}") is None


def test_lists_are_told_as_words() -> None:
    assert listed('["A", "B"]') == "A, B"
    assert [listed(value) for value in ("[]", None, "not json", '{"a": 1}')] == [None] * 4


def test_a_replica_is_told_as_one_and_the_real_web_is_not(
    filled: Database, watch: Watch, served: Database, tmp_path: Path
) -> None:
    assert served["watch"].get("sample")["notice"] is None
    sources = [
        source.model_copy(update={"url": f"http://{source.id}.example.localhost:8732/"})
        for source in watch.sources
    ]
    publish(filled, watch.model_copy(update={"sources": sources}), tmp_path / "demo.db")

    told = Database(tmp_path / "demo.db")["watch"].get("sample")["notice"]
    assert "replica" in told and "made up" in told and "public record" in told


def test_a_person_counts_as_on_record_by_words_or_votes(served: Database) -> None:
    people = {row["name"]: row for row in served["people"].rows}

    assert people["Amy Rome"]["on_record"] == people["Amy Rome"]["votes"] == 3
    for row in people.values():
        assert row["on_record"] == row["statements"] + row["votes"]
