"""Pages that list articles: an outlet's home page, its section, tag and search pages."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import lxml.etree
from lxml.html import HtmlElement

from crawler.page_lines import absolute, parse_html
from crawler.paging import articles_to_follow, further, is_further, page_number, pages_of, reaches_window
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms.listing_cards import Card, cards_of, date_cards, readable_selector, selected
from crawler.platforms.listing_shapes import shape_of
from crawler.platforms.listing_walls import why_no_articles
from crawler.urls import canonical
from db.records import Link, Record
from db.registry import Source

EXPECTED = "a page that lists articles"
ENOUGH = 4  # points of address and place together that make a link an article's
NUMBER = "{page}"


class Listing(Platform):
    """A page of headlines: a link for each article, told from navigation by its address and its place.

    Options: `links`, CSS selectors of the links that count (or of what holds them), for pages on which the
    shapes mislead; `next`, a CSS selector of the link to the next page or an address with {page} in it;
    `pages`, how many further pages are read at most.
    """

    name = "listing"
    version = "2"
    options = frozenset({"links", "next", "pages"})
    reading_options = frozenset({"links"})

    def check_options(self, source: Source) -> None:
        """Raise PageError for an option that this platform has not, or that cannot be what it is given as."""
        super().check_options(source)
        selectors, onward = source.options.get("links", []), source.options.get("next")
        if not isinstance(selectors, list) or not all(isinstance(one, str) for one in selectors):
            raise PageError(f"option links: expected a list of CSS selectors, got {selectors!r}")
        if onward is not None and not isinstance(onward, str):
            raise PageError(
                f"option next: expected a CSS selector or an address with {NUMBER}, got {onward!r}"
            )
        for selector in [*selectors, *([onward] if onward and NUMBER not in onward else [])]:
            if not readable_selector(selector):
                raise PageError(f"{selector!r} is no CSS selector that can be read")
        if pages_of(source.options) and not onward:
            raise PageError("option pages: it needs the option next, which says where the next page is")

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the list's first page."""
        del window
        self.check_options(source)
        return [Follow(url=source.url, platform=self.name, kind="listing")]

    def parse(self, page: Page) -> list[Record]:
        """Return a Link an article, in page order. Raises PageError when the page leads to none."""
        root = parse_html(page.body, EXPECTED)
        cards, number = _own_cards(root, page)
        chosen = bool(page.options.get("links"))
        date_cards(cards)
        found = [card for card in cards if chosen or card.score + shape_of(card.url).score >= ENOUGH]
        if not found and is_further(page.kind):
            return []  # the end of the list
        if not found:
            raise PageError(f"{why_no_articles(root, number)}; expected {EXPECTED}")
        return [Link(url=card.url, title=card.title, kind="article", date=card.date) for card in found]

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow the articles of the window on the source's own domains, and the next page of the list."""
        links = [record for record in records if isinstance(record, Link)]
        follows = articles_to_follow(links, source, window)
        number = page_number(page.kind) + 1
        if links and number <= 1 + pages_of(source.options) and reaches_window(links, window):
            onward = _next_page(source.options["next"], page, number)
            if onward and onward != page.url:
                day = min((link.latest for link in links if link.latest), default=None)
                kind = further("listing", number)
                follows.append(Follow(url=onward, platform=self.name, kind=kind, date=day))
        return follows


def _own_cards(root: HtmlElement, page: Page) -> tuple[list[Card], int]:
    """Return what the page tells of its own site's pages, itself left out, and how many links there are."""
    base = next((absolute(page.url, element.get("href")) for element in root.iter("base")), None) or page.url
    try:
        cards = cards_of(root, base, list(page.options.get("links", [])))
    except (lxml.etree.LxmlError, SyntaxError) as error:
        raise PageError(f"option links: a selector that cannot be read ({error})") from error
    here = _spelled(page.url)
    return [card for card in cards if _same_site(card.url, page.url) and _spelled(card.url) != here], len(
        cards
    )


def _same_site(url: str, other: str) -> bool:
    mine, theirs = (urlsplit(one).hostname or "" for one in (url, other))
    return _site(mine) == _site(theirs)


def _site(host: str) -> str:
    """Return the part of a host that its owner registered: "suntimes.com" of "chicago.suntimes.com"."""
    labels = host.lower().rstrip(".").split(".")
    if all(label.isdigit() for label in labels):
        return host
    # news.co.uk and abc.net.au: the label before a country is a registry's own
    number = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-number:])


def _spelled(url: str) -> str:
    try:
        return canonical(url).rstrip("/")
    except ValueError:
        return url


def _next_page(onward: str, page: Page, number: int) -> str | None:
    if NUMBER in onward:
        return absolute(page.url, onward.replace(NUMBER, str(number)))
    for element in selected(parse_html(page.body, EXPECTED), onward):
        if url := absolute(page.url, element.get("href")):
            return url
    return None
