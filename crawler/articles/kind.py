"""What kind of page it is, and whether it is one to read at all."""

import re
from urllib.parse import urlsplit

from crawler.articles.lexicon import any_of, read_lexicon
from crawler.articles.linked_data import ARTICLE_TYPES, text_of, types_of
from crawler.articles.metadata import Metadata
from db.records import ArticleKind

_KINDS: dict[ArticleKind, dict[str, re.Pattern[str]]] = {
    kind: {
        "path": any_of(words.get("path", [])),
        "section": any_of(words.get("section", []), before="^"),
        "headline": any_of(words.get("headline", []), before=r"^\W*"),
        "title": any_of(words.get("title", []), before="^", after="$"),
    }
    for kind, words in read_lexicon("kinds.yaml").items()
}
_WALLS: dict[str, tuple[re.Pattern[str], bool]] = {
    what: (any_of(wall["words"]), bool(wall["text"])) for what, wall in read_lexicon("walls.yaml").items()
}
_OTHER = read_lexicon("pages_of_no_article.yaml")
_OTHER_TYPES = set(_OTHER["types"])
_OTHER_OG = any_of(_OTHER["og_types"], before="^", after="$")
_OTHER_PATH = any_of(_OTHER["paths"], before="^")
_FRONT = any_of(_OTHER["fronts"], before="^")
_STORY = re.compile(r"\d{5}|/(?:19|20)\d\d/\d\d?/|(?:[^/-]+-){3}|\.html?$")
_RELEASE = re.compile(
    r"\bfor immediate release\b|^\W*press release\b"
    r"|/(?:PR ?Newswire|CNW|PRWEB|EINPresswire(?:\.com)?)/|\b(?:BUSINESS WIRE|GLOBE NEWSWIRE|ACCESSWIRE)\b\W",
    re.IGNORECASE,
)
_BOARD = re.compile(r"\beditorial board\b", re.IGNORECASE)
_LETTER = re.compile(r"^\W*(?:dear editor|to the editor)\b", re.IGNORECASE)
_VIDEO_PATH = re.compile(r"/(?:videos?|watch|clips?|vod)/|/videos?-", re.IGNORECASE)
_VIDEO_HEAD = re.compile(r"^\W*(?:watch|video)(?: live| now)?\s*[:|]", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|–—·•»-]\s+|\s*\|\s*")
SHORT = 700  # characters; no wall that is mistaken for an article says more
STUB = 250
TEASERS, TEASER = 8, 260  # linked headings of a list of articles; characters of text for each on such a page
PARAGRAPH = 200  # characters that a teaser seldom has


def wall_of(headline: str | None, title: str | None, text: str) -> str | None:
    """Return what stands there instead of an article (an error, log-in, cookie page ...); None for none."""
    if len(text) >= SHORT:
        return None
    heads = [head for head in (headline, title) if head]
    for what, (words, in_text) in _WALLS.items():
        if any(words.search(head) for head in heads) or (in_text and len(text) < STUB and words.search(text)):
            return what
    return None


def kind_of(metadata: Metadata, headline: str | None, section: str | None, text: str) -> ArticleKind:
    """Return the kind of page by data, address, section, headline, shape; news where none says otherwise."""
    types = {name for node in metadata.nodes for name in types_of(node)}
    own = types_of(metadata.article)
    if "liveblogposting" in types:
        return "live blog"
    if not _says_article(metadata, own) and _is_other(metadata, types, text):
        return "not an article"
    if len(text) < SHORT and _is_video(metadata, types, own, headline):
        return "video page"
    if _RELEASE.search(text[:400]):
        return "press release"
    department = _department(metadata, headline, section)
    if department == "opinion" and any(_BOARD.search(desk) for desk in metadata.desks):
        return "editorial"
    return department or _by_text(metadata, own, text)


def _says_article(metadata: Metadata, own: set[str]) -> bool:
    """Tell whether the page's data calls it an article."""
    if own & ARTICLE_TYPES:
        return True
    declared = (metadata.first("og:type") or "").lower()
    return declared == "article" and metadata.first("article:published_time") is not None


def _is_other(metadata: Metadata, types: set[str], text: str) -> bool:
    path = urlsplit(metadata.url).path or "/"
    if _FRONT.search(path) and not _STORY.search(path):
        return True
    if _OTHER_PATH.search(path) or _OTHER_OG.search((metadata.first("og:type") or "").lower()):
        return True
    return (bool(types & _OTHER_TYPES) and len(text) < 2 * SHORT) or _is_list(metadata, text)


def _is_list(metadata: Metadata, text: str) -> bool:
    """Tell whether a page is many teasers and little text, at an address unlike an article's."""
    if _STORY.search(urlsplit(metadata.url).path) or metadata.first("article:published_time"):
        return False
    if len(text) < SHORT and metadata.long_links >= 3 * TEASERS:
        return True
    paragraphs = sum(len(line) for line in text.splitlines() if len(line) > PARAGRAPH)
    linked = metadata.linked_headings
    return linked >= TEASERS and len(text) < TEASER * linked and paragraphs < SHORT


def _by_text(metadata: Metadata, own: set[str], text: str) -> ArticleKind:
    author = text_of(metadata.article.get("author")) or metadata.first("author") or ""
    if _BOARD.search(author):
        return "editorial"
    if _LETTER.search(text[:80]):
        return "letter"
    return "opinion" if "opinionnewsarticle" in own else "news"


def _department(metadata: Metadata, headline: str | None, section: str | None) -> ArticleKind | None:
    path = urlsplit(metadata.url).path
    told: list[tuple[str, str | None]] = [("headline", headline), ("path", path), ("section", section)]
    told += [("title", part) for part in _PARTS.split(metadata.title)[1:]]
    for where, text in told:
        for kind, words in _KINDS.items():
            if text and words[where].search(text.strip()):
                return kind
    return None


def _is_video(metadata: Metadata, types: set[str], own: set[str], headline: str | None) -> bool:
    if _VIDEO_PATH.search(urlsplit(metadata.url).path) or _VIDEO_HEAD.search(headline or ""):
        return True
    declared = (metadata.first("og:type") or "").lower()
    return declared.startswith("video") or ("videoobject" in types and not own & ARTICLE_TYPES)
