"""Which pages that a page leads to are not asked for, and how that is told."""

from collections.abc import Container

from crawler.address_patterns import is_chosen
from crawler.fetching.faults import Verdict
from crawler.platform import Follow, Window
from crawler.urls import canonical, within
from db.frontier import FrontierRow
from db.registry import Source

ARTICLE = "article"
NOT_CHOSEN = Verdict("filtered", "not-chosen", "left out by the source's include and exclude")


def refusal_of(
    follow: Follow,
    parent: FrontierRow,
    window: Window,
    source: Source,
    platforms: Container[str],
    depth_limit: int,
) -> Verdict | None:
    """Return why a page named on `parent` is not asked for; None where nothing speaks against it."""
    try:
        url = canonical(follow.url)
    except ValueError as error:
        return Verdict("filtered", "bad-url", f"{error}; named on {parent.url}")
    if not within(url, source.domains):
        return Verdict("filtered", "offsite", f"outside the source's domains; named on {parent.url}")
    if follow.platform == ARTICLE and not is_chosen(source, url):
        return NOT_CHOSEN
    if follow.platform not in platforms:
        return Verdict("filtered", "unknown-platform", f"no platform {follow.platform!r} reads {url}")
    return _too_far(follow, parent, window, depth_limit)


def _too_far(follow: Follow, parent: FrontierRow, window: Window, depth_limit: int) -> Verdict | None:
    if parent.depth >= depth_limit:
        return Verdict("filtered", "too-deep", f"more than {depth_limit} links away from the start")
    if not window.holds(follow.date):
        return Verdict("filtered", "outside-window", f"of {follow.date}, before {window.since}")
    return None
