"""The headline: the h1 that the page's own data confirms, without kicker and outlet."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.articles.headline_text import LONGEST, key, likeness, plain_text, shortened, without_outlet
from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Found, Metadata
from crawler.articles.metadata_marks import Mark, in_furniture, lines_around, pieces

ALIKE = 0.6  # headlines for search and for readers differ in a few words; teasers' headlines in nearly all
SURE = {"json-ld": 0.8, "og": 0.75, "title": 0.6}
_KICKER = re.compile(
    r"kicker|overline|eyebrow|roofline|label|badge|pre-?title|topline|super-?title|sr-only|visually-?hidden"
    r"|screen-reader|category|dachzeile|strapline",
    re.IGNORECASE,
)
_BANNER = re.compile(r"site-?(?:title|name)|logo|brand|masthead", re.IGNORECASE)
_DAY_ONLY = re.compile(r"^[\d\s./:,-]+$|^\d{1,2}\.? \w{3,10} \d{4}$|^\w{3,10}\.? \d{1,2}, \d{4}$")
MOST_HEADINGS, MOST_PIECES = 60, 8


@dataclass(frozen=True)
class Claim:
    """What a page's data says that the headline is."""

    source: str
    text: str


def find_headline(metadata: Metadata) -> Found[str] | None:
    """Return the headline and where it was: h1, json-ld, og, title or heading (an h2 that they name)."""
    found = _choose(metadata)
    return found[0] if found else None


def lines_at_headline(metadata: Metadata) -> list[str]:
    """Return the visible lines around the heading that prints the headline; none where none does."""
    if "lines" not in metadata.memo:
        heading = headline_element(metadata)
        metadata.memo["lines"] = [] if heading is None else lines_around(heading)
    known: list[str] = metadata.memo["lines"]
    return known


def headline_element(metadata: Metadata) -> HtmlElement | None:
    """Return the heading that prints the headline; None where none does."""
    found = _choose(metadata)
    return found[1] if found else None


def _choose(metadata: Metadata) -> tuple[Found[str], HtmlElement | None] | None:
    if "headline" not in metadata.memo:
        metadata.memo["headline"] = _chosen(metadata)
    known: tuple[Found[str], HtmlElement | None] | None = metadata.memo["headline"]
    return known


def _chosen(metadata: Metadata) -> tuple[Found[str], HtmlElement | None] | None:
    claims = _claims(metadata)
    heads = [mark for mark in metadata.headings if mark.kind == "h1"][:MOST_HEADINGS]
    texts = [(mark, text) for mark in heads if (text := _printed(mark.element, claims, metadata))]
    best = _confirmed(texts, claims)
    if best:
        return best
    if alone := _alone(texts, metadata):
        return alone
    if named := _named(metadata, claims):
        return named
    if claims:
        return Found(shortened(claims[0].text), claims[0].source, _sure(claims)), _unmarked(metadata, claims)
    return _unconfirmed(texts)


def _confirmed(texts: list[tuple[Mark, str]], claims: list[Claim]) -> tuple[Found[str], HtmlElement] | None:
    """Return the h1 that is most like a claim; of equals the first."""
    scored = [
        (max((likeness(text, c.text) for c in claims), default=0.0), mark, text) for mark, text in texts
    ]
    score, mark, text = max(scored, key=lambda item: item[0], default=(0.0, None, ""))
    if mark is None or score < ALIKE or len(text) > LONGEST:
        return None
    sure = 0.97 if score == 1 else 0.93 if score > 0.9 else 0.85
    return Found(text, "h1", sure), mark.element


def _alone(texts: list[tuple[Mark, str]], metadata: Metadata) -> tuple[Found[str], HtmlElement] | None:
    """Return the one h1 that is a sentence: a title written for search machines need not resemble it."""
    told = [
        (mark, text)
        for mark, text in texts
        if len(text.split()) >= 4 and not _is_banner(mark.element, text, metadata)
    ]
    if len(told) != 1 or len(told[0][1]) > LONGEST:
        return None
    mark, text = told[0]
    return Found(text, "h1", 0.75), mark.element


def _is_banner(element: HtmlElement, text: str, metadata: Metadata) -> bool:
    """Tell whether a heading names the outlet: it links home, or the title has it beside the headline."""
    if in_furniture(element) or _BANNER.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    outer = element.getparent()
    links = [*element.iter("a"), *([outer] if outer is not None and outer.tag == "a" else [])]
    if any(urlsplit(link.get("href") or "x").path in {"", "/"} for link in links):
        return True
    return key(text) in key(metadata.title)


def _named(metadata: Metadata, claims: list[Claim]) -> tuple[Found[str], HtmlElement] | None:
    """Return the longest h2 or h3 that a claim holds whole: some templates keep the h1 for the outlet."""
    whole = [f" {key(claim.text)} " for claim in claims if claim.source in {"title", "og"}]
    whole.append(f" {key(metadata.title)} ")
    best: tuple[int, Mark, str] | None = None
    for mark in metadata.headings[:MOST_HEADINGS]:
        text = plain_text(" ".join(part for part, _ in pieces(mark.element)))
        words = key(text)
        if len(words) < 8 or text.lower() in metadata.site_names or (best and len(words) <= best[0]):
            continue
        told = any(f" {words} " in claim and len(words) > 0.3 * len(claim) for claim in whole)
        if told and not in_furniture(mark.element):
            best = (len(words), mark, text)
    if best is None or any(likeness(best[2], c.text) < 1 and c.source == "json-ld" for c in claims):
        return None
    return Found(best[2], "h1" if best[1].kind == "h1" else "heading", 0.8), best[1].element


def _unconfirmed(texts: list[tuple[Mark, str]]) -> tuple[Found[str], HtmlElement] | None:
    if len(texts) != 1:
        return None
    mark, text = texts[0]
    return Found(shortened(text), "h1", 0.6 if len(text) <= LONGEST else 0.3), mark.element


def _unmarked(metadata: Metadata, claims: list[Claim]) -> HtmlElement | None:
    """Return what prints a claimed headline without being a heading: bold type, a div."""
    told = {key(claim.text) for claim in claims}
    lengths = range(min(map(len, told)), 2 * LONGEST)
    for element in metadata.root.iter("b", "strong", "font", "big", "div", "span", "p", "td"):
        text = element.text
        if text and len(text) in lengths and key(text) in told and not in_furniture(element):
            return element
    return None


def _sure(claims: list[Claim]) -> float:
    first = claims[0]
    if any(key(claim.text) == key(first.text) for claim in claims[1:]):
        return 0.85
    return SURE[first.source] if len(first.text) <= LONGEST else 0.3


def _claims(metadata: Metadata) -> list[Claim]:
    own = metadata.first("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
    raw = [
        ("json-ld", text_of(metadata.article.get("headline") or metadata.article.get("name"))),
        ("og", own),
        ("title", metadata.title),
    ]
    claims = []
    for source, stated in raw:
        text = plain_text(stated)
        if source != "json-ld":
            text = without_outlet(text, metadata.site_names, metadata.url)
        if key(text) and text.lower() not in metadata.site_names:
            claims.append(Claim(source, text))
    return sorted(claims, key=lambda claim: len(claim.text) > LONGEST)


def _printed(element: HtmlElement, claims: list[Claim], metadata: Metadata) -> str:
    """Return a heading's words, without a kicker that stands in an element of its own."""
    parts = [(plain_text(text), owner) for text, owner in pieces(element)]
    parts = [(text, owner) for text, owner in parts if text]
    known = {key(claim.text) for claim in claims}
    whole = " ".join(text for text, _ in parts)
    if key(whole) in known:
        return _usable(whole, metadata)
    while len(parts) > 1 and _aside(parts[0], element):
        parts.pop(0)
    while len(parts) > 1 and _aside(parts[-1], element):
        parts.pop()
    texts = [text for text, _ in parts][:MOST_PIECES]
    for start in range(len(texts)):
        for stop in range(len(texts), start, -1):
            part = " ".join(texts[start:stop])
            if (2 * len(part) > len(whole) or len(whole) > LONGEST) and key(part) in known:
                return _usable(part, metadata)
    return _usable(" ".join(text for text, _ in parts), metadata)


def _aside(part: tuple[str, HtmlElement], element: HtmlElement) -> bool:
    text, owner = part
    if _DAY_ONLY.match(text):
        return True
    return owner is not element and bool(_KICKER.search(owner.get("class") or ""))


def _usable(text: str, metadata: Metadata) -> str:
    return text if len(text) >= 3 and text.lower() not in metadata.site_names else ""
