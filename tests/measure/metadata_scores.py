"""How exact headlines, authors and days are, and whether a value's confidence says how often it is right."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from db.records import Article
from tests.measure.pages import UNTOLD, KnownPage

FIELDS = ("headline", "authors", "people", "date")
# Sets differ on whether an agency, a desk or the outlet is an author: "people" counts persons alone.
NO_PERSON = re.compile(
    r"\b(?:ap|afp|dpa|apa|efe|sid|reuters|press|presse|agentur\w*|staff|desk|team|redaktion|news|media|online)\b|\.\w{2,3}$",
    re.IGNORECASE,
)
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)


@dataclass
class Tally:
    """Right, wrong (a value that is not the true one) and missed values of one field."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def total(self) -> int:
        """Pages on which the set tells the field."""
        return self.right + self.wrong + self.missed

    @property
    def exact(self) -> float:
        """Share of right ones."""
        return self.right / self.total if self.total else 0.0


@dataclass
class MetadataScore:
    """One reader's score over a set; `errors` holds (page, field, true, found, source)."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    bands: dict[tuple[str, float], Tally] = field(default_factory=lambda: defaultdict(Tally))
    sources: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[tuple[str, str, object, object, str | None]] = field(default_factory=list)

    def add(self, page: KnownPage, article: Article) -> None:
        """Score what was found on one page."""
        for name in FIELDS:
            kept = "authors" if name == "people" else name
            true = getattr(page, kept)
            if true is UNTOLD:
                continue
            found = getattr(article, "date_published" if name == "date" else kept)
            source: str | None = getattr(article, f"{kept}_source")
            if name == "people":
                true, found = _persons(true, page.url), _persons(found, page.url)
            right = bool(_SAME[name](true, found))
            self._count(name, found, source, right, getattr(article, f"{kept}_confidence"))
            if not right:
                self.errors.append((page.name, name, true, found, source))

    def _count(self, name: str, found: object, source: str | None, right: bool, sure: float | None) -> None:
        outcome = "right" if right else "wrong" if found else "missed"
        tallies = [self.tallies[name], self.sources[name, source or "nothing"]]
        if sure is not None and found:
            tallies.append(self.bands[name, max(band for band in BANDS if band <= sure)])
        for tally in tallies:
            setattr(tally, outcome, getattr(tally, outcome) + 1)


def same_words(true: str | None, found: str | None) -> bool:
    """Tell whether two texts have the same words: case, blanks and punctuation aside."""
    return _words(true) == _words(found)


def same_names(true: list[str], found: list[str]) -> bool:
    """Tell whether two lists hold the same people, in whatever order."""
    return {_words(name) for name in true} == {_words(name) for name in found}


def same_day(true: str | None, found: str | None) -> bool:
    """Tell whether two stamps are of one day: in UTC where both tell a moment, else as written."""
    if not true or not found:
        return not true and not found
    one, other = _moment(true), _moment(found)
    if one and other:
        return one.date() == other.date()
    return true[:10] == found[:10]


_SAME: dict[str, Callable[..., bool]] = {
    "headline": same_words,
    "authors": same_names,
    "people": same_names,
    "date": same_day,
}


def _persons(names: list[str], url: str) -> list[str]:
    host = re.sub(r"\W", "", urlsplit(url).hostname or "")
    return [
        name for name in names if not NO_PERSON.search(name) and re.sub(r"\W", "", name.lower()) not in host
    ]


def _words(text: str | None) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text or "").lower()).strip()


def _moment(stamp: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo and len(stamp) > 10 else None
