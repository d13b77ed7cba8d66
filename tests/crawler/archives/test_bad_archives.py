"""Damaged, cut off, hostile and foreign files: an issue each, and the rest goes on."""

import gzip
import io
import zlib
from pathlib import Path

import brotli
import pytest
from fastwarc.stream_io import Lz4Writer, ZstdWriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.archives.faults import Damaged, NotAnArchive
from crawler.archives.files import Packing, look_at
from crawler.archives.outlets import Outlets, may_be_article
from crawler.archives.part import PartResult, PartTask, read_part
from crawler.archives.payload import MAXIMUM, decoded, without_chunks
from crawler.scan import TopicScan
from tests.crawler.archives.made_warcs import (
    OUTLET,
    WATCH,
    Past,
    http,
    in_members,
    info,
    page,
    record,
    source,
    story,
    watch,
)

STORIES = [page(f"/2024/02/22/story-{number}/") for number in range(6)]


def read(path: Path, packing: Packing | None = None) -> PartResult:
    """Read a whole file as one part, in this process."""
    archive = look_at(path)
    return read_part(
        PartTask(
            path=str(path), packing=packing or archive.packing, start=0, stop=archive.size,
            outlets=Outlets.of(WATCH.sources), scan=TopicScan.for_topic(WATCH.topic), blobs=None,
        )
    )  # fmt: skip


def read_bytes(folder: Path, content: bytes) -> PartResult:
    path = folder / "made.warc"
    path.write_bytes(content)
    return read(path)


def one(folder: Path, made: bytes) -> PartResult:
    return read_bytes(folder, info() + made)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"<html>a page", "expected WARC"),
        (gzip.compress(b"<html>a page", mtime=0), "no WARC in it"),
        (b"\x1f\x8b\x08\x00broken", "no WARC in it|nothing in it"),
        (b"PK\x03\x04", "expected WARC"),
        (b"filedesc://a.arc 0.0.0.0 20240101000000 text/plain 76\n", "an ARC file"),
    ],
)
def test_a_file_that_is_no_warc_says_what_it_is(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "file.warc.gz"
    path.write_bytes(content)
    with pytest.raises(NotAnArchive, match=told):
        look_at(path)


def test_what_is_no_archive_is_said_fails_and_the_next_file_is_read(past: Past) -> None:
    missing, readme, good = (
        past.folder / "missing.warc.gz",
        past.file("a.md", b"no"),
        past.file("b.warc", b""),
    )
    good.write_bytes(b"".join(STORIES))
    (past.folder / "bare").mkdir()
    assert past.backfill(missing, readme, past.folder / "bare", good, read=True) == 1
    assert past.issues() == ["no-archive"] * 3
    assert len(past.urls()) == 6
    for path in (missing, readme, past.folder / "bare"):
        assert any(line.startswith(f"No archive, left out: {path}: ") for line in past.said)
    assert "3 of what was given no archive; next: `hallwatch tag`" in past.said[-1]
    assert past.rows("SELECT name, finished_at IS NULL FROM archives") == [("b.warc", 0)]


def test_a_file_cut_off_is_an_issue_of_a_run_that_is_done(past: Past) -> None:
    assert past.backfill(past.file("a.warc.gz", in_members(STORIES)[:-150]), read=True) == 0
    assert "damaged-archive" in past.issues()
    assert len(past.urls()) == 5


def test_an_archive_without_a_watched_outlet_says_so(past: Past) -> None:
    elsewhere = record("https://elsewhere.example/2024/a-story-told", http(BODY))
    assert past.backfill(past.file("a.warc", elsewhere)) == 0
    assert "no page of a watched outlet in it" in past.said[-1]


@pytest.mark.parametrize("members", [True, False])
def test_damage_costs_the_record_it_is_in(tmp_path: Path, members: bool) -> None:
    packed = [gzip.compress(each) if members else each for each in [info(), *STORIES]]
    hurt = bytearray(packed[3])
    hurt[:200] = b"\x00" * 200
    result = read_bytes(tmp_path, b"".join([*packed[:3], bytes(hurt), *packed[4:]]))
    assert [row.url[-2] for row in result.pages] == ["0", "1", "3", "4", "5"]
    assert [issue.kind for issue in result.issues] == ["damaged-archive"]


@pytest.mark.parametrize("members", [True, False])
def test_a_file_cut_off_keeps_what_is_whole(tmp_path: Path, members: bool) -> None:
    content = in_members([info(), *STORIES]) if members else b"".join([info(), *STORIES])
    result = read_bytes(tmp_path, content[:-150])
    assert [row.url[-2] for row in result.pages] == ["0", "1", "2", "3", "4"]
    assert result.issues and "ends within" in result.issues[0].message


@pytest.mark.parametrize("writer", [ZstdWriter, Lz4Writer])
def test_other_compressions_are_read_as_one_part(tmp_path: Path, writer: type) -> None:
    packed = io.BytesIO()
    stream = writer(packed)
    stream.write(b"".join([info(), *STORIES]))
    stream.close()
    path = tmp_path / "news.warc.zst"
    path.write_bytes(packed.getvalue())
    assert look_at(path).packing == "stream"
    assert len(read(path).pages) == 6


BODY = story()
CODED = {
    "gzip": gzip.compress(BODY),
    "deflate": zlib.compress(BODY),
    "br": brotli.compress(BODY),
    "identity": BODY,
}


@pytest.mark.parametrize("coding", CODED)
@pytest.mark.parametrize("chunked", [True, False])
def test_a_body_is_unpacked_as_its_headers_say(tmp_path: Path, coding: str, chunked: bool) -> None:
    body, more = CODED[coding], {"Content_Encoding": coding}
    if chunked:
        body = (
            b"".join(b"%x;ext=1\r\n%b\r\n" % (len(part), part) for part in (body[:9], body[9:]))
            + b"0\r\n\r\n"
        )
        more["Transfer_Encoding"] = "chunked"
    (row,) = one(tmp_path, record(f"{OUTLET}/a-story-told", http(body, **more))).pages
    assert (row.wanted, row.size) == (True, len(BODY))


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_a_body_stored_unpacked_under_its_old_header_is_taken_as_it_is(tmp_path: Path, coding: str) -> None:
    made = record(f"{OUTLET}/a-story-told", http(BODY, Content_Encoding=coding, Transfer_Encoding="chunked"))
    (row,) = one(tmp_path, made).pages
    assert row.size == len(BODY)


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(Damaged, match="larger than"):
        decoded(gzip.compress(b"0" * (MAXIMUM + 10)), ["gzip"])
    with pytest.raises(Damaged, match="larger than"):
        decoded(gzip.compress(gzip.compress(b"0" * (MAXIMUM + 10))), ["gzip", "gzip"])


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (record(f"{OUTLET}/a-story-told", http(BODY, status="404 Not Found")), "status 404"),
        (record(f"{OUTLET}/a-story-told", http(b"%PDF-1.4", media_type="application/pdf")), "not HTML"),
        (record(f"{OUTLET}/a-story-told", http(b"a,b\n1,2", media_type="text/plain")), "not HTML"),
        (record(f"{OUTLET}/", http(BODY)), "no article's address"),
        (record(f"{OUTLET}/a-story-told", b"", kind="revisit"), "seen before, unchanged"),
    ],
)
def test_what_is_no_article_is_counted_by_its_reason(tmp_path: Path, made: bytes, word: str) -> None:
    result = one(tmp_path, made)
    assert (result.pages, result.passed) == ((), ((word, 1),))


@pytest.mark.parametrize("day", ["yesterday", "2099-01-01T00:00:00Z", "1970-01-01T00:00:00Z", ""])
def test_a_page_without_a_possible_date_is_told_and_left_out(tmp_path: Path, day: str) -> None:
    result = one(tmp_path, page("/2024/02/22/a-story/", day=day))
    assert result.pages == ()
    assert [issue.kind for issue in result.issues] == ["archived-page"]


def test_a_page_that_the_archive_cut_is_told(tmp_path: Path) -> None:
    result = one(tmp_path, page("/2024/02/22/a-story/", WARC_Truncated="length"))
    assert [issue.kind for issue in result.issues] == ["cut-page"]
    assert len(result.pages) == 1


def test_resources_and_addresses_in_brackets_are_pages_too(tmp_path: Path) -> None:
    resource = record(f"{OUTLET}/a-story-told", BODY, "resource", content_type="text/html")
    bracketed = record(f"<{OUTLET}/2024/a-story>", http(BODY))
    assert [row.url for row in one(tmp_path, resource + bracketed).pages] == [
        f"{OUTLET}/a-story-told",
        f"{OUTLET}/2024/a-story",
    ]


def test_headers_that_lie_cost_no_other_record(tmp_path: Path) -> None:
    lies = [
        page("/1/").replace(b"Content-Length: ", b"Content-Length: 99999999999999999999", 1),
        page("/2/").replace(b"Content-Length: ", b"Content-Length: -", 1),
        page("/3/").replace(b"WARC-Type: response", b"WARC-Type: \xff\xfe", 1),
        page("/4/").replace(b"HTTP/1.1 200 OK", b"no http", 1),
        page("/5/").replace(OUTLET.encode(), b"http://[::1", 1),
    ]
    for made in lies:
        result = read_bytes(tmp_path, in_members([info(), made, *STORIES]))
        assert len(result.pages) == 6, made[:80]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bytes_break_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(in_members([info(), *STORIES]) if data.draw(st.booleans()) else b"".join(STORIES))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(6, len(whole) - 1))
        with_ = data.draw(st.binary(max_size=40))
        whole[at : at + data.draw(st.integers(0, 200))] = with_
        if len(whole) < 20:
            return
    path = tmp_path / "made.warc"
    path.write_bytes(bytes(whole))
    try:
        result = read(path)
    except NotAnArchive:
        return
    assert len(result.pages) <= len(STORIES) + 1


@settings(max_examples=60, deadline=None)
@given(
    body=st.binary(max_size=300), codings=st.lists(st.sampled_from(["gzip", "br", "deflate", "zstd", "x"]))
)
def test_no_body_breaks_the_unpacking(body: bytes, codings: list[str]) -> None:
    try:
        decoded(without_chunks(body), codings)
    except Damaged:
        return


@pytest.mark.parametrize(
    ("path", "may_be"),
    [
        ("/", False),
        ("/index.html", False),
        ("/news/", False),
        ("/news/politics", False),
        ("/tag/school-police/", False),
        ("/author/jo-bloggs/", False),
        ("/category/news/page/2/", False),
        ("/2024/02/22/board-splits/", True),
        ("/news/board-splits", True),
        ("/politics/23456789/", True),
        ("/story.php?id=12", True),
        ("/?p=1234", True),
        ("/section/news/board-splits-over-officers-again", True),
        ("/feed.xml", False),
        ("/2024/02/22/board-splits/feed/", False),
    ],
)
def test_an_address_tells_what_can_be_an_article(path: str, may_be: bool) -> None:
    assert may_be_article(OUTLET + path) is may_be


def test_the_most_specific_domain_wins_and_boards_are_skipped() -> None:
    held = watch(
        source("paper", "paper.example", exclude=["/sports/"]),
        source("magazine", "mag.paper.example"),
        source("board", "board.paper.example", kind="board"),
        source("off", "off.example", enabled=False),
    )
    outlets = Outlets.of(held.sources)

    def of(url: str) -> str | None:
        found = outlets.source_of(url)
        return found.id if found else None

    assert of("https://www.paper.example/a") == "paper"
    assert of("https://MAG.paper.example./a") == "magazine"
    assert of("https://board.paper.example/a") is None
    assert of("https://paper.example/sports/a") is None
    assert of("https://notpaper.example/a") is None
    assert of("https://off.example/a") is None
    assert Outlets.of(held.sources, ["off"]).source_of("https://off.example/a") is not None
