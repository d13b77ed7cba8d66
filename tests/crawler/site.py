"""A small site on 127.0.0.1 that behaves as badly as a test asks."""

import gzip
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any, Self

Answer = Callable[["Handler"], None]


@dataclass
class Site:
    """Pages by path, each a body or a function that answers. Counts and times what was asked."""

    pages: dict[str, bytes | Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    times: list[tuple[float, str]] = field(default_factory=list)
    headers_seen: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def links(self, path: str, *targets: str) -> None:
        """Put a page that lists links, one a line, in the tests' own platform's form."""
        self.pages[path] = listing(*targets)

    def gaps(self, path: str) -> list[float]:
        moments = [moment for moment, asked in self.times if asked == path]
        return [later - earlier for earlier, later in pairwise(moments)]


def listing(*targets: str) -> bytes:
    return b"LIST\n" + "\n".join(targets).encode()


class Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.site.asked[self.path] += 1
        self.site.times.append((time.monotonic(), self.path))
        self.site.headers_seen.append(dict(self.headers))
        page = self.site.pages.get(self.path)
        if page is None:
            self.answer(404, b"nothing here")
        elif callable(page):
            page(self)
        else:
            self.answer(200, page)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.site.asked[f"POST {self.path} {body.decode()}"] += 1
        self.answer(200, b"LEAF " + body)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(b"" if status == 304 else body)

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, BrokenPipeError):
            self.close_connection = True


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()
    site.pages["/robots.txt"] = b"User-agent: *\nAllow: /\n"
    handler = type("BoundHandler", (Handler,), {"site": site})
    server = Server(("127.0.0.1", 0), handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# Ways to misbehave --------------------------------------------------------------------------------


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.answer(code, b"LEAF sorry", **headers)


def redirect(to: str) -> Answer:
    return lambda handler: handler.answer(302, Location=to)


def slow(seconds: float, body: bytes = b"LEAF slow") -> Answer:
    def act(handler: Handler) -> None:
        time.sleep(seconds)
        handler.answer(200, body)

    return act


def truncated(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"LEAF the first words of five thousand")
    handler.close_connection = True


def reset(handler: Handler) -> None:
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.connection.close()
    handler.close_connection = True


def gzip_bomb(mebibytes: int) -> Answer:
    body = gzip.compress(b"0" * (mebibytes * 1024 * 1024), 9)
    return lambda handler: handler.answer(200, body, Content_Encoding="gzip")


def not_gzip(handler: Handler) -> None:
    handler.answer(200, b"LEAF plain", Content_Encoding="gzip")


def huge(mebibytes: int) -> Answer:
    def act(handler: Handler) -> None:  # without a length: it has to be cut off while it comes
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.close_connection = True
        for _ in range(mebibytes):
            handler.wfile.write(b"0" * (1024 * 1024))

    return act


class Flaky:
    """Answers badly some times, then well."""

    def __init__(self, bad: Answer, times: int, body: bytes = b"LEAF at last") -> None:
        self.bad, self.left, self.body = bad, times, body

    def __call__(self, handler: Handler) -> None:
        if self.left > 0:
            self.left -= 1
            self.bad(handler)
        else:
            handler.answer(200, self.body)


class Tagged:
    """A page with an ETag and Last-Modified, that answers 304 to those who have it."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    @property
    def etag(self) -> str:
        return f'"{hash(self.body):x}"'

    def __call__(self, handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == self.etag:
            handler.answer(304, ETag=self.etag)
        else:
            handler.answer(200, self.body, ETag=self.etag, Last_Modified="Thu, 22 Feb 2024 10:00:00 GMT")

    def now(self, body: bytes) -> Self:
        self.body = body
        return self
