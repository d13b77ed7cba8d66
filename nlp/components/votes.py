"""Finding votes told in prose: the clues of each sentence, joined to one event a motion."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.watch_data import WatchComponent
from nlp.votes.clues import Clues, read
from nlp.votes.joining import Joiner

ENDS = frozenset('.!?:;"”)…')
LONGEST_JOINED = 400  # characters: a transcript without stops must not become one sentence


class ProseVotes(WatchComponent):
    """Writes doc._.votes."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the sentences in order; the joiner knows the text's names and date."""
        clues: list[Clues] = []
        text = doc.text  # spaCy builds it anew at every asking
        for start, end in _sentences(doc, text):
            found = read(text, start, end)
            if found is not None:
                clues.append(found)
        doc._.votes = Joiner(doc).join(clues)
        return doc


def _sentences(doc: Doc, whole_text: str) -> Iterator[tuple[int, int]]:
    """Yield sentence bounds; a break inside a line with no stop before ("Opposed were | A and B") is none."""
    start: int | None = None
    for sentence in doc.sents:
        start = sentence.start_char if start is None else start
        text = whole_text[start : sentence.end_char]
        whole = text.rstrip()[-1:] in ENDS or "\n" in text[len(text.rstrip()) :] or len(text) > LONGEST_JOINED
        if whole:
            yield start, sentence.end_char
            start = None
    if start is not None:
        yield start, len(whole_text)


@Language.factory(
    "prose_votes", assigns=["doc._.votes"], requires=["doc._.names", "doc._.relevant", "token.sent_start"]
)
def make(nlp: Language, name: str) -> ProseVotes:  # noqa: ARG001 - spaCy's signature
    """Return the component."""
    return ProseVotes()
