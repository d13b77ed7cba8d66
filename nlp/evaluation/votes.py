"""Votes told in prose: figures, members, and which way the outcome goes for officers in schools."""

from dataclasses import dataclass, field
from typing import Any

from nlp.evaluation.matching import Found, match, surname
from nlp.evaluation.tallies import Tally, scores, share

COUNTS = ("yes", "no", "abstain", "absent")
FIGURES = ("yes", "no", "result")
SIDES = {"keep", "remove"}


def vote_is_right(label: Found, found: Found) -> bool:
    """Return whether yes, no, result and every member's option agree."""
    return tally_is_right(label, found) and _options(label) == _options(found)


def tally_is_right(label: Found, found: Found) -> bool:
    """Return whether yes, no and result agree."""
    return all(label.get(key) == found.get(key) for key in FIGURES)


def told(votes: list[Found]) -> list[Found]:
    """Leave out the votes of which neither a figure nor a member is told."""
    return [vote for vote in votes if vote.get("members") or any(vote.get(key) is not None for key in COUNTS)]


@dataclass
class VoteScore:
    """The figures of all votes with a figure or a member's name."""

    votes: Tally = field(default_factory=Tally)  # right: every figure and every member
    matched: Tally = field(default_factory=Tally)  # right: found in the place
    passages: Tally = field(default_factory=Tally)  # that tell votes; right: all of them, and none invented
    tallies: Tally = field(default_factory=Tally)  # of matched votes
    members: Tally = field(default_factory=Tally)  # of all votes, matched or not
    effects: Tally = field(default_factory=Tally)  # of matched votes
    inverted: int = 0  # keep for remove, or the reverse

    def add(self, labels: list[Found], found: list[Found]) -> None:
        """Count one text's votes."""
        labels, found = told(labels), told(found)
        pairs = match(labels, found)
        right = sum(vote_is_right(label, given) for label, given in pairs)
        self.votes.add(len(found), len(labels), right)
        self.matched.add(len(found), len(labels), len(pairs))
        if labels:
            self.passages.add(1, 1, right == len(labels) == len(found))
        self.members.add(sum(map(_member_count, found)), sum(map(_member_count, labels)), 0)
        for label, given in pairs:
            self._add_pair(label, given)

    def _add_pair(self, label: Found, given: Found) -> None:
        self.tallies.add(1, 1, tally_is_right(label, given))
        options = _options(given)
        self.members.right += sum(options.get(name) == option for name, option in _options(label).items())
        if "effect" in label:
            effect, meant = given.get("effect"), label["effect"]
            self.effects.add(1, 1, effect == meant)
            self.inverted += effect != meant and {effect, meant} == SIDES

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        return {
            **scores(self.votes),
            "found_in_place": scores(self.matched),
            "passages": share(self.passages),
            "tallies": share(self.tallies),
            "members": scores(self.members),
            "effects": {**share(self.effects), "inverted": self.inverted},
        }


def _options(vote: Found) -> dict[str, str]:
    """Members by surname: texts name colleagues of one board in more than one way."""
    return {surname(member["name"]): member["option"] for member in vote.get("members") or ()}


def _member_count(vote: Found) -> int:
    return len(_options(vote))
