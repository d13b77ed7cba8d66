"""Which pages of an archive are a watched outlet's articles, told by their addresses."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from crawler.address_patterns import is_chosen
from db.ids import digest
from db.registry import Source

FILES = re.compile(r"\.(?:xml|rss|json|js|css|txt|pdf|jpe?g|png|gif|svg|webp|mp[34]|zip)$")
LIST_PAGE = re.compile(r"/(?:page|feed|rss|comments)(?:/\d+)?/?$")
NO_ARTICLES = Path(__file__).with_name("no_articles.yaml")
INDEX = re.compile(r"^(?:index|default|home)\.\w+$")


@dataclass(frozen=True)
class Outlets:
    """The watch's sources by domain. `asked` are the ids of those whose pages are wanted."""

    by_domain: dict[str, tuple[Source, ...]]
    asked: frozenset[str]

    @classmethod
    def of(cls, sources: Iterable[Source], asked: Sequence[str] = ()) -> "Outlets":
        """Take the outlets that are switched on, or those asked for by id. Boards only hold their domains."""
        found: dict[str, tuple[Source, ...]] = {}
        wanted = set()
        for source in sources:
            if source.kind == "outlet" and (source.id in asked if asked else source.enabled):
                wanted.add(source.id)
            for domain in source.domains:
                found[domain.lower()] = (*found.get(domain.lower(), ()), source)
        return cls(found, frozenset(wanted))

    @property
    def version(self) -> str:
        """What changes when other pages would be chosen."""
        told = [
            (domain, [(source.id, source.include, source.exclude) for source in sources])
            for domain, sources in sorted(self.by_domain.items())
            if any(source.id in self.asked for source in sources)
        ]
        return digest(repr(told), *sorted(self.asked))

    def at(self, host: str) -> tuple[Source, ...]:
        """Return the sources of the most specific domain that a host is of."""
        name = host.lower().rstrip(".")
        while name:
            if name in self.by_domain:
                return self.by_domain[name]
            name = name.partition(".")[2]
        return ()

    def source_of(self, url: str) -> Source | None:
        """Return the outlet that wants the page at an address; None where none does."""
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            return None
        for source in self.at(host):
            if source.id in self.asked and is_chosen(source, url):
                return source
        return None

    def watches(self, url: str) -> bool:
        """Tell whether an address is of a domain of an outlet asked for, whatever stands there."""
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            return False
        return any(source.id in self.asked for source in self.at(host))


def may_be_article(url: str) -> bool:
    """Tell whether an address can be an article's: not a home page, section, list, search or file.

    Wrong only on the careful side: an article that looks like a section (`/news/schools`) is lost, anything
    with a number, a hyphen or a query in its address is looked at.
    """
    parts = urlsplit(url)
    path = parts.path.lower()
    words = [word for word in path.split("/") if word and not INDEX.match(word)]
    if FILES.search(path) or LIST_PAGE.search(path):
        return False
    if not words:
        return any(character.isdigit() for character in parts.query)  # /?p=123
    if words[0] in _lists():
        return (
            len(words) > 2 and words[-1].count("-") >= 3
        )  # /about/..., /section/politics/a-story-of-five-words
    named = any("-" in word or any(map(str.isdigit, word)) for word in words)
    return named or bool(parts.query) or len(words) > 3


@cache
def _lists() -> frozenset[str]:
    """Return the first parts of addresses below which an article has a long name."""
    return frozenset(yaml.safe_load(NO_ARTICLES.read_text(encoding="utf-8"))["lists"])
