"""One article of an outlet, really fetched and read, as lines for a person."""

from collections.abc import Sequence

from crawler.drafting.asking import Answer, ask
from crawler.platform import PageError
from crawler.platforms import PLATFORMS
from crawler.scan import TopicScan
from db.records import Article, Remark
from db.registry import Source

TRIED = 3  # articles asked for until one can be read


def tell_article(
    urls: Sequence[str], source: Source, zone: str | None, scan: TopicScan, allow_loopback: bool
) -> list[str]:
    """Fetch the first of some articles that can be read; tell of it, and of those that could not be."""
    if not urls:
        return ["article: none is named that could be tried"]
    lines: list[str] = []
    for url in urls[:TRIED]:
        (answer,) = ask([url], source.domains, allow_loopback=allow_loopback).values()
        read = _read(answer, source, zone)
        if not isinstance(read, str):
            return [*lines, *_tell(answer, *read, scan)]
        lines += [f"article {url}", f"  failed: {read}"]
    return lines


def _read(answer: Answer, source: Source, zone: str | None) -> tuple[Article, list[str]] | str:
    """Return the article and what was remarked, or why there is none, in words."""
    if answer.problem:
        return answer.problem
    platform = PLATFORMS["article"]
    page = answer.page(timezone=zone, options=platform.options_for_reading(source))
    try:
        records = platform.parse(page)
    except PageError as error:
        return str(error)
    article = next((record for record in records if isinstance(record, Article)), None)
    if article is None or article.kind == "not an article":
        return "a list or front page, where an article was expected"
    return article, [record.message for record in records if isinstance(record, Remark)]


def _tell(answer: Answer, article: Article, remarks: list[str], scan: TopicScan) -> list[str]:
    verdict = scan.judge(answer.body)
    wanted = "wants it" if verdict.wanted else "does not want it"
    lines = [
        f"article {answer.final}",
        f"  headline   {_with_source(article.headline, article.headline_source)}",
        f"  authors    {_with_source(', '.join(article.authors), article.authors_source)}",
        f"  published  {_with_source(article.date_published, article.date_source)}",
        f"  modified   {_with_source(article.date_modified, article.modified_source)}",
        f"  words      {len((article.body or '').split())}",
        f"  kind       {article.kind or 'not told'}",
        f"  scan       {wanted}: {verdict.reason}",
    ]
    return lines + [f"  note: {remark}" for remark in remarks]


def _with_source(value: str | None, source: str | None) -> str:
    return f"{value} ({source})" if value and source else value or "not found"
