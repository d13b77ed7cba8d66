"""Pages whose text is not in plain paragraphs: live blogs, AMP, script-drawn, breaks, notes beside it."""

import json

import pytest

from crawler.articles.metadata import read_metadata
from crawler.articles.section import find_section
from crawler.page_lines import parse_html
from crawler.platform import Page
from crawler.platforms.article import ArticlePage
from db.records import Article

URL = "https://ledger.example/2024/02/22/board-puts-off-vote"
HEADLINE = "Board puts off its vote on officers"
PARAGRAPHS = [
    f"The {speaker} told the board what two years with officers in the hallways had been like, "
    f"and asked it to put off the vote until {month}, when the survey of all schools is due."
    for speaker, month in (("principal", "March"), ("nurse", "April"), ("parent", "May"), ("pupil", "June"))
]
NOTE = "An earlier version of this article misstated the number of schools with officers. It is 39, not 44."


def read(inner: str, head: str = "", root: str = "<html>") -> Article:
    page = f"<!doctype html>{root}<head><title>{HEADLINE}</title>{head}</head><body>{inner}</body></html>"
    found = ArticlePage().parse(Page(url=URL, body=page.encode()))[0]
    assert isinstance(found, Article)
    return found


def paragraphs() -> str:
    return "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def test_a_live_blogs_entries_stand_under_their_times() -> None:
    blog = json.dumps({"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": HEADLINE})
    entries = "".join(
        f'<div class="live-entry"><time datetime="2024-02-22T1{at}:05:00-06:00">1{at}:05 a.m.</time>'
        f"<p>{text}</p></div>"
        for at, text in enumerate(PARAGRAPHS[:2])
    )
    found = read(
        f"<main><h1>{HEADLINE}</h1>{entries}</main>", f'<script type="application/ld+json">{blog}</script>'
    )
    assert found.kind == "live blog"
    assert (found.body or "").splitlines() == ["10:05 a.m.", PARAGRAPHS[0], "11:05 a.m.", PARAGRAPHS[1]]


def test_an_amp_pages_text_is_read_without_its_own_elements() -> None:
    pictures = '<amp-img src="a.jpg" width="1" height="1"></amp-img><amp-ad type="x">Buy one now</amp-ad>'
    found = read(f"<article><h1>{HEADLINE}</h1>{pictures}{paragraphs()}</article>", root="<html amp>")
    assert (found.headline, found.body) == (HEADLINE, "\n".join(PARAGRAPHS))


def test_a_text_that_scripts_draw_is_read_from_their_data() -> None:
    story = {"props": {"pageProps": {"article": {"title": HEADLINE, "body": paragraphs()}}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(story)}</script>'
    found = read(f'<div id="__next"><h1>{HEADLINE}</h1></div>{script}')
    assert (found.body or "").splitlines() == PARAGRAPHS


def test_a_text_parted_by_breaks_is_read_line_by_line() -> None:
    found = read(f'<h1>{HEADLINE}</h1><div class="story">{"<br><br>".join(PARAGRAPHS)}</div>')
    assert (found.body or "").splitlines() == PARAGRAPHS


@pytest.mark.parametrize(
    "note",
    [
        f"<p><em>*{NOTE}</em></p>",
        f"<div>{NOTE}</div>",
        f'<aside class="correction"><p>{NOTE}</p></aside>',
        f'<div class="editors-note"><em>{NOTE}</em></div>',
    ],
)
def test_a_correction_behind_the_text_stays(note: str) -> None:
    found = read(f"<article><h1>{HEADLINE}</h1>{paragraphs()}{note}</article>")
    assert (found.body or "").splitlines()[-1].lstrip("*") == NOTE
    assert [kept.kind for kept in found.notes] == ["correction"]


def test_a_teaser_of_another_corrected_story_is_no_note() -> None:
    teaser = f'<div><a href="/other">{NOTE}</a></div>'
    found = read(f"<article><h1>{HEADLINE}</h1>{paragraphs()}{teaser}</article>")
    assert found.body == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/education/2024/02/22/vote", "education"),
        ("/voices/2024/02/22/vote", None),
        ("/live/2024/02/22/vote", None),
        ("/watch/vote", None),
        ("/video/education/vote", "education"),
    ],
)
def test_an_addresss_word_is_a_section_where_it_names_one(path: str, section: str | None) -> None:
    root = parse_html(b"<html><body><h1>Vote</h1></body></html>", "a page")
    assert find_section(read_metadata(root, f"https://ledger.example{path}"), "Vote") == section
