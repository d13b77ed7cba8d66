"""Sentence bounds that the parser must keep: none after a title, one at every new paragraph."""

from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

LEXICON = Path(__file__).resolve().parents[1] / "lexicons" / "abbreviations.txt"


@cache
def titles() -> frozenset[str]:
    """Return the abbreviated titles that never end a sentence."""
    lines = LEXICON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@Language.component("sentence_bounds", assigns=["token.is_sent_start"])
def sentence_bounds(doc: Doc) -> Doc:
    """Set bounds before the parser runs: it respects them and decides the rest."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.text in titles():
            token.is_sent_start = False
        elif before.is_space and "\n" in before.text and not token.is_space:
            token.is_sent_start = _starts_a_block(doc, before.i, before.text)
    return doc


def _starts_a_block(doc: Doc, space: int, blank: str) -> bool | None:
    """A blank line ends a sentence, a line end after closing punctuation; else the parser decides."""
    if blank.count("\n") > 1:
        return True
    ended = space == 0 or doc[space - 1].text[-1:] in '.!?:"”*'
    return True if ended else None
