"""An article's text: paragraphs, one a line, without what the site puts between and around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from crawler.articles.body_lines import article_lines, plain_of
from crawler.articles.body_notes import outer_notes, with_notes
from crawler.articles.body_tree import clear, drop
from crawler.articles.live_blog import live_entries
from crawler.articles.metadata import Metadata
from crawler.articles.page_data import drawn_text, stated_text
from crawler.articles.rules import NO_RULE, PageRule
from crawler.page_lines import join_lines, page_lines, squeeze

SILENT = ("script", "style", "svg", "select", "button", "datalist", "canvas", "map")  # never text
MIN_BODY = 250  # characters; a shorter text may be what a script has yet to fill
ENDING = 6  # lines in which an agency's credit or copyright stands
MOST_BEFORE = 20  # lines that stand above a live blog's entries
MORE = 1.4  # times as long: from here the page's own data tells a text that the page breaks off
# Pieces of text so long that they are prose and no menu.
_RUNNING = lxml.etree.XPath("//text()[string-length(normalize-space(.)) > 80]", smart_strings=False)
SAME = 0.6  # share of the read lines that must stand in that text
OPTIONS: dict[str, Any] = {"favor_precision": True, "include_comments": False, "include_tables": True}
# What a clean text does not hold: where one is left, trafilatura reads anew (its external.py).
UNCLEAN = (
    "aside", "audio", "button", "fencedframe", "fieldset", "figure", "footer", "iframe", "input", "label",
    "link", "nav", "noindex", "noscript", "object", "option", "select", "source", "svg", "time",
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    """An article's text, the last lines as the page has them, and the text that its JSON-LD states."""

    body: str | None
    ending: tuple[str, ...] = ()
    stated: str | None = None


def read_body(
    metadata: Metadata, headline: str | None, authors: Sequence[str] = (), rule: PageRule = NO_RULE
) -> Text:
    """Return the article's paragraphs joined by newlines; a body of None where there is nothing to read.

    The page's tree is used up: read what else is wanted from it first. Runs trafilatura: never in a thread
    (its C libraries corrupt the heap, its issues #840 and #925).
    """
    root = metadata.root
    entries = live_entries(metadata)
    stated, drawn = stated_text(metadata.article), drawn_text(root)
    lxml.etree.strip_elements(root, *SILENT, with_tail=False)
    drop(root, rule.all(root, rule.drop))
    region = rule.first(root, rule.body)
    notes = outer_notes(root) if region is None else []
    clear(root if region is None else region)
    shown = _read(root, metadata.url) if region is None else join_lines(page_lines(region, metadata.url))
    lines = article_lines(shown, headline, authors)
    if entries:
        lines = [*_before(lines, entries), *entries]
    elif sum(map(len, lines)) < MIN_BODY:
        others = (article_lines(other, headline, authors) for other in (stated, drawn()) if other)
        lines = max([lines, *others], key=lambda found: sum(map(len, found)))
    elif region is None and stated and _breaks_off(lines, stated):
        lines = article_lines(stated, headline, authors)
    if lines:
        lines = with_notes(lines, notes)
    return Text("\n".join(lines) or None, tuple(shown.splitlines()[-ENDING:]), stated)


def _before(lines: list[str], entries: list[str]) -> list[str]:
    """Return what stands above a live blog's first entry."""
    whole = plain_of("\n".join(entries))
    first = next((place for place, line in enumerate(lines) if plain_of(line) in whole), len(lines))
    return lines[:first] if first <= MOST_BEFORE else []


def visible_text(root: HtmlElement) -> str:
    """Return all text of a page, for telling what stands there when it is no article."""
    body = root.find("body")
    where = root if body is None else body
    parts = where.xpath(
        ".//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
    )
    return squeeze(" ".join(str(part) for part in parts))


def _read(root: HtmlElement, url: str) -> str:
    """Return trafilatura's text; its costly second opinion is asked for only where it can change the first.

    The second opinion (readability, jusText) takes a third of the time. It counts only where the first is
    short or unclean, or where readability finds more than twice as much.
    """
    # Imported here: a crawl's processes know the platform and read no article; it costs each 0.15 s to load.
    import trafilatura  # noqa: PLC0415

    first: Any = trafilatura.bare_extraction(root, url=url, fast=True, **OPTIONS)
    if first is not None and not _is_doubtful(first.body, first.text or "", root):
        return str(first.text)
    second: Any = trafilatura.bare_extraction(root, url=url, **OPTIONS)
    found = second or first
    return str(found.text or "") if found is not None else ""


def _is_doubtful(body: HtmlElement, text: str, root: HtmlElement) -> bool:
    if len(text) < MIN_BODY or next(body.iter(*UNCLEAN), None) is not None:
        return True
    paragraphs = sum(1 for _ in body.iter("p"))
    if not paragraphs or sum(1 for _ in body.iter("table")) > paragraphs:
        return True
    running: Any = _RUNNING(root)
    return sum(map(len, running)) > 2 * len(text)


def _breaks_off(lines: list[str], stated: str) -> bool:
    if len(stated) < MORE * sum(map(len, lines)):
        return False
    whole = plain_of(stated)
    return sum(plain_of(line) in whole for line in lines) >= SAME * len(lines)
