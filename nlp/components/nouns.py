"""What people want or do, told by a noun: "opposition from parents", "a petition to remove them"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.found import Directness
from nlp.lexicons.groups import groups

MAKERS = {"from", "by", "of", "among"}


class NounFinder:
    """Offers nouns of view and of protest, each with whoever holds or makes it."""

    def __init__(self, page: Page) -> None:
        self.page, self.finder = page, page.finder
        known = groups("speech_cues")
        self.kinds: dict[str, Directness] = dict.fromkeys(known["held"], "indirect")
        self.kinds.update(dict.fromkeys(known["staged"], "action"))

    def find(self) -> Iterator[Draft]:
        """Yield a draft for each such noun whose holder is told."""
        for sentence in self.page.sentences:
            for noun in sentence:
                kind = self.kinds.get(noun.lemma_.lower())
                if kind is None or noun.pos_ != "NOUN" or self.page.quoted[noun.i]:
                    continue
                start, end = self._span(sentence, noun)
                for speaker in self._holders(noun, kind):
                    yield Draft(start, end, speaker, kind, noun.text, cue_at=noun.idx)

    def _holders(self, noun: Token, kind: Directness) -> list[Speaker]:
        """Return who is named as the noun's owner or maker; an act in the street may stand for its people."""
        for child in noun.children:
            if child.dep_ == "poss" and self.finder.can_speak(child):
                return self.finder.speakers(child)
            if child.dep_ in {"prep", "agent"} and child.lower_ in MAKERS:
                for inner in child.children:
                    if inner.dep_ == "pobj" and self.finder.can_speak(inner):
                        return self.finder.speakers(inner)
        for child in noun.children:
            if child.dep_ in {"amod", "compound", "nmod"} and self.finder.can_speak(child):
                return self.finder.speakers(child)
        if kind == "action" and any(child.dep_ in {"acl", "relcl", "prep"} for child in noun.children):
            return [Speaker(self._plural(noun), None, None, "group")]
        return []

    @staticmethod
    def _plural(noun: Token) -> str:
        return {"petition": "petitioners"}.get(noun.lemma_.lower(), "protesters")

    def _span(self, sentence: Span, noun: Token) -> tuple[int, int]:
        first, last = noun.left_edge, noun.right_edge
        start, end = max(first.idx, sentence.start_char), min(last.idx + len(last), sentence.end_char)
        return self.page.trim(start, end)
