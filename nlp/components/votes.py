"""Finding votes told in prose: the clues of each sentence, joined to one event a motion."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.watch_data import WatchComponent
from nlp.votes.clues import Clues, read
from nlp.votes.joining import Joiner


class ProseVotes(WatchComponent):
    """Writes doc._.votes."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the sentences in order; the joiner knows the text's names and date."""
        clues: list[Clues] = []
        for sentence in doc.sents:
            found = read(doc.text, sentence.start_char, sentence.end_char)
            if found is not None:
                clues.append(found)
        doc._.votes = Joiner(doc).join(clues)
        return doc


@Language.factory("prose_votes", assigns=["doc._.votes"], requires=["doc._.names", "doc._.relevant", "token.sent_start"])
def make(nlp: Language, name: str) -> ProseVotes:  # noqa: ARG001 - spaCy's signature
    """Return the component."""
    return ProseVotes()
