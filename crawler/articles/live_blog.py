"""A live blog's entries in the page's order, each under its time."""

import re
from typing import Any

from lxml.html import HtmlElement

from crawler.articles.body_lines import article_lines
from crawler.articles.body_tree import clear
from crawler.articles.linked_data import text_of, types_of
from crawler.articles.metadata import Metadata
from crawler.articles.page_data import plain_text
from crawler.page_lines import join_lines, page_lines, squeeze

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")
FEWEST = 2  # entries: one alone is an article
_ENTRIES = (
    "//*[contains(@itemtype, 'BlogPosting') and not(contains(@itemtype, 'LiveBlogPosting'))]"
    " | //*[@itemprop='liveBlogUpdate'] | //*[self::article or self::div or self::li or self::section]"
    "[contains(@class, 'live') or contains(@class, 'liveblog')]"
    "[contains(@class, 'entry') or contains(@class, 'post') or contains(@class, 'update')"
    " or contains(@class, 'item')][.//time]"
)


def live_entries(metadata: Metadata) -> list[str]:
    """Return the lines of a page that says it is a live blog: time and headline, then text, an entry each."""
    blog = next((node for node in metadata.nodes if "liveblogposting" in types_of(node)), None)
    if blog is None:
        return []
    return _told(blog) or _shown(metadata)


def _told(blog: dict[str, Any]) -> list[str]:
    updates = blog.get("liveBlogUpdate") or blog.get("blogPost") or []
    updates = updates if isinstance(updates, list) else [updates]
    lines: list[str] = []
    for update in updates:
        text = text_of(update.get("articleBody")) if isinstance(update, dict) else None
        if text:
            head = [_clock(text_of(update.get("datePublished"))), text_of(update.get("headline"))]
            lines += _entry(" ".join(filter(None, head)), plain_text(text), text_of(update.get("headline")))
    return lines if len(updates) >= FEWEST else []


def _shown(metadata: Metadata) -> list[str]:
    found = metadata.root.xpath(_ENTRIES)
    known = set(found)
    entries = [entry for entry in found if known.isdisjoint(entry.iterancestors())]
    if len(entries) < FEWEST:
        return []
    lines: list[str] = []
    for entry in entries:
        when = _time_of(entry)
        clear(entry)
        lines += _entry(when, join_lines(page_lines(entry, metadata.url)), when)
    return lines


def _time_of(entry: HtmlElement) -> str:
    """Return an entry's time as it is shown, else as its data tell it."""
    times = entry.xpath(".//time")
    if not times:
        return ""
    shown = squeeze(times[0].text_content())
    told = str(times[0].get("datetime") or "")
    return shown or _clock(told) or ""


def _clock(stamp: str | None) -> str | None:
    """Return a stamp as a reader takes it: "2024-02-22 21:40"."""
    found = _STAMP.match(stamp or "")
    return f"{found[1]} {found[2]}" if found else stamp


def _entry(head: str, text: str, known: str | None) -> list[str]:
    lines = article_lines(text, known)
    return [*([head] if head and lines else []), *lines]
