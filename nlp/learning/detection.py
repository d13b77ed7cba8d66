"""Learning which candidates are statements: those that the labels of a text agree with."""

from collections.abc import Sequence
from typing import Any

from nlp.components.candidates import candidates
from nlp.components.detection import KEEP, THRESHOLD, kept
from nlp.components.detection_features import Features, PageFeatures
from nlp.components.drafts import SAME, Draft
from nlp.components.page import Page
from nlp.evaluate import match, speaker_is_right
from nlp.learning.fit import Settings, fit
from nlp.learning.linear import LinearModel
from nlp.learning.texts import LabelledText

DROP = "drop"
FEWEST = 100  # words
SETTINGS = Settings(strength=0.03, seen=4)  # strict: written passages differ from the pages that are read


def train(texts: Sequence[LabelledText]) -> LinearModel:
    """Return the filter learnt from the texts whose statements are labelled."""
    examples: list[tuple[Features, str]] = []
    groups: list[str] = []
    for text in filter(_whole, labelled(texts)):
        page = Page(text.doc)
        drafts = candidates(page)
        features = PageFeatures(page, drafts)
        for number, good in enumerate(agreed(drafts, text.labels["statements"])):
            examples.append((features.of(number), KEEP if good else DROP))
            groups.append(text.case)
    return fit(examples, groups, SETTINGS)


def labelled(texts: Sequence[LabelledText]) -> list[LabelledText]:
    """Return the texts whose statements are labelled."""
    return [text for text in texts if "statements" in text.labels]


def _whole(text: LabelledText) -> bool:
    """A passage of a sentence or two has no background to leave out: it would teach to keep everything."""
    return len(text.labels["text"].split()) >= FEWEST


def agreed(drafts: Sequence[Draft], labels: Sequence[dict[str, Any]]) -> list[bool]:
    """Return for each draft whether it stands for a label: each label for the draft that fits it best."""
    pairs = []
    for number, draft in enumerate(drafts):
        for place, label in enumerate(labels):
            overlap = draft.overlap(label["start"], label["end"])
            if overlap >= SAME:
                same = speaker_is_right(label, {"speaker": draft.speaker.name})
                told_so = label.get("directness") == draft.directness
                pairs.append((-(2 * same + told_so + overlap), number, place))
    good: set[int] = set()
    done: set[int] = set()
    for _, number, place in sorted(pairs):
        if number not in good and place not in done:
            good.add(number)
            done.add(place)
    return [number in good for number in range(len(drafts))]


def figures(model: LinearModel, texts: Sequence[LabelledText]) -> str:
    """Return the filter's detection figures on texts held out, relevance taken as labelled."""
    found = right = wanted = 0
    for text in labelled(texts):
        page = Page(text.doc)
        answer = [{"start": draft.start, "end": draft.end} for draft in kept(page, candidates(page), model)]
        labels = text.labels["statements"]
        found, wanted = found + len(answer), wanted + len(labels)
        right += len(match(labels, answer))
    if not right:
        return "no text with a statement"
    return (
        f"precision {right / found:.3f}, recall {right / wanted:.3f}, F1 {2 * right / (found + wanted):.3f} "
        f"of {wanted} at {THRESHOLD}"
    )
