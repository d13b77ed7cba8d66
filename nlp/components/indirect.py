"""Indirect speech: who is told to have said, thought, wanted or asked what, without quotation marks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span, Token

from nlp.components.antecedents import SUBJECTS
from nlp.components.cues import Cues
from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.found import Directness
from nlp.lexicons.groups import groups

JOINT = re.compile(r",?\s(?:but|while|and|though|although|whereas)\s|;\s")
JOINT_WORD = re.compile(r"[,;]?\s*(?:but|while|and|though|although|whereas)?\s*")
CONTRASTS = {"while", "whereas", "although", "though"}
SHARES = {"percent", "%"}
LONG_CLAUSE = 60  # characters: a shorter clause leans on the words around it
FEELINGS = {
    *("concern", "worry", "disappoint", "oppose", "convince", "please", "relieve", "commit", "prepare"),
    *("stun", "shock", "alarm", "surprise", "frustrate", "upset", "divide", "tear", "scare", "frighten"),
    *("interest", "dismay", "outrage", "anger", "thrill", "sadden", "appall", "horrify", "offend", "impress"),
    *("persuade", "split", "satisfy", "encourage", "astonish", "trouble", "annoy", "disturb", "thank"),
}
ADVISING = {"recommend", "request"}
SHORTEST = 4  # characters
MOST_OF_IT = 0.5  # share of a sentence that a that-clause must be to stand for it


class IndirectFinder:
    """Finds reported views in the sentences of a page."""

    def __init__(self, page: Page) -> None:
        self.page, self.finder, self.cues = page, page.finder, Cues(page)
        known = groups("speech_cues")
        self.says, self.siding, self.decides = known["say"], known["side"], groups("acts")["decide"]

    def find(self) -> Iterator[Draft]:
        """Yield drafts sentence by sentence; who speaks twice in one sentence gets one of them."""
        for sentence in self.page.sentences:
            yield from self.in_sentence(sentence)

    def in_sentence(self, sentence: Span) -> list[Draft]:
        """Return the drafts of one sentence."""
        lowers = self.page.lowers[sentence.start : sentence.end]
        if sum(word in SHARES for word in lowers) > 1 and (shares := self._shares(sentence)):
            return shares
        drafts = self._according(sentence) if "according" in lowers else []
        if drafts:
            return drafts
        cues = [token for token in sentence if not self.page.quoted[token.i] and self.cues.is_cue(token)]
        taken: list[Token] = []
        for cue in sorted(cues, key=_depth):
            noun = self._agent(cue) or self.finder.subject(cue)
            if noun is None or any(self._within(cue, other) for other in taken):
                continue
            if cue.dep_ == "relcl" and noun.i not in self.finder.mentions and not self._sides(cue):
                continue  # "leaders who know": tells which leaders
            if noun.lower_ == "it" and cue.lemma_ == "be":
                continue  # stands for nobody
            if noun.dep_ == "nsubjpass" and noun.head.i == cue.i and cue.lemma_ not in FEELINGS:
                continue  # "have been criticized": others do it
            if self._decides(cue, noun):
                continue  # a body's decision is an act
            inside = sentence.start <= noun.i < sentence.end and not self.page.quoted[noun.i]
            if inside and self.finder.can_speak(noun):
                taken.append(cue)
                drafts += self._drafts(sentence, cue, noun)
        drafts = [draft for draft in drafts if draft.end - draft.start >= SHORTEST]
        if not any(cue.lemma_.lower() in self.says for cue in taken):
            drafts = (
                self._according(sentence) or drafts
            )  # what others feel by somebody's account is that account
        return self._cut(sentence, _one_each(sorted(drafts, key=lambda draft: draft.start)))

    def _sides(self, cue: Token) -> bool:
        """ "Parents who oppose it": the clause is what they think."""
        return cue.lemma_.lower() in self.siding

    def _agent(self, cue: Token) -> Token | None:
        """ "The decision was supported by the mayor"."""
        for child in cue.children:
            if child.dep_ == "agent":
                return next((noun for noun in child.children if self.finder.can_speak(noun)), None)
        return None

    def _decides(self, cue: Token, noun: Token) -> bool:
        """ "The board rejected a proposal", "the council agreed to pay": by a body, with what it decides."""
        if cue.lemma_.lower() not in self.decides:
            return False
        mention = self.finder.mentions.get(noun.i)
        body = mention.label != "PERSON" if mention else noun.lemma_.lower() in self.finder.group_nouns
        return body and any(child.dep_ in {"dobj", "xcomp", "oprd"} for child in cue.children)

    def _drafts(self, sentence: Span, cue: Token, noun: Token) -> list[Draft]:
        speakers = self.finder.speakers(noun)
        if speakers:
            self.finder.hear(noun.idx, speakers[0])
        scope = self._free(sentence, cue)
        start, end = self._span(scope, cue)
        if (start, end) != scope and end - start >= LONG_CLAUSE:
            scope = (start, end)  # what else the sentence tells is not what was said
        return [
            Draft(start, end, speaker, self._kind(cue, speaker), cue.text, None, 0.0, scope, cue.idx)
            for speaker in speakers
        ]

    @staticmethod
    def _kind(cue: Token, speaker: Speaker) -> Directness:
        """A committee's recommendation is a decision of it, a person's is a view."""
        return "action" if speaker.kind == "body" and cue.lemma_.lower() in ADVISING else "indirect"

    def _within(self, cue: Token, other: Token) -> bool:
        """Whether a cue belongs to what another one tells; a joined clause with its own speaker does not."""
        if not other.is_ancestor(cue):
            return False
        own = next((child for child in cue.children if child.dep_ in SUBJECTS), None)
        if own is None or not self.finder.can_speak(own):
            return True
        contrasted = any(child.dep_ == "mark" and child.lower_ in CONTRASTS for child in cue.children)
        return not contrasted and (cue.dep_ != "conj" or other.dep_ == "ccomp")

    def _according(self, sentence: Span) -> list[Draft]:
        for token in sentence:
            if token.lower_ != "according" or self.page.quoted[token.i]:
                continue
            for noun in sentence:
                if noun.i > token.i and noun.dep_ == "pobj" and self.finder.can_speak(noun):
                    whose, is_cue = self._source(sentence, token, noun)
                    if is_cue:
                        return []
                    start, end = self.page.trim(sentence.start_char, sentence.end_char)
                    speakers = self.finder.speakers(whose)
                    return [Draft(start, end, speaker, "indirect", "according to") for speaker in speakers]
        return []

    def _source(self, sentence: Span, according: Token, noun: Token) -> tuple[Token, bool]:
        """Return whose words they are, and whether another cue leads to them.

        "According to the Post, Lee said": Lee's. "He will sue, according to a letter": his.
        """
        root = sentence.root
        teller = self.finder.subject(root)
        told = (
            teller is not None and sentence.start <= teller.i < sentence.end and self.finder.can_speak(teller)
        )
        if teller is None or not told or self.page.quoted[teller.i]:
            return noun, False
        paper = noun.i not in self.finder.mentions and noun.lemma_.lower() in self.finder.papers
        source = self.finder.mentions.get(noun.i)
        personal = source is not None and source.label == "PERSON"
        says = root.lemma_.lower() in self.says or (teller.i in self.finder.mentions and not personal)
        if self.cues.is_cue(root) and (paper or (says and according.i < root.i)):
            return teller, True
        return (teller if paper else noun), False

    def _shares(self, sentence: Span) -> list[Draft]:
        """A poll's sentence tells several groups' views: one statement each clause."""
        found: dict[int, tuple[Token, Speaker]] = {}
        for cue in sentence:
            noun = self.finder.subject(cue) if self.cues.is_cue(cue) else None
            if noun is not None and noun.lower_ in SHARES and (speaker := self.finder.speaker(noun)):
                found.setdefault(noun.left_edge.idx, (cue, speaker))
        starts = sorted(found)
        drafts = []
        for start, following in pairwise([*starts, sentence.end_char]):
            cue, speaker = found[start]
            drafts.append(Draft(*self.page.trim(start, following), speaker, "indirect", cue.text))
        return drafts

    def _free(self, sentence: Span, cue: Token) -> tuple[int, int]:
        """Return the stretch of the sentence about the cue that is not quoted speech."""
        first, last = cue.i, cue.i
        while first > sentence.start and not self.page.quoted[first - 1]:
            first -= 1
        while last + 1 < sentence.end and not self.page.quoted[last + 1]:
            last += 1
        return self._characters(first, last)

    def _span(self, whole: tuple[int, int], cue: Token) -> tuple[int, int]:
        """Return the that-clause where it is most of the sentence, else the sentence."""
        if cue.lemma_.lower() not in self.says:
            return whole
        for child in cue.children:
            if child.dep_ != "ccomp":
                continue
            first = child.left_edge.i + (self.page.doc[child.left_edge.i].lower_ == "that")
            start, end = self._characters(first, child.right_edge.i)
            long_enough = end - start >= MOST_OF_IT * (whole[1] - whole[0])
            if long_enough and whole[0] <= start and end <= whole[1] and not start <= cue.idx < end:
                return start, end
        return whole

    def _characters(self, first: int, last: int) -> tuple[int, int]:
        token = self.page.doc[last]
        return self.page.trim(self.page.doc[first].idx, token.idx + len(token))

    def _cut(self, sentence: Span, drafts: list[Draft]) -> list[Draft]:
        """Divide a sentence in which several speak apart: each keeps the clause about its own cue."""
        places = {draft.cue_at for draft in drafts}
        if len(places) < 2:
            return drafts
        text = self.page.text
        cuts = [match.start() for match in JOINT.finditer(text, sentence.start_char, sentence.end_char)]
        for draft in drafts:
            at, others = draft.cue_at, places - {draft.cue_at}
            before = [cut for cut in cuts if cut <= at and any(other < cut for other in others)]
            after = [cut for cut in cuts if cut > at and any(other > cut for other in others)]
            start, end = sentence.start_char, after[0] if after else sentence.end_char
            if before and (joint := JOINT_WORD.match(text, before[-1], end)):
                start = joint.end()
            draft.start, draft.end = draft.scope = self.page.trim(start, end)
        return drafts


def _depth(token: Token) -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i


def _one_each(drafts: list[Draft]) -> list[Draft]:
    kept: dict[str, Draft] = {}
    for draft in drafts:
        kept.setdefault(draft.speaker.name.casefold(), draft)
    return list(kept.values())
