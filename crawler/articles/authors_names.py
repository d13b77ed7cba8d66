"""From what a byline prints to people's names: roles, outlets, desks and addresses around them left out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.articles.headline_text import plain_text
from crawler.articles.lexicon import any_of, read_lexicon

_WORDS = read_lexicon("bylines.yaml")
_BEFORE = any_of(_WORDS["before"], before=r"^\W*", after=r"\s*:?\s*")
_ROLE = any_of(_WORDS["roles"], before=r"(?:^|[\s,(/–—-]+)")
_AGENCY = any_of(_WORDS["agencies"], before="^", after="$")
_DESK = any_of(_WORDS["desks"])
_NOBODY = any_of(_WORDS["nobody"])
_CONTACT = re.compile(
    r"\(?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\)?|@\w+|https?://\S+|www\.\S+|\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b"
)
_GLUED = re.compile(
    r"(?<=[a-z])(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|Staff\b|Senior\b|Reporter\b|Published\b|Updated\b)"
)
_AND = r"and|&|und|og|och|et|en|ja|im Gespräch mit|with|mit|AND|UND|WITH"
# "Rocío Peña y Hugo León" are two, "Ana Ortega y Gasset" is one.
_Y = r"(?<=[\w.)])\s(?:y|e|i)\s(?=[^\Wa-z][\w.'’-]*\s+(?!(?:and|y|e)\b|&)[^\W\d_])"
_SPLIT = re.compile(
    rf"\s*(?:[;|•·\n]|\s[–—-]\s|,\s*(?:and|&)\s|(?<=[\w.)])\s(?:{_AND})\s(?=\S*[^\Wa-z])|{_Y}|,(?!\s*(?:Jr|Sr|II|III|IV)\b)|、|／)\s*"
)
_SLASH = re.compile(r"\s*/\s*")
_SUFFIX = re.compile(r",?\s+(Jr|Sr)\b\.?$", re.IGNORECASE)
_AID = any_of(_WORDS["aids"], before=r"(?:^|(?<!and)(?<!&)[\s.;,|–—-]+)", after=r"\s*:?\s*(?=\S)")
_PARTICLES = {
    "de", "la", "del", "las", "los", "da", "do", "dos", "das", "di", "du", "van", "von", "der", "den", "ten",
    "ter", "y", "e", "al", "el", "bin", "ibn", "le", "zu", "af", "av",
}  # fmt: skip
_TITLE = re.compile(r"^(?:Dr|Prof|Rev|Fr|Sir|Dame|Mr|Mrs|Ms)\.?$", re.IGNORECASE)
_CJK = re.compile(r"^[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af・\s]{2,12}$")
_PHRASE = re.compile(r"[:!?\"“”„…»«]")
SHORTEST, LONGEST, MOST_WORDS, MOST_NAMES = 3, 50, 5, 12
LONGEST_BYLINE = 1000  # characters


@dataclass
class Names:
    """People's names in order, and who else the byline named: desks, agencies, outlets."""

    people: list[str] = field(default_factory=list)
    desks: list[str] = field(default_factory=list)


def read_names(raw: Iterable[str], site_names: set[str], *, lone: bool = True) -> Names:
    """Return who a byline's texts name. A single word counts as a name only where `lone`."""
    people: dict[str, str] = {}
    desks: dict[str, str] = {}
    for told in raw:
        text = _AID.split(told, maxsplit=1)[0] or told
        if "://" in text[:12] or text.startswith("www."):
            continue  # article:author is often the author's address, not the name
        found: list[str] = []
        desks_before = len(desks)
        for part in _parts(text[:LONGEST_BYLINE]):
            if _is_desk(part, site_names):
                desks.setdefault(part.lower(), part)
            elif name := _name(part, lone=lone and len(desks) == desks_before):
                found.append(name)
        # "Ada One, London" and "Ledger, Lakeside": a word beside a whole name or a desk is its place.
        whole = [name for name in found if " " in name or _CJK.match(name)]
        for name in whole or found:
            people.setdefault(name.lower(), name)
    return Names(_without_shortened(list(people.values()))[:MOST_NAMES], list(desks.values())[:MOST_NAMES])


def clean_names(raw: Iterable[str], site_names: set[str]) -> list[str]:
    """Return each person's name once, in order, with what is no name left out."""
    return read_names(raw, site_names).people


def starts_as_byline(text: str) -> bool:
    """Tell whether a line begins as bylines do: "By Ada One"."""
    match = _BEFORE.match(text)
    return bool(match and match.end() < len(text) and re.match(r"\W*[^\W\d_]", text[match.end() :]))


def in_usual_case(name: str) -> str:
    """Return a name printed in capitals as it is usually written: McDonald, O'Neil, de la Cruz."""
    if not name.isupper() or len(name) < 4 or _CJK.match(name):
        return name
    words = name.split()
    return " ".join(_word(word, first=number == 0) for number, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    lowered = word.lower()
    if lowered in _PARTICLES and not first:
        return lowered
    if len(word.strip(".")) <= 2 and ("." in word or not re.search(r"[AEIOUY]", word)):
        return word  # initials: J.B., DJ
    if word in {"II", "III", "IV"}:
        return word
    parts = [part.capitalize() for part in re.split(r"([-'’.])", lowered)]
    whole = "".join(parts)
    return re.sub(r"^(Mc)(\w)", lambda match: match[1] + match[2].upper(), whole)


def _parts(text: str) -> list[str]:
    plain = _GLUED.sub(" ", _CONTACT.sub(" | ", plain_text(text)))
    parts: list[str] = []
    for piece in _SPLIT.split(plain):
        halves = _SLASH.split(piece)
        parts += halves if all(len(half.split()) > 1 for half in halves) else [halves[0]]
    cleaned = []
    for part in parts:
        whole = _BEFORE.sub("", part.strip())
        whole = _BEFORE.sub("", whole)  # "Story by: By Ada One"
        if whole := whole.strip(" .,:;()[]\"'“”|–—-*"):
            cleaned.append(whole)
    return cleaned


def _is_desk(part: str, site_names: set[str]) -> bool:
    lowered = part.lower()
    bare = lowered.removeprefix("the ")
    if (
        any(bare == site.removeprefix("the ") for site in site_names)
        or re.sub(r"\W", "", bare) in site_names
        or _AGENCY.match(lowered)
    ):
        return True
    before_role = _ROLE.split(part, maxsplit=1)[0].strip()
    if before_role != part and len(before_role.split()) < 2 and _DESK.search(part):
        return True  # "FOX 32 Digital Staff" cut to "FOX" is nobody
    return bool(_DESK.search(before_role or part)) and len(part) <= 80


def _name(part: str, *, lone: bool) -> str | None:
    name = re.sub(r"\s*\(.*$|^\(|\)$", "", _ROLE.split(part, maxsplit=1)[0]).strip(" .,:;()[]\"'“”/–—-")
    words = name.split()
    if words and _TITLE.match(words[0]) and len(words) < 3:
        return None if len(words) == 1 else _checked(name, lone=lone)
    return _checked(name, lone=lone)


def _checked(name: str, *, lone: bool) -> str | None:
    if _CJK.match(name):
        return name
    words = name.split()
    if not SHORTEST <= len(name) <= LONGEST or len(words) > MOST_WORDS or _NOBODY.search(name):
        return None
    if _PHRASE.search(name) or any(word[0].islower() and word not in _PARTICLES for word in words):
        return None  # an account's name, a teaser's headline, a slogan
    if len(words) == 1 and not lone:
        return None
    return _SUFFIX.sub(r" \1.", in_usual_case(name))


def _without_shortened(names: list[str]) -> list[str]:
    """Leave out "Ada" beside "Ada One": one byline prints both."""
    return [
        name for name in names if not any(other != name and f" {name} " in f" {other} " for other in names)
    ]
