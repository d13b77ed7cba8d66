"""Whether reading goes on in the same memory: after a warm-up, then after many more texts."""

import resource
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from nlp.analyze import ZONE, Analyzer, Text
from nlp.pipeline import build
from tests.bench.row import Row
from tests.bench.workshop import Workshop, same

TEXTS = 2_500  # --scale 40 reads the 100,000 for which docs/performance.md gives the figure
WARM_UP = 2 * ZONE
TARGET = 0.95
MIB = 2**20
STATUS = Path("/proc/self/statm")


def run(workshop: Workshop) -> list[Row]:
    """Return one row: resident memory after the warm-up, and after so many texts more."""
    analyzer = Analyzer(workshop.watch, build(workshop.watch))
    texts = made_texts()
    _read(analyzer, texts, workshop.amount(WARM_UP))
    before = resident()
    many = workshop.amount(TEXTS)
    _read(analyzer, texts, many)
    row = Row(
        name="memory", unit="MiB", ours=resident(), baseline=before, against=f"before {many:,} more texts"
    )
    return [replace(row, target=TARGET)]


def made_texts() -> Iterator[Text]:
    """Yield short texts without end, each with names that no other has: what makes a string store grow."""
    number = 0
    while True:
        number += 1
        yield Text(
            f"Ann Lee{number}ova of Elm{number}field said that Bo{number}ric is afraid of police in schools. "
            f"The Elm{number}field school board voted 4-{number % 4} to remove its school resource officers."
        )


def resident() -> float:
    """Return the memory that this process holds in MiB, or the most it ever held where no more is told."""
    if STATUS.exists():
        return int(STATUS.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / MIB
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / MIB if sys.platform == "darwin" else peak / 1024


def _read(analyzer: Analyzer, texts: Iterator[Text], many: int) -> None:
    read = sum(reading.answer["relevant"] for reading in analyzer.read_many(islice(texts, many)))
    same(read, many, "texts on the debate")
