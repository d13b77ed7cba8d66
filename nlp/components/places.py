"""Which of the watch's places a text is about: what a short name or a bare surname may stand for."""

import re
from collections import Counter
from urllib.parse import urlsplit

from db.registry import Watch

MINOR = 0.25  # a place with less than this share of the leading one's weight is mentioned, not the subject


class PlaceFinder:
    """Counts the names that belong to each jurisdiction."""

    def __init__(self, watch: Watch) -> None:
        self.place_names = {
            place.id: ((place.name, *place.other_names), _pattern([place.name, *place.other_names]))
            for place in watch.jurisdictions
        }
        self.domains = {
            domain: source.jurisdiction
            for source in watch.sources
            for domain in source.domains
            if source.jurisdiction is not None
        }

    def weigh(self, text: str, url: str | None, named: Counter[str]) -> dict[str, float]:
        """Return each place's weight: its name 1, a full name of its bodies 2, its outlet's page 1."""
        weights: Counter[str] = Counter({place: 2 * count for place, count in named.items()})
        for place, (names, pattern) in self.place_names.items():
            weights[place] += len(pattern.findall(text)) if any(name in text for name in names) else 0
        host = (urlsplit(url).hostname or "").lower() if url else ""
        for domain, place in self.domains.items():
            if host == domain or host.endswith(f".{domain}"):
                weights[place] += 1
        return {place: float(weight) for place, weight in weights.items() if weight}


def leading(weights: dict[str, float]) -> list[str]:
    """Return the places the text is about, the first one first."""
    ranked = sorted(weights.items(), key=lambda entry: -entry[1])
    return [place for place, weight in ranked if weight >= MINOR * ranked[0][1]]


def _pattern(names: list[str]) -> re.Pattern[str]:
    inside = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{inside})\b")
