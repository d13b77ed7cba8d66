"""What decisions a text tells of: the effect on the officers of the motion or policy at each place."""

from bisect import bisect_right

from spacy.tokens import Doc

from nlp.components.stance_rules import ACTS, CLAUSE, act_sign, normal
from nlp.components.stance_words import hits, lexicon
from nlp.extensions import text_of

WORDS = lexicon("matter")
# Acts that tell how things were rather than what was decided.
MERELY_THERE = ("put", "plac", "assign", "station", "hir", "deploy", "having", "have", "need")


class Decisions:
    """The effects of the decisions of one text, by place: +1 keeps the officers, -1 removes them."""

    def __init__(self, doc: Doc) -> None:
        self.at: list[int] = []
        self.effects: list[float] = []
        self.first = 0.0
        text = text_of(doc)
        for sentence in doc.sents:
            if not self.first:
                words = text[sentence.start_char : sentence.end_char]
                self.first = _effect(words) if WORDS["decision"].search(words) else 0.0
        self._votes(doc)
        self.mandate = len(WORDS["mandate"].findall(text)) > len(WORDS["removal"].findall(text))

    def _votes(self, doc: Doc) -> None:
        """Take the votes' own effects where they are known: what the motion would have done."""
        for vote in doc._.votes or ():
            if vote.effect == "none":
                continue
            effect = 1.0 if vote.effect == "keep" else -1.0
            self.at.append(vote.start)
            self.effects.append(effect if vote.result == "pass" else -effect)

    def before(self, at: int) -> float:
        """Return the effect of the last vote told by a place, else of the first decision; 0 for none."""
        place = bisect_right(self.at, at) - 1
        if place >= 0:
            return self.effects[place]
        return self.first or (self.effects[0] if self.effects else 0.0)


def _effect(words: str) -> float:
    for clause in CLAUSE.split(normal(words)):
        for hit in sorted(
            hits(clause or "", ACTS), key=lambda hit: (hit.words.startswith(MERELY_THERE), hit.start)
        ):
            sign = act_sign(clause, hit)
            if sign is not None:
                return sign
    return 0.0
