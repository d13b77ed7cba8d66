"""Trying again, after as long as the site asked for."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.fetching.faults import AskedToWait

BUSY = (429, 503)
MEANS_NOTHING = "means_nothing"  # a request's own test for an error answer that another try would not change


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), None if unreadable."""
    text = (header or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


class PatientRetry(RetryMiddleware):
    """Scrapy's retries with backoff; while a host is busy nothing else is asked of it."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._cap = settings.getfloat("HALLWATCH_RETRY_CAP")
        self._backoff = settings.getfloat("HALLWATCH_BACKOFF")
        self._shorten = settings.getbool("HALLWATCH_ALLOW_LOOPBACK")  # nobody to be polite to
        self._quiet_until: dict[str, float] = {}
        self._closed: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PatientRetry":
        """Make the middleware for a crawler."""
        if not crawler.settings.getbool("RETRY_ENABLED"):
            raise NotConfigured
        made = cls(crawler.settings)
        made.crawler = crawler
        return made

    async def process_request(self, request: Request) -> None:
        """Wait until the host may be asked again. Raises AskedToWait where that is too long."""
        host = urlsplit(request.url).netloc
        while True:
            if host in self._closed:
                raise AskedToWait(self._closed[host])
            wait = self._quiet_until.get(host, 0.0) - monotonic()
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Return a retry for a busy or broken answer, else the answer."""
        means_nothing = request.meta.get(MEANS_NOTHING)
        if means_nothing is not None and means_nothing(response.status, response.body):
            return response
        if response.status in self.retry_http_codes:
            self._note_wait(request, response)
        return super().process_response(request, response)

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """Return a retry for a broken connection, after a pause."""
        if isinstance(exception, self.exceptions_to_retry):
            self._pause(request, self._backoff * 2.0 ** request.meta.get("retry_times", 0))
        return super().process_exception(request, exception)

    def _note_wait(self, request: Request, response: Response) -> None:
        asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        wait = self._backoff * 2.0 ** request.meta.get("retry_times", 0) if asked is None else asked
        if asked is not None and asked > self._cap and not self._shorten and response.status in BUSY:
            host = urlsplit(request.url).netloc
            self._closed[host] = (
                f"{host} asks to be left alone for {asked:.0f} s; the rest waits for the next run"
            )
        self._pause(request, wait)

    def _pause(self, request: Request, seconds: float) -> None:
        host = urlsplit(request.url).netloc
        until = monotonic() + min(seconds, self._cap)
        self._quiet_until[host] = max(until, self._quiet_until.get(host, 0.0))
