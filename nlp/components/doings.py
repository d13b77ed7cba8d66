"""What people do or think without a verb that the lexicons know: offered to the trained filter."""

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.components.drafts import Draft
from nlp.components.page import Page
from nlp.components.stance_words import lexicon

OFFICERS = {"officer", "police", "cop", "sro", "deputy", "sergeant"}  # the target does not act on itself
MAIN = {"ROOT", "conj", "relcl", "advcl", "ccomp", "parataxis"}
OPEN = {"whether", "if", "would", "could", "should", "may", "might"}  # what is asked or wished, not done
WORDS = lexicon("matter")
SPOKEN = {"quote", "cue", "note"}
NEAR = 2  # blocks before a sentence whose speaker may go on in it


class DoingFinder:
    """Offers verbs with somebody as their subject, and sentences that go on with somebody's thought."""

    def __init__(self, page: Page) -> None:
        self.page, self.finder = page, page.finder
        self.near = [self._matter(block.start, block.end) for block in page.blocks]

    def _matter(self, start: int, end: int) -> bool:
        return WORDS["target"].search(self.page.text, start, end) is not None

    def find(self) -> Iterator[Draft]:
        """Yield an action for each verb of a person, group or body, in passages on the matter."""
        for sentence in self.page.sentences:
            if self._is_near(sentence):
                yield from self._in_sentence(sentence)

    def _is_near(self, sentence: Span) -> bool:
        number = self.page.block_number(sentence.start_char)
        return any(self.near[max(0, number - 1) : number + 2])

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

    def going_on(self, taken: list[Draft]) -> Iterator[Draft]:
        """Yield sentences after somebody's words that nobody else is told to say."""
        spoken = sorted((draft.end, place) for place, draft in enumerate(taken) if draft.source in SPOKEN)
        for sentence in self.page.sentences:
            start, end = self.page.trim(sentence.start_char, sentence.end_char)
            place = bisect_right(spoken, (start, len(taken))) - 1
            if place < 0:
                continue
            before = taken[spoken[place][1]]
            apart = self.page.block_number(start) - self.page.block_number(before.start)
            if apart < NEAR and len(sentence) > NEAR:
                yield Draft(start, end, before.speaker, "indirect", None)
