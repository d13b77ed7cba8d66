"""The model's attribute ruler, asked once for each kind of token: its patterns took a tenth of reading."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from spacy.attrs import DEP, LOWER, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs  # what AttributeRuler calls
from spacy.vocab import Vocab

ASKED = {"TAG", "LOWER", "DEP", "IS_SPACE"}  # what a token's kind tells
MOST_KINDS = 50_000  # remembered at once: enough for all common words with their tags

Rule = dict[str, Any]


class QuickAttributeRuler(AttributeRuler):
    """Sets what AttributeRuler sets with the same patterns; later patterns win over earlier ones.

    A pattern of one token that asks for nothing but tag, lower-case form and dependency matches all tokens
    of a kind or none of them. The others are matched in every Doc.
    """

    def __init__(self, vocab: Vocab, name: str = "quick_attribute_ruler", **settings: Any) -> None:
        super().__init__(vocab, name, **settings)
        self._forget()

    def _forget(self) -> None:
        self._lone, self._others = Matcher(self.vocab), Matcher(self.vocab)
        self._kinds: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._merged: dict[tuple[int, ...], Rule] = {}

    def clear(self) -> None:
        """Reset all patterns."""
        super().clear()
        self._forget()

    def add(self, patterns: Iterable[list[Any]], attrs: dict[Any, Any], index: int = 0) -> None:
        """Add patterns for tokens that get the attributes; see spaCy's AttributeRuler.add."""
        patterns = list(patterns)
        super().add(patterns, attrs, index)
        lone = [pattern for pattern in patterns if _is_lone(pattern)] if index in {0, -1} else []
        others = [pattern for pattern in patterns if pattern not in lone]
        for matcher, given in ((self._lone, lone), (self._others, others)):
            if given:
                matcher.add(str(len(self.attrs) - 1), given)
        self._kinds, self._merged = {}, {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token."""
        try:
            self._annotate(doc)
        except Exception as error:  # noqa: BLE001 - as every spaCy component does
            self.get_error_handler()(self.name, self, [doc], error)
        return doc

    def _annotate(self, doc: Doc) -> None:
        besides = self._by_neighbours(doc)
        kinds: list[list[int]] = doc.to_array([TAG, LOWER, DEP]).tolist()
        for place, kind in enumerate(map(tuple, kinds)):
            rules = self._kinds.get(kind)
            if rules is None:
                rules = self._ask(doc, place, kind)
            if place in besides:
                rules = tuple(sorted((*rules, *besides[place])))
            if rules:
                set_token_attrs(doc[place], self._merged.get(rules) or self._merge(rules))

    def _by_neighbours(self, doc: Doc) -> dict[int, list[int]]:
        """Return the rules of the other patterns by the token that they set."""
        found: dict[int, list[int]] = defaultdict(list)
        for key, start, end in self._others(doc, allow_missing=True, as_spans=False):
            rule = int(self.vocab.strings[key])
            index = self.indices[rule]
            found[start + index if index >= 0 else end + index].append(rule)
        return found

    def _ask(self, doc: Doc, place: int, kind: tuple[int, ...]) -> tuple[int, ...]:
        if len(self._kinds) >= MOST_KINDS:
            self._kinds.clear()
        matches = self._lone(doc[place : place + 1], allow_missing=True, as_spans=False)
        rules = tuple(sorted({int(self.vocab.strings[key]) for key, _, _ in matches}))
        self._kinds[kind] = rules
        return rules

    def _merge(self, rules: tuple[int, ...]) -> Rule:
        merged: Rule = {}
        for rule in rules:
            merged.update(self.attrs[rule])
        self._merged[rules] = merged
        return merged


def _is_lone(pattern: list[Rule]) -> bool:
    return len(pattern) == 1 and set(pattern[0]) <= ASKED


@Language.factory(
    "quick_attribute_ruler",
    default_config={"scorer": {"@scorers": "spacy.attribute_ruler_scorer.v1"}},
    assigns=["token.pos", "token.morph", "token.lemma"],
    requires=["token.tag", "token.dep"],
)
def make(nlp: Language, name: str, scorer: Any) -> QuickAttributeRuler:
    """Return the component without patterns: it takes those of the model's own (`instead_of`)."""
    return QuickAttributeRuler(nlp.vocab, name, scorer=scorer)
