"""One module a platform; PLATFORMS is how the rest finds them, each loaded when it is first asked for.

All of them take most of a second to load: a crawl's process needs one or two, and so does a parser's worker.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from crawler.platform import Platform

WHERE = {
    "cpsboe": "cpsboe:Cpsboe",
    "civicclerk": "civicclerk:CivicClerk",
    "legistar": "legistar:Legistar",
    "feed": "feed:Feed",
    "sitemap": "sitemap:Sitemap",
    "listing": "listing:Listing",
    "urls": "urls:UrlList",
    "article": "article:ArticlePage",
    "document": "document:DocumentFile",
    "boardbook": "boardbook:BoardBook",
    "diligent": "diligent:Diligent",
    "boarddocs": "boarddocs:BoardDocs",
    "simbli": "simbli:Simbli",
    "ical": "ical:Ical",
    "documents": "documents:DocumentList",
    "wayback": "wayback:Wayback",
}


class _OnFirstUse(Mapping[str, Platform]):
    """The platforms by name."""

    def __init__(self) -> None:
        self._loaded: dict[str, Platform] = {}

    def __getitem__(self, name: str) -> Platform:
        if name not in self._loaded:
            module, _, kind = WHERE[name].partition(":")
            self._loaded[name] = getattr(import_module(f"{__name__}.{module}"), kind)()
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in WHERE

    def __iter__(self) -> Iterator[str]:
        return iter(WHERE)

    def __len__(self) -> int:
        return len(WHERE)


PLATFORMS: Mapping[str, Platform] = _OnFirstUse()
