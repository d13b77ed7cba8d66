"""The Wayback Machine: an outlet's pages, listed by its index, fetched as they were captured."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.address_patterns import is_chosen
from crawler.article_paths import is_article_like
from crawler.platform import Follow, Look, Origin, Page, PageError, Platform, Window
from crawler.platforms.article import ArticlePage
from crawler.platforms.wayback_index import (
    PATH,
    IndexLine,
    asked,
    question,
    read_answer,
    worth_fetching,
)
from crawler.platforms.wayback_pages import (
    as_captured,
    captured,
    raw_address,
    reader_address,
    refuse_own_page,
)
from crawler.urls import canonical, within, without_mark
from db.frontier import FrontierRow
from db.records import Link, Record, Remark
from db.registry import Source

INDEX, CAPTURE = "index", "capture"
# The index takes in a capture within days, those of other collections much later.
FRESH_DAYS = 7
SETTLING_DAYS = 60


class Wayback(Platform):
    """An outlet's pages in the archive. Its sources are made for a backfill (crawler.archives.wayback).

    Options: `outlet`, whose pages these are, and its `domains`; `since` and `until`, ISO days of capture;
    `match`, a regular expression that an address must have. The source's url is the archive's own.
    """

    name = "wayback"
    version = "1"
    options = frozenset({"outlet", "domains", "since", "until", "match"})
    recorded = False

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Ask the index for each of the outlet's domains."""
        del window
        self.check_options(source)
        return [self._index(url) for url in _questions(source)]

    def parse(self, page: Page) -> list[Record]:
        """Return a Link a capture of the index's answer, or the Article that a capture holds."""
        found = captured(page.url)
        if found is not None and not page.body.lstrip().startswith(b"["):
            refuse_own_page(page.body)
            inner = Page(**{**page.__dict__, "url": found[2], "body": as_captured(page.body)})
            return ArticlePage().parse(inner)
        answer = read_answer(page.body)
        records: list[Record] = [_link(_archive(page.url), line) for line in answer.lines]
        records += [Remark(kind="unreadable line", message=line, url=page.url) for line in answer.unread]
        if not records:
            told = "the archive has nothing of what was asked"
            records.append(Remark(kind="nothing archived", message=told, url=page.url))
        return records

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow an answer's captures worth fetching, and the answer after it."""
        del records, window
        if captured(page.url) is not None:
            return ()
        answer = read_answer(page.body)
        wanted = [line for line in answer.lines if _is_wanted(source, line)]
        follows = [_capture(source.url, line) for line in worth_fetching(wanted)]
        follows += [
            Follow(url=line, platform=self.name, kind=CAPTURE) for line in answer.unread
        ]  # told as bad
        if answer.resume_key:
            domain = next(iter(parse_qs(urlsplit(page.url).query).get("url", [])), "")
            follows.append(self._index(_question(source, domain, answer.resume_key)))
        return follows

    def look(self, source: Source, row: FrontierRow, window: Window) -> Look:
        """Ask for a capture once; for the index again only where it can have something new."""
        if row.state == "failed":
            return super().look(source, row, window)
        if row.kind == CAPTURE:
            return "ask" if row.state == "pending" and _is_wanted_row(source, row) else "leave"
        if asked(without_mark(row.url)) not in [asked(canonical(url)) for url in _questions(source)]:
            return "leave"  # another backfill's question
        return "reread" if row.state == "done" and _is_settled(source, row, window) else "ask"

    def origin(self, source: Source, url: str, body: bytes) -> Origin | None:
        """Return where a capture stood. Raises PageError for the archive's own pages and other sites'."""
        found = captured(url)
        if found is None:
            return None
        _, stamp, address = found
        refuse_own_page(body)
        if not within(address, source.options["domains"]):
            raise PageError(f"the archive leads to {address}, outside the outlet's domains")
        return Origin(
            source_id=source.options["outlet"],
            url=canonical(address),
            captured_at=IndexLine(stamp, address, "").captured_at,
            archive=self.name,
            archive_url=reader_address(source.url, stamp, address),
            body=as_captured(body),
        )

    def _index(self, url: str) -> Follow:
        return Follow(url=url, platform=self.name, kind=INDEX)


def _questions(source: Source) -> list[str]:
    return [_question(source, domain) for domain in source.options["domains"]]


def _question(source: Source, domain: str, resume_key: str | None = None) -> str:
    options = source.options
    return question(
        source.url,
        domain,
        since=options.get("since"),
        until=options.get("until"),
        filters=list(_filters(source)),
        resume_key=resume_key,
    )


def _filters(source: Source) -> Iterator[str]:
    """Yield what of the choice of addresses the server can make: it may give more than is wanted, never less.

    `urlkey` is an address in lower case, its host turned round and its last slash gone.
    """
    if source.include and all(_is_path(part) for part in source.include):
        parts = "|".join(re.escape(part.lower().rstrip("/")) for part in source.include)
        yield f"urlkey:.*(?:{parts}).*"
    if excluded := [re.escape(part.lower()) for part in source.exclude if _is_path(part)]:
        yield f"!urlkey:.*(?:{'|'.join(excluded)}).*"
    if match := source.options.get("match"):
        yield f"original:.*(?:{match}).*"


def _is_path(part: str) -> bool:
    return re.fullmatch(r"/[\w/-]+", part, re.ASCII) is not None


def _is_wanted(source: Source, line: IndexLine) -> bool:
    options = source.options
    day, match = line.captured_at[:10], options.get("match")
    return (
        is_article_like(line.url)  # fronts and lists are captured daily
        and (options.get("since") or "") <= day <= (options.get("until") or "9999")
        and (match is None or re.search(match, line.url) is not None)
        and is_chosen(source, line.url)
    )


def _is_wanted_row(source: Source, row: FrontierRow) -> bool:
    found = captured(without_mark(row.url))
    return found is not None and _is_wanted(source, IndexLine(found[1], found[2], ""))


def _is_settled(source: Source, row: FrontierRow, window: Window) -> bool:
    """Tell whether an answer still stands: it is fresh, or told of a time that was long past."""
    fetched = date.fromisoformat((row.last_fetched_at or "0001-01-01")[:10])
    until = source.options.get("until")
    closed = until is not None and fetched - date.fromisoformat(until) > timedelta(days=SETTLING_DAYS)
    return closed or window.today - fetched < timedelta(days=FRESH_DAYS)


def _capture(archive: str, line: IndexLine) -> Follow:
    address, beside = raw_address(archive, line.stamp, line.url)
    request: dict[str, Any] | None = {"query": beside} if beside else None
    return Follow(
        url=address, platform=Wayback.name, kind=CAPTURE, date=line.captured_at[:10], request=request
    )


def _link(archive: str, line: IndexLine) -> Link:
    return Link(url=raw_address(archive, line.stamp, line.url)[0], kind=CAPTURE, date=line.captured_at)


def _archive(url: str) -> str:
    return url.partition(PATH)[0] if PATH in url else "{0.scheme}://{0.netloc}".format(urlsplit(url))
