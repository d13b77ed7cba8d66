"""RSS and Atom feeds, as they are in the wild: wrong charsets, HTML entities, half a file."""

import calendar
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from crawler.page_lines import absolute, squeeze
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.urls import within
from db.records import Link, Record, Remark
from db.registry import Source

EXPECTED = "an RSS or Atom feed"
MAX_BYTES = 10 * 1024 * 1024


class Feed(Platform):
    """An outlet's feed: a link for each entry, with its title and when it was published."""

    name = "feed"
    version = "2"
    options = frozenset({"more"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the feed, and with those under the option `more` (a list of addresses)."""
        del window
        self.check_options(source)
        urls = [source.url, *source.options.get("more", [])]
        return [Follow(url=url, platform=self.name, kind="feed") for url in urls]

    def parse(self, page: Page) -> list[Record]:
        """Return a Link an entry, newest as the feed has it. Raises PageError when it is no feed or empty."""
        _refuse_what_is_no_feed(page.body)
        try:
            parsed = feedparser.parse(page.body, sanitize_html=False, resolve_relative_uris=False)
        except (ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
            # feedparser's fallback for broken XML trips over references to no character (&#xD800;) and more.
            raise PageError(f"no readable feed ({error}); expected {EXPECTED}") from error
        if not parsed.get("version") and not parsed.entries:
            raise PageError(f"no feed ({_reason(parsed)}); expected {EXPECTED}")
        if not parsed.entries:
            raise PageError(f"a feed without entries; expected {EXPECTED} with at least one")
        records: list[Record] = []
        seen: set[str] = set()
        for entry in parsed.entries:
            link = _link(entry, page.url)
            if link is None:
                told = squeeze(str(entry.get("title", "")))[:120]
                records.append(
                    Remark(kind="entry without link", message=f"{told!r} has no web address", url=page.url)
                )
            elif link.url not in seen:
                seen.add(link.url)
                records.append(link)
        if not seen:
            raise PageError(f"a feed whose entries have no web address; expected {EXPECTED}")
        return records

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow the entries published in the window on the source's own domains."""
        del page
        return [
            Follow(url=link.url, platform="article", kind="article", date=link.latest)
            for link in records
            if isinstance(link, Link) and window.holds(link.latest) and within(link.url, source.domains)
        ]


def _refuse_what_is_no_feed(body: bytes) -> None:
    start = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise PageError(f"empty answer; expected {EXPECTED}")
    if len(body) > MAX_BYTES:
        raise PageError(
            f"{len(body) / 1048576:.0f} MB; expected {EXPECTED} of at most {MAX_BYTES // 1048576} MB"
        )
    if b"<rss" not in start and b"<feed" not in start and b"<rdf" not in start:
        if b"<html" in start or b"<!doctype html" in start:
            raise PageError(
                f"an HTML page; expected {EXPECTED} (the address may have moved, or wants a log-in)"
            )
        if b"<urlset" in start or b"<sitemapindex" in start:
            raise PageError(f"a sitemap; expected {EXPECTED} (the source's platform should be sitemap)")
    # A feed has no use for entities of its own; a document that declares them is a trap (billion laughs).
    if b"<!entity" in body[:65536].lower():
        raise PageError(f"XML that declares entities; expected {EXPECTED} without any")


def _link(entry: Any, base: str) -> Link | None:
    candidates = [entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")]
    candidates += [link.get("href") for link in entry.get("links", []) if link.get("rel") == "alternate"]
    for index, candidate in enumerate(candidates):
        text = candidate if isinstance(candidate, str) else None
        if index == 2 and not (text or "").lower().startswith(("http://", "https://")):
            continue  # an id is an address only when it says so
        if url := absolute(base, text):
            return Link(
                url=url,
                title=_plain(entry.get("title")),
                kind="article",
                date=_moment(entry, "published", "updated", "created"),
                modified=_moment(entry, "updated"),
            )
    return None


def _plain(title: Any) -> str | None:
    """Return a title as text: some feeds put markup, escaped twice, into it."""
    text = squeeze(str(title or ""))
    if "<" in text or "&" in text:
        import lxml.html  # noqa: PLC0415 - few titles need it

        try:
            text = squeeze(lxml.html.fragment_fromstring(text, create_parent="div").text_content())
        except (lxml.etree.LxmlError, ValueError):
            return text or None
    return text or None


def _moment(entry: Any, *names: str) -> str | None:
    for name in names:
        # feedparser answers "updated" with "published" where there is none; the dict below it does not.
        raw, parsed = dict.get(entry, name), dict.get(entry, f"{name}_parsed")
        moment = _as_written(raw) if isinstance(raw, str) else None
        if moment is None and parsed:
            moment = _from_utc(parsed)
        if moment is not None and 1990 <= moment.year <= 2100:
            return moment.isoformat()
    return None


def _as_written(raw: str) -> datetime | None:
    """Read a date with the offset written: at 6 p.m. in Chicago the day in UTC is already another."""
    text = raw.strip()[:80]
    for reader in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = reader(text)
        except (ValueError, TypeError, IndexError):
            continue
        if moment.tzinfo is not None:
            return moment
    return _from_words(text) if text else None


def _from_words(text: str) -> datetime | None:
    """Read what feeds should not write ("Feb. 22, 2024, 5:30 p.m. CST")."""
    import dateparser  # noqa: PLC0415 - few feeds need it, and it takes long to load

    found = dateparser.parse(text, languages=["en"], settings={"RETURN_AS_TIMEZONE_AWARE": True})
    return datetime.fromisoformat(found.isoformat()) if found else None


def _from_utc(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _reason(parsed: Any) -> str:
    problem = parsed.get("bozo_exception")
    return str(problem)[:160] if problem else "no element that a feed has"
