"""Who wrote an article: names, without the noise that bylines carry."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Found, Metadata
from crawler.page_lines import squeeze

META = (
    "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "dcterms.creator",
    "article:author_name", "cxenseparse:author", "citation_author", "authors", "rbauthor", "tweetmeme-author",
)  # fmt: skip
_BYLINES = (
    "//body//*[@rel='author' or @itemprop='author'][not(ancestor::aside or self::link or self::meta)]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ') or contains(@class, 'author-name')"
    " or contains(@class, 'byline__name')]",
    "//*[contains(@class, 'submitted') or contains(@class, 'article-meta')"
    " or contains(@class, 'contributor')]"
    "[not(ancestor::aside or ancestor::footer)]",
)
_BY = re.compile(
    r"^(?:written |reported |story |posted |article |text )?(?:by|por|von|par)\b[\s:]+", re.IGNORECASE
)
_SPLIT = re.compile(r"\s*(?:;|\||\band\b|&|\by\b(?=\s+[A-Z])|,(?!\s*(?:Jr|Sr|II|III|M\.?D|Ph\.?D)\b))\s*")
_TAIL = re.compile(
    r"\s*(?:[|•·–—/]|\s-\s|\bfor\b|\bof the\b|\bis an?\b|"
    r"\b(?:staff|senior|education|investigative|digital|political)\b\s*(?:reporter|writer|editor)|"
    r"\b(?:reporter|correspondent|columnist|published|updated|posted|@)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b).*$",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"https?:|www\.|@|\.com\b|\d|^\W*$|\.\w{2,4}$|"
    r"\b(?:staff|\w*admin|administrator|editors?|newsroom|webmaster|guest|contributor|"
    r"editorial board|wire services?|newswire|news team|view|bio|profile|subscribe|follow|comments?|minutes?|"
    r"ago|published|updated|image|images|photos?|getty|author|unknown|anonymous|none|null|undefined|copyright|"
    r"reserved|digital team)\b",
    re.IGNORECASE,
)
SURE = {"json-ld": 0.95, "meta": 0.85, "byline": 0.75, "trafilatura": 0.5}
LONGEST, MOST_WORDS, MOST_NAMES = 60, 6, 12


def find_authors(metadata: Metadata, body: bytes) -> Found[list[str]]:
    """Return the names and where they came from: json-ld, meta, byline (rel=author and such), trafilatura.

    A page that states nobody but its desk ("Digital Staff") has no author: no guess is asked for then.
    """
    told = False
    for source, raw in _stated(metadata):
        told = told or bool(raw)
        if names := clean_names(raw, metadata.site_names):
            return Found(names, source, SURE[source])
    if not told:
        import trafilatura  # noqa: PLC0415 - a crawl's processes know the platform and read no article

        found = trafilatura.extract_metadata(body, default_url=metadata.url)
        if found and found.author and (names := clean_names([found.author], metadata.site_names)):
            return Found(names, "trafilatura", SURE["trafilatura"])
    return Found([], None, 0.0)


def _stated(metadata: Metadata) -> Iterator[tuple[str, list[str]]]:
    """Yield what the page states, the surest first; bylines, which cost a search, when nothing else tells."""
    yield "json-ld", _linked(metadata.article.get("author") or metadata.article.get("creator"))
    yield "meta", [value for name in META for value in metadata.meta.get(name, [])]
    yield "byline", _bylines(metadata)


def clean_names(raw: Iterable[str], site_names: set[str]) -> list[str]:
    """Return each name once, in order, with what is no name left out."""
    names: dict[str, str] = {}
    for text in raw:
        if "://" in text or text.startswith("www."):
            continue  # article:author is often the author's address, not the name
        plain = _BY.sub("", squeeze(html.unescape(re.sub(r"<[^>]*>", " ", text))))
        for part in _SPLIT.split(plain):
            whole = _BY.sub("", part)
            name = _TAIL.sub("", whole).strip(" .,:;()[]\"'")
            if name != whole.strip() and _JUNK.search(whole) and len(name.split()) < 2:
                continue  # "FOX 32 Digital Staff" cut to "FOX" is nobody
            if name.isupper() and len(name) > 4:
                name = name.title()
            if _is_name(name, site_names):
                names.setdefault(name.lower(), name)
    return list(names.values())[:MOST_NAMES]


def _is_name(name: str, site_names: set[str]) -> bool:
    if not 3 <= len(name) <= LONGEST or len(name.split()) > MOST_WORDS or _JUNK.search(name):
        return False
    lowered = name.lower()
    return not any(lowered == site or lowered == site.removeprefix("the ") for site in site_names)


def _linked(value: Any) -> list[str]:
    people = value if isinstance(value, list) else [value]
    return [text for person in people if (text := text_of(person))]


def _bylines(metadata: Metadata) -> list[str]:
    for path in _BYLINES:
        found = [
            squeeze(element.text_content() or element.get("content")) for element in metadata.root.xpath(path)
        ]
        if kept := [text for text in found if 3 <= len(text) <= 120][:4]:
            return kept
    return []
