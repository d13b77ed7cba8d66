"""Names: found with their label, resolved to the full name, and known as whom the registry knows."""

from dataclasses import dataclass, field
from typing import Any

from nlp.evaluation.matching import Found, match, same_words
from nlp.evaluation.tallies import Tally, once, scores, share, shares


@dataclass
class EntityScore:
    """The figures of all names. A label's `id`, if any, is the registry's; null is a stranger."""

    named: Tally = field(default_factory=Tally)  # right: the resolved name agrees
    by_label: dict[str, Tally] = field(default_factory=dict)  # right: found with this label
    resolved: dict[str, Tally] = field(default_factory=dict)  # by label: the resolved name of what was found
    known: dict[str, Tally] = field(default_factory=dict)  # by label: the registry's entry was recognised
    strangers: Tally = field(default_factory=Tally)  # right: not taken for somebody of the registry

    def add(self, labels: list[Found], found: list[Found]) -> None:
        """Count one text's names."""
        pairs = match(labels, found)
        right = sum(same_words(label.get("name"), given.get("name")) for label, given in pairs)
        self.named.add(len(found), len(labels), right)
        for given in found:
            self._tally(given["label"]).found += 1
        partner = {id(label): given for label, given in pairs}
        for label in labels:
            self._add_label(label, partner.get(id(label)))

    def _tally(self, label: str) -> Tally:
        return self.by_label.setdefault(label, Tally())

    def _add_label(self, label: Found, given: Found | None) -> None:
        kind = label["label"]
        self._tally(kind).add(0, 1, given is not None and given["label"] == kind)
        if given is not None:
            once(self.resolved, kind, same_words(label.get("name"), given.get("name")))
        if "id" in label and label["id"] is None:
            self.strangers.add(1, 1, given is None or not given.get("id"))
        elif "id" in label:
            once(self.known, kind, given is not None and given.get("id") == label["id"])

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        return {
            **scores(self.named),
            "by_label": {name: scores(tally) for name, tally in sorted(self.by_label.items())},
            "names_right": shares(self.resolved),
            "registry": shares(self.known),
            "strangers": share(self.strangers),
        }
