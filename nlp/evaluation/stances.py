"""How often a matched statement's side is right: per class, and apart for each kind of statement."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from nlp.evaluation.tallies import Tally, scores

CLASSES = ("favor", "against", "mixed+neutral")


def stance_class(stance: str) -> str:
    """Return the class in which a stance is scored: mixed and neutral are one."""
    return stance if stance in {"favor", "against"} else "mixed+neutral"


@dataclass
class Sides:
    """Counts of (labelled, found) classes."""

    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, labelled: str, found: str) -> None:
        """Count one matched statement, by the classes of `stance_class`."""
        self.confusion[labelled, found] += 1

    def of(self, name: str) -> Tally:
        """Return one class's figures."""
        found = sum(count for (_, given), count in self.confusion.items() if given == name)
        labelled = sum(count for (true, _), count in self.confusion.items() if true == name)
        return Tally(found, labelled, self.confusion[name, name])

    @property
    def macro_f1(self) -> float | None:
        """The mean F1 of the classes that occur."""
        f1s = [score for name in CLASSES if (score := self.of(name).f1) is not None]
        return sum(f1s) / len(f1s) if f1s else None

    @property
    def right(self) -> Tally:
        """All classes together: how many were given the labelled one."""
        total = self.confusion.total()
        return Tally(total, total, sum(self.confusion[name, name] for name in CLASSES))

    @property
    def opposite(self) -> int:
        """How many were given the other side: favor for against, or the reverse."""
        return self.confusion["favor", "against"] + self.confusion["against", "favor"]

    def to_json(self) -> dict[str, Any]:
        """Return every figure as plain data."""
        return {
            "macro_f1": self.macro_f1,
            "accuracy": self.right.recall,
            "of": self.right.labelled,
            "opposite": self.opposite,
            "classes": {name: scores(self.of(name)) for name in CLASSES},
        }
