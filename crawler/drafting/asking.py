"""Asking a site while a source is drafted: by the crawl's own worker, so as politely and as guarded."""

import json
import select
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.drafting.wishes import USAGE, DraftError
from crawler.fetching.job import Job
from crawler.fetching.process import Child
from crawler.platform import Follow, Page, Platform, Window
from crawler.urls import canonical, without_mark
from db.blobs import BlobStore
from db.clock import now
from db.records import Record
from db.registry import Source

SECONDS = 240.0  # for one round: a dozen requests at the pace that robots.txt and the site's speed allow
PROBE = "crawler.drafting.asking:PROBES"


@dataclass(frozen=True)
class Answer:
    """What came of asking for an address: the bytes and where they came from, or the problem in words."""

    url: str
    final: str
    body: bytes = b""
    problem: str | None = None
    platform: str | None = None
    request: dict[str, Any] | None = None
    kind: str | None = None

    def page(self, **known: Any) -> Page:
        """Return the answer as a parser takes it."""
        known.setdefault("kind", self.kind)
        return Page(url=without_mark(self.final), body=self.body, request=self.request, **known)


class Probe(Platform):
    """Asks for the addresses that it is given, and reads nothing."""

    name = "urls"
    options = frozenset({"urls"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the addresses."""
        del window
        return [Follow(url=url, platform=self.name, kind="page") for url in source.options["urls"]]

    def parse(self, page: Page) -> list[Record]:
        """Return nothing."""
        del page
        return []


PROBES: dict[str, Platform] = {Probe.name: Probe()}


def ask(
    urls: Iterable[str], domains: str | Sequence[str], *, allow_loopback: bool = False
) -> dict[str, Answer]:
    """Ask for some addresses of a domain, or of several; return what came of each, by its canonical form.

    Raises DraftError when nothing can be asked at all.
    """
    wanted = list(dict.fromkeys(canonical(url) for url in urls))
    if not wanted:
        return {}
    source = {
        "id": "draft",
        "name": "draft",
        "kind": "outlet",
        "platform": Probe.name,
        "url": wanted[0],
        "domains": [domains] if isinstance(domains, str) else list(domains),
        "options": {"urls": wanted},
    }
    found = {answer.url: answer for answer in _run(source, PROBE, 3 * len(wanted), allow_loopback, {})}
    missing = "it was not asked for: the turn ended before"
    return {url: found.get(url, Answer(url, url, problem=missing)) for url in wanted}


def look_at(
    source: Source,
    most: int,
    *,
    allow_loopback: bool = False,
    platforms: str = "crawler.platforms:PLATFORMS",
    **known: Any,
) -> list[Answer]:
    """Give a source a turn of at most so many requests that nothing is kept of; return its answers in order.

    `known` is what a job tells of it besides: `timezone`, `body_name`, `since`. What a page names and the
    turn refuses comes as a problem without a platform. Raises DraftError.
    """
    told = source.model_dump(mode="json")
    return list(_run(told, platforms, most, allow_loopback, known))


def _run(
    source: dict[str, Any], platforms: str, most: int, allow_loopback: bool, known: dict[str, Any]
) -> Iterator[Answer]:
    with tempfile.TemporaryDirectory(prefix="hallwatch-draft-") as folder:
        job = Job(
            source=source,
            blobs=folder,
            today=now().date().isoformat(),
            platforms=platforms,
            max_requests=most,
            limited=True,
            allow_loopback=allow_loopback,
            delay_cap=0.0 if allow_loopback else 30.0,
            backoff=0.05 if allow_loopback else 2.0,
            **known,
        )
        blobs = BlobStore(Path(folder))
        named: dict[str, dict[str, Any]] = {}
        for event in _events(job):
            named |= {row["url"]: row for row in [*event.get("rows", []), *event.get("follows", [])]}
            if event["event"] == "captured":
                yield _answer(event, named, final=event["final"], body=blobs.get(event["sha256"]))
            elif event["event"] == "ended":
                yield _answer(event, named, final=event["url"], problem=event["message"])
            elif event["event"] == "stopped" and event["kind"] != "limit":
                raise DraftError(event["message"])


def _answer(event: dict[str, Any], named: dict[str, dict[str, Any]], **came: Any) -> Answer:
    row: dict[str, Any] = named.get(event["url"], {})
    told: dict[str, Any] = {name: row.get(name) for name in ("platform", "request", "kind")}
    return Answer(url=event["url"], **came, **told)


def _events(job: Job) -> Iterator[dict[str, Any]]:
    with _child(job) as child:
        more, finished = True, False
        while more:
            if child.late:
                raise DraftError(f"no end after {SECONDS:g} s; try again later")
            ready, _, _ = select.select([child], [], [], 0.5)
            lines, more = child.read() if ready else ([], True)
            for event in map(json.loads, lines):
                finished = finished or event["event"] == "finished"
                yield event
        if not finished:
            raise DraftError(f"the crawl's process died: {child.last_words() or 'no last words'}; report it")


@contextmanager
def _child(job: Job) -> Iterator[Child]:
    child = Child(job, SECONDS)
    try:
        yield child
    finally:
        child.end()
        child.close()


def domain_of(url: str) -> str:
    """Return the domain that an address is on, without the names that mean the whole site."""
    try:
        host = canonical(url).partition("://")[2].partition("/")[0].rpartition("@")[2]
    except ValueError as error:
        raise DraftError(str(error), USAGE) from error
    bare = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() and ":" in host else host
    return bare.strip("[]").removeprefix("www.")
