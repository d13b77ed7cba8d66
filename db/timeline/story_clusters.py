"""Which articles are one story, given which pairs share enough text.

No chain of look-alikes makes a story: every copy must share with the story's core, the text that is likest to
the others. A round-up or a live blog, which holds pieces of texts that have nothing to do with one another,
is no core for those.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

# Where less than half of two texts together stands in both, the shorter is a part of the longer.
WHOLE = 0.5


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
    for collection in [one for one in articles if _is_collection(one, articles, links)]:
        for other in [other for other, pair in links[collection].items() if pair.resemblance < WHOLE]:
            if articles[other] < articles[collection]:
                del links[collection][other], links[other][collection]
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


def _is_collection(
    article: str, articles: Mapping[str, int], links: Mapping[str, Mapping[str, Pair]]
) -> bool:
    """Tell whether a text holds parts of at least two texts that share nothing with each other."""
    parts = [
        other
        for other, pair in links.get(article, {}).items()
        if pair.resemblance < WHOLE and articles[other] < articles[article]
    ]
    return any(second not in links[first] for at, first in enumerate(parts) for second in parts[at + 1 :])


def _centrality(pairs: Collection[Pair]) -> float:
    return round(sum(sorted(pair.resemblance for pair in pairs)), 4)
