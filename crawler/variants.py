"""One key for all spellings of an article's address: AMP, mobile, print, trackers, caches, archives."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.urls import TRACKERS, canonical

# Where others show a page of somebody else's under their own address. The rest of the address is the page's.
_ARCHIVES = re.compile(
    r"^(?:https?:)?//(?:web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?|archive\.(?:ph|is|today|li|md|vn|fo)/\d{8,14})/(.+)$",
    re.IGNORECASE | re.DOTALL,
)
_AMP_CACHES = re.compile(
    r"^(?:https?:)?//(?:(?:[\w-]+\.)?(?:cdn\.ampproject\.org|bing-amp\.com)/[cv]"
    r"|(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?/amp|(?:www\.)?bing\.com/amp)/(?:s/)?(.+)$",
    re.IGNORECASE | re.DOTALL,
)
_VARIANT_HOST = re.compile(r"^(?:m|mobile|amp|touch|wap)\.(?=[^.]+\.)")
# Hosts that serve the same pages: `edition.` and `eu.` are a publisher's front for other countries.
_SAME_HOST = re.compile(r"^(?:www\d?|edition|eu)\.(?=[^.]+\.)")
_SHARED_SUFFIX = re.compile(r"^(?:co|com|org|net|gov|edu|ac)\.[a-z]{2}$")  # m.co.uk is a site by itself
_AMP_SEGMENT = re.compile(r"/(?:amp|amphtml)(?=/|$)")
_LAST_FORM = re.compile(r"(?:/print(?:able)?|\.(?:amp|print))(?:/?$|(?=\.html?$))")
_LAST_NAME = re.compile(r"(?:/(?:index|default)\.(?:html?|php|aspx?)|\.html?)$")
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)

# Parameters that ask for another form of the same page; None stands for any value.
_FORMS: dict[str, frozenset[str] | None] = {
    **dict.fromkeys(("amp", "isamp", "noamp", "nonamp", "print", "printable", "printerfriendly", "mobile")),
    **dict.fromkeys(("outputtype", "output"), frozenset({"amp", "amp-type", "print"})),
    **dict.fromkeys(
        ("view", "mode", "format", "layout", "device", "version", "display", "ui"),
        frozenset({"amp", "mobile", "print", "desktop"}),
    ),
    "m": frozenset({"0", "1"}),
    "pagewanted": frozenset({"all", "print"}),
}
_FIRST_PAGE = {"page": frozenset({"", "0", "1", "all"})}
# Trackers that stand on articles only (board systems use some of these names as keys: see crawler.urls).
_PASSERS_BY = re.compile(
    r"^(?:share|nb|replytocom|ref|ref_url|referrer|referer|source|src|from|rss|via|smid|smtyp|emc|partner|cmp"
    r"|intcmp|icid|itid|ito|ocid|ftag|taid|mbid|bxid|s_campaign|sfmc_\w+|mkt_tok|_hs\w+|hss_channel|sp\w+id"
    r"|wpisrc|wpmm|sthash|sr_share|soc_src|soc_trk|tsrc|guc\w+|gift|giftcopy|unlocked_article_code|__\w+"
    r"|fb_\w+|feedtype|feedname|xid|ex_cid|leadsource|usqp|amp_\w+|embedded-checkout|nocache|cachebuster)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)  # a crawl asks for each address a dozen times
def variant_key(url: str) -> str:
    """Return what all spellings of one article's address share: host, path and the parameters that name it.

    It has no scheme; `https://` before it makes an address whose key it is. A later page of an article
    (`?page=2`, `/2/`) has another key. Raises ValueError when it is no http or https address.
    """
    key = _key_of(plain_address(url))
    # `www.web.archive.org` and the like are an archive's only once they are plain.
    while (shown := plain_address(f"https://{key}")) != f"https://{key}":
        key = _key_of(shown)
    return key


@lru_cache(maxsize=8192)  # a crawl asks for each address a dozen times
def is_variant(url: str) -> bool:
    """Tell whether an address asks for an AMP, mobile or print form of a page.

    Such a form is not fetched where the plain one is known. Raises ValueError like `variant_key`.
    """
    if _AMP_CACHES.match(url.strip()):
        return True
    parts = urlsplit(canonical(plain_address(url)))
    host, path = _SAME_HOST.sub("", parts.hostname or ""), parts.path
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return (
        _plain_host(host) != host
        or _has_form(path)
        or any(_asks(name, value, _FORMS) for name, value in pairs)
    )


def is_archived(url: str) -> bool:
    """Tell whether an address is a web archive's, of a page that it keeps."""
    return bool(_ARCHIVES.match(url.strip()))


def plain_address(url: str) -> str:
    """Return the address of the page that a web archive's or an AMP cache's address shows, else the same."""
    plain = url.strip()
    while (inner := _shown_by(plain)) is not None:
        plain = inner
    return plain


@lru_cache(maxsize=4096)  # a page's address is asked for several times in a row
def _key_of(url: str) -> str:
    parts = urlsplit(canonical(url))
    host = _plain_host(parts.hostname or "")
    if not all(
        host.split(".")
    ):  # a backslash is part of a host to one reader of addresses and its end to another
        raise ValueError(f"{url!r} is no web address (its host cannot be read)")
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    query = urlencode(sorted(_naming(parse_qsl(parts.query, keep_blank_values=True))))
    return f"{host}{port}{_plain_path(parts.path)}{'?' if query else ''}{query}"


def _shown_by(url: str) -> str | None:
    if archived := _ARCHIVES.match(url):
        return _with_scheme(archived[1])
    if cached := _AMP_CACHES.match(url):
        # Google's viewer writes the page's own question mark as an escape.
        inner = cached[1] if "?" in cached[1] else re.sub("%3F", "?", cached[1], count=1, flags=re.IGNORECASE)
        return _with_scheme(inner)
    return None


def _with_scheme(address: str) -> str:
    whole = re.sub(r"^(https?):/+", r"\1://", address, flags=re.IGNORECASE)  # `https:/host` is often seen
    return whole if whole != address or "://" in address.partition("?")[0] else f"https://{address}"


def _plain_host(host: str) -> str:
    while True:
        bare = _VARIANT_HOST.sub("", _SAME_HOST.sub("", host))
        if bare == host or _SHARED_SUFFIX.match(bare):
            return host
        host = bare


def _has_form(path: str) -> bool:
    return bool(_AMP_SEGMENT.search(path) or _LAST_FORM.search(path))


def _plain_path(path: str) -> str:
    path = _SESSION.sub("", path)
    while True:
        bare = re.sub(r"/{2,}", "/", path).rstrip("/")
        for form in (_AMP_SEGMENT, _LAST_FORM, _LAST_NAME):
            bare = form.sub("", bare)
        if bare == path:
            return path
        path = bare


def _naming(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs if not _is_beside(name, value)]


def _is_beside(name: str, value: str) -> bool:
    return bool(
        TRACKERS.match(name)
        or _PASSERS_BY.match(name)
        or _asks(name, value, _FORMS)
        or _asks(name, value, _FIRST_PAGE)
    )


def _asks(name: str, value: str, forms: dict[str, frozenset[str]] | dict[str, frozenset[str] | None]) -> bool:
    values = forms.get(name.lower(), frozenset())
    return values is None or value.lower() in values
