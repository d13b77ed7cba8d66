"""What an item's words say it does to an earlier file: amends, rescinds, renews … and by which words."""

import re
from dataclasses import dataclass

from db.file_numbers import is_file_number, number_key
from db.report_numbers import REPORT

REFERS = "refers"
REACH = 90  # characters before a number in which the verb that governs it stands
LONGEST_EVIDENCE = 200
# In the order in which they are tried at one place: "amend" before what only contains it never occurs.
_VERBS = {
    "amends": r"amend(?:s|ed|ing|ments?)?|correct(?:s|ed|ing|ions?)?|modif(?:y|ies|ied|ying|ications?)",
    "rescinds": r"rescind(?:s|ed|ing)?|rescissions?|repeal(?:s|ed|ing)?|revok(?:e|es|ed|ing)|revocations?|"
    r"terminat(?:e|es|ed|ing|ions?)",
    "ratifies": r"ratif(?:y|ies|ied|ying|ications?)",
    "extends": r"exten(?:d|ds|ded|ding|sions?)",
    "renews": r"renew(?:s|ed|ing|als?)?",
    "supersedes": r"supersed(?:e|es|ed|ing)|replac(?:e|es|ed|ing|ements?)",
}
_VERB = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _VERBS.items()), re.IGNORECASE)
# "as amended by 24-0222-RS1" tells what another file did to this one.
_BY = re.compile(r"\s+(?:and\s+\w+\s+)?by\b", re.IGNORECASE)
# After its number: "Board Report 20-0624-PO1 is hereby rescinded".
_AFTERWARDS = re.compile(
    r"^[\s,)\]\"”’]*(?:\([^()]{0,60}\)\s*)?(?:is|are|be|shall be|was|were)\s+(?:hereby\s+|further\s+)?"
    r"(?P<word>\w+)(?!\s+by\b)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:board\s+reports?|reports?|resolutions?|reso\.?|legislative\s+files?|files?|enactments?|ordinances?|policy|"
    r"policies|contracts?|agreements?|MOUs?|IGAs?|bids?|RF[PQ]s?|purchase\s+orders?|P\.?O\.?s?|bd\.?\s+of\s+ed\.?\s+rpt\.?)"
    r"(?:\s+(?:ID|numbers?|nos?\b\.?|nums?\b\.?|file))*[\s:#]*\(?#?\s*(?P<number>[A-Z]{0,5}[-–]?\d[\w–/-]*(?:\.\d+)*)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s*(?:,\s*(?:and\s+|&\s*)?|;\s*|and\s+|&\s*)(?:#|nos?\.?\s*)?(?P<number>[A-Z]{0,5}[-–]?\d[\w–/-]*)",
    re.IGNORECASE,
)
# What makes a number in a title somebody else's, though the title says nothing of changing it.
_ELSEWHERE = re.compile(
    r"\b(?:under|pursuant|per|accordance|accord|from|see|regarding|related|relating|authorized|referenced|"
    r"consistent|required|through|via|in\s+response)\b",
    re.IGNORECASE,
)
_GIVEN_BY = re.compile(r"\bby\s+(?:the\s+)?\W*$", re.IGNORECASE)  # "approved by Resolution 2021-0123"
_ELSEWHERE_WORDS = 5  # before the number's label: "pursuant to the terms of Contract 12345"
_YEAR = re.compile(r"(?P<first>(?:19|20)\d\d)(?:[-–/](?P<last>(?:19|20)?\d\d))?")
_SENTENCE = re.compile(r"[.;](?=\s+[A-Z])|\n\s*\n")


@dataclass(frozen=True)
class Reference:
    """A file's number in a text, in one spelling, with what is said to be done to it.

    `start` and `end` are the characters of the text in which the words that say so stand.
    """

    relation: str
    number: str
    start: int
    end: int
    evidence: str


@dataclass(frozen=True)
class _Named:
    number: str
    start: int  # with its label
    digits: int  # without
    end: int


def references_in(text: str) -> list[Reference]:
    """Return each file that a text names, once a relation, in the order of the text."""
    named = _numbers_in(text)
    found: dict[tuple[str, str], Reference] = {}
    relation, begins, ended = REFERS, 0, -1
    for place in named:
        continues = ended >= 0 and _NEXT.match(text, ended) and not _VERB.search(text, ended, place.start)
        if not (continues and len(text[ended : place.start].strip(" ,;&#")) <= len("and nos.")):
            relation, begins = _relation(text, place, max(ended, 0))
        ended = place.end
        start = begins if place.end - begins <= LONGEST_EVIDENCE else place.start
        end = place.end
        if relation == REFERS and (after := _done_to(text, place.end)):
            said, end = after
            found.setdefault((said, place.number), _reference(text, said, place.number, place.start, end))
            continue
        found.setdefault((relation, place.number), _reference(text, relation, place.number, start, end))
    changed = {number for said, number in found if said != REFERS}
    return [entry for entry in found.values() if entry.relation != REFERS or entry.number not in changed]


def introduced_in(title: str) -> list[str]:
    """Return the numbers by which a title names its own file: "Adoption of Resolution No. 1920-0260"."""
    own = []
    for place in _numbers_in(title):
        before = title[: place.start]
        near = " ".join(before.split()[-_ELSEWHERE_WORDS:])
        if (
            _VERB.search(before)
            or _ELSEWHERE.search(near)
            or _GIVEN_BY.search(before)
            or _done_to(title, place.end)
        ):
            break
        own.append(place.number)
    return own


def _numbers_in(text: str) -> list[_Named]:
    found: dict[int, _Named] = {}
    for match in REPORT.finditer(text):
        found[match.start()] = _Named(number_key(match.group()), match.start(), match.start(), match.end())
    for match in _LABELLED.finditer(text):
        entry: re.Match[str] | None = match
        start = match.start()
        while entry is not None:
            number = entry["number"].rstrip("-–/.")
            if not is_file_number(number) or _is_years(number):
                break
            at = entry.start("number")
            found.setdefault(at, _Named(number_key(number), start, at, at + len(number)))
            entry = _NEXT.match(text, at + len(number))
            start = entry.start("number") if entry is not None else start
    ordered: list[_Named] = []
    for place in sorted(found.values(), key=lambda entry: entry.digits):
        if not ordered or place.digits >= ordered[-1].end:
            ordered.append(place)
    return ordered


def _is_years(number: str) -> bool:
    """Tell whether it is a year, or a school year: 2024, 2024-25, 2019-2020."""
    match = _YEAR.fullmatch(number)
    if match is None:
        return False
    return match["last"] is None or int(match["last"][-2:]) == (int(match["first"]) + 1) % 100


def _relation(text: str, place: _Named, after: int) -> tuple[str, int]:
    """Return the relation that the nearest verb before a number gives it, and where its words begin."""
    start = max(after, place.start - REACH)
    for stop in _SENTENCE.finditer(text, start, place.start):
        start = stop.end()
    verbs = list(_VERB.finditer(text, start, place.start))
    if not verbs or _BY.match(text, verbs[-1].end()):
        return REFERS, place.start
    verb = verbs[-1]
    return str(verb.lastgroup), verb.start()


def _done_to(text: str, end: int) -> tuple[str, int] | None:
    match = _AFTERWARDS.match(text[end : end + 120])
    verb = _VERB.fullmatch(match["word"]) if match else None
    return (str(verb.lastgroup), end + match.end("word")) if match and verb else None


def _reference(text: str, relation: str, number: str, start: int, end: int) -> Reference:
    return Reference(relation, number, start, end, " ".join(text[start:end].split()))
