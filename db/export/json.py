"""JSON: one array of objects, one object a line."""

import json
from collections.abc import Iterable, Sequence
from typing import TextIO


def write(out: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]], *, raw: bool = False) -> int:  # noqa: ARG001
    """Write the rows as stored; return how many. JSON has no formulas, so `raw` changes nothing."""
    count = 0
    out.write("[")
    for row in rows:
        out.write(",\n" if count else "\n")
        out.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))
        count += 1
    out.write("\n]\n")
    return count
