# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Whom a name stands for: surnames and titles resolved within the text, then against the registry."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from db.registry import Organization, Watch
from nlp.components import patterns
from nlp.components.entities import acronyms
from nlp.components.people import PeopleIndex, folded, surnames
from nlp.components.scored import Scorer
from nlp.components.watch_data import WatchComponent
from nlp.extensions import as_given, text_of
from nlp.found import Mention

# Which classifications a bare noun can stand for, in the order of preference.
REFERENCES: dict[str, tuple[str, ...]] = {
    "board": ("school board", "board"),
    "school board": ("school board", "board"),
    "board of education": ("school board",),
    "district": ("school district", "district"),
    "school district": ("school district", "district"),
    "council": ("city council", "county council", "local school council"),
    "city council": ("city council", "county council"),
    "lsc": ("local school council",),
    "local school council": ("local school council",),
    "union": ("teachers union", "union"),
    "teachers union": ("teachers union", "union"),
    "committee": ("committee", "legislative committee"),
    "department": ("police department",),
    "police department": ("police department",),
    "police": ("police department",),
    "city": ("city",),
}
MOST_MENTIONS = 50  # of one name that are kept to tell which namesake was met last
CITY_COUNCIL = re.compile(
    r"\b(?:city council|alder(?:man|men|people|person|woman|women|s)|council ?members?)\b|\bAld\.", re.I
)
BODY_WORDS = re.compile(
    r"\b(board|council|committee|district|union|department|commission|trustees|association|lsc)\b", re.I
)


@dataclass(frozen=True)
class Known:
    """A person whose full name the text or the registry gives."""

    name: str
    id: str | None
    start: int


class TextNames:
    """One text's people and bodies: what its components ask when they meet a name."""

    def __init__(
        self,
        doc: Doc,
        people: PeopleIndex,
        organizations: dict[str, Organization],
        councils: dict[str, Organization],
    ) -> None:
        self.councils = councils
        # "The council" is the city's only where the text speaks of the city's.
        self.of_city = CITY_COUNCIL.search(text_of(doc)) is not None
        self.places: list[str] = doc._.places or []
        self.day: date | None = doc._.published
        self.people, self.organizations = people, organizations
        self.known: list[Known] = []
        self._by_name: dict[str, Known] = {}
        self._by_part: dict[str, list[Known]] = defaultdict(list)
        self.bodies: list[Mention] = []
        for name in doc._.known:
            self.add_person(name, -1)

    def add_person(self, name: str, start: int, person_id: str | None = None) -> Known:
        """Take a full name into the text's list; a registry person is recognised by name and place."""
        person = self.people.named(name, self.places, self.day) if person_id is None else None
        canonical = person.name if person else name
        known = Known(canonical, person.id if person else person_id, start)
        whole = folded(canonical)
        first = whole not in self._by_name
        self._by_name.setdefault(whole, known)
        for part in (
            {whole, *surnames(canonical), *surnames(name)}
            if first or len(self._by_part[whole]) < MOST_MENTIONS
            else ()
        ):
            self._by_part[part].append(known)
        self.known.append(known)
        return known

    def person(self, name: str, at: int = 0, title: str | None = None) -> tuple[str, str | None]:
        """Return (full name, registry id or None) of a name met at character `at`; unknown ones stay as named."""
        name = name.strip()
        whole = folded(name)
        same = self._by_name.get(whole)
        if same is not None and same.id:
            return same.name, same.id
        if " " in whole and (person := self.people.named(name, self.places, self.day)):
            return person.name, person.id
        met = self._by_part.get(whole, ())
        if met:
            before = [known for known in met if known.start <= at]
            best = max(before, key=lambda known: (known.start, bool(known.id))) if before else met[0]
            return best.name, best.id
        found = self.people.with_surname(name, self.places, self.day)
        if len(found) == 1 and (self._has_body_of(found[0].id) or title):
            return found[0].name, found[0].id
        return name, None

    def _has_body_of(self, person_id: str) -> bool:
        """Whether the text is about a place of theirs in first line: a surname alone needs that much."""
        return bool(self.places) and self.places[0] in self.people.places[person_id]

    def organization(self, name: str) -> tuple[str, str | None] | None:
        """Return (name, id) of the registry's body of that whole name, or None."""
        entry = self.councils.get(_council_key(name))
        return (entry.name, entry.id) if entry else None

    def council_of(self, school: str) -> tuple[str, str | None]:
        """Return (name, registry id or None) of a school's own council."""
        return self.organization(f"{school} LSC") or (f"{school} LSC", None)

    def body(self, words: str, at: int = 0) -> tuple[str, str | None] | None:
        """Return (name, id) of the body that a noun phrase such as "the board" stands for at `at`, or None."""
        plain = re.sub(r"^(?:the|a|its|their|our|that|this)\s+", "", words.strip().lower())
        kinds = REFERENCES.get(plain)
        if kinds is None:
            return None
        fitting = [body for body in self.bodies if self._is_kind(body, plain, kinds)]
        before = [body for body in fitting if body.start <= at]
        if before or fitting:
            best = before[-1] if before else fitting[0]
            return best.name, best.id
        if plain == "council" and not self.of_city:
            return None
        return self._body_of_place(kinds)

    def _is_kind(self, body: Mention, noun: str, kinds: tuple[str, ...]) -> bool:
        if body.id and (entry := self.organizations.get(body.id)):
            return entry.classification.lower() in kinds
        last = body.name.lower()
        if noun in {"board", "school board"}:
            return "board" in last
        return last.endswith((noun, noun + "s")) or (
            noun in {"council", "local school council"} and last.endswith("lsc")
        )

    def _body_of_place(self, kinds: tuple[str, ...]) -> tuple[str, str | None] | None:
        for kind in kinds:
            for place in self.places[:1]:
                found = [
                    entry
                    for entry in self.organizations.values()
                    if entry.jurisdiction == place and entry.classification.lower() == kind
                ]
                if len(found) == 1:
                    return found[0].name, found[0].id
        return None


class EntityResolver(WatchComponent):
    """Writes doc._.entities and doc._.names from doc.spans["entities"]."""

    def prepare(self, watch: Watch) -> None:
        """Index people and bodies."""
        self.people = PeopleIndex(watch)
        self.organizations = {entry.id: entry for entry in watch.organizations}
        self.councils = {_council_key(entry.name): entry for entry in watch.organizations}
        for entry in watch.organizations:
            for name in (*entry.other_names, *entry.misspellings):
                self.councils.setdefault(_council_key(name), entry)

    def __call__(self, doc: Doc) -> Doc:
        """Resolve full names first, since a headline's surname may come before them."""
        names = TextNames(doc, self.people, self.organizations, self.councils)
        spans = list(doc.spans.get("entities", ()))
        for span in spans:
            if span.label_ == "PERSON" and " " in span.text.strip():
                names.add_person(_given(doc, span), span.start_char, span.kb_id_ or None)
        defined = {letters: _plain(span.text) for letters, span in acronyms(doc, spans).items()}
        doc._.entities = [self._mention(doc, names, span, defined) for span in spans]
        names.bodies = [
            entry for entry in doc._.entities if entry.label == "ORG" and _is_body(entry, self.organizations)
        ]
        doc._.names = names
        return doc

    def _mention(self, doc: Doc, names: TextNames, span: Span, defined: dict[str, str]) -> Mention:
        name, found = _given(doc, span), span.kb_id_ or None
        if span.label_ == "PERSON":
            name, found = names.person(name, span.start_char, "title" if span.id_ == "title" else None)
        elif found and (entry := self.organizations.get(found)):
            name = entry.name
        elif span.label_ in {"ORG", "SCHOOL"}:
            name, found = self._body(span, defined.get(name, name))
        return Mention(
            text=as_given(doc, span.start_char, span.end_char),
            label=span.label_,  # type: ignore[arg-type]
            start=span.start_char,
            end=span.end_char,
            id=found,
            name=name,
            kind=span.id_ or "model",
        )

    def _body(self, span: Span, name: str) -> tuple[str, str | None]:
        council = next(iter(patterns.councils(span.text)), None)
        if council is not None:
            name = council.name
        entry = self.councils.get(_council_key(name))
        return (entry.name, entry.id) if entry else (name, None)


def _council_key(name: str) -> str:
    """Fold the ways to name one school's council or one school."""
    plain = folded(name).replace("local school council", "lsc")
    return (
        re.sub(
            r"\b(?:high school|college prep(?:aratory)?|community academy|career academy|high)\b", "", plain
        )
        .replace("  ", " ")
        .strip()
    )


def _plain(text: str) -> str:
    """Return a name on one line, a possessive's ending left out."""
    return re.sub(r"(?:'s|’s)$", "", " ".join(text.split()))


def _given(doc: Doc, span: Span) -> str:
    """Return a name with the text's own characters: the parser's apostrophes are made plain."""
    return _plain(as_given(doc, span.start_char, span.end_char))


def _is_body(entry: Mention, organizations: dict[str, Organization]) -> bool:
    return entry.id in organizations or BODY_WORDS.search(entry.name) is not None


@Language.factory(
    "entity_resolver",
    default_config={"scorer": {"@scorers": "hallwatch.entities_scorer.v1"}},
    assigns=["doc._.entities", "doc._.names"],
    requires=["doc.spans", "doc._.places"],
)
def make(nlp: Language, name: str, scorer: Scorer | None) -> EntityResolver:  # noqa: ARG001 - spaCy's signature
    """Return the component; its watch is set afterwards."""
    component = EntityResolver()
    component.scorer = scorer
    return component
