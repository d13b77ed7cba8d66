"""Learning which passages from the middle of an article are of the debate, where the rules cannot tell."""

from collections.abc import Iterator, Sequence

from db.registry import load_watch
from nlp.components.relevance import NOT_OF_IT, OF_IT, TopicRelevance
from nlp.learning.fit import Settings, fit
from nlp.learning.linear import LinearModel
from nlp.learning.texts import WATCH, LabelledText

# Labelled texts are mostly about the debate, what is read mostly not: a counterexample counts as three.
SETTINGS = Settings(strength=0.3, seen=3, prior={NOT_OF_IT: 3.0})
THRESHOLD = 0.5


def train(texts: Sequence[LabelledText]) -> LinearModel:
    """Return the model learnt from the passages that the rules refuse."""
    examples, groups = [], []
    for text, signs in _refused(texts):
        examples.append((signs, OF_IT if text.labels["relevant"] else NOT_OF_IT))
        groups.append(text.case)
    return fit(examples, groups, SETTINGS)


def figures(model: LinearModel, texts: Sequence[LabelledText]) -> str:
    """Return how many of the refused passages the model takes, by their label."""
    taken, offered = {True: 0, False: 0}, {True: 0, False: 0}
    for text, signs in _refused(texts):
        label = bool(text.labels["relevant"])
        offered[label] += 1
        taken[label] += model.probabilities(signs)[OF_IT] >= THRESHOLD
    return (
        f"of the passages that the rules refuse, takes {taken[True]} of {offered[True]} about the debate "
        f"and {taken[False]} of {offered[False]} others"
    )


def _refused(texts: Sequence[LabelledText]) -> Iterator[tuple[LabelledText, dict[str, float]]]:
    judge = TopicRelevance(THRESHOLD)
    judge.set_watch(load_watch(WATCH))
    for text in texts:
        if "relevant" in text.labels and (signs := judge.doubtful(text.doc)):
            yield text, signs
