"""Copies and rewrites of one text are one story."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from db.database import open_database
from db.ids import digest
from db.registry import Watch
from db.registry_tables import sync_registry
from db.timeline import rebuild, story_texts
from db.timeline.shingles import shingle
from db.timeline.stories import rebuild_stories
from tests.db import sample_debate as sample

WIRE = " ".join(f"word{number} of the wire report about officers in hallways" for number in range(12))
THIRD = " ".join(f"another{number} tale of a bridge that was closed for repair" for number in range(12))
OTHER = " ".join(f"unlike{number} text on the budget of the parks this summer" for number in range(12))


def story_of(database: Database, path: str, source: str = "ledger") -> str:
    return str(database["articles"].get(digest(f"https://{source}.example/{path}"))["story_id"])


def add(
    database: Database, path: str, body: str, published: str | None = "2024-02-22", source: str = "ledger"
) -> None:
    sample.add_article(database, source, path, headline=path, published=published, body=body)


def test_a_copy_with_a_new_top_and_tail_is_the_same_story(registered: Database, watch: Watch) -> None:
    add(registered, "late", f"Ledger staff report. {WIRE} More from us soon.", "2024-02-23")
    add(registered, "early", WIRE, "2024-02-22")
    add(registered, "other", OTHER)

    rebuild(registered, watch)

    assert (
        story_of(registered, "late")
        == story_of(registered, "early")
        == digest("https://ledger.example/early")
    )
    assert story_of(registered, "other") == digest("https://ledger.example/other")
    counts = {row["headline"]: row["article_count"] for row in registered["stories"].rows}
    assert counts == {"early": 2, "other": 1}


def test_half_of_a_wire_story_is_still_that_story(registered: Database, watch: Watch) -> None:
    add(registered, "whole", WIRE)
    add(registered, "half", WIRE[: len(WIRE) // 2] + " " + OTHER[:60])

    rebuild(registered, watch)

    assert registered["stories"].count == 1


def test_a_short_teaser_is_no_copy(registered: Database, watch: Watch) -> None:
    add(registered, "whole", WIRE)
    add(registered, "teaser", " ".join(WIRE.split()[:8]))

    rebuild(registered, watch)

    assert registered["stories"].count == 2


def test_articles_off_the_debate_are_in_no_story(filled: Database, watch: Watch) -> None:
    rebuild(filled, watch)

    assert {
        row["relevant"] for row in filled.query("select relevant from articles where story_id is null")
    } == {0}


def test_an_undated_copy_never_names_the_story(registered: Database, watch: Watch) -> None:
    add(registered, "undated", WIRE, None)
    add(registered, "dated", WIRE, "2024-02-22")

    rebuild(registered, watch)

    assert story_of(registered, "undated") == digest("https://ledger.example/dated")


@given(st.text(max_size=300))
def test_any_text_has_shingles_that_ignore_case_and_punctuation(text: str) -> None:
    assert shingle(f"One two three four five. {text}") >= shingle("ONE, two: three four five")


def stories(database: Database) -> list[dict[str, Any]]:
    return list(database.query("SELECT * FROM stories ORDER BY id"))


def placed(database: Database) -> list[tuple[Any, ...]]:
    rows = database.execute("SELECT id, story_id, containment FROM articles ORDER BY id")
    pairs = database.execute(
        "SELECT min(a.article_id, b.article_id) AS one, max(a.article_id, b.article_id) AS other, "
        "containment FROM story_pairs p JOIN story_texts a ON a.number = p.first "
        "JOIN story_texts b ON b.number = p.second "
        "ORDER BY 1, 2"
    )
    standing = database.execute("SELECT shingle FROM story_standing ORDER BY 1")
    return [*map(tuple, rows), *map(tuple, pairs), *map(tuple, standing)]


def from_nothing(database: Database) -> None:
    with database.atomic():
        for table in ("story_pairs", "story_shingles", "story_texts", "story_standing"):
            database.execute(f"DELETE FROM {table}")
        database.execute("UPDATE articles SET story_id = NULL, containment = NULL")
        database.execute("DELETE FROM stories")
        rebuild_stories(database)


PIECES = [f"{name} " * 3 + " ".join(f"{name}{at} and so on" for at in range(14)) for name in
          ("tally", "mayor", "hallway", "contract", "standing")]  # fmt: skip
ARTICLE = st.tuples(
    st.sampled_from(["ledger", "courier", "silent"]),
    st.integers(0, 9),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4, unique=True),
    st.sampled_from(["2024-02-22", "2024-02-23T01:00:00Z", None]),
    st.booleans(),
)


def put(database: Database, given_article: tuple[Any, ...]) -> None:
    """Add the article, or make it another text, date or verdict."""
    source, number, pieces, day, relevant = given_article
    url = f"https://{source}.example/{number}"
    body = ". ".join(pieces)
    if database.execute("SELECT 1 FROM articles WHERE id = ?", [digest(url)]).fetchone() is None:
        add(database, str(number), body, day, source)
        database.execute("UPDATE documents SET first_seen_at = ? WHERE id = ?", [f"20{number}", digest(url)])
    database.execute(
        "UPDATE articles SET body = ?, date_published = ?, relevant = ? WHERE id = ?",
        [body, day, int(relevant), digest(url)],
    )
    database.execute(
        "UPDATE document_versions SET content_sha256 = ? WHERE document_id = ?", [digest(body), digest(url)]
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(ARTICLE, min_size=1, max_size=6), min_size=1, max_size=4))
def test_run_by_run_the_rows_are_those_of_a_rebuild_from_nothing(runs: list[list[tuple[Any, ...]]]) -> None:
    with TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "hallwatch.db")
        sync_registry(database, sample.sample_watch())
        for articles in runs:
            with database.atomic():
                for each in articles:
                    put(database, each)
            with database.atomic():
                rebuild_stories(database)
        step_by_step = stories(database), placed(database)
        from_nothing(database)
        assert (stories(database), placed(database)) == step_by_step
        database.conn.close()


def test_a_killed_run_leaves_the_old_stories(registered: Database, watch: Watch) -> None:
    add(registered, "first", WIRE)
    rebuild(registered, watch)
    before = stories(registered), placed(registered)
    add(registered, "second", WIRE, source="courier")

    with pytest.raises(KeyboardInterrupt), registered.atomic():
        rebuild_stories(registered)
        raise KeyboardInterrupt
    registered.execute("UPDATE articles SET words = words")  # the connection goes on

    known = [row for row in placed(registered) if row[0] != digest("https://courier.example/second")]
    assert (stories(registered), known) == before
    rebuild(registered, watch)
    assert [row["article_count"] for row in stories(registered)] == [2]


def test_a_later_found_older_copy_keeps_the_story_s_id(registered: Database, watch: Watch) -> None:
    add(registered, "live", WIRE, "2024-02-23")
    rebuild(registered, watch)
    [before] = stories(registered)
    add(registered, "archived", WIRE, "2020-06-24", source="courier")
    registered.execute(
        "UPDATE documents SET first_seen_at = '2030' WHERE id = ?",
        [digest("https://courier.example/archived")],
    )
    rebuild(registered, watch)
    [after] = stories(registered)

    assert after["id"] == before["id"] == digest("https://ledger.example/live")
    assert (after["date"], after["last_date"], after["headline"]) == ("2020-06-24", "2024-02-23", "archived")
    assert (after["article_count"], after["outlet_count"]) == (2, 2)
    [event] = registered.query("SELECT * FROM timeline WHERE kind = 'coverage'")
    assert (event["date"], event["url"]) == ("2020-06-24", "https://courier.example/archived")


def test_an_outlet_s_standing_paragraph_is_no_common_text(registered: Database, watch: Watch) -> None:
    standing = " ".join(f"background{at} of the long debate in this city" for at in range(10))
    for at in range(story_texts.SAME_OUTLET):
        own = " ".join(f"news{at} item{step} told here only" for step in range(6))
        add(registered, f"report{at}", f"{own}. {standing}")

    rebuild(registered, watch)

    assert registered["stories"].count == story_texts.SAME_OUTLET


def test_a_round_up_chains_no_stories_together(registered: Database, watch: Watch) -> None:
    for name, text in (("wire", WIRE), ("other", OTHER), ("third", THIRD)):
        add(registered, name, text)
        add(registered, f"{name}-copy", f"Courier staff. {text}", source="courier")
    add(registered, "round-up", f"{WIRE} {OTHER} {THIRD}", source="silent")

    rebuild(registered, watch)

    assert sorted(row["article_count"] for row in stories(registered)) == [1, 2, 2, 2]


def test_a_text_that_leaves_the_debate_leaves_its_story(registered: Database, watch: Watch) -> None:
    add(registered, "first", WIRE)
    add(registered, "second", WIRE, source="courier")
    rebuild(registered, watch)
    registered.execute("UPDATE articles SET relevant = 0 WHERE url LIKE '%first'")
    rebuild(registered, watch)

    [story] = stories(registered)
    assert (story["id"], story["article_count"]) == (digest("https://courier.example/second"), 1)


def test_the_original_is_named_where_the_copies_name_it(registered: Database, watch: Watch) -> None:
    add(registered, "copy", WIRE, "2024-02-22")
    add(registered, "first", WIRE, "2024-02-23", source="courier")
    rebuild(registered, watch)
    [unnamed] = stories(registered)
    registered.execute(
        "UPDATE articles SET agency = 'Prairie Press', original_name = 'The Courier' WHERE url LIKE '%copy'"
    )
    rebuild(registered, watch)
    [named] = stories(registered)

    assert (unnamed["original_article_id"], unnamed["agency"]) == (None, None)
    assert named["original_name"] == "The Courier"
    assert named["original_article_id"] == digest("https://courier.example/first")
    assert named["agency"] == "Prairie Press"
