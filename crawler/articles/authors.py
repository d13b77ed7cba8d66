"""Who wrote an article: people named by its data, its meta elements or the byline at its headline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from crawler.articles.authors_names import Names, clean_names, read_names, starts_as_byline
from crawler.articles.headline import headline_element, lines_at_headline
from crawler.articles.linked_data import resolve, text_of
from crawler.articles.metadata import Found, Metadata
from crawler.articles.metadata_marks import Mark, in_furniture, spaced_text

META = (
    "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "dcterms.creator",
    "article:author_name", "cxenseparse:author", "citation_author", "authors", "rbauthor", "tweetmeme-author",
    "creator", "article.author", "og:article:author", "dc.contributor",
)  # fmt: skip
__all__ = ["FoundAuthors", "clean_names", "find_authors"]
SURE = {"json-ld": 0.94, "meta": 0.85, "byline": 0.85, "text": 0.8}
NEAR, GAP, LONGEST = 260, 30, 160  # elements after the headline, between two bylines; characters of one


@dataclass(frozen=True)
class FoundAuthors(Found[list[str]]):
    """Names with their source (None: nobody is named), and the desks or agencies that the byline names."""

    desks: list[str] = field(default_factory=list)


def find_authors(metadata: Metadata, body: bytes = b"") -> FoundAuthors:
    """Return the people named as authors: by json-ld, meta, byline (marked as one) or text ("By ...").

    A page that states nobody but its desk ("Digital Staff") has no author: no guess is asked for then.
    """
    del body
    desks: list[str] = []
    stated: tuple[str, Names] | None = None
    for source, names in _stated(metadata):
        desks += [desk for desk in names.desks if desk not in desks]
        if names.people:
            stated = stated or (source, names)
            break
    seen = _seen(metadata)
    if seen is not None:
        desks += [desk for desk in seen.names.desks if desk not in desks]
    if stated is not None:
        return _agreed(*stated, seen, desks)
    # A page whose data names its desk alone has no author, whoever else a mark on it seems to name.
    if seen is None or not seen.names.people or (desks and not seen.says_by):
        return FoundAuthors([], None, 0.0, desks)
    return FoundAuthors(seen.names.people, seen.source, SURE[seen.source], desks)


@dataclass(frozen=True)
class _Byline:
    """A byline as a reader sees it: where it was found, whom it names, and whether it says "By"."""

    source: str
    names: Names
    says_by: bool


def _agreed(source: str, names: Names, seen: _Byline | None, desks: list[str]) -> FoundAuthors:
    """Weigh what the data states against the byline that a reader sees."""
    if seen is None or not seen.names.people:
        return FoundAuthors(names.people, source, round(SURE[source] - 0.04, 2), desks)
    told = {name.lower() for name in names.people}
    printed = {name.lower() for name in seen.names.people}
    if told == printed:
        return FoundAuthors(names.people, source, 0.98, desks)
    if seen.says_by and told < printed:  # the data names the first alone
        return FoundAuthors(seen.names.people, seen.source, 0.8, desks)
    return FoundAuthors(names.people, source, 0.9 if told & printed else 0.75, desks)


def _stated(metadata: Metadata) -> Iterator[tuple[str, Names]]:
    """Yield what the page's data states, the surest first."""
    people = metadata.article.get("author") or metadata.article.get("creator")
    yield "json-ld", read_names(_linked(people, metadata.nodes), _outlets(metadata))
    yield "meta", read_names([v for name in META for v in metadata.meta.get(name, [])], _outlets(metadata))


def _outlets(metadata: Metadata) -> set[str]:
    """Return the outlet's names and those that its address gives it: "ledger" and "theledger"."""
    labels = (urlsplit(metadata.url).hostname or "").removeprefix("www.").split(".")
    core = re.sub(r"\W", "", max(labels[:-1], key=len, default=""))
    return metadata.site_names | {
        prefix + core for prefix in ("", "the", "die", "der", "das", "el", "la", "le")
    }


def _linked(value: Any, nodes: list[dict[str, Any]]) -> list[str]:
    people = value if isinstance(value, list) else [value]
    names = []
    for person in people:
        known = resolve(person, nodes)
        if isinstance(known, dict) and isinstance(known.get("name"), list):
            names += [name for name in known["name"] if isinstance(name, str)]
        elif text := text_of(known):
            names.append(text)
    return names


def _seen(metadata: Metadata) -> _Byline | None:
    """Return the byline at the headline: the first marked one that names anybody, else a line "By ..."."""
    heading = headline_element(metadata)
    marks = _near(metadata, heading)
    for mark in marks:
        group = [other for other in marks if mark.place <= other.place <= mark.place + GAP]
        texts = [text for other in group if (text := spaced_text(other.element)) and len(text) <= LONGEST]
        names = _best(group, texts, metadata)
        if names.people or names.desks:
            return _Byline("byline", names, any(starts_as_byline(text) for text in texts))
    for line in lines_at_headline(metadata):
        if len(line) <= LONGEST and starts_as_byline(line):
            names = read_names([line], _outlets(metadata), lone=False)
            if names.people or names.desks:
                return _Byline("text", names, says_by=True)
    return None


def _best(group: list[Mark], texts: list[str], metadata: Metadata) -> Names:
    """Return the names of a group of marks: those of its links where there are any, else of its texts."""
    linked = [spaced_text(other.element) for other in group if other.kind == "author"]
    names = read_names([text for text in linked if len(text) <= LONGEST], _outlets(metadata))
    whole = read_names([text for text in texts if starts_as_byline(text)], _outlets(metadata))
    if names.people and len(whole.people) <= len(names.people):
        return names
    if whole.people or whole.desks:
        return whole
    return read_names(texts, _outlets(metadata), lone=False)


def _near(metadata: Metadata, heading: Any) -> list[Mark]:
    """Return the marked bylines around the headline in order, those of other stories left out."""
    place = next((mark.place for mark in metadata.headings if mark.element is heading), None)
    if place is None:
        kept = metadata.people[:20]
    else:
        after = [mark for mark in metadata.people if place <= mark.place <= place + NEAR]
        before = [mark for mark in metadata.people if place - 40 <= mark.place < place]
        kept = after[:30] + before[-6:]
    return [mark for mark in kept if mark.element.tag != "meta" and not in_furniture(mark.element)]
