"""A linear model over named features: `make train` writes it, the pipeline applies it without its maker."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MODELS = Path(__file__).resolve().parents[1] / "models"


class WeightsError(ValueError):
    """A file that is no model; the text names the file."""


@dataclass(frozen=True)
class LinearModel:
    """Weights of named features for each label; the temperature is already in them.

    `weights` holds a row a feature, in the order of `labels`. A feature without a row weighs nothing.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def scores(self, features: Mapping[str, float]) -> list[float]:
        """Return each label's score: the logarithm of its odds up to a shared constant."""
        rows = self.weights
        found = [(row, value) for name, value in features.items() if (row := rows.get(name)) is not None]
        totals = []
        for place, total in enumerate(self.bias):
            for row, value in found:
                total += row[place] * value  # noqa: PLW2901 - by hand: sum() rounds otherwise from Python 3.12 on
            totals.append(total)
        return totals

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return each label's probability; they sum to one."""
        totals = self.scores(features)
        highest = max(totals)
        shares = [math.exp(total - highest) for total in totals]
        whole = sum(shares)
        return {label: share / whole for label, share in zip(self.labels, shares, strict=True)}

    def save(self, path: Path) -> None:
        """Write the model as JSON, a feature a line, names in order: the same model gives the same bytes."""
        rows = ",\n".join(
            f"  {json.dumps(name, ensure_ascii=False)}: {_numbers(self.weights[name])}"
            for name in sorted(self.weights)
        )
        head = f'"labels": {json.dumps(list(self.labels))},\n"bias": {_numbers(self.bias)}'
        path.write_text(f'{{\n{head},\n"weights": {{\n{rows}\n}}\n}}\n', encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "LinearModel":
        """Read a model. Raises WeightsError when the file is not one."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            labels, bias = tuple(content["labels"]), tuple(map(float, content["bias"]))
            weights = {name: tuple(map(float, row)) for name, row in content["weights"].items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WeightsError(f"{path}: no model of labels, bias and weights ({error})") from error
        if any(len(row) != len(labels) for row in (bias, *weights.values())):
            raise WeightsError(f"{path}: a row does not have one weight for each of {len(labels)} labels")
        return cls(labels, bias, weights)


def _numbers(row: tuple[float, ...]) -> str:
    return "[" + ", ".join(f"{number:g}" for number in row) + "]"


@cache
def shipped(name: str) -> LinearModel:
    """Return the model of that name in nlp/models. Raises WeightsError, FileNotFoundError."""
    return LinearModel.load(MODELS / f"{name}.json")
