"""Indirect speech: who is told to have said, thought, wanted or asked what, without quotation marks."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.components.speakers import SUBJECTS
from nlp.lexicons.groups import groups

CONTENT = {
    "ccomp",
    "xcomp",
    "dobj",
    "prep",
    "advcl",
    "oprd",
    "acomp",
    "parataxis",
    "dative",
    "attr",
    "prt",
    "pcomp",
    "dep",
}
CLAUSES = {"ccomp", "xcomp", "parataxis"}
LIGHT = {
    "raise",
    "express",
    "voice",
    "share",
    "cite",
    "have",
    "give",
    "offer",
    "make",
    "issue",
    "repeat",
    "state",
    "echo",
    "signal",
    "take",
    "show",
    "draw",
}


class IndirectFinder:
    """Finds reported views in the sentences of a page."""

    def __init__(self, page: Page) -> None:
        self.page, self.finder = page, page.finder
        self.words = groups("speech_cues")

    def find(self) -> Iterator[Draft]:
        """Yield drafts sentence by sentence; who speaks twice in one sentence gets one of them."""
        for sentence in self.page.sentences:
            yield from self.in_sentence(sentence)

    def in_sentence(self, sentence: Span) -> list[Draft]:
        """Return the drafts of one sentence."""
        drafts = self._according(sentence)
        shares = [token for token in sentence if token.lower_ in {"percent", "%"}]
        if len(shares) > 1 and (split := self._shares(sentence)):
            return split
        cues = [token for token in sentence if not self.page.quoted[token.i] and self._is_cue(token)]
        taken: list[Token] = []
        for cue in sorted(cues, key=_depth):
            if any(self._within(cue, other) for other in taken):
                continue
            noun = self.finder.subject(cue)
            if noun is None or self.page.quoted[noun.i] or not self.finder.can_speak(noun):
                continue
            if noun.i < sentence.start or noun.i >= sentence.end:
                continue
            taken.append(cue)
            speakers = self.finder.speakers(noun)
            if speakers:
                self.finder.heard[noun.idx] = speakers[0]
            drafts += [self._draft(sentence, cue, speaker) for speaker in speakers]
            drafts = [draft for draft in drafts if draft.end - draft.start > 3]
        return self._cut(sentence, _one_each(sorted(drafts, key=lambda draft: draft.start)))

    def _shares(self, sentence: Span) -> list[Draft]:
        """A poll's sentence tells several groups' views: one statement each clause."""
        drafts: list[Draft] = []
        for cue in sentence:
            if (
                self._is_cue(cue)
                and (noun := self.finder.subject(cue)) is not None
                and noun.lower_ in {"percent", "%"}
            ):
                first, last = noun.left_edge.i, cue.right_edge.i
                start, end = self.page.doc[first].idx, self.page.doc[last].idx + len(self.page.doc[last])
                others = [draft.start for draft in drafts]
                if drafts and start > drafts[-1].start:
                    drafts[-1].end = min(drafts[-1].end, start)
                    drafts[-1].scope = (drafts[-1].start, drafts[-1].end)
                if start not in others and (speaker := self.finder.speaker(noun)):
                    drafts.append(Draft(*self.page.trim(start, end), speaker, "indirect", cue.text))
        return drafts

    def _is_cue(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        if any(
            child.dep_ == "aux" and child.lower_ in {"should", "must", "ought", "shall"}
            for child in token.children
        ):
            return False  # what somebody should say is the writer's view
        if lemma == "have" and any(child.lower_ == "rather" for child in token.children):
            return True
        if token.pos_ not in {"VERB", "AUX"} and not (
            token.dep_ in {"ROOT", "conj", "ccomp", "relcl"}
            and lemma in self.words["side"] | self.words["say"]
            and token.pos_ == "NOUN"
            and token.text.endswith(("s", "ed"))
        ):
            return False
        if lemma == "be":
            return self._is_view(token)
        if lemma in self.words["say"] or lemma in self.words["think"]:
            return not self._is_silence(token) and (
                self._has_content(token) or (token.dep_ == "parataxis" and not self._frames(token))
            )
        if lemma in self.words["side"]:
            return self._has_content(token)
        if lemma in LIGHT:
            return any(
                child.dep_ in {"dobj", "attr"} and child.lemma_.lower() in self.words["noun"]
                for child in token.children
            )
        return False

    def _has_content(self, cue: Token) -> bool:
        """Whether what is told stands outside quotation marks: else the cue only frames a quotation."""
        wanted = CLAUSES if self._frames(cue) else CONTENT
        return any(child.dep_ in wanted and not self.page.quoted[child.i] for child in cue.children)

    def _frames(self, cue: Token) -> bool:
        """Whether a quotation stands right before the cue, or after it."""
        return any(
            self.page.quoted[token.i]
            for token in self.page.doc[max(0, cue.i - 6) : cue.i + 4]
            if token.sent == cue.sent or token.i < cue.i
        )

    def _is_silence(self, cue: Token) -> bool:
        """ "Has not said", "did not respond"."""
        return any(child.dep_ == "neg" for child in cue.children) and cue.lemma_ in {
            "say",
            "respond",
            "comment",
            "answer",
            "reply",
        }

    def _is_view(self, verb: Token) -> bool:
        """A form of "be" before a view: "is against it", "was relieved"."""
        for child in verb.children:
            if child.dep_ in {"acomp", "prep", "attr", "advmod"} and child.lower_ in self.words["predicate"]:
                return True
        return False

    def _within(self, cue: Token, other: Token) -> bool:
        """Whether a cue belongs to what another one tells, or is its own trailing part."""
        if other.is_ancestor(cue):
            subject = next((child for child in cue.children if child.dep_ in SUBJECTS), None)
            return (
                cue.dep_ != "conj"
                or subject is None
                or other.dep_ == "ccomp"
                or not self.finder.can_speak(subject)
            )
        return False

    def _according(self, sentence: Span) -> list[Draft]:
        for token in sentence:
            if token.lower_ == "according" and not self.page.quoted[token.i]:
                for noun in sentence:
                    if noun.i > token.i and noun.dep_ == "pobj" and self.finder.can_speak(noun):
                        start, end = self.page.trim(sentence.start_char, sentence.end_char)
                        return [
                            Draft(start, end, speaker, "indirect", "according to")
                            for speaker in self.finder.speakers(noun)
                        ]
        return []

    def _draft(self, sentence: Span, cue: Token, speaker: Speaker) -> Draft:
        scope = self._free(sentence, cue)
        start, end = self._span(scope, cue)
        return Draft(start, end, speaker, "indirect", cue.text, scope=scope)

    def _free(self, sentence: Span, cue: Token) -> tuple[int, int]:
        """Return the stretch of the sentence about the cue that is not quoted speech."""
        first, last = cue.i, cue.i
        while first > sentence.start and not self.page.quoted[first - 1]:
            first -= 1
        while last + 1 < sentence.end and not self.page.quoted[last + 1]:
            last += 1
        return self.page.trim(self.page.doc[first].idx, self.page.doc[last].idx + len(self.page.doc[last]))

    def _span(self, whole: tuple[int, int], cue: Token) -> tuple[int, int]:
        """Return the that-clause where it is most of the sentence, else the sentence."""
        if cue.lemma_.lower() not in self.words["say"]:
            return whole
        for child in cue.children:
            if child.dep_ != "ccomp":
                continue
            first, last = child.left_edge.i, child.right_edge.i
            if self.page.doc[first].lower_ == "that":
                first += 1
            start, end = self.page.doc[first].idx, self.page.doc[last].idx + len(self.page.doc[last])
            if (
                end - start >= 0.5 * (whole[1] - whole[0])
                and start >= whole[0]
                and end <= whole[1]
                and not (start <= cue.idx < end)
            ):
                return self.page.trim(start, end)
        return whole

    def _cut(self, sentence: Span, drafts: list[Draft]) -> list[Draft]:
        """Divide a sentence in which several speak apart: each keeps the clause about its own cue."""
        names = {draft.cue for draft in drafts}
        if len(names) < 2:
            return drafts
        text = self.page.text
        cuts = [
            match.start()
            for match in re.finditer(
                r",?\s(?:but|while|and|though|although|whereas)\s|;\s",
                text[sentence.start_char : sentence.end_char],
            )
        ]
        cuts = [sentence.start_char + cut for cut in cuts]
        for draft in drafts:
            at = text.find(draft.cue or "", sentence.start_char)
            before = [cut for cut in cuts if cut <= at]
            others = [
                text.find(other.cue or "", sentence.start_char) for other in drafts if other.cue != draft.cue
            ]
            later = [cut for cut in cuts if cut > at and any(other > cut for other in others)]
            start = (
                before[-1] if before and any(other < before[-1] for other in others) else sentence.start_char
            )
            end = later[0] if later else sentence.end_char
            start = (
                start
                + len(
                    re.match(
                        r"[,;]?\s*(?:but|while|and|though|although|whereas)?\s*", text[start:end]
                    ).group()
                )
                if start != sentence.start_char
                else start
            )  # type: ignore[union-attr]
            draft.start, draft.end = self.page.trim(start, end)
            draft.scope = (draft.start, draft.end)
        return drafts


def _depth(token: Token) -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i


def _one_each(drafts: list[Draft]) -> list[Draft]:
    kept: dict[str, Draft] = {}
    for draft in drafts:
        kept.setdefault(draft.speaker.name.casefold(), draft)
    return list(kept.values())
