"""Sentence bounds that the parser must keep: none after a title, one at every new paragraph."""

from collections.abc import Callable
from functools import partial
from typing import Any

from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from nlp.lexicons import words

# spaCy's values of a token's sentence start, as its arrays hold them.
ALWAYS, UNDECIDED, NEVER = 1, 0, 2**64 - 1


def sentence_bounds(doc: Doc, titles: frozenset[str]) -> Doc:
    """Set bounds before the parser runs: it respects them and decides the rest. No title ends a sentence."""
    texts = [token.text for token in doc]
    starts: Any = doc.to_array([SENT_START])
    for at, before in enumerate(texts[:-1]):
        if before in titles:
            starts[at + 1] = NEVER
        elif "\n" in before and before.isspace() and not texts[at + 1].isspace():
            starts[at + 1] = _starts_a_block(texts, at)
    doc.from_array([SENT_START], starts)  # token.is_sent_start goes through the whole Doc at each setting
    return doc


def _starts_a_block(texts: list[str], space: int) -> int:
    """A blank line ends a sentence, a line end after closing punctuation; else the parser decides."""
    if texts[space].count("\n") > 1:
        return ALWAYS
    return ALWAYS if space == 0 or texts[space - 1][-1:] in '.!?:"”*' else UNDECIDED


@Language.factory(
    "sentence_bounds", default_config={"titles": "abbreviations"}, assigns=["token.is_sent_start"]
)
def make(nlp: Language, name: str, titles: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Return the component. `titles`: the list in nlp/lexicons of abbreviated titles."""
    return partial(sentence_bounds, titles=frozenset(words(titles)))
