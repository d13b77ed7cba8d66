"""What a site hands out anew at each visit is sent with a request, and is no part of what a page is."""

import pytest

from crawler.fetching.levels import Levels
from crawler.fetching.sending import address_to_ask, needs_session, what_to_send, without_session
from db.frontier import FrontierRow
from tests.crawler.conftest import World, make_source
from tests.crawler.site import Site

TODAY = 1732406400  # 2024-11-24


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TODAY))


def posts(site: Site) -> list[str]:
    return [asked for asked in site.asked if asked.startswith("POST")]


def test_a_token_is_sent_and_never_kept(world: World, site: Site) -> None:
    site.links("/", "/rows|page|2024-11-20|7|first-token")
    world.crawl(make_source("one", site.url("/")))
    assert posts(site) == ["POST /rows id=7&token=first-token"]
    assert world.rows("SELECT request FROM frontier WHERE request IS NOT NULL") != []
    tables = [list(world.database.table(name).rows) for name in world.database.table_names()]
    assert "first-token" not in str(tables)


def test_the_same_page_under_another_days_token_is_the_same_page(world: World, site: Site) -> None:
    source = make_source("one", site.url("/"))
    for token in ("first-token", "second-token"):
        site.links("/", f"/rows|page|2024-11-20|7|{token}")
        world.crawl(source)
    assert posts(site) == ["POST /rows id=7&token=first-token", "POST /rows id=7&token=second-token"]
    assert world.rows("SELECT count(*) FROM documents WHERE url LIKE '%/rows%'") == [(1,)]


def test_a_page_that_needs_a_token_is_not_asked_for_without_one(world: World, site: Site) -> None:
    source = make_source("one", site.url("/"))
    site.links("/", "/rows|page|2024-11-20|7|first-token")
    world.crawl(source)
    site.links("/", "/other")
    site.pages["/other"] = b"LEAF"
    report = world.crawl(source)["one"]
    assert posts(site) == ["POST /rows id=7&token=first-token"]
    assert report.counts.failed == 0


def test_todays_token_reaches_a_page_that_waits_already() -> None:
    levels = Levels()
    row = FrontierRow(url="https://a.example/rows", platform="x", kind="list", depth=1)
    levels.add(row)
    levels.add(FrontierRow(**{**row.__dict__, "session": {"json": {"token": "t"}}, "depth": 2}))
    (taken,) = levels.take()
    assert (taken.depth, taken.session) == (1, {"json": {"token": "t"}})


def test_what_is_sent_is_the_request_with_the_sessions_values_in_it() -> None:
    request = {"json": {"start": 0}, "headers": {"Accept": "application/json"}, "session": True}
    sent = what_to_send(request, {"json": {"token": "t"}, "headers": {"X-Key": "k"}})
    assert sent["json"] == {"start": 0, "token": "t"}
    assert sent["headers"] == {"Accept": "application/json", "X-Key": "k"}
    assert request["json"] == {"start": 0}
    assert needs_session(request)
    assert not needs_session({"json": {}})
    assert not needs_session(None)


def test_a_token_in_an_address_is_asked_with_and_taken_out_again() -> None:
    session = {"query": {"sct": "se/cret=", "v": ""}}
    asked = address_to_ask("https://a.example/tree?MID=7", what_to_send({"session": True}, session))
    assert asked == "https://a.example/tree?MID=7&sct=se%2Fcret%3D&v="
    assert without_session(asked, session) == "https://a.example/tree?MID=7"
    assert (
        without_session("https://a.example/login?sct=x&next=1", session) == "https://a.example/login?next=1"
    )
    assert without_session("https://a.example/a?sct=%20", None) == "https://a.example/a?sct=%20"
