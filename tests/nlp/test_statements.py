"""Statements of whole texts: the article that the project began with, and hostile ones."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from db.registry.load import find_watch, load_watch
from nlp.analyze import Analyzer

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seeds" / "chicago-board-votes-to-remove-sros.txt"
BOARD = "Chicago Board of Education"


@pytest.fixture(scope="module")
def seed() -> dict[str, Any]:
    if not SEED.exists():
        pytest.skip("the seed article is not beside this repository")
    analyzer = Analyzer(load_watch(find_watch("cps-sro")))
    return analyzer.analyze(SEED.read_text(encoding="utf-8"))


def statement(answer: dict[str, Any], opening: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in answer["statements"] if one["text"].startswith(opening))
    return found


@pytest.mark.parametrize(
    ("opening", "directness", "stance"),
    [
        ("To truly achieve our goal", "direct", "against"),
        ("The board cast their votes", "action", "against"),
        ("We want to be clear that many schools", "direct", "neutral"),
    ],
)
def test_the_seed_article_s_statements(seed: dict[str, Any], opening: str, directness: str, stance: str):
    found = statement(seed, opening)

    assert (found["speaker"], found["directness"], found["stance"]) == (BOARD, directness, stance)


def test_a_nested_mark_does_not_end_the_seed_article_s_quotation(seed: dict[str, Any]):
    assert statement(seed, "We want to be clear")["text"].endswith("to provide safety support to schools.")


def test_the_seed_article_s_headline_is_no_statement(seed: dict[str, Any]):
    assert not any(one["text"].startswith("Chicago Board of Education votes") for one in seed["statements"])


def test_every_statement_is_the_board_s(seed: dict[str, Any]):
    assert {one["speaker"] for one in seed["statements"]} == {BOARD}


PARTS = [
    "school resource officers",
    '"',
    "“",
    "”",
    "\n\n",
    "said",
    "Dana Okafor",
    "keep",
    "remove",
    ", ",
    ". ",
    "the board",
]


@given(st.lists(st.sampled_from(PARTS), max_size=40))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_words_and_marks_is_answered(language: Language, parts: list[str]):
    text = "School resource officers may stay in schools. " + " ".join(parts)

    for found in language(text)._.statements:
        assert text[found.start : found.end] == found.text
        assert found.text.strip() == found.text != ""
        assert found.speaker.strip()
