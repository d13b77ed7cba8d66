"""What `hallwatch analyze` prints: one text's entities, statements, stances and votes as plain data."""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from db.registry import Watch
from nlp.found import Mention, ProseVote, Statement
from nlp.pipeline import build
from nlp.reading import LONGEST, fit_to_parse, pieces

ZONE = 250  # texts to one memory zone: without zones the string store grows without end


@dataclass(frozen=True)
class Reading:
    """What one text holds: plain data, no spaCy object, safe to keep."""

    answer: dict[str, Any]
    places: tuple[str, ...] = ()


class Analyzer:
    """Reads texts with one watch's pipeline. Not safe to share between threads."""

    def __init__(self, watch: Watch, language: Language | None = None) -> None:
        self.language = language or build(watch)

    def analyze(
        self, text: str, url: str | None = None, date: str | datetime.date | None = None
    ) -> dict[str, Any]:
        """Return what the text holds, in the shape of `hallwatch analyze`.

        `date` is when it was published, a date or ISO text. Raises ValueError on a date that is none.
        """
        published = as_date(date)
        return self.read(text, url, published).answer

    def read(self, text: str, url: str | None = None, published: date | None = None) -> "Reading":
        """Return the answer together with the places the text is about."""
        with self.language.memory_zone():
            return self._read(text, url, published)

    def analyze_many(self, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Yield an answer for each line {"id", "text", "url", "date"}; a bad line gives {"id", "error"}."""
        waiting = iter(lines)
        while batch := list(islice(waiting, ZONE)):
            with self.language.memory_zone():
                answers = [self._answer(line) for line in batch]
            yield from answers

    def _answer(self, line: str) -> dict[str, Any]:
        entry: dict[str, Any] = {}
        try:
            entry = _object(line)
            if not isinstance(entry.get("text"), str):
                raise ValueError('expected "text" with the text to read')
            answer = self._read(entry["text"], entry.get("url"), as_date(entry.get("date"))).answer
        except Exception as error:  # noqa: BLE001 - one text must not lose the batch; the answer says what was wrong
            return {"id": entry.get("id"), "error": f"{type(error).__name__}: {error}"}
        return {"id": entry.get("id"), **answer}

    def _read(self, text: str, url: str | None, published: date | None) -> "Reading":
        docs: list[tuple[int, Doc]] = []
        known: tuple[str, ...] = ()
        for offset, piece in pieces(text[:LONGEST]):
            doc = self._doc(piece, url, published, known)
            known = tuple(dict.fromkeys((*known, *_people(doc))))
            docs.append((offset, doc))
        answer = _shape(docs)
        if len(text) > LONGEST:
            answer["unread_from"] = LONGEST
        return Reading(answer, tuple(dict.fromkeys(place for _, doc in docs for place in doc._.places or ())))

    def _doc(self, text: str, url: str | None, published: date | None, known: tuple[str, ...]) -> Doc:
        doc = self.language.make_doc(fit_to_parse(text))
        doc._.original, doc._.url, doc._.published, doc._.known = text, url, published, known
        return self.language(doc)


def as_date(value: str | date | None) -> date | None:
    """Return the day of an ISO date or timestamp; None for nothing. Raises ValueError on anything else."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError(f"date {value!r} is no text like 2024-02-22")
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError as error:
        raise ValueError(f"date {value!r} is not like 2024-02-22") from error


def _object(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(entry, dict):
        raise ValueError("expected a JSON object")
    return entry


def _people(doc: Doc) -> Iterator[str]:
    return (
        mention.name for mention in doc._.entities or () if mention.label == "PERSON" and " " in mention.name
    )


def _shape(docs: list[tuple[int, Doc]]) -> dict[str, Any]:
    """Return the answer of one text from its pieces; the most relevant piece speaks for it."""
    best = max((doc for _, doc in docs), key=lambda doc: doc._.relevance or 0.0, default=None)
    relevant = any(doc._.relevant for _, doc in docs)
    return {
        "relevant": bool(relevant),
        "relevance": round(best._.relevance or 0.0, 3) if best is not None else 0.0,
        "relevance_reason": best._.relevance_reason if best is not None else "no text",
        "entities": [_entity(entry, at) for at, doc in docs for entry in doc._.entities or ()],
        "statements": [_statement(entry, at) for at, doc in docs for entry in doc._.statements or ()],
        "votes": [_vote(entry, at) for at, doc in docs for entry in doc._.votes or ()],
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
