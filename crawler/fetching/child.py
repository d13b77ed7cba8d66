"""A source's turn inside its own process: limits set, the spider run, the end told."""

import resource
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.fetching.job import Job
from crawler.fetching.report import Report
from crawler.spiders.source import SourceSpider

MEBIBYTE = 1024 * 1024


def run(line: str, events: int) -> None:
    """Run the job on that line and tell its events to the file descriptor."""
    job, report = Job.from_line(line), Report(events)
    resource.setrlimit(resource.RLIMIT_AS, (job.memory * MEBIBYTE, job.memory * MEBIBYTE))
    process = AsyncCrawlerProcess(settings_of(job))
    process.crawl(SourceSpider, job=job, report=report)
    process.start(install_signal_handlers=False)
    report.finish()


def settings_of(job: Job) -> Settings:
    """Return Scrapy's settings for a job: the project's, with what the job says over them."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    told: dict[str, Any] = {
        "HALLWATCH_DOMAINS": list(job.source["domains"]),
        "HALLWATCH_ALLOW_LOOPBACK": job.allow_loopback,
        "HALLWATCH_DELAY_CAP": job.delay_cap,
        "HALLWATCH_RETRY_CAP": job.retry_cap,
        "HALLWATCH_BACKOFF": job.backoff,
        "HALLWATCH_WARC": "" if job.dry_run else job.warc or "",
        "DOWNLOAD_TIMEOUT": job.timeout,
        "DOWNLOAD_MAXSIZE": job.max_size * MEBIBYTE,
    }
    if job.delay_cap == 0:
        told |= {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}
    settings.setdict(told, priority="cmdline")
    return settings
