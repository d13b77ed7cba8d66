# ruff: noqa: E501, SIM905 - a pattern cut over lines is harder to check than a long one
"""Names that follow a pattern: schools, local school councils, bills and board reports, money, titled people."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.lexicons import words

NAME = r"[A-Z][\w'’.&-]*[\w]"
INITIAL = r"[A-Z]\."
CAPITALS = rf"(?:(?:{NAME}|{INITIAL}|de|del|&)\s){{0,5}}"
KINDS = (
    r"(?:(?:Senior |Junior |Community |Career |Military |Classical |Magnet |Charter |Technical |Tech |Metropolitan |"
    r"College Prep |Math and Science |STEM |International |Medical Prep )*"
    r"(?:High School|Middle School|Elementary School|Elementary|Academy|College Prep(?:aratory)?|Prep(?:aratory)?|"
    r"Charter School|Community Academy|Magnet School|Primary School|K-8 School|Secondary School))"
)
SCHOOL = re.compile(
    rf"\b(?:{NAME}|{INITIAL})\s{CAPITALS}{KINDS}(?:\s(?:High School|Academy))?(?:\sfor\s{NAME}(?:\s(?:and\s)?{NAME}){{0,4}})?\b"
)
SHORT_SCHOOL = re.compile(
    rf"\b{NAME}(?:\s{NAME}){{0,2}}\s(?:High|Tech)\b(?!\s(?:School|Court|Street|Commissioner))"
)
COUNCIL = re.compile(
    rf"\b((?:{NAME}|{INITIAL})(?:\s(?:{NAME}|{INITIAL}|of)){{0,6}}?)(?:'s|’s)?\s(LSC|[Ll]ocal [Ss]chool [Cc]ouncil)\b(?!s)"
)
COUNCIL_AT = re.compile(
    rf"\b(LSC|[Ll]ocal [Ss]chool [Cc]ouncil) (?:at|of|for) ((?:{NAME}|{INITIAL})(?:\s(?:{NAME}|{INITIAL}))*)"
)
# Bodies by the word that ends or leads their name: unions, lodges, associations, groups, branches.
BODY_KIND = (
    r"(?:Union|Federation|Association|Coalition|Alliance|Collective|Guild|Lodge|Local|Network|Project|Foundation|"
    r"Caucus|Taskforce|Roundtable|PTA|PTO|PTSA|NAACP|ACLU|Youth Council|Education Council|Educators['’]? Council)"
)
BODY = re.compile(
    rf"\b(?:(?:{NAME}['’]?|&)\s(?:(?:of|for|and|the|on|to)\s(?=[A-Z]))?){{1,7}}{BODY_KIND}\b(?:\s(?:No\.\s)?\d{{1,4}})?"
    rf"(?:\sof\s(?:the\s)?{NAME}(?:\s{NAME}){{0,3}}(?:\sand\s{NAME})?)?"
)
LED_BODY = re.compile(
    rf"\b(?:(?:Fraternal Order of Police|FOP|Police Benevolent Association|American Civil Liberties Union|ACLU|NAACP)"
    rf"(?:\s(?:of\s(?:the\s)?{NAME}(?:\s{NAME}){{0,2}}|(?:{NAME}\s)?Lodge\s(?:No\.\s)?\d{{1,4}}))"
    rf"|(?:{NAME}\s){{0,3}}(?:Center|Centre|Advocates|Citizens|Parents|Students|Families|Organizers|Friends|Mothers|Youth|Educators|Neighbors)"
    rf"\s(?:for|of|Against|against|United|Organizing|with|With)\s(?:the\s)?{NAME}(?:(?:\s(?:and|of|for|in|with))?\s{NAME}){{0,4}})"
)
NOT_BODIES = re.compile(r"^(?:Students?|Parents|Families|Educators|Youth|Friends|Citizens) (?:of|with|for)\b")
LAW = re.compile(
    r"\b(?:(?:HB|SB|AB|HF|SF|LB|H\.B\.|S\.B\.|House Bill|Senate Bill|Assembly Bill|House File|Senate File)\s?-?\d{1,5}"
    r"|(?:Public Act|P\.A\.)\s\d{2,3}-\d{1,4}|\d{2}-\d{4}-[A-Z]{2}-?\d{1,2}|(?:Resolution|Ordinance)\s(?:No\.\s)?\d[\w-]*"
    r"|(?:Board Report|Report)\s\d{2}-\d{4}-[A-Z]{2}\d{1,2}|Title (?:IX|VI|I))\b"
)
MONEY = re.compile(
    r"(?:US)?\$\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|thousand|M|B|K|m|bn)\b)?"
    r"|\b\d[\d,.]*\s(?:million|billion)?\s?dollars\b"
)
LEADING = frozenset(
    "The A An At In On And But For From With When While If As That This Our Their His Her Its By To Of After Before "
    "Principal Students Student Former Some Many All Both Only Local Members Parents Teachers According Since "
    "Officers Officer Police Two Three Four Five Six Seven Eight Nine Ten Several Chicago's Nearby Like".split()
)
NOT_SCHOOLS = frozenset(
    {"Police Academy", "Police High School", "Training Academy", "Naval Academy", "Military Academy"}
)


class Found(NamedTuple):
    """A name by its characters; `name` differs from the text where the text says it in another order."""

    start: int
    end: int
    label: str
    name: str


def _title_pattern() -> re.Pattern[str]:
    titles = "|".join(re.escape(title) for title in sorted(words("titles"), key=len, reverse=True))
    particle = r"(?:de la|de|del|Del|van|von|Vander|Van|La|St\.)"
    person = rf"(?:{particle}\s)?[A-Z][\w'’-]*[\w.](?:\s(?:{INITIAL}|{particle}|\"[A-Z]\w+\"|[A-Z][\w'’-]*\w)){{0,3}}"
    return re.compile(rf"(?<![\w.])({titles})\s({person})")


TITLED = _title_pattern()
NOT_SURNAMES = frozenset(
    "The A An Of And Board Council School Schools Police District Department City State President Vice Chair Member "
    "Union Committee High Public Education Chicago Officer Officers Association Local Safety Resource Program SRO SROs "
    "January February September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Democrat Republican He She They We It But In On At CEO CPS CPD Americans Street "
    "Superintendent Director General Park Pro Tem Emeritus Elect Yes No Aye Nay Voting Absent Present".split()
)


def councils(text: str) -> Iterator[Found]:
    """Yield local school councils that are named by their school, as "<School> LSC"."""
    for match in COUNCIL.finditer(text):
        start, school = unled(match.start(1), match.group(1))
        if school:
            yield Found(start, match.end(), "ORG", f"{school} {_kind(match.group(2))}")
    for match in COUNCIL_AT.finditer(text):
        yield Found(match.start(), match.end(), "ORG", f"{match.group(2)} {_kind(match.group(1))}")


def _kind(words: str) -> str:
    return "LSC" if words == "LSC" else "Local School Council"


def schools(text: str) -> Iterator[Found]:
    """Yield schools by the words that end their names."""
    for pattern in (SCHOOL, SHORT_SCHOOL):
        for match in pattern.finditer(text):
            start, name = unled(match.start(), match.group())
            if len(name.split()) > 1 and name not in NOT_SCHOOLS and not name.startswith(("Board ", "High ")):
                yield Found(start, match.end(), "SCHOOL", name)


def bodies(text: str) -> Iterator[Found]:
    """Yield unions, lodges and groups by the words that end or lead their names."""
    for match in BODY.finditer(text):
        start, name = unled(match.start(), match.group())
        if len(name.split()) > 1:
            yield Found(start, match.end(), "ORG", name)
    for match in LED_BODY.finditer(text):
        name = match.group().removeprefix("The ")
        if not NOT_BODIES.match(name):
            yield Found(match.end() - len(name), match.end(), "ORG", name)


def laws(text: str) -> Iterator[Found]:
    """Yield bills, public acts, resolutions and board reports by number."""
    return (Found(match.start(), match.end(), "LAW", match.group()) for match in LAW.finditer(text))


def money(text: str) -> Iterator[Found]:
    """Yield sums of dollars."""
    return (Found(match.start(), match.end(), "MONEY", match.group()) for match in MONEY.finditer(text))


def titled_people(text: str) -> Iterator[Found]:
    """Yield people named after a title, the title left out; words that start no surname cut the name short."""
    for match in TITLED.finditer(text):
        kept: list[str] = []
        for word in match.group(2).split():
            if word.rstrip(".") in NOT_SURNAMES:
                break
            kept.append(word)
        name = " ".join(kept)
        name = re.sub(r"(?:'s|’s)$", "", name)
        if not (len(name) == 2 and name.endswith(".")):
            name = name.rstrip(".") if not re.search(r"\b(?:Jr|Sr)\.$", name) else name
        if name and len(name) > 1:
            yield Found(match.start(2), match.start(2) + len(name), "PERSON", name)


def unled(start: int, name: str) -> tuple[int, str]:
    """Return where a name proper starts and the name, sentence openers and titles before it left out."""
    while True:
        head, _, rest = name.partition(" ")
        if (
            head.rstrip(",.") in LEADING
            or head in {"of", "the", "and"}
            or (head.endswith(("'s", "’s")) and rest)
        ):
            if not rest:
                return start, ""
            start, name = start + len(head) + 1, rest
            continue
        return start, name
