"""What an item is judged to be when the reports before and after it in its line are looked at, too.

"Amend Board Report 19-0828-EX4" names nobody; neither may the contract that a later report ends by name.
"""

from collections import deque
from collections.abc import Mapping

from db.store.agenda_relevance import Line, Told

INHERITED = 0.8
# A report that acts on more numbers than this is a list (of vendors, of appointments), no link in one line.
MOST_NUMBERS = 4


def inherit(own: Mapping[str, Told], line: Line, never: frozenset[str] = frozenset()) -> dict[str, Told]:
    """Return every item's judgement, its own or the one that its line gives it.

    `never`: items that are surely of other business. The nearest relevant item gives the reason; of several
    at one distance, the first in order of ids, so that the order in which pages came plays no part.
    """
    holders: dict[str, set[str]] = {}
    for item, numbers in line.own.items():
        for number in numbers:
            holders.setdefault(number, set()).add(item)
    actors: dict[str, set[str]] = {}
    for item, acted in line.acts_on.items():
        for number in acted if len(acted) <= MOST_NUMBERS else ():
            actors.setdefault(number, set()).add(item)
    judged = dict(own)
    waiting = deque(sorted(item for item, told in own.items() if told[0]))
    while waiting:
        item = waiting.popleft()
        for other, reason in sorted(_neighbours(item, line, holders, actors)):
            if other in judged and not judged[other][0] and other not in never:
                judged[other] = (True, INHERITED, reason)
                waiting.append(other)
    return judged


def _neighbours(
    item: str, line: Line, holders: Mapping[str, set[str]], actors: Mapping[str, set[str]]
) -> set[tuple[str, str]]:
    found = set()
    for number in line.own.get(item, frozenset()):
        for actor in actors.get(number, ()):
            found.add((actor, f"{line.acts_on[actor][number]} {number}, which is of the debate"))
    acted = line.acts_on.get(item, {})
    for number in acted if len(acted) <= MOST_NUMBERS else ():
        name = min(line.own.get(item, ()), default="a later item")
        for holder in holders.get(number, ()):
            found.add((holder, f"{name} {acted[number]} it and is of the debate"))
        for actor in actors.get(number, ()):
            found.add(
                (actor, f"{line.acts_on[actor][number]} {number}, as {name} does, which is of the debate")
            )
    return {(other, reason) for other, reason in found if other != item}
