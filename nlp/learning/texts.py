"""The labelled texts as training reads them: each with its case and what the pipeline finds in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from db.registry import load_watch
from nlp.analyze import as_date
from nlp.evaluate import day_of, labelled_files, read_texts
from nlp.pipeline import build, make_doc

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "nlp" / "texts"
WATCH = ROOT / "watches" / "cps-sro"


@dataclass(frozen=True)
class LabelledText:
    """One passage: its labels, the case it belongs to (its file), and the Doc of the whole pipeline."""

    case: str
    labels: dict[str, Any]
    doc: Doc


LEARNED = ("statements", "stance")  # the components that need what training makes


def language() -> Language:
    """Return the pipeline that texts are read with: that of the watch that ships, up to the learned parts."""
    pipeline = build(load_watch(WATCH))
    pipeline.select_pipes(disable=LEARNED)
    return pipeline


def read_cases(paths: list[Path], pipeline: Language) -> list[LabelledText]:
    """Return the passages of files and folders, read by the pipeline, in order of names and lines.

    Raises nlp.evaluate.LabelError on a line that is no labelled text.
    """
    return [
        LabelledText(path.stem, labels, _read(labels, pipeline))
        for path in labelled_files(paths)
        for labels in read_texts(path)
    ]


def _read(labels: dict[str, Any], pipeline: Language) -> Doc:
    return pipeline(make_doc(pipeline, labels["text"], published=as_date(day_of(labels.get("date")))))
