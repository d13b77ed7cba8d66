"""A component that spaCy's Scorer asks for its figures."""

from collections.abc import Callable, Iterable
from typing import Any

from spacy.tokens import Doc
from spacy.training import Example

Scorer = Callable[[Iterable[Example]], dict[str, Any]]


class Scored:
    """Base of the components with figures of their own. `scorer` comes from the component's configuration."""

    scorer: Scorer | None = None

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:  # noqa: ARG002 - spaCy's signature
        """Return the figures over Examples whose `predicted` Docs have been through the pipeline."""
        return {} if self.scorer is None else self.scorer(examples)


class ScoredFunction(Scored):
    """A component that is one function of a Doc."""

    def __init__(self, annotate: Callable[[Doc], Doc], scorer: Scorer | None) -> None:
        self.annotate, self.scorer = annotate, scorer

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return self.annotate(doc)
