"""What is refused or waited for, piece by piece; whole crawls are in test_faults_in_ledger."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError, IgnoreRequest

from crawler.fetching.addresses import check_address, literal
from crawler.fetching.faults import OffsiteAddress, PrivateAddress, RobotsDenied, verdict
from crawler.fetching.levels import Levels
from crawler.middlewares.retry import retry_after
from db.frontier import FrontierRow

NOW = datetime(2024, 2, 22, 16, 0, tzinfo=UTC)

INSIDE = [
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "255.255.255.255", "224.0.0.1", "::1", "fe80::1", "fc00::1",  # noqa: S104 - refused
    "::ffff:127.0.0.1", "::ffff:10.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_somebodys_network_are_refused(address: str) -> None:
    with pytest.raises(PrivateAddress, match="not a public address"):
        check_address("board.example", address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses_pass(address: str) -> None:
    assert check_address("board.example", address) == address


def test_loopback_passes_where_allowed_and_nothing_else_does() -> None:
    assert check_address("demo.localhost", "127.0.0.1", allow_loopback=True) == "127.0.0.1"
    for address in set(INSIDE) - {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"}:
        with pytest.raises(PrivateAddress):
            check_address("demo.localhost", address, allow_loopback=True)


def test_a_host_is_an_address_or_a_name() -> None:
    assert literal("[::1]") == "::1"
    assert literal("127.0.0.1") == "127.0.0.1"
    assert literal("board.example") is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120.0),
        (b" 0 ", 0.0),
        (b"Thu, 22 Feb 2024 16:00:30 GMT", 30.0),
        (b"Thu, 22 Feb 2024 15:00:00 GMT", 0.0),
        (b"soon", None),
        (b"-5", None),
        (b"", None),
        (None, None),
    ],
)
def test_retry_after_in_both_its_forms(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.binary(max_size=40))
def test_no_header_breaks_it(header: bytes) -> None:
    wait = retry_after(header, NOW)
    assert wait is None or wait >= 0


@pytest.mark.parametrize(
    ("error", "outcome", "kind"),
    [
        (OffsiteAddress("x"), "filtered", "offsite"),
        (RobotsDenied("x"), "denied", "robots-denied"),
        (DownloadTimeoutError("x"), "failed", "timeout"),
        (DownloadFailedError("certificate verify failed"), "failed", "tls"),
        (DownloadFailedError("x"), "failed", "connection"),
        (IgnoreRequest("exceeded DOWNLOAD_MAXSIZE (2 B)"), "failed", "too-large"),
        (IgnoreRequest("who knows"), "failed", "fault"),
        (EOFError("x"), "failed", "truncated"),
        (ZeroDivisionError("x"), "failed", "fault"),
    ],
)
def test_every_error_has_an_end_and_a_kind(error: BaseException, outcome: str, kind: str) -> None:
    told = verdict(error)
    assert (told.outcome, told.kind) == (outcome, kind)
    assert told.message


def page(url: str, depth: int) -> FrontierRow:
    return FrontierRow(url=url, platform="feed", kind="page", depth=depth)


def test_levels_come_shallowest_first_and_each_page_once() -> None:
    levels = Levels()
    for row in (page("b", 1), page("a", 1), page("c", 2), page("d", 3)):
        assert levels.add(row)
    assert [row.url for row in levels.take()] == ["a", "b"]
    assert not levels.add(page("a", 0))  # had its turn
    assert levels.add(page("d", 2))  # named at a lesser depth: moves forward
    assert levels.add(page("c", 9))  # a longer way to a known page changes nothing
    assert [(row.url, row.depth) for row in levels.waiting()] == [("c", 2), ("d", 2)]
    assert [row.url for row in levels.take()] == ["c", "d"]
    assert levels.take() == []
