"""BoardDocs' addresses (go.boarddocs.com/{state}/{board}/Board.nsf/{answer}) and what was asked for."""

import re
from urllib.parse import parse_qsl, quote, urlsplit

from crawler.platform import Page

_BASE = re.compile(r"^(?P<base>https?://[^?#]*?/board\.nsf)(?:[/?#]|$)", re.IGNORECASE)
_TENANT = re.compile(r"^/(?P<tenant>.+?)/board\.nsf(?:/|$)", re.IGNORECASE)
_ID = re.compile(r"^[A-Z0-9]{8,40}$", re.IGNORECASE)


def base_of(url: str) -> str:
    """Return the address of the board's database, which every answer's address begins with."""
    if match := _BASE.match(url):
        return match["base"]
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rsplit('/', 1)[0]}"


def tenant_of(url: str) -> str | None:
    """Return state and board ("oh/columbus"), which tell one board from another on BoardDocs' host."""
    match = _TENANT.match(urlsplit(url).path)
    return match["tenant"].lower() if match else None


def answer_of(url: str) -> str:
    """Return which answer an address asks for, in lower case: "bd-getagenda", "public"; "" for none."""
    path = urlsplit(url).path.rstrip("/")
    name = path.rsplit("/", 1)[-1].lower()
    return "" if name == "board.nsf" else name


def reader_url(base: str, unique: str) -> str:
    """Return the address at which a reader sees a meeting or an item."""
    return f"{base}/goto?open&id={quote(unique, safe='')}"


def is_unique(name: str) -> bool:
    """Tell whether an id is one of BoardDocs', and not made of body and day where a page gives none."""
    return bool(_ID.match(name))


def asked_id(page: Page) -> str | None:
    """Return the id that was asked for: in the address (query or fragment), else in what was sent with it."""
    parts = urlsplit(page.url)
    for place in (parts.query, parts.fragment):
        for name, value in parse_qsl(place):
            if name.lower() == "id" and _ID.match(value.strip()):
                return value.strip()
    return _sent(page, "id")


def asked_committee(page: Page) -> str | None:
    """Return the committee that was asked for."""
    return _sent(page, "current_committee_id") or dict(parse_qsl(urlsplit(page.url).query)).get(
        "current_committee_id"
    )


def _sent(page: Page, name: str) -> str | None:
    for sent in (page.request, page.session):
        form = (sent or {}).get("form")
        value = form.get(name) if isinstance(form, dict) else None
        if value:
            return str(value).strip() or None
    return None
