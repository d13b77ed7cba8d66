"""What an extractor is made of: its parts, and the version under which its findings are stored.

The parts are kept with the version in the table `extractors`, so that a later extractor can tell which of
the texts an older one has read could read differently now (nlp/retag.py).
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from db.ids import digest
from db.registry import Watch
from nlp.lexicons import words
from nlp.lexicons.alternation import alternatives
from nlp.pipeline import read_config

FOLDER = Path(__file__).resolve().parent
Parts = dict[str, Any]
PLAIN = re.compile(r"[\w\s'-]+")  # a blank-separated group of words, no pattern
# Files that say nothing of what a text holds: texts to learn from, training, measuring, the second opinion.
APART = (
    "texts",
    "learning/fit",
    "learning/train",
    "evaluat",
    "marked_texts",
    "judge",
    "rejudge",
    "retag",
    "save",
    "scoring",
    "doc_data",
    "stage",
)


def parts_of(watch: Watch) -> Parts:
    """Return the extractor's parts for a watch, as plain data that JSON keeps.

    code, config, topic, places: digests; models: a digest a trained file; words: the entries of each word
    list; registry: the names by which each entry is met.
    """
    return {
        "code": code_version(),
        "config": _digest(read_config()),
        "topic": _digest(watch.topic.model_dump(mode="json")),
        "places": _digest([place.model_dump(mode="json") for place in watch.jurisdictions]),
        "models": {path.stem: _digest_file(path) for path in sorted((FOLDER / "models").glob("*.json"))},
        "words": word_lists(),
        "registry": registry_names(watch),
    }


def version_of(parts: Parts) -> str:
    """Return the version: the same parts give the same one, on any machine."""
    return _digest(parts)


def extractor_version(watch: Watch) -> str:
    """Return the version under which findings are stored."""
    return version_of(parts_of(watch))


@cache
def code_version() -> str:
    """Return a digest of the code that reads texts."""
    code = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.py")):
        name = path.relative_to(FOLDER).as_posix()
        if not name.startswith(APART):
            code.update(name.encode())
            code.update(path.read_bytes())
    return code.hexdigest()[:16]


@cache
def word_lists() -> dict[str, list[str]]:
    """Return each list's entries, by file name: lines of a .txt, alternatives of a .yaml with their group."""
    lists = {}
    for path in sorted((FOLDER / "lexicons").iterdir()):
        if path.suffix == ".txt":
            lists[path.name] = sorted(set(words(path.stem)))
        elif path.suffix == ".yaml":
            lists[path.name] = sorted(set(_leaves(yaml.safe_load(path.read_text(encoding="utf-8")), "")))
    return lists


def _leaves(content: object, group: str) -> list[str]:
    if isinstance(content, dict):
        return [leaf for key, value in content.items() for leaf in _leaves(value, f"{group}{key}/")]
    if isinstance(content, list):
        return [leaf for value in content for leaf in _leaves(value, group)]
    entry = str(content)
    terms = entry.split() if PLAIN.fullmatch(entry) else alternatives(entry)
    return [f"{group}\t{term}" for term in terms]


def registry_names(watch: Watch) -> dict[str, list[str]]:
    """Return the names by which each person, body and school may be met, with all else that is known of it.

    The last entry is a digest of the whole, so that a changed role or date counts as a change too.
    """
    place = {entry.id: entry.name for entry in watch.jurisdictions}
    names: dict[str, list[str]] = {}
    for person in watch.people:
        known = {person.name, *person.other_names, *person.misspellings}
        names[f"person/{person.id}"] = [*sorted(known), _digest(person.model_dump(mode="json"))]
    for body in watch.organizations:
        # "The board" stands for the body of the place the text is about: the place's name is a name of it.
        known = {body.name, *body.other_names, *body.short_names, *body.misspellings}
        known |= {place[body.jurisdiction]} if body.jurisdiction in place else set()
        names[f"body/{body.id}"] = [*sorted(known), _digest(body.model_dump(mode="json"))]
    return names


def _digest(content: object) -> str:
    return digest(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str))


def _digest_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
