"""Building the pipeline: the English model and our components, as nlp/config.yaml orders them."""

import importlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.language import Language
from spacy.tokens import Doc

import nlp.extensions  # noqa: F401 - declares the Doc attributes
from db.registry import Watch
from nlp.components.watch_data import WatchComponent
from nlp.lexicons import words
from nlp.tokenizer import NAME as TOKENIZER

FOLDER = Path(__file__).resolve().parent
CONFIG = FOLDER / "config.yaml"
SCORING = "nlp.scoring"  # what the components' configuration names; `spacy.load` knows it by entry points
PLACES = ("before", "after", "first", "last")


class ModelError(Exception):
    """The model named in the configuration cannot be loaded; the text says what to install."""


def read_config(path: Path = CONFIG) -> dict[str, Any]:
    """Return the pipeline's configuration: model, disable, components."""
    config: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return config


def build(watch: Watch, config: dict[str, Any] | None = None) -> Language:
    """Return the whole pipeline for a watch. Raises ModelError when the model is not installed."""
    config = config or read_config()
    language = _load_model(config)
    _keep_abbreviations_whole(language)
    for module in (SCORING, *(entry["module"] for entry in config["components"])):
        importlib.import_module(module)
    for entry in config["components"]:
        place = {key: entry[key] for key in PLACES if key in entry}
        settings = {key: value for key, value in entry.items() if key not in {"name", "module", *PLACES}}
        if instead := settings.pop("instead_of", None):
            _replace(language, instead, entry["name"], settings)
            continue
        component = language.add_pipe(entry["name"], config=settings, **place)
        if isinstance(component, WatchComponent):
            component.set_watch(watch)
    return language


def _replace(language: Language, old: str, name: str, settings: dict[str, Any]) -> None:
    """Put a component in the place of one of the model's, with that one's data."""
    component: Any = language.add_pipe(name, before=old, config=settings)
    former: Any = language.get_pipe(old)
    component.from_bytes(former.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    language.remove_pipe(old)


def make_doc(
    language: Language,
    text: str,
    *,
    url: str | None = None,
    published: date | None = None,
    known: Sequence[str] = (),
    authors: Sequence[str] = (),
) -> Doc:
    """Return a text's Doc with what is known beside it; the pipeline's components read these attributes.

    `known`: full names met in earlier pieces of the same text. `authors`: full names of who wrote it.
    """
    doc = language.make_doc(text)
    doc._.url, doc._.published, doc._.known, doc._.authors = url, published, tuple(known), tuple(authors)
    return doc


def _load_model(config: dict[str, Any]) -> Language:
    try:
        tokenizer = {"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}}
        return spacy.load(config["model"], disable=config.get("disable", []), config=tokenizer)
    except OSError as error:
        raise ModelError(
            f"the spaCy model {config['model']!r} is not installed (named in {CONFIG})"
        ) from error


def _keep_abbreviations_whole(language: Language) -> None:
    """Make titles one token: the model's tokenizer splits "Ald." and so starts a sentence after it."""
    tokenizer: Any = language.tokenizer
    for abbreviation in words("abbreviations"):
        tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
