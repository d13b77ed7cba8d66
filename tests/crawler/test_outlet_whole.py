"""One outlet, an empty database: every article once, bad input told, endless lists bounded."""

import gzip
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler import parse_stage
from crawler.variants import variant_key
from db.blobs import BlobStore
from db.clock import now
from tests.crawler.conftest import World, make_source, make_watch, snapshot
from tests.crawler.kept_pages import article
from tests.crawler.site import Site, gzip_bomb, huge, redirect, serving

TODAY = now().date()
SINCE = TODAY - timedelta(days=20)
OFFICERS = "Each high school has one school resource officer, the chair said. " * 4
CHILDREN = 5000  # sitemaps that the index names
OPTIONS: dict[str, Any] = {"platforms": "crawler.platforms:PLATFORMS", "since": SINCE, "max_size": 4}


def path_of(slug: str, ago: int = 1) -> str:
    return f"/{TODAY - timedelta(days=ago):%Y/%m/%d}/{slug}"


GOOD = [path_of(f"board-talks-about-officers-part-{number}", number) for number in range(1, 5)]
ONE, TWO, THREE, FOUR = GOOD
# The spellings that the lists below use, trackers and fragments off, which no address is kept with.
NAMED = {
    ONE: [ONE, f"{ONE}/", f"{ONE}/print/"],
    TWO: [TWO, f"{TWO}/"],
    THREE: [THREE, f"{THREE}/amp/"],
    FOUR: [FOUR, f"{FOUR}?print=1", f"{FOUR}?outputType=amp"],
}
MARKED = path_of("marked-up-headline-of-a-story")
AHEAD = path_of("story-of-a-day-to-come")
FEED_ONLY = path_of("feed-alone-names-this-story")
BAD: dict[str, tuple[Any, str]] = {
    "an-empty-article-on-the-site": (b"<html><body><article></article></body></html>", "unreadable page"),
    "an-error-page-with-status-200": (
        b"<html><head><title>Not found</title></head><body><h1>Page not found</h1></body></html>",
        "unreadable page",
    ),
    "a-log-in-page-for-readers": (
        b"<html><head><title>Sign in</title></head><body><h1>Sign in to read</h1></body></html>",
        "unreadable page",
    ),
    "a-trap-to-another-host": (redirect("http://elsewhere.example/a"), "offsite"),
    "a-trap-to-a-private-address": (redirect("http://169.254.169.254/latest/"), "private-address"),
    "a-page-of-ten-megabytes": (huge(10), "too-large"),
    "a-page-that-is-a-gzip-bomb": (gzip_bomb(10), "too-large"),
}
BAD_PATHS = {path_of(slug): kind for slug, (_, kind) in BAD.items()}
BAD_LISTS = {
    "/rss/malformed": b"<rss><channel><item><title>cut o",
    "/rss/entities": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><rss><channel><item><title>&j;</title></item></channel></rss>",
    "/rss/bomb": gzip.compress(b"<rss>" + b" " * (64 << 20)),
}


def rss(site: Site, *items: tuple[str, str], charset: str = "utf-8") -> bytes:
    told = "".join(
        f"<item><title>{title}</title><link>{site.url(path) if path.startswith('/') else path}</link></item>"
        for path, title in items
    )
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}<rss version="2.0"><channel>{told}</channel></rss>'.encode(charset)


def urlset(*urls: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>".encode()


def index(site: Site) -> bytes:
    old = (f"/maps/{date(2000, 1, 1) + timedelta(days=day)}.xml" for day in range(CHILDREN - 1))
    told = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/maps/news.xml.gz", *old))
    return gzip.compress(f"<sitemapindex>{told}</sitemapindex>".encode())


def cards(*paths: str, onward: str) -> bytes:
    told = "".join(
        f'<article><h2><a href="{path}">The board of the schools talks about it</a></h2></article>'
        for path in paths
    )
    return f'<html><body><main>{told}</main><a class="next" href="{onward}">Older</a></body></html>'.encode()


class Endless(dict[str, Any]):
    """A site whose section has older pages for ever, each naming the same articles and a calendar page."""

    def get(self, path: str, default: Any = None) -> Any:
        if match := re.fullmatch(r"/news/page/(\d+)", path):
            return cards(*GOOD[:2], onward=f"/news/page/{int(match[1]) + 1}")
        return super().get(path, default)


def fill(site: Site) -> None:
    one, two, three, four = GOOD
    site.pages = Endless(site.pages)
    site.pages |= {path: article(f"Part {number}", OFFICERS).encode() for number, path in enumerate(GOOD)}
    site.pages |= {path_of(slug): page for slug, (page, _) in BAD.items()}
    site.pages |= BAD_LISTS
    site.pages[MARKED] = article(
        "&lt;script&gt;x()&lt;/script&gt; Kept <img src=x onerror=y()>", OFFICERS
    ).encode()
    site.pages[AHEAD] = article("A day to come", OFFICERS, "2931-01-01T00:00:00Z").encode()
    site.pages[FEED_ONLY] = article("Feed alone", OFFICERS).encode()
    feed = [
        (f"{one}?utm_source=rss", "One"),
        (f"{two}/", "Two"),
        (f"{three}#comments", "caf\xe9"),
        (FEED_ONLY, "F"),
    ]
    site.pages["/feed"] = rss(site, *feed, *((path, "Bad") for path in BAD_PATHS), charset="latin-1")
    site.pages["/sitemap.xml.gz"] = index(site)
    https = site.url(two).replace("http:", "https:")
    site.pages["/maps/news.xml.gz"] = gzip.compress(
        urlset(
            site.url(one),
            https,
            site.url(f"{three}?fbclid=x"),
            site.url(f"{four}?outputType=amp"),
            site.url(AHEAD),
        )
    )
    site.pages["/news"] = cards(
        f"{one}/", two, f"{three}/amp/", f"{four}?print=1", MARKED, onward="/news/page/2"
    )
    site.pages["/found.txt"] = "\n".join(
        [site.url(f"{one}/print/"), site.url(f"{two}?gclid=1"), site.url(three), site.url(four), "ftp://no"]
    ).encode()


def turn(world: World, source: dict[str, Any]) -> Any:
    report = world.crawl(source, **OPTIONS)["one"]
    assert world.run is not None
    blobs = BlobStore(world.folder / "blobs")
    parse_stage.parse_pending(world.database, make_watch(source), blobs, world.run, processes=1)
    return report


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the world after two turns: the site, what each turn asked for, the rows after each."""
    with serving() as site:
        fill(site)
        ways = [
            {"platform": "sitemap", "url": site.url("/sitemap.xml.gz")},
            {
                "platform": "listing",
                "url": site.url("/news"),
                "options": {"next": "a.next", "pages": 50},
            },
            {"platform": "urls", "url": site.url("/found.txt")},
        ]
        more = {"more": [site.url(path) for path in BAD_LISTS]}
        source = make_source(
            "one", site.url("/feed"), also=ways, options=more, domains=["127.0.0.1", "169.254.169.254"]
        )
        folder: Path = tmp_path_factory.mktemp("whole-outlet")
        world = World(folder)
        reports, asked, rows = [], [], []
        for _ in range(2):
            site.asked.clear()
            reports.append(turn(world, source))
            asked.append(Counter(site.asked))
            rows.append(snapshot(world.database))
        yield world, site, reports, asked, rows
        world.database.conn.close()


def test_each_article_comes_once_with_all_its_addresses(whole: Any) -> None:
    world, site, _, asked, _ = whole
    found = [url for (url,) in world.rows("SELECT url FROM articles ORDER BY url")]
    expected = [*GOOD, MARKED, AHEAD, FEED_ONLY]
    assert sorted(map(variant_key, found)) == sorted(variant_key(site.url(path)) for path in expected)
    for path in GOOD:
        spellings = {asked_path for asked_path in asked[0] if path in asked_path}
        assert len(spellings) == 1, "one request an article"
        sql = "SELECT a.url FROM documents d JOIN document_aliases a ON a.document_id = d.id"
        aliases = world.rows(f"{sql} WHERE d.variant_key = ?", variant_key(site.url(path)))
        named = {site.url(other) for other in NAMED[path]} - set(found)
        assert named <= {alias for (alias,) in aliases}


def test_every_bad_page_and_list_is_told_and_none_is_an_article(whole: Any) -> None:
    world, site, _, _, _ = whole
    told = world.rows("SELECT url, kind FROM issues WHERE url IS NOT NULL")
    for path, kind in BAD_PATHS.items():
        assert (site.url(path), kind) in told
    for path in BAD_LISTS:
        assert any(url == site.url(path) for url, _ in told), path
    assert any(url == site.url(AHEAD) and "date" in kind for url, kind in told)
    ((day,),) = world.rows("SELECT date_published FROM articles WHERE headline = 'A day to come'")
    assert day is None or day < "2900"
    headlines = [headline for (headline,) in world.rows("SELECT headline FROM articles")]
    assert not any("<" in headline for headline in headlines)


def test_endless_lists_are_bounded(whole: Any) -> None:
    _, _, reports, asked, _ = whole
    assert sum(asked[0].values()) < 40
    assert sum(number for path, number in asked[0].items() if path.startswith("/news/page/")) <= 2
    assert [path for path in asked[0] if path.startswith("/maps/")] == ["/maps/news.xml.gz"]
    assert reports[0].counts.reconciled


def test_a_second_turn_writes_nothing_new(whole: Any) -> None:
    _, _, _, asked, rows = whole
    assert set(asked[1]) <= set(asked[0])
    assert not {path for path in asked[1] if asked[1][path] > asked[0][path]}
    for table in ("articles", "document_versions", "article_versions", "article_changes", "relevance_scans"):
        assert rows[1][table] == rows[0][table]
    assert len(rows[1]["documents"]) == len(rows[0]["documents"])
