"""`crawl --warc`: what a crawl fetched can be read back by others, and by us into the same rows."""

import gzip
import os
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from crawler.archives.write import Exchange, WarcFile
from tests.crawler.archives.made_warcs import Past, story, watch
from tests.crawler.conftest import World, make_source
from tests.crawler.site import Handler, Site, Tagged, redirect, status

REAL = {"platforms": "crawler.platforms:PLATFORMS"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "crawled")


def records(folder: Path) -> list[dict[str, Any]]:
    """Return every record of a folder's archives, each checked against its own digest."""
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        for record in ArchiveIterator(str(path), parse_http=False):
            assert record.verify_block_digest()
            headers = dict(record.headers.to_tuples())
            http = ""
            if record.is_http and record.record_type != WarcRecordType.request:
                record.parse_http()
                http = str(record.http_headers.status_line)
            body = record.reader.read()
            found.append({"type": headers["WARC-Type"], "http": http, "body": body, **headers})
    return found


def feed(site: Site, *paths: str) -> bytes:
    items = "".join(f"<item><title>{path}</title><link>{site.url(path)}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()


def packed(body: bytes) -> Any:
    return lambda handler: handler.answer(
        200, gzip.compress(body), Content_Encoding="gzip", Content_Type="text/html"
    )


def test_what_is_read_back_from_the_archive_is_what_the_crawl_stored(
    world: World, site: Site, tmp_path: Path
) -> None:
    paths = [f"/2024/02/22/story-number-{number}" for number in range(3)]
    site.pages["/feed"] = feed(site, *paths)
    for number, path in enumerate(paths):
        site.pages[path] = packed(story(f"Board splits {number}"))
    source = make_source("wire", site.url("/feed"))
    world.crawl(source, warc=tmp_path / "warc", **REAL)
    kept = (
        "SELECT d.id, d.url, v.id, v.sha256 FROM documents d JOIN document_versions v ON v.document_id = d.id"
    )
    crawled = world.rows(f"{kept} WHERE d.kind = 'article' ORDER BY 1")
    assert len(crawled) == 3

    past = Past(tmp_path)
    past.backfill(tmp_path / "warc", of=watch(source))

    assert past.rows(f"{kept} ORDER BY 1") == crawled
    assert past.issues() == []


def test_the_file_holds_requests_redirects_robots_and_what_made_it(
    world: World, site: Site, tmp_path: Path
) -> None:
    site.links("/", "/old", "/gone")
    site.pages |= {"/old": redirect("/new"), "/new": b"LEAF", "/gone": status(404)}
    world.crawl(make_source("one", site.url("/")), warc=tmp_path / "warc")
    (path,) = (tmp_path / "warc").iterdir()
    assert path.name.startswith("hallwatch-one-2")
    found = records(tmp_path / "warc")
    assert found[0]["type"] == "warcinfo"
    assert b"robots: obey" in found[0]["body"] and b"WARC File Format 1.1" in found[0]["body"]
    answers = {
        (record["WARC-Target-URI"].removeprefix(site.url("")), record["http"].split(" ")[1])
        for record in found
        if record["type"] == "response"
    }
    assert answers == {
        ("/robots.txt", "200"),
        ("/", "200"),
        ("/old", "302"),
        ("/new", "200"),
        ("/gone", "404"),
    }
    asked = [record for record in found if record["type"] == "request"]
    assert len(asked) == 5 and all(b"User-Agent: Hallwatch/" in record["body"] for record in asked)
    assert {record["WARC-IP-Address"] for record in found if record["type"] == "response"} == {"127.0.0.1"}


def test_not_modified_is_a_revisit(world: World, site: Site, tmp_path: Path) -> None:
    site.pages["/"] = Tagged(b"LEAF unchanged")
    source = make_source("one", site.url("/"))
    world.crawl(source)
    world.crawl(source, warc=tmp_path / "warc")
    (revisit,) = [record for record in records(tmp_path / "warc") if record["type"] == "revisit"]
    assert revisit["WARC-Profile"].endswith("/revisit/server-not-modified")
    assert revisit["http"].split(" ")[1] == "304"


def test_a_visits_tokens_are_not_written(world: World, site: Site, tmp_path: Path) -> None:
    def echo(handler: Handler) -> None:
        handler.answer(200, b"LIST\n/rows|page|2024-11-20|7|first-token")

    site.pages["/"] = echo
    world.crawl(make_source("one", site.url("/")), warc=tmp_path / "warc")
    assert any(asked.startswith("POST") and "first-token" in asked for asked in site.asked)
    heads = [{**record, "body": b""} for record in records(tmp_path / "warc")]
    assert "first-token" not in str(heads)
    assert not [
        record
        for record in records(tmp_path / "warc")
        if b"first-token" in record["body"] and record["type"] == "request"
    ]


def test_a_killed_writer_leaves_what_was_whole(tmp_path: Path) -> None:
    file = WarcFile(tmp_path, "one", {"software": "a test"})
    exchange = Exchange(
        url="https://a.example/", status_line=b"HTTP/1.1 200 OK", headers=[], body=b"x" * 5000, asked=None,
        address=None,
    )  # fmt: skip
    file.write(exchange)
    whole = file.path.stat().st_size  # nothing waits in a buffer
    file.write(exchange)
    file.close()
    os.truncate(file.path, file.path.stat().st_size - 3)
    assert whole > 0
    bodies = [record.reader.read() for record in ArchiveIterator(str(file.path)) if record.is_http]
    assert bodies[0] == b"x" * 5000


def test_a_folder_that_cannot_be_written_costs_the_archive_and_not_the_crawl(
    world: World, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    site.pages["/"] = b"LEAF"
    reports = world.crawl(make_source("one", site.url("/")), warc=tmp_path / "file")
    assert reports["one"].counts.stored == 1
    assert world.kinds() == ["warc-not-written"]
