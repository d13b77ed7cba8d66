"""Which articles are one story, given which pairs share enough text.

No chain of look-alikes makes a story: every copy must share with the story's core, the text that is likest to
the others. A round-up or a live blog, which holds pieces of texts that have nothing to do with one another,
is no core for those, unless one of them outweighs the rest.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

# Where less than half of two texts together stands in both, the shorter is a part of the longer.
WHOLE = 0.5
OUTWEIGHS = 2.0  # times as much of it looks like one story as like any other


@dataclass(frozen=True)
class Pair:
    """Two articles of which one holds at least half of the other, by their ids."""

    first: str
    second: str
    containment: float
    resemblance: float


def clusters(articles: Mapping[str, int], pairs: Iterable[Pair]) -> list[list[str]]:
    """Return the stories as lists of article ids, each with its core first.

    `articles` gives each text's length. The same articles and pairs give the same stories in any order.
    """
    links = _links(pairs)
    for one, other in sorted(
        {drop for article in articles for drop in _strange_parts(article, articles, links)}
    ):
        links[one].pop(other, None)
        links[other].pop(one, None)
    stories: list[list[str]] = []
    placed: set[str] = set()
    for core in sorted(articles, key=lambda one: (-_centrality(links[one].values()), -articles[one], one)):
        if core not in placed:
            copies = sorted(other for other in links[core] if other not in placed)
            stories.append([core, *copies])
            placed.update(stories[-1])
    return stories


def _links(pairs: Iterable[Pair]) -> dict[str, dict[str, Pair]]:
    links: dict[str, dict[str, Pair]] = defaultdict(dict)
    for pair in pairs:
        links[pair.first][pair.second] = pair
        links[pair.second][pair.first] = pair
    return links


def _strange_parts(
    article: str, articles: Mapping[str, int], links: Mapping[str, Mapping[str, Pair]]
) -> list[tuple[str, str]]:
    """Return the links of a text to its parts that do not make it a copy of them.

    Its look-alikes fall into groups that share nothing with each other. Where one group outweighs the others,
    the text is of that story; where none does, it is a collection of pieces.
    """
    near = links.get(article, {})
    groups = _groups(sorted(near), links)
    if len(groups) < 2:
        return []
    weights = sorted((sum(near[one].containment for one in group) for group in groups), reverse=True)
    clear = weights[0] >= OUTWEIGHS * weights[1]
    kept = max(groups, key=lambda group: sum(near[one].containment for one in group)) if clear else []
    return [
        (article, one)
        for group in groups
        if group is not kept
        for one in group
        if near[one].resemblance < WHOLE and articles[one] < articles[article]
    ]


def _groups(members: list[str], links: Mapping[str, Mapping[str, Pair]]) -> list[list[str]]:
    groups: list[list[str]] = []
    left = set(members)
    for member in members:
        if member in left:
            left.discard(member)
            group = [member]
            for one in group:  # grows as its neighbors are found
                near = sorted(left.intersection(links[one]))
                left.difference_update(near)
                group.extend(near)
            groups.append(group)
    return groups


def _centrality(pairs: Collection[Pair]) -> float:
    return round(sum(sorted(pair.resemblance for pair in pairs)), 4)
