"""The ways in which a web can go wrong, each asked for by a pattern over "host/path"."""

import fnmatch
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Literal, get_args

Mode = Literal[
    "slow",  # the first byte only after `seconds`
    "drip",  # a byte a second: never late, never done
    "truncated",  # half of what Content-Length promised, then closed
    "drop",  # closed without an answer
    "status-403",
    "status-404",
    "status-500",
    "status-503",
    "status-429",  # with Retry-After
    "loop",  # redirects to itself by way of another path
    "off-site",  # redirects to a host that is no part of the source
    "html-feed",  # 200 and a web page, whatever was asked for
    "empty",  # 200 and nothing
    "not-a-pdf",  # 200, application/pdf, and a web page
    "garbage",  # 200 and random-looking bytes
    "unreachable-robots",  # robots.txt answers 503; other pages as ever
    "deny-robots",  # robots.txt forbids everything
    "flood",  # every listing names five thousand pages
]
MODES: tuple[str, ...] = get_args(Mode)
FLOOD = 5000


@dataclass(frozen=True)
class Answer:
    """An answer made up instead of the page; `chunks` are written as they come."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    declared: int | None = None  # Content-Length, where it is not the body's
    drip: bool = False

    def chunks(self, stop: Event) -> Iterator[bytes]:
        """Yield the body; a dripping one a byte a second, until `stop`."""
        if not self.drip:
            yield self.body
            return
        for index in range(len(self.body)):
            if stop.wait(1):
                return
            yield self.body[index : index + 1]


@dataclass
class Misbehaviour:
    """What is asked for at the moment."""

    seconds: float = 2.0
    _asked: list[tuple[str, Mode]] = field(default_factory=list)

    def ask(self, pattern: str, mode: Mode) -> None:
        """Make every address "host/path" that matches the pattern (as in a shell) misbehave."""
        if mode not in MODES:
            raise ValueError(f"no mode {mode!r}; there are: {', '.join(MODES)}")
        self._asked.append((pattern, mode))

    def calm(self) -> None:
        """Forget all that was asked."""
        self._asked.clear()

    def mode(self, host: str, path: str) -> Mode | None:
        """Return how this address misbehaves, the last asked first."""
        for pattern, mode in reversed(self._asked):
            robots = mode in ("unreachable-robots", "deny-robots")
            if robots != (path == "/robots.txt") and robots:
                continue
            if fnmatch.fnmatch(f"{host}{path}", pattern) or (robots and fnmatch.fnmatch(host, pattern)):
                return mode
        return None

    def answer(self, mode: Mode, url: str, page: bytes | None) -> Answer | None:
        """Return the answer of a mode; None to close without one. May wait, where slowness is asked."""
        whole = page or b""
        html = b"<!doctype html><html><body><h1>Please wait</h1><p>Checking your browser.</p></body></html>"
        if mode.startswith("status-"):
            retry = {"Retry-After": "1"} if mode == "status-429" else {}
            return Answer(int(mode.removeprefix("status-")), retry, b"try later")
        if mode == "slow":
            time.sleep(self.seconds)
            return Answer(200 if page is not None else 404, _html(), whole)
        if mode == "flood":
            return Answer(200, {"Content-Type": "application/rss+xml"}, _flood(url))
        made: dict[str, Answer | None] = {
            "drip": Answer(200, _html(), whole or html, drip=True),
            "truncated": Answer(200, _html(), whole[: len(whole) // 2], declared=len(whole)),
            "drop": None,
            "loop": Answer(302, {"Location": f"{url.removesuffix('~')}{'' if url.endswith('~') else '~'}"}),
            "off-site": Answer(302, {"Location": "http://stranger.example.localhost/"}),
            "html-feed": Answer(200, _html(), html),
            "empty": Answer(200, _html()),
            "not-a-pdf": Answer(200, {"Content-Type": "application/pdf"}, html),
            "garbage": Answer(200, {"Content-Type": "application/octet-stream"}, bytes(range(256)) * 16),
            "unreachable-robots": Answer(503, {}, b"busy"),
            "deny-robots": Answer(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n"),
        }
        return made[mode]


def _html() -> dict[str, str]:
    return {"Content-Type": "text/html; charset=utf-8"}


def _flood(url: str) -> bytes:
    items = "".join(
        f"<item><title>School officers, part {number}</title><link>{url}/flood-{number}</link></item>"
        for number in range(FLOOD)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()
