# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Lists of names as a sentence on a vote tells them: titles, asides and what stands between the names."""

import re
from collections.abc import Iterable
from functools import cached_property

from nlp.components.patterns import NOT_SURNAMES
from nlp.lexicons import words

STOP = (
    r"(?!(?:The|A|An|While|And|But|Or|Both|All|Only|Voting|Yes|No|Aye|Ayes|Nay|Nays|Absent|Abstain|Abstaining|Abstained|Board|School|Council|"
    r"Members?|Those|They|In|On|With|After|Before|For|Against|When|As|It|This|That|Their|His|Her|He|She|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\w+teen|(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)(?:-\w+)?|Dozens|Half|None|"
    r"Motion|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d|"
    r"Also|Joining|Opposed|Opposing|Dissenting|Local|Committee|District|Public|Schools|Police|Chicago Board|Then|Meanwhile|However|"
    r"Several|Some|Other|One|If|At|By|From|Who|Supporting|Favor|SRO|SROs|CPS|CPD|LSC|Oppose|Against|Neither|Every|Everyone|Students?|Parents?|Late|Last|Here|There|"
    r"Without|Following|Despite|Though|Although|Because|Since|During|Under|Over|What|Why|How|Whether|Not|Nearly|Most|Many|More|Even|Just|Instead|"
    r"Ultimately|Earlier|Today|Yesterday|Our|Your|We|I|You|Its|Another|Each|Any|Such|These|To|Of|Is|Was|Did|Do|Be|Residents|Community|Critics|"
    r"Supporters|Opponents|Protesters|Teachers|Principals|Activists|Advocates|Democrats|Republicans|Roll|Call|Approved|Approving|Result|Majority|Still|"
    r"Once|Again|Never|Nobody|Now|So|Yet|Than|Vote|Votes|Voters|Item|Resolution|Amendment|House Bill|Senate Bill)\b)"
)
PARTICLE = r"(?:de la|de|del|Del|van der|van|von|la|St\.|Vander)"
WORD = rf"(?=[A-ZÀ-Þ]){STOP}(?:[A-Z]\.(?:[A-Z]\.)?(?=\s[A-Z]|[,;])|[A-ZÀ-Þ][\w'’]*(?:[-‐‑][A-ZÀ-Þ]?[\w'’]+)*|[A-Z]\.(?:[A-Z]\.)?)"


def _any_of(titles: Iterable[str]) -> str:
    """Return a pattern of the longest title that fits, in any case; told apart by initial they fail faster."""
    initials: dict[str, list[str]] = {}
    for title in sorted({title.lower() for title in titles}, key=len, reverse=True):
        initials.setdefault(title[0], []).append(re.escape(title[1:]))
    return "|".join(
        f"[{first}{first.upper()}](?i:{'|'.join(rest)})" for first, rest in sorted(initials.items())
    )


TITLES = _any_of((*words("titles"), *words("member_nouns")))
TITLE = rf"(?:(?:(?i:the\s)?(?:[Aa]t-large\s|(?:District|Ward|Zone|Area)\s\d+\s)?(?:[A-Z]\w+\s(?=County\s))?(?i:fellow\s|colleagues?\s|then-|outgoing\s|former\s|newly elected\s)?(?:{TITLES}),?\s)*)"
ASIDE = r"(?:\s?\([^()]{1,40}\)|,\s(?:the|a|an|who|whose|its|R|D)(?=[\s-])[^,;:.]{1,70},(?!\sand\s[A-Z][\w'-]+\s(?:vot|abst|diss|oppos)\w+)|,\s(?:Jr|Sr)\.)"
ONE = rf"{TITLE}(?:{PARTICLE}\s)?{WORD}(?:\s(?:{PARTICLE}\s)?{WORD}){{0,3}}{ASIDE}?"
SEPARATOR = r"(?:,?\s(?:and|&|along with|together with|as well as|plus|joined by|or|nor|but)\s|,\s(?:both\s)?|;\s(?:and\s)?(?=(?:[A-ZÀ-Þ][\w.'’-]*\s?){1,4}(?:[;.,]|$)))"
AND_OTHERS = r"(?:,?\sand\s(?:\w+\s){0,2}(?:others?|colleagues|fellow members)(?:\s(?:board |council )?(?:members|trustees|directors|councilors))?)?"
LIST = rf"{ONE}(?:{SEPARATOR}{ONE})*{AND_OTHERS}"
BARE = re.compile(rf"{TITLE}(?P<name>(?:{PARTICLE}\s)?{WORD}(?:\s(?:{PARTICLE}\s)?{WORD}){{0,3}}){ASIDE}?")
# A school, a body or an office that votes or stands before a name is nobody's name.
NO_PERSON = re.compile(
    r"\b(?:Academy|School|College|Prep|Elementary|High|Council|Committee|Department|Union|University|Senate|House|Executive|Court|Commission|County|Schools|District)$"
    r"|\b(?:Academy|School|Council|Committee|University|School Board)\b"
)
PLACE_LED = re.compile(r"\b(?:in|at|of|near|from|outside)\s$")
MAY_BE_SURNAMES = frozenset({"Park", "Street", "General", "Black"})


class Late:
    """A pattern compiled when it is first asked: one with a list of names takes long, and whoever loads the
    pipeline for a text without votes never asks."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source)

    def finditer(self, sentence: str) -> Iterable[re.Match[str]]:
        """Return what the pattern finds."""
        return self.pattern.finditer(sentence)

    def match(self, sentence: str) -> re.Match[str] | None:
        """Return what the pattern matches at the beginning."""
        return self.pattern.match(sentence)


class Listed:
    """A list of names and what must follow it: lists are slow to try, so what follows is looked for first.

    `needed` is what to look for instead of all that follows.
    """

    def __init__(
        self, after: str, before: str = r"(?<!\w)", group: str = "list", needed: str | None = None
    ) -> None:
        self.needed = re.compile(needed or after)
        self.whole = Late(rf"{before}(?P<{group}>{LIST}){after}")

    def finditer(self, sentence: str) -> Iterable[re.Match[str]]:
        """Return what the whole pattern finds."""
        return self.whole.finditer(sentence) if self.needed.search(sentence) else ()


def names_in(sentence: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Return (name, start, end) of each person named between two characters."""
    found = []
    for match in BARE.finditer(sentence, start, end):
        name = re.sub(r"(?:'s|’s)$", "", match["name"])
        parts = name.split()
        if (
            NO_PERSON.search(name)
            or parts[-1].strip(".") in NOT_SURNAMES - MAY_BE_SURNAMES
            or parts[0] in NOT_SURNAMES - MAY_BE_SURNAMES
            or (name.isupper() and len(name) < 4)
        ):
            continue
        found.append((name, match.start("name"), match.start("name") + len(name)))
    return found
