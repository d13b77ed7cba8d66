"""Word groups as data: a YAML file of named groups, each a list or a blank-separated text."""

from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent


@cache
def groups(name: str) -> dict[str, frozenset[str]]:
    """Return the groups of `name`.yaml. Raises FileNotFoundError for a file that is not there."""
    content = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return {group: frozenset(_entries(entries)) for group, entries in content.items()}


def _entries(entries: str | list[str]) -> list[str]:
    return entries.split() if isinstance(entries, str) else [str(entry) for entry in entries]
