"""What an outlet changed in an article after publication, whatever the order in which versions come in."""

import json

import pytest
from sqlite_utils import Database

from db.store.article_changes import derive_changes, mark_presence
from db.store.articles import drop_article
from tests.db.store.articles_kept import STORY, Outlet


@pytest.fixture
def outlet(registered: Database) -> Outlet:
    return Outlet(registered)


def headline_now(outlet: Outlet) -> str:
    row = outlet.database.execute("SELECT headline FROM articles").fetchone()
    return str(row[0])


def test_a_new_headline_byline_and_word_are_a_row_each(outlet: Outlet) -> None:
    outlet.shows("2024-02-22")
    outlet.shows("2024-02-23", STORY[0].replace("5-2", "4-3"), *STORY[1:],
                 headline="Board removes officers, 4-3", authors=["Ana Example", "Bo Sample"])  # fmt: skip

    assert outlet.changes() == [
        ("authors", "Ana Example", "Ana Example, Bo Sample"),
        ("body", "5-2", "4-3"),
        ("headline", "Board votes to remove officers", "Board removes officers, 4-3"),
    ]
    (passages, added, removed) = outlet.changes("passages", "words_added", "words_removed")[1]
    assert (added, removed) == (2, 2)
    assert json.loads(passages) == [
        {
            "before": "The board voted",
            "removed": "5-2",
            "added": "4-3",
            "after": "on Thursday to take police officers",
        }
    ]


def test_trifles_are_no_change(outlet: Outlet) -> None:
    outlet.shows("2024-02-22", "“It’s late,” she said — and left.", *STORY, "3 min read", "RELATED: One",
                 "Photo by Ana Example / Getty Images", "Updated 3 hours ago", "12 Shares")  # fmt: skip
    outlet.shows("2024-02-23", '"It\'s  late," she said - and left.', "RELATED: Another",
                 STORY[1], STORY[0], STORY[2].replace("August,", "August&nbsp;,"), "4 min read",
                 "Bo Sample/Getty Images", "Updated 5 hours ago", "40 Shares", authors=["ANA EXAMPLE"],
                 headline="Board Votes to Remove Officers",
                 date_published="2024-02-23T01:30:00Z")  # fmt: skip

    assert outlet.changes() == []


def test_a_correction_is_a_row_of_its_own_and_no_added_words(outlet: Outlet) -> None:
    note = "Correction: An earlier version of this story misstated the vote."
    body = [STORY[0].replace("5-2", "4-3"), *STORY[1:], note]
    start = len("\n".join(body)) - len(note)
    told = {"kind": "correction", "text": note, "start": start, "end": start + len(note)}
    outlet.shows("2024-02-22")
    outlet.shows("2024-02-23", *body, notes=[told])
    outlet.shows(
        "2024-02-24", *body[:2], "The contract ends in July, the superintendent said.", note, notes=[told]
    )

    assert outlet.changes("kind", "after", "words_added") == [
        ("body", "4-3", 2),
        ("correction", note, None),
        ("body", "July,", 1),
    ]


def test_an_archives_late_capture_takes_its_place_and_never_the_current_row(outlet: Outlet) -> None:
    outlet.shows("2024-02-22", headline="First")
    outlet.shows("2024-02-24", headline="Third")
    outlet.shows("2024-02-23", headline="Second")

    assert headline_now(outlet) == "Third"
    assert outlet.changes("kind", "before", "after", "seen_at") == [
        ("headline", "First", "Second", "2024-02-23T12:00:00Z"),
        ("headline", "Second", "Third", "2024-02-24T12:00:00Z"),
    ]


def test_any_order_of_arrival_gives_the_same_rows(registered: Database) -> None:
    days = [("2024-02-22", "A"), ("2024-02-23", "B"), ("2024-02-24", "A"), ("2024-02-25", "B")]
    outlet = Outlet(registered)
    for day, headline in reversed(days):
        outlet.shows(day, headline=f"{headline} headline", derive=False)
    derive_changes(registered, [outlet.article])
    first = outlet.changes("id", "before", "after", "seen_at")
    derive_changes(registered, [outlet.article])

    assert outlet.changes("id", "before", "after", "seen_at") == first
    assert [row[1][0] + row[2][0] for row in first] == ["AB", "BA", "AB"]
    assert len({row[0] for row in first}) == 3


def test_what_a_newer_parser_reads_better_in_every_version_is_no_change(outlet: Outlet) -> None:
    versions = [outlet.shows("2024-02-22"), outlet.shows("2024-02-23", *STORY, "A new last line.")]
    assert [kind for kind, *_ in outlet.changes()] == ["body"]

    known = [dict(row) for row in outlet.database.query(
        "SELECT v.text AS body, f.data FROM document_versions v JOIN found_records f "
        "ON f.document_version_id = v.id ORDER BY v.seq")]  # fmt: skip
    for version, row in zip(versions, known, strict=True):
        told = {
            **json.loads(row["data"]),
            "body": f"A caption that was lost.\n{row['body']}",
            "type": "article",
        }
        outlet.reads(version, told, derive=False)
    derive_changes(outlet.database, [outlet.article])

    assert [(kind, after) for kind, _, after in outlet.changes()] == [("body", "A new last line.")]


def test_an_earlier_version_steps_in_when_the_latest_turns_out_to_be_no_article(outlet: Outlet) -> None:
    outlet.shows("2024-02-22", headline="The story")
    wall = outlet.shows("2024-02-23", "Subscribe now.", headline="Subscribe")
    drop_article(outlet.database, wall)
    derive_changes(outlet.database, [outlet.article])

    row = outlet.database.execute("SELECT headline, body FROM articles").fetchone()
    assert tuple(row) == ("The story", "\n".join(STORY))
    assert outlet.changes() == []


def test_a_page_that_goes_is_told_once_and_its_return_too(outlet: Outlet) -> None:
    outlet.shows("2024-02-22")
    away = "UPDATE documents SET gone_at = ?, walled_at = ?, wall = ?"
    outlet.database.execute(away, ["2024-03-01T00:00:00Z", None, None])
    assert (mark_presence(outlet.database), mark_presence(outlet.database)) == (1, 0)
    outlet.database.execute(away, [None, None, None])
    assert (mark_presence(outlet.database), mark_presence(outlet.database)) == (1, 0)
    outlet.database.execute(away, [None, "2026-03-05T00:00:00Z", "a log-in page"])
    assert (mark_presence(outlet.database), mark_presence(outlet.database)) == (1, 0)
    derive_changes(outlet.database, [outlet.article])

    assert outlet.changes("kind", "after", "seen_at") == [
        ("gone", None, "2024-03-01T00:00:00Z"),
        ("returned", None, "2026-03-02T12:00:00Z"),
        ("walled", "a log-in page", "2026-03-05T00:00:00Z"),
    ]
    assert headline_now(outlet) == "Board votes to remove officers"
