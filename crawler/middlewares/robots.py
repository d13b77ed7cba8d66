"""robots.txt, obeyed also when it cannot be had."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.fetching.faults import RobotsDenied, RobotsUnreachable, verdict
from crawler.fetching.sending import without_session
from crawler.middlewares.throttle import Throttle
from db.frontier import FrontierRow

TOO_MANY = 429  # asks to slow down; it gives no permission, unlike the other 4xx


class Robots(RobotsTxtMiddleware):
    """Scrapy's robots.txt with RFC 9309's ending: 4xx allows all, unreachable allows nothing.

    A Crawl-delay becomes the least delay of its host. What is refused is raised as a typed fault.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unreachable: dict[str, str] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Raise RobotsDenied or RobotsUnreachable for what may not be fetched."""
        await super().process_request(request)
        if request.meta.get("dont_obey_robotstxt"):
            return
        why = self._unreachable.get(urlparse_cached(request).netloc)
        if why is not None:
            raise RobotsUnreachable(why)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise RobotsDenied where the parsed file says no."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            asked = _as_known(request)
            raise RobotsDenied(f"robots.txt forbids {asked}; it is not fetched") from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status == TOO_MANY or response.status >= 500 or 300 <= response.status < 400:
            self._forbid(netloc, f"it answered {response.status}")
        if not 200 <= response.status < 300:
            self._settle(netloc)
            return
        await super()._parse_robots(response, netloc, request)
        parser = self._parsers[netloc]
        assert isinstance(parser, RobotParser)  # noqa: S101 - what the line above has just put there
        delay = parser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        throttle = self.crawler.get_extension(Throttle)
        if delay and throttle is not None:
            throttle.slow_down(urlparse_cached(request).hostname or "", delay)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._forbid(netloc, verdict(exc).message)
        self._settle(netloc)

    def _forbid(self, netloc: str, why: str) -> None:
        self._unreachable[netloc] = (
            f"robots.txt of {netloc} could not be had ({why}): the source is left alone until the next run"
        )

    def _settle(self, netloc: str) -> None:
        super()._robots_error(IgnoreRequest("settled"), netloc)  # wakes the requests that wait for the file


def _as_known(request: Request) -> str:
    """Return an address without the tokens of the visit: what is told of it is kept and shown."""
    row = request.meta.get("row")
    return without_session(request.url, row.session if isinstance(row, FrontierRow) else None)
