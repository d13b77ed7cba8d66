"""Training: `python -m nlp.learning.train` writes nlp/models/ from nlp/texts/train and prints figures on dev.

A learned part is a module of this package with `train(texts)`, which returns its model, and
`figures(model, texts)`, which tells how good it is on texts held out; TASKS names them all.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.learning import detection, relevance, stance
from nlp.learning.linear import MODELS, LinearModel
from nlp.learning.texts import TEXTS, LabelledText, language, read_cases

Texts = Sequence[LabelledText]


@dataclass(frozen=True)
class Task:
    """One learned part: how its model is made of labelled texts, and how it is measured."""

    name: str
    train: Callable[[Texts], LinearModel]
    figures: Callable[[LinearModel, Texts], str]


def tasks() -> tuple[Task, ...]:
    """Return every learned part, in the order in which they are trained."""
    return (
        Task("relevance", relevance.train, relevance.figures),
        Task("detection", detection.train, detection.figures),
        Task("stance", stance.train, stance.figures),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the parts asked for, all by default."""
    known = {task.name: task for task in tasks()}
    parser = argparse.ArgumentParser(description="Train the classifiers from labelled texts.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(known)} (default: all)")
    parser.add_argument("--train", type=Path, default=TEXTS / "train", help="file or folder to learn from")
    parser.add_argument("--dev", type=Path, default=TEXTS / "dev", help="file or folder to measure on")
    parser.add_argument("--models", type=Path, default=MODELS, help="folder to write to")
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.names) - known.keys())
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}")
    train([known[name] for name in given.names or known], given.train, given.dev, given.models)
    return 0


def train(chosen: Sequence[Task], train_path: Path, dev_path: Path, models: Path) -> None:
    """Train, save and measure the chosen parts; each text is read once for all of them."""
    pipeline = language()
    learnt, held = read_cases([train_path], pipeline), read_cases([dev_path], pipeline)
    models.mkdir(parents=True, exist_ok=True)
    for task in chosen:
        model = task.train(learnt)
        path = models / f"{task.name}.json"
        model.save(path)
        print(f"{task.name}: {len(model.weights):,} features, {path.stat().st_size:,} bytes")
        print(task.figures(model, held), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
