"""The small model's names, corrected: cut to the name proper, unsound ones refused, people told apart."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from nlp.components import patterns
from nlp.extensions import text_of
from nlp.lexicons import words
from nlp.lexicons.groups import groups

MODEL_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "MONEY": "MONEY", "LAW": "LAW", "FAC": "ORG"}
ROLE_WORDS = frozenset(
    {"Principal", "Superintendent", "Supt.", "Ald.", "Alderman", "Mayor", "Trustee", "Director"}
)
BEFORE = {"the", "a", "an", "both", "either", "by", "now"}
AFTER = {"'s", "’s", "'", "’", "-", ",", "–", "—"}
PARTICLES = {"de", "del", "la", "van", "von", "da", "and", "di", "der", "los", "y"}
BODY_PARTS = re.compile(
    r"\b(?:inc|llc|union|association|alliance|coalition|network|project|center|school|schools|board|council|district|"
    r"party|club|church|times|news|tribune|post|herald|police|county|city|department|committee|university|college)\b",
    re.IGNORECASE,
)
AGE_OR_ROLE = re.compile(r",\s(?:\d{1,2}\b|(?:an?|the)\s(?:[\w-]+\s){0,4}?(\w+))")


def model_spans(doc: Doc) -> Iterator[Span]:
    """Yield the model's entities of the labels that we keep, corrected."""
    for entity in doc.ents:
        label = MODEL_LABELS.get(entity.label_)
        if label is None:
            continue
        span = _cut(doc, entity.start, entity.end, label)
        if span is None:
            continue
        if label in {"ORG", "PERSON"} and span[0].text in ROLE_WORDS and len(span) > 1:
            label, span = "PERSON", doc[span.start + 1 : span.end]
        elif label == "ORG" and _is_somebody(span):
            label = "PERSON"
        if _is_sound(span, label):
            yield Span(doc, span.start, span.end, label=label, span_id="model")


def _cut(doc: Doc, start: int, end: int, label: str) -> Span | None:
    """Return the name proper: no article before it, no possessive, verb or quotation mark after it."""
    while start < end and (doc[start].lower_ in BEFORE or doc[start].is_space):
        start += 1
    for token in doc[start:end]:
        if token.i > start and token.text in {'"', "“", "”", "[", "]"}:
            end = token.i
            break
    while end > start and (doc[end - 1].text in AFTER or doc[end - 1].is_space):
        end -= 1
    if label in {"PERSON", "ORG"}:
        while end - start > 1 and doc[end - 1].tag_ in {"VBD", "VBZ", "VBP"}:
            end -= 1  # "Ann Lee Moved", a line of minutes or a headline
    return doc[start:end] if start < end else None


def _is_somebody(span: Span) -> bool:
    """What the model takes for a body is a person where a role stands beside it."""
    parts = [token for token in span if not token.is_punct]
    if (
        not 2 <= len(parts) <= 4
        or BODY_PARTS.search(span.text)
        or not all(map(_is_name_word, span.text.split()))
    ):
        return False
    roles = groups("roles")["person"]
    root = span.root
    if root.dep_ == "appos" and root.head.lemma_.lower() in roles and root.head.tag_ in {"NN", "NNP"}:
        return True
    after = AGE_OR_ROLE.match(text_of(span.doc)[span.end_char : span.end_char + 70])
    return after is not None and (after.group(1) is None or after.group(1).lower() in roles)


def _is_name_word(word: str) -> bool:
    return (
        (word[:1].isupper() and not word.isupper())
        or word in PARTICLES
        or re.fullmatch(r"[A-Z]\.", word) is not None
    )


def _is_sound(span: Span, label: str) -> bool:
    """Refuse what the small model is known to get wrong: role words, lower case, line ends."""
    text = span.text
    if "\n" in text or text in words("not_names") or not any(char.isalpha() for char in text):
        return False
    if len(text) < 2 or span.doc[max(0, span.start - 1)].text == "[":
        return False
    if label == "PERSON":
        return all(not part.islower() or part in PARTICLES for part in text.split()) and not any(
            part.strip(".,") in patterns.NOT_SURNAMES for part in text.split()[1:]
        )
    if label == "ORG" and "," in text and not re.search(r",\s(?:Inc|LLC|Local|AFL)", text):
        return False
    return label in {"MONEY"} or text[0].isupper() or text[0] == "#"
