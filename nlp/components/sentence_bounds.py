"""Sentence bounds that the parser must keep: none after a title, one at every new paragraph."""

from collections.abc import Callable
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from nlp.lexicons import words


def sentence_bounds(doc: Doc, titles: frozenset[str]) -> Doc:
    """Set bounds before the parser runs: it respects them and decides the rest. No title ends a sentence."""
    texts = [token.text for token in doc]
    for at, before in enumerate(texts[:-1]):
        if before in titles:
            doc[at + 1].is_sent_start = False
        elif "\n" in before and before.isspace() and not texts[at + 1].isspace():
            doc[at + 1].is_sent_start = _starts_a_block(doc, at, before)
    return doc


def _starts_a_block(doc: Doc, space: int, blank: str) -> bool | None:
    """A blank line ends a sentence, a line end after closing punctuation; else the parser decides."""
    if blank.count("\n") > 1:
        return True
    ended = space == 0 or doc[space - 1].text[-1:] in '.!?:"”*'
    return True if ended else None


@Language.factory(
    "sentence_bounds", default_config={"titles": "abbreviations"}, assigns=["token.is_sent_start"]
)
def make(nlp: Language, name: str, titles: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Return the component. `titles`: the list in nlp/lexicons of abbreviated titles."""
    return partial(sentence_bounds, titles=frozenset(words(titles)))
