"""Ways to read a page that are compared: this project's, its metadata alone, and trafilatura as it comes."""

from collections.abc import Callable

import trafilatura

from crawler.platform import Page
from crawler.platforms.article import ArticlePage
from db.records import Article
from tests.measure.pages import KnownPage

Reader = Callable[[KnownPage, bytes], Article]


def read_whole(page: KnownPage, body: bytes) -> Article:
    """Read as `hallwatch parse` does. Raises PageError for what it takes for no article."""
    records = ArticlePage().parse(Page(url=page.url, body=body))
    return next(record for record in records if isinstance(record, Article))


def read_trafilatura(page: KnownPage, body: bytes) -> Article:
    """Read with trafilatura alone, favouring precision."""
    found = trafilatura.bare_extraction(body, url=page.url, favor_precision=True, with_metadata=True)
    if found is None or isinstance(found, dict):
        return Article(url=page.url)
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return Article(
        url=page.url, headline=found.title, authors=authors, date_published=found.date, body=found.text
    )


READERS: dict[str, Reader] = {"hallwatch": read_whole, "trafilatura": read_trafilatura}
