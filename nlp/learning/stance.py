"""Learning the side of statements: from the labelled ones, as the pipeline would meet them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.tokens import Doc

from nlp.components.candidates import candidates
from nlp.components.decisions import Decisions
from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.components.stance import judge
from nlp.components.stance_features import Features, Surroundings, features
from nlp.components.stance_model import weigh
from nlp.evaluate import CLASSES, match, stance_class
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
    drafts = labelled_drafts(doc, labels)
    decisions = Decisions(doc)
    open_places = [place for place, draft in enumerate(drafts) if draft.stance is None]
    readings = {place: judge(text_of(doc), drafts[place], decisions) for place in open_places}
    around = Surroundings(doc, drafts, decisions)
    for place in open_places:
        yield features(drafts[place], around, readings[place]), labels[place]["stance"]


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
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        labels, doc = text.labels.get("statements") or [], text.doc
        drafts, decisions = labelled_drafts(doc, labels), Decisions(doc)
        readings = {
            place: judge(text_of(doc), draft, decisions)
            for place, draft in enumerate(drafts)
            if draft.stance is None
        }
        weigh(doc, drafts, readings, decisions, model)
        for label, draft in zip(labels, drafts, strict=True):
            pairs[stance_class(label["stance"]), stance_class(draft.stance or "neutral")] += 1
    scores = [_f1(pairs, name) for name in CLASSES]
    told = ", ".join(f"{name} {score:.3f}" for name, score in zip(CLASSES, scores, strict=True))
    return f"macro-F1 {sum(scores) / len(scores):.3f} ({told}) of {sum(pairs.values())}"


def _f1(pairs: Counter[tuple[str, str]], name: str) -> float:
    found = sum(count for (_, given), count in pairs.items() if given == name)
    labelled = sum(count for (true, _), count in pairs.items() if true == name)
    return 2 * pairs[name, name] / (found + labelled) if found + labelled else 0.0
