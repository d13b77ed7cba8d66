"""The side that each statement takes toward police officers stationed in schools, with a confidence."""

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.decisions import Decisions
from nlp.components.drafts import Draft
from nlp.components.scored import ScoredFunction, Scorer
from nlp.components.stance_model import weigh
from nlp.components.stance_rules import Reading, normal, read
from nlp.components.stance_words import lexicon
from nlp.extensions import as_given, text_of
from nlp.found import Stance, Statement

ASIDE = re.compile(
    r",?\s(?:although|though|even (?:though|as)|despite|in spite of|amid|over (?:the )?objections?|after)\s"
)
FEW = 5  # words
MANY = 30  # words
STRONG = 2.0
ABOUT = lexicon("matter")


def stance(doc: Doc) -> Doc:
    """Turn the drafts into statements with a side."""
    drafts: list[Draft] = doc._.drafts or []
    text, decisions = text_of(doc), Decisions(doc)
    readings = readings_of(text, drafts, decisions)
    if readings:
        weigh(doc, drafts, readings, decisions)
    doc._.statements = [_statement(doc, draft) for draft in drafts]
    return doc


def readings_of(text: str, drafts: Sequence[Draft], decisions: Decisions) -> dict[int, Reading]:
    """Judge each draft whose side no vote tells; return the rules' readings by place."""
    return {
        place: judge(text, draft, decisions) for place, draft in enumerate(drafts) if draft.stance is None
    }


def judge(text: str, draft: Draft, decisions: Decisions) -> Reading:
    """Set a draft's side by the rules: its words and the decisions told before it. Return the reading."""
    words = text[draft.start : draft.end].replace(draft.speaker.name, " ")
    if not read(words).evidence:  # its sentence may tell what the words themselves leave out
        words = text[draft.scope[0] : draft.scope[1]].replace(draft.speaker.name, " ")
    if draft.directness != "direct":
        words = _without_aside(words)
    reading = read(words)
    draft.stance, draft.confidence = _judged(text, draft, decisions, words, reading)
    return reading


def _judged(
    text: str, draft: Draft, decisions: Decisions, words: str, reading: Reading
) -> tuple[Stance, float]:
    told = _after_cue(text, draft) or words
    if ABOUT["off_target"].search(told) and not ABOUT["on_target"].search(told):
        reading.off_target = True
        return "neutral", 0.5
    decision = decisions.before(draft.start)
    action = draft.directness == "action"
    vote = _vote_side(words) if action else 0.0
    if vote and not reading.core and decision:
        return _side(vote * decision), 0.75
    if action and decision and not (reading.core or reading.on_decision) and ABOUT["proposing"].search(words):
        reading.on_decision = 1.0
    if reading.who_decides and not reading.core:
        reading.add(1.2 * min(2.0, reading.who_decides) * (-1.0 if decisions.mandate else 1.0), "who decides")
    if reading.on_decision and not reading.core:
        reading.add(1.2 * max(-1.0, min(1.0, reading.on_decision)) * (decision or 1.0), "judges the decision")
    if action and not (reading.favor or reading.against):
        # Nearly all street acts that real pages tell of were for removal: a guess where nothing else speaks.
        return ("against", 0.4) if ABOUT["street"].search(words) else ("neutral", 0.35)
    side, sure = decide(reading)
    return side, min(sure, _ceiling(reading, words))


def _ceiling(reading: Reading, words: str) -> float:
    """Return how sure a side can be: less where both sides stand in the words, or one sign in many words."""
    if reading.favor and reading.against:
        return 0.75
    return 0.75 if len(reading.evidence) == 1 and len(words.split()) > MANY else 0.9


def _after_cue(text: str, draft: Draft) -> str:
    """Return what follows the cue, the speaker's description left out; nothing where little follows."""
    if not draft.scope[0] <= draft.cue_at < draft.scope[1]:
        return ""
    told = text[draft.cue_at : draft.scope[1]]
    return told if len(told.split()) > FEW else ""


def _without_aside(words: str) -> str:
    """Leave out what others did meanwhile, where what stands before tells an act on the officers."""
    aside = ASIDE.search(words)
    return words[: aside.start()] if aside and read(words[: aside.start()]).core else words


def _vote_side(words: str) -> float:
    plain = normal(words)
    if ABOUT["voted_against"].search(plain):
        return -1.0
    return 1.0 if ABOUT["voted_for"].search(plain) else 0.0


def decide(reading: Reading) -> tuple[Stance, float]:
    """Return the side of a reading and how sure it is."""
    total = reading.favor + reading.against
    if reading.mixed and reading.against < STRONG + 1:
        return "mixed", 0.6
    if total == 0:
        return ("neutral", 0.6) if reading.neutral else ("neutral", 0.3)
    lead = abs(reading.balance) / total
    if lead < 0.25:
        if reading.core_balance:
            return _side(reading.core_balance), 0.45
        return ("mixed", 0.4) if reading.core else ("neutral", 0.35)
    if reading.neutral and not reading.core and total < STRONG:
        return "neutral", 0.5
    return _side(reading.balance), min(
        0.9, 0.45 + 0.15 * min(total, 2.0) * lead + (0.1 if reading.core else 0.0)
    )


def _side(balance: float) -> Stance:
    return "favor" if balance > 0 else "against" if balance < 0 else "neutral"


def _statement(doc: Doc, draft: Draft) -> Statement:
    return Statement(
        start=draft.start,
        end=draft.end,
        text=as_given(doc, draft.start, draft.end),
        speaker=draft.speaker.name,
        speaker_id=draft.speaker.id,
        speaker_role=draft.speaker.role or None,
        stance=draft.stance or "neutral",
        confidence=draft.confidence,
        directness=draft.directness,
        cue=draft.cue,
        origin=draft.origin,
    )


@Language.factory(
    "stance",
    default_config={"scorer": {"@scorers": "hallwatch.stance_scorer.v1"}},
    assigns=["doc._.statements"],
    requires=["doc._.drafts", "doc._.votes", "doc.sents"],
)
def make(nlp: Language, name: str, scorer: Scorer | None) -> ScoredFunction:  # noqa: ARG001 - spaCy's signature
    """Return the component."""
    return ScoredFunction(stance, scorer)
