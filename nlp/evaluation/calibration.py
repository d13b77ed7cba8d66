"""Whether a confidence says how often it is right: reliability by bins, calibration error, Brier score."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

BINS = 10  # of equal width


@dataclass
class Calibration:
    """Confidences between 0 and 1, each with whether what it stood for was right."""

    judged: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, confidence: float, right: bool) -> None:
        """Count one judgement; a confidence outside 0..1 counts as the nearer end."""
        self.judged.append((min(max(confidence, 0.0), 1.0), right))

    @property
    def error(self) -> float | None:
        """The expected calibration error: |mean confidence - share right| of the bins, weighted by count."""
        gaps = [abs(told - right) * count for _, _, told, right, count in self._bins()]
        return sum(gaps) / len(self.judged) if self.judged else None

    @property
    def brier(self) -> float | None:
        """The mean squared distance of confidence and outcome: 0 is best, saying 0.5 always gives .25."""
        if not self.judged:
            return None
        return sum((told - right) ** 2 for told, right in self.judged) / len(self.judged)

    def _bins(self) -> Iterator[tuple[float, float, float, float, int]]:
        """Yield (from, to, mean confidence, share right, count) of each bin that has judgements."""
        for number in range(BINS):
            inside = [entry for entry in self.judged if min(int(entry[0] * BINS), BINS - 1) == number]
            if inside:
                told = sum(confidence for confidence, _ in inside) / len(inside)
                right = sum(right for _, right in inside) / len(inside)
                yield number / BINS, (number + 1) / BINS, told, right, len(inside)

    def to_json(self) -> dict[str, Any]:
        """Return the bins and both errors as plain data."""
        names = ("from", "to", "confidence", "share_right", "count")
        return {
            "of": len(self.judged),
            "expected_error": self.error,
            "brier": self.brier,
            "bins": [dict(zip(names, each, strict=True)) for each in self._bins()],
        }
