"""What an address alone tells: an article's, a section front's, or that two are one story's."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

# The first words of addresses that list articles or ask a reader for something.
_LISTS = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|sections?|authors?|staff|search|archives?|feeds?|hub|"
    r"newsletters?)(?:/[^/]*)?/?$",
    re.IGNORECASE,
)
_DOORS = re.compile(
    r"/(?:(?:log|sign)-?_?(?:in|on|up)|register|subscri\w+|consent|paywall|account|auth|sso|captcha|"
    r"privacy-?\w*|cookie-?\w*)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{5,}|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3,}", re.IGNORECASE)
_DAY = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/|$)")
_NAMED = re.compile(r"^(?:p|id|\w*id|story|article|storyid|page_id)$", re.IGNORECASE)
_PAGE = re.compile(r"^(?:page|pg|pagenum|seite)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_WORDS_OF_A_SLUG = 3


def is_article_like(url: str) -> bool:
    """Tell whether an address can be an article's: a slug, a number or a day in it, and no list's address."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    if _is_named(parts.query):
        return True
    if not last or is_list(url):
        return False
    slug = re.split(r"[-_]+", unquote(last).partition(".")[0])
    return (
        len([word for word in slug if word]) >= _WORDS_OF_A_SLUG
        or bool(_NUMBER.search(last))
        or bool(_DAY.search(parts.path) and not last.isdigit())
    )


def is_door(url: str) -> bool:
    """Tell whether an address asks a reader to log in, to subscribe or to agree."""
    return bool(_DOORS.search(urlsplit(url).path))


def is_list(url: str) -> bool:
    """Tell whether an address lists articles: of a tag, a topic, an author."""
    return bool(_LISTS.search(urlsplit(url).path))


def leads_up(fetched: str, stated: str) -> bool:
    """Tell whether an address is a part of another: the front of its section, or the first of its pages."""
    one, other = urlsplit(fetched), urlsplit(stated)
    path, shorter = one.path.rstrip("/"), other.path.rstrip("/")
    if path != shorter and f"{path}/".startswith(f"{shorter}/") and not _is_named(other.query):
        return True
    further = any(_PAGE.match(name) and value not in {"", "0", "1"} for name, value in parse_qsl(one.query))
    return path == shorter and further and one.query != other.query


def is_same_story(fetched: str, stated: str) -> bool:
    """Tell whether two addresses share a word or a number, or have nothing that can be compared."""
    pairs = [(_words(fetched), _words(stated)), (_numbers(fetched), _numbers(stated))]
    compared = [bool(one & other) for one, other in pairs if one and other]
    return any(compared) or not compared


def _is_named(query: str) -> bool:
    return any(_NAMED.match(name) and value for name, value in parse_qsl(query))


def _words(url: str) -> set[str]:
    return set(_WORD.findall(_name(url))) - {"html", "story", "article", "news", "node", "page", "index"}


def _numbers(url: str) -> set[str]:
    return set(_NUMBER.findall(_name(url)))


def _name(url: str) -> str:
    parts = urlsplit(url)
    return unquote(f"{parts.path.rstrip('/').rpartition('/')[2]} {parts.query}").lower()
