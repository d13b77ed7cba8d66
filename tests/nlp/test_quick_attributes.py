"""The quick attribute ruler sets what the model's own sets."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

from nlp.components.quick_attributes import QuickAttributeRuler
from nlp.pipeline import read_config

TEXTS = Path(__file__).parents[2] / "nlp" / "texts"
HARD = [
    "I ain't gonna do it, y'all. Let's go! They've got ta be doin' somethin' for 'em, c'mon.",
    "There's no officer there; there were three. It was him, not me. You told it to her.",
    "  \n\nA  student\n who'd had it\tdid say so. That that is, is.",
    "But the board got what it gets. Do not. He hasn't.",
    "",
]


@pytest.fixture(scope="module")
def bare() -> Language:
    language = spacy.load(read_config()["model"], exclude=["ner", "lemmatizer"])
    return language


def told(doc: Doc) -> list[tuple[str, ...]]:
    def of(token: Token) -> tuple[str, ...]:
        return token.text, token.pos_, token.tag_, str(token.morph), token.lemma_, token.dep_

    return [of(token) for token in doc]


def quick_of(language: Language) -> QuickAttributeRuler:
    old = language.get_pipe("attribute_ruler")
    return QuickAttributeRuler(language.vocab).from_bytes(old.to_bytes(exclude=["vocab"]), exclude=["vocab"])


def test_it_sets_what_the_models_own_sets(bare: Language) -> None:
    quick = quick_of(bare)
    lines = (TEXTS / "train" / "first-b.jsonl").read_text(encoding="utf-8").splitlines()
    for text in (*HARD, *(json.loads(line)["text"] for line in lines[:8])):
        with bare.select_pipes(disable="attribute_ruler"):
            doc = quick(bare(text))
        assert told(doc) == told(bare(text))


def test_later_rules_win_and_neighbours_count(bare: Language) -> None:
    rules = [
        ([[{"LOWER": "sro"}]], {"POS": "NOUN"}, 0),
        ([[{"LOWER": "sro"}], [{"LOWER": "sros"}]], {"POS": "PROPN", "LEMMA": "SRO"}, 0),
        ([[{"LOWER": "an"}, {"LOWER": "sro"}]], {"LEMMA": "officer"}, -1),
        ([[{"SHAPE": "XXXx"}]], {"LEMMA": "officers"}, 0),
    ]
    made = [AttributeRuler(bare.vocab), QuickAttributeRuler(bare.vocab)]
    for ruler in made:
        for patterns, attrs, index in rules:
            ruler.add(patterns, attrs, index)
    texts = ["An SRO saw SROs and an sro", "sros"]
    first, second = ([told(ruler(bare.make_doc(text))) for text in texts] for ruler in made)
    assert first == second
    assert [row[4] for row in first[0]] == ["", "officer", "", "officers", "", "", "officer"]


def test_the_pipeline_has_it_in_the_models_place(language: Language) -> None:
    names = language.pipe_names
    assert "attribute_ruler" not in names
    assert names.index("parser") < names.index("quick_attribute_ruler") < names.index("lemmatizer")
    assert [token.lemma_ for token in language("They weren't there.")][:3] == ["they", "be", "not"]
