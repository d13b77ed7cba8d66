"""What people do without a verb that the lexicons know: offered to the trained filter."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.components.drafts import Draft
from nlp.components.page import Page
from nlp.components.stance_words import lexicon

OFFICERS = {"officer", "police", "cop", "sro", "deputy", "sergeant"}  # the target does not act on itself
MAIN = {"ROOT", "conj"}
OPEN = {"whether", "if", "would", "could", "should", "may", "might"}  # what is asked or wished, not done
WORDS = lexicon("matter")


class DoingFinder:
    """Offers the verbs with somebody as their subject, in sentences on the matter."""

    def __init__(self, page: Page) -> None:
        self.page, self.finder = page, page.finder

    def find(self) -> Iterator[Draft]:
        """Yield an action for each verb of a person, group or body, in passages on the matter."""
        for sentence in self.page.sentences:
            if self._is_on_matter(sentence):
                yield from self._in_sentence(sentence)

    def _is_on_matter(self, sentence: Span) -> bool:
        words = self.page.text[sentence.start_char : sentence.end_char]
        return WORDS["target"].search(words) is not None or WORDS["matter"].search(words) is not None

    def _in_sentence(self, sentence: Span) -> list[Draft]:
        found: dict[str, Draft] = {}
        for verb in sentence:
            if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ not in MAIN or self.page.quoted[verb.i]:
                continue
            if any(child.lower_ in OPEN for child in verb.children):
                continue
            noun = self.finder.subject(verb)
            if noun is None or not self._acts(noun, sentence):
                continue
            start, end = self._clause(sentence, verb)
            for speaker in self.finder.speakers(noun):
                draft = Draft(start, end, speaker, "action", verb.text, cue_at=verb.idx)
                found.setdefault(speaker.name.casefold(), draft)
        return list(found.values())

    def _acts(self, noun: Token, sentence: Span) -> bool:
        inside = sentence.start <= noun.i < sentence.end and not self.page.quoted[noun.i]
        return (
            inside
            and noun.lower_ not in {"i", "we", "it"}
            and noun.lemma_.lower() not in OFFICERS
            and noun.dep_ != "nsubjpass"
            and self.finder.can_speak(noun)
        )

    def _clause(self, sentence: Span, verb: Token) -> tuple[int, int]:
        """Return the verb's clause where it is joined to others, else the sentence."""
        if verb.dep_ == "ROOT":
            return self.page.trim(sentence.start_char, sentence.end_char)
        last = verb.right_edge
        return self.page.trim(verb.left_edge.idx, last.idx + len(last))
