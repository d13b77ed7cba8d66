"""Labelled texts as they are read: one JSON object a line, with the text and what was labelled in it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LABELLED = {"statements", "votes", "entities"}  # a text without the key was not labelled for it
Found = dict[str, Any]


class LabelError(ValueError):
    """A line that is no labelled text; the text names the file and the line."""


def labelled_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files themselves and every .jsonl file below the folders, in order of name."""
    return [file for path in paths for file in (sorted(path.rglob("*.jsonl")) if path.is_dir() else [path])]


def read_texts(path: str | Path) -> Iterable[Found]:
    """Yield labelled texts. Raises LabelError on the first line that is none."""
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            yield _labelled_text(line, f"{path}, line {number}")


def _labelled_text(line: str, where: str) -> Found:
    try:
        passage = json.loads(line)
    except ValueError as error:
        raise LabelError(f"{where}: not JSON: {error}") from error
    if not isinstance(passage, dict) or not isinstance(passage.get("text"), str):
        raise LabelError(f'{where}: expected an object with "text"')
    for key in LABELLED & passage.keys():
        if not isinstance(passage[key], list):
            raise LabelError(f"{where}: {key} is no list")
        if not all(isinstance(entry, dict) and _has_span(entry) for entry in passage[key]):
            raise LabelError(f"{where}: each of {key} needs start and end")
    return passage


def _has_span(entry: Found) -> bool:
    start, end = entry.get("start"), entry.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end
