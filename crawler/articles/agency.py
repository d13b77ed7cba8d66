"""Whose text an article is: the wire service or partner that wrote it, where the page says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from crawler.articles.lexicon import read_lexicon
from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Metadata
from crawler.page_lines import squeeze

HEAD = 250  # characters in which a dateline stands
LONGEST_BYLINE, MOST_BYLINES = 160, 12
_FIELDS = ("creditText", "sourceOrganization", "provider", "copyrightHolder", "source")
_META = (
    "article:provider",
    "source",
    "article:source",
    "news_source",
    "wire",
    "dc.source",
    "syndicator",
    "credit",
)


@dataclass(frozen=True)
class Agency:
    """An agency with the patterns that know it."""

    name: str
    whole: re.Pattern[str]  # a byline, credit or field that names it and nobody else
    beside: re.Pattern[str]  # a byline that names a writer and it: "Ines Calloway, Associated Press"
    mark: re.Pattern[str] | None  # a dateline's brackets
    credit: re.Pattern[str]  # a line at the end that gives the text to it
    hosts: tuple[str, ...]


def _read(entry: dict[str, Any]) -> Agency:
    words = "|".join(f"(?:{word})" for word in entry["words"])
    marks = "|".join(f"(?:{mark})" for mark in entry["mark"])
    lead = r"(?:(?:[Bb]y|BY|[Ss]ource|[Vv]ia|[Ff]rom)[:\s]+)?(?:[Tt]he )?"
    owner = r"(?:©|\([cC]\)|[Cc]opyright)\s*(?:©|\([cC]\))?\s*(?:\d{4},?\s*)?(?:by )?(?:[Tt]he )?"
    # "INES CALLOWAY Associated Press": a writer of two to four words, then a name too long to be a surname.
    long = "|".join(f"(?:{word})" for word in entry["words"] if " " in word)
    after_name = rf"^(?:[Bb]y )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{1,3}} (?:{long})\W*$" if long else r"(?!)"
    giver = r"(?:Distributed by|Provided by|Source:|Visit) (?:[Tt]he )?"
    return Agency(
        name=entry["name"],
        whole=re.compile(rf"^\W*{lead}(?:{words})\W*(?:[Ss]taff )?(?:[Ss]taff|[Rr]eports?)?\W*$"),
        beside=re.compile(
            rf"(?:[,|/•·–—(]|\bof\b|\bfor\b|\band\b| - )\s*(?:[Tt]he )?(?:{words})\)?\W*(?:[Ww]riters?)?\W*$"
            rf"|{after_name}"
        ),
        mark=re.compile(rf"^[^()\n]{{0,80}}\((?:{marks})\)\s*(?:[—–:.-]|\w)") if marks else None,
        credit=re.compile(rf"^\W*(?:{owner}(?:{words})\b|{giver}(?:{words})\b|(?:[Tt]he )?(?:{words})\W*$)"),
        hosts=tuple(entry["hosts"]),
    )


_AGENCIES = [_read(entry) for entry in read_lexicon("agencies.yaml")]


def find_agency(
    metadata: Metadata, body: str | None, bylines: Sequence[str], text_end: Sequence[str]
) -> str | None:
    """Return the agency whose text it is: by the page's data, byline, dateline or a credit at the end.

    "The Associated Press contributed to this report" makes it the outlet's own. An agency's own site names
    none: it copies nobody. `text_end` are the last lines as the page has them.
    """
    host = (urlsplit(metadata.url).hostname or "").lower()
    agencies = [agency for agency in _AGENCIES if not _is_of(host, agency.hosts)]
    told = [*_stated(metadata), *(squeeze(line)[:LONGEST_BYLINE] for line in bylines)]
    head = (body or "")[:HEAD].splitlines()
    for agency in agencies:
        if any(agency.whole.match(text) or agency.beside.search(text) for text in told if text):
            return agency.name
        if agency.mark and any(agency.mark.match(line) for line in head[:2]):
            return agency.name
    for agency in agencies:
        if any(agency.credit.match(line) for line in text_end if len(line) <= LONGEST_BYLINE * 2):
            return agency.name
    return None


def bylines_of(metadata: Metadata) -> list[str]:
    """Return what stands in the page's bylines, for telling an agency's."""
    lines = [squeeze(mark.element.text_content()) for mark in metadata.people[:MOST_BYLINES]]
    return [line for line in lines if 2 <= len(line) <= LONGEST_BYLINE]


def _stated(metadata: Metadata) -> list[str]:
    article = metadata.article
    authors = article.get("author")
    people = authors if isinstance(authors, list) else [authors]
    raw = [*(text_of(person) for person in people), *(text_of(article.get(name)) for name in _FIELDS)]
    raw += [
        value for name in (*_META, "author", "byl", "article:author") for value in metadata.meta.get(name, [])
    ]
    return [text for text in raw if text and "://" not in text]


def _is_of(host: str, hosts: Sequence[str]) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in hosts)
