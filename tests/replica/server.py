"""Serving the replica web on loopback; which site is asked for stands in the Host header."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from tests.replica.misbehaviour import Answer, Misbehaviour, Mode
from tests.replica.page import Page
from tests.replica.site import Site


class Replica:
    """The replica web, up while the context lasts.

    Every real host HOST is served as HOST.localhost (names under .localhost are loopback, RFC 6761).
    `state` 0 is the web as first crawled, 1 the same web some days later. `requests` holds what was
    asked for: (host, path with query, status). Port 0 lets the system choose.
    """

    def __init__(self, state: int = 0, port: int = 0) -> None:
        self.state = state
        self.requests: list[tuple[str, str, int]] = []
        self.misbehaviour = Misbehaviour()
        self.stopping = Event()
        self._sites: dict[int, Site] = {}
        self._server = _Server(("127.0.0.1", port), self)
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def site(self) -> Site:
        """The pages of the present state."""
        if self.state not in self._sites:
            self._sites[self.state] = Site(self.state, self.port)
        return self._sites[self.state]

    def base(self, host: str) -> str:
        """Return where a real host is served: "http://www.cpsboe.org.localhost:PORT"."""
        return f"http://{host}.localhost:{self.port}"

    def misbehave(self, pattern: str, mode: Mode, *, seconds: float = 2.0) -> None:
        """Make addresses "host/path" that match a shell pattern misbehave until `calm`."""
        self.misbehaviour.seconds = seconds
        self.misbehaviour.ask(pattern, mode)

    def calm(self) -> None:
        """Behave again."""
        self.misbehaviour.calm()

    @contextmanager
    def misbehaving(self, pattern: str, mode: Mode, *, seconds: float = 2.0) -> Iterator[None]:
        """Misbehave while the context lasts."""
        self.misbehave(pattern, mode, seconds=seconds)
        try:
            yield
        finally:
            self.calm()

    def serve_forever(self) -> None:
        """Serve in the foreground, until interrupted."""
        self._server.serve_forever()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], web: Replica) -> None:
        super().__init__(address, _Handler)
        self.web = web

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that hangs up early is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "replica"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower().removesuffix(".localhost")
        path = urlsplit(self.path).path
        page = self.server.web.site.page(host, path)
        mode = self.server.web.misbehaviour.mode(host, path)
        if mode:
            url = self.server.web.base(host) + path
            answer = self.server.web.misbehaviour.answer(mode, url, page.body if page else None)
            self._note(host, answer.status if answer else 0)
            self._send(answer)
        elif page is None:
            self._note(host, 404)
            self._send(Answer(404, {"Content-Type": "text/html"}, b"<h1>Page not found</h1>"))
        else:
            self._send_page(host, page)

    do_HEAD = do_GET  # noqa: N815  (http.server's name)

    def _send_page(self, host: str, page: Page) -> None:
        if page.location:
            self._note(host, 301)
            self._send(Answer(301, {"Location": page.location}))
            return
        kept = {"ETag": page.etag, "Last-Modified": page.last_modified}
        asked = self.headers.get("If-None-Match")
        same = asked == page.etag if asked else self.headers.get("If-Modified-Since") == page.last_modified
        self._note(host, 304 if same else 200)
        if same:
            self._send(Answer(304, kept))
        else:
            self._send(Answer(200, {"Content-Type": page.media_type, **kept}, page.body))

    def _note(self, host: str, status: int) -> None:
        self.server.web.requests.append((host, self.path, status))

    def _send(self, answer: Answer | None) -> None:
        if answer is None:
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        length = len(answer.body) if answer.declared is None else answer.declared
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if self.command != "HEAD":
            for chunk in answer.chunks(self.server.web.stopping):
                self.wfile.write(chunk)
        self.close_connection = self.close_connection or answer.declared is not None or answer.drip

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing; `requests` keeps what was asked for."""
