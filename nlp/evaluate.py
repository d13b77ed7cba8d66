"""How well the pipeline reads labelled texts, by the matching that docs and labels share.

Spans match when they overlap by half of the shorter one, one to one, best first. A speaker is right
when the whole name, the surname or the words as named agree. Stance is scored over favor, against and
mixed + neutral among matched statements. A vote is right when yes, no, result and all members agree;
votes with neither figure nor name are left out. nlp/evaluation/ has one file a question.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from nlp.evaluation.entities import EntityScore
from nlp.evaluation.matching import Found, match, same_words, speaker_is_right
from nlp.evaluation.stances import CLASSES, stance_class
from nlp.evaluation.statements import StatementScore
from nlp.evaluation.table import as_table
from nlp.evaluation.tallies import Tally, scores
from nlp.evaluation.texts import LABELLED, LabelError, labelled_files, read_texts
from nlp.evaluation.votes import VoteScore, vote_is_right

__all__ = [
    "CLASSES",
    "LABELLED",
    "Found",
    "LabelError",
    "Reader",
    "Report",
    "Tally",
    "compare",
    "evaluate",
    "labelled_files",
    "match",
    "read_texts",
    "same_words",
    "speaker_is_right",
    "stance_class",
    "vote_is_right",
]


class Reader(Protocol):
    """What is measured: nlp.analyze.Analyzer, or anything else that answers in its shape."""

    def analyze(self, text: str, url: str | None = None, date: str | None = None) -> Found:
        """Return the statements, votes, entities and relevance found in a text."""


@dataclass
class Report:
    """The figures of labelled texts; `table()` is for people, `to_json()` for programs."""

    texts: int = 0
    relevance: Tally = field(default_factory=Tally)
    statements: StatementScore = field(default_factory=StatementScore)
    vote_score: VoteScore = field(default_factory=VoteScore)
    entity_score: EntityScore = field(default_factory=EntityScore)

    @property
    def detection(self) -> Tally:
        """Statements found, whatever was made of them."""
        return self.statements.detection

    @property
    def speakers(self) -> Tally:
        """Speakers among matched statements."""
        return self.statements.speakers

    @property
    def votes(self) -> Tally:
        """Votes with every figure and member right."""
        return self.vote_score.votes

    @property
    def entities(self) -> Tally:
        """Names found and resolved as labelled."""
        return self.entity_score.named

    def stance(self, name: str) -> Tally:
        """Return one class's figures among matched statements."""
        return self.statements.sides.of(name)

    @property
    def stance_macro_f1(self) -> float | None:
        """The mean F1 of the classes that occur."""
        return self.statements.sides.macro_f1

    def to_json(self) -> dict[str, Any]:
        """Return every figure as plain data; None where there was nothing to score."""
        return {
            "texts": self.texts,
            "relevance": scores(self.relevance),
            **self.statements.to_json(),
            "votes": self.vote_score.to_json(),
            "entities": self.entity_score.to_json(),
        }

    def table(self) -> str:
        """Return the figures as aligned tables."""
        return as_table(self.to_json())


def evaluate(paths: Iterable[str | Path], analyzer: Reader) -> Report:
    """Read every labelled text of JSON-lines files and compare. Raises LabelError, OSError."""
    report = Report()
    for passage in (passage for path in paths for passage in read_texts(path)):
        answer = analyzer.analyze(passage["text"], url=passage.get("url"), date=day_of(passage.get("date")))
        compare(passage, answer, report)
    return report


def day_of(date: object) -> str | None:
    """Return the date where it is a whole one; labels may know the year or month only."""
    return date if isinstance(date, str) and len(date) >= len("2024-02-22") else None


def compare(passage: Found, answer: Found, report: Report) -> None:
    """Count one text's answer against its labels into the report; what was not labelled is not scored."""
    report.texts += 1
    if passage.get("relevant") is not None:
        said, is_so = bool(answer["relevant"]), bool(passage["relevant"])
        report.relevance.add(said, is_so, said and is_so)
    if "statements" in passage:
        seen = bool(answer["relevant"])
        report.statements.add(passage["statements"], answer["statements"], seen=seen)
    if "votes" in passage:
        report.vote_score.add(passage["votes"], answer["votes"])
    if "entities" in passage:
        report.entity_score.add(passage["entities"], answer["entities"])
