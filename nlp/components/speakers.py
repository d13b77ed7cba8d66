"""Who speaks: from the noun that a cue leads to, to a name, a body or a group as the text calls it."""

import re
from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Doc, Token

from nlp.components.antecedents import PLURAL, SINGULAR, SUBJECTS, TARGETS, Antecedents
from nlp.components.drafts import Speaker
from nlp.components.phrases import (
    FIGURE,
    behind_a_figure,
    capitalised_run,
    counts_things,
    joined,
    speak_as_one,
    whole_of,
    without_article,
    words_of,
    words_of_all,
)
from nlp.extensions import text_of
from nlp.found import Mention
from nlp.lexicons.groups import groups

RELATIVE = {"who", "which", "that"}
SPEAKING = {"PERSON", "ORG", "SCHOOL", "GPE"}
MUTE = {"i", "we", "who", "nobody"}  # the writer, who has a finder of their own, and nobody
SHARES = {"percent", "%"}
BRACKET = 6  # tokens back from a noun to the bracket that it stands in
CLIMB = 5  # verbs up the tree at most
LONGEST_ROLE = 10  # words
LISTED = re.compile(
    r"^(?:\s*\([^()\n]{1,20}\))?(?:,|,? and|,? &)\s*(?:[Aa]ld\.|[Rr]ep\.|[Mm]embers?|[Tt]rustees?)?\s*$"
)
DATELINE = re.compile(r"(?m)^[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][A-Za-z.]+)?\s*(?:\([A-Z ]+\)\s*)?[–—-]+\s")


class SpeakerFinder:
    """Finds the speakers of one Doc. `quoted` tells whether a token stands in quoted speech."""

    def __init__(self, doc: Doc, quoted: list[bool]) -> None:
        self.doc, self.quoted = doc, quoted
        self.text: str = text_of(doc)
        roles = groups("roles")
        self.person_nouns, self.group_nouns = roles["person"], roles["group"]
        self.papers = groups("speech_cues")["paper"]
        self.mentions: dict[int, Mention] = {}
        self.people = sorted(
            (entry for entry in doc._.entities or () if entry.label == "PERSON"),
            key=lambda entry: entry.start,
        )
        self.people_at = {id(entry): number for number, entry in enumerate(self.people)}
        self.people_ends = [entry.end for entry in self.people]
        whole = [entry for entry in self.people if " " in entry.name]
        self.by_surname = {entry.name.split()[-1].casefold(): entry for entry in reversed(whole)}
        for entry in whole:
            self.by_surname.setdefault(" ".join(entry.name.split()[-2:]).casefold(), entry)  # "Del Valle"
        self.antecedents = Antecedents(self)
        self.dateline_ends = _datelines(self.text)
        for mention in doc._.entities or ():
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None and mention.label in SPEAKING:
                self.mentions.update((token.i, mention) for token in span)

    def hear(self, at: int, speaker: Speaker) -> None:
        """Remember who spoke at a place, for the pronouns after it."""
        self.antecedents.hear(at, speaker)

    def subject(self, verb: Token) -> Token | None:
        """Return the noun that does the verb: its own subject, or that of the verb it hangs on."""
        current = verb
        for _ in range(CLIMB):
            own = self._own_subject(current)
            if own is not None:
                relative = own.lower_ in RELATIVE and current.dep_ == "relcl"
                return current.head if relative else self._before_bracket(self._after_dateline(own, verb))
            if current.dep_ == "acl":
                return current.head
            finite = current.dep_ in {"advcl", "ccomp"} and "VerbForm=Fin" in str(current.morph)
            if current.dep_ not in {"conj", "xcomp", "advcl", "ccomp"} or finite:
                return None
            current = current.head
        return None

    def _own_subject(self, verb: Token) -> Token | None:
        """Return a verb's own subject; of two that the parser finds, a role and its bearer, the bearer."""
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        if len(subjects) > 1 and subjects[0].i not in self.mentions:
            for subject in subjects[1:]:
                if (mention := self.mentions.get(subject.i)) and mention.label == "PERSON":
                    return subject
        return subjects[0] if subjects else None

    def _after_dateline(self, noun: Token, verb: Token) -> Token:
        """A dateline is no subject: the first name or noun that can speak between it and the verb is."""
        end = next((end for start, end in self.dateline_ends if start <= noun.idx < end), None)
        if end is None:
            return noun
        for token in self.doc[noun.i : verb.i]:
            if token.idx >= end and self.can_speak(token) and token.dep_ not in {"compound", "poss", "nmod"}:
                return token
        return noun

    def can_speak(self, noun: Token) -> bool:
        """Return whether a noun names somebody who can speak or act."""
        mention = self.mentions.get(noun.i)
        if mention is not None:
            return mention.label != "GPE" or noun.dep_ in SUBJECTS
        word, lemma = noun.lower_, noun.lemma_.lower()
        if counts_things(noun, self.person_nouns | self.group_nouns, self.mentions):
            return False
        if word in MUTE or _denied(noun) or (word == "other" and noun.tag_ != "NNS"):
            return False
        known = {word, lemma} & (self.person_nouns | self.group_nouns | self.papers | SHARES)
        return bool(known) or word in SINGULAR | {"they", "it"} or noun.like_num or self._is_named(noun)

    def _is_named(self, noun: Token) -> bool:
        if noun.ent_type_ in {"DATE", "TIME"}:
            return False
        inner = noun.pos_ == "NOUN" and not noun.is_sent_start
        return (noun.text[:1].isupper() and (noun.pos_ == "PROPN" or inner)) or any(self._apposed(noun))

    def speakers(self, noun: Token) -> list[Speaker]:
        """Return the speakers that a noun phrase names, those joined to it by "and" included."""
        noun = self._before_bracket(noun)
        others = [other for other in joined(noun) if self.can_speak(other)]
        together = [noun, *others]
        if others and not any(one.i in self.mentions for one in together) and speak_as_one(together):
            return [Speaker(words_of_all(together))]
        if (same := self._in_two_roles(noun, others)) is not None:
            return [same]
        found = [self.speaker(noun), *(self.named(mention, None) for mention in self._listed(noun))]
        found += [self.speaker(other) for other in others]
        unique: dict[str, Speaker] = {}
        for speaker in found:
            if speaker is not None:
                unique.setdefault(speaker.name.casefold(), speaker)
        return list(unique.values())

    def _in_two_roles(self, noun: Token, others: list[Token]) -> Speaker | None:
        """ "Graduate and former member Ana Ruiz": a bare role joined to a name is the same person's."""
        bare = not any(child.dep_ in {"det", "poss", "nummod"} for child in noun.children)
        role = (
            noun.lemma_.lower() in self.person_nouns
            and noun.tag_ in {"NN", "NNP"}
            and noun.i not in self.mentions
        )
        if bare and role and len(others) == 1 and (mention := self.mentions.get(others[0].i)):
            return self.speaker(others[0]) if mention.label == "PERSON" else None
        return None

    def _listed(self, noun: Token) -> Iterator[Mention]:
        """Yield the people listed with a named one before the verb, where the parser lost the list."""
        mention = self.mentions.get(noun.i)
        if mention is None or mention.label != "PERSON" or noun.head.i <= noun.i:
            return
        for step in (1, -1):
            number = self.people_at[id(mention)]
            while 0 <= number + step < len(self.people):
                one, other = self.people[number], self.people[number + step]
                first, second = (one, other) if step > 0 else (other, one)
                between = self.text[first.end : second.start]
                if other.end > noun.head.idx or not LISTED.match(between):
                    break
                yield other
                number += step

    def speaker(self, noun: Token) -> Speaker | None:
        """Return who one noun stands for."""
        noun = self._before_bracket(noun)
        mention = self.mentions.get(noun.i)
        if mention is None:
            if noun.lemma_.lower() in self.papers and (maker := self._maker(noun)) is not None:
                return self.named(maker, None)
            if noun.lower_ in SINGULAR | PLURAL:
                return self.antecedents.of(noun)
            named = next(self._apposed(noun), None)
            if named is not None:
                return self.named(named[1], words_of(noun))
            return self._unnamed(noun)
        role = self._role(noun, mention) if mention.label == "PERSON" else None
        return self.named(mention, role)

    def _before_bracket(self, noun: Token) -> Token:
        """Return the person whom a bracket is about: "Tim Lee [D-District 2] said"."""
        for at in range(noun.i, max(0, noun.i - BRACKET), -1):
            if self.doc[at].text in {")", "]"}:
                break
            if self.doc[at].text in {"(", "["}:
                mention = self.mentions.get(at - 1)
                return self.doc[at - 1] if mention is not None and mention.label == "PERSON" else noun
        return noun

    def _maker(self, paper: Token) -> Mention | None:
        """Return who made a text: "a statement signed by Ana Ruiz", "a letter from the union"."""
        makers = [
            self.mentions[token.i]
            for token in self.doc[paper.i + 1 : paper.right_edge.i + 1]
            if token.i in self.mentions and _led_by(token, paper)
        ]
        return next((maker for maker in makers if maker.label == "PERSON"), makers[0] if makers else None)

    def named(self, mention: Mention, role: str | None) -> Speaker:
        """Return the speaker of a name."""
        whole = self.by_surname.get(mention.name.casefold()) if mention.id is None else None
        mention = whole or mention  # the model takes a bare surname for a company's name now and then
        if mention.label == "PERSON":
            return Speaker(mention.name, mention.id, role, "person")
        return self._fuller(mention.name, mention.id)

    def _apposed(self, noun: Token) -> Iterator[tuple[Token, Mention]]:
        """Yield people named by a role's side: "the president, Ana Ruiz", "a captain named Ana Ruiz was"."""
        for child in noun.children:
            if child.dep_ == "appos":
                if (mention := self.mentions.get(child.i)) and mention.label == "PERSON":
                    yield child, mention
                yield from self._called(child)
        yield from self._called(noun)
        if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
            for child in noun.head.children:
                mention = self.mentions.get(child.i) if child.dep_ == "attr" else None
                if mention is not None and mention.label == "PERSON":
                    yield child, mention

    def _called(self, noun: Token) -> Iterator[tuple[Token, Mention]]:
        for verb in noun.children:
            if verb.dep_ == "acl" and verb.lower_ in {"named", "called", "identified"}:
                for child in verb.children:
                    if (mention := self.mentions.get(child.i)) and mention.label == "PERSON":
                        yield child, mention

    def _role(self, noun: Token, mention: Mention) -> str | None:
        """Return the role told before the name or in the words that follow it."""
        before = [
            token
            for token in noun.subtree
            if token.idx < mention.start and token.i >= noun.left_edge.i and token.dep_ not in {"cc"}
        ]
        words = self.text[before[0].idx : mention.start].strip(" ,") if before else ""
        if words and len(words.split()) <= LONGEST_ROLE and self._is_role(words):
            return without_article(words)
        for child in noun.children:
            if child.dep_ == "appos" and (
                child.lemma_.lower() in self.person_nouns or child.lemma_.lower() in self.group_nouns
            ):
                return words_of(child)
        after = re.match(
            r",\s+((?:an?|the)\s[^,.;]{3,80}|\d{1,2})(?=[,.;])",
            self.text[mention.end : mention.end + 100],
        )
        if after and self._is_role(after.group(1)):
            return without_article(after.group(1))
        return None

    def _is_role(self, words: str) -> bool:
        return any(
            word.strip(".,'’").lower()
            in self.person_nouns | self.group_nouns | {"ald", "rep", "sen", "dr", "rev", "lt", "sgt", "supt"}
            for word in words.split()
        )

    def _unnamed(self, noun: Token) -> Speaker | None:
        counted = behind_a_figure(noun, self.person_nouns - TARGETS)
        if counted is not None:
            return Speaker(counted)
        noun = whole_of(noun)
        words = words_of(noun)
        if self._starts_a_slogan(noun):
            return Speaker(capitalised_run(noun), None, None, "body")
        names = self.doc._.names
        if names is not None:
            body = names.body(words, noun.idx)
            if body is not None:
                return self._fuller(*body)
            if noun.pos_ == "PROPN" and noun.lemma_.lower() not in self.person_nouns | self.group_nouns:
                return self._missed_name(noun)
        single = noun.lemma_.lower() in self.person_nouns and noun.tag_ not in {"NNS", "NNPS"}
        single = single and not FIGURE.match(noun.lower_)
        kind: Literal["person", "group"] = "person" if single else "group"
        return Speaker(words, None, words if single else None, kind) if words else None

    def _starts_a_slogan(self, noun: Token) -> bool:
        """ "Students Against Policing", which the parser reads as students who are against something."""
        after = self.doc[noun.i + 1 : noun.i + 3]
        return (
            noun.text[:1].isupper()
            and len(after) > 1
            and after[0].lower_ in {"against", "for"}
            and after[1].text[:1].isupper()
        )

    def _missed_name(self, noun: Token) -> Speaker:
        """Take a name that the model missed by its capitals."""
        run = capitalised_run(noun)
        if re.search(r"\b(?:of|for|against|and|the)\b", run):
            return Speaker(run, None, None, "body")
        name, found = self.doc._.names.person(run if " " in run else noun.text, noun.idx)
        return Speaker(name, found, None, "person")

    def _fuller(self, name: str, found: str | None) -> Speaker:
        """ "Board of Education" without a place is the registry's board that the text names in full."""
        if found is None:
            for mention in self.doc._.entities or ():
                if mention.id and mention.label == "ORG" and mention.name.lower().endswith(name.lower()):
                    return Speaker(mention.name, mention.id, None, "body")
        return Speaker(name, found, None, "body")


def _datelines(text: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in DATELINE.finditer(text)]


def _led_by(token: Token, paper: Token) -> bool:
    """Whether a name hangs on a paper by "from" or "by"."""
    while token.i not in {paper.i, token.head.i}:
        if token.dep_ in {"prep", "agent"} and token.lower_ in {"from", "by"}:
            return True
        token = token.head
    return False


def _denied(noun: Token) -> bool:
    """ "No one", and "many of whom"."""
    children = list(noun.children)
    if any(child.lower_ in {"no", "not"} and child.dep_ in {"det", "neg"} for child in children):
        return True
    return any(token.lower_ in {"whom", "which"} for child in children for token in child.children)
