"""The section of an outlet that an article stands in: stated, as a breadcrumb, or in its address."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from crawler.articles.linked_data import text_of, types_of
from crawler.articles.metadata import Metadata
from crawler.page_lines import squeeze

LONGEST = 60
_META = (
    "article:section",
    "parsely-section",
    "section",
    "sailthru.section",
    "cxenseparse:section",
    "cxsection",
)
_CRUMBS = (
    "//*[contains(@class, 'breadcrumb') or contains(@aria-label, 'readcrumb')]"
    "//*[self::a or @itemprop='name'][not(ancestor::footer)]"
)
_NO_SECTION = re.compile(
    r"^(?:home(?:page)?|front page|index|news home|uncategorized|article|articles|story|stories|posts?|blog"
    r"|www\S*|\d+|false|true|none|null|all)$",
    re.IGNORECASE,
)
# Words of an address that are a section's: what stands between the host and a date or the headline's words.
_SLUG = re.compile(r"^[a-z]+(?:-[a-z]+){0,2}$")
_NO_PATH = {
    "a", "amp", "archive", "archives", "article", "articles", "blog", "content", "en", "es", "id", "index",
    "node", "p", "page", "pages", "post", "posts", "releases", "s", "stories", "story", "us", "web", "wp",
    # Formats, authors and lists, which are no sections and would tell a wrong kind.
    "audio", "author", "authors", "gallery", "latest", "listen", "live", "live-blog", "live-news",
    "live-updates", "liveblog", "media", "photos", "pictures", "podcast", "podcasts", "program", "programs",
    "shows", "staff", "tag", "tags", "topic", "topics", "video", "videos", "voices", "watch",
}  # fmt: skip


def find_section(metadata: Metadata, headline: str | None) -> str | None:
    """Return the section's name as the page spells it; None where nothing tells one."""
    known = {*metadata.site_names, (headline or "").lower()}
    for raw in _told(metadata):
        name = squeeze(raw)
        if name and len(name) <= LONGEST and not _NO_SECTION.match(name) and name.lower() not in known:
            return name
    return _of_address(metadata.url)


def _told(metadata: Metadata) -> Iterator[str | None]:
    yield text_of(metadata.article.get("articleSection"))
    yield metadata.first(*_META)
    for node in metadata.nodes:
        if "breadcrumblist" in types_of(node):
            yield from reversed(
                _crumbs(node.get("itemListElement"))[:-1] or _crumbs(node.get("itemListElement"))
            )
    for element in reversed(metadata.root.xpath(_CRUMBS)[:6]):
        yield element.text_content()


def _crumbs(value: Any) -> list[str]:
    items = value if isinstance(value, list) else []
    names = [
        text_of(item.get("name")) or text_of(item.get("item")) for item in items if isinstance(item, dict)
    ]
    return [name for name in names if name and "://" not in name]


def _of_address(url: str) -> str | None:
    parts = [part for part in urlsplit(url).path.lower().split("/") if part][:-1]
    for part in parts:
        if part in _NO_PATH or not _SLUG.match(part):
            continue
        return part.replace("-", " ")
    return None
