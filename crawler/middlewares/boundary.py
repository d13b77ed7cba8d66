"""The boundary of a source: its domains, and public addresses only, checked at every hop."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import DNSLookupError

from crawler.fetching.addresses import check_address, literal
from crawler.fetching.faults import OffsiteAddress
from crawler.urls import within


class Boundary:
    """Refuses requests that leave the source. Redirects come by here too: each hop is a request."""

    def __init__(self, domains: list[str], allow_loopback: bool) -> None:
        self.domains, self.allow_loopback = domains, allow_loopback

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the boundary of the crawler's source."""
        settings = crawler.settings
        return cls(settings.getlist("HALLWATCH_DOMAINS"), settings.getbool("HALLWATCH_ALLOW_LOOPBACK"))

    async def process_request(self, request: Request) -> None:
        """Raise OffsiteAddress or PrivateAddress for what may not be fetched."""
        if not within(request.url, self.domains):
            raise OffsiteAddress(_told(request))
        host = urlparse_cached(request).hostname or ""
        address = literal(host)
        if address is not None:
            check_address(host, address, allow_loopback=self.allow_loopback)
            return
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

        try:
            # The resolver checks too, but Twisted swallows what it raises; asked here, its reason is told.
            await maybe_deferred_to_future(reactor.resolve(host))  # type: ignore[arg-type]
        except DNSLookupError as error:
            raise CannotResolveHostError(str(error)) from error


def _told(request: Request) -> str:
    chain = request.meta.get("redirect_urls")
    if chain:
        return (
            f"{chain[0]} redirects to {request.url}, outside the source's domains; add the domain if it moved"
        )
    return f"{request.url} is outside the source's domains"
