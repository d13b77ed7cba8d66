"""What kind of page it is, and whether it is one to read at all."""

import re
from urllib.parse import urlsplit

from crawler.articles.linked_data import ARTICLE_TYPES, types_of
from crawler.articles.metadata import Metadata
from db.records import ArticleKind

# By path and section, as outlets name their own departments.
_DEPARTMENTS: tuple[tuple[ArticleKind, re.Pattern[str]], ...] = (
    ("live blog", re.compile(r"/live-?(?:blogs?|updates?|story|coverage)\b|/liveblogs?/", re.IGNORECASE)),
    ("letter", re.compile(r"\bletters?(?:-to-the-editor)?/|/letters?-|^letters?\b", re.IGNORECASE)),
    ("editorial", re.compile(r"/editorials?[/-]|^editorials?\b", re.IGNORECASE)),
    ("press release", re.compile(r"/(?:press|news)-?releases?/|/releases/|^press releases?$", re.IGNORECASE)),
    (
        "opinion",
        re.compile(r"/(?:opinions?|commentary|columns?|columnists?|op-?eds?|perspectives?|viewpoints?|first-person)/"
                   r"|^(?:opinions?|commentary|columns?|op-?eds?|perspectives?|viewpoints?|first person)\b", re.IGNORECASE),
    ),
)  # fmt: skip
_RELEASE = re.compile(
    r"\bfor immediate release\b|^\W*\(?(?:PRNewswire|BUSINESS WIRE|GLOBE NEWSWIRE)", re.IGNORECASE
)
_EDITORIAL_HEADLINE = re.compile(r"^\W*editorial\s*[:|–-]", re.IGNORECASE)
_OPINION_HEADLINE = re.compile(
    r"^\W*(?:opinion|commentary|op-?ed|column|perspective)\s*[:|–-]", re.IGNORECASE
)
_LETTER_HEADLINE = re.compile(r"^\W*letters?(?: to the editor)?\s*[:|–-]", re.IGNORECASE)
_VIDEO_PATH = re.compile(r"/(?:videos?|watch|clips?)/", re.IGNORECASE)
_FRONT = re.compile(
    r"^/(?:index\.\w+)?$|^/(?:tags?|topics?|category|categories|sections?|authors?|people|staff|search|archives?)(?:/|$)",
    re.IGNORECASE,
)
_WALLS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an error page", re.compile(r"\b(?:404|page (?:you.{0,30} )?(?:not found|cannot be found|no longer)|not found|403 forbidden|"
                                 r"access denied|service unavailable|bad gateway|internal server error|something went wrong)\b", re.I)),
    ("a robot check", re.compile(r"\bare you a (?:robot|human)\b|\bverify(?:ing)? (?:that )?you are (?:a )?human\b|\bjust a moment\b|"
                                 r"\bcaptcha\b|\bunusual (?:traffic|activity)\b|\bchecking your browser\b|\battention required\b", re.I)),
    ("a log-in page", re.compile(r"^\W*(?:log ?in|sign ?in|log on|subscribe(?: now)?|register)\b", re.I)),
    ("a cookie wall", re.compile(r"\bbefore you continue\b|\bwe value your privacy\b|\b(?:accept|consent to|use of) (?:all )?cookies\b|"
                                 r"\bcookie (?:consent|settings|preferences)\b", re.I)),
    ("a page that needs JavaScript", re.compile(r"\benable javascript\b|\bjavascript (?:is )?(?:disabled|required)\b", re.I)),
)  # fmt: skip
SHORT = 700  # characters; no wall that is mistaken for an article says more
STUB = 250


def wall_of(headline: str | None, title: str | None, text: str) -> str | None:
    """Return what stands there instead of an article (an error, log-in, cookie page ...); None for none."""
    if len(text) >= SHORT:
        return None
    for what, words in _WALLS:
        if any(words.search(head) for head in (headline, title) if head) or (
            what != "a log-in page" and len(text) < SHORT and words.search(text)
        ):
            return what
    return None


def kind_of(metadata: Metadata, headline: str | None, section: str | None, text: str) -> ArticleKind:
    """Return the kind of page by its own data, address, section and headline; news where nothing says otherwise."""
    types = {name for node in metadata.nodes for name in types_of(node)}
    own = types_of(metadata.article)
    if "liveblogposting" in types:
        return "live blog"
    if _FRONT.search(urlsplit(metadata.url).path) and not own & ARTICLE_TYPES:
        return "not an article"
    if len(text) < SHORT and _is_video(metadata, types, own):
        return "video page"
    for kind, words in (
        ("letter", _LETTER_HEADLINE), ("editorial", _EDITORIAL_HEADLINE), ("opinion", _OPINION_HEADLINE),
    ):  # fmt: skip
        if headline and words.search(headline):
            return kind  # type: ignore[return-value]
    if _RELEASE.search(text[:400]):
        return "press release"
    path = urlsplit(metadata.url).path.lower()
    for kind_named, words in _DEPARTMENTS:
        if words.search(path) or (section and words.search(section.strip())):
            return kind_named
    return "opinion" if "opinionnewsarticle" in own else "news"


def _is_video(metadata: Metadata, types: set[str], own: set[str]) -> bool:
    if _VIDEO_PATH.search(urlsplit(metadata.url).path):
        return True
    declared = (metadata.first("og:type") or "").lower()
    return declared.startswith("video") or ("videoobject" in types and not own & ARTICLE_TYPES)
