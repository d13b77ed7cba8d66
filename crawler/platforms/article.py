"""A news article's page: one Article, or a clear word on what stands there instead."""

from collections.abc import Sequence

import lxml.etree

from crawler.articles.authors import find_authors
from crawler.articles.body import find_body, visible_text
from crawler.articles.dates import find_modified, find_published
from crawler.articles.headline import find_headline
from crawler.articles.kind import STUB, kind_of, wall_of
from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Metadata, read_metadata
from crawler.page_lines import parse_html, squeeze
from crawler.platform import Follow, Page, PageError, Platform, Window
from db.records import Article, Record
from db.registry import Source

EXPECTED = "an article's HTML page"


class ArticlePage(Platform):
    """An outlet's article. Slow (50 ms a page): run it in processes, never in threads."""

    name = "article"
    version = "1"

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the source's own address: a single article can be a source."""
        del window
        return [Follow(url=source.url, platform=self.name, kind="article")]

    def parse(self, page: Page) -> list[Record]:
        """Return one Article. Raises PageError for an error, log-in or cookie page and for an empty one."""
        root = parse_html(page.body, EXPECTED)
        metadata = read_metadata(root, page.url)
        titled = find_headline(metadata)
        headline = titled.value if titled else None
        try:
            body = find_body(page.body, metadata, headline)
        except (lxml.etree.LxmlError, ValueError, RecursionError) as error:
            raise PageError(f"text that cannot be read ({error}); expected {EXPECTED}") from error
        section = _section(metadata)
        kind = kind_of(metadata, headline, section, body or "")
        if kind not in {"video page", "not an article"}:
            _refuse_walls(metadata, headline, body)
        published = find_published(metadata, page.body, page.timezone)
        authors = find_authors(metadata, page.body)
        modified = find_modified(metadata, page.timezone, published.value if published else None)
        return [
            Article(
                url=page.url,
                headline=headline,
                headline_source=titled.source if titled else None,
                headline_confidence=titled.confidence if titled else None,
                authors=authors.value,
                authors_source=authors.source,
                authors_confidence=authors.confidence if authors.value else None,
                body=body,
                kind=kind,
                section=section,
                language=_language(metadata),
                date_published=published.value if published else None,
                date_source=published.source if published else None,
                date_confidence=round(published.confidence, 2) if published else None,
                date_modified=modified.value if modified else None,
                modified_source=modified.source if modified else None,
                description=_description(metadata),
            )
        ]

    def outline(self, page: Page) -> list[Record]:
        """Return the Article without its body."""
        articles = self.parse(page)
        for article in articles:
            if isinstance(article, Article):
                article.body = None
        return articles

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return the article's body."""
        del page
        return next((record.body for record in records if isinstance(record, Article)), None)


def _refuse_walls(metadata: Metadata, headline: str | None, body: str | None) -> None:
    title = squeeze(metadata.root.findtext(".//title"))
    wall = wall_of(headline, title, body or visible_text(metadata.root)[:2000])
    if wall:
        raise PageError(f"{wall} ({(headline or title or body or '')[:80]!r}); expected {EXPECTED}")
    if not body:
        raise PageError(f"nothing to read ({(headline or title)[:80]!r}); expected {EXPECTED}")
    if len(body) < STUB and headline is None and not metadata.article:
        raise PageError(f"nothing to read but {body[:80]!r}; expected {EXPECTED}")


def _section(metadata: Metadata) -> str | None:
    stated = text_of(metadata.article.get("articleSection"))
    return stated or metadata.first("article:section", "parsely-section", "section", "sailthru.section")


def _description(metadata: Metadata) -> str | None:
    stated = metadata.first("og:description", "description", "twitter:description")
    return stated or text_of(metadata.article.get("description"))


def _language(metadata: Metadata) -> str | None:
    declared = metadata.root.get("lang") or metadata.root.get("{http://www.w3.org/XML/1998/namespace}lang")
    stated = (
        declared or text_of(metadata.article.get("inLanguage")) or metadata.first("og:locale", "language")
    )
    code = squeeze(stated).replace("_", "-").split("-")[0].lower()
    return code if code.isalpha() and len(code) in {2, 3} else None
