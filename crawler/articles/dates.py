"""When an article was published and changed, with where that was told and how sure it is."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Found, Metadata

PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
    "publish_date", "published_time", "publication_date", "dc.date.issued", "dcterms.created", "dc.date",
    "dcterms.date", "date", "cxenseparse:recs:publishtime",
    "article.published", "rnews:datepublished", "ptime", "cdate",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified", "lastmod",
    "last-modified", "dcterms.modified", "dc.date.modified",
)  # fmt: skip
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
FIRST_YEAR, LAST_YEAR = 1990, 2100  # outside lie template defaults: 0001, 1900, 1970, 9999


def find_published(metadata: Metadata, body: bytes, zone: str | None) -> Found[str] | None:
    """Return the publication date: JSON-LD, then meta, then a `time` element, then what htmldate finds."""
    in_url = _url_day(metadata.url)
    for source, raw, sure in _stated(metadata):
        value = iso_moment(raw, zone)
        if value:
            agrees = in_url is None or abs((date.fromisoformat(value[:10]) - in_url).days) <= 2
            return Found[str](value, source, sure if agrees else sure - 0.25)
    if in_url:
        return Found[str](in_url.isoformat(), "url", 0.8)
    import htmldate  # noqa: PLC0415 - a crawl's processes know the platform and read no article

    try:
        guessed = htmldate.find_date(body, extensive_search=False, original_date=True, url=metadata.url)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None  # htmldate trips over broken markup; no date is the honest answer
    value = iso_moment(guessed, None)
    return Found[str](value, "htmldate", 0.6) if value else None


def find_modified(metadata: Metadata, zone: str | None, published: str | None) -> Found[str] | None:
    """Return when the article was changed last; None where untold, or told to be before its publication."""
    stated = (("json-ld", text_of(metadata.article.get("dateModified"))), ("meta", metadata.first(*MODIFIED)))
    for source, raw in stated:
        value = iso_moment(raw, zone)
        if value and (published is None or value[:10] >= published[:10]):
            return Found(value, source, 0.9)
    return None


def iso_moment(raw: Any, zone: str | None) -> str | None:
    """Return a stated date as ISO, its time with an offset where one is told or the zone is known."""
    if not isinstance(raw, str) or not raw.strip() or len(raw) > 80:
        return None
    match = _ISO.match(raw.strip())
    try:
        moment = _from_iso(match) if match else _from_words(raw.strip())
    except ValueError:
        return None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None and zone:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return moment.isoformat()


def _stated(metadata: Metadata) -> Iterator[tuple[str, str | None, float]]:
    """Yield what the page states, the surest first; what costs most to find comes last."""
    yield "json-ld", text_of(metadata.article.get("datePublished")), 0.98
    yield "json-ld", text_of(metadata.article.get("dateCreated")), 0.9
    yield "meta", metadata.first(*PUBLISHED), 0.95
    yield "json-ld", _of_any_node(metadata, "datePublished"), 0.9
    yield "json-ld", _of_any_node(metadata, "uploadDate"), 0.85
    times = metadata.root.xpath(
        "(//article//time/@datetime | //*[@itemprop='datePublished']/@datetime"
        " | //*[@itemprop='datePublished']/@content"
        " | //header//time/@datetime | //time[@pubdate]/@datetime)[1]"
    )
    yield "time element", str(times[0]) if times else None, 0.8


def _of_any_node(metadata: Metadata, name: str) -> str | None:
    return next((text for node in metadata.nodes if (text := text_of(node.get(name)))), None)


def _from_iso(match: re.Match[str]) -> datetime | date:
    day, clock, offset = match.groups()
    if not clock:
        return date.fromisoformat(day)
    offset = "+00:00" if offset and offset.upper() in {"Z", "UTC", "GMT"} else (offset or "")
    if offset and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return datetime.fromisoformat(f"{day}T{clock}{offset}")


def _from_words(raw: str) -> datetime | date | None:
    if raw.isdigit() and len(raw) in {10, 13}:
        return datetime.fromisoformat("1970-01-01T00:00:00+00:00").fromtimestamp(
            int(raw[:10]), tz=ZoneInfo("UTC")
        )
    if re.fullmatch(r"(?:19|20)\d{6}", raw):
        return date(int(raw[:4]), int(raw[4:6]), int(raw[6:]))
    import dateparser  # noqa: PLC0415 - as htmldate above

    found = dateparser.parse(raw, languages=["en", "es"], settings={"STRICT_PARSING": True})
    if found is None:
        return None
    return found if re.search(r"\d:\d\d", raw) else found.date()


def _url_day(url: str) -> date | None:
    match = _IN_URL.search(url)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
