"""Reading a watch's folder; every mistake is told with its file, line, key and what was expected."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from db.registry.models import Jurisdiction, Organization, Person, Source, Watch

LISTS: dict[str, tuple[tuple[str, ...], type[BaseModel]]] = {
    "jurisdictions": (("jurisdictions.yaml",), Jurisdiction),
    "organizations": (("organizations.yaml", "schools.yaml"), Organization),
    "people": (("people.yaml",), Person),
    "sources": (("boards.yaml", "outlets.yaml"), Source),
}
OPTIONAL = {"schools.yaml"}


class RegistryError(Exception):
    """A watch that cannot be used; its text lists every mistake found, one a line."""


def find_watch(name: str, root: Path | None = None) -> Path:
    """Return the folder of the watch called `name`; a path to a folder is taken as it is.

    Looks in `root`, else in the working directory's `watches/`, else in the one that came with the
    program. Raises RegistryError when there is none, with the names that exist.
    """
    as_path = Path(name)
    if os.sep in name and as_path.is_dir():
        return as_path
    program = Path(__file__).resolve().parents[2]
    around = [Path("watches").resolve(), program / "watches", program / "db" / "bundle" / "watches"]
    roots = [root] if root else list(dict.fromkeys(around))
    for folder in roots:
        if (folder / name / "watch.yaml").is_file():
            return folder / name
    known = sorted({path.parent.name for folder in roots for path in folder.glob("*/watch.yaml")})
    raise RegistryError(f"no watch {name!r}; known: {', '.join(known) or 'none'} (looked in {_names(roots)})")


def load_watch(folder: Path) -> Watch:
    """Read and check the watch in a folder. Raises RegistryError with every mistake found."""
    mistakes: list[str] = []
    data = _read(folder / "watch.yaml", mistakes)
    whole: dict[str, Any] = dict(data) if isinstance(data, dict) else {}
    for key, (names, model) in LISTS.items():
        whole[key] = [entry for name in names for entry in _entries(folder / name, model, mistakes)]
    if mistakes:
        raise RegistryError("\n".join(mistakes))
    try:
        return Watch.model_validate(whole)
    except ValidationError as error:
        lines = _lines_of(folder / "watch.yaml")
        raise RegistryError("\n".join(_told(folder / "watch.yaml", lines, error))) from error


def _names(roots: list[Path]) -> str:
    return ", ".join(str(root) for root in roots)


def _entries(path: Path, model: type[BaseModel], mistakes: list[str]) -> Iterator[BaseModel]:
    if path.name in OPTIONAL and not path.exists():
        return
    data = _read(path, mistakes)
    if data is None:
        return
    if not isinstance(data, list):
        mistakes.append(f"{path}:1: expected a list of entries, each starting with '- id:'")
        return
    lines = _lines_of(path)
    for index, entry in enumerate(data):
        try:
            yield model.model_validate(entry)
        except ValidationError as error:
            mistakes.extend(_told(path, lines, error, index))


def _read(path: Path, mistakes: list[str]) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        mistakes.append(f"{path}: missing; a watch needs it")
    except UnicodeDecodeError as error:
        mistakes.append(f"{path}: not UTF-8 text (byte {error.start})")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        mistakes.append(f"{path}:{line}: not YAML: {error.problem}")
    return None


def _told(
    path: Path, lines: dict[tuple[Any, ...], int], error: ValidationError, index: int | None = None
) -> list[str]:
    told = []
    for problem in error.errors():
        where = (*(() if index is None else (index,)), *problem["loc"])
        line = next((lines[where[:size]] for size in range(len(where), -1, -1) if where[:size] in lines), 1)
        key = ".".join(str(part) for part in problem["loc"]) or "entry"
        given = "" if isinstance(problem["input"], dict | list) else f" (given: {problem['input']!r})"
        told.append(f"{path}:{line}: {key}: {problem['msg'].removeprefix('Value error, ')}{given}")
    return told


def _lines_of(path: Path) -> dict[tuple[Any, ...], int]:
    """Return the line on which each key or list entry of a YAML file starts, by its path."""
    lines: dict[tuple[Any, ...], int] = {}

    def walk(node: yaml.Node, where: tuple[Any, ...]) -> None:
        lines.setdefault(where, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                lines[(*where, key.value)] = key.start_mark.line + 1
                walk(value, (*where, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                walk(value, (*where, index))

    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    if root is not None:
        walk(root, ())
    return lines
