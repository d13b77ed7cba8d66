"""WARC files written by hand, as wrong as a test asks, and a watch that wants some of what is in them."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from crawler.archives.backfill import backfill_warc
from crawler.stage import parse
from db.database import open_database
from db.job import Job, JobOptions, run_job
from db.registry import Watch
from tests.listening import Heard

DAY = "2024-02-23T06:30:00Z"
OUTLET = "https://prairiewire.example"


def source(source_id: str, domain: str, kind: str = "outlet", **more: Any) -> dict[str, Any]:
    platform = {"outlet": "feed", "board": "cpsboe"}[kind]
    url = f"https://{domain}/feed"
    return {
        "id": source_id, "name": source_id, "kind": kind, "platform": platform, "url": url,
        "domains": [domain], "timezone": "America/Chicago", **more,
    }  # fmt: skip


def watch(*sources: dict[str, Any], terms: Iterable[str] = ("school resource officer",)) -> Watch:
    topic = {"target": "officers", "labels": {"favor": "keep"}, "terms": list(terms)}
    return Watch.model_validate(
        {
            "id": "tiny", "title": "Tiny", "question": "Should?", "topic": topic, "jurisdictions": [],
            "organizations": [], "people": [], "sources": list(sources),
        }
    )  # fmt: skip


WATCH = watch(source("wire", "prairiewire.example"))


def story(headline: str = "Board splits", about: str = "a school resource officer") -> bytes:
    paragraph = (
        f"The board met until the evening to talk about {about}, and the people who had come to speak "
        "waited in the hall, some for four hours, and most of them stayed until the vote was taken. "
    )
    stamp = '<meta property="article:published_time" content="2024-02-22T18:10:00-06:00">'
    return (
        f'<!doctype html><html lang="en"><head><title>{headline}</title>{stamp}</head><body><article>'
        f"<h1>{headline}</h1><p>{paragraph}</p><p>{paragraph}</p></article></body></html>"
    ).encode()


def http(
    body: bytes, status: str = "200 OK", media_type: str = "text/html; charset=utf-8", **more: str
) -> bytes:
    names = {"Content-Type": media_type, "Content-Length": str(len(body)), **more}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in names.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def record(
    url: str | None,
    block: bytes,
    kind: str = "response",
    day: str = DAY,
    content_type: str = "application/http; msgtype=response",
    **more: str,
) -> bytes:
    names = {
        "WARC-Type": kind, "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000001>",
        "WARC-Date": day, **({"WARC-Target-URI": url} if url else {}), "Content-Type": content_type,
        "Content-Length": str(len(block)), **{name.replace("_", "-"): value for name, value in more.items()},
    }  # fmt: skip
    lines = [f"{name}: {value}" for name, value in names.items()]
    return "\r\n".join(["WARC/1.0", *lines, "", ""]).encode() + block + b"\r\n\r\n"


def info() -> bytes:
    block = b"software: a test\r\nformat: WARC File Format 1.0\r\n"
    return record(None, block, "warcinfo", content_type="application/warc-fields")


def page(path: str, body: bytes | None = None, **more: Any) -> bytes:
    """Return a response record of the outlet's page at a path."""
    return record(f"{OUTLET}{path}", http(story() if body is None else body), **more)


def in_members(records: Iterable[bytes]) -> bytes:
    return b"".join(gzip.compress(each, mtime=0) for each in records)


class Past:
    """A data folder, and backfills into it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.said: list[str] = []

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def backfill(
        self, *paths: Path, of: Watch = WATCH, asked: JobOptions | None = None, read: bool = False, **how: Any
    ) -> int:
        """Run the stage, and with `read` the one after it, which makes articles of the pages."""

        def stage(job: Job) -> None:
            backfill_warc(job, paths, **{"processes": 1, **how})

        heard = Heard()
        code = run_job(
            "backfill warc", of, self.data, [stage, parse] if read else [stage], asked or JobOptions(), heard
        )
        self.said = heard.said
        return code

    @property
    def database(self) -> Database:
        return open_database(self.data / "hallwatch.db")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        database = self.database
        found = [tuple(row) for row in database.execute(sql).fetchall()]
        database.conn.close()
        return found

    def urls(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT url FROM documents ORDER BY url")]

    def issues(self) -> list[str]:
        last = "SELECT kind FROM issues WHERE run_id = (SELECT id FROM runs ORDER BY rowid DESC LIMIT 1)"
        return [row[0] for row in self.rows(f"{last} ORDER BY rowid") if row[0] != "assertion"]
