"""How well the pipeline reads labelled texts, by the matching that docs and labels share.

Spans match when they overlap by half of the shorter one, one to one, best first. A speaker is right
when the whole name, the surname or the words as named agree. Stance is scored over favor, against and
mixed + neutral among matched statements. A vote is right when yes, no, result and all members agree;
votes with neither figure nor name are left out.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from nlp.evaluation_table import as_table

CLASSES = ("favor", "against", "mixed+neutral")
LABELLED = {"statements", "votes", "entities"}  # a text without the key was not labelled for it
BINS = (0.0, 0.4, 0.6, 0.8, 1.01)
Found = dict[str, Any]


class Reader(Protocol):
    """What is measured: nlp.analyze.Analyzer, or anything else that answers in its shape."""

    def analyze(self, text: str, url: str | None = None, date: str | None = None) -> Found:
        """Return the statements, votes, entities and relevance found in a text."""


class LabelError(ValueError):
    """A line that is no labelled text; the text names the file and the line."""


@dataclass
class Tally:
    """Hits among what was found and what was labelled."""

    found: int = 0
    labelled: int = 0
    right: int = 0

    def add(self, found: int, labelled: int, right: int) -> None:
        """Count one text's figures in."""
        self.found, self.labelled, self.right = (
            self.found + found,
            self.labelled + labelled,
            self.right + right,
        )

    @property
    def precision(self) -> float | None:
        """Right among found, None when nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Right among labelled, None when nothing was labelled."""
        return self.right / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, None when there was nothing at all."""
        total = self.found + self.labelled
        return 2 * self.right / total if total else None


@dataclass
class Report:
    """The figures of one file of labelled texts; `table()` is for people, `to_json()` for programs."""

    texts: int = 0
    relevance: Tally = field(default_factory=Tally)
    detection: Tally = field(default_factory=Tally)
    speakers: Tally = field(default_factory=Tally)
    votes: Tally = field(default_factory=Tally)
    entities: Tally = field(default_factory=Tally)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)  # (labelled, found) stance
    by_directness: dict[str, Tally] = field(default_factory=dict)  # recall of detection
    directness_right: Tally = field(default_factory=Tally)
    stance_by: dict[str, dict[str, Tally]] = field(
        default_factory=dict
    )  # stance right by directness and by trap
    calibration: dict[str, Tally] = field(default_factory=dict)  # stance right by bins of confidence

    def stance(self, name: str) -> Tally:
        """Return one class's figures among matched statements."""
        right = self.confusion[name, name]
        found = sum(count for (_, given), count in self.confusion.items() if given == name)
        labelled = sum(count for (true, _), count in self.confusion.items() if true == name)
        return Tally(found, labelled, right)

    @property
    def stance_macro_f1(self) -> float | None:
        """The mean F1 of the classes that occur."""
        scores = [score for name in CLASSES if (score := self.stance(name).f1) is not None]
        return sum(scores) / len(scores) if scores else None

    def to_json(self) -> dict[str, Any]:
        """Return every figure as plain data."""
        return {
            "texts": self.texts,
            "relevance": _figures(self.relevance),
            "detection": {**_figures(self.detection), "by_directness": _each(self.by_directness)},
            "speakers": {"accuracy": self.speakers.recall, "of": self.speakers.labelled},
            "directness": {"accuracy": self.directness_right.recall, "of": self.directness_right.labelled},
            "stance": {
                "macro_f1": self.stance_macro_f1,
                "classes": {name: _figures(self.stance(name)) for name in CLASSES},
                "accuracy_by": {kind: _each(tallies) for kind, tallies in self.stance_by.items()},
                "accuracy_by_confidence": _each(self.calibration),
            },
            "votes": _figures(self.votes),
            "entities": _figures(self.entities),
        }

    def table(self) -> str:
        """Return the figures as an aligned table."""
        return as_table(self.to_json())


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "found": tally.found,
        "labelled": tally.labelled,
    }


def _each(tallies: dict[str, Tally]) -> dict[str, Any]:
    return {name: {"share": tally.recall, "of": tally.labelled} for name, tally in sorted(tallies.items())}


def labelled_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files themselves and every .jsonl file below the folders, in order of name."""
    return [file for path in paths for file in (sorted(path.rglob("*.jsonl")) if path.is_dir() else [path])]


def evaluate(paths: Iterable[str | Path], analyzer: Reader) -> Report:
    """Read every labelled text of JSON-lines files and compare. Raises LabelError, OSError."""
    report = Report()
    for passage in (passage for path in paths for passage in read_texts(path)):
        answer = analyzer.analyze(passage["text"], url=passage.get("url"), date=_day(passage.get("date")))
        compare(passage, answer, report)
    return report


def read_texts(path: str | Path) -> Iterable[Found]:
    """Yield labelled texts. Raises LabelError on the first line that is none."""
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            passage = json.loads(line)
        except ValueError as error:
            raise LabelError(f"{path}, line {number}: not JSON: {error}") from error
        if not isinstance(passage, dict) or not isinstance(passage.get("text"), str):
            raise LabelError(f'{path}, line {number}: expected an object with "text"')
        for key in LABELLED & passage.keys():
            if not isinstance(passage[key], list):
                raise LabelError(f"{path}, line {number}: {key} is no list")
            if not all(isinstance(entry, dict) and _has_span(entry) for entry in passage[key]):
                raise LabelError(f"{path}, line {number}: each of {key} needs start and end")
        yield passage


def _has_span(entry: Found) -> bool:
    start, end = entry.get("start"), entry.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end


def _day(date: object) -> str | None:
    """Return the date where it is a whole one; labels may know the year or month only."""
    return date if isinstance(date, str) and len(date) >= len("2024-02-22") else None


def compare(passage: Found, answer: Found, report: Report) -> None:
    """Count one text's answer against its labels into the report."""
    report.texts += 1
    if passage.get("relevant") is not None:
        said, is_so = bool(answer["relevant"]), bool(passage["relevant"])
        report.relevance.add(said, is_so, said and is_so)
    if "statements" in passage:
        _compare_statements(passage, answer, report)
    if "votes" in passage:
        _compare_votes(passage, answer, report)
    if passage.get("entities"):
        named = match(passage["entities"], answer["entities"])
        right = sum(same_words(label.get("name"), found.get("name")) for label, found in named)
        report.entities.add(len(answer["entities"]), len(passage["entities"]), right)


def _compare_statements(passage: Found, answer: Found, report: Report) -> None:
    pairs = match(passage["statements"], answer["statements"])
    report.detection.add(len(answer["statements"]), len(passage["statements"]), len(pairs))
    detected = {id(label) for label, _ in pairs}
    for label in passage["statements"]:
        tally = report.by_directness.setdefault(str(label.get("directness")), Tally())
        tally.add(0, 1, id(label) in detected)
    for label, found in pairs:
        _compare_statement(label, found, report)


def _compare_statement(label: Found, found: Found, report: Report) -> None:
    report.speakers.add(1, 1, speaker_is_right(label, found))
    report.directness_right.add(1, 1, label.get("directness") == found.get("directness"))
    labelled, given = stance_class(label["stance"]), stance_class(found["stance"])
    report.confusion[labelled, given] += 1
    groups = {"directness": str(label.get("directness")), "trap": str(label.get("trap") or "no trap")}
    for kind, name in groups.items():
        report.stance_by.setdefault(kind, {}).setdefault(name, Tally()).add(1, 1, labelled == given)
    name = _bin(float(found.get("confidence") or 0.0))
    report.calibration.setdefault(name, Tally()).add(1, 1, labelled == given)


def _bin(confidence: float) -> str:
    low = max(edge for edge in BINS if edge <= max(confidence, 0.0))
    high = min(edge for edge in BINS if edge > low) if low < BINS[-1] else BINS[-1]
    return f"{low:.1f} to {min(high, 1.0):.1f}"


def _compare_votes(passage: Found, answer: Found, report: Report) -> None:
    labels, found = _told(passage["votes"]), _told(answer["votes"])
    right = sum(vote_is_right(label, given) for label, given in match(labels, found))
    report.votes.add(len(found), len(labels), right)


def _told(votes: list[Found]) -> list[Found]:
    counts = ("yes", "no", "abstain", "absent")
    return [vote for vote in votes if vote.get("members") or any(vote.get(key) is not None for key in counts)]


def vote_is_right(label: Found, found: Found) -> bool:
    """Return whether yes, no, result and every member's option agree."""
    if any(label.get(key) != found.get(key) for key in ("yes", "no", "result")):
        return False
    options = {_surname(member["name"]): member["option"] for member in label.get("members") or ()}
    given = {_surname(member["name"]): member["option"] for member in found.get("members") or ()}
    return options == given


def match(
    labels: list[Found], found: list[Found], overlap: Callable[[Found, Found], float] | None = None
) -> list[Any]:
    """Return (label, found) pairs that overlap by half of the shorter span, one to one, best first."""
    overlap = overlap or _overlap
    scored = [
        (overlap(label, given) + _bonus(label, given), -at, -by, label, given)
        for at, label in enumerate(labels)
        for by, given in enumerate(found)
        if overlap(label, given) >= 0.5
    ]
    scored.sort(key=lambda entry: entry[:3], reverse=True)
    pairs, used = [], set()
    for _, _, _, label, given in scored:
        if id(label) not in used and id(given) not in used:
            used |= {id(label), id(given)}
            pairs.append((label, given))
    return pairs


def _overlap(label: Found, found: Found) -> float:
    shared: int = min(label["end"], found["end"]) - max(label["start"], found["start"])
    shorter: int = min(label["end"] - label["start"], found["end"] - found["start"])
    return shared / shorter if shorter > 0 else 0.0


def _bonus(label: Found, found: Found) -> float:
    """Among equal overlaps the same speaker comes first: joint speakers share one span."""
    if "speaker" not in label:
        return 0.0
    closeness: float = (label["end"] - label["start"]) / max(found["end"] - found["start"], 1)
    return 0.01 * speaker_is_right(label, found) + 0.001 * min(closeness, 1 / closeness)


def speaker_is_right(label: Found, found: Found) -> bool:
    """Return whether the whole name, the surname or the words as named agree."""
    given = str(found.get("speaker") or "")
    for name in (label.get("speaker"), label.get("speaker_as_named")):
        if name and (same_words(name, given) or _same_surname(str(name), given)):
            return True
    return False


def same_words(one: object, other: object) -> bool:
    """Return whether two names are the same but for case, articles and punctuation."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(name: object) -> str:
    words = "".join(
        char if char.isalnum() or char in "'’-" else " " for char in str(name or "").casefold()
    ).split()
    return " ".join(word for word in words if word not in {"the", "a", "an"})


def _surname(name: str) -> str:
    return (_plain(name).split() or [""])[-1]


def _same_surname(one: str, other: str) -> bool:
    """Capitalised last words only: "the students" and "some students" are not one family."""
    last, given = (one.split() or [""])[-1], (other.split() or [""])[-1]
    return last[:1].isupper() and given[:1].isupper() and _surname(one) == _surname(other)


def stance_class(stance: str) -> str:
    """Return the class in which a stance is scored: mixed and neutral are one."""
    return stance if stance in {"favor", "against"} else "mixed+neutral"
