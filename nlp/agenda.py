"""Whether an agenda item belongs to the debate: by title and text, by attachments, by what it amends.

An agenda is terse: naming the officers is enough there, where in an article it is not. Official titles often
name neither police nor officers ("Agreement with the City for Safety Services"), so the reports behind an
item and the items before it in its line are read too.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.language import Language

from nlp.components.relevance import PASSAGE
from nlp.lexicons import words
from nlp.reading import fit_to_parse

ATTACHMENT_OPENING = 2000  # characters
OTHER = "other business with police"
OWN_REACH = 60_000  # characters of an item's own text; what follows is boilerplate, or the packet behind it
SCORED = 12_000  # characters that are scored by sentences: what an item is for stands before
TITLE_REACH = 400  # characters of title and text in which a deal's parties stand
BLANKS = re.compile(r"[^\S\n]+")
LINES = re.compile(r"(?: ?\n ?){3,}")
FORCE = (
    r"(?:police|law enforcement|sheriff(?:'s|s)?|deput(?:y|ies)|constables?|marshals?|[a-z]{1,4}pd|p\.d"
    r"|troopers?)"
)
OFFICERS = (
    r"(?:(?:uniformed |sworn |armed |peace )?officers?|deput(?:y|ies)|police|cops|[a-z]{1,4}pd"
    r"|law enforcement|troopers?)"
)
SCHOOLS = r"(?:schools?|campus(?:es)?|hallways|buildings)"
POLICE = re.compile(rf"\b{FORCE}\b", re.IGNORECASE)
WORTH_READING = re.compile(
    r"police|officer|\bsros?\b|\bcops?\b|sheriff|deput|safety|policing|law enforcement", re.IGNORECASE
)
# A city's or county's "safety services" are its police, whom such titles leave out (Chicago's did for years).
CITY_SAFETY = re.compile(
    r"\b(?:agreements?|contracts?|memorand(?:um|a)|mou|iga)\b"
    r"(?=[^.;]*\b(?:city|county|village|town(?:ship)?)\b)[^.;]*(?<!fire )(?<!health )"
    r"\b(?:public safety|safety services|safety and security|security services)\b",
    re.IGNORECASE,
)
# Members of the board and of its staff who are called officers, too.
OTHER_OFFICERS = re.compile(
    r"\b(?:(?:chief|hearing|compliance|information|security|financial|executive|operating|academic|equity|"
    r"procurement|human resources|communications|attendance|records|title ix|ethics|grievance|health|truancy|"
    r"probation|parole|privacy|investment|(?:family|fire|parent|human|volunteer) resources?)\s+){1,3}"
    r"officers?\b"
    r"|\b(?:election|installation|slate|nomination) of (?:board )?officers\b|\bofficers of the board\b",
    re.IGNORECASE,
)
# An item about a record of what was said, or a bundle of everything: what it contains is not its subject.
BUNDLES = re.compile(
    r"^\W*(?:\S+\s+)?(?:approv\w+|adopt\w*|accept\w*)?\W*(?:of )?(?:the )?"
    r"(?:(?:regular|special|board|meeting|draft|previous|public) )*"
    r"(?:minutes|record of proceedings|consent (?:agenda|calendar)|agenda|bill list|warrants?|comments?)\b"
    r"(?!.*\b(?:item|amend))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Judgement:
    """Whether an item is of the debate, how surely, and why."""

    relevant: bool
    relevance: float
    reason: str


def judge(language: Language, item: dict[str, Any]) -> Judgement:
    """Judge an item by its own words, then by its attachments. Lineage is nlp.lineage's."""
    own = _closed_up(". ".join(part[:OWN_REACH] for part in (item["title"], item["text"]) if part))
    bundle = BUNDLES.match(own[:TITLE_REACH]) is not None
    own = OTHER_OFFICERS.sub(" ", own)
    if certain := _by_words(language, own, bundle=bundle):
        return certain
    found = _by_text(language, own, "its text")
    if found.relevant or bundle:
        return found
    attached = _by_attachments(language, item["attached"] or "")
    return attached if attached.relevant else found


def _closed_up(text: str) -> str:
    """Close up runs of blanks and empty lines, which columns cut from PDFs leave by the thousand."""
    return LINES.sub("\n\n", BLANKS.sub(" ", text))


def _by_words(language: Language, own: str, *, bundle: bool) -> Judgement | None:
    """Judge by what the words name; None where they name nothing that settles it."""
    if named := _named(language, own):
        return Judgement(True, 0.9, f"its text names {named!r}")
    other, stationed = other_business(own), _officers_in_schools(own)
    if other:
        return None if stationed else Judgement(False, 0.1, f"{OTHER}: {other!r}")
    if stationed:
        return Judgement(True, 0.8, f"its text puts officers into schools: {stationed!r}")
    if not bundle and (force := _any_of("school_police").search(" ".join(own.split()))):
        return Judgement(True, 0.8, f"its text names {force.group()!r}")
    return _by_deal(own)


def _by_deal(own: str) -> Judgement | None:
    if deal := _police_deal(own):
        return Judgement(True, 0.6, f"an agreement with police on a school board's agenda: {deal!r}")
    if safety := CITY_SAFETY.search(own[:TITLE_REACH]):
        return Judgement(
            True, 0.5, f"a city's safety services in schools: {' '.join(safety.group().split())!r}"
        )
    return None


def _by_attachments(language: Language, text: str) -> Judgement:
    """Judge what hangs on an item: a report says at its beginning what it is for."""
    text = _closed_up(text[:OWN_REACH])
    opening = OTHER_OFFICERS.sub(" ", text[:ATTACHMENT_OPENING])
    if (stationed := _officers_in_schools(opening)) and not other_business(opening):
        return Judgement(True, 0.7, f"an attachment puts officers into schools: {stationed!r}")
    return _by_text(language, text, "an attachment")


def is_other(told: tuple[bool, float, str]) -> bool:
    """Tell whether an item was judged to be other business with police, which no line of reports changes."""
    return not told[0] and told[2].startswith(OTHER)


def other_business(text: str) -> str | None:
    """Return the words by which a text is about police and something else than officers in schools."""
    if not POLICE.search(text):
        return None
    match = _any_of("other_police_business").search(text)
    return " ".join(match.group().split()) if match else None


def _named(language: Language, text: str) -> str | None:
    """Return the words that name the officers by themselves, by the watch's own list."""
    topic = language.get_pipe("topic_relevance")
    plain = topic.without_false_friends(text).replace(",", "")  # type: ignore[attr-defined]
    match = topic.terms.search(plain)  # type: ignore[attr-defined]
    return " ".join(match.group().split()) if match else None


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words(name))})", re.IGNORECASE)


@cache
def _stationed() -> re.Pattern[str]:
    # Within one sentence; no sign is both blank and word, or runs of ", , ," would be tried in every split.
    blank, word = r"[^\w.;!?]++", r"\w++"
    gap, verbs = rf"(?:{blank}{word}){{0,8}}?{blank}", "|".join(words("stationed_words"))
    link = r"(?:in|into|at|on|to|from|inside|across|out of)"
    return re.compile(
        rf"\b{OFFICERS}(?:{gap}(?:{verbs}))?{gap}{link}(?:{blank}{word}){{0,6}}?{blank}{SCHOOLS}\b"
        rf"|\b(?:on[- ]campus|in[- ]school|school[- ]based) {OFFICERS}\b"
        rf"|\b{OFFICERS} (?:on|in) (?:campus(?:es)?|schools?)\b",
        re.IGNORECASE,
    )


def _officers_in_schools(text: str) -> str | None:
    match = _stationed().search(text)
    return " ".join(match.group().split()) if match else None


@cache
def _deal() -> re.Pattern[str]:
    deal = rf"(?:{'|'.join(words('police_deals'))})"
    return re.compile(rf"{deal}[^.;]*?\b{FORCE}\b|\b{FORCE}\b[^.;]*?\b{deal}", re.IGNORECASE)


def _police_deal(text: str) -> str | None:
    match = _deal().search(text[:TITLE_REACH])
    return " ".join(match.group().split()) if match else None


def _by_text(language: Language, text: str, where: str) -> Judgement:
    if not text.strip() or not WORTH_READING.search(text):
        return Judgement(False, 0.0, "names neither police nor officers")
    doc = language(fit_to_parse(text[:SCORED]))
    if doc._.relevance_reason.startswith(PASSAGE):  # an item is whole: nothing before it names the officers
        return Judgement(False, 0.4, f"{where}: only signs, no officers named")
    return Judgement(bool(doc._.relevant), round(doc._.relevance, 3), f"{where}: {doc._.relevance_reason}")
