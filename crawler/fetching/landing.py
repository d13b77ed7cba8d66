"""What stands where an article's address leads: an article, a front page, or a door."""

import re
from typing import Literal
from urllib.parse import urlsplit

from crawler.article_paths import is_article_like, is_door, is_list, leads_up
from crawler.variants import variant_key

Landing = Literal["article", "front", "door"]

_NOT_FOUND = re.compile(
    r"/(?:404|(?:page-?)?not-?found|error(?:-?page)?|expired)(?:\.\w+)?/?$", re.IGNORECASE
)


def landing(asked: str, final: str) -> Landing:
    """Tell where a request for an article ended, by its addresses alone.

    "front": the site leads to its home page, a section or an error page, because it has the article no more
    (a soft 404). "door": to a page that wants a log-in, a payment or consent.
    """
    if _is_home(asked) or variant_key(asked) == variant_key(final):
        return "article"
    if is_door(final) and not is_door(asked):
        return "door"
    path = urlsplit(final).path
    if _is_home(final) or _is_front(asked, final) or _NOT_FOUND.search(path) or is_list(final):
        return "front"
    one_word = path.strip("/").count("/") == 0 and not is_article_like(final)
    return "front" if one_word and is_article_like(asked) else "article"


def _is_front(asked: str, final: str) -> bool:
    # /story/comments leads to its story, /section/story to its section.
    last = urlsplit(asked).path.rstrip("/").rpartition("/")[2]
    return leads_up(asked, final) and (not is_article_like(final) or is_article_like(f"https://host/{last}"))


def _is_home(url: str) -> bool:
    key = variant_key(url)
    return "/" not in key and "?" not in key
