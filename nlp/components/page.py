"""One Doc made ready for finding statements: blocks, speech, sentences, and a finder of speakers."""

from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from nlp.components.layout import Block, blocks
from nlp.components.quotations import Quotation, find_quotations, is_term
from nlp.components.speakers import SpeakerFinder
from nlp.extensions import text_of


class Page:
    """What the finders of statements share about one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = text_of(doc)
        self.blocks = list(blocks(self.text))
        self._starts = [block.start for block in self.blocks]
        self.speech = [found for found in find_quotations(self.text) if not self._is_term(found)]
        self.quoted = self._mask()
        self.finder = SpeakerFinder(doc, self.quoted)

    def block_at(self, at: int) -> Block:
        """Return the block that holds a character, or the one before it."""
        return self.blocks[max(0, bisect_right(self._starts, at) - 1)]

    def block_number(self, at: int) -> int:
        """Return the number of the block that holds a character."""
        return max(0, bisect_right(self._starts, at) - 1)

    def _is_term(self, found: Quotation) -> bool:
        block = self.block_at(found.outer_start)
        before = self.text[block.start : found.outer_start]
        return is_term(self.text[found.start : found.end], before, self.text[found.outer_end : block.end])

    def _mask(self) -> list[bool]:
        quoted = [False] * len(self.doc)
        at = 0
        for token in self.doc:
            while at < len(self.speech) and self.speech[at].outer_end <= token.idx:
                at += 1
            if at < len(self.speech) and self.speech[at].outer_start <= token.idx < self.speech[at].outer_end:
                quoted[token.i] = True
        return quoted

    @cached_property
    def lowers(self) -> list[str]:
        """Each token in lower case."""
        return [token.lower_ for token in self.doc]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences that are not quoted speech from end to end, headings left out."""
        found = []
        for sentence in self.doc.sents:
            for part in self._parts(sentence):
                words = [token for token in part if not token.is_space and not token.is_punct]
                free = [token for token in words if not self.quoted[token.i]]
                if len(free) >= 2 and not self.block_at(part.start_char).heading:
                    found.append(part)
        return found

    def _parts(self, sentence: Span) -> list[Span]:
        """Cut a sentence where a new block begins: the parser may join a heading to what follows."""
        cuts = [sentence.start]
        for token in sentence[1:]:
            before = self.doc[token.i - 1]
            if (
                before.is_space
                and "\n" in before.text
                and not token.is_space
                and token.idx in self._block_starts
            ):
                cuts.append(token.i)
        return [
            self.doc[start:end]
            for start, end in zip(cuts, [*cuts[1:], sentence.end], strict=True)
            if start < end
        ]

    @cached_property
    def _block_starts(self) -> set[int]:
        return set(self._starts)

    def free_tokens(self, start: int, end: int) -> list[Token]:
        """Return the tokens between two characters that are not quoted speech."""
        span = self.doc.char_span(start, end, alignment_mode="contract")
        return [] if span is None else [token for token in span if not self.quoted[token.i]]

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Return a span without outer blanks, opening commas and closing stops."""
        while start < end and self.text[start] in " \n\t,;:–—-":
            start += 1
        while end > start and self.text[end - 1] in " \n\t,;:":
            end -= 1
        return start, end
