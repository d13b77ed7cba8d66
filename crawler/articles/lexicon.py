"""The word lists beside this module, as compiled patterns."""

import re
from pathlib import Path
from typing import Any

import yaml


def read_lexicon(name: str) -> Any:
    """Return a word list's content as YAML tells it."""
    return yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def any_of(patterns: list[str], *, before: str = "", after: str = "") -> re.Pattern[str]:
    """Return one pattern that matches where any of the given does, case ignored; for none, nowhere."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"
    return re.compile(f"{before}(?:{joined}){after}", re.IGNORECASE)
