"""What decisions a text tells of: the effect on the officers of the motion or policy at each place."""

import re
from bisect import bisect_right

from spacy.tokens import Doc

from nlp.components.stance_rules import ACTS, CLAUSE, _act_sign, normal
from nlp.components.stance_words import hits

NAMES_ONE = re.compile(
    r"\b(?:motion|resolution|proposal|measure|ordinance|bill|decision|vot(?:e[sd]?|ing)|policy|plan|approv\w+|adopt\w*|pass(?:ed|es)|board|council|"
    r"district|renew\w*|contract|agreement|program|trustees|mayor|superintendent)\b",
    re.IGNORECASE,
)
MANDATE = re.compile(
    r"\b(?:state law|mandat\w+|requir\w+ (?:an? |every |all |armed )*(?:\w+ )?(?:officers?|police|schools?)|law (?:now )?requires)\b",
    re.IGNORECASE,
)
REMOVAL = re.compile(
    r"\b(?:remov\w+|end(?:ed|ing)? (?:its|the) (?:\S+ ){0,3}contract|police-free|pull\w* (?:police|officers)|vot\w+ out)\b",
    re.IGNORECASE,
)


MERELY_THERE = (
    "put",
    "plac",
    "assign",
    "station",
    "hir",
    "deploy",
    "having",
    "have",
    "need",
)  # tell what was, not what was decided


class Decisions:
    """The effects of the decisions of one text, by place: +1 keeps the officers, -1 removes them."""

    def __init__(self, doc: Doc) -> None:
        self.at: list[int] = []
        self.effects: list[float] = []
        self.first = 0.0
        for sentence in doc.sents:
            if not self.first and NAMES_ONE.search(sentence.text):
                self.first = _effect(sentence.text)
        self._votes(doc)
        self.mandate = len(MANDATE.findall(doc.text)) > len(REMOVAL.findall(doc.text))

    def _votes(self, doc: Doc) -> None:
        """Take the votes' own effects where they are known: what the motion would have done."""
        for vote in doc._.votes or ():
            if vote.effect == "none":
                continue
            effect = 1.0 if vote.effect == "keep" else -1.0
            self.at.append(vote.start)
            self.effects.append(effect if vote.result == "pass" else -effect)

    def before(self, at: int) -> float:
        """Return the effect of the last vote told at or before a place, else of the first decision told of; 0 for none."""
        place = bisect_right(self.at, at) - 1
        if place >= 0:
            return self.effects[place]
        return self.first or (self.effects[0] if self.effects else 0.0)


def _effect(words: str) -> float:
    for clause in CLAUSE.split(normal(words)):
        for hit in sorted(
            hits(clause or "", ACTS), key=lambda hit: (hit.words.startswith(MERELY_THERE), hit.start)
        ):
            sign = _act_sign(clause, hit)
            if sign is not None:
                return sign
    return 0.0
