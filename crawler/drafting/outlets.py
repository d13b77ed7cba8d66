"""Finding out how a newsroom lists its articles: feeds, sitemaps and pages, tried and compared."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urljoin

import lxml.etree
from lxml.html import HtmlElement

from crawler.drafting.asking import Answer
from crawler.page_lines import absolute, parse_html
from crawler.platform import PageError
from crawler.platforms import PLATFORMS
from crawler.urls import canonical, within
from db.records import Link

# Where the programs that newsrooms use put their lists: WordPress, Arc, Brightspot, Drupal, Blox, Ghost.
COMMON = (
    "/feed/",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/rss/index.xml",
    "/index.rss",
    "/feeds/rss/",
    "/search/?f=rss&t=article&l=50&s=start_time&sd=desc",
    "/arc/outboundfeeds/rss/?outputType=xml",
    "/arc/outboundfeeds/news-sitemap/?outputType=xml",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
    "/news-sitemap-content.xml",
)
ROUND = 10  # addresses that a page or robots.txt may send us to
FRESH = timedelta(days=30)
MANY = 1500  # entries: a list of everything that ever was, where the newest are wanted
_SITEMAP = re.compile(rb"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_NO_LIST = re.compile(r"/comments/|[?&]withoutcomments|/(?:podcasts?|videos?)[/.]", re.IGNORECASE)


@dataclass(frozen=True)
class Listing:
    """A list of articles that could be read: on which platform, where, its bytes and its entries."""

    platform: str
    url: str
    body: bytes
    links: tuple[Link, ...]

    @property
    def days(self) -> list[str]:
        """The days of its entries, newest first."""
        return sorted((link.latest for link in self.links if link.latest), reverse=True)

    def newest(self) -> list[Link]:
        """Return the entries, newest first; undated ones keep their order after them."""
        return sorted(self.links, key=lambda link: link.latest or "", reverse=True)

    def merit(self, today: date) -> tuple[bool, bool, bool, str, int]:
        """Return what lists are compared by: fresh, titled, of a bearable size, its newest, its length."""
        newest = self.days[0] if self.days else ""
        fresh = newest >= (today - FRESH).isoformat()
        titled = sum(1 for link in self.links if link.title) * 2 >= len(self.links)
        return fresh, titled, len(self.links) <= MANY, newest, len(self.links)


def front_of(url: str) -> list[str]:
    """Return the addresses to begin with: the one given, robots.txt, and where lists often stand."""
    return [url, urljoin(url, "/robots.txt"), *(urljoin(url, path) for path in COMMON)]


def named_lists(answers: Iterable[Answer], domain: str) -> list[str]:
    """Return the lists on the outlet's domain that its pages and its robots.txt name, the first ones only."""
    found: dict[str, None] = {}
    for answer in answers:
        for url in _named(answer):
            if within(url, [domain]) and not _NO_LIST.search(url):
                found.setdefault(canonical(url))
    return list(found)[:ROUND]


def _named(answer: Answer) -> Iterator[str]:
    if answer.final.endswith("/robots.txt"):
        for told in _SITEMAP.findall(answer.body):
            yield from _resolved(answer.final, told.decode("utf-8", "replace"))
        return
    root = html_of(answer)
    for link in () if root is None else root.xpath("//link[@href and contains(@rel, 'alternate')]"):
        if re.search(r"rss|atom|feed", f"{link.get('type')}", re.IGNORECASE):
            yield from _resolved(answer.final, link.get("href"))


def _resolved(base: str, target: str) -> list[str]:
    url = absolute(base, target)
    return [url] if url else []


def html_of(answer: Answer) -> HtmlElement | None:
    """Return an answer as HTML; None where it is none."""
    start = answer.body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start.startswith(b"<") or re.search(rb"<(?:rss|feed|rdf|urlset|sitemapindex)\b", start):
        return None
    try:
        return parse_html(answer.body, "a page")
    except (PageError, lxml.etree.LxmlError):
        return None


def inner_sitemaps(answers: Iterable[Answer], domain: str) -> dict[str, Answer]:
    """Return, of each sitemap index, the part to look into: news before others, then what changed last.

    Each is told with the index that names it.
    """
    found: dict[str, Answer] = {}
    for answer in answers:
        links = [link for link in _links(answer, "sitemap") if link.kind == "sitemap"]
        own = [link for link in links if within(link.url, [domain])]
        if own:
            best = max(own, key=lambda link: ("news" in link.url.lower(), link.latest or ""))
            found.setdefault(canonical(best.url), answer)
    return dict(list(found.items())[:ROUND])


def as_named(listing: Listing, inner: Mapping[str, Answer]) -> Listing:
    """Return a list by the address that stays: a month's part of an index is followed by the next month's."""
    index = inner.get(listing.url)
    if index is None or "news" in listing.url.lower():
        return listing
    return replace(listing, url=index.final, body=index.body)


def read_lists(answers: Iterable[Answer], domain: str, platforms: Sequence[str]) -> list[Listing]:
    """Return every answer that one of the platforms reads as a list of the outlet's own articles."""
    found = []
    for answer in answers:
        for platform in platforms:
            links = [link for link in _links(answer, platform) if link.kind == "article"]
            own = tuple(link for link in links if within(link.url, [domain]))
            if own:
                found.append(Listing(platform, answer.final, answer.body, own))
                break
    return found


def why_no_list(answer: Answer) -> str:
    """Return, in words, why the page that was given is no list of articles."""
    if answer.problem:
        return answer.problem
    try:
        PLATFORMS["listing"].parse(answer.page())
    except PageError as error:
        return str(error)
    return "its articles are on other domains"


def _links(answer: Answer, platform: str) -> list[Link]:
    if answer.problem or not answer.body:
        return []
    try:
        records = PLATFORMS[platform].parse(answer.page())
    except (PageError, RecursionError):
        return []
    return [record for record in records if isinstance(record, Link)]
