"""What is published of articles beside their rows: versions, changes, notes, never their texts."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.desk import make_site
from db.publish import build
from db.publish.functions import few_passages, few_words
from db.registry import Watch
from db.store.article_changes import mark_presence
from db.timeline import rebuild
from tests.db.store.articles_kept import STORY, Outlet

MOST_CONSECUTIVE = 40  # words of a body that anything published on its changes may hold in a row
NOTE = "Correction: An earlier version of this story misstated the vote."


QUESTIONS = (
    "headline_changes",
    "corrections",
    "changed_after_publication",
    "vanished_articles",
    "stories_with_most_copies",
    "coverage_by_outlet",
)


async def answers(published: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each ready question on coverage."""
    site = make_site(published)
    asked = "_shape=array&outlet=&copies=1"
    return {name: (await site.client.get(f"/published/{name}.json?{asked}")).json() for name in QUESTIONS}


@pytest.fixture
def told(registered: Database) -> Outlet:
    """An article of three versions, one from an archive, with a rewritten text, a correction and an end."""
    outlet = Outlet(registered)
    long = [" ".join(f"word{place}" for place in range(line * 40, line * 40 + 40)) for line in range(30)]
    fresh = [" ".join(f"new{place}" for place in range(line * 40, line * 40 + 40)) for line in range(30)]
    body = "\n".join([*STORY, *fresh, NOTE])
    start = body.index(NOTE)
    note = {"kind": "correction", "text": NOTE, "start": start, "end": start + len(NOTE)}
    outlet.shows("2024-02-22", *STORY, *long)
    outlet.shows("2024-02-25", body, notes=[note], headline="Board removes officers, 5-2")
    outlet.shows("2024-02-23", *STORY, *long, headline="Board votes officers out")
    registered.execute(
        "UPDATE document_versions SET archive = 'wayback', archive_url = 'https://archive.example/1' "
        "WHERE captured_at = '2024-02-23T12:00:00Z'"
    )
    registered.execute("UPDATE articles SET relevant = 1")
    registered.execute("UPDATE documents SET gone_at = '2024-06-01T00:00:00Z'")
    mark_presence(registered)
    return outlet


@pytest.fixture
def published(told: Outlet, watch: Watch, tmp_path: Path) -> Path:
    rebuild(told.database, watch)
    build(told.database, tmp_path / "site.db", watch)
    return tmp_path / "site.db"


@pytest.fixture
def site(published: Path) -> Iterator[Database]:
    with closing(sqlite3.connect(published)) as connection:
        yield Database(connection)


def test_an_article_tells_how_often_it_changed_and_where_its_versions_came_from(site: Database) -> None:
    (article,) = site["articles"].rows
    versions = list(site.query("SELECT captured_at, archive, archive_url FROM document_versions ORDER BY 1"))

    assert (article["versions"], article["changes"], article["notes"]) == (3, 5, 1)
    assert (article["first_seen"], article["gone_at"]) == ("2024-02-22T12:00:00Z", "2024-06-01T00:00:00Z")
    assert [row["archive"] for row in versions] == [None, "wayback", None]
    assert versions[1]["archive_url"] == "https://archive.example/1"


def test_changes_and_notes_are_rows(site: Database) -> None:
    changes = list(site.query("SELECT kind, before, after FROM article_changes ORDER BY seen_at, kind"))
    (note,) = site["article_notes"].rows

    assert [row["kind"] for row in changes] == ["headline", "body", "correction", "headline", "gone"]
    assert changes[3]["before"] == "Board votes officers out"
    assert (note["kind"], note["text"], note["seen_at"]) == ("correction", NOTE, "2024-02-25T12:00:00Z")


def test_never_more_than_a_few_words_in_a_row_of_a_text(told: Outlet, published: Path) -> None:
    bodies = [row["text"].split() for row in told.database.query("SELECT text FROM document_versions")]
    runs = {
        " ".join(words[at : at + MOST_CONSECUTIVE])
        for words in bodies
        for at in range(len(words) - MOST_CONSECUTIVE + 1)
    }
    with closing(sqlite3.connect(published)) as connection:
        database = Database(connection)
        cells = [
            str(value)
            for name in database.table_names()
            for row in database[name].rows
            for value in row.values()
        ]
    whole = " ".join(" ".join(cells).split())

    assert runs
    assert not [run for run in runs if run in whole]


def test_a_passage_is_cut_whatever_the_working_database_holds() -> None:
    long = " ".join(["word"] * 500)
    kept = json.loads(few_passages(json.dumps([{"before": long, "removed": long}] * 99)) or "")

    assert (len(kept), len(kept[0]["removed"].split()), kept[0]["added"]) == (12, 31, "")
    assert few_words("x" * 1000) == "x" * 299 + "…"
    assert few_passages("[]") is None
    assert few_passages("not json") is None


def test_the_ready_questions_answer(published: Path) -> None:
    rows = asyncio.run(answers(published))

    assert [row["after"] for row in rows["headline_changes"]] == [
        "Board removes officers, 5-2",
        "Board votes officers out",
    ]
    assert [row["text"] for row in rows["corrections"]] == [NOTE]
    assert len(rows["changed_after_publication"]) == 4
    assert [(row["kind"], row["archive_url"]) for row in rows["vanished_articles"]] == [
        ("gone", "https://archive.example/1")
    ]
    assert [row["copies"] for row in rows["stories_with_most_copies"]] == [1]
    assert [row["articles"] for row in rows["coverage_by_outlet"]] == [1]
