"""What a change of the extractor touches, and what keeps its findings."""

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.database import open_database
from db.registry import Watch
from db.registry_tables import sync_registry
from db.store.extractors import forget_versions
from nlp import extractor
from nlp.extractor import extractor_version, parts_of
from nlp.lexicons.alternation import alternatives
from nlp.retag import RELEVANCE_LISTS, difference
from nlp.tag import tag_pending
from tests.nlp.conftest import tiny_watch

ROOT = Path(__file__).parents[2]


@pytest.fixture
def parts(watch: Watch) -> dict[str, Any]:
    return parts_of(watch)


def changed(parts: dict[str, Any], name: str, entry: str) -> dict[str, Any]:
    new = copy.deepcopy(parts)
    new["words"][name].append(entry)
    return new


def test_the_version_follows_what_is_read_and_nothing_else(watch: Watch) -> None:
    known = extractor_version(watch)

    assert extractor_version(tiny_watch()) == known
    assert extractor_version(tiny_watch(title="Another title")) == known
    assert extractor_version(tiny_watch(people=[])) != known


@pytest.mark.parametrize("part", ["code", "config", "topic", "places"])
def test_what_all_reading_depends_on_touches_everything(parts: dict[str, Any], part: str) -> None:
    found = difference({**parts, part: "older"}, parts)

    assert found.touches("A bake sale.", relevant=False)


def test_unknown_parts_touch_everything_and_the_same_parts_nothing(parts: dict[str, Any]) -> None:
    assert difference(None, parts).touches("A bake sale.", relevant=False)
    assert not difference(parts, copy.deepcopy(parts)).touches("Police in schools.", relevant=True)


@pytest.mark.parametrize(
    ("entry", "text", "touched"),
    [
        ("say/\tquibble", "She quibbled over the contract.", True),
        ("say/\tbethink", "He bethought himself of the officers.", True),  # an irregular form
        ("say/\tquibble", "She spoke of the contract.", False),
        ("remove/\tbundl(?:e|es|ed) off", "They want the officers BUNDLED  off.", True),
        ("remove/\tbundl(?:e|es|ed) off", "They bundled the coats.", False),
        ("x/\tdo not", "They don’t.", True),  # as the rules spell it: apostrophes and negations made plain
    ],
)
def test_a_changed_word_touches_the_texts_in_which_it_occurs(
    parts: dict[str, Any], entry: str, text: str, touched: bool
) -> None:
    found = difference(parts, changed(parts, "stance.yaml", entry))

    assert found.touches(text, relevant=True) is touched
    assert not found.touches(text, relevant=False)
    assert difference(changed(parts, "stance.yaml", entry), parts) == found  # taking it away touches the same


def test_a_word_of_relevance_touches_texts_that_were_not_relevant(parts: dict[str, Any]) -> None:
    found = difference(parts, changed(parts, "debate_words.txt", "hall patrol"))

    assert found.touches("The hall patrol stays.", relevant=False)
    assert not found.touches("The bake sale stays.", relevant=False)


def test_an_entry_that_asks_where_a_clause_ends_touches_everything(parts: dict[str, Any]) -> None:
    assert difference(parts, changed(parts, "stance.yaml", "x/\tout$")).everything
    assert not difference(parts, changed(parts, "stance.yaml", r"x/\tcosts [\w$]+ too much")).everything


def test_newly_trained_weights_touch_what_is_about_the_debate(parts: dict[str, Any]) -> None:
    found = difference(parts, {**parts, "models": {**parts["models"], "stance": "newer"}})

    assert found.touches("Anything.", relevant=True)
    assert not found.touches("Anything.", relevant=False)


def test_newly_trained_weights_of_relevance_touch_everything(parts: dict[str, Any]) -> None:
    newer = {**parts, "models": {**parts["models"], "relevance": "newer"}}
    without = {name: digest for name, digest in parts["models"].items() if name != "relevance"}

    assert difference(parts, newer).touches("A bake sale.", relevant=False)
    assert difference({**parts, "models": without}, parts).touches("A bake sale.", relevant=False)


def test_a_new_person_touches_texts_with_that_surname(watch: Watch, parts: dict[str, Any]) -> None:
    newcomer = {"id": "jo-quist", "name": "Jo Quist", "memberships": []}
    people = [*(person.model_dump() for person in watch.people), newcomer]
    found = difference(parts, parts_of(tiny_watch(people=people)))

    assert found.touches("Quist spoke last.", relevant=False)
    assert not found.touches("Okafor spoke last.", relevant=True)


def test_a_body_touches_its_place_for_the_board_may_be_meant(watch: Watch, parts: dict[str, Any]) -> None:
    bodies = [body.model_dump() for body in watch.organizations if body.id != "elmford-board"]
    found = difference(parts, parts_of(tiny_watch(organizations=bodies, people=[])))

    assert found.touches("In Elmford the board met.", relevant=True)


@pytest.mark.parametrize(
    ("entry", "parts_of_it"),
    [("a|b", ["a", "b"]), ("(?:a|b)c|d", ["(?:a|b)c", "d"]), (r"a\|b|[(|]c", [r"a\|b", "[(|]c"]), ("", [""])],
)
def test_alternatives_stand_outside_brackets(entry: str, parts_of_it: list[str]) -> None:
    assert alternatives(entry) == parts_of_it


READING = """
import sys
opened = set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
from spacy.util import registry
registry._entry_point_factories.entry_points = False  # they load every component, to be known by name
from nlp.pipeline import build, read_config
from tests.nlp.conftest import tiny_watch
config = read_config()
names = [entry["name"] for entry in config["components"]]
config["components"] = config["components"][: names.index("topic_relevance") + 1]
language = build(tiny_watch(), config)
from nlp.analyze import Analyzer
doc = language("The Elmford board voted 4-3 to remove police from schools. Ald. Ann Lee said HB 12 cost $3.")
language("She called the deputy.")  # refused by the rules: judged by its signs
lists = (name for name in opened if "/nlp/lexicons/" in name and name.endswith((".txt", ".yaml")))
print("\\n".join(name.rpartition("/")[2] for name in lists))
"""


def test_the_lists_that_relevance_reads_are_those_it_opens() -> None:
    told = subprocess.run(
        [sys.executable, "-c", READING], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert set(told.split()) == set(RELEVANCE_LISTS)


@pytest.fixture
def database(tmp_path: Path, watch: Watch) -> Iterator[Database]:
    opened = open_database(tmp_path / "work.db")
    sync_registry(opened, watch)
    opened.execute(
        "INSERT INTO sources (id, name, kind, platform, url) VALUES ('p', 'P', 'outlet', 'feed', '')"
    )
    texts = {
        "a": "The Elmford school board will keep its school resource officers, Dana Okafor said on Tuesday.",
        "b": "A bake sale raised $300 for the Elmford band.",
    }
    for name, text in texts.items():
        opened.execute(
            "INSERT INTO documents (id, url, source_id, kind, first_seen_at, latest_version_id) "
            "VALUES (?, ?, 'p', 'article', 'x', ?)",
            [name, name, name],
        )
        opened.execute(
            "INSERT INTO document_versions "
            "(id, document_id, seq, sha256, size, status, fetched_at, platform, text) "
            "VALUES (?, ?, 1, 'aa', 1, 200, 'x', 'article', ?)",
            [name, name, text],
        )
        opened.execute(
            "INSERT INTO articles (id, source_id, url, body, document_version_id) VALUES (?, 'p', ?, ?, ?)",
            [name, name, text, name],
        )
    yield opened
    opened.close()


def test_a_retag_after_a_changed_list_reads_only_what_it_can_change(
    database: Database, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tag_pending(database, watch)
    assert (first.tagged, first.untouched) == (2, 0)
    lists = {name: list(entries) for name, entries in extractor.word_lists().items()}
    lists["stance.yaml"].append("keep/\twill keep its")
    monkeypatch.setattr(extractor, "word_lists", lambda: lists)

    again = tag_pending(database, watch)

    assert (again.tagged, again.untouched) == (1, 1)
    versions = {row["extractor_version"] for row in database.query("SELECT extractor_version FROM taggings")}
    assert versions == {extractor_version(watch)}
    kept = [row["version"] for row in database.query("SELECT version FROM extractors")]
    assert kept == [extractor_version(watch)]
    assert json.loads(next(iter(database.query("SELECT parts FROM extractors")))["parts"])["words"] == lists

    rest = tag_pending(database, watch)
    assert (rest.tagged, rest.untouched) == (0, 0)


def test_everything_is_read_again_when_asked(database: Database, watch: Watch) -> None:
    tag_pending(database, watch)
    forget_versions(database)

    again = tag_pending(database, watch)

    assert (again.tagged, again.untouched) == (2, 0)
