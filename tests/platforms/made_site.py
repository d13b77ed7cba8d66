"""A board's whole site out of the saved pages of its platform, served on loopback (see site.yaml there).

An address https://HOST/PATH becomes http://HOST.localhost:PORT/PATH, in the pages too, as on the replica web.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import yaml


@dataclass
class MadeSite:
    """What site.yaml says: the source, which file answers which request, and what a crawl must find."""

    folder: Path
    source: dict[str, Any]
    today: str
    answers: list[dict[str, Any]]
    gives: dict[str, int]
    since: str | None = None
    port: int = 0
    instead: dict[str, bytes] = field(default_factory=dict)  # by file: what is answered in its place
    asked: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path) -> "MadeSite":
        return cls(folder, **yaml.safe_load((folder / "site.yaml").read_text(encoding="utf-8")))

    def turned_source(self) -> dict[str, Any]:
        """Return the source as the registry would have it, at this site's loopback addresses."""
        domains = [f"{domain}.localhost" for domain in self.source["domains"]]
        return {
            "id": "made",
            "name": "Made-up board",
            "kind": "board",
            "expect": {"stale_days": 36_500},
            **self.source,
            "platform": self.folder.name,
            "url": self.turned(self.source["url"]),
            "domains": domains,
        }

    def turned(self, text: str) -> str:
        hosts = "|".join(re.escape(domain) for domain in self.source["domains"])
        return re.sub(
            rf"https?:(\\?/\\?/)((?:[\w-]+\.)*(?:{hosts}))(?=[\\/\"'\s<]|$)",
            lambda match: f"http:{match[1]}{match[2]}.localhost:{self.port}",
            text,
        )

    def answer(self, path: str, body: bytes) -> tuple[bytes, str] | None:
        for known in self.answers:
            if _same_address(known["path"], path) and _sent(known, body):
                media_type = known.get("type", "text/html")
                if known["file"] in self.instead:
                    return self.instead[known["file"]], media_type
                saved = (self.folder / known["file"]).read_bytes()
                if "pdf" not in media_type:
                    saved = self.turned(saved.decode("utf-8", "surrogateescape")).encode(
                        "utf-8", "surrogateescape"
                    )
                return saved, media_type
        return None


def _same_address(known: str, asked: str) -> bool:
    ours, theirs = urlsplit(known), urlsplit(asked)
    same_query = sorted(parse_qsl(ours.query, keep_blank_values=True)) == sorted(
        parse_qsl(theirs.query, keep_blank_values=True)
    )
    return ours.path == theirs.path and same_query


def _sent(known: dict[str, Any], body: bytes) -> bool:
    """Tell whether a request's body holds what the answer is for; a GET has none."""
    if "form" in known:
        form = {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
        return {name: str(value) for name, value in known["form"].items()}.items() <= form.items()
    if "json" in known:
        return bool(body) and known["json"].items() <= json.loads(body).items()
    return not body


class _Handler(BaseHTTPRequestHandler):
    site: MadeSite
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _answer(self, sent: bytes) -> None:
        if self.path == "/robots.txt":
            found: tuple[bytes, str] | None = (b"User-agent: *\nAllow: /\n", "text/plain")
        else:
            self.site.asked.append(f"{self.path} {sent.decode()}".strip())
            found = self.site.answer(self.path, sent)
        if found is None:
            self.site.unanswered.append(f"{self.path} {sent.decode()}".strip())
        body, media_type = found or (b"no such page on the made-up site", "text/plain")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[MadeSite]:
    """Serve the site of a platform's folder on a port of 127.0.0.1."""
    site = MadeSite.read(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("BoundHandler", (_Handler,), {"site": site}))
    server.daemon_threads, site.port = True, server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
