"""The trained filter: which candidates are statements on the matter, to be kept."""

from collections import defaultdict
from collections.abc import Sequence

from nlp.components.detection_features import PageFeatures
from nlp.components.drafts import Draft, Speaker
from nlp.components.matter import Matter
from nlp.components.page import Page
from nlp.learning.linear import LinearModel, shipped

KEEP = "keep"
GENEROUS = {"doing", "going on", "own"}  # sources that offer far more than statements
# The probability from which a draft is kept. F1 on nlp/texts/dev is nearly flat from .4 to .6; whole news pages
# have more background than passages written for training, so more is asked for than the best on dev.
THRESHOLD = 0.55
SAME = 0.5  # share of the shorter of two spans of one speaker that makes them one statement


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
    chances = probabilities(page, drafts, model)
    chosen: dict[str, list[Draft]] = defaultdict(list)
    for number in sorted(range(len(drafts)), key=lambda number: -chances[number]):
        draft = drafts[number]
        others = chosen[_key(draft.speaker)]
        if chances[number] >= THRESHOLD and not any(
            draft.overlap(other.start, other.end) >= SAME for other in others
        ):
            others.append(draft)
    return sorted((draft for group in chosen.values() for draft in group), key=_place)


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
