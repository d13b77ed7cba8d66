"""The headline: the h1 that the page's own data confirms."""

import html
import re
from difflib import SequenceMatcher

from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Found, Metadata
from crawler.page_lines import squeeze

_SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")
ALIKE = 0.6  # headlines for search and for readers differ in a few words; teasers' headlines in nearly all
LONGEST = 300


def find_headline(metadata: Metadata) -> Found[str] | None:
    """Return the headline and where it came from: h1, json-ld, og or title."""
    claims = _claims(metadata)
    heads = [text for text in _first_headings(metadata) if text.lower() not in metadata.site_names]
    best, score = None, 0.0
    for head in heads:
        likeness = max((_likeness(head, claim) for _, claim in claims), default=0.0)
        if likeness > score:
            best, score = head, likeness
    if best and score >= ALIKE:
        return Found(best, "h1", 0.95)
    if claims:
        source, claim = claims[0]
        return Found(claim, source, 0.7)
    return Found(heads[0], "h1", 0.6) if len(heads) == 1 else None


def _claims(metadata: Metadata) -> list[tuple[str, str]]:
    title = metadata.root.findtext(".//title")
    raw = [
        ("json-ld", text_of(metadata.article.get("headline"))),
        ("og", metadata.first("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")),
        ("title", title),
    ]
    claims = []
    for source, text in raw:
        plain = _without_outlet(squeeze(html.unescape(text or "")), metadata, split=source != "json-ld")
        if plain and len(plain) <= LONGEST and plain.lower() not in metadata.site_names:
            claims.append((source, plain))
    return claims


def _first_headings(metadata: Metadata) -> list[str]:
    heads = [squeeze(element.text_content()) for element in metadata.root.iter("h1")]
    return [head for head in heads if 3 <= len(head) <= LONGEST]


def _without_outlet(title: str, metadata: Metadata, *, split: bool) -> str:
    """Cut "Headline | Outlet" and "Headline - Section - Outlet" down to the headline."""
    parts = _SEPARATOR.split(title) if split else [title]
    if len(parts) < 2:
        return title
    outlet = re.sub(r"\W", "", " ".join(metadata.site_names))
    host = re.sub(r"\W", "", metadata.url.split("/")[2] if metadata.url.count("/") > 1 else "")
    while len(parts) > 1:
        last = re.sub(r"\W", "", parts[-1].lower())
        if last and (last in outlet or last in host or (len(parts[-1].split()) <= 4 and "|" in title)):
            parts.pop()
        else:
            break
    return title[: title.rfind(parts[-1]) + len(parts[-1])].strip()


def _likeness(one: str, other: str) -> float:
    a, b = re.sub(r"\W+", " ", one.lower()).strip(), re.sub(r"\W+", " ", other.lower()).strip()
    if not a or not b:
        return 0.0
    if (a in b or b in a) and min(len(a), len(b)) >= 0.5 * max(len(a), len(b)):
        return 0.95
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
