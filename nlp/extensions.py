"""The attributes that components hang on a spaCy Doc; importing this module declares them."""

from spacy.tokens import Doc

import nlp.doc_data  # noqa: F401 - registers how the attributes are packed

# The text as given: Doc.text is it with some characters replaced one for one, so offsets agree.
DEFAULTS: dict[str, object] = {
    "original": None,
    "fitted": None,  # Doc.text, kept: see text_of
    "url": None,
    "published": None,  # datetime.date or None: weekdays in the text are counted from it
    "authors": (),  # full names of who wrote it: whose a letter's or a column's own view is
    "known": (),  # full names met in earlier pieces of the same text
    "language": None,  # the text's language by name, None where it cannot be told
    "relevant": None,
    "relevance": None,
    "relevance_reason": None,
    "places": None,  # list[str]: jurisdictions the text is about, the leading one first
    "names": None,  # nlp.components.resolver.TextNames: whom a surname, a title or "the board" stands for
    "entities": None,  # list[nlp.found.Mention], in text order
    "votes": None,  # list[nlp.found.ProseVote], in text order
    "drafts": None,  # list[nlp.components.drafts.Draft]: statements before their side is known
    "labels": None,  # of a reference Doc to score against: the labelled text, as nlp.evaluate reads it
    "statements": None,  # list[nlp.found.Statement], in text order
}


def declare() -> None:
    """Declare the attributes on Doc; doing it again changes nothing."""
    for name, default in DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def text_of(doc: Doc) -> str:
    """Return `doc.text`. spaCy joins the tokens anew at every asking; this keeps the result."""
    text: str | None = doc._.fitted
    if text is None:
        text = doc._.fitted = doc.text
    return text


def as_given(doc: Doc, start: int, end: int) -> str:
    """Return the characters start to end of the text as it was given."""
    original: str | None = doc._.original
    return (text_of(doc) if original is None else original)[start:end]


declare()
