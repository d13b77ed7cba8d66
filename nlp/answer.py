"""What `hallwatch analyze` prints: one text's entities, statements, stances and votes as plain data."""

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc

from nlp.found import Mention, ProseVote, Statement


def full_names(doc: Doc) -> Iterator[str]:
    """Yield the full names of people in a piece, for the pieces after it."""
    return (
        mention.name for mention in doc._.entities or () if mention.label == "PERSON" and " " in mention.name
    )


def answer_of(docs: list[tuple[int, Doc]]) -> dict[str, Any]:
    """Return the answer of one text from its pieces; the most relevant piece speaks for it."""
    best = max((doc for _, doc in docs), key=lambda doc: doc._.relevance or 0.0, default=None)
    relevant = any(doc._.relevant for _, doc in docs)
    return {
        "relevant": bool(relevant),
        "relevance": round(best._.relevance or 0.0, 3) if best is not None else 0.0,
        "relevance_reason": best._.relevance_reason if best is not None else "no text",
        "entities": [_entity(entry, at) for at, doc in docs for entry in doc._.entities or ()],
        "statements": [_statement(entry, at) for at, doc in docs for entry in doc._.statements or ()],
        "votes": [_vote(entry, at) for at, doc in docs for entry in doc._.votes or () if not entry.alone],
    }


def _entity(found: Mention, at: int) -> dict[str, Any]:
    return {
        "text": found.text,
        "label": found.label,
        "start": found.start + at,
        "end": found.end + at,
        "id": found.id,
        "name": found.name,
    }


def _statement(found: Statement, at: int) -> dict[str, Any]:
    return {
        "start": found.start + at,
        "end": found.end + at,
        "text": found.text,
        "speaker": found.speaker,
        "speaker_id": found.speaker_id,
        "speaker_role": found.speaker_role,
        "stance": found.stance,
        "confidence": round(found.confidence, 3),
        "directness": found.directness,
        "cue": found.cue,
        "origin": found.origin,
    }


def _vote(found: ProseVote, at: int) -> dict[str, Any]:
    return {
        "body": found.body,
        "body_id": found.body_id,
        "motion": found.motion,
        "date": found.date,
        "result": found.result,
        "yes": found.yes,
        "no": found.no,
        "abstain": found.abstain,
        "absent": found.absent,
        "effect": found.effect,
        "members": [
            {"name": member.name, "person_id": member.person_id, "option": member.option}
            for member in found.members
        ],
        "start": found.start + at,
        "end": found.end + at,
    }
