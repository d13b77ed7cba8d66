"""Fitting linear models: logistic regression, its confidence set by texts that it did not learn from.

Needs scikit-learn, which only training does. The same examples give the same model: the solver starts from
nothing and draws no random numbers, and the folds follow from the groups' names and sizes.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nlp.learning.linear import LinearModel

Features = Mapping[str, float]
Example = tuple[Features, str]
DIGITS = 3
TEMPERATURES = [round(0.3 * 1.02**step, 4) for step in range(140)]  # 0.3 to 4.7


@dataclass(frozen=True)
class Settings:
    """How a model is fitted."""

    strength: float = 0.3  # the inverse of the penalty on large weights
    seen: int = 2  # features of fewer examples than this are left out
    smallest: float = 0.02  # features whose every weight is smaller are left out
    folds: int = 5
    balanced: bool = False  # whether a rare label counts as much as a frequent one
    prior: Mapping[str, float] | None = None  # a label's examples count so much more
    apart: float = (
        1.0  # the scores are divided by this too: pages read differ more than one case from another
    )


def fit(examples: Sequence[Example], groups: Sequence[str], settings: Settings | None = None) -> LinearModel:
    """Return a model of the examples (features and label), calibrated over folds of whole groups.

    Raises ValueError where the examples do not have two labels.
    """
    settings = settings or Settings()
    model = _fit(examples, settings)
    held_out = out_of_fold(examples, groups, settings, raw=True)
    return _scaled(model, settings.apart * _temperature(examples, held_out, model))


def out_of_fold(
    examples: Sequence[Example],
    groups: Sequence[str],
    settings: Settings | None = None,
    *,
    raw: bool = False,
) -> list[dict[str, float]]:
    """Return each example's probabilities by a model that saw no example of its group.

    `raw` leaves the confidence as the regression gives it. With one group there is nothing to hold out: the
    answer is empty.
    """
    settings = settings or Settings()
    folds = folds_of(groups, settings.folds)
    answers: list[dict[str, float]] = [{} for _ in examples]
    for fold in sorted(set(folds)):
        rest = [place for place, other in enumerate(folds) if other != fold]
        held = [place for place, other in enumerate(folds) if other == fold]
        learnt = [examples[place] for place in rest]
        if len({label for _, label in learnt}) < 2:
            return []
        few = raw or len({groups[place] for place in rest}) < 2
        model = _fit(learnt, settings) if few else fit(learnt, [groups[place] for place in rest], settings)
        for place in held:
            answers[place] = model.probabilities(examples[place][0])
    return answers


def folds_of(groups: Sequence[str], count: int) -> list[int]:
    """Return a fold for each example: whole groups, the largest first, each to the emptiest fold."""
    sizes = [0] * count
    fold: dict[str, int] = {}
    for group, size in sorted(Counter(groups).items(), key=lambda entry: (-entry[1], entry[0])):
        fold[group] = sizes.index(min(sizes))
        sizes[fold[group]] += size
    return [fold[group] for group in groups]


def _fit(examples: Sequence[Example], settings: Settings) -> LinearModel:
    labels = sorted({label for _, label in examples})
    if len(labels) < 2:
        raise ValueError(f"examples of two labels at least are needed, got {labels}")
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform(_known(examples, settings.seen))
    regression = LogisticRegression(
        C=settings.strength,
        class_weight="balanced" if settings.balanced else None,
        max_iter=150,  # as good as when it goes on, in a third of the time
        tol=1e-3,
    )
    weights = [(settings.prior or {}).get(label, 1.0) for _, label in examples]
    regression.fit(matrix, [label for _, label in examples], sample_weight=weights)
    rows, bias = np.asarray(regression.coef_), np.asarray(regression.intercept_)
    if len(labels) == 2:  # scikit-learn keeps one row for two labels: half of it for, half against
        rows, bias = np.vstack([-rows, rows]) / 2, np.concatenate([-bias, bias]) / 2
    kept = {
        str(name): tuple(float(weight) for weight in rows[:, place])
        for place, name in enumerate(vectorizer.get_feature_names_out())
        if np.abs(rows[:, place]).max() >= settings.smallest
    }
    return LinearModel(tuple(labels), tuple(map(float, bias)), kept)


def _known(examples: Sequence[Example], seen: int) -> list[dict[str, float]]:
    """Return the examples' features without those of too few examples."""
    counts = Counter(name for features, _ in examples for name in features)
    return [
        {name: value for name, value in features.items() if counts[name] >= seen} for features, _ in examples
    ]


def _temperature(examples: Sequence[Example], answers: list[dict[str, float]], model: LinearModel) -> float:
    """Return what to divide the scores by, for the likeliest labels of the examples held out."""
    if not answers:
        return 1.0
    floor = 1e-9
    logs = np.log([[max(answer.get(label, floor), floor) for label in model.labels] for answer in answers])
    right = np.array([model.labels.index(label) for _, label in examples])

    def loss(temperature: float) -> float:
        scaled = logs / temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        share = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return -float(share[np.arange(len(right)), right].mean())

    return min(TEMPERATURES, key=loss)


def _scaled(model: LinearModel, temperature: float) -> LinearModel:
    return LinearModel(
        model.labels,
        tuple(round(number / temperature, DIGITS) for number in model.bias),
        {
            name: tuple(round(number / temperature, DIGITS) for number in row)
            for name, row in model.weights.items()
        },
    )
