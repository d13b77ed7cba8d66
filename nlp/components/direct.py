"""Direct quotations: each with its cue and speaker, split ones joined, speakers carried over."""

import re
from collections.abc import Iterator
from itertools import groupby

from spacy.tokens import Token

from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.components.quotations import Quotation
from nlp.lexicons.groups import groups

FRAME = 45  # words between the halves of a split quotation, at most
SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Ald)(?<!Rep)(?<!Sen)(?<!Lt)(?<!Rev)(?<!Supt)[.?!](?=\s+[\"“A-Z]|\s*$)"
)


class DirectFinder:
    """Finds the direct statements of a page in order."""

    def __init__(self, page: Page) -> None:
        self.page, self.finder = page, page.finder
        self.cues = groups("speech_cues")["say"]

    def find(self) -> Iterator[Draft]:
        """Yield a draft for each quotation, its halves joined."""
        last: Draft | None = None
        for number, group in groupby(
            self.page.speech, key=lambda found: self.page.block_number(found.outer_start)
        ):
            drafts = self._in_block(list(group), number, last)
            for draft in drafts:
                last = draft
                yield draft

    def _in_block(self, quotations: list[Quotation], number: int, last: Draft | None) -> list[Draft]:
        block = self.page.blocks[number]
        drafts: list[Draft] = []
        for at, found in enumerate(quotations):
            before = quotations[at - 1].outer_end if at else block.start
            ends = self.page.block_at(found.outer_end - 1).end
            after = quotations[at + 1].outer_start if at + 1 < len(quotations) else ends
            cue, speaker = self._attribute(before, found, after)
            joined = bool(drafts) and self._joins(drafts[-1], found, speaker)
            if joined:
                drafts[-1].end = self.page.trim(drafts[-1].start, found.end)[1]
                drafts[-1].scope = (drafts[-1].scope[0], found.outer_end)
                continue
            if speaker is None:
                speaker = self._carried(found, number, drafts[-1] if drafts else None, last)
            if speaker is not None:
                self.finder.hear(found.end, speaker)
                start, end = self.page.trim(found.start, found.end)
                drafts.append(Draft(start, end, speaker, "direct", cue, scope=(found.start, found.end)))
        return drafts

    def _attribute(self, before: int, found: Quotation, after: int) -> tuple[str | None, Speaker | None]:
        """Look for the cue behind the quotation, then before it, then for a name and a colon."""
        behind = self.page.text[found.outer_end : after]
        stop = SENTENCE_END.search(behind)
        end = found.outer_end + (stop.end() if stop else len(behind))
        ahead = self._lead_start(before, found.outer_start)
        lead = self.page.text[ahead : found.outer_start].rstrip()
        places = [(found.outer_end, end)]
        if lead.endswith((",", ":")) or re.search(r"\b(?:said|says|asked|wrote|added|that)$", lead):
            goes_on = self.page.text[found.start : found.end].rstrip().endswith(",")  # to its cue behind it
            places.insert(0 if lead.endswith(":") and not goes_on else 1, (ahead, found.outer_start))
        for start, stop_at in places:
            cue, speaker = self._cue_in(start, stop_at)
            if speaker is not None:
                return cue, speaker
        return self._colon(ahead, found.outer_start)

    def _lead_start(self, before: int, quote: int) -> int:
        stops = [match.end() for match in SENTENCE_END.finditer(self.page.text, before, quote)]
        return stops[-1] if stops and stops[-1] < quote - 2 else (stops[-2] if len(stops) > 1 else before)

    def _cue_in(self, start: int, end: int) -> tuple[str | None, Speaker | None]:
        tokens = self.page.free_tokens(start, end)
        for token in sorted(tokens, key=lambda token: token.tag_ == "VBG"):  # "announcing it, he said"
            if token.lemma_.lower() in self.cues and token.pos_ in {"VERB", "AUX", "NOUN", "PROPN"}:
                speaker = self._cue_speaker(token, tokens)
                if speaker is not None:
                    return token.text, speaker
        for token in tokens:
            if token.lower_ == "according" and (speaker := self._first_speaker(tokens, token.i)):
                return "according to", speaker
        return None, None

    def _cue_speaker(self, cue: Token, tokens: list[Token]) -> Speaker | None:
        inside = {token.i for token in tokens}
        noun = self.finder.subject(cue)
        if noun is not None and noun.i in inside and self.finder.can_speak(noun):
            return self.finder.speaker(noun)
        beside = [
            token
            for token in tokens
            if token.dep_ in {"nsubj", "dobj", "ROOT", "appos", "pobj", "compound"}
            or token.pos_ in {"PROPN", "PRON"}
        ]
        after = [token for token in beside if token.i > cue.i and token.i - cue.i <= 6]
        before = [token for token in reversed(beside) if token.i < cue.i]
        for token in (*after, *before):
            if token.lemma_.lower() not in self.cues and self.finder.can_speak(token):
                head = token
                while head.dep_ == "compound" and head.head.i in inside:
                    head = head.head
                return self.finder.speaker(head)
        return None

    def _first_speaker(self, tokens: list[Token], after: int) -> Speaker | None:
        for token in tokens:
            if token.i > after and token.dep_ == "pobj" and self.finder.can_speak(token):
                return self.finder.speaker(token)
        return None

    def _colon(self, start: int, end: int) -> tuple[str | None, Speaker | None]:
        lead = self.page.text[start:end].rstrip()
        if not lead.endswith(":"):
            return None, None
        tokens = [
            token
            for token in self.page.free_tokens(start, end)
            if token.dep_ in {"nsubj", "ROOT", "pobj", "nsubjpass"}
        ]
        for token in tokens:
            if self.finder.can_speak(token) and token.pos_ in {"NOUN", "PROPN", "PRON"}:
                return ":", self.finder.speaker(token)
        return None, None

    def _joins(self, draft: Draft, found: Quotation, speaker: Speaker | None) -> bool:
        """A split quotation: its halves stand about one cue, and nobody else is named for the second."""
        between = self.page.text[draft.end : found.outer_start]
        if speaker is not None and speaker.name != draft.speaker.name:
            return False
        if len(between.split()) > FRAME or "\n" in between:
            return False
        stops = SENTENCE_END.findall(between.rstrip())
        return (
            draft.cue is not None
            and len(stops) <= 1
            and (speaker is None or not stops or not between.strip())
        )

    def _carried(
        self, found: Quotation, number: int, inside: Draft | None, last: Draft | None
    ) -> Speaker | None:
        """Without a cue the speaker is the one of the quotation or sentence before, within two paragraphs."""
        block = self.page.blocks[number]
        lead = self._speaker_before(block.start, found.outer_start)
        if lead is not None:
            return lead
        if inside is not None:
            return inside.speaker
        near = number and self._speaker_before(
            self.page.blocks[number - 1].start, self.page.blocks[number - 1].end
        )
        if near:
            return near
        if last is not None and number - self.page.block_number(last.start) <= 2:
            return last.speaker
        return None

    def _speaker_before(self, start: int, end: int) -> Speaker | None:
        """Return the subject of the last sentence: that of its main verb, else the first who can speak."""
        tokens = self.page.free_tokens(start, end)
        subjects = [token for token in tokens if token.dep_ == "nsubj" and token.head.pos_ in {"VERB", "AUX"}]
        subjects.sort(key=lambda token: (-token.sent.start, token.head.dep_ != "ROOT", token.i))
        for token in subjects:
            speaker = self.finder.speaker(token) if self.finder.can_speak(token) else None
            if speaker is not None:
                return speaker
        return None
