"""Links on a page with what stands around them: the card they are on, headings, navigation, dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import lxml.etree
from lxml.html import HtmlElement

from crawler.civic.dates import find_moments
from crawler.page_lines import absolute, squeeze
from crawler.platforms.listing_shapes import day_in, shape_of
from crawler.variants import variant_key

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Menus that fold out show articles too, footers the outlet's own pages: points off for each place.
EDGES = {"nav": 6, "navigation": 6, "menu": 6, "footer": 8, "contentinfo": 8}
HEADING_CLIMB = 4
CARD_CLIMB = 8  # elements from a link up to its card: deeper ones hold several articles
LONGEST_DATE = 60  # characters of a line that tells a card's date, a byline included
LONGEST_TITLE = 300
_CARD = re.compile(
    r"card|teaser|headline|story|article|post\b|promo|entry|river|feed-?item|lede|tease|summary",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\b(?:nav|navigation|navbar|menu|mega-?menu|breadcrumbs?|social|share|sharing|footer|masthead|byline|"
    r"authors?|pagination|pager|skip-?link|toolbar|account|subscribe|newsletter\w*)\b"
    r"|(?:^|[\s_-])(?:nav|menu|footer)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"\b(?:sponsor(?:ed)?|advert\w*|taboola|outbrain|comments?)\b", re.IGNORECASE)
_ISO_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")


@dataclass
class Card:
    """What a page tells of one address: every link to it, taken together."""

    url: str
    texts: list[str] = field(default_factory=list)
    anchors: list[HtmlElement] = field(default_factory=list)
    in_heading: bool = False
    on_card: bool = False
    in_text: bool = False  # in at least one place that is no navigation
    edge: int = 8  # how far its best place is at the page's edge: 8 in `footer`, 6 in `nav`, else 0
    date: str | None = None

    @property
    def title(self) -> str | None:
        """Return its longest link text that may be a headline."""
        fitting = [text for text in self.texts if len(text) <= LONGEST_TITLE]
        return max(fitting, key=len, default=None) or (self.texts[0][:LONGEST_TITLE] if self.texts else None)

    @property
    def score(self) -> int:
        """Return how much like an article's its place and its text are."""
        words = len((self.title or "").split())
        points = 2 if words >= 5 else 1 if words >= 3 else 0 if words == 0 else -1
        points += 2 if self.in_heading else 1 if self.on_card else 0
        points += 1 if self.date and not day_in(self.url) else 0  # an address's own day is its shape's
        return points - (self.edge or (0 if self.in_text else 4))


def cards_of(root: HtmlElement, base_url: str, selectors: list[str]) -> list[Card]:
    """Return the pages that a page links to, in page order; with selectors only by links that fit one."""
    cards: dict[str, Card] = {}
    for anchor in _anchors(root, selectors):
        url = absolute(base_url, anchor.get("href"))
        if url is None:
            continue
        card = cards.setdefault(_same(url), Card(url))
        card.url = min(card.url, url, key=len)  # without the mark of the place where the link stands
        card.anchors.append(anchor)
        if text := _text(anchor):
            card.texts.append(text)
        _look_around(card, anchor)
    return list(cards.values())


def date_cards(cards: list[Card]) -> None:
    """Give each card the date that its address, its `time` element or its text tells."""
    # Cards hold links to authors and sections too; only another article ends one.
    holders = _holders([card for card in cards if shape_of(card.url).score >= 0])
    for card in cards:
        if day := day_in(card.url):
            card.date = day.isoformat()
        for anchor in card.anchors:
            if found := next(filter(None, map(_date_in, _card_elements(anchor, holders))), None):
                card.date = found
                break


def _same(url: str) -> str:
    """Return what all links to one page share: lists mark theirs with parameters (?ref=top)."""
    try:
        return variant_key(url)
    except ValueError:
        return url


def _anchors(root: HtmlElement, selectors: list[str]) -> Iterator[HtmlElement]:
    if not selectors:
        yield from root.iter("a")
        return
    chosen = {element for selector in selectors for element in root.cssselect(selector)}
    for anchor in root.iter("a"):
        if anchor in chosen or any(above in chosen for above in anchor.iterancestors()):
            yield anchor


def _text(anchor: HtmlElement) -> str:
    heading = next((inner for inner in anchor.iter(*HEADINGS)), None)
    text = squeeze((anchor if heading is None else heading).text_content())
    return text or squeeze(anchor.get("title") or anchor.get("aria-label"))


def _look_around(card: Card, anchor: HtmlElement) -> None:
    around = on_card = False
    edge = 0
    in_heading = any(True for _ in anchor.iter(*HEADINGS))
    for distance, above in enumerate(anchor.iterancestors()):
        tag = above.tag if isinstance(above.tag, str) else ""
        if tag in {"body", "html"}:
            break
        edge = max(edge, EDGES.get(tag, 0), EDGES.get(above.get("role", ""), 0))
        marks = f"{above.get('class', '')} {above.get('id', '')}" if distance < CARD_CLIMB else ""
        in_heading = in_heading or (tag in HEADINGS and distance < HEADING_CLIMB)
        around = around or bool(_FOREIGN.search(marks))
        if not (on_card or in_heading):  # a card in what is called a footer is a card all the same
            around = around or (tag not in {"article", "main"} and bool(_FURNITURE.search(marks)))
        on_card = on_card or tag == "article" or bool(_CARD.search(marks))
    card.in_heading, card.on_card = card.in_heading or in_heading, card.on_card or on_card
    card.edge = min(card.edge, edge)
    card.in_text = card.in_text or not (around or edge)


def _holders(cards: list[Card]) -> dict[HtmlElement, str | None]:
    """Return for each element above a link the one address that it holds links to, None where several."""
    holders: dict[HtmlElement, str | None] = {}
    for card in cards:
        for anchor in card.anchors:
            for above in anchor.iterancestors():
                if above not in holders:
                    holders[above] = card.url
                elif holders[above] != card.url:
                    holders[above] = None
    return holders


def _card_elements(anchor: HtmlElement, holders: dict[HtmlElement, str | None]) -> Iterator[HtmlElement]:
    """Yield the link and what is around it, as long as it holds no other article."""
    yield anchor
    for distance, above in enumerate(anchor.iterancestors()):
        if distance >= CARD_CLIMB or holders.get(above) is None or above.tag in {"body", "html", "main"}:
            return
        yield above


def _date_in(element: HtmlElement) -> str | None:
    for time in element.iter("time"):
        if stated := _stated(time.get("datetime")) or _day_in_text(squeeze(time.text_content())):
            return stated
    for inner in element.iter():
        if told := _day_in_text(_line(inner)):
            return told
    return None


def _line(element: HtmlElement) -> str:
    """Return an element's text where it is a line of its own: a date in a summary is of what that tells."""
    if not isinstance(element.tag, str) or not element.text:
        return ""
    line = squeeze(element.text_content())
    return line if len(line) <= LONGEST_DATE else ""


def _stated(value: str | None) -> str | None:
    text = squeeze(value)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _day_in_text(text)
    if not 1990 <= moment.year <= 2100:
        return None
    return moment.isoformat() if ":" in text else moment.date().isoformat()


def _day_in_text(text: str) -> str | None:
    """Return a day told with its year; "2 hours ago" and "Feb. 22" are none."""
    for moment in find_moments(text):
        return moment.day.isoformat()
    if match := _ISO_DAY.search(text):
        try:
            return date.fromisoformat(match[0]).isoformat()
        except ValueError:
            return None
    return None


def selected(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements that a CSS selector finds, links before what only holds them."""
    found = root.cssselect(selector)
    return [element if element.tag == "a" else next(element.iter("a"), element) for element in found]


def readable_selector(selector: str) -> bool:
    """Tell whether a CSS selector can be read."""
    from lxml.cssselect import CSSSelector  # noqa: PLC0415 - only entries with selectors need it

    try:
        CSSSelector(selector, translator="html")
    except (lxml.etree.LxmlError, SyntaxError):
        return False
    return True
