"""What kind of page it is, and whether it is one to read at all."""

import re
from urllib.parse import urlsplit

from crawler.articles.lexicon import any_of, read_lexicon
from crawler.articles.linked_data import ARTICLE_TYPES, types_of
from crawler.articles.metadata import Metadata
from db.records import ArticleKind

_KINDS: dict[ArticleKind, dict[str, re.Pattern[str]]] = {
    kind: {
        "path": any_of(words.get("path", [])),
        "section": any_of(words.get("section", []), before="^"),
        "headline": any_of(words.get("headline", []), before=r"^\W*"),
    }
    for kind, words in read_lexicon("kinds.yaml").items()
}
_WALLS: dict[str, tuple[re.Pattern[str], bool]] = {
    what: (any_of(wall["words"]), bool(wall["text"])) for what, wall in read_lexicon("walls.yaml").items()
}
_RELEASE = re.compile(
    r"\bfor immediate release\b|^\W*\(?(?:PRNewswire|BUSINESS WIRE|GLOBE NEWSWIRE)", re.IGNORECASE
)
_VIDEO_PATH = re.compile(r"/(?:videos?|watch|clips?)/", re.IGNORECASE)
_FRONT = re.compile(
    r"^/(?:index\.\w+)?$|^/(?:tags?|topics?|category|categories|sections?|authors?|people|staff|search|archives?)(?:/|$)",
    re.IGNORECASE,
)
SHORT = 700  # characters; no wall that is mistaken for an article says more
STUB = 250


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
    """Return the kind of page by its data, address, section and headline; news where none says otherwise."""
    types = {name for node in metadata.nodes for name in types_of(node)}
    own = types_of(metadata.article)
    if "liveblogposting" in types:
        return "live blog"
    if _FRONT.search(urlsplit(metadata.url).path) and not own & ARTICLE_TYPES:
        return "not an article"
    if len(text) < SHORT and _is_video(metadata, types, own):
        return "video page"
    if _RELEASE.search(text[:400]):
        return "press release"
    return _department(metadata, headline, section) or ("opinion" if "opinionnewsarticle" in own else "news")


def _department(metadata: Metadata, headline: str | None, section: str | None) -> ArticleKind | None:
    path = urlsplit(metadata.url).path
    for where, text in (("headline", headline), ("path", path), ("section", section)):
        for kind, words in _KINDS.items():
            if text and words[where].search(text.strip()):
                return kind
    return None


def _is_video(metadata: Metadata, types: set[str], own: set[str]) -> bool:
    if _VIDEO_PATH.search(urlsplit(metadata.url).path):
        return True
    declared = (metadata.first("og:type") or "").lower()
    return declared.startswith("video") or ("videoobject" in types and not own & ARTICLE_TYPES)
