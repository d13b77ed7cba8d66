"""Statements: found or not, whose, of which side, and whether the confidence can be believed."""

from dataclasses import dataclass, field
from typing import Any

from nlp.evaluation.calibration import Calibration
from nlp.evaluation.matching import Found, match, speaker_is_right
from nlp.evaluation.stances import Sides, stance_class
from nlp.evaluation.tallies import Tally, once, scores, shares


@dataclass
class StatementScore:
    """The figures of all statements; what stands under `by_...` is apart for each directness or trap."""

    detection: Tally = field(default_factory=Tally)
    in_seen_texts: Tally = field(default_factory=Tally)
    found_by: dict[str, dict[str, Tally]] = field(default_factory=dict)  # recall of detection
    given_as: dict[str, Tally] = field(default_factory=dict)  # precision by the directness that was given
    speakers: Tally = field(default_factory=Tally)
    speakers_by: dict[str, Tally] = field(default_factory=dict)
    directness: Tally = field(default_factory=Tally)
    sides: Sides = field(default_factory=Sides)
    sides_by: dict[str, dict[str, Sides]] = field(default_factory=dict)
    calibration: Calibration = field(default_factory=Calibration)

    def add(self, labels: list[Found], found: list[Found], *, seen: bool = True) -> None:
        """Count one text's statements; `seen`: it was taken for relevant, so that any could be found."""
        pairs = match(labels, found)
        self.detection.add(len(found), len(labels), len(pairs))
        if seen:
            self.in_seen_texts.add(len(found), len(labels), len(pairs))
        matched = {id(entry) for pair in pairs for entry in pair}
        for label in labels:
            for kind, name in groups(label).items():
                once(self.found_by.setdefault(kind, {}), name, id(label) in matched)
        for given in found:
            once(self.given_as, str(given.get("directness")), id(given) in matched)
        for label, given in pairs:
            self._add_pair(label, given)

    def _add_pair(self, label: Found, given: Found) -> None:
        whose = speaker_is_right(label, given)
        self.speakers.add(1, 1, whose)
        once(self.speakers_by, str(label.get("directness")), whose)
        self.directness.add(1, 1, label.get("directness") == given.get("directness"))
        side, told = stance_class(label["stance"]), stance_class(given["stance"])
        self.sides.add(side, told)
        for kind, name in groups(label).items():
            self.sides_by.setdefault(kind, {}).setdefault(name, Sides()).add(side, told)
        self.calibration.add(float(given.get("confidence") or 0.0), side == told)

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain data, by question."""
        return {
            "detection": {
                **scores(self.detection),
                "in_relevant_texts": scores(self.in_seen_texts),
                **{f"by_{kind}": shares(tallies) for kind, tallies in sorted(self.found_by.items())},
                "right_among_found_as": shares(self.given_as),
            },
            "speakers": {
                "accuracy": self.speakers.recall,
                "of": self.speakers.labelled,
                "by_directness": shares(self.speakers_by),
            },
            "directness": {"accuracy": self.directness.recall, "of": self.directness.labelled},
            "stance": {
                **self.sides.to_json(),
                **{
                    f"by_{kind}": {name: sides.to_json() for name, sides in sorted(entries.items())}
                    for kind, entries in sorted(self.sides_by.items())
                },
            },
            "calibration": self.calibration.to_json(),
        }


def groups(label: Found) -> dict[str, str]:
    """Return the kinds by which a labelled statement is also counted apart."""
    return {"directness": str(label.get("directness")), "trap": str(label.get("trap") or "no trap")}
