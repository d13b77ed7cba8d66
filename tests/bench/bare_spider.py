"""The baseline of a crawl: a Scrapy spider that follows a listing and saves bytes, and does nothing else.

`python -m tests.bench.bare_spider LISTING_URL FOLDER`. No robots.txt, no ledger, no frontier, no links read;
as many requests at once as ours has, and no delay.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

SETTINGS = {
    "CONCURRENT_REQUESTS": 8,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0,
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
}


class Bare(scrapy.Spider):
    """Fetches what a sitemap names."""

    name = "bare"

    def __init__(self, listing: str, folder: str) -> None:
        super().__init__()
        self.start_urls, self.folder, self.saved = [listing], Path(folder), 0

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        for place in lxml.etree.fromstring(response.body).iterfind(".//{*}loc"):
            yield scrapy.Request(place.text or "", callback=self.save)

    def save(self, response: Response) -> None:
        self.saved += 1
        (self.folder / f"{self.saved}.html").write_bytes(response.body)


if __name__ == "__main__":
    process = AsyncCrawlerProcess(SETTINGS)
    process.crawl(Bare, *sys.argv[1:])
    process.start()
