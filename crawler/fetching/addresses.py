"""Which network addresses a crawl may talk to: public ones, whatever a name or a redirect says."""

import ipaddress
from collections.abc import Sequence
from typing import Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.base import ReactorBase

from crawler.fetching.faults import PrivateAddress


def check_address(host: str, address: str, *, allow_loopback: bool = False) -> str:
    """Return the address if a crawl may connect to it.

    Raises PrivateAddress for loopback, private, link-local, shared, reserved and multicast ones; with
    `allow_loopback` (the demo and the tests) loopback is let through and nothing else.
    """
    parsed = ipaddress.ip_address(address)
    inner = getattr(parsed, "ipv4_mapped", None) or parsed  # ::ffff:127.0.0.1 is 127.0.0.1
    if allow_loopback and inner.is_loopback:
        return address
    if not inner.is_global or inner.is_multicast:
        where = host if host == address else f"{host} ({address})"
        raise PrivateAddress(f"{where} is not a public address; it is not fetched")
    return address


def literal(host: str) -> str | None:
    """Return the IP address that a host is written as, without brackets, or None for a name."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return None


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's caching resolver; a name's address is checked each time, and the one checked is the one used.

    Names below `.localhost` are this machine's (RFC 6761), without asking anybody.
    """

    allow_loopback = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Make the resolver that the crawler's settings ask for."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_loopback = crawler.settings.getbool("HALLWATCH_ALLOW_LOOPBACK")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> defer.Deferred[str]:  # noqa: N802
        """Resolve a name; fails with PrivateAddress where `check_address` says so."""
        if name == "localhost" or name.endswith(".localhost"):
            found: defer.Deferred[str] = defer.succeed("127.0.0.1")
        else:
            found = super().getHostByName(name, timeout)
        return found.addCallback(
            lambda address: check_address(name, address, allow_loopback=self.allow_loopback)
        )
