"""Whom the registry does not know: ids that stay, namesakes that stay apart, and what a reviewer is shown."""

import yaml
from sqlite_utils import Database

from db.registry import Watch
from db.registry.models import Person
from db.store.tagging import PendingText, store_reading
from db.timeline import rebuild
from db.timeline.namesakes import Known, Namesakes
from tests.db import sample_debate as sample

SAID = "Officers make nobody safer in our halls."


def read(
    database: Database,
    name: str,
    speaker: str,
    *places: str,
    body: str = "",
    role: str | None = "teacher",
    known_as: str | None = None,
) -> str:
    """Let a text be read that quotes somebody; return the id that the speaker got."""
    url = f"https://ledger.example/{name}"
    text = f"{body}{speaker} spoke. {SAID}"
    known = list(database.query("select id, document_version_id from articles where url = ?", [url]))
    version = (
        known[0]["document_version_id"]
        if known
        else sample.add_article(database, "ledger", name, headline=name, published="2024-02-23", body=text)
    )
    document = (
        known[0]["id"]
        if known
        else next(database.query("select id from articles where url = ?", [url]))["id"]
    )
    start = text.index(speaker)
    words = text.index(SAID)
    answer = {
        "relevant": True,
        "relevance": 0.9,
        "relevance_reason": "names officers in schools",
        "entities": [
            {
                "text": speaker,
                "label": "PERSON",
                "start": start,
                "end": start + len(speaker),
                "id": known_as,
                "name": speaker,
            }
        ],
        "statements": [
            {
                "start": words,
                "end": words + len(SAID),
                "text": SAID,
                "speaker": speaker,
                "speaker_id": known_as,
                "speaker_role": role,
                "stance": "against",
                "confidence": 0.8,
                "directness": "direct",
                "cue": "spoke",
            }
        ],
        "votes": [],
    }
    pending = PendingText(version, "article", text, url, "2024-02-23", "ledger", document)
    store_reading(database, pending, "1", answer, places)
    found = database.query("select person_id from statements where document_version_id = ?", [version])
    return str(next(iter(found))["person_id"])


def test_namesakes_in_two_places_stay_two_people(registered: Database) -> None:
    assert read(registered, "a", "Jo Sample", "chicago") == "text/chicago/jo-sample"
    assert read(registered, "b", "Jo Sample", "elmford") == "text/elmford/jo-sample"
    assert read(registered, "c", "Jo Sample", "elmford", "chicago") == "text/elmford/jo-sample"


def test_a_text_without_a_place_keeps_its_outlets_people_apart(registered: Database) -> None:
    assert read(registered, "a", "Jo Sample") == "text/ledger/jo-sample"


def test_an_id_stays_when_a_later_reading_puts_the_text_in_another_place(registered: Database) -> None:
    first = read(registered, "a", "Jo Sample", "chicago")

    again = read(registered, "a", "Jo Sample", "elmford", "chicago", body="Elmford, Elmford and Elmford. ")

    assert again == first == "text/chicago/jo-sample"
    assert [row["id"] for row in registered.query("select id from people where origin = 'text'")] == [first]
    assert read(registered, "b", "Jo Sample", "elmford") == "text/elmford/jo-sample"


def test_reading_again_changes_no_row(registered: Database) -> None:
    read(registered, "a", "Jo Sample", "chicago")
    before = {
        name: list(registered[name].rows) for name in ("people", "people_met", "statements", "mentions")
    }

    read(registered, "a", "Jo Sample", "chicago")

    assert {name: list(registered[name].rows) for name in before} == before


def test_who_waits_is_told_with_how_often_where_and_as_what(registered: Database, watch: Watch) -> None:
    read(registered, "a", "Jo Sample", "chicago", role="Teacher")
    read(registered, "b", "Jo Sample", "chicago", body="Later: ")
    registered.execute("update articles set date_published = '2024-03-01' where url like '%/b'")

    report = rebuild(registered, watch)

    [row] = registered["people_to_review"].rows
    assert report.people_to_review == 1
    assert (row["person_id"], row["scope"], row["texts"], row["mentions"]) == (
        "text/chicago/jo-sample",
        "chicago",
        2,
        2,
    )
    assert (row["first_date"], row["last_date"]) == ("2024-02-23", "2024-03-01")
    assert (row["roles"], row["outlets"], row["votes"]) == ('["teacher"]', '["The Ledger"]', 0)
    assert row["url"] == "https://ledger.example/b"


def test_the_draft_is_an_entry_that_the_registry_takes(registered: Database, watch: Watch) -> None:
    read(registered, "a", "Amy Rome", "elmford")
    read(registered, "b", "Dr. Jo: Sample", "chicago", role="head: of {everything}")

    rebuild(registered, watch)

    drafts = [
        Person.model_validate(yaml.safe_load(row["entry"])[0]) for row in registered["people_to_review"].rows
    ]
    assert {(draft.id, draft.name) for draft in drafts} == {
        ("amy-rome-elmford", "Amy Rome"),
        ("dr-jo-sample", "Dr. Jo: Sample"),
    }


def test_nobody_is_merged_and_the_likeliest_are_named(registered: Database, watch: Watch) -> None:
    registered.table("people").update("amy-rome", {"misspellings": '["Ami Roam"]'})
    read(registered, "a", "Ami Roam", "chicago")
    read(registered, "b", "Amy Rome", "elmford")
    read(registered, "c", "Zed Nobody", "chicago")

    rebuild(registered, watch)

    told = {
        (row["person_id"], row["candidate_id"]): row["why"]
        for row in registered.query("select * from people_to_review_candidates order by likeness desc")
    }
    assert told["text/chicago/ami-roam", "amy-rome"] == "same name, same place"
    assert told["text/elmford/amy-rome", "amy-rome"] == "same name, another place, or none known"
    assert not [key for key in told if key[0] == "text/chicago/zed-nobody"]
    assert (
        registered.execute("select count(*) from statements where person_id = 'amy-rome'").fetchone()[0] == 0
    )


def test_who_is_added_to_the_registry_waits_no_longer(registered: Database, watch: Watch) -> None:
    read(registered, "a", "Jo Sample", "chicago")
    rebuild(registered, watch)
    registered.table("people").insert({"id": "jo-sample", "name": "Jo Sample", "origin": "registry"})

    read(registered, "a", "Jo Sample", "chicago", known_as="jo-sample")

    assert rebuild(registered, watch).people_to_review == 0
    assert registered["people_to_review_candidates"].count == 0
    assert [row["person_id"] for row in registered["statements"].rows] == ["jo-sample"]


def test_candidates_come_likeliest_first_and_few() -> None:
    people = [
        Known("luisiana-melendez", ("Luisiana Meléndez",), frozenset({"chicago"})),
        Known("luis-melendez", ("Luis Melendez",), frozenset({"elmford"})),
        Known("rita-melendez", ("Rita Melendez",), frozenset({"elmford"})),
        Known("miguel-del-valle", ("Miguel del Valle",), frozenset({"chicago"})),
        *(Known(f"same-{at}", ("Luisiana Melendez",)) for at in range(9)),
    ]
    namesakes = Namesakes(people)

    found = namesakes.of("text/chicago/luisana-melendez", "Luisana Melendez", "chicago")

    assert (found[0].id, found[0].why) == ("luisiana-melendez", "spelled alike, same place")
    assert len(found) == 5
    assert [one.likeness for one in found] == sorted((one.likeness for one in found), reverse=True)
    [valle] = namesakes.of("text/chicago/del-valle", "del Valle", "chicago")
    assert (valle.id, valle.why) == ("miguel-del-valle", "the end of the whole name, same place")
    assert namesakes.of("x", "", "chicago") == []
