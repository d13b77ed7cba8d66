"""The whole pipeline against the bare model: the same texts, the same components of the model on."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle, islice

import spacy
from spacy.language import Language

from nlp.analyze import Analyzer, Text
from nlp.pipeline import build, read_config
from tests.bench.row import Row, rate_row, timed
from tests.bench.workshop import Workshop, same
from tests.replica.content import articles, paragraphs, wires

TEXTS = 150
TARGET = 0.8
BATCH = 16  # the fastest size measured for the bare model


def run(workshop: Workshop) -> list[Row]:
    """Return one row: words a second from a text to its entities, statements, stances and votes."""
    texts = list(islice(cycle(_texts()), workshop.amount(TEXTS)))
    words = sum(len(text.split()) for text in texts)
    config = read_config()
    analyzer = Analyzer(workshop.watch, build(workshop.watch, config))
    bare = spacy.load(config["model"], disable=config["disable"])
    _ours(analyzer, texts[:1])
    _bare(bare, texts[:1])
    # Both are one thread's work: by the processor's time another program's load does not count.
    seconds = timed(lambda: _ours(analyzer, texts), lambda: _bare(bare, texts), workshop.rounds).cpu
    row = rate_row("tagging", "words", words, seconds, "nlp.pipe of the bare model, same components on")
    return [replace(row, target=TARGET)]


def _texts() -> list[str]:
    found = []
    for entry in articles(0):
        own = paragraphs(entry.get("body", "")) + paragraphs(wires().get(entry.get("wire", ""), ""))
        found.append("\n\n".join(own))
    return [text for text in found if text]


def _ours(analyzer: Analyzer, texts: Sequence[str]) -> None:
    found = [reading.answer for reading in analyzer.read_many(map(Text, texts))]
    same(any(answer["entities"] for answer in found), True, "entities found")


def _bare(language: Language, texts: Sequence[str]) -> None:
    with language.memory_zone():
        same(sum(1 for _ in language.pipe(texts, batch_size=BATCH)), len(texts), "texts read")
