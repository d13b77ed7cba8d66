"""What a text tells of a speaker's side outside the statement: its paragraph, the sentences naming them."""

import re
from functools import cached_property

from spacy.tokens import Doc

from nlp.components.drafts import Draft
from nlp.components.stance_rules import read
from nlp.extensions import text_of

QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?!\s)[^.!?\n]+)*")
MOST = 2.0  # of the balance of one telling
FEW = 6  # sentences naming a speaker that are read, the first of the text
SHORT = 4  # letters: shorter names are words too often


class Told:
    """One text with its quotations blanked out: what is left tells who speaks and on which side."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)

    @cached_property
    def _outside(self) -> str:
        return QUOTED.sub(lambda quote: " " * len(quote.group()), self.text)

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return [match.span() for match in SENTENCE.finditer(self._outside)]

    def paragraph(self, draft: Draft) -> float:
        """Return the balance of what stands around the statement in its paragraph, quotations left out."""
        first = self.text.rfind("\n", 0, draft.start) + 1
        last = self.text.find("\n", draft.end)
        last = len(self.text) if last < 0 else last
        return _balance(f"{self._outside[first : draft.start]}. {self._outside[draft.end : last]}")

    def speaker(self, draft: Draft) -> float:
        """Return the balance of other sentences, quotations left out, that name the speaker."""
        name = draft.speaker.name.rsplit(" ", 1)[-1]
        if len(name) < SHORT or not name[0].isupper():
            return 0.0
        naming = [
            self._outside[start:end]
            for start, end in self._sentences
            if name in self._outside[start:end] and not (start < draft.end and draft.start < end)
        ]
        return max(-MOST, min(MOST, sum(_balance(sentence) for sentence in naming[:FEW])))


def _balance(words: str) -> float:
    """Return the balance of acts and attitudes, as the sides' own arguments are told of anybody."""
    reading = read(words)
    return max(-MOST, min(MOST, reading.core_balance + reading.balance / 4))
