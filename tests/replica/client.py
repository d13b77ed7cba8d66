"""A plain client of the replica: HOST.localhost is asked for at 127.0.0.1, redirects are not followed."""

import http.client
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

from tests.replica.server import Replica


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: bytes


def fetch(web: Replica, url: str, headers: dict[str, str] | None = None, timeout: float = 5) -> Answer:
    """GET an address of the replica. Raises what http.client does when the answer breaks off or is late."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Host": parts.netloc, **(headers or {})})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()
