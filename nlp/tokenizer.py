"""The model's tokenizer over a text made fit to parse: a saved pipeline reads like `hallwatch analyze`."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language, create_tokenizer
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

import nlp.extensions  # noqa: F401 - declares the Doc attributes
from nlp.reading import fit_to_parse, without_surrogates

NAME = "hallwatch.fitting_tokenizer.v1"


class FittingTokenizer:
    """Writes doc._.original, the text as given, beside tokens of the text as nlp.reading makes it.

    Both have the same length, so offsets hold for either. Characters that no file can hold (lone
    surrogates) are U+FFFD in both.
    """

    def __init__(self, inner: Tokenizer) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text."""
        original = without_surrogates(text)
        fitted = fit_to_parse(original)
        doc: Doc = self.inner(fitted)
        doc._.original, doc._.fitted = original, fitted
        return doc

    def add_special_case(self, text: str, tokens: list[dict[Any, str]]) -> None:
        """Keep a string as these tokens; spaCy's method."""
        self.inner.add_special_case(text, tokens)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the rules, as spaCy's tokenizer does."""
        data: bytes = self.inner.to_bytes(exclude=exclude)
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "FittingTokenizer":
        """Take the rules."""
        self.inner.from_bytes(data, exclude=exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the rules to a file."""
        self.inner.to_disk(path, exclude=exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "FittingTokenizer":
        """Read the rules from a file."""
        self.inner.from_disk(path, exclude=exclude)
        return self


def fitting_tokenizer() -> Callable[[Language], FittingTokenizer]:
    """Return what builds the tokenizer for a pipeline; named in its configuration."""
    inner = create_tokenizer()
    return lambda language: FittingTokenizer(inner(language))


registry.tokenizers.register(NAME, func=fitting_tokenizer)
