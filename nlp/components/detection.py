"""The trained filter: which candidates are statements on the matter, to be kept."""

from collections import defaultdict
from collections.abc import Sequence

from nlp.components.detection_features import PageFeatures
from nlp.components.drafts import Draft, Speaker
from nlp.components.matter import Matter
from nlp.components.page import Page
from nlp.learning.linear import LinearModel, shipped

KEEP = "keep"
GENEROUS = {"doing", "noun", "own"}  # sources that offer far more than statements
# The probability from which a draft is kept, by what found it. F1 on nlp/texts/dev is nearly flat;
# whole pages have more background than passages written for training, so generous finders need more, and
# acts told on the way and the sentences of a text of one's own need a little more.
THRESHOLD = 0.45
THRESHOLDS = {
    **{"vote": 0.3, "quote": 0.4, "turn": 0.4, "note": 0.4},
    **{"act": 0.55, "own": 0.5, "doing": 0.6, "noun": 0.6},
}


def kept(page: Page, drafts: Sequence[Draft], model: LinearModel | None = None) -> list[Draft]:
    """Return the drafts that are likely enough statements; of one speaker's overlapping ones the likeliest.

    Without a trained model (before the first training) what the lexicons know is kept where it is on the
    matter. Raises nlp.learning.linear.WeightsError on a model that is broken.
    """
    try:
        model = model or shipped("detection")
    except FileNotFoundError:
        matter = Matter(page)
        return [draft for draft in drafts if draft.source not in GENEROUS and matter.holds(draft)]
    matter = Matter(page)
    chances = probabilities(page, drafts, model)
    chosen: dict[str, list[Draft]] = defaultdict(list)
    for number in sorted(range(len(drafts)), key=lambda number: -chances[number]):
        draft = drafts[number]
        others = chosen[_key(draft.speaker)]
        likely = chances[number] >= THRESHOLDS.get(draft.source, THRESHOLD)
        if likely and not _is_elsewhere(page, draft, matter) and not _is_told(draft, others):
            others.append(draft)
    return sorted((draft for group in chosen.values() for draft in group), key=_place)


def _is_elsewhere(page: Page, draft: Draft, matter: Matter) -> bool:
    """Whether what is reported is plainly other business; the filter learns little of it."""
    return draft.source == "cue" and matter.is_elsewhere(page.text[draft.start : draft.end])


def _is_told(draft: Draft, others: list[Draft]) -> bool:
    return any(draft.is_at(other) for other in others)


def _key(speaker: Speaker) -> str:
    """Return what is the same for "Ald. Ana Ruiz" and "Ruiz"."""
    name = speaker.name.casefold()
    return name.split()[-1] if speaker.kind == "person" and name else name


def _place(draft: Draft) -> tuple[int, int]:
    return draft.start, draft.end


def probabilities(page: Page, drafts: Sequence[Draft], model: LinearModel) -> list[float]:
    """Return each draft's probability of being a statement on the matter."""
    features = PageFeatures(page, drafts)
    return [model.probabilities(features.of(number))[KEEP] for number in range(len(drafts))]
