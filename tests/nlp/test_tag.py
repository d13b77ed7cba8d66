# ruff: noqa: E501 - SQL, patterns and example texts on their own lines
"""Tagging a small database: what is stored, what is left alone, what an agenda item's lineage does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.database import open_database
from db.registry import Watch
from db.registry_tables import sync_registry
from nlp.tag import tag_pending

STORY = (
    "The Elmford school board voted 4-3 on Tuesday to end its contract with police for school resource officers. "
    "Board member Dana Okafor voted no, as did Celia Brandt.\n\n"
    '"Our students deserve counselors, not officers in their hallways," said parent Mona Petrov.'
)
FAIR = "A school resource officer handed out ice cream at the fair. Celia Brandt won a pie."


@pytest.fixture
def database(tmp_path: Path, watch: Watch) -> Iterator[Database]:
    opened = open_database(tmp_path / "work.db")
    sync_registry(opened, watch)
    opened.execute(
        "INSERT INTO sources (id, name, kind, platform, url) VALUES ('paper', 'Paper', 'outlet', 'feed', 'https://p.test/')"
    )
    yield opened
    opened.close()


def put(database: Database, name: str, text: str, *, article: bool = True, kind: str = "article") -> None:
    url = f"https://p.test/{name}"
    database.execute(
        "INSERT INTO documents (id, url, source_id, kind, first_seen_at, latest_version_id) VALUES (?, ?, 'paper', ?, 'x', ?)",
        [name, url, kind, f"{name}-1"],
    )
    database.execute(
        "INSERT INTO document_versions (id, document_id, seq, sha256, size, status, fetched_at, platform, text) "
        "VALUES (?, ?, 1, 'aa', 1, 200, 'x', 'article', ?)",
        [f"{name}-1", name, text],
    )
    if article:
        database.execute(
            "INSERT INTO articles (id, source_id, url, body, date_published, document_version_id) VALUES (?, 'paper', ?, ?, ?, ?)",
            [name, url, text, "2021-06-23T08:00:00Z", f"{name}-1"],
        )


def put_item(database: Database, name: str, number: str, title: str, amends: str | None = None) -> None:
    database.execute("INSERT OR IGNORE INTO meetings (id, source_id) VALUES ('m', 'paper')")
    database.execute(
        "INSERT INTO agenda_items (id, meeting_id, number, title) VALUES (?, 'm', ?, ?)",
        [name, number, title],
    )
    database.execute("INSERT INTO agenda_item_numbers VALUES (?, ?)", [name, number])
    if amends:
        database.execute(
            "INSERT INTO agenda_item_links (id, agenda_item_id, relation, number, evidence) "
            "VALUES (?, ?, 'amends', ?, 'Amend')",
            [f"{name}-{amends}", name, amends],
        )


def test_a_relevant_article_gives_rows_that_stand_on_their_characters(
    database: Database, watch: Watch
) -> None:
    put(database, "a", STORY)
    report = tag_pending(database, watch)
    assert (report.tagged, report.relevant, report.failed) == (1, 1, 0)
    vote = next(iter(database.query("SELECT * FROM told_votes")))
    assert (vote["yes"], vote["no"], vote["result"], vote["effect"], vote["date"]) == (
        4,
        3,
        "pass",
        "remove",
        "2021-06-22",
    )
    assert vote["organization_id"] == "elmford-board"
    assert vote["quote"] == STORY[vote["start_char"] : vote["end_char"]]
    for row in database.query("SELECT * FROM mentions"):
        assert STORY[row["start_char"] : row["end_char"]] == row["text"]
    assert next(iter(database.query("SELECT relevant FROM articles")))["relevant"] == 1


def test_an_unknown_voter_gets_an_id_of_the_place_and_a_registry_person_keeps_theirs(
    database: Database, watch: Watch
) -> None:
    put(database, "a", STORY)
    tag_pending(database, watch)
    people = {row["id"] for row in database.query("SELECT id FROM people WHERE origin = 'text'")}
    assert "text/elmford/celia-brandt" in people
    assert not any("okafor" in name for name in people)
    ids = {
        row["person_id"] for row in database.query("SELECT person_id FROM mentions WHERE label = 'PERSON'")
    }
    assert {"dana-okafor", "text/elmford/celia-brandt"} <= ids


def test_an_irrelevant_article_leaves_no_people_and_no_mentions(database: Database, watch: Watch) -> None:
    put(database, "b", FAIR)
    report = tag_pending(database, watch)
    assert (report.tagged, report.relevant) == (1, 0)
    assert not list(database.query("SELECT id FROM people WHERE origin = 'text'"))
    assert not list(database.query("SELECT id FROM mentions"))
    assert next(iter(database.query("SELECT relevance_reason FROM articles")))["relevance_reason"]


def test_tagging_again_touches_nothing(database: Database, watch: Watch) -> None:
    put(database, "a", STORY)
    put_item(database, "i", "24-1", "Resolution to remove school resource officers from Elmford schools")
    tag_pending(database, watch)
    before = database.conn.total_changes
    report = tag_pending(database, watch)
    assert (report.tagged, report.statements) == (0, 0)
    assert database.conn.total_changes == before


def test_a_changed_registry_means_reading_again_with_the_same_rows(database: Database, watch: Watch) -> None:
    put(database, "a", STORY)
    tag_pending(database, watch)
    before = list(database.query("SELECT * FROM told_votes"))
    renamed = watch.topic.model_copy(update={"target": "officers in schools"})
    again = tag_pending(database, watch.model_copy(update={"topic": renamed}))
    assert again.tagged == 1
    assert list(database.query("SELECT * FROM told_votes")) == before


def test_agenda_items_are_judged_by_words_lineage_and_other_business(
    database: Database, watch: Watch
) -> None:
    put_item(database, "sro", "24-1", "Approve renewal of the school resource officer program")
    put_item(database, "amend", "24-9", "Amend Board Report 24-1", "24-1")
    put_item(
        database, "deal", "24-2", "Authorize intergovernmental agreement with the Elmford Police Department"
    )
    put_item(database, "cars", "24-3", "Purchase of three Police Interceptor vehicles")
    put_item(database, "food", "24-4", "Approve food service contract")
    tag_pending(database, watch)
    judged = {
        row["id"]: row for row in database.query("SELECT id, relevant, relevance_reason FROM agenda_items")
    }
    assert {name for name, row in judged.items() if row["relevant"]} == {"sro", "amend", "deal"}
    assert judged["amend"]["relevance_reason"] == "amends 24-1, which is of the debate"
    assert all(row["relevance_reason"] for row in judged.values())


def test_an_attachment_makes_its_item_relevant(database: Database, watch: Watch) -> None:
    put(
        database,
        "f",
        "This resolution ends the use of school resource officers in all schools.",
        article=False,
        kind="report",
    )
    put_item(database, "quiet", "24-5", "Resolution regarding safety")
    database.execute(
        "INSERT INTO agenda_item_documents (agenda_item_id, url, document_id) VALUES ('quiet', 'https://p.test/f', 'f')"
    )
    tag_pending(database, watch)
    row = next(iter(database.query("SELECT relevant, relevance_reason FROM agenda_items")))
    assert row["relevant"] == 1 and row["relevance_reason"].startswith("an attachment")


def put_file(database: Database, name: str, text: str, *items: str) -> None:
    put(database, name, text, article=False, kind="attachment")
    for item in items:
        database.execute(
            "INSERT INTO agenda_item_documents (agenda_item_id, url, document_id) VALUES (?, ?, ?)",
            [item, f"https://p.test/{name}", name],
        )


def relevant_items(database: Database) -> set[str]:
    return {row["id"] for row in database.query("SELECT id FROM agenda_items WHERE relevant = 1")}


def test_an_attachment_that_arrives_later_is_read_then(database: Database, watch: Watch) -> None:
    put_item(database, "quiet", "24-5", "Resolution regarding safety")
    tag_pending(database, watch)
    assert relevant_items(database) == set()
    put_file(database, "f", "This resolution ends the use of school resource officers in schools.", "quiet")
    tag_pending(database, watch)
    assert relevant_items(database) == {"quiet"}


def test_a_packet_that_hangs_on_every_item_tells_nothing_of_one(database: Database, watch: Watch) -> None:
    names = ("one", "two", "three", "four", "five")
    for place, name in enumerate(names):
        put_item(database, name, f"24-{place}", f"Approve contract {name}")
    put_file(database, "packet", "The board will remove school resource officers from schools.", *names)
    tag_pending(database, watch)
    assert relevant_items(database) == set()


def test_an_old_report_becomes_of_the_debate_when_a_later_one_is(database: Database, watch: Watch) -> None:
    put_item(database, "first", "19-0828-EX4", "Authorize agreement with the City")
    tag_pending(database, watch)
    assert relevant_items(database) == set()
    put_item(database, "last", "24-0222-RS1", "Resolution to remove school resource officers", "19-0828-EX4")
    tag_pending(database, watch)
    assert relevant_items(database) == {"first", "last"}
    database.execute("DELETE FROM agenda_item_links")
    tag_pending(database, watch)
    assert relevant_items(database) == {"last"}
