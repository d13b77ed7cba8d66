"""The replica web goes wrong in the ways it is asked to, where it is asked to, until it is told to stop."""

import http.client
import re
import time
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urljoin

import feedparser
import pytest

from tests.replica.client import Answer, fetch
from tests.replica.misbehaviour import FLOOD, MODES
from tests.replica.server import Replica

BOARD = "www.cpsboe.org"
FOX = "www.fox32chicago.com"
FOX_FEED = "/rss/category/news"


@pytest.fixture(scope="module")
def running() -> Iterator[Replica]:
    with Replica() as web:
        yield web


@pytest.fixture
def web(running: Replica) -> Iterator[Replica]:
    yield running
    running.calm()


def get(web: Replica, host: str, path: str, timeout: float = 5) -> Answer:
    return fetch(web, web.base(host) + path, timeout=timeout)


def test_misbehaviour_is_for_those_asked_and_ends_with_calm(web: Replica) -> None:
    web.misbehave(f"{FOX}/*", "status-500")
    assert get(web, FOX, FOX_FEED).status == 500
    assert get(web, BOARD, "/meetings").status == 200
    web.calm()
    assert get(web, FOX, FOX_FEED).status == 200


def test_misbehaving_lasts_as_long_as_its_context(web: Replica) -> None:
    with web.misbehaving(f"{FOX}/*", "status-503"):
        assert get(web, FOX, FOX_FEED).status == 503
    assert get(web, FOX, FOX_FEED).status == 200


def test_too_many_requests_comes_with_a_time_to_wait(web: Replica) -> None:
    web.misbehave(f"{FOX}*", "status-429")
    answer = get(web, FOX, FOX_FEED)
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")


def test_a_truncated_page_breaks_off(web: Replica) -> None:
    web.misbehave(f"{FOX}{FOX_FEED}", "truncated")
    with pytest.raises(http.client.IncompleteRead):
        get(web, FOX, FOX_FEED)


def test_a_dropped_connection_gives_nothing(web: Replica) -> None:
    web.misbehave(f"{FOX}{FOX_FEED}", "drop")
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        get(web, FOX, FOX_FEED)


def test_a_loop_never_arrives(web: Replica) -> None:
    web.misbehave(f"{FOX}/*", "loop")
    url, seen = web.base(FOX) + FOX_FEED, []
    for _ in range(4):
        answer = fetch(web, url)
        assert answer.status == 302
        url = urljoin(url, str(answer.headers["Location"]))
        seen.append(url)
    assert len(set(seen)) == 2


def test_a_slow_answer_takes_its_time(web: Replica) -> None:
    web.misbehave(f"{FOX}{FOX_FEED}", "slow", seconds=0.3)
    start = time.monotonic()
    assert get(web, FOX, FOX_FEED).status == 200
    assert time.monotonic() - start >= 0.3


def test_a_dripping_answer_outlasts_a_patient_client(web: Replica) -> None:
    web.misbehave(f"{FOX}{FOX_FEED}", "drip")
    with pytest.raises(TimeoutError):
        get(web, FOX, FOX_FEED, timeout=0.3)


@pytest.mark.parametrize(
    ("mode", "starts", "media_type"),
    [
        ("html-feed", b"<!doctype html>", "text/html"),
        ("not-a-pdf", b"<!doctype html>", "application/pdf"),
        ("empty", b"", "text/html"),
        ("garbage", b"\x00\x01", "application/octet-stream"),
    ],
)
def test_a_wrong_body_comes_with_a_good_status(
    web: Replica, mode: str, starts: bytes, media_type: str
) -> None:
    web.misbehave(f"{FOX}/*", mode)  # type: ignore[arg-type]
    answer = get(web, FOX, FOX_FEED)
    assert answer.status == 200
    assert answer.headers.get_content_type() == media_type
    assert answer.body.startswith(starts)
    assert mode != "empty" or answer.body == b""


def test_a_flood_names_thousands_of_pages(web: Replica) -> None:
    web.misbehave(f"{FOX}{FOX_FEED}", "flood")
    feed = feedparser.parse(BytesIO(get(web, FOX, FOX_FEED).body))
    assert len({entry.link for entry in feed.entries}) == FLOOD
    assert feed.entries[0].link.startswith(web.base(FOX))


def test_an_off_site_redirect_leads_to_a_stranger(web: Replica) -> None:
    web.misbehave(f"{FOX}{FOX_FEED}", "off-site")
    answer = get(web, FOX, FOX_FEED)
    assert (answer.status, answer.headers["Location"]) == (302, "http://stranger.example.localhost/")


@pytest.mark.parametrize(("mode", "status"), [("unreachable-robots", 503), ("deny-robots", 200)])
def test_robots_modes_touch_robots_txt_alone(web: Replica, mode: str, status: int) -> None:
    web.misbehave(FOX, mode)  # type: ignore[arg-type]
    answer = get(web, FOX, "/robots.txt")
    assert answer.status == status
    assert mode != "deny-robots" or re.search(rb"^Disallow: /$", answer.body, re.MULTILINE)
    assert get(web, FOX, FOX_FEED).status == 200
    assert get(web, BOARD, "/robots.txt").status == 200


def test_an_unknown_mode_is_refused(web: Replica) -> None:
    with pytest.raises(ValueError, match=r"no mode 'sulk'; there are: .*flood"):
        web.misbehave("*", "sulk")  # type: ignore[arg-type]


def test_every_mode_can_be_asked_for(web: Replica) -> None:
    quick = [mode for mode in MODES if mode not in ("drip", "drop", "truncated", "slow")]
    for mode in quick:
        with web.misbehaving(f"{FOX}*", mode):  # type: ignore[arg-type]
            path = "/robots.txt" if "robots" in mode else FOX_FEED
            assert get(web, FOX, path).status >= 200, mode
