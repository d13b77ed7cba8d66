"""Counts of what was found, what was labelled and what agreed, and the shares that come of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass
class Tally:
    """Hits among what was found and what was labelled."""

    found: int = 0
    labelled: int = 0
    right: int = 0

    def add(self, found: int, labelled: int, right: int) -> None:
        """Count one text's figures in."""
        self.found += found
        self.labelled += labelled
        self.right += right

    @property
    def precision(self) -> float | None:
        """Right among found, None when nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Right among labelled, None when nothing was labelled."""
        return self.right / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, None when there was nothing at all."""
        total = self.found + self.labelled
        return 2 * self.right / total if total else None


def scores(tally: Tally) -> dict[str, Any]:
    """Return precision, recall, F1 and both counts as plain data."""
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "found": tally.found,
        "labelled": tally.labelled,
    }


def share(tally: Tally) -> dict[str, Any]:
    """Return the share right of what was labelled, and of how many, as plain data."""
    return {"share": tally.recall, "of": tally.labelled}


def shares(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    """Return `share` of each tally, in order of name."""
    return {name: share(tally) for name, tally in sorted(tallies.items())}


def once(tallies: dict[str, Tally], name: str, right: bool) -> None:
    """Count one label, right or not, under a name."""
    tallies.setdefault(name, Tally()).add(1, 1, right)
