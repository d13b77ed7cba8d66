"""What is asked of the Wayback Machine's index, which captures are fetched, and what is no capture."""

import gzip
import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.archives.wayback import archived
from crawler.platform import Page, PageError, Window
from crawler.platforms.wayback import Wayback
from crawler.platforms.wayback_index import FIELDS, IndexLine, question, read_answer, worth_fetching
from crawler.platforms.wayback_pages import as_captured, captured, raw_address, refuse_own_page
from db.frontier import FrontierRow
from db.registry import Source
from tests.crawler.conftest import make_source

STORY = "https://www.gazette.example/education/2021/06/24/vote/"
ARCHIVE = "https://web.archive.org"
TODAY = Window(today=date(2026, 11, 24))


def source(until: date | None = date(2021, 12, 31), match: str | None = None, **more: object) -> Source:
    outlet = make_source("gazette", "https://www.gazette.example/feed", domains=["gazette.example"], **more)
    known = Source.model_validate(outlet)
    return archived(known, ARCHIVE, since=date(2021, 1, 1), until=until, match=match)


def answer(*lines: tuple[str, str, str, str], key: str | None = None) -> bytes:
    rows = [["key", stamp, url, "text/html", "200", digest, length] for stamp, url, digest, length in lines]
    return json.dumps([list(FIELDS), *rows, *([[], [key]] if key else [])]).encode()


def followed(chosen: Source, body: bytes) -> list[str]:
    platform = Wayback()
    page = Page(url=platform.start(chosen, TODAY)[0].url, body=body)
    return [follow.url for follow in platform.follow(chosen, page, platform.parse(page), TODAY)]


def test_the_first_and_the_last_good_capture_of_each_article_are_fetched() -> None:
    lines = [
        IndexLine("20210624200000", STORY, "WALL", 900),
        IndexLine("20210624210000", STORY, "A", 20_000),
        IndexLine("20210625210000", STORY.replace("https://www.", "http://") + "?utm_source=x", "B", 20_100),
        IndexLine("20210626210000", STORY, "C", 20_200),
        IndexLine("20210627210000", STORY + "amp/", "D", 30_000),
        IndexLine("20210701000000", STORY.replace("vote", "budget"), "E", 8_000),
        IndexLine("20210702000000", STORY.replace("vote", "budget"), "F", 8_000),
        IndexLine("20210703000000", STORY.replace("vote", "budget"), "E", 8_000),
    ]

    chosen = worth_fetching(lines)

    assert [(line.stamp[:8], line.digest) for line in chosen] == [
        ("20210701", "E"), ("20210624", "A"), ("20210626", "C"),
    ]  # fmt: skip


def test_the_archive_is_asked_for_what_the_entry_chooses_and_the_answer_is_sifted_again() -> None:
    chosen = source(include=["/education/"], exclude=["/sports/", "re:/\\d{4}$"], match="vote|budget")
    asked = parse_qs(urlsplit(Wayback().start(chosen, TODAY)[0].url).query)

    assert (asked["url"], asked["matchType"], asked["from"], asked["to"]) == (
        ["gazette.example"], ["domain"], ["20210101"], ["20211231"],
    )  # fmt: skip
    assert asked["filter"][2:] == [
        "urlkey:.*(?:/education).*", "!urlkey:.*(?:/sports/).*", "original:.*(?:vote|budget).*",
    ]  # fmt: skip
    stories = [
        STORY,
        STORY.replace("vote", "lunch"),
        STORY.replace("education", "sports"),
        "https://gazette.example/education/vote/2021",
    ]
    lines = [("20210624230000", url, f"D{number}", "900") for number, url in enumerate(stories)]
    late = ("20220101000000", STORY.replace("vote", "budget"), "L", "900")
    assert followed(chosen, answer(*lines, late)) == [f"{ARCHIVE}/web/20210624230000id_/{STORY}"]


def test_an_answer_cut_short_is_followed_by_the_rest_of_it() -> None:
    key = "example%2Cgazette%29%2Feducation+20210624230000"
    (rest,) = followed(source(), answer(key=key))

    assert parse_qs(urlsplit(rest).query)["resumeKey"] == [key]
    assert read_answer(answer(key=key)).lines == []


@pytest.mark.parametrize(
    ("state", "fetched", "until", "today", "look"),
    [
        ("pending", None, "2021-12-31", "2026-11-24", "ask"),
        ("done", "2022-06-01", "2021-12-31", "2026-11-24", "reread"),
        ("done", "2022-01-02", "2021-12-31", "2026-11-24", "ask"),  # the index was still filling up
        ("done", "2026-11-20", None, "2026-11-24", "reread"),
        ("done", "2026-11-01", None, "2026-11-24", "ask"),
    ],
)
def test_an_answer_that_stands_is_not_asked_for_again(
    state: str, fetched: str | None, until: str | None, today: str, look: str
) -> None:
    chosen = source(until=date.fromisoformat(until) if until else None)
    url = Wayback().start(chosen, TODAY)[0].url
    row = FrontierRow(
        url=url,
        platform="wayback",
        kind="index",
        state=state,
        last_fetched_at=fetched and f"{fetched}T00:00:00Z",
    )

    assert Wayback().look(chosen, row, Window(today=date.fromisoformat(today))) == look
    assert Wayback().look(source(match="other"), row, TODAY) == "leave"


def test_a_capture_is_never_asked_for_twice_even_when_young() -> None:
    url = f"{ARCHIVE}/web/20210624230000id_/{STORY}"

    def look(state: str, chosen: Source) -> str:
        row = FrontierRow(
            url=url, platform="wayback", kind="capture", state=state, date="2026-11-24", found_at="2026-11-24"
        )
        return Wayback().look(chosen, row, TODAY)

    assert [look(state, source()) for state in ("pending", "failed", "done", "gone")] == [
        "ask", "ask", "leave", "leave",
    ]  # fmt: skip
    assert look("pending", source(match="budget")) == "leave"  # another backfill's, still to come


def test_trackers_that_the_crawl_would_drop_are_sent_besides() -> None:
    address, beside = raw_address(ARCHIVE, "20210624230000", STORY + "?utm_source=x&page=2")

    assert address == f"{ARCHIVE}/web/20210624230000id_/{STORY}?utm_source=x&page=2"
    assert beside == {"utm_source": "x"}


def test_a_captures_address_tells_archive_moment_and_page() -> None:
    assert captured(f"{ARCHIVE}/web/20210624230000id_/{STORY}") == (ARCHIVE, "20210624230000", STORY)
    assert captured(f"{ARCHIVE}/web/20210624230000/http:/a.example/x") == (
        ARCHIVE, "20210624230000", "http://a.example/x",
    )  # fmt: skip
    for other in (question(ARCHIVE, "a.example"), f"{ARCHIVE}/web/2021id_/{STORY}", STORY):
        assert captured(other) is None


def test_a_capture_tells_whose_it_is_and_where_a_reader_sees_it() -> None:
    platform, chosen = Wayback(), source()
    origin = platform.origin(chosen, f"{ARCHIVE}/web/20210624230001id_/http://gazette.example:80/a", b"<p>a")

    assert origin is not None
    assert (origin.source_id, origin.url, origin.captured_at) == (
        "gazette", "http://gazette.example/a", "2021-06-24T23:00:01Z",
    )  # fmt: skip
    assert origin.archive_url == f"{ARCHIVE}/web/20210624230001/http://gazette.example:80/a"
    with pytest.raises(PageError, match="outside the outlet's domains"):
        platform.origin(chosen, f"{ARCHIVE}/web/20210624230001id_/https://parked.example/", b"<p>a")


SHOWN = b"""<html><head><script src="https://web-static.archive.org/_static/js/bundle-playback.js"></script>
<!-- End Wayback Rewrite JS Include -->
<link rel="canonical" href="https://web.archive.org/web/20210624230000/https://www.gazette.example/a"></head>
<body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div>14 captures</div><!-- END WAYBACK TOOLBAR INSERT -->
<img src="/web/20210624230000im_/https://www.gazette.example/b.png"><p>The board voted.</p></body></html>
<!--
     FILE ARCHIVED ON 23:00:00 Jun 24, 2021 AND RETRIEVED FROM THE INTERNET ARCHIVE
-->"""


def test_what_the_archive_adds_for_readers_is_taken_out() -> None:
    plain = as_captured(SHOWN)

    assert b"archive" not in plain.lower()
    assert b'href="https://www.gazette.example/a"' in plain
    assert b'src="https://www.gazette.example/b.png"' in plain
    assert b"The board voted." in plain


def test_a_page_still_packed_as_its_site_sent_it_is_unpacked() -> None:
    packed = gzip.compress(b"<p>The board voted.</p>")

    assert as_captured(packed) == b"<p>The board voted.</p>"
    with pytest.raises(PageError, match="gzip"):
        as_captured(packed[:-10])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<title>Internet Archive Wayback Machine</title><p>Hrm.",
        b"<title>Wayback Machine</title>",
        b"<link href='https://archive.org/includes/a.css'><p>URL has been excluded from the Wayback Machine.",
        b"<script src='/_static/a.js'></script><p>Got an HTTP 302 response at crawl time",
    ],
)
def test_the_archives_own_pages_are_no_captures(body: bytes) -> None:
    with pytest.raises(PageError):
        refuse_own_page(body)


def test_an_article_about_the_archive_is_one() -> None:
    refuse_own_page(
        b"<title>What the Wayback Machine forgot</title>"
        b"<p>It said: The Wayback Machine has not archived that URL."
    )
