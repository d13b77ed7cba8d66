"""One line of the table: two figures of the same run and their ratio."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

LESS_IS_BETTER = frozenset({"ms", "MiB"})
Job = Callable[[], object]


class BenchError(Exception):
    """A benchmark whose work did not come out as it should; its speed would mean nothing."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """Ours and the baseline in the same unit; `target` is the least ratio wanted, where there is one."""

    name: str
    unit: str  # "pages/s" and the like, or one of LESS_IS_BETTER
    ours: float
    baseline: float
    against: str
    target: float | None = None

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the baseline: 0.5 takes twice as long, or as much, whatever the unit."""
        return self.baseline / self.ours if self.unit in LESS_IS_BETTER else self.ours / self.baseline


def rate_row(name: str, unit: str, amount: float, seconds: Sequence[float], against: str) -> Row:
    """Return the row of so much work done in `seconds`: ours, then the baseline's."""
    ours, baseline = (amount / taken for taken in seconds)
    return Row(name=name, unit=f"{unit}/s", ours=ours, baseline=baseline, against=against)


@dataclass(frozen=True)
class Timing:
    """Seconds that ours and the baseline took, on the wall's clock and on the processors'."""

    wall: tuple[float, float]
    cpu: tuple[float, float]


def fastest(ours: Job, baseline: Job, rounds: int) -> tuple[float, float]:
    """Run both in turns and return the shortest time of each, in seconds."""
    return timed(ours, baseline, rounds).wall


def timed(ours: Job, baseline: Job, rounds: int) -> Timing:
    """Run both in turns and return the shortest times of each.

    In turns, because a neighbour's load then falls on both; the shortest, because load only ever adds.
    """
    taken = [(_seconds(ours), _seconds(baseline)) for _ in range(rounds)]
    mine, theirs = zip(*taken, strict=True)
    wall, cpu = (
        (min(one), min(other))
        for one, other in zip(zip(*mine, strict=True), zip(*theirs, strict=True), strict=True)
    )
    return Timing(wall, cpu)


def _seconds(job: Job) -> tuple[float, float]:
    start, used = perf_counter(), _processor_seconds()
    job()
    return perf_counter() - start, _processor_seconds() - used


def _processor_seconds() -> float:
    """Return what this process and its ended children have used."""
    return sum(os.times()[:4])


def table(rows: Sequence[Row]) -> str:
    """Return the rows as one table, columns aligned."""
    head = ("benchmark", "ours", "baseline", "unit", "ratio", "target", "against")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "\n".join(_aligned(line, widths) for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    target = "" if row.target is None else f">= {row.target:g}{'' if row.ratio >= row.target else ' missed'}"
    figures = (f"{row.ours:,.4g}", f"{row.baseline:,.4g}") if row.ours < 1000 else _whole(row)
    return (row.name, *figures, row.unit, f"{row.ratio:.2f}", target, row.against)


def _whole(row: Row) -> tuple[str, str]:
    return f"{row.ours:,.0f}", f"{row.baseline:,.0f}"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    right = {1, 2, 4}  # figures
    cells = [
        text.rjust(width) if place in right else text.ljust(width)
        for place, (text, width) in enumerate(zip(line, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
