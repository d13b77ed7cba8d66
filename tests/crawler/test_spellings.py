"""One article under many addresses: what is asked for, what it is stored as, what becomes of it."""

from typing import Any

import pytest

from crawler.fetching.landing import landing
from db.ids import digest
from db.ledger import Counts
from tests.crawler.conftest import World, make_source, snapshot
from tests.crawler.site import Site, redirect

STORY = "/2024/2/22/board-votes-on-officers"


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1708600000")  # 2024-02-22


def stating(url: str, words: str = "") -> bytes:
    return f'LEAF <link rel="canonical" href="{url}"> {words}'.encode()


def documents(world: World) -> list[tuple[Any, ...]]:
    return world.rows("SELECT url, variant_key FROM documents WHERE kind = 'article' ORDER BY url")


def aliases(world: World) -> set[str]:
    return {url for (url,) in world.rows("SELECT url FROM document_aliases")}


def list_articles(site: Site, *paths: str) -> dict[str, Any]:
    site.links("/", *(f"{path}|article" for path in paths))
    return make_source("one", site.url("/"))


def test_of_many_spellings_one_is_asked_for_and_the_others_are_its_aliases(world: World, site: Site) -> None:
    spellings = [f"{STORY}/", f"{STORY}/amp/", STORY, f"{STORY}?outputType=amp", f"{STORY}?print=1"]
    source = list_articles(site, *spellings)
    site.pages |= dict.fromkeys(spellings, b"LEAF story")
    first = world.crawl(source)["one"]
    assert sum(site.asked[path] for path in spellings) == site.asked[STORY] == 1
    assert first.counts == Counts(requested=6, stored=2, filtered=4)
    assert first.complete and not world.issues()
    key = f"127.0.0.1:{site.port}{STORY}"
    assert documents(world) == [(site.url(STORY), key)]
    assert world.rows("SELECT id FROM documents WHERE kind = 'article'") == [(digest(key),)]
    assert aliases(world) == {site.url(path) for path in spellings if path != STORY}
    before = snapshot(world.database)
    second = world.crawl(source)["one"]
    assert second.counts == Counts(requested=2, unchanged=2)
    assert snapshot(world.database) == before


def test_a_variant_is_fetched_where_nothing_else_is_named_and_its_own_address_wins_later(
    world: World, site: Site
) -> None:
    amp = f"{STORY}/amp/"
    source = list_articles(site, amp)
    site.pages |= {amp: stating(site.url(STORY), "short"), STORY: stating(site.url(STORY), "whole")}
    world.crawl(source)
    assert documents(world) == [(site.url(STORY), f"127.0.0.1:{site.port}{STORY}")]
    assert world.rows("SELECT seq, fetched_url FROM document_versions WHERE platform = 'article'") == [
        (1, site.url(amp))
    ]
    list_articles(site, amp, STORY)
    site.pages[amp] = stating(site.url(STORY), "short, and other advertisements")
    world.crawl(source)
    latest = """
        SELECT v.seq, v.fetched_url FROM documents d JOIN document_versions v ON v.id = d.latest_version_id
        WHERE d.kind = 'article'
    """
    assert world.rows(latest) == [(2, None)]
    assert world.rows("SELECT count(*) FROM documents WHERE kind = 'article'") == [(1,)]
    assert site.asked[amp] == 1  # the plain form is known now


def test_an_address_that_tells_nothing_becomes_the_one_that_the_page_states(world: World, site: Site) -> None:
    source = list_articles(site, "/?p=12345", "/other?p=12345")
    site.pages |= {"/?p=12345": stating(STORY), "/other?p=12345": stating("/")}
    world.crawl(source)
    assert [url for url, _ in documents(world)] == [site.url(STORY), site.url("/other?p=12345")]
    assert aliases(world) == {site.url("/?p=12345")}


def test_pages_that_are_no_articles_are_not_folded(world: World, site: Site) -> None:
    site.links("/", "/x", "/x/", "/x?print=1")
    site.pages |= dict.fromkeys(
        ("/x", "/x/", "/x?print=1"), b'LEAF <link rel="canonical" href="/quite-another-1">'
    )
    assert world.crawl(make_source("one", site.url("/")))["one"].counts == Counts(requested=4, stored=4)
    assert world.rows("SELECT variant_key FROM documents") == [(None,)] * 4


@pytest.mark.parametrize("to", ["/", "/2024", "/news", "/404", "/tag/schools", "/page-not-found"])
def test_an_article_that_leads_to_a_front_page_is_gone(world: World, site: Site, to: str) -> None:
    source = list_articles(site, STORY, "/news/another-story-of-the-day")
    site.pages |= {STORY: b"LEAF story", "/news/another-story-of-the-day": redirect(to)}
    site.pages.setdefault(to, b"LEAF front")
    world.crawl(source)
    assert world.issues() == [("soft-404", site.url("/news/another-story-of-the-day"))]
    assert [url for url, _ in documents(world)] == [site.url(STORY)]
    site.pages[STORY] = redirect(to)
    report = world.crawl(source)["one"]
    assert report.complete  # there is nothing to try again
    assert ("gone", site.url(STORY)) in world.issues()
    assert world.rows("SELECT gone_at FROM documents WHERE kind = 'article'") == [("2024-02-22T11:06:40Z",)]
    assert world.rows("SELECT count(*) FROM document_versions WHERE platform = 'article'") == [(1,)]
    site.pages[STORY] = b"LEAF story"
    world.crawl(source)
    assert world.rows("SELECT gone_at FROM documents WHERE kind = 'article'") == [(None,)]


def test_a_log_in_page_stands_where_the_article_stood(world: World, site: Site) -> None:
    source = list_articles(site, STORY)
    site.pages |= {STORY: b"LEAF story", "/login?next=story": b"LEAF please sign in"}
    world.crawl(source)
    site.pages[STORY] = redirect("/login?next=story")
    world.crawl(source)
    assert [url for url, _ in documents(world)] == [site.url(STORY)]
    assert world.rows("SELECT seq FROM document_versions WHERE platform = 'article' ORDER BY 1") == [
        (1,),
        (2,),
    ]
    assert aliases(world) == set()


@pytest.mark.parametrize(
    ("asked", "final", "where"),
    [
        ("http://a/x-y-z", "https://www.a/x-y-z/", "article"),
        ("http://a/2024/2/22/x-y-z", "http://a/2024/2/23/new-slug-of-it", "article"),
        ("http://a/old", "http://a/new", "article"),
        ("http://a/", "http://a/en/", "article"),
        ("http://a/?p=1", "http://a/x-y-z", "article"),
        ("http://a/x-y-z/comments", "http://a/x-y-z", "article"),
        ("http://a/x-y-z/2/", "http://a/x-y-z", "article"),
        ("http://a/news/x-y-z", "http://a/news", "front"),
        ("http://a/news/x-y-z", "http://b/?ref=old", "front"),
        ("http://a/news/x-y-z", "http://b/?p=12", "article"),
        ("http://a/news/x-y-z", "http://a/sign-in?to=x-y-z", "door"),
        ("http://a/news/x-y-z", "http://a/account/login", "door"),
        ("http://a/news/x-y-z", "http://a/error.html", "front"),
    ],
)
def test_where_an_article_leads(asked: str, final: str, where: str) -> None:
    assert landing(asked, final) == where
