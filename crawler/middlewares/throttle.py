"""The pace of a crawl: as slow as the site answers, and no faster than it asked for."""

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle with a least delay for each host (its robots.txt's Crawl-delay), capped."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._cap = crawler.settings.getfloat("HALLWATCH_DELAY_CAP")
        self._least: dict[str, float] = {}

    def slow_down(self, host: str, delay: float) -> None:
        """Ask nothing of a host sooner than `delay` seconds after the last request, one at a time."""
        least = self._least[host] = min(delay, self._cap)
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": least, "concurrency": 1, "jitter": 0.0}
        if host in downloader.slots:
            slot = downloader.slots[host]
            slot.delay, slot.concurrency, slot.jitter = max(least, slot.delay), 1, 0.0

    def _response_downloaded(self, response: Response, request: Request, spider: object) -> None:
        super()._response_downloaded(response, request, spider)  # type: ignore[arg-type]
        host = request.meta.get("download_slot")
        slot: Slot | None = self.crawler.engine.downloader.slots.get(host or "")
        if slot is not None and host in self._least:
            slot.delay = max(slot.delay, self._least[host])
