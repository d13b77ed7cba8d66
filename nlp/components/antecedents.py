"""Whom a pronoun stands for: sentence by sentence backwards, subjects first, quoted speech left out."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Protocol

from spacy.tokens import Doc, Span, Token

from nlp.components.drafts import Speaker
from nlp.found import Mention

SUBJECTS = {"nsubj", "nsubjpass"}
SINGULAR = {"he", "she"}
PLURAL = {"they", "we", "it"}
PRONOUNS = SINGULAR | PLURAL | {"who", "which", "that", "i", "you"}
TARGETS = {"officer", "police", "cop", "sro", "deputy"}
INNER = {"relcl", "acl", "csubj", "ccomp", "advcl", "pcomp"}
FARTHEST = 250  # tokens back
MANY = {"those", "some", "many", "others", "most", "several", "both", "all"}
MALE = re.compile(r"\b(?:Mr|Mister|Sir|Father|Fr|Brother)\.?\s$")
FEMALE = re.compile(r"\b(?:Ms|Mrs|Miss|Madam|Sister|Mother)\.?\s$")
MEN = {
    *("man", "father", "dad", "boy", "son", "brother", "uncle", "husband", "grandfather"),
    *("councilman", "alderman", "chairman", "spokesman", "congressman"),
}
WOMEN = {
    *("woman", "mother", "mom", "girl", "daughter", "sister", "aunt", "wife", "grandmother"),
    *("councilwoman", "alderwoman", "chairwoman", "spokeswoman", "congresswoman"),
}


class Finder(Protocol):
    """What is needed of nlp.components.speakers.SpeakerFinder."""

    doc: Doc
    text: str
    quoted: list[bool]
    people: list[Mention]
    people_ends: list[int]
    person_nouns: frozenset[str]
    group_nouns: frozenset[str]
    papers: frozenset[str]

    def can_speak(self, noun: Token) -> bool:
        """Return whether a noun names somebody who can speak or act."""

    def speaker(self, noun: Token) -> Speaker | None:
        """Return who one noun stands for."""

    def named(self, mention: Mention, role: str | None) -> Speaker:
        """Return the speaker of a name."""


class Antecedents:
    """Resolves the pronouns of one text; `hear` tells it who spoke where."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.heard: dict[int, Speaker] = {}  # who spoke, by the place where they are named
        self.heard_at: list[int] = []  # those places in order

    def hear(self, at: int, speaker: Speaker) -> None:
        """Remember who spoke at a place, for the pronouns after it."""
        if at not in self.heard:
            insort(self.heard_at, at)
        self.heard[at] = speaker

    def of(self, pronoun: Token) -> Speaker | None:
        """Return whom a pronoun stands for, or None."""
        end = pronoun.i
        for sentence in _backwards(pronoun):
            found = self._in_sentence(sentence, end, pronoun.lower_)
            if found is not None:
                return found
            end = sentence.start
        if pronoun.lower_ in SINGULAR:
            before = bisect_left(self.finder.people_ends, pronoun.idx + 1)
            if before:
                return self.finder.named(self.finder.people[before - 1], None)
        return None

    def _in_sentence(self, sentence: Span, end: int, pronoun: str) -> Speaker | None:
        tokens = [token for token in sentence.doc[sentence.start : end] if not self.finder.quoted[token.i]]
        said = self._said(sentence, end)
        inner = []
        if any(self._is_same(token, pronoun) for token in tokens):
            tokens = []  # "she" again: whoever the first one stands for
        for token in reversed(tokens):
            if said is not None and token.idx <= said[0] and self._may_be(said[1], pronoun):
                return said[1]
            if not self._may_be_meant(token):
                continue
            if token.head.dep_ in INNER:
                inner.append(token)
            elif (found := self._fitting(token, pronoun)) is not None:
                return found
        for token in inner:
            if (found := self._fitting(token, pronoun)) is not None:
                return found
        return self._named_there(tokens, pronoun) if pronoun in SINGULAR else None

    @staticmethod
    def _is_same(token: Token, pronoun: str) -> bool:
        return token.lower_ == pronoun and token.dep_ in SUBJECTS and token.head.dep_ in {"ROOT", "conj"}

    def _said(self, sentence: Span, end: int) -> tuple[int, Speaker] | None:
        """Return who was last heard in a stretch of the text, and where."""
        last = sentence.doc[end - 1] if end > sentence.start else None
        if last is None:
            return None
        place = bisect_left(self.heard_at, last.idx + 1)
        if not place or self.heard_at[place - 1] < sentence.start_char:
            return None
        return self.heard_at[place - 1], self.heard[self.heard_at[place - 1]]

    @staticmethod
    def _may_be(speaker: Speaker, pronoun: str) -> bool:
        return speaker.kind in ({"person", "author"} if pronoun in SINGULAR else {"body", "group"})

    def _named_there(self, tokens: list[Token], pronoun: str) -> Speaker | None:
        """The only person named in a sentence without a fitting subject: "the vote angered Ana Ruiz"."""
        if not tokens:
            return None
        first, last = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        place = bisect_left(self.finder.people_ends, first)
        named: dict[str, Mention] = {}
        while place < len(self.finder.people) and self.finder.people[place].start < last:
            mention = self.finder.people[place]
            if mention.start >= first and not self._is_other(mention.start, None, pronoun):
                named.setdefault(mention.name, mention)
            place += 1
        return self.finder.named(next(iter(named.values())), None) if len(named) == 1 else None

    def _may_be_meant(self, token: Token) -> bool:
        """Subjects; pronouns and the officers themselves never."""
        inverted = token.dep_ == "dobj" and token.head.i == token.i - 1 and token.head.lemma_ == "say"
        if not (token.dep_ in SUBJECTS or inverted):
            return False
        if token.lower_ in PRONOUNS or token.lemma_.lower() in TARGETS:
            return False
        return self.finder.can_speak(token)

    def _fitting(self, token: Token, pronoun: str) -> Speaker | None:
        if pronoun in SINGULAR and token.lemma_.lower() in self.finder.papers:
            return None
        found = self.finder.speaker(token)
        if found is None or self._is_other(token.idx, token, pronoun):
            return None
        return found if self._fits(token, found, pronoun) else None

    def _fits(self, token: Token, found: Speaker, pronoun: str) -> bool:
        plural = token.tag_ in {"NNS", "NNPS"} or token.lower_ in MANY
        lemma = token.lemma_.lower()
        if pronoun in SINGULAR:
            return found.kind == "person" or (not plural and lemma in self.finder.person_nouns)
        if pronoun == "it":
            return found.kind == "body" or (
                found.kind == "group" and not plural and lemma in self.finder.group_nouns
            )
        return found.kind == "body" or plural or lemma in self.finder.group_nouns

    def _is_other(self, start: int, token: Token | None, pronoun: str) -> bool:
        """Whether a title or a noun tells that the pronoun is not theirs."""
        before = self.finder.text[max(0, start - 12) : start]
        lemma = token.lemma_.lower() if token is not None else ""
        if pronoun == "he":
            return FEMALE.search(before) is not None or lemma in WOMEN
        return pronoun == "she" and (MALE.search(before) is not None or lemma in MEN)


def _backwards(token: Token) -> Iterator[Span]:
    """Yield the token's sentence and those before it, the nearest first."""
    at = token.i
    while at >= 0 and token.i - at <= FARTHEST:
        sentence = token.doc[at].sent
        yield sentence
        at = sentence.start - 1
