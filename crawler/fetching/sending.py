"""What goes out with a request besides its address: what a page is known by, and what it needs today."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapy import FormRequest, Request
from scrapy.http import JsonRequest

from crawler.urls import without_mark
from db.frontier import FrontierRow


def needs_session(request: dict[str, Any] | None) -> bool:
    """Tell whether a page can be asked for only with what another page of the same run gives."""
    return bool(request and request.get("session"))


def what_to_send(request: dict[str, Any] | None, session: dict[str, Any] | None) -> dict[str, Any]:
    """Return the request with the session's values added to its json, form, headers or query."""
    whole = dict(request or {})
    for part, values in (session or {}).items():
        whole[part] = {**whole.get(part, {}), **values}
    return whole


def request_for(row: FrontierRow, headers: dict[str, str], **handling: Any) -> Request:
    """Return the request for a page: a GET, or whatever its row asks for. `handling` is Scrapy's own."""
    wish = what_to_send(row.request, row.session)
    sent: dict[str, Any] = {
        "url": address_to_ask(without_mark(row.url), wish),
        "headers": {**headers, **wish.get("headers", {})},
        "dont_filter": True,
        **handling,
    }
    if "json" in wish:
        return JsonRequest(data=wish["json"], method=wish.get("method", "POST"), **sent)
    if "form" in wish:
        return FormRequest(formdata=wish["form"], method=wish.get("method", "POST"), **sent)
    return Request(method=wish.get("method", "GET"), **sent)


def address_to_ask(url: str, wish: dict[str, Any]) -> str:
    """Return a page's address with what the session adds to its query, which the page is not known by."""
    query = urlencode(wish.get("query", {}))
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def without_session(url: str, session: dict[str, Any] | None) -> str:
    """Return an address without what the session added to its query: tokens are never kept."""
    names = set((session or {}).get("query", {}))
    if not names:
        return url
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in names]
    return parts._replace(query=urlencode(kept)).geturl()
