"""Whether a statement is on the matter, officers stationed in schools, and not on the rest of the meeting."""

import re

from nlp.components.drafts import Draft
from nlp.components.page import Page
from nlp.components.stance_rules import read
from nlp.components.stance_words import lexicon

WORDS = lexicon("matter")
STRONG = 3  # of a block: the officers are named in it
STANDS_FOR = re.compile(r"\b(?:them|doing (?:so|it)|the (?:change|move|idea|step))\b", re.IGNORECASE)


class Matter:
    """Knows one page's places that are on the matter."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocks = [self._strength(block.start, block.end) for block in page.blocks]

    def _strength(self, start: int, end: int) -> int:
        words = self.page.text[start:end]
        counts = {group: len(WORDS[group].findall(words)) for group in ("target", "matter", "elsewhere")}
        return 3 * counts["target"] + counts["matter"] - 2 * counts["elsewhere"]

    @staticmethod
    def _own(words: str) -> int:
        return len(WORDS["matter"].findall(words)) + (1 if read(words).evidence else 0)

    def is_elsewhere(self, words: str) -> bool:
        """Return whether words are on other business: no officers named, little of the matter in them."""
        elsewhere = len(WORDS["elsewhere"].findall(words))
        return bool(elsewhere) and not WORDS["target"].search(words) and self._own(words) <= elsewhere

    def holds(self, draft: Draft) -> bool:
        """Return whether a draft is on the matter, by its own words, else by those around it."""
        words = self.page.text[draft.scope[0] : draft.scope[1]]
        if WORDS["target"].search(words):
            return True
        own = self._own(words)
        if self.is_elsewhere(words):
            return False
        number = self.page.block_number(draft.start)
        told = draft.directness == "indirect" and draft.cue is not None
        if told and not own and not (STANDS_FOR.search(words) and self.blocks[number] >= STRONG):
            return False  # reported in passing: when a meeting is, what somebody earns
        near = self.blocks[max(0, number - 2) : number + 2]
        return (own > 0 and sum(near) > 0) or max(near, default=0) >= STRONG
