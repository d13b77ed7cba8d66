"""Which language a text is in, as far as it matters here: whether our rules can read it at all."""

import re
from functools import cache
from importlib import import_module

from spacy.language import Language
from spacy.tokens import Doc

from nlp.extensions import text_of

OPENING = 6_000  # characters that are looked at: a thousand words
WORD = re.compile(r"[^\W\d_]+")
FEWEST = 20  # words: fewer tell no language
LETTERS = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
# English prose has every second word among spaCy's stop words, other languages one in ten by chance.
ENGLISH = 0.25
OTHER = 0.2
# What people near North American school boards write: stop words that come with spaCy.
OTHERS = {
    "es": "Spanish",
    "fr": "French",
    "pt": "Portuguese",
    "pl": "Polish",
    "de": "German",
    "it": "Italian",
    "nl": "Dutch",
    "vi": "Vietnamese",
    "tl": "Tagalog",
    "ro": "Romanian",
}
OTHER_SCRIPT = "another script"


class TextLanguage:
    """Writes doc._.language: a language's name, "another script", or None where it cannot tell."""

    def __init__(self, others: list[str]) -> None:
        self.others = others

    def __call__(self, doc: Doc) -> Doc:
        """Tell a text's language by its commonest words."""
        doc._.language = self.language_of(text_of(doc)[:OPENING])
        return doc

    def language_of(self, text: str) -> str | None:
        """Return the language's name; None for few words, and for lists and tables, which have none."""
        letters = len(LETTERS.findall(text))
        if letters > FEWEST and 2 * len(LATIN.findall(text)) < letters:
            return OTHER_SCRIPT
        words = WORD.findall(text.lower())
        if len(words) < FEWEST:
            return None
        english = _share(words, "en")
        if english >= ENGLISH:
            return "English"
        share, other = max(((_share(words, code), code) for code in self.others), default=(0.0, ""))
        return OTHERS.get(other, other) if share >= OTHER and share > 2 * english else None


def _share(words: list[str], code: str) -> float:
    common = _common_words(code)
    return sum(word in common for word in words) / len(words)


@cache
def _common_words(code: str) -> frozenset[str]:
    """Return spaCy's stop words of a language; most runs never ask for any but English."""
    return frozenset(import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS)


@Language.factory("text_language", default_config={"others": list(OTHERS)}, assigns=["doc._.language"])
def make(nlp: Language, name: str, others: list[str]) -> TextLanguage:  # noqa: ARG001 - spaCy's signature
    """Return the component. `others`: codes of the languages tried for a text that is not English."""
    return TextLanguage(others)
