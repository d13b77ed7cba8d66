"""The site's pages on who stands where: questions, a person's line through time, people to review."""

import asyncio
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from datasette.utils import tilde_encode
from sqlite_utils import Database

from db.desk import make_site
from db.publish import build
from db.registry import Watch
from db.timeline import rebuild
from tests.db import sample_debate as sample

Ask = Callable[[str], httpx.Response]
HOSTILE = "<script>alert(1)</script>"


def say(database: Database, day: str, words: str, stance: str, person: str, confidence: float = 0.9) -> None:
    version = sample.add_article(
        database, "ledger", f"said/{day}", headline="Said", published=day, body=f"{words} That was on {day}."
    )
    sample.add_statement(
        database, version, words, speaker=person, stance=stance, person_id=person, confidence=confidence
    )


@pytest.fixture
def published(filled: Database, watch: Watch, tmp_path: Path) -> Path:
    """The sample debate with a member who changes, one whose words go against the vote, and a stranger."""
    say(filled, "2018-05-02", "Keep the officers where they are.", "favor", "elizabeth-todd-breland")
    say(filled, "2018-09-02", "I want officers in our schools.", "favor", "elizabeth-todd-breland")
    say(filled, "2020-06-10", f"Take them all out of our schools, {HOSTILE}.", "against", "dwayne-truss")
    filled.table("people").insert({"id": "text/chicago/amy-rhome", "name": "Amy Rhome", "origin": "text"})
    say(filled, "2023-05-02", "Officers belong at the door.", "favor", "text/chicago/amy-rhome", 0.7)
    rebuild(filled, watch)
    path = tmp_path / "published.db"
    build(filled, path, watch)
    return path


@pytest.fixture
def ask(published: Path) -> Iterator[Ask]:
    with asyncio.Runner() as runner:
        site = make_site(published)
        runner.run(site.invoke_startup())
        yield lambda address: runner.run(site.client.get(address))


def text_of(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_a_change_is_told_with_both_sources(ask: Ask) -> None:
    page = ask("/published/changes_of_position?name=Breland")

    told = text_of(page)
    assert "Elizabeth Todd-Breland reversal keep I want officers in our schools." in told
    assert "remove yes on end the police contract (failed)" in told
    assert 'href="https://ledger.example/said/2018-09-02#:~:text=I%20want%20officers' in page.text
    assert page.text.count("Open source") == 2


def test_a_question_offers_those_who_changed(ask: Ask) -> None:
    assert (
        "Elizabeth Todd-Breland" in text_of(ask("/published/changes_of_position")).split("For instance:")[1]
    )
    assert "No change of position has been found" in text_of(
        ask("/published/changes_of_position?name=nobody")
    )


def test_a_word_against_a_vote_is_told_with_both(ask: Ask) -> None:
    page = ask("/published/words_and_votes?name=Truss")

    told = text_of(page)
    assert "2020-06-24 Dwayne Truss keep no on end the police contract (failed)" in told
    assert "remove Take them all out of our schools" in told
    assert HOSTILE not in page.text


def test_a_persons_words_and_votes_stand_on_one_line_with_the_change_marked(ask: Ask) -> None:
    page = ask("/published/people/elizabeth-todd-breland")

    line = text_of(page).split("Words and votes on one line, the latest first")[1]
    order = [
        "no on approve the one-year police contract",
        "change of position From keep (2018-09-02) to remove",
        "I want officers in our",
    ]
    assert [line.index(each) for each in order] == sorted(line.index(each) for each in order)
    marked = re.findall(r'<tr class="marked">.*?</tr>', page.text, re.S)
    assert len(marked) == 1
    assert "/published/position_changes/" in marked[0]


def test_a_persons_page_marks_the_word_against_the_vote(ask: Ask) -> None:
    page = ask("/published/people/dwayne-truss")

    assert "word against vote The vote served keep, the words of 2020-06-10 remove" in text_of(page)


def test_a_bodys_page_holds_its_own_decisions_only(ask: Ask) -> None:
    told = text_of(ask(f"/published/organizations/{sample.BOARD}"))

    assert "decision end the police contract (fail)" in told
    assert "I want officers in our schools" not in told


def test_who_waits_for_review_is_shown_with_namesakes_and_a_draft(ask: Ask) -> None:
    listed = text_of(ask("/published/people_to_review"))
    page = text_of(ask(f"/published/people_to_review/{tilde_encode('text/chicago/amy-rhome')}"))

    assert "Amy Rhome chicago" in listed
    assert "Amy Rome 0.9" in page.replace("0.89", "0.9")
    assert "- id: amy-rhome name:" in page
    assert "Officers belong at the door." in page


def test_everybodys_latest_position_is_on_the_lists(ask: Ask, published: Path) -> None:
    people = {row["id"]: (row["position"], row["since"]) for row in Database(published)["people"].rows}

    assert people["elizabeth-todd-breland"] == ("mixed", "2020-08-26"), "votes both ways"
    assert people["text/chicago/amy-rhome"] == ("keep", "2023-05-02")
    assert "Elizabeth Todd-Breland" in text_of(ask("/published/where_they_stand?name="))


def test_no_link_of_a_position_runs_a_script(filled: Database, watch: Watch, tmp_path: Path) -> None:
    say(filled, "2018-05-02", "Keep the officers where they are.", "favor", "amy-rome")
    filled.execute("update articles set url = 'javascript:alert(1)' where headline = 'Said'")
    rebuild(filled, watch)

    build(filled, tmp_path / "published.db", watch)

    for table in ("positions", "position_changes", "contradictions", "people_to_review"):
        assert not [
            row for row in Database(tmp_path / "published.db")[table].rows if "javascript:" in str(row)
        ]


def test_positions_that_rest_on_a_blocked_source_still_point_to_rows_that_are_there(
    filled: Database, watch: Watch, published: Path
) -> None:
    filled.execute("delete from statement_copies")
    filled.execute("delete from timeline")
    filled.execute("update statements set id = id || 'x' where person_id = 'elizabeth-todd-breland'")
    rebuild(filled, watch)

    build(filled, published, watch, {"ledger"})

    database = Database(published)
    assert not list(database.execute("pragma foreign_key_check"))
    said = {row["id"] for row in database["statements"].rows}
    assert {row["first_statement_id"] for row in database["positions"].rows} - {None} <= said
