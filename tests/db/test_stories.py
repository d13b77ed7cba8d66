"""Copies and rewrites of one text are one story."""

from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from db.ids import digest
from db.registry import Watch
from db.timeline import rebuild
from db.timeline.stories import shingle
from tests.db import sample_debate as sample

WIRE = " ".join(f"word{number} of the wire report about officers in hallways" for number in range(12))
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
