"""Reading many texts: the same as each alone, whatever one of them is like."""

from typing import Any, cast

import pytest
from spacy.language import Language

from db.registry import Watch
from nlp.analyze import BATCH, Analyzer, Text
from nlp.pipeline import make_doc
from nlp.reading import PIECE

VOTE = "The Elmford school board voted 4-3 to keep its school resource officers. Okafor voted no."
WORDS = "“Police in schools make students afraid,” said Dana Okafor of Elmford."


@pytest.fixture(scope="module")
def analyzer(watch: Watch, language: Language) -> Analyzer:
    return Analyzer(watch, language)


def test_many_texts_are_read_as_each_alone(analyzer: Analyzer) -> None:
    long = (WORDS + "\n\n") * (PIECE // len(WORDS) + 2) + "Okafor left."
    texts = [Text(text) for text in (VOTE, "", WORDS, long, VOTE.upper(), *[WORDS] * BATCH)]
    alone = [analyzer.read(text.text) for text in texts]
    assert list(analyzer.read_many(texts)) == alone
    assert alone[3].answer["entities"][-1]["id"] == "dana-okafor"  # named in full in an earlier piece


def test_a_statement_says_what_told_its_side(analyzer: Analyzer) -> None:
    told = {each["directness"]: each["origin"] for each in analyzer.analyze(f"{VOTE} {WORDS}")["statements"]}
    assert told["action"] == "rules" and set(told.values()) <= {"rules", "model"}


def test_a_text_that_fails_loses_no_other(analyzer: Analyzer) -> None:
    broken = Text(VOTE, url=cast(Any, 5))
    first, failed, last = analyzer.read_many([Text(VOTE), broken, Text(WORDS)])
    assert first == analyzer.read(VOTE) and last == analyzer.read(WORDS)
    assert (
        failed.error and not failed.answer["relevant"] and failed.error in failed.answer["relevance_reason"]
    )
    lines = ['{"id": 1, "text": "SROs", "url": 5}', '{"id": 2, "text": "SROs"}', '{"id": 3, "text": 4}']
    assert ["error" in answer for answer in analyzer.analyze_many(lines)] == [True, False, True]


def test_what_was_read_leaves_no_words_behind(analyzer: Analyzer) -> None:
    def texts(first: int) -> list[Text]:
        return [
            Text(f"Zorb{at}ova Quux{at}ski of Blef{at}ville praised SROs.") for at in range(first, first + 9)
        ]

    list(analyzer.read_many(texts(0)))
    kept = len(analyzer.language.vocab.strings)
    list(analyzer.read_many(texts(100)))
    analyzer.read(texts(200)[0].text)
    assert len(analyzer.language.vocab.strings) == kept


def test_what_is_known_of_a_text_reaches_its_doc(language: Language) -> None:
    doc = make_doc(language, VOTE, url="https://example.org", authors=["Ann Wu"])
    assert (doc._.url, doc._.authors, doc._.known, doc._.published) == (
        "https://example.org",
        ("Ann Wu",),
        (),
        None,
    )


def test_authors_are_names_or_the_line_is_refused(analyzer: Analyzer) -> None:
    good, bad = analyzer.analyze_many(
        ['{"text": "x", "authors": ["Ann Wu"]}', '{"text": "x", "authors": "Wu"}']
    )
    assert "error" not in good and "authors" in bad["error"]


@pytest.mark.parametrize("text", ["A \ud800 B", "\udfff", "ok \x00 \ufffe"])
def test_half_characters_are_made_storable(analyzer: Analyzer, text: str) -> None:
    doc = analyzer.language.make_doc(text)
    assert len(doc._.original) == len(doc.text) == len(text)
    assert doc._.original.encode()
    assert "relevance" in analyzer.analyze(text)
