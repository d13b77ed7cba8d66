"""What an outlet answers instead of articles: an issue each, nothing stored as one, the others come in."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crawler import parse_stage
from db.blobs import BlobStore
from tests.crawler.conftest import World, make_source, make_watch
from tests.crawler.kept_pages import article
from tests.crawler.site import Answer, Handler, gzip_bomb, huge, redirect, serving

GOOD = "/2024/2/22/board-keeps-officers"
OFFICERS = "Each high school has one school resource officer, the chair said. " * 4


def typed(media_type: str, body: bytes) -> Answer:
    def act(handler: Handler) -> None:
        handler.answer(200, body, Content_Type=media_type)

    return act


def chain(*steps: str) -> dict[str, Answer]:
    return {path: redirect(to) for path, to in pairwise(steps)}


# What stands at the address, and the kind of issue that it ends as.
AT_FETCH: dict[str, tuple[Any, str]] = {
    "loopback": (redirect("http://127.0.0.2:1/x"), "offsite"),
    "link-local": (redirect("http://169.254.169.254/latest/"), "private-address"),
    "private": (redirect("http://10.0.0.1/x"), "private-address"),
    "ipv6": (redirect("http://[::ffff:10.0.0.1]/x"), "private-address"),
    "decimal": (redirect("http://167772161/x"), "private-address"),
    "octal": (redirect("http://012.0.0.1/x"), "private-address"),
    "hexadecimal": (redirect("http://0x0a000001/x"), "private-address"),
    "elsewhere": (redirect("http://elsewhere.example/board-keeps-officers"), "offsite"),
    "chained": (redirect("/hop-1-of-the-chain"), "private-address"),
    "ten-megabytes": (huge(10), "too-large"),
    "bomb": (gzip_bomb(10), "too-large"),
    "front": (redirect("/"), "soft-404"),
}
SIGN_IN = (
    b"<html><head><title>Sign in</title></head><body><h1>Sign in to read</h1><form></form></body></html>"
)
AT_READING: dict[str, Any] = {
    "a-soft-404": b"<html><head><title>Not found</title></head><body><h1>Page not found</h1></body></html>",
    "a-log-in": redirect("/login?next=story"),
    "a-consent-wall": b"<html><body><h1>We value your privacy</h1><p>Accept all cookies</p></body></html>",
    "a-robot-check": b"<html><head><title>Just a moment...</title></head><body>Please wait</body></html>",
    "a-shell": b"<html><body><div id=root></div><noscript>Please enable JavaScript.</noscript></body></html>",
    "a-parked-domain": b"<html><head><title>paper</title></head><body><p>Buy this domain.</p></body></html>",
    "an-empty-page": b"<html><body></body></html>",
    "a-picture": typed("text/html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\xff" * 200),
    "data": typed("application/json", b'{"error": "not for you"}'),
}
MARKED = (
    '&lt;script&gt;alert(1)&lt;/script&gt; Board <b onclick="x()">keeps</b> officers<img src=x onerror=y()>'
)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the world and the site after one crawl of everything, read by the parse stage."""
    with serving() as site:
        paths = [f"/story/{name}" for name in (*AT_FETCH, *AT_READING)]
        site.links("/", *(f"{path}|article" for path in (*paths, GOOD, "/2024/2/22/marked-up-headline")))
        site.pages |= {f"/story/{name}": page for name, (page, _) in AT_FETCH.items()}
        site.pages |= {f"/story/{name}": page for name, page in AT_READING.items()}
        site.pages |= chain("/hop-1-of-the-chain", "/hop-2-of-the-chain", "http://192.168.1.1/x")
        site.pages["/login?next=story"] = SIGN_IN
        site.pages[GOOD] = typed(
            "application/octet-stream", article("Board keeps officers", OFFICERS).encode()
        )
        site.pages["/2024/2/22/marked-up-headline"] = article(MARKED, OFFICERS).encode()
        domains = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "::ffff:10.0.0.1",
                   "::ffff:a00:1", "167772161", "012.0.0.1", "0x0a000001"]  # fmt: skip
        source = make_source("one", site.url("/"), domains=domains)
        folder: Path = tmp_path_factory.mktemp("hostile-articles")
        world = World(folder)
        world.crawl(source, timeout=5.0, max_size=2)
        assert world.run is not None
        parse_stage.parse_pending(
            world.database, make_watch(source), BlobStore(folder / "blobs"), world.run, processes=1
        )
        yield world, site
        world.database.conn.close()


def issues_at(world: World, url: str) -> list[str]:
    return [kind for (kind,) in world.rows("SELECT kind FROM issues WHERE url = ?", url)]


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name, (_, kind) in AT_FETCH.items()])
def test_what_must_not_be_fetched_is_told(after: Any, name: str, kind: str) -> None:
    world, site = after
    assert issues_at(world, site.url(f"/story/{name}")) == [kind]


@pytest.mark.parametrize("name", AT_READING)
def test_what_is_no_article_is_told(after: Any, name: str) -> None:
    world, site = after
    assert issues_at(world, site.url(f"/story/{name}")) == ["unreadable page"]


def test_nothing_of_it_is_an_article_and_the_others_come_in(after: Any) -> None:
    world, site = after
    found = dict(world.rows("SELECT url, headline FROM articles"))
    assert set(found) == {site.url(GOOD), site.url("/2024/2/22/marked-up-headline")}
    assert found[site.url(GOOD)] == "Board keeps officers"  # whatever its Content-Type says
    assert "<img" not in found[site.url("/2024/2/22/marked-up-headline")]
    assert world.rows(
        "SELECT count(*) FROM documents WHERE gone_at IS NOT NULL OR walled_at IS NOT NULL"
    ) == [(0,)]
