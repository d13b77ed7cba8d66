"""The replica web: whole, steady, true to its data, and served as asked."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from lxml import etree, html
from pdfminer.high_level import extract_text

from db.registry import Watch, load_watch
from tests.replica import content, expected
from tests.replica.client import Answer, fetch
from tests.replica.server import Replica
from tests.replica.site import Site
from tests.replica.watch import replica_watch

WATCH = Path(__file__).resolve().parents[1] / "watches" / "cps-sro"
BOARD = "www.cpsboe.org"
FOX = "www.fox32chicago.com"
FOX_FEED = "/rss/category/news"


@pytest.fixture(scope="module")
def running() -> Iterator[Replica]:
    with Replica() as web:
        yield web


@pytest.fixture
def web(running: Replica) -> Iterator[Replica]:
    running.state = 0
    running.requests.clear()
    yield running
    running.calm()
    running.state = 0


@pytest.fixture(scope="module")
def watch() -> Watch:
    return load_watch(WATCH)


def get(web: Replica, host: str, path: str, headers: dict[str, str] | None = None) -> Answer:
    return fetch(web, web.base(host) + path, headers)


def links(web: Replica, url: str, body: bytes) -> set[str]:
    """Return the addresses on this web that a page of any kind points to."""
    if body.lstrip().startswith(b"<?xml"):
        tree = etree.fromstring(body)
        found = {text for text in tree.itertext() if text.startswith("http")}
        found |= {str(href) for href in tree.xpath("//@href")}
    else:
        found = {str(link) for link in html.fromstring(body).xpath("//a/@href | //link/@href | //img/@src")}
    whole = {urljoin(url, link).partition("#")[0] for link in found}
    return {link for link in whole if (urlsplit(link).hostname or "").endswith(".localhost")}


@pytest.mark.parametrize("state", [0, 1])
def test_every_link_leads_somewhere_and_every_page_is_linked(web: Replica, state: int) -> None:
    web.state = state
    seen: set[str] = set()
    wanted = {web.base(host) + path for host in web.site.routes for path in ("/", "/robots.txt")}
    ways = [(o["host"], way) for o in content.outlets().values() for way in (o["feed"], o.get("also")) if way]
    wanted |= {web.base(host) + way["path"] for host, way in ways}
    while wanted:
        url = wanted.pop()
        seen.add(url)
        answer = fetch(web, url)
        assert answer.status in (200, 301), url
        if answer.status == 301:
            wanted.add(str(answer.headers["Location"]))
        elif answer.headers.get_content_type() in (
            "text/html",
            "application/xml",
            "application/rss+xml",
            "application/atom+xml",
        ):
            wanted |= links(web, url, answer.body)
        wanted -= seen
    reached = {(urlsplit(url).hostname or "").removesuffix(".localhost") + urlsplit(url).path for url in seen}
    assert {host + path for host, routes in web.site.routes.items() for path in routes} <= reached


def test_the_same_web_has_the_same_bytes() -> None:
    first, second = Site(0, 8000), Site(0, 8000)
    for host, routes in first.routes.items():
        for path in routes:
            one, other = first.page(host, path), second.page(host, path)
            assert one is not None and other is not None
            assert one.body == other.body, f"{host}{path}"


def test_a_host_s_pages_are_its_own(web: Replica) -> None:
    assert get(web, FOX, "/meetings").status == 404
    assert get(web, "nobody.example", "/").status == 404


def test_requests_are_noted_with_host_path_and_status(web: Replica) -> None:
    get(web, BOARD, "/meetings?page=2")
    get(web, FOX, "/nowhere")
    assert web.requests == [(BOARD, "/meetings?page=2", 200), (FOX, "/nowhere", 404)]


@pytest.mark.parametrize("header", [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_an_unchanged_page_is_not_sent_again(web: Replica, header: tuple[str, str]) -> None:
    kept, asked = header
    first = get(web, BOARD, "/meetings/details/4363")
    again = get(web, BOARD, "/meetings/details/4363", headers={asked: str(first.headers[kept])})
    assert (again.status, again.body) == (304, b"")


def test_only_what_changed_is_sent_again_in_the_next_state(web: Replica) -> None:
    tags = {
        (host, path): page.etag
        for host, routes in web.site.routes.items()
        for path in routes
        if (page := web.site.page(host, path))
    }
    web.state = 1
    changed = {
        f"{host}{path}"
        for (host, path), tag in tags.items()
        if get(web, host, path, headers={"If-None-Match": tag}).status == 200
    }
    assert changed == {
        "www.cpsboe.org/meetings",
        "www.cpsboe.org/meetings/planning-calendar",
        "www.cpsboe.org/meetings/details/4442",
        "www.cpsboe.org/meetings/details/4445",
        "www.cpsboe.org/meetings/board-actions/4443",
        "www.cpsboe.org/content/documents/december_10_2026_public_agenda_to_print.pdf",
        "www.cpsboe.org/extranet/Event/SaveToCalender/4442",
        "www.cpsboe.org/extranet/Event/SaveToCalender/4443",
        "www.cpsboe.org/extranet/Event/SaveToCalender/4445",
        "www.cpsboe.org/extranet/Home/feed",
        "www.chalkbeat.org/",
        "www.chalkbeat.org/arc/outboundfeeds/news-sitemap/",
        "www.chalkbeat.org/arc/outboundfeeds/rss/",
        "www.chalkbeat.org/chicago/2024/02/22/chicago-school-board-votes-police-out-of-schools/",
        "www.fox32chicago.com/news/chicago-school-board-to-take-up-school-police-again",
        "www.fox32chicago.com/",
        "www.fox32chicago.com/rss/category/news",
        "abc7chicago.com/",
        "abc7chicago.com/feed/",
    }


def test_the_date_moves_with_the_bytes() -> None:
    """A crawler that asks by date alone must learn of every change."""
    before, after = Site(0, 8000), Site(1, 8000)
    for host, routes in before.routes.items():
        for path in routes:
            old, new = before.page(host, path), after.page(host, path)
            if old and new and old.body != new.body:
                assert new.modified > old.modified, f"{host}{path}"


def test_state_one_pulls_adds_and_rewords_items(web: Replica) -> None:
    before = get(web, BOARD, "/meetings/board-actions/4443").body.decode()
    web.state = 1
    after = get(web, BOARD, "/meetings/board-actions/4443").body.decode()
    for change in expected.facts()["state_1"]["agenda_changes"]:
        number = change["number"]
        assert (number in before, number in after) == {
            "added": (False, True),
            "pulled": (True, False),
            "reworded": (True, True),
        }[change["kind"]]
        if change["kind"] == "reworded":
            assert change["before"] in before and change["after"] in after
    assert get(web, BOARD, "/content/actions/2026_12/26-1210-PR4.pdf").status == 404


def test_state_one_cancels_one_meeting_and_moves_another(web: Replica) -> None:
    web.state = 1
    assert b"has been cancelled" in get(web, BOARD, "/meetings/details/4442").body
    assert b"<strong>Cancelled</strong>" in get(web, BOARD, "/meetings").body
    assert b"January 19, 2027 at 4:00 PM" in get(web, BOARD, "/meetings/details/4445").body


@pytest.mark.parametrize(
    ("key", "wrong", "right"),
    [
        ("chalkbeat-chicago/feb-2024-vote", "Thirty-eight high schools", "Thirty-nine high schools"),
        ("fox-32-chicago/agenda-2026", "again on Dec. 11", "again on Dec. 10"),
    ],
)
def test_state_one_corrects_articles_and_says_so(web: Replica, key: str, wrong: str, right: str) -> None:
    article = expected.articles()[key]
    before = get(web, article["host"], article["path"]).body.decode()
    assert wrong in before and "Correction:" not in before
    web.state = 1
    after = get(web, article["host"], article["path"]).body.decode()
    assert wrong not in after and right in after and "Correction:" in after


def test_state_one_has_a_new_article_and_lacks_a_report(web: Replica) -> None:
    web.state = 1
    facts = expected.facts()["state_1"]
    assert sorted(set(expected.articles(1)) - set(expected.articles(0))) == facts["new_articles"]
    for key in facts["new_articles"]:
        article = expected.articles(1)[key]
        assert get(web, article["host"], article["path"]).status == 200
    for address in facts["gone"]:
        host, path = address.split("/", 1)
        assert get(web, host, f"/{path}").status == 404


def test_a_correction_of_words_that_are_not_there_is_refused() -> None:
    entry = {"body": "One.", "changed": {"correction": {"words": {"Two": "Three"}, "note": "Correction."}}}
    assert content.at_state(entry, 0) == {"body": "One."}
    with pytest.raises(ValueError, match="nothing to correct: 'Two'"):
        content.at_state(entry, 1)


def test_the_counts_by_hand_agree_with_the_data() -> None:
    facts = expected.facts()["state_0"]
    meetings, items, articles = expected.meetings(), expected.agenda_items(), expected.articles()
    assert len(meetings) == facts["meetings"]
    assert sum(not meeting["upcoming"] for meeting in meetings.values()) == facts["held_meetings"]
    assert len(items) == facts["agenda_items"]
    assert sum(item["action"] is not None for item in items.values()) == facts["items_with_an_action"]
    assert sum(item["report"] for item in items.values()) == facts["reports_as_pdf"]
    assert len(articles) == facts["articles"]
    assert sum(article["relevant"] for article in articles.values()) == facts["relevant_articles"]
    for outlet, count in facts["articles_by_outlet"].items():
        assert sum(key.startswith(f"{outlet}/") for key in articles) == count, outlet
    assert len(expected.articles(1)) == expected.facts()["state_1"]["articles"]
    assert (
        sum(article["relevant"] for article in expected.articles(1).values())
        == expected.facts()["state_1"]["relevant_articles"]
    )


def test_the_votes_expected_name_people_and_items_that_are_there(watch: Watch) -> None:
    people = {entry.id for entry in watch.people}
    items = expected.agenda_items()
    for vote in expected.facts()["votes"]:
        assert items[vote["item"]]["meeting_id"] == vote["meeting"]
        for option, members in vote.get("members", {}).items():
            assert set(members) <= people
            assert len(members) == vote[option]


def test_articles_named_in_the_expectations_exist() -> None:
    facts, articles = expected.facts(), expected.articles(1)
    named = [key for story in facts["stories"] for key in story]
    named += [vote["told_in"] for vote in facts["council_votes"]]
    named += [key for steps in facts["changes_of_position"].values() for key, _ in steps]
    named += [side["told_in"] for sides in facts["contradictions"].values() for side in sides.values()]
    named += facts["state_1"]["changed_articles"] + facts["state_1"]["long_afterwards_changed_articles"]
    assert set(named) <= set(articles)


def test_what_is_expected_to_be_said_stands_in_the_articles(web: Replica) -> None:
    articles = expected.articles()
    for statement in expected.facts()["statements"]:
        article = articles[statement["in"]]
        page = web.site.page(article["host"], article["path"])
        assert page is not None
        text = " ".join(html.fromstring(page.body).text_content().split())
        assert statement["words"] in text, statement
        assert (
            statement["speaker"].split()[-1] in text or statement["speaker"] == "Chicago Board of Education"
        )


def test_every_outlet_has_articles_on_the_debate_and_one_on_something_else() -> None:
    for outlet in content.outlets():
        about = {
            article["relevant"]
            for key, article in expected.articles().items()
            if key.startswith(f"{outlet}/")
        }
        assert about == {True, False}, outlet


@pytest.mark.parametrize("outlet", sorted(content.outlets()))
def test_feeds_and_sitemaps_name_every_article(web: Replica, outlet: str) -> None:
    about = content.outlets()[outlet]
    body = get(web, about["host"], about["feed"]["path"]).body
    own = [article for article in content.articles(0) if article["outlet"] == outlet]
    if about["feed"]["format"] == "sitemap":
        names = {
            "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
            "n": "http://www.google.com/schemas/sitemap-news/0.9",
        }
        tree = etree.fromstring(body)
        titles = tree.xpath("//n:title/text()", namespaces=names)
        assert len(tree.xpath("//s:loc", namespaces=names)) == len(own)
    else:
        feed = feedparser.parse(BytesIO(body))
        assert not feed.bozo
        titles = [entry.title for entry in feed.entries]
        assert all(entry.get("published_parsed") for entry in feed.entries)
    assert titles == [article["headline"] for article in own]


def test_every_pdf_can_be_read(web: Replica) -> None:
    pdfs = [path for path in web.site.routes[BOARD] if path.endswith(".pdf")]
    assert len(pdfs) > 40
    for path in pdfs:
        page = web.site.page(BOARD, path)
        assert page is not None and page.body.startswith(b"%PDF-")
        assert page.media_type == "application/pdf"
    agreement = web.site.page(BOARD, "/content/actions/2022_07/22-0727-EX2.pdf")
    assert agreement is not None
    assert "intergovernmental agreement with the Chicago Police Department" in " ".join(
        extract_text(BytesIO(agreement.body)).split()
    )


@pytest.mark.parametrize(
    ("day", "words"), [("june_24_2020", "- 4"), ("august_26_2020", "- 1"), ("february_22_2024", "- 7")]
)
def test_minutes_tell_the_roll(web: Replica, day: str, words: str) -> None:
    minutes = web.site.page(BOARD, f"/content/documents/{day}_proceedings.pdf")
    assert minutes is not None
    text = " ".join(extract_text(BytesIO(minutes.body)).split())
    assert "The Secretary called the roll" in text
    assert words in text


def test_every_chicago_source_is_served_at_its_loopback_address(web: Replica, watch: Watch) -> None:
    turned = replica_watch(watch, web.port)
    chicagos = [
        source.id for source in watch.sources if source.id in content.outlets() or source.platform == "cpsboe"
    ]
    assert [source.id for source in turned.sources] == chicagos
    for source in turned.sources:
        host = urlsplit(source.url).hostname or ""
        assert any(host == domain or host.endswith(f".{domain}") for domain in source.domains)
        assert fetch(web, source.url).status == 200, source.id
        assert source.expect.stale_days > 20_000, "the replica's news is old on any day"


def test_a_source_that_the_replica_does_not_serve_is_left_out(web: Replica, watch: Watch) -> None:
    stranger = watch.sources[0].model_copy(
        update={"id": "stranger", "url": "https://board.example/", "domains": ["board.example"]}
    )
    more = watch.model_copy(update={"sources": [*watch.sources, stranger]})
    assert "stranger" not in {source.id for source in replica_watch(more, web.port).sources}


def test_robots_txt_keeps_the_paper_s_own_pages_out(web: Replica) -> None:
    denied = expected.facts()["state_0"]["denied_by_robots"][0]
    host, path = denied.split("/", 1)
    rules = get(web, host, "/robots.txt").body.decode()
    assert f"Disallow: /{path.split('/', 1)[0]}/" in rules
