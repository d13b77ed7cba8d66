"""Whatever a site sends, a parser answers with records or says what came instead."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.parsing import parse_file
from crawler.platform import PageError
from crawler.platforms import PLATFORMS

URLS = {
    "boarddocs": "https://go.boarddocs.com/zz/foxhollow/Board.nsf/BD-GetMinutes",
    "civicclerk": "https://made.api.civicclerk.com/v1/Events",
    "boardbook": "https://meeting.sparqdata.com/Public/Minutes/77?meeting=9001",
    "cpsboe": "https://www.cpsboe.org/meetings/details/7",
    "feed": "https://a.example/feed",
    "legistar": "https://webapi.legistar.com/v1/made/Events",
    "listing": "https://a.example/education/",
    "sitemap": "https://a.example/sitemap.xml",
    "urls": "https://a.example/articles.txt",
    "article": "https://a.example/2024/02/22/story",
    "document": "https://www.cpsboe.org/content/documents/a.pdf",
    "diligent": "https://harlan.community.diligentoneplatform.com/Services/MeetingsService.svc/meetings?from=2024-01-01&to=2024-12-31",
    "documents": "https://www.made.k12.example/board/meetings",
    "ical": "https://www.made.k12.example/calendar/board.ics",
    "wayback": "https://web.archive.org/cdx/search/cdx?url=a.example",
    "simbli": "https://simbli.eboardsolutions.com/SB_Meetings/ViewMeeting.aspx?S=99000001&MID=7",
}
TAGS = [
    "html",
    "body",
    "table",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "h1",
    "p",
    "a",
    "article",
    "rss",
    "channel",
    "item",
]
WORDS = [
    "24-0222-RS1",
    "Actions: February 30, 2024",
    "February 22, 2024 at 99:99 PM",
    "Board meeting",
    "Adopted",
    "\x00",
    "Members of the Board of Education",
    "2024-02-22",
    "﷽",
    "]]>",
    "&#0;",
    "&#xD800;",
    "<!--",
    "99/99/2024",
]
ATTRIBUTES = [
    "",
    ' href="/meetings/details/4"',
    ' href="http://[::1"',
    ' href="javascript:x"',
    ' href="//:99999999"',
    ' class="',
]

markup = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
        st.builds("</{}>".format, st.sampled_from(TAGS)),
        st.text(max_size=12),
    ),
    max_size=60,
).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))
hostile = st.one_of(
    st.binary(max_size=400),
    markup,
    markup.map(lambda body: b"<?xml version='1.0'?><urlset>" + body),
    markup.map(lambda body: b"<rss version='2.0'><channel><item>" + body),
    markup.map(gzip.compress),
)
fast = sorted(set(PLATFORMS) - {"document"})


@pytest.mark.parametrize("platform", fast)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=hostile)
def test_hostile_bytes_give_records_or_a_told_problem(platform: str, body: bytes) -> None:
    try:
        records = parse_file(platform, body, URLS[platform])
    except PageError as error:
        assert str(error)
    else:
        assert records, "an empty answer is no answer"


@pytest.mark.parametrize(
    "body", [b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n" * 40, b"%PDF-", b"\x00" * 99]
)
def test_hostile_files_are_told_apart_from_documents(body: bytes) -> None:
    with pytest.raises(PageError):
        parse_file("document", body, URLS["document"])


@pytest.mark.parametrize("platform", sorted(set(fast) - {"feed"}))
def test_ten_thousand_nested_elements_are_survived(platform: str) -> None:
    with pytest.raises(PageError):
        parse_file(platform, b"<div>" * 10_000 + b"x", URLS[platform])


def test_a_gzip_bomb_stays_packed() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (60 * 1024 * 1024))
    with pytest.raises(PageError, match="more than 50 MB"):
        parse_file("sitemap", bomb, URLS["sitemap"])


def test_unknown_platforms_and_addresses_are_told() -> None:
    with pytest.raises(PageError, match="known: article, "):
        parse_file("boarddoc", b"x", "https://a.example/")
    with pytest.raises(PageError, match="no web address"):
        parse_file("feed", b"x", "feed.xml")
