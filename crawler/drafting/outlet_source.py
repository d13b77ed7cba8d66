"""What an outlet's entry says, and the pages that show it: its best list and its newest article."""

from typing import Any

from crawler.drafting.asking import Answer, ask
from crawler.drafting.entry import expect_outlet, name_of
from crawler.drafting.found import Found, SavedPage
from crawler.drafting.outlets import (
    Listing,
    as_named,
    front_of,
    html_of,
    inner_sitemaps,
    named_lists,
    read_lists,
    why_no_list,
)
from crawler.drafting.wishes import DraftError, Wishes
from crawler.platform import PageError
from crawler.platforms import PLATFORMS
from db.clock import now
from db.records import Article

LISTS = ("feed", "sitemap")
TRIED = 3  # articles asked for until one can be read


def draft_outlet(url: str, front: Answer, domain: str, wishes: Wishes) -> Found:
    """Find out how the newsroom at an address lists its articles. Raises DraftError when it does not."""
    best = _best_list(front, domain, wishes)
    told = [_told(best)]
    article, page = _newest_article(best, domain, wishes)
    pages = [SavedPage(best.platform, best.url, best.body)]
    if page is not None:
        pages.append(page)
    else:
        told.append("none of its newest articles could be read; save one by hand, and read why it cannot be")
    dated = bool(article and article.date_published)
    source: dict[str, Any] = {
        "kind": "outlet",
        "platform": best.platform,
        "url": best.url,
        "domains": [domain],
        "expect": expect_outlet(len(best.links), best.days, dated),
    }
    name = name_of(html_of(front)) or name_of(_page_root(page))
    if front.problem:
        told.append(f"{url} itself could not be read: {front.problem}")
    return Found(source, name, pages, told)


def _best_list(front: Answer, domain: str, wishes: Wishes) -> Listing:
    platforms = [wishes.platform] if wishes.platform else list(LISTS)
    if given := read_lists([front], domain, [one for one in platforms if one != "listing"]):
        return given[0]  # what a person names is what is meant
    found: list[Listing] = []
    inner: dict[str, Answer] = {}
    if wishes.platform != "listing":
        answers, inner = _lists_of(front, domain, wishes)
        found = read_lists(answers, domain, platforms)
    if not found and wishes.platform in (None, "listing"):
        found = read_lists([front], domain, ["listing"])
    if not found:
        why = why_no_list(front)
        raise DraftError(
            f"no feed, sitemap or list of articles was found at {front.url}: {why}; give the list's address"
        )
    today = now().date()
    return as_named(max(found, key=lambda listing: listing.merit(today)), inner)


def _lists_of(front: Answer, domain: str, wishes: Wishes) -> tuple[list[Answer], dict[str, Answer]]:
    """Ask for the lists that are named and those that often stand where they stand, in three rounds.

    Beside the answers return which were looked at for an index that names them.
    """
    loopback = wishes.allow_loopback
    answers = {front.url: front}
    answers |= ask(front_of(front.final)[1:], domain, allow_loopback=loopback)
    named = [url for url in named_lists(answers.values(), domain) if url not in answers]
    answers |= ask(named, domain, allow_loopback=loopback)
    inner = inner_sitemaps(answers.values(), domain)
    answers |= ask([url for url in inner if url not in answers], domain, allow_loopback=loopback)
    return list(answers.values()), inner


def _newest_article(best: Listing, domain: str, wishes: Wishes) -> tuple[Article | None, SavedPage | None]:
    links = [link.url for link in best.newest()[:TRIED]]
    for answer in ask(links, domain, allow_loopback=wishes.allow_loopback).values():
        article = _article_in(answer)
        if article is not None:
            return article, SavedPage("article", answer.final, answer.body)
    return None, None


def _article_in(answer: Answer) -> Article | None:
    if answer.problem:
        return None
    try:
        records = PLATFORMS["article"].parse(answer.page())
    except PageError:
        return None
    found = next((record for record in records if isinstance(record, Article)), None)
    return found if found and found.kind != "not an article" else None


def _page_root(page: SavedPage | None) -> Any:
    return None if page is None else html_of(Answer(page.url, page.url, page.body))


def _told(best: Listing) -> str:
    newest = f", the newest of {best.days[0]}" if best.days else ", none with a date"
    return f"{best.platform} at {best.url}: {len(best.links)} articles{newest}"
