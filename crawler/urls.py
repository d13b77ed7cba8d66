"""One spelling for one page: what the frontier and the documents are keyed by."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, url_query_cleaner

from db.ids import digest

# Parameters that only tell a site where a visitor came from. A short list on purpose: longer ones
# (AdGuard's, courlan's) also strip `session`, `source` or `ref…`, which board systems use as real keys.
TRACKERS = re.compile(
    r"^(utm_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|_ga|_gl|ref_src|ncid|cmpid|xtor)$",
    re.IGNORECASE,
)
DEFAULT_PORTS = {"http": 80, "https": 443}
REQUEST_MARK = "request="  # the fragment that tells two POSTs to one address apart


@lru_cache(maxsize=8192)  # a crawl asks for each address a dozen times
def canonical(url: str, base: str | None = None) -> str:
    """Return the canonical form of a web address, relative to `base` if given.

    Host in lower case, no default port, no fragment, no tracking parameters, parameters sorted, escapes
    normalised. A trailing slash is kept: sites that mean the same page by both redirect one to the other,
    and a redirect is recorded as an alias. Raises ValueError when it is no http or https address.
    """
    whole = urljoin(base, url.strip()) if base else url.strip()
    parts = urlsplit(whole)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower().rstrip(".")
    if scheme not in DEFAULT_PORTS or not host:
        raise ValueError(f"{url!r} is no web address (expected http:// or https:// and a host)")
    port = "" if parts.port in (None, DEFAULT_PORTS[scheme]) else f":{parts.port}"
    host = f"[{host}]" if ":" in host else host
    query = _without_trackers(parts.query)
    return str(canonicalize_url(urlunsplit((scheme, host + port, parts.path or "/", query, ""))))


def page_key(url: str, request: dict[str, Any] | None = None) -> str:
    """Return what a page is known by: its canonical address, and for more than a GET what was sent."""
    key = canonical(url)
    if request:
        key += f"#{REQUEST_MARK}{digest(json.dumps(request, sort_keys=True))}"
    return key


def without_mark(key: str) -> str:
    """Return the address in a page's key."""
    return key.partition(f"#{REQUEST_MARK}")[0]


def within(url: str, domains: Iterable[str]) -> bool:
    """Tell whether an address's host is one of the domains or below one."""
    host = (urlsplit(url).hostname or "").lower().rstrip(".")
    return any(host == domain.lower() or host.endswith(f".{domain.lower()}") for domain in domains)


def _without_trackers(query: str) -> str:
    names = {name for name, _ in parse_qsl(query, keep_blank_values=True) if TRACKERS.match(name)}
    if not names:
        return query
    cleaned = url_query_cleaner(f"http://host/?{query}", sorted(names), remove=True, unique=False)
    return urlsplit(cleaned).query
