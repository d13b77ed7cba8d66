"""Whether a text takes part in, reports or records the debate: a score with its reason."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from db.registry import Watch
from nlp.components.watch_data import WatchComponent


class TopicRelevance(WatchComponent):
    """First version: a term of the topic, at least once."""

    def prepare(self, watch: Watch) -> None:
        words = sorted(watch.topic.terms, key=len, reverse=True)
        self.terms = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)

    def __call__(self, doc: Doc) -> Doc:
        found = self.terms.search(doc.text)
        doc._.relevant = found is not None
        doc._.relevance = 1.0 if found else 0.0
        doc._.relevance_reason = f"names {found.group()!r}" if found else "names no term of the topic"
        return doc


@Language.factory(
    "topic_relevance", assigns=["doc._.relevant", "doc._.relevance", "doc._.relevance_reason"]
)
def make(nlp: Language, name: str) -> TopicRelevance:
    """Return the component; its watch is set afterwards."""
    return TopicRelevance()
