"""The timeline: one row an event, the same rows from the same records."""

import sqlite3
from typing import Any

import pytest
from sqlite_utils import Database

from db.registry import Watch
from db.timeline import rebuild
from db.timeline.dates import local_date, window
from db.timeline.wording import QUOTE_LIMIT, clip
from tests.db import sample_debate as sample


def rows(database: Database, kind: str | None = None) -> list[dict[str, Any]]:
    return list(
        database.query(
            "select * from timeline where :kind is null or kind = :kind order by date, id", {"kind": kind}
        )
    )


def test_every_kind_of_event_is_there(filled: Database, watch: Watch) -> None:
    report = rebuild(filled, watch)

    kinds = {row["kind"] for row in rows(filled)}
    assert kinds == {"meeting", "agenda", "agenda change", "action", "vote", "statement", "coverage"}
    assert report.timeline == len(rows(filled))


def test_rebuilding_gives_the_same_rows(filled: Database, watch: Watch) -> None:
    rebuild(filled, watch)
    tables = ("timeline", "stories", "vote_events", "votes", "vote_event_sources", "articles")
    before = {table: list(filled[table].rows) for table in tables}

    rebuild(filled, watch)

    assert {table: list(filled[table].rows) for table in tables} == before


def test_meetings_with_items_and_coming_ones_only(filled: Database, watch: Watch) -> None:
    sample.add_meeting(filled, "4300", "2023-01-25", "held", "A meeting on other matters")

    rebuild(filled, watch)

    assert [row["date"] for row in rows(filled, "meeting")] == [
        "2020-06-24",
        "2020-08-26",
        "2024-02-22",
        "2026-04-23",
    ]


def test_items_off_the_debate_stay_off(filled: Database, watch: Watch) -> None:
    rebuild(filled, watch)

    assert not [row for row in rows(filled) if "interceptor" in row["title"]]


@pytest.mark.parametrize(("effect", "stance"), [("keep", "favor"), ("remove", "against")])
@pytest.mark.parametrize("result", ["pass", "fail"])
def test_a_decision_stands_for_what_its_outcome_does(
    registered: Database, watch: Watch, effect: str, result: str, stance: str
) -> None:
    version = sample.add_article(
        registered, "ledger", "a", headline="a", published="2020-06-24", body="The board voted on it."
    )
    sample.add_told_vote(
        registered, version, "The board voted", date="2020-06-24", effect=effect, result=result
    )

    rebuild(registered, watch)

    assert [row["stance"] for row in rows(registered, "vote")] == [stance]


def test_an_evening_story_stamped_in_utc_belongs_to_the_local_day(filled: Database, watch: Watch) -> None:
    rebuild(filled, watch)

    dates = [row["date"] for row in rows(filled, "coverage") if row["outlet"] == "The Courier"]
    assert dates == ["2024-02-22"]


def test_a_statement_repeated_by_a_wire_copy_is_one_row_from_the_earliest(
    filled: Database, watch: Watch
) -> None:
    rebuild(filled, watch)

    told = [row["outlet"] for row in rows(filled, "statement") if row["actor"] == "Jordan Sample"]
    assert told == ["The Ledger"]
    assert (
        filled.execute("select count(*) from statements where speaker = 'Jordan Sample'").fetchone()[0] == 2
    )


def test_a_statement_in_copies_is_counted_once_with_its_copies_named(
    registered: Database, watch: Watch
) -> None:
    words = "Officers in the hallways made none of us feel any safer at all."
    body = f"Jordan Sample spoke. {words} " + " ".join(f"word{at} of the report" for at in range(40))
    for source, day, text in (
        ("courier", "2024-02-20", body),
        ("ledger", "2024-02-22", body),
        ("silent", "2024-02-23", body.replace(" any safer at all.", ".")),
    ):
        version = sample.add_article(registered, source, "a", headline="a", published=day, body=text)
        said = words if words in text else "Officers in the hallways made none of us feel."
        sample.add_statement(registered, version, said, speaker="Jordan Sample", stance="against")

    rebuild(registered, watch)

    [row] = rows(registered, "statement")
    assert (row["date"], row["outlet"]) == ("2024-02-20", "The Courier")
    assert row["summary"] == "Direct statement, in The Courier and 2 copies: The Ledger, The Silent"
    assert registered["statement_copies"].count == 2


def test_a_statement_row_points_at_its_characters(filled: Database, watch: Watch) -> None:
    rebuild(filled, watch)

    for row in rows(filled, "statement"):
        text = filled["document_versions"].get(row["document_version_id"])["text"]
        assert text[row["start_char"] : row["end_char"]] == row["quote"]


def test_statements_of_an_outdated_version_are_gone(filled: Database, watch: Watch) -> None:
    article = next(filled.query("select * from articles where headline like 'Board votes to remove%'"))
    newer = sample.add_version(
        filled, "courier", "https://courier.example/2024/corrected", "article", "Corrected."
    )
    filled["articles"].update(article["id"], {"document_version_id": newer})

    rebuild(filled, watch)

    assert "Example Parents' Alliance" not in {row["actor"] for row in rows(filled)}


def test_an_undated_article_is_reported_and_left_out(registered: Database, watch: Watch) -> None:
    version = sample.add_article(registered, "ledger", "a", headline="a", published=None, body="Words.")

    report = rebuild(registered, watch)

    assert [(found.kind, found.document_version_id) for found in report.findings] == [
        ("article-undated", version)
    ]
    assert rows(registered) == []


def test_a_pulled_item_is_told_as_pulled(filled: Database, watch: Watch) -> None:
    filled.execute("update agenda_items set pulled_at = '2024-02-22T00:00:00Z' where number = '24-0222-RS1'")

    rebuild(filled, watch)

    assert [
        row
        for row in rows(filled, "agenda")
        if row["title"].startswith("On the agenda, later pulled: 24-0222")
    ]


def test_an_empty_database_has_an_empty_timeline(empty: Database, watch: Watch) -> None:
    report = rebuild(empty, watch)

    assert (report.timeline, report.stories, report.vote_events, report.findings) == (0, 0, 0, [])


def test_a_failure_midway_leaves_the_old_rows(filled: Database, watch: Watch) -> None:
    rebuild(filled, watch)
    before = rows(filled)
    filled.execute(
        "create trigger full before insert on timeline begin select raise(abort, 'disk full'); end"
    )

    with pytest.raises(sqlite3.DatabaseError, match="disk full"):
        rebuild(filled, watch)

    assert rows(filled) == before


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2024-02-23T02:30:00Z", "2024-02-22"),
        ("2024-02-22T23:59:00-06:00", "2024-02-22"),
        ("2024-02-22", "2024-02-22"),
        ("2024-02", "2024-02"),
        ("2024-02-22T25:99", "2024-02-22"),
        ("yesterday", None),
        (None, None),
    ],
)
def test_local_dates(stamp: str | None, day: str | None) -> None:
    assert local_date(stamp, "America/Chicago") == day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-02-22", ("2024-02-22", "2024-02-22")),
        ("2024-13", None),
        ("2024-02-31", None),
        ("soon", None),
    ],
)
def test_windows_of_partial_dates(day: str, expected: tuple[str, str] | None) -> None:
    assert window(day) == expected


def test_clipping_keeps_whole_words_within_the_limit() -> None:
    clipped = clip("officers " * 200) or ""

    assert len(clipped) <= QUOTE_LIMIT
    assert clipped.endswith("officers…")
    assert clip("two\n lines") == "two lines"
