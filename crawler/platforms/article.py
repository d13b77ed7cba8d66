"""A news article's page: one Article, or a clear word on what stands there instead."""

from collections.abc import Sequence
from typing import Any

import lxml.etree

from crawler.articles.agency import bylines_of, find_agency
from crawler.articles.authors import find_authors
from crawler.articles.authors_names import read_names
from crawler.articles.body import Text, read_body, visible_text
from crawler.articles.dates import find_modified, find_published, iso_moment
from crawler.articles.headline import find_headline
from crawler.articles.kind import STUB, kind_of, wall_of
from crawler.articles.language import find_language
from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Found, Metadata, read_metadata
from crawler.articles.notes import find_notes
from crawler.articles.origin import find_origin, notices_of, speaks_of_origin
from crawler.articles.parts import names_next, next_part
from crawler.articles.paywall import Wall
from crawler.articles.rules import PageRule, rule_for, select
from crawler.articles.section import find_section
from crawler.page_lines import parse_html, squeeze
from crawler.platform import Follow, Page, PageError, Platform, Window
from db.records import Article, Record, Remark
from db.registry import Source

EXPECTED = "an article's HTML page"
NO_TEXT = {"video page", "not an article"}
RULED = 0.99  # an outlet's rule is as sure as the person who wrote it


class ArticlePage(Platform):
    """An outlet's article. Slow (30 ms a page): run it in processes, never in threads."""

    name = "article"
    version = "3"
    reading_options = frozenset({"pages"})

    def options_for_reading(self, source: Source | None) -> dict[str, Any]:
        """Return the quirks of an outlet's article pages, whatever platform finds them."""
        if source is None or not source.pages:
            return {}
        return {"pages": [rule.model_dump(mode="json", exclude_defaults=True) for rule in source.pages]}

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the source's own address: a single article can be a source."""
        del window
        return [Follow(url=source.url, platform=self.name, kind="article")]

    def parse(self, page: Page) -> list[Record]:
        """Return one Article. Raises PageError for an error, log-in or cookie page and for an empty one."""
        metadata, article, rule = _described(page)
        around = _Around(metadata, rule, page.body)
        try:
            text = read_body(metadata, article.headline, article.authors, rule)
        except (lxml.etree.LxmlError, ValueError, RecursionError) as error:
            raise PageError(f"text that cannot be read ({error}); expected {EXPECTED}") from error
        article.body = text.body
        article.kind = kind_of(metadata, article.headline, article.section, text.body or "")
        if article.kind not in NO_TEXT:
            shown = text.body or visible_text(parse_html(page.body, EXPECTED))[:2000]
            _refuse_walls(around.title, article.headline, shown, metadata, not text.body)
        around.tell(article, text)
        return [article, *_disbelieved(metadata), *around.remarks()]

    def outline(self, page: Page) -> list[Record]:
        """Return the Article without its body, which takes a fraction of the time."""
        metadata, article, _ = _described(page)
        shown = visible_text(metadata.root)[:2000]
        article.kind = kind_of(metadata, article.headline, article.section, shown)
        if article.kind not in NO_TEXT:
            title = squeeze(metadata.root.findtext(".//title"))
            _refuse_walls(title, article.headline, shown, metadata, not shown)
        article.language = find_language(metadata, None)
        return [article, *_disbelieved(metadata)]

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return the article's body."""
        del page
        return next((record.body for record in records if isinstance(record, Article)), None)


class _Around:
    """What a page shows around its text, noted before reading the text uses the tree up."""

    def __init__(self, metadata: Metadata, rule: PageRule, raw: bytes) -> None:
        root = metadata.root
        self.metadata = metadata
        self.title = squeeze(root.findtext(".//title"))
        self.wall = Wall(metadata, rule)
        self.bylines = bylines_of(metadata)
        self.origin = find_origin(metadata, notices_of(root, metadata.url) if speaks_of_origin(raw) else [])
        self.next_part = next_part(root, metadata.url) if names_next(raw) else None

    def tell(self, article: Article, text: Text) -> None:
        """Fill in what page and text tell together."""
        article.language = find_language(self.metadata, text.body)
        article.paywalled = self.wall.hides(text.body, text.stated)
        article.agency = find_agency(self.metadata, text.body, self.bylines, text.ending)
        article.original_name, article.original_url = self.origin
        article.notes = find_notes(text.body) if text.body else []

    def remarks(self) -> list[Record]:
        """Return what a reader of the text should know is missing."""
        if self.next_part is None:
            return []
        told = f"goes on at {self.next_part}; only this part is read"
        return [Remark(kind="article in parts", message=told, url=self.next_part)]


def _described(page: Page) -> tuple[Metadata, Article, PageRule]:
    """Return what the page tells of its article but the text, and the outlet's rule that fits it."""
    metadata = read_metadata(parse_html(page.body, EXPECTED, comments=False), page.url)
    published = find_published(metadata, page.body, page.timezone)
    rule = rule_for(page.options.get("pages") or (), page.url, published.value if published else None)
    published = _ruled_date(metadata, rule, page.timezone) or published
    titled = _ruled_headline(metadata, rule) or find_headline(metadata)
    signed = find_authors(metadata, page.body)
    metadata.desks = signed.desks
    authors = _ruled_authors(metadata, rule) or signed
    modified = find_modified(metadata, page.timezone, published.value if published else None)
    headline = titled.value if titled else None
    article = Article(
        url=page.url,
        headline=headline,
        headline_source=titled.source if titled else None,
        headline_confidence=round(titled.confidence, 2) if titled else None,
        authors=authors.value,
        authors_source=authors.source,
        authors_confidence=round(authors.confidence, 2) if authors.value else None,
        section=find_section(metadata, headline),
        date_published=published.value if published else None,
        date_source=published.source if published else None,
        date_confidence=round(published.confidence, 2) if published else None,
        date_modified=modified.value if modified else None,
        modified_source=modified.source if modified else None,
        description=_description(metadata),
    )
    return metadata, article, rule


def _disbelieved(metadata: Metadata) -> list[Record]:
    """Return a remark for each value that the page states and that cannot be."""
    return [
        Remark(kind="future date" if "future" in told else "date not used", message=told, url=metadata.url)
        for told in dict.fromkeys(metadata.dropped)
    ]


def _ruled_headline(metadata: Metadata, rule: PageRule) -> Found[str] | None:
    told = rule.text(metadata.root, rule.headline)
    return Found(told, "rule", RULED) if told else None


def _ruled_date(metadata: Metadata, rule: PageRule, zone: str | None) -> Found[str] | None:
    found = rule.first(metadata.root, [rule.published]) if rule.published else None
    if found is None:
        return None
    for told in (found.get("datetime"), found.get("content"), squeeze(found.text_content())):
        if value := iso_moment(told, zone):
            return Found(value, "rule", RULED)
    return None


def _ruled_authors(metadata: Metadata, rule: PageRule) -> Found[list[str]] | None:
    found = select(metadata.root, rule.authors) if rule.authors else []
    names = read_names([squeeze(element.text_content()) for element in found], metadata.site_names).people
    return Found(names, "rule", RULED) if names else None


def _refuse_walls(title: str, headline: str | None, text: str, metadata: Metadata, nothing: bool) -> None:
    wall = wall_of(headline, title, text)
    if wall:
        raise PageError(f"{wall} ({(headline or title or text)[:80]!r}); expected {EXPECTED}")
    if nothing:
        raise PageError(f"nothing to read ({(headline or title)[:80]!r}); expected {EXPECTED}")
    if len(text) < STUB and headline is None and not metadata.article:
        raise PageError(f"nothing to read but {text[:80]!r}; expected {EXPECTED}")


def _description(metadata: Metadata) -> str | None:
    stated = metadata.first("og:description", "description", "twitter:description")
    return stated or text_of(metadata.article.get("description"))
