"""Learning the side of statements: from the labelled ones, as the pipeline would meet them."""

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.tokens import Doc

from nlp.components.candidates import candidates
from nlp.components.decisions import Decisions
from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.components.stance import readings_of
from nlp.components.stance_features import Features, Surroundings, features
from nlp.components.stance_model import weigh
from nlp.evaluate import match
from nlp.evaluation.stances import CLASSES, Sides, stance_class
from nlp.extensions import text_of
from nlp.learning.fit import Settings, fit
from nlp.learning.linear import LinearModel
from nlp.learning.texts import LabelledText

# By the folds and dev. Unbalanced, mixed is never found; favor is said in more ways than are written here.
SETTINGS = Settings(strength=0.1, smallest=0.03, balanced=True, prior={"favor": 1.2}, apart=1.25)
Label = dict[str, Any]


def train(texts: Sequence[LabelledText]) -> LinearModel:
    """Return the classifier learnt from the texts' labelled statements, recorded votes left out."""
    found = [(example, text.case) for text in texts for example in examples(text)]
    return fit([example for example, _ in found], [case for _, case in found], SETTINGS)


def examples(text: LabelledText) -> Iterator[tuple[Features, str]]:
    """Yield the features and the stance of each labelled statement whose side no vote tells."""
    labels, doc = text.labels.get("statements") or [], text.doc
    drafts, decisions = labelled_drafts(doc, labels), Decisions(doc)
    readings = readings_of(text_of(doc), drafts, decisions)
    around = Surroundings(doc, drafts, decisions)
    for place, reading in readings.items():
        yield features(drafts[place], around, reading), labels[place]["stance"]


def labelled_drafts(doc: Doc, labels: Sequence[Label]) -> list[Draft]:
    """Return a draft for each label: its span and speaker, cue and scope of the finders' own draft there."""
    offered = candidates(Page(doc)) if doc._.relevant else []
    as_found = [
        {
            "start": draft.start,
            "end": draft.end,
            "speaker": draft.speaker.name,
            "directness": draft.directness,
            "draft": draft,
        }
        for draft in offered
    ]
    by_label = {id(label): found["draft"] for label, found in match(list(labels), as_found)}
    return [_draft(doc, label, by_label.get(id(label))) for label in labels]


def _draft(doc: Doc, label: Label, found: Draft | None) -> Draft:
    start, end = label["start"], label["end"]
    draft = Draft(start, end, _speaker(doc, label), label["directness"], None)
    if found is not None:
        draft.cue, draft.cue_at = found.cue, found.cue_at
        draft.scope = (min(found.scope[0], start), max(found.scope[1], end))
        draft.stance, draft.confidence = found.stance, found.confidence
    elif draft.directness != "direct":
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            draft.scope = (min(span[0].sent.start_char, start), max(span[-1].sent.end_char, end))
    return draft


def _speaker(doc: Doc, label: Label) -> Speaker:
    name, role = label["speaker"], label.get("speaker_role")
    for mention in doc._.entities or ():
        if mention.name == name:
            return Speaker(name, mention.id, role, "person" if mention.label == "PERSON" else "body")
    whole = name[:1].isupper() and not name.startswith("The ")
    return Speaker(name, None, role, "person" if whole and " " in name else "body" if whole else "group")


def figures(model: LinearModel, texts: Sequence[LabelledText]) -> str:
    """Return the stance figures on texts held out, statements and speakers taken as labelled."""
    sides = Sides()
    for text in texts:
        labels, doc = text.labels.get("statements") or [], text.doc
        drafts, decisions = labelled_drafts(doc, labels), Decisions(doc)
        weigh(doc, drafts, readings_of(text_of(doc), drafts, decisions), decisions, model)
        for label, draft in zip(labels, drafts, strict=True):
            sides.add(stance_class(label["stance"]), stance_class(draft.stance or "neutral"))
    told = ", ".join(f"{name} {sides.of(name).f1 or 0:.3f}" for name in CLASSES)
    return f"macro-F1 {sides.macro_f1 or 0:.3f} ({told}) of {sides.right.labelled}"
