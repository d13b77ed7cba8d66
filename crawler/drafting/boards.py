"""Board systems by their addresses, brought to the form that a source of each platform wants."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.page_lines import absolute
from crawler.platforms import PLATFORMS
from crawler.platforms.boarddocs_addresses import base_of


@dataclass(frozen=True)
class BoardAddress:
    """A board on a known platform: where a look at it starts, and the hosts that it may go to."""

    platform: str
    url: str
    domains: tuple[str, ...]

    @property
    def tenant(self) -> tuple[str, str]:
        """What tells it from every other board."""
        return self.platform, PLATFORMS[self.platform].tenant(self.url) or self.url


def board_at(url: str, platform: str | None = None) -> BoardAddress | None:
    """Return the board that an address is of; None where the address alone does not tell.

    With `platform` only that one's addresses are looked for.
    """
    if platform is not None:
        return _FINDERS[platform](url) if platform in _FINDERS else None
    return next((found for find in _FINDERS.values() if (found := find(url)) is not None), None)


def boards_linked(root: HtmlElement, base: str) -> list[BoardAddress]:
    """Return the boards that a page links to or shows in a frame, each once, in page order."""
    return list({board.tenant: board for board in _linked(root, base)}.values())


def _linked(root: HtmlElement, base: str) -> Iterator[BoardAddress]:
    for target in root.xpath("//a/@href | //iframe/@src | //link[@rel='alternate']/@href"):
        url = absolute(base, str(target))
        if url is not None and (board := board_at(url)) is not None:
            yield board


def _boarddocs(url: str) -> BoardAddress | None:
    if not re.search(r"/board\.nsf(?:[/?#]|$)", url, re.IGNORECASE):
        return None
    host = _host(url)
    domain = "boarddocs.com" if host.endswith(".boarddocs.com") else host
    return BoardAddress("boarddocs", f"{base_of(url)}/Public", (domain,))


def _boardbook(url: str) -> BoardAddress | None:
    tenant = PLATFORMS["boardbook"].tenant(url) if re.search(r"/public/", url, re.IGNORECASE) else None
    if tenant is None:
        return None
    return BoardAddress("boardbook", f"{_root(url)}/Public/Organization/{tenant}", (_host(url),))


def _legistar(url: str) -> BoardAddress | None:
    host, path = _host(url), urlsplit(url).path
    client = re.match(r"/v1/(\w[\w-]*)(?:/events\b|/?$)", path, re.IGNORECASE)
    own = re.fullmatch(r"([\w-]+)\.legistar\.com", host)
    if own and own[1] not in {"webapi", "www"}:
        name, root = own[1], "https://webapi.legistar.com"
    elif client and not host.endswith(".civicclerk.com"):
        name, root = client[1], _root(url)
    else:
        return None
    hosts = ("webapi.legistar.com", "legistar.granicus.com", "legistar1.com", f"{name}.legistar.com")
    return BoardAddress("legistar", f"{root}/v1/{name}", hosts if "legistar.com" in root else (host,))


def _civicclerk(url: str) -> BoardAddress | None:
    found = re.fullmatch(r"([\w-]+)(?:\.(?:portal|api))?\.civicclerk\.com", _host(url))
    if found is None or found[1] == "www":
        return None
    host = f"{found[1]}.api.civicclerk.com"
    return BoardAddress("civicclerk", f"https://{host}/v1", (host,))


def _simbli(url: str) -> BoardAddress | None:
    number = {name.lower(): value for name, value in parse_qsl(urlsplit(url).query)}.get("s", "")
    simbli = _host(url).endswith("eboardsolutions.com") or "/sb_meetings/" in url.lower()
    if not number.isdecimal() or not simbli:
        return None
    listing = f"{_root(url)}/SB_Meetings/SB_MeetingListing.aspx?S={number}"
    return BoardAddress("simbli", listing, (_host(url),))


def _diligent(url: str) -> BoardAddress | None:
    host = _host(url)
    known = re.search(r"\.(?:community\.(?:diligentoneplatform|highbond)\.com|diligent\.community)$", host)
    if not known and not re.search(r"/portal/meeting\w*\.aspx", url, re.IGNORECASE):
        return None
    return BoardAddress("diligent", f"{_root(url)}/Portal/MeetingTypeList.aspx", (host,))


def _ical(url: str) -> BoardAddress | None:
    if not urlsplit(url).path.lower().endswith(".ics"):
        return None
    return BoardAddress("ical", url, (_host(url),))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


_FINDERS: dict[str, Callable[[str], BoardAddress | None]] = {
    "boarddocs": _boarddocs,
    "boardbook": _boardbook,
    "simbli": _simbli,
    "civicclerk": _civicclerk,
    "legistar": _legistar,
    "diligent": _diligent,
    "ical": _ical,
}
