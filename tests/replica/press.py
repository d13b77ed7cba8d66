"""The outlets' sites: articles in several layouts, feeds and sitemaps, robots.txt."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.replica.content import LAUNCH, articles, listing_date, moment, outlets, paragraphs, wires
from tests.replica.page import Page
from tests.replica.templating import iso, render

Base = Callable[[str], str]
Routes = dict[str, Callable[[], Page]]
FEEDS = {
    "rss": ("feeds/rss.xml", "application/rss+xml"),
    "atom": ("feeds/atom.xml", "application/atom+xml"),
    "sitemap": ("feeds/news_sitemap.xml", "application/xml"),
}
TYPES = {"opinion": "OpinionNewsArticle", "live": "LiveBlogPosting", "video": "VideoObject"}
PHOTO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#ccc" d="M0 0h16v9H0z"/></svg>'
)


def routes(state: int, base: Base) -> dict[str, Routes]:
    """Return what draws each path of each outlet's host."""
    shown = [_ready(article, base) for article in articles(state)]
    found: dict[str, Routes] = {}
    for outlet in outlets().values():
        own = [article for article in shown if article["outlet"]["id"] == outlet["id"]]
        found[outlet["host"]] = _of_outlet(outlet, own, state, base(outlet["host"]))
    return found


def _ready(article: dict[str, Any], base: Base) -> dict[str, Any]:
    """Return an article with what the templates ask of it."""
    outlet = outlets()[article["outlet"]]
    ready: dict[str, Any] = {"kind": "news", "authors": [], "caption": None, "related": None, "entries": []}
    ready.update(
        {"section": "Education", "dateline": None, "modified": article["published"], "old_path": None}
    )
    ready.update(article, outlet=outlet)
    ready["facts"] = article.get("facts", outlet["facts"])
    ready["published"], ready["modified"] = moment(ready["published"]), moment(ready["modified"])
    ready["url"] = base(outlet["host"]) + article["path"]
    ready["blocks"] = _blocks(article)
    ready["summary"] = article.get("summary") or (ready["blocks"] or [ready["headline"]])[0]
    ready["feed_url"] = base(outlet["host"]) + (ready["old_path"] or article["path"])
    ready["entries"] = [{**entry, "at": moment(entry["at"])} for entry in ready["entries"]]
    return ready


def _blocks(article: dict[str, Any]) -> list[str]:
    """Return the body's paragraphs: the outlet's own, then what it takes of a wire story."""
    own = paragraphs(article.get("body", ""))
    if "wire" not in article:
        return own
    return own + paragraphs(wires()[article["wire"]])[: article.get("take")]


def _of_outlet(outlet: dict[str, Any], own: list[dict[str, Any]], state: int, base: str) -> Routes:
    before = {article["id"] for article in articles(0) if article["outlet"] == outlet["id"]}
    pulled = before - {article["id"] for article in own}  # a feed that lost an entry changed, too
    stamps = [article["modified"] for article in own] + [listing_date(state)] * bool(pulled)
    newest = max(stamps, default=LAUNCH)
    listing = {"outlet": outlet, "articles": own, "base": base, "newest": newest}
    found: Routes = {
        "/": partial(_listing, "articles/front_page.html", "text/html", listing_date(state), listing),
        "/about": partial(_listing, "articles/about.html", "text/html", LAUNCH, listing),
        "/newsletters": partial(_listing, "articles/about.html", "text/html", LAUNCH, listing),
        "/media/photo.svg": partial(Page.text, PHOTO, LAUNCH, "image/svg+xml"),
        "/robots.txt": partial(_listing, "feeds/robots.txt", "text/plain", LAUNCH, listing),
    }
    for way in (outlet["feed"], outlet.get("also")):
        if way:
            template, media_type = FEEDS[way["format"]]
            found[way["path"]] = partial(_listing, template, media_type, newest, listing)
    headlines = {article["id"]: article for article in own}
    for article in own:
        found[article["path"]] = partial(_article, article, headlines.get(article["related"]))
        if article["old_path"]:
            found[article["old_path"]] = partial(Page.moved, article["url"], article["modified"])
    return found


def _listing(template: str, media_type: str, modified: Any, listing: dict[str, Any]) -> Page:
    return Page.text(render(template, **listing), modified, media_type)


def _article(article: dict[str, Any], related: dict[str, Any] | None) -> Page:
    layout = "video" if article["kind"] == "video" else article["outlet"]["layout"]
    stated = (
        json.dumps(_json_ld(article), indent=1, ensure_ascii=False) if article["facts"] == "jsonld" else None
    )
    text = render(f"articles/{layout}.html", article=article, related=related, json_ld=stated)
    return Page.html(text, article["modified"])


def _json_ld(article: dict[str, Any]) -> dict[str, Any]:
    """Return what a page says of itself in schema.org's words."""
    stated = {
        "@context": "https://schema.org",
        "@type": TYPES.get(article["kind"], "NewsArticle"),
        "mainEntityOfPage": {"@type": "WebPage", "@id": article["url"]},
        "headline": article["headline"],
        "datePublished": iso(article["published"]),
        "dateModified": iso(article["modified"]),
        "author": [{"@type": "Person", "name": name} for name in article["authors"]],
        "publisher": {"@type": "NewsMediaOrganization", "name": article["outlet"]["name"]},
        "articleSection": article["section"],
    }
    if article["kind"] == "video":
        stated |= {"name": article["headline"], "uploadDate": iso(article["published"])}
    return stated
