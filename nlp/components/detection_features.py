"""What shows that a draft is a statement on the matter, as named features for the trained filter."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from spacy.attrs import IDX
from spacy.tokens import Token

from nlp.components.drafts import Draft
from nlp.components.matter import Matter
from nlp.components.page import Page
from nlp.components.stance_rules import Reading, read
from nlp.components.stance_words import lexicon
from nlp.lexicons.groups import groups

Features = dict[str, float]
MASKED = {"PERSON": "_person", "ORG": "_body", "GPE": "_place", "SCHOOL": "_school", "LAW": "_law"}
FIRST = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me|[Ww]e|[Oo]ur|us)\b")
MODAL = {"should", "must", "ought", "cannot", "need"}
# Words and classes that tell a view, a plan or a bare fact.
TELLING = {
    *(
        "_number",
        "should",
        "must",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "not",
        "never",
        "more",
        "enough",
    ),
    *("because", "if", "but", "until", "while", "too", "very", "only", "just", "even", "still"),
    *(
        "<officers>",
        "<arrangement>",
        "<harm>",
        "<fear>",
        "<safety>",
        "<danger>",
        "<bond>",
        "<away>",
        "<stay>",
    ),
    *("<money>", "<deciders>", "<rules>", "<process>", "<care>", "<students>", "<decide>", "<schools>"),
}
BEFORE = re.compile(
    r"\b(?:in (?:19|20)\d\d|years? ago|since (?:19|20)\d\d|last (?:year|spring|fall|summer|winter|month)|"
    r"previously|formerly|earlier this|once|until then)\b"
)
MINUTES = re.compile(
    r"(?i)\b(?:moved by|seconded by|motion (?:was )?(?:made|carried|passed|failed)|roll call|ayes?:|nays?:|"
    r"call(?:ed)? to order|adjourn)"
)
CAPITALS = 0.6  # share of words that begin with a capital: a headline or a list
COUNTED = ("target", "matter", "elsewhere", "off_target", "on_target", "street", "decision")
KINDS = ("quote", "cue", "act", "vote", "doing", "own", "turn", "note", "noun")


class PageFeatures:
    """The features of one page's drafts; what they share is worked out once."""

    def __init__(self, page: Page, drafts: Sequence[Draft]) -> None:
        self.page, self.drafts, self.matter = page, drafts, Matter(page)
        self.starts: list[int] = page.doc.to_array([IDX]).tolist()
        self.speakers = groups("roles")["person"] | groups("roles")["group"]
        self.words = _masked(page, self.starts)
        self.sentences = [sentence.start_char for sentence in page.doc.sents]
        self.shared = self._of_text()
        self.spoken = Counter(draft.speaker.name for draft in drafts if draft.source == "quote")
        self.per_sentence = Counter(self._sentence(draft.start) for draft in drafts)
        self.kinds_at = Counter((self._sentence(draft.start), draft.source) for draft in drafts)

    def of(self, number: int) -> Features:
        """Return the named features of the draft of that number."""
        draft = self.drafts[number]
        found: Features = {}
        self._origin(found, draft)
        self._content(found, draft)
        self._subject_matter(found, draft)
        self._place(found, draft, number)
        found.update(self.shared)
        for name, value in self.shared.items():
            found[f"{draft.source}|{name}"] = value
        return found

    def _of_text(self) -> Features:
        text = self.page.text
        sources = Counter(draft.source for draft in self.drafts)
        count = max(1, len(self.sentences))
        kinds = {"t:quotes": sources["quote"], "t:cues": sources["cue"], "t:votes": sources["vote"]}
        found = {name: min(2.0, 2.0 * value / count) for name, value in kinds.items()}
        found["t:first"] = min(2.0, 2.0 * len(FIRST.findall(text)) / count)
        found["t:modal"] = min(2.0, 4.0 * sum(word in MODAL for word in self.page.lowers) / count)
        found["t:minutes"] = min(2.0, len(MINUTES.findall(text)) / 2.0)
        found["t:matter"] = min(2.0, len(lexicon("matter")["target"].findall(text)) / count)
        found["t:short"] = 1.0 if count <= 4 else 0.0
        if not sources["quote"]:
            found["t:no quotes"] = 1.0
        return found

    def _origin(self, found: Features, draft: Draft) -> None:
        """Who speaks, by which cue, found by what."""
        source, speaker = draft.source, draft.speaker
        found[f"f:{source}"] = 1.0
        found[f"f:{source}:{speaker.kind}"] = 1.0
        found[f"f:{source}:{'known' if speaker.id else 'unknown'}"] = 1.0
        if self.spoken[speaker.name] and source != "quote":
            found[f"f:{source}:quoted too"] = 1.0
        if speaker.kind != "person":
            for word in re.findall(r"[a-z]+", speaker.name.lower()):
                if word in self.speakers:
                    found[f"s:{word}"] = 1.0
        cue = self._cue(draft)
        if cue is None:
            found[f"c:{source}:{(draft.cue or 'none').lower()}"] = 1.0
            return
        lemma = cue.lemma_.lower()
        found[f"c:{lemma}"] = found[f"c:{source}:{lemma}"] = 1.0
        found[f"c:{source}:{cue.tag_}"] = found[f"c:{source}:{cue.dep_}"] = 1.0
        for child in cue.children:
            if child.dep_ == "ccomp":
                found[f"k:{child.tag_}"] = found[f"k:{source}:{child.tag_}"] = 1.0
                found[f"k:{child.lemma_.lower()}"] = 1.0
                found.update({f"k:aux:{aux.lower_}": 1.0 for aux in child.children if aux.dep_ == "aux"})
            if child.dep_ in {"aux", "neg", "mark"}:
                found[f"c:{child.dep_}:{child.lower_}"] = 1.0
            elif child.dep_ in {"dobj", "ccomp", "xcomp", "prep", "acomp", "attr", "advcl"}:
                found[f"c:{source}:{child.dep_}>"] = 1.0
                found[f"c:{lemma}>{child.dep_}:{child.lemma_.lower()}"] = 1.0

    def _cue(self, draft: Draft) -> Token | None:
        if draft.cue_at < 0:
            return None
        place = bisect_left(self.starts, draft.cue_at)
        return self.page.doc[place] if place < len(self.starts) else None

    def _content(self, found: Features, draft: Draft) -> None:
        """How long, how told: a figure, a modal, a question, the past."""
        first, last = bisect_left(self.starts, draft.start), bisect_left(self.starts, draft.end)
        words = self.words[first:last]
        length = len(words)
        for bound in (4, 8, 14, 22, 35):
            if length <= bound:
                found[f"l:{draft.source}:{bound}"] = 1.0
        for word in words:
            if word in TELLING:
                found[f"k:{word}"] = found[f"k:{draft.source}:{word}"] = 1.0
        text = self.page.text[draft.start : draft.end]
        if text.endswith("?"):
            found["l:question"] = found[f"l:{draft.source}:question"] = 1.0
        if BEFORE.search(text):
            found["l:before"] = found[f"l:{draft.source}:before"] = 1.0
        if FIRST.search(text):
            found[f"l:{draft.source}:first person"] = 1.0
        capitals = sum(word[:1].isupper() for word in text.split())
        if capitals > CAPITALS * len(text.split()):
            found["l:capitals"] = 1.0

    def _subject_matter(self, found: Features, draft: Draft) -> None:
        text, matter, source = self.page.text, self.matter, draft.source
        block = self.page.block_number(draft.start)
        around = self.page.blocks[block]
        own = text[draft.start : draft.end]
        for name in COUNTED:
            if matter_words(name, own):
                found[f"m:own:{name}"] = found[f"m:{source}:{name}"] = 1.0
        reading = read(own)
        named = "named" if matter_words("target", own) else "not named"
        side = "core" if reading.core else "signs" if reading.evidence else "no signs"
        found[f"x:{source}:{named}:{side}"] = found[f"x:{source}:{draft.speaker.kind}:{named}:{side}"] = 1.0
        if matter.holds(draft):
            found["m:holds"] = found[f"m:{source}:holds"] = 1.0
        else:
            found["m:beside it"] = found[f"m:{source}:beside it"] = 1.0
        for name, value in _signs(reading).items():
            found[f"r:{name}"] = found[f"r:{source}:{name}"] = value
        if not any(matter_words(name, own) for name in ("target", "matter")):
            found[f"m:{source}:nothing" + (" but signs" if reading.evidence else "")] = 1.0
        strengths = matter.blocks
        found["m:block"] = min(2.0, max(-1.0, strengths[block] / 4))
        found[f"m:{source}:block"] = found["m:block"]
        near = strengths[max(0, block - 1) : block] + strengths[block + 1 : block + 2]
        found["m:near"] = min(2.0, max(-1.0, max(near, default=0) / 4))
        if not matter_words("target", text[around.start : draft.end]):
            found["m:not yet in block"] = 1.0

    def _place(self, found: Features, draft: Draft, number: int) -> None:
        sentence, source = self._sentence(draft.start), draft.source
        if sentence <= 1:
            found[f"p:{source}:opening"] = 1.0
        block = self.page.blocks[self.page.block_number(draft.start)]
        if draft.start <= block.start + 1:
            found[f"p:{source}:begins block"] = 1.0
        others = self.per_sentence[sentence] - 1
        if others:
            found[f"p:{source}:others"] = min(3.0, others) / 2
        for kind in KINDS:
            if self.kinds_at[sentence, kind] > (kind == source):
                found[f"p:{source}+{kind}"] = 1.0
        if number:
            before = self.drafts[number - 1]
            same = before.speaker.name == draft.speaker.name
            far = self._sentence(before.start) < sentence - 1
            found[f"p:{source}<{before.source}:{same}:{far}"] = 1.0
        if number + 1 < len(self.drafts):
            after = self.drafts[number + 1]
            same = after.speaker.name == draft.speaker.name
            found[f"p:{source}>{after.source}:{same}"] = 1.0

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self.sentences, at) - 1)


@lru_cache(maxsize=2048)  # the drafts of one sentence ask of the same words
def matter_words(group: str, words: str) -> bool:
    """Return whether a group of the matter lexicon has a word in the passage."""
    return lexicon("matter")[group].search(words) is not None


def _signs(reading: Reading) -> Features:
    found = {
        "evidence": float(bool(reading.evidence)),
        "core": float(reading.core),
        "target": float(reading.names_target),
        "judges": float(bool(reading.on_decision)),
        "strength": min(2.0, reading.favor + reading.against),
    }
    for name in ("mixed", "neutral", "who_decides"):
        found[name] = float(bool(getattr(reading, name)))
    found.update({f"g:{name}": 1.0 for name in reading.seen})
    return {name: value for name, value in found.items() if value}


@cache
def _classes() -> dict[str, str]:
    return {lemma: f"<{name}>" for name, lemmas in groups("word_classes").items() for lemma in lemmas}


def _masked(page: Page, starts: list[int]) -> list[str]:
    """Return each token's lemma or class of words; names and figures as what they are."""
    words = [_word(token) for token in page.doc]
    for mention in page.doc._.entities or ():
        mask = MASKED.get(mention.label)
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        if mask and first < last:
            words[first:last] = [mask, *[""] * (last - first - 1)]
    return words


def _word(token: Token) -> str:
    lower: str = token.lower_
    if lower[0].isdigit() or token.like_num:
        return "_number"
    lemma: str = token.lemma_.lower()
    return _classes().get(lemma, lemma) if lower.strip() else ""
