"""Redirects, with their dead ends told."""

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware

from crawler.fetching.faults import RedirectLoop


class Redirect(RedirectMiddleware):
    """Scrapy's redirects; a loop is a fault with a type, known at its first return."""

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        chain = [*request.meta.get("redirect_urls", []), request.url]
        if redirected.url in chain and request.method == redirected.method:
            raise RedirectLoop(f"{chain[0]} redirects back to {redirected.url}; open it in a browser")
        if len(chain) > self.max_redirect_times:
            raise RedirectLoop(
                f"{chain[0]} redirects more than {self.max_redirect_times} times; open it in a browser"
            )
        return super()._redirect(redirected, request, reason)
