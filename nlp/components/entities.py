# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Finding names: the registry's phrases, patterns and titles first, the model's entities where they leave room."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from db.registry import Organization, Watch
from nlp.components import patterns
from nlp.components.names import model_spans
from nlp.components.people import LIFETIME, PeopleIndex, held_a_role
from nlp.components.places import PlaceFinder, leading
from nlp.components.watch_data import WatchComponent
from nlp.extensions import text_of
from nlp.lexicons import words

KINDS = {patterns.titled_people: "title", patterns.bodies: "body"}  # others may take a registry name's place


class Phrase(NamedTuple):
    """What a registry phrase stands for; `short` ones count only in texts about their place."""

    id: str
    label: str
    name: str
    short: bool
    places: frozenset[str]


class RegistryEntities(WatchComponent):
    """Writes doc.spans["entities"]: label, registry id as kb_id and how it was found as span id; and doc._.places."""

    def __init__(self, nlp: Language) -> None:
        super().__init__()
        self.nlp = nlp

    def prepare(self, watch: Watch) -> None:
        """Compile the registry's names into phrase matchers: acronyms by their letters, the rest in any case."""
        self.phrases: dict[str, list[Phrase]] = {}
        self.any_case = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        self.exact = PhraseMatcher(self.nlp.vocab, attr="ORTH")
        self.people = PeopleIndex(watch)
        self.person_names = {person.id: person.name for person in watch.people}
        self.registry_people = {person.id: person for person in watch.people}
        self.place_finder = PlaceFinder(watch)
        for text, phrase in _phrases(watch, self.people):
            key = text if _is_acronym(text) else text.lower()
            if key not in self.phrases:  # two bodies may share a name: the text's places decide between them
                matcher = self.exact if _is_acronym(text) else self.any_case
                matcher.add(key, [self.nlp.make_doc(text)])
            if not any(
                phrase.id == other.id and phrase.label == other.label
                for other in self.phrases.setdefault(key, [])
            ):
                self.phrases[key].append(phrase)

    def __call__(self, doc: Doc) -> Doc:
        """Find, decide the text's places, and keep the names that do not overlap."""
        matched = list(self._matches(doc))
        doc._.places = self._places(doc, matched)
        spans = [span for span in (self._registry_span(doc, *found) for found in matched) if span is not None]
        spans = _without_surnames(doc, spans)
        taken = _without_overlap(spans, list(_pattern_spans(doc)))
        taken = _without_overlap(taken, list(model_spans(doc)))
        taken = _without_overlap(taken, list(_acronym_spans(doc, taken)))
        doc.spans["entities"] = _without_overlap(taken, list(_surname_spans(doc, taken, self.person_names)))
        return doc

    def _matches(self, doc: Doc) -> Iterator[tuple[Span, list[Phrase]]]:
        for matcher in (self.exact, self.any_case):
            for key, start, end in matcher(doc):
                span = doc[start:end]
                phrases = self.phrases[self.nlp.vocab.strings[key]]
                if not _looks_like_a_name(span) or (phrases[0].short and _is_in_a_longer_name(span)):
                    continue
                if phrases[0].label == "ORG" and not phrases[0].places and _is_a_branch(span):
                    continue
                yield span, phrases

    def _places(self, doc: Doc, matched: list[tuple[Span, list[Phrase]]]) -> list[str]:
        named = self._named(matched, "ORG")
        weights = self.place_finder.weigh(text_of(doc), doc._.url, named)
        if (
            not weights
        ):  # a person's name alone tells the place only where nothing else does: namesakes live elsewhere
            weights = self.place_finder.weigh("", None, self._named(matched, "PERSON"))
        return leading(weights) or self._places_of_short_names(matched)

    @staticmethod
    def _named(matched: list[tuple[Span, list[Phrase]]], label: str) -> Counter[str]:
        named: Counter[str] = Counter()
        for _, phrases in matched:
            only = phrases[0] if len(phrases) == 1 else None
            if (
                only
                and not only.short
                and len(only.places) == 1
                and (only.label == "PERSON") == (label == "PERSON")
            ):
                named[next(iter(only.places))] += 1
        return named

    @staticmethod
    def _places_of_short_names(matched: list[tuple[Span, list[Phrase]]]) -> list[str]:
        """A text that names no place: short names decide, if all that can belong to one place do."""
        votes = Counter(
            place for _, phrases in matched for place in {p for entry in phrases for p in entry.places}
        )
        if not votes:
            return []
        best = votes.most_common(2)
        return [best[0][0]] if len(best) == 1 or best[0][1] > best[1][1] else []

    def _registry_span(self, doc: Doc, span: Span, phrases: list[Phrase]) -> Span | None:
        here = set(doc._.places)
        fitting = [entry for entry in phrases if not entry.short or not entry.places or entry.places & here]
        if len(fitting) > 1:
            ranked = sorted(fitting, key=lambda entry: _rank(entry, doc._.places))
            fitting = ranked[:1] if _rank(ranked[0], doc._.places) < _rank(ranked[1], doc._.places) else []
        if len(fitting) != 1 or (
            fitting[0].label == "PERSON" and fitting[0].places and here and not fitting[0].places & here
        ):
            return None
        person = self.registry_people.get(fitting[0].id)
        if person is not None and not held_a_role(person, doc._.published, LIFETIME):
            return None
        kind = "registry short name" if fitting[0].short else "registry"
        return Span(doc, span.start, span.end, label=fitting[0].label, kb_id=fitting[0].id, span_id=kind)


def _rank(phrase: Phrase, places: list[str]) -> int:
    return min((places.index(place) for place in phrase.places if place in places), default=len(places))


def _phrases(watch: Watch, people: PeopleIndex) -> Iterator[tuple[str, Phrase]]:
    for entry in watch.organizations:
        places = frozenset({entry.jurisdiction} if entry.jurisdiction else ())
        for name in (entry.name, *entry.other_names, *entry.misspellings):
            yield name, Phrase(entry.id, label_of(entry), entry.name, False, places)
        for name in entry.short_names:
            if not name.lower().startswith(("the ", "school board", "city council")):
                yield name, Phrase(entry.id, label_of(entry), entry.name, True, places)
    for person in watch.people:
        for name in (person.name, *person.other_names, *person.misspellings):
            if " " in name.strip():
                yield (
                    name,
                    Phrase(person.id, "PERSON", person.name, False, frozenset(people.places[person.id])),
                )
    for place in watch.jurisdictions:
        for name in (place.name, *place.other_names):
            yield name, Phrase("", "GPE", place.name, False, frozenset({place.id}))


def label_of(entry: Organization) -> str:
    """Return SCHOOL for a school, ORG for anything else: a school board is no school."""
    words_of = entry.classification.lower().split()
    return "SCHOOL" if words_of and words_of[-1] in {"school", "academy"} else "ORG"


def _is_acronym(text: str) -> bool:
    return (text.isupper() and " " not in text) or (" " not in text and len(text) <= 5)


def _looks_like_a_name(span: Span) -> bool:
    """Names start with a capital somewhere; "stop" and "the civic federation of..." in lower case are words."""
    given: str = span.doc._.original or text_of(span.doc)  # shouted texts are parsed lowered
    inside = given[span.start_char : span.end_char]
    return any(word[:1].isupper() for word in inside.split()) or inside.startswith("#")


def _is_in_a_longer_name(span: Span) -> bool:
    """ "Board of Education" in "Dayton Board of Education" is not the place's own board, nor is Joe Marshall a school."""
    if len(span) == 1 and span[0].ent_type_ == "PERSON" and span[0].ent_iob_ == "I":
        return True
    before = span.doc[span.start - 1] if span.start and len(span) > 1 else None
    return (
        before is not None
        and before.text[:1].isupper()
        and before.text not in words("titles")
        and not before.is_sent_start
    )


def _is_a_branch(span: Span) -> bool:
    """ "NAACP" in "Wendover Branch NAACP", "ACLU" in "ACLU of Elmland": not the national body itself."""
    doc = span.doc
    after, later = doc[span.end : span.end + 1].text, doc[span.end + 1 : span.end + 2].text
    before = doc[span.start - 1] if span.start else None
    led = (
        before is not None
        and before.text[:1].isupper()
        and before.pos_ == "PROPN"
        and not before.is_sent_start
    )
    return (after == "of" and later[:1].isupper()) or (led and span.text.isupper())


def _pattern_spans(doc: Doc) -> Iterator[Span]:
    finders = (
        *(patterns.councils, patterns.schools, patterns.laws, patterns.money, patterns.titled_people),
        patterns.bodies,
    )
    for find in finders:
        for found in find(text_of(doc)):
            span = doc.char_span(found.start, found.end, label=found.label, alignment_mode="contract")
            if span is not None and len(span):
                kind = KINDS.get(find, "pattern")
                yield Span(doc, span.start, span.end, label=found.label, span_id=kind)


def _without_surnames(doc: Doc, spans: list[Span]) -> list[Span]:
    """Leave out schools called by one word where the text names a person of that surname in full."""
    surnames = {span[-1].text for span in doc.ents if span.label_ == "PERSON" and len(span) > 1}
    return [
        span
        for span in spans
        if not (span.label_ == "SCHOOL" and len(span) == 1 and span.id_ == "registry short name")
        or span.text not in surnames
    ]


def _acronym_spans(doc: Doc, taken: list[Span]) -> Iterator[Span]:
    """Find the acronyms that the text itself explains, "Elmford Teachers Union (ETU)", wherever they stand."""
    text = text_of(doc)
    for letters, span in acronyms(doc, taken).items():
        for match in re.finditer(rf"\b{letters}\b", text):
            found = doc.char_span(match.start(), match.end())
            if found is not None:
                yield Span(doc, found.start, found.end, label=span.label, kb_id=span.kb_id, span_id="acronym")


def _surname_spans(doc: Doc, taken: list[Span], names: dict[str, str]) -> Iterator[Span]:
    """Find the surnames of people whom the text names in full: the model misses every third of them."""
    people = [span for span in taken if span.label_ == "PERSON" and len(span) > 1]
    full = [name.split() for span in people for name in (span.text, names.get(span.kb_id_, span.text))]
    known = [name.split() for name in doc._.known]
    last = {
        name[-1]
        for name in (*full, *known)
        if len(name) > 1 and name[-1] not in patterns.NOT_SURNAMES and len(name[-1]) > 2
    }
    for token in doc:
        if token.text in last and token.text[0].isupper():
            yield Span(doc, token.i, token.i + 1, label="PERSON", span_id="surname")


def acronyms(doc: Doc, spans: Iterable[Span]) -> dict[str, Span]:
    """Return the bodies that the text gives an acronym in brackets, by the acronym."""
    defined = {}
    text = text_of(doc)
    for span in spans:
        rest = re.match(r"\s?\(([A-Z]{2,8})\)", text[span.end_char : span.end_char + 12])
        if rest and span.label_ in {"ORG", "SCHOOL"}:
            defined[rest.group(1)] = span
    return defined


def _without_overlap(first: list[Span], second: list[Span]) -> list[Span]:
    """Return `first`, longest kept where they overlap, and those of `second` that overlap none of it."""
    kept = filter_spans(first)
    busy = {token.i for span in kept for token in span}
    longer = [span for span in second if _extends(span, kept)]
    kept = [span for span in kept if not any(_covers(other, span) for other in longer)]
    busy = {token.i for span in (*kept, *longer) for token in span}
    free = [span for span in second if not any(token.i in busy for token in span)]
    return sorted([*filter_spans([*kept, *longer]), *filter_spans(free)], key=lambda span: span.start)


def _extends(span: Span, kept: list[Span]) -> bool:
    """A pattern's council or school that contains a registry name wins: "Chicago Military Academy LSC"."""
    return span.id_ == "pattern" and any(_covers(span, other) and len(span) > len(other) for other in kept)


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer is not inner


@Language.factory("registry_entities", assigns=["doc.spans", "doc._.places"], requires=["doc.ents"])
def make(nlp: Language, name: str) -> RegistryEntities:  # noqa: ARG001 - spaCy's signature
    """Return the component; its watch is set afterwards."""
    return RegistryEntities(nlp)
