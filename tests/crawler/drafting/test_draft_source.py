"""One address of a newsroom or a board becomes an entry, saved pages and draft records, or a clear word."""

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.drafting import Draft, DraftError
from crawler.drafting.files import write_all
from db.registry import load_watch
from tests.crawler.drafting.conftest import OUTLETS, Town
from tests.crawler.site import status

HOME = b"""<html><head><title>Lake Gazette | News of the lake towns</title>
<meta property="og:site_name" content="Lake Gazette">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="News" href="/news/latest.rss"></head>
<body><p>Hello</p>"""
WALL = b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>"


def feed(stories: list[tuple[str, str, str]]) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>{day}T12:00:00-06:00</pubDate></item>"
        for url, title, day in stories
    )
    return f'<rss version="2.0"><channel><title>Lake Gazette</title>{items}</channel></rss>'.encode()


def news_sitemap(stories: list[tuple[str, str, str]]) -> bytes:
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    entries = "".join(
        f"<url><loc>{url}</loc><n:news><n:publication_date>{day}</n:publication_date>"
        f"<n:title>{title}</n:title></n:news></url>"
        for url, title, day in stories
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<urlset xmlns="{space}" xmlns:n="{news}">{entries}</urlset>'.encode()


def saved(town: Town, platform: str) -> dict[str, Any]:
    (path,) = (town.pages / platform).glob("*.expected.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def check_entry(town: Town, draft: Draft, platform: str) -> None:
    assert draft.written
    assert len(draft.entry.splitlines()) < 15
    source = load_watch(town.folder).source(draft.source_id)
    assert source is not None
    assert (source.platform, source.jurisdiction) == (platform, "lakeshore")
    assert draft.registry.read_text(encoding="utf-8").endswith(draft.entry)


def test_a_newsroom_with_a_feed(town: Town) -> None:
    stories = town.stories(3)
    town.site.pages |= {"/": HOME, "/news/latest.rss": feed(stories), "/feed/": feed(stories[2:])}

    draft = town.draft("/")

    check_entry(town, draft, "feed")
    assert f"url: {town.site.url('/news/latest.rss')}\n" in draft.entry
    assert draft.source_id == "lake-gazette"
    assert "fill: {headline: 0.9, date_published: 0.8}, stale_days: 4" in draft.entry
    registry = (town.folder / "outlets.yaml").read_text(encoding="utf-8")
    assert registry == f"{OUTLETS}\n{draft.entry}"
    assert town.site.asked["/comments/feed/"] == 0

    listed, article = saved(town, "feed"), saved(town, "article")
    assert listed["read"] is article["read"] is False
    assert [record["title"] for record in listed["records"]] == [title for _, title, _ in stories]
    assert article["records"][0]["headline"] == stories[0][1]
    lines = (town.pages / "article" / "pages.yaml").read_text(encoding="utf-8")
    assert lines == f"lake-gazette.html: {stories[0][0]}\n"


def test_a_newsroom_whose_only_list_is_a_sitemap_in_robots_txt(town: Town) -> None:
    part = f"<sitemap><loc>{town.site.url('/maps/news.xml')}</loc></sitemap>"
    index = f'<sitemapindex xmlns="x">{part}</sitemapindex>'
    town.site.pages |= {
        "/": b"<html><head><title>Home - Lake Gazette</title></head><body><p>Hello</p>",
        "/robots.txt": f"User-agent: *\nAllow: /\nSitemap: {town.site.url('/maps/all.xml')}\n".encode(),
        "/maps/all.xml": index.encode(),
        "/maps/news.xml": news_sitemap(town.stories(2)),
    }

    draft = town.draft("/", name="The Gazette of the Lake")

    check_entry(town, draft, "sitemap")
    assert f"url: {town.site.url('/maps/news.xml')}\n" in draft.entry
    assert draft.source_id == "the-gazette-of-the-lake"


def test_a_months_part_of_a_sitemap_is_watched_by_its_index(town: Town) -> None:
    part = f"<sitemap><loc>{town.site.url('/post-2026-11.xml')}</loc></sitemap>"
    town.site.pages |= {
        "/": b"<html><head><title>Lake Gazette</title></head><body><p>Hello</p>",
        "/robots.txt": f"User-agent: *\nSitemap: {town.site.url('/sitemap.xml')}\n".encode(),
        "/sitemap.xml": f'<sitemapindex xmlns="x">{part}</sitemapindex>'.encode(),
        "/post-2026-11.xml": news_sitemap(town.stories(2)),
    }

    draft = town.draft("/")

    assert f"url: {town.site.url('/sitemap.xml')}\n" in draft.entry
    assert saved(town, "article")["records"][0]["headline"] == "Board votes on officers for the 2th time"


def test_a_newsroom_with_nothing_but_a_front_page(town: Town) -> None:
    cards = "".join(
        f'<article><h2><a href="{url}">{title}</a></h2><time datetime="{day}">{day}</time></article>'
        for url, title, day in town.stories(8)
    )
    town.site.pages["/"] = f"{HOME.decode().partition('<link')[0]}</head><body><main>{cards}</main>".encode()

    draft = town.draft("/")

    check_entry(town, draft, "listing")
    assert len(saved(town, "listing")["records"]) == 8


def test_a_board_on_a_known_system(town: Town) -> None:
    place = Path(__file__).parents[2] / "platforms" / "boardbook"
    path = "/Public/Organization/77"
    town.site.pages[path] = (place / "organization.html").read_bytes()

    draft = town.draft(f"{path}?ref=home", organization="lakeshore-board")

    check_entry(town, draft, "boardbook")
    assert draft.source_id == "lakeshore-board-of-education"
    assert f"url: {town.site.url(path)}\n" in draft.entry
    assert "organization: lakeshore-board\n" in draft.entry
    assert {record["type"] for record in saved(town, "boardbook")["records"]} >= {"meeting"}
    with pytest.raises(DraftError, match="watched already, as lakeshore-board-of-education") as told:
        town.draft("/Public/Agenda/77?meeting=5", name="The same board")
    assert told.value.exit_code == 2


def test_a_page_that_leads_to_a_board_is_not_guessed_at(town: Town) -> None:
    link = b'<a href="https://go.boarddocs.com/il/lakeshore/Board.nsf/Public">Meetings</a>'
    town.site.pages["/"] = b"<html><head><title>Lakeshore Schools</title></head><body>" + link

    with pytest.raises(DraftError, match=r"leads to a board on boarddocs.*--kind board") as told:
        town.draft("/")
    assert told.value.exit_code == 2


def test_a_site_that_answers_with_a_wall_gives_nothing(town: Town) -> None:
    for path in ("/", "/feed/", "/rss", "/rss.xml", "/feed.xml", "/news-sitemap.xml"):
        town.site.pages[path] = WALL
    before = town.everything()

    with pytest.raises(DraftError, match="no feed, sitemap or list of articles was found") as told:
        town.draft("/")
    assert told.value.exit_code == 1
    town.site.pages["/"] = status(403)
    with pytest.raises(DraftError, match="the site answered 403"):
        town.draft("/")
    assert town.everything() == before


def test_what_is_there_already_is_refused_and_a_dry_run_writes_nothing(town: Town) -> None:
    town.site.pages |= {"/": HOME, "/news/latest.rss": feed(town.stories(2))}
    before = town.everything()
    assert town.draft("/", dry_run=True).files.keys() == {
        town.folder / "outlets.yaml",
        *(
            town.pages / "feed" / name
            for name in ("lake-gazette.xml", "lake-gazette.xml.expected.json", "pages.yaml")
        ),
        *(
            town.pages / "article" / name
            for name in ("lake-gazette.html", "lake-gazette.html.expected.json", "pages.yaml")
        ),
    }
    assert town.everything() == before

    town.draft("/")
    written = town.everything()
    for wishes, why in (
        ({}, "watched already, as lake-gazette"),
        ({"id": "town-crier"}, "a source town-crier already"),
    ):
        with pytest.raises(DraftError, match=why) as told:
            town.draft("/", **wishes)
        assert told.value.exit_code == 2
    assert town.everything() == written


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ({"jurisdiction": None}, "say where it is: --jurisdiction with one of lakeshore"),
        ({"jurisdiction": "atlantis"}, "no jurisdiction 'atlantis'; known: lakeshore"),
        ({"organization": "nobody"}, "no organization 'nobody'"),
        ({"platform": "telex"}, "no platform 'telex'"),
    ],
)
def test_what_only_a_person_can_know_is_asked_before_the_site_is(
    town: Town, wishes: dict[str, Any], why: str
) -> None:
    with pytest.raises(DraftError, match=why) as told:
        town.draft("/", **wishes)
    assert told.value.exit_code == 2
    assert not town.site.asked


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "folder"
    first.write_bytes(b"before")
    second.mkdir()

    with pytest.raises(DraftError, match="nothing was written"):
        write_all({first: b"after", second: b"a folder is in the way"})
    assert first.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "folder"]
