"""Where an entry's article is: behind FeedBurner, Google's alerts and news, relative links."""

import base64
import binascii
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.page_lines import absolute

# Hosts whose addresses only lead on, and the parameter with the page that they lead to.
_PARAMETERS = {"url", "u", "q", "to", "target"}
_LEADING_ON = re.compile(
    r"^(?:(?:www|news)\.google\.[a-z.]+/(?:url|news/url)|(?:www\.)?bing\.com/(?:news/apiclick|ck)"
    r"|(?:[a-z]{2}\.)?(?:r\.)?search\.yahoo\.com/|l\.facebook\.com/l\.php|out\.reddit\.com/)",
    re.IGNORECASE,
)
_GOOGLE_NEWS = re.compile(r"^news\.google\.[a-z.]+/(?:__i/)?(?:rss/)?articles/([\w=-]+)", re.IGNORECASE)
_WEB_ADDRESS = re.compile(rb"https?://[\x21-\x7e]+")


def entry_address(entry: Any, base: str) -> str | None:
    """Return the web address of a feedparser entry's article; None when it has none."""
    candidates = [entry.get("feedburner_origlink"), entry.get("link")]
    candidates += [link.get("href") for link in entry.get("links", []) if link.get("rel") == "alternate"]
    name = entry.get("id")
    if isinstance(name, str) and name.lower().startswith(("http://", "https://")):
        candidates.append(name)  # an id is an address only when it says so
    for candidate in candidates:
        if isinstance(candidate, str) and (url := absolute(base, candidate)):
            return behind(url)
    return None


def behind(url: str) -> str:
    """Return the page that an address of Google, Bing and the like leads to, where the address tells it."""
    parts = urlsplit(url)
    place = f"{parts.hostname}{parts.path}"
    if _LEADING_ON.match(place):
        for name, values in parse_qs(parts.query).items():
            if name in _PARAMETERS and (target := absolute(url, values[0])):
                return target
    if match := _GOOGLE_NEWS.match(place):
        return _encoded(match[1]) or url
    return url


def leads_away(url: str) -> bool:
    """Tell whether an address still hides the page that it leads to."""
    parts = urlsplit(url)
    return bool(_GOOGLE_NEWS.match(f"{parts.hostname}{parts.path}"))


def _encoded(name: str) -> str | None:
    """Read the address in an older Google News id; ids since 2024 hold none."""
    try:
        raw = base64.urlsafe_b64decode(name + "=" * (-len(name) % 4))
    except (binascii.Error, ValueError):
        return None
    found = _WEB_ADDRESS.search(raw)
    return absolute("", found[0].decode("ascii")) if found else None
