"""Scrapy's settings: obedient, slow and closed where the library's defaults are open.

Every value that differs from Scrapy 2.19's default says why. What varies by run (delays, robots' agent,
loopback) is set over these by crawler.worker.
"""

import os

from db.version import program_version

BOT_NAME = "hallwatch"
SPIDER_MODULES = ["crawler.spiders"]

CONTACT = os.environ.get(
    "HALLWATCH_CONTACT", ""
)  # a page or address where a site's owner reaches the operator
USER_AGENT = f"Hallwatch/{program_version()}" + (f" (+{CONTACT})" if CONTACT else "")
ROBOTSTXT_USER_AGENT = "Hallwatch"

# Politeness
ROBOTSTXT_OBEY = True  # default off
CONCURRENT_REQUESTS = 8
CONCURRENT_ITEMS = 1  # the spider yields none, and Scrapy starts that many tasks for every answer
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_DELAY = 0.5
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
COOKIES_ENABLED = False  # no session to be followed by

# Limits: a hostile or broken site costs a bounded amount of time, memory and disk
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024  # the default let a 200 MB gzip bomb in
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
RETRY_TIMES = 2
METAREFRESH_ENABLED = False  # the page itself is what is kept
HTTPPROXY_ENABLED = False  # behind a proxy the addresses cannot be checked
DNS_TIMEOUT = 10
DOWNLOAD_VERIFY_CERTIFICATES = True  # default off
HTTPERROR_ALLOW_ALL = True  # every status is accounted for by the spider
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the frontier does it; Scrapy's drops silently

# Doors that are open by default: two of them run code sent to a port
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}

TWISTED_DNS_RESOLVER = "crawler.fetching.addresses.GuardedResolver"
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.boundary.Boundary": 40,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # Boundary tells what it refuses
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.Robots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.middlewares.retry.PatientRetry": 550,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.redirect.Redirect": 600,
    "crawler.middlewares.warc.WarcWriter": 950,  # next to the downloader: before bodies are unpacked
}
SPIDER_MIDDLEWARES = {
    # The spider yields nothing from its callbacks and counts depth in the frontier.
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # drops silently
}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    "crawler.middlewares.throttle.Throttle": 0,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,  # the process has a limit of its own
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
}
LOG_LEVEL = "ERROR"

# Ours, with the values of a run on the open web
HALLWATCH_WARC = ""  # the folder for web archives of what is fetched; none are written by default
HALLWATCH_ALLOW_LOOPBACK = False
HALLWATCH_DELAY_CAP = 30.0  # seconds: a Crawl-delay beyond it would outlast the source's turn
HALLWATCH_RETRY_CAP = 120.0  # seconds: a Retry-After beyond it ends the host's turn instead
HALLWATCH_BACKOFF = 2.0  # seconds before the first retry; doubled for each further one
