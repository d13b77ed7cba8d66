"""JSON Feed (jsonfeed.org, versions 1 and 1.1): the same entries as RSS, in JSON."""

from collections.abc import Iterator
from typing import Any

from crawler.json_page import objects, read_json, text_of
from crawler.platform import PageError
from crawler.platforms.feed_text import EXPECTED


def json_entries(body: bytes) -> Iterator[dict[str, Any]]:
    """Yield the items with the names that feedparser gives them. Raises PageError when it is no JSON Feed."""
    feed = read_json(body, EXPECTED)
    told = feed.get("version") if isinstance(feed, dict) else None
    items = objects(feed, "items")
    if items is None or not isinstance(told, str) or "jsonfeed.org/" not in told:
        raise PageError(f"JSON that is no JSON Feed; expected {EXPECTED}")
    for item in items:
        yield {
            "link": text_of(item, "url", "external_url"),
            "id": text_of(item, "id"),
            "title": text_of(item, "title"),
            "published": text_of(item, "date_published"),
            "updated": text_of(item, "date_modified"),
        }
