"""Where words put the officers: the verb alone does not tell, "in schools" and "out of schools" do."""

import re
from collections.abc import Iterator
from functools import cache

from nlp.components.stance_words import Hit, lexicon

GAP = r"(?:\s[\w$'-]+){0,2}?"  # "completely", "police in our schools removed"
NAMED_FIRST = (
    r"(?:keep|kept|keeping|bring|bringing|brought|let|letting|take|taking|took|get|getting|put|putting)"
)


def placements(clause: str) -> Iterator[tuple[Hit, float]]:
    """Yield what a clause does with the officers' place: +1 there, -1 away; the hit covers verb to place."""
    taken: list[tuple[int, int]] = []
    for pattern, sign in _patterns():
        for match in pattern.finditer(clause):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                start = (
                    match.start("act") if "act" in pattern.groupindex else match.start()
                )  # "not be kept out"
                yield Hit("placement", start, match.end(), clause[start : match.end()]), sign


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], float], ...]:
    """Return the orders in which verb, officers and place stand; what is away is looked for first."""
    words = {name: group.pattern.removeprefix(r"(?<![\w-])") for name, group in lexicon("placement").items()}
    places = {-1.0: words["out"], 1.0: words["in"].replace("SCHOOL", words["school"])}
    found = []
    for sign, place in places.items():
        inside = rf"(?:\s{places[1.0]})?" if sign < 0 else ""
        found += [
            (rf"{words['verb']}\s{words['object']}{inside}{GAP}\s{place}", sign),
            (rf"{words['verb']}\s{words['pronoun']}\s(?:all |both )?{place}", sign),
            (rf"{words['object']}(?:\s[\w'-]+){{0,4}}?\s(?P<act>{words['passive']}\s{place})", sign),
        ]
    found.append((rf"{NAMED_FIRST}\s(?:out|away|off)\s{words['object']}", -1.0))
    found.append((rf"{NAMED_FIRST}\s(?:back in|back|in)\s{words['object']}", 1.0))
    found.append((rf"{words['object']}\sback (?:in|into|inside|at|on) {words['school']}", 1.0))
    return tuple((re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)"), sign) for pattern, sign in found)
