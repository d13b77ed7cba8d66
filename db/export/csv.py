"""CSV: UTF-8, one header line, one line a record."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from db.export.cells import defused, one_line


def write(out: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]], *, raw: bool = False) -> int:
    """Write the rows; return how many. Unless `raw`, cells that would start a formula get a leading '."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        cells = [one_line(value) for value in row]
        writer.writerow(cells if raw else [defused(cell) for cell in cells])
        count += 1
    return count
