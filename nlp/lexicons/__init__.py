"""Word lists as data: one entry a line, `#` starts a comment, with where the terms came from."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of `name`.txt in file order. Raises FileNotFoundError if there is none."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
