"""How much of an article's text is found, and how much else: by runs of four words, as the public benchmark
article-extraction-benchmark counts it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import mean

from tests.measure.pages import UNTOLD, KnownPage

RUN = 4  # words


@dataclass
class BodyScore:
    """Precision and recall of each page that has them: nothing found, or nothing there, has no share."""

    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    pages: int = 0

    def add(self, page: KnownPage, body: str | None) -> None:
        """Score the text found on a page, where the set tells its text."""
        if page.text is UNTOLD:
            return
        self.pages += 1
        precision, recall = shares(page.text, body or "")
        self.precisions += [] if precision is None else [precision]
        self.recalls += [] if recall is None else [recall]

    @property
    def precision(self) -> float:
        """Mean share of the found runs that are the article's."""
        return mean(self.precisions) if self.precisions else 0.0

    @property
    def recall(self) -> float:
        """Mean share of the article's runs that are found."""
        return mean(self.recalls) if self.recalls else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two means."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shares(true: str, found: str) -> tuple[float | None, float | None]:
    """Return precision and recall of a found text; a share of nothing is None, nothing for nothing is 1."""
    there, seen = _runs(true), _runs(found)
    right = sum((there & seen).values())
    if there == seen:
        return 1.0, 1.0
    return (right / seen.total() if seen else None), (right / there.total() if there else None)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    """Return a text's runs of words; a text shorter than a run is one."""
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))
