"""Reading a watch's folder; every mistake is told with its file, line, key and what was expected."""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from db.registry.models import (
    DATE_FORM,
    SLUG_FORM,
    URL_FORM,
    Expectations,
    Jurisdiction,
    Membership,
    Organization,
    PageRules,
    Person,
    Source,
    Topic,
    Watch,
    Way,
)
from db.registry.references import mismatches
from db.registry.yaml_places import Placed, read_placed

LISTS: dict[str, tuple[tuple[str, ...], type[BaseModel]]] = {
    "jurisdictions": (("jurisdictions.yaml",), Jurisdiction),
    "organizations": (("organizations.yaml", "schools.yaml"), Organization),
    "people": (("people.yaml",), Person),
    "sources": (("boards.yaml", "outlets.yaml"), Source),
}
NESTED: dict[type[BaseModel], tuple[type[BaseModel], ...]] = {
    Person: (Membership,),
    Source: (Expectations, Way, PageRules),
    Watch: (Topic,),
}
OPTIONAL = {"schools.yaml"}
FORMS = {
    SLUG_FORM: "expected lower-case words joined by hyphens, like block-club-chicago",
    URL_FORM: "expected an address that starts with https:// or http://",
    DATE_FORM: "expected a date like 2024-02-22, 2024-02 or 2024",
}


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
    roots = [root] if root else [Path("watches"), program / "watches", program / "db" / "bundle" / "watches"]
    for folder in roots:
        if (folder / name / "watch.yaml").is_file():
            return folder / name
    known = sorted({path.parent.name for folder in roots for path in folder.glob("*/watch.yaml")})
    looked = ", ".join(str(folder) for folder in roots)
    raise RegistryError(f"no watch {name!r}; known: {', '.join(known) or 'none'} (looked in {looked})")


def load_watch(folder: Path) -> Watch:
    """Read and check the watch in a folder. Raises RegistryError with every mistake found."""
    top = read_placed(folder / "watch.yaml")
    mistakes = top.mistakes
    if not mistakes and not isinstance(top.data, dict):
        mistakes.append(f"{top.path}:1: expected keys with values: id, title, question, topic")
    whole: dict[str, Any] = dict(top.data) if isinstance(top.data, dict) else {}
    places: dict[str, list[tuple[Placed, int]]] = {}
    for kind, (names, model) in LISTS.items():
        whole[kind], places[kind] = [], []
        for name in names:
            _read_list(folder / name, model, whole[kind], places[kind], mistakes)
    if not mistakes:
        mistakes.extend(_misfits(whole, places))
    if mistakes:
        raise RegistryError("\n".join(mistakes))
    try:
        return Watch.model_validate(whole)
    except ValidationError as error:
        raise RegistryError("\n".join(_told(top, (), error, Watch))) from error


def _read_list(
    path: Path,
    model: type[BaseModel],
    entries: list[BaseModel],
    places: list[tuple[Placed, int]],
    mistakes: list[str],
) -> None:
    if path.name in OPTIONAL and not path.exists():
        return
    placed = read_placed(path)
    mistakes.extend(placed.mistakes)
    if placed.data is None or placed.mistakes:
        return
    if not isinstance(placed.data, list):
        mistakes.append(f"{path}:1: expected a list of entries, each starting with '- id:'")
        return
    for index, entry in enumerate(placed.data):
        try:
            entries.append(model.model_validate(entry))
            places.append((placed, index))
        except ValidationError as error:
            mistakes.extend(_told(placed, (index,), error, model))


def _misfits(whole: dict[str, Any], places: dict[str, list[tuple[Placed, int]]]) -> list[str]:
    found = mismatches(*(whole[kind] for kind in LISTS))
    told = []
    for misfit in found:
        placed, index = places[misfit.kind][misfit.index]
        told.append(placed.at((index, *misfit.where), misfit.text))
    return told


def _told(
    placed: Placed, around: tuple[Any, ...], error: ValidationError, model: type[BaseModel]
) -> list[str]:
    """Return a line for each mistake; a misspelt key is one, not also the absence of the right one."""
    problems = error.errors()
    unknown = [str(problem["loc"][-1]) for problem in problems if problem["type"] == "extra_forbidden"]
    meant = {near for key in unknown if (near := _nearest(key, model))}
    return [
        placed.at((*around, *problem["loc"]), _words(problem, model))
        for problem in problems
        if problem["type"] != "missing" or problem["loc"][-1] not in meant
    ]


def _words(problem: ErrorDetails, model: type[BaseModel]) -> str:
    """Return what is wrong, what was expected, and what was given, in words for whoever wrote the file."""
    kind, given = problem["type"], problem["input"]
    shown = "" if isinstance(given, dict | list) else f" (given: {given!r})"
    if kind == "missing":
        return "missing; the entry needs it"
    if kind == "extra_forbidden":
        near = _nearest(str(problem["loc"][-1]), model)
        return f"unknown key; did you mean {near!r}?" if near else "unknown key; check its spelling"
    if kind in ("model_type", "model_attributes_type"):
        return f"expected keys with values{shown}"
    if kind == "string_pattern_mismatch":
        return f"{FORMS.get(problem['ctx']['pattern'], problem['msg'])}{shown}"
    return f"{problem['msg'].removeprefix('Value error, ')}{shown}"


def _nearest(key: str, model: type[BaseModel]) -> str | None:
    """Return the key of a model, or of what stands within it, that is spelt most like this one."""
    models = [model, *NESTED.get(model, ())]
    known = [field.alias or name for one in models for name, field in one.model_fields.items()]
    return next(iter(get_close_matches(key, known, n=1)), None)
