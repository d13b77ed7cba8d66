"""What goes out with a request besides its address: what a page is known by, and what it needs today."""

from typing import Any


def needs_session(request: dict[str, Any] | None) -> bool:
    """Tell whether a page can be asked for only with what another page of the same run gives."""
    return bool(request and request.get("session"))


def what_to_send(request: dict[str, Any] | None, session: dict[str, Any] | None) -> dict[str, Any]:
    """Return the request with the session's values added to its json, form or headers."""
    whole = dict(request or {})
    for part, values in (session or {}).items():
        whole[part] = {**whole.get(part, {}), **values}
    return whole
