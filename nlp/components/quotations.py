"""Finding quotation marks that belong together: straight and curly, nested, over several paragraphs."""

import re
from dataclasses import dataclass

from nlp.components.layout import Block, blocks

OPENERS, CLOSERS, STRAIGHT = "“„«", "”»", '"'
MARKS = re.compile(f"[{OPENERS}{CLOSERS}{STRAIGHT}]")
TITLE_WORDS = re.compile(
    r"^(?:[A-Z0-9][\w'’.&-]*|of|the|and|in|for|on|a|an|to|to-|with)(?:\s+(?:[A-Z0-9][\w'’.&-]*|of|the|and|in|for|on|a|an|to|with))*,?$"
)
SHORT = 4  # words: a quotation shorter than this that is no sentence is a term, not speech


@dataclass(frozen=True)
class Quotation:
    """Quoted words: `start` and `end` leave the marks out, `outer_start` and `outer_end` take them in."""

    start: int
    end: int
    outer_start: int
    outer_end: int


def find_quotations(text: str) -> list[Quotation]:
    """Return the outermost quotations of a text in order.

    A paragraph that opens a quotation and does not close it continues in the next one if that one
    opens again (the usage of the press); otherwise the quotation ends with its paragraph.
    """
    found: list[Quotation] = []
    continued: int | None = None  # outer start of a quotation that the paragraph before left open
    for block in blocks(text):
        quotations, open_at = _in_block(text, block)
        if continued is not None:
            begins = quotations[0].outer_start if quotations else open_at
            if begins == block.start and (quotations or open_at is not None):
                if quotations:
                    first = quotations.pop(0)
                    found.append(Quotation(continued + 1, first.end, continued, first.outer_end))
                    continued = None
                else:
                    open_at = continued
            else:
                found.append(_to_block_end(text, continued))
                continued = None
        found += quotations
        continued = open_at if open_at is not None else continued
        if open_at is None and not quotations and continued is not None and continued < block.start:
            continued = None
    if continued is not None:
        found.append(_to_block_end(text, continued))
    return found


def _to_block_end(text: str, opened: int) -> Quotation:
    end = text.find("\n", opened)
    end = len(text) if end < 0 else end
    end = opened + len(text[opened:end].rstrip())
    return Quotation(opened + 1, end, opened, end)


def _in_block(text: str, block: Block) -> tuple[list[Quotation], int | None]:
    """Return the block's closed quotations and where one was opened that is not closed in it."""
    found: list[Quotation] = []
    depth, opened = 0, block.start
    marks = [mark.start() for mark in MARKS.finditer(text, block.start, block.end)]
    for number, at in enumerate(marks):
        if _opens(text, at, depth, len(marks) - number - 1):
            if depth == 0:
                opened = at
            depth += 1
        elif depth > 0:
            depth -= 1
            if depth == 0 and at > opened + 1:
                found.append(Quotation(opened + 1, at, opened, at + 1))
    return found, opened if depth > 0 else None


def _opens(text: str, at: int, depth: int, marks_after: int) -> bool:
    """A straight mark opens after a blank, before a word; inside a quotation only if two more can close."""
    mark = text[at]
    if mark in OPENERS:
        return True
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if mark in CLOSERS:
        return depth == 0 and after.isalnum() and not before.isalnum()  # the wrong way round
    looks_open = (before.isspace() or before in "([—–-/'‘:") and not after.isspace()
    if depth == 0:
        return looks_open or (not before.isalnum() and not after.isspace())
    return looks_open and marks_after >= 2


def is_term(words: str, before: str, after: str) -> bool:
    """Return whether quoted words are a title, a name or a fragment inside somebody else's sentence.

    `before` and `after` are the words of the same paragraph around the marks.
    """
    count = len(words.split())
    lead = before.rstrip()
    begins = not lead or lead[-1] in '.?!:,—–;)"”' or lead.endswith(("\n", "…"))
    ended = words.rstrip()[-1:] in ".?!,…—"
    if count <= 8 and TITLE_WORDS.match(words.strip()) and not (begins and ended and count > 2):
        return True
    if begins:
        return count < SHORT and not (ended or after.lstrip()[:1] in {"", "\n"})
    return not (count >= 8 and words.lstrip()[:1].isupper()) and not _after_bare_cue(lead)


BARE_CUE = re.compile(
    r"\b(?:said|says|say|added|asked|asks|wrote|writes|replied|shouted|reads?|adds|told \w+)$", re.IGNORECASE
)


def _after_bare_cue(lead: str) -> bool:
    return BARE_CUE.search(lead) is not None
