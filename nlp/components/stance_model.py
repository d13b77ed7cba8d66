"""The trained classifier's say on each statement: rules, words, speaker and surroundings weighed together."""

import math
from collections.abc import Sequence
from typing import cast

from spacy.tokens import Doc

from nlp.components.decisions import Decisions
from nlp.components.drafts import Draft
from nlp.components.stance_features import Surroundings, features
from nlp.components.stance_rules import Reading
from nlp.found import Stance
from nlp.learning.linear import LinearModel, shipped

Shares = dict[str, float]
SIDES: tuple[Stance, Stance] = ("favor", "against")
CONSISTENT = 0.5  # how much a speaker's other statements of the same text say of this one's side
MOST = 2.0  # of log-odds that one other statement can say
CERTAIN = (
    0.84  # of the rules' confidence: there they were right more often than the model on pages not learnt from
)
TRUST = math.e  # odds that such a reading adds
UNSAID = 0.2  # what is left of mixed where one act decides and nothing limits it
DECIDED = 3.0  # log-odds of a side that a recorded vote shows


def weigh(
    doc: Doc,
    drafts: Sequence[Draft],
    readings: dict[int, Reading],
    decisions: Decisions,
    model: LinearModel | None = None,
) -> None:
    """Set side and confidence of the drafts that have a reading (by place), as the model sees them.

    What the rules found must stand in the drafts. The others' sides are known from votes and stay.
    """
    model = model or shipped("stance")
    around = Surroundings(doc, drafts, decisions)
    shares = {
        place: _trusted(drafts[place], reading, model.probabilities(features(drafts[place], around, reading)))
        for place, reading in readings.items()
    }
    for place, share in consistent(drafts, shares).items():
        drafts[place].stance, drafts[place].confidence = likeliest(share)
        drafts[place].origin = "model"


def _trusted(draft: Draft, reading: Reading, share: Shares) -> Shares:
    """Weigh a side up where the rules read an act on the officers and nothing that speaks against it.

    Mixed needs a sign of it: a condition, a change to be made, or words for both sides. What is said of
    others than the officers is never mixed.
    """
    if reading.off_target:
        unsaid = share["mixed"] * (1 - UNSAID)
        return {**share, "mixed": share["mixed"] - unsaid, "neutral": share["neutral"] + unsaid}
    if draft.stance not in SIDES or draft.confidence < CERTAIN:
        return share
    plain = not (reading.mixed or (reading.favor and reading.against))
    raised = {**share, draft.stance: share[draft.stance] * TRUST}
    if plain:
        raised["mixed"] = share["mixed"] * UNSAID
    whole = sum(raised.values())
    return {name: part / whole for name, part in raised.items()}


def consistent(drafts: Sequence[Draft], shares: dict[int, Shares]) -> dict[int, Shares]:
    """Return the shares with each side weighed by what the same speaker says elsewhere in the text."""
    odds = {place: math.log(share["favor"] / share["against"]) for place, share in shares.items()}
    for place, draft in enumerate(drafts):
        if place not in shares and draft.stance in SIDES:
            odds[place] = DECIDED if draft.stance == "favor" else -DECIDED
    return {place: _turned(drafts, place, shares[place], odds) for place in shares}


def _turned(drafts: Sequence[Draft], place: int, share: Shares, odds: dict[int, float]) -> Shares:
    draft = drafts[place]
    others = [
        max(-MOST, min(MOST, odd))
        for other, odd in odds.items()
        if drafts[other].speaker.name == draft.speaker.name
        and (drafts[other].start, drafts[other].end) != (draft.start, draft.end)
    ]
    if not others:
        return share
    odd = odds[place] + CONSISTENT * sum(others) / math.sqrt(len(others))
    sided = share["favor"] + share["against"]
    favor = sided / (1 + math.exp(-odd))
    return {**share, "favor": favor, "against": sided - favor}


def likeliest(share: Shares) -> tuple[Stance, float]:
    """Return the stance of the largest share, and how sure it is: mixed and neutral count as one there."""
    best = max(share, key=lambda name: share[name])
    unsided = sum(part for name, part in share.items() if name not in SIDES)
    return cast(Stance, best), share[best] if best in SIDES else unsided
