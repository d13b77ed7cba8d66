"""Scoring through spaCy: `language.evaluate(examples(...))` gives the figures of `hallwatch evaluate`."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from nlp.analyze import as_date
from nlp.answer import answer_of
from nlp.components.scored import Scorer
from nlp.evaluate import Found, Report, compare, day_of
from nlp.pipeline import make_doc

Figures = dict[str, Any]


def examples(language: Language, passages: Iterable[Found]) -> list[Example]:
    """Return labelled texts, as nlp.evaluate.read_texts yields them, as Examples: labels on the reference."""
    made = []
    for passage in passages:
        reference = make_doc(language, passage["text"])
        reference._.labels = passage
        predicted = make_doc(
            language, passage["text"], url=passage.get("url"), published=as_date(day_of(passage.get("date")))
        )
        made.append(Example(predicted, reference))
    return made


def figures(scored: Iterable[Example]) -> Figures:
    """Return every figure over Examples, as nlp.evaluate.Report.to_json has them."""
    report = Report()
    for example in scored:
        compare(example.reference._.labels or {}, answer_of([(0, example.predicted)]), report)
    return report.to_json()


def _entities(told: Figures) -> Figures:
    return _shares("entities", told["entities"])


def _relevance(told: Figures) -> Figures:
    return _shares("relevance", told["relevance"])


def _votes(told: Figures) -> Figures:
    return _shares("votes", told["votes"])


def _statements(told: Figures) -> Figures:
    return {
        **_shares("statements", told["detection"]),
        "speaker_acc": told["speakers"]["accuracy"],
        "directness_acc": told["directness"]["accuracy"],
    }


def _stance(told: Figures) -> Figures:
    stance = told["stance"]
    per_class = {name: _shares("stance", shares) for name, shares in stance["classes"].items()}
    return {"stance_macro_f": stance["macro_f1"], "stance_per_class": per_class}


def _shares(name: str, told: Figures) -> Figures:
    """Return precision, recall and F1 under the names that spaCy's own scorers use."""
    return {f"{name}_p": told["precision"], f"{name}_r": told["recall"], f"{name}_f": told["f1"]}


def _score(part: Callable[[Figures], Figures], scored: Iterable[Example]) -> Figures:
    return part(figures(scored))


def entities_scorer() -> Scorer:
    """Return what scores resolved names: entities_p, entities_r, entities_f."""
    return partial(_score, _entities)


def relevance_scorer() -> Scorer:
    """Return what scores relevance: relevance_p, relevance_r, relevance_f."""
    return partial(_score, _relevance)


def votes_scorer() -> Scorer:
    """Return what scores votes told in prose: votes_p, votes_r, votes_f."""
    return partial(_score, _votes)


def statements_scorer() -> Scorer:
    """Return what scores finding statements: statements_p, _r and _f, speaker_acc, directness_acc."""
    return partial(_score, _statements)


def stance_scorer() -> Scorer:
    """Return what scores the sides: stance_macro_f, stance_per_class."""
    return partial(_score, _stance)


for made in (entities_scorer, relevance_scorer, votes_scorer, statements_scorer, stance_scorer):
    registry.scorers.register(f"hallwatch.{made.__name__}.v1", func=made)
