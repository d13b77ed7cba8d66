"""When an article was published and changed, with where that was told and how sure it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from crawler.articles.dates_text import PrintedDate, doubt_of, iso_moment, printed_dates
from crawler.articles.headline import headline_element, lines_at_headline
from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Found, Metadata
from crawler.articles.metadata_marks import Mark, in_furniture, spaced_text

__all__ = ["find_modified", "find_published", "iso_moment"]
PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
    "publish_date", "published_time", "publication_date", "article:publication_date", "publish_time",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "datecreated", "dc.date",
    "dcterms.date", "date", "cxenseparse:recs:publishtime", "article.published", "rnews:datepublished",
    "ptime", "cdate", "citation_publication_date", "originalpublicationdate", "timestamp",
    "article_date_original",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified", "lastmod",
    "last-modified", "dcterms.modified", "dc.date.modified", "article:updated_time", "utime",
    "revised", "updated_time", "last_updated_date",
)  # fmt: skip
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:/|-|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?:/|-|$)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NEAR, BEFORE = 220, 40  # elements after and before the headline in which its own date stands
LONGEST = 140
LATEST_EVENING = 10  # o'clock in UTC at midnight in Honolulu
MONTH_FIRST = {"en", "en-us", "en-ca", "es-us"}  # languages that print 2/22/2024


@dataclass(frozen=True)
class _Told:
    """A date as the page tells it, before it is read."""

    source: str
    raw: str | None
    confidence: float


def find_published(metadata: Metadata, body: bytes, zone: str | None) -> Found[str] | None:
    """Return when the article was published.

    From json-ld, meta, a time element or text near the headline, the url, or else what htmldate finds. A date
    that cannot be (a template's default, the future) is dropped, and `metadata.dropped` says so.
    """
    in_url = _url_day(metadata.url)
    best: Found[str] | None = None
    for told in _stated(metadata, zone):
        value = _credible(metadata, told, zone)
        if value is None:
            continue
        agrees = in_url is None or _days_apart(value, in_url.isoformat()) <= 2
        best = Found(value, told.source, told.confidence if agrees else round(told.confidence - 0.25, 2))
        break
    if best is not None:
        return _weighed(metadata, best, zone)
    if in_url:
        return Found(in_url.isoformat(), "url", 0.85)
    return _guessed(metadata, body)


def find_modified(metadata: Metadata, zone: str | None, published: str | None) -> Found[str] | None:
    """Return when the article was changed last; None where untold, or told to be before its publication."""
    stated = [_Told("json-ld", text_of(metadata.article.get("dateModified")), 0.95)]
    stated += [_Told("meta", metadata.first(*MODIFIED), 0.9)]
    stated += [_Told("time element", _value_of(mark), 0.8) for mark in _near(metadata, "modified")[:3]]
    for told in stated:
        value = _credible(metadata, told, zone)
        seen = _outlets_time(value, zone) if value else None
        if seen and (published is None or seen[:10] >= published[:10]):
            return Found(seen, told.source, told.confidence)
    for printed in _printed(metadata, zone):
        if printed.label == "modified" and (published is None or printed.value[:10] >= published[:10]):
            return Found(printed.value, "text", 0.8)
    return None


def _stated(metadata: Metadata, zone: str | None) -> Iterator[_Told]:
    """Yield what the page tells, the surest first; what costs most to find comes last."""
    yield _Told("json-ld", text_of(metadata.article.get("datePublished")), 0.97)
    yield _Told("meta", metadata.first(*PUBLISHED[:14]), 0.95)
    yield _Told("json-ld", text_of(metadata.article.get("dateCreated")), 0.9)
    yield _Told("json-ld", text_of(metadata.article.get("coverageStartTime")), 0.85)  # of a live blog
    for mark in _near(metadata, "published")[:3]:
        yield _Told("time element", _value_of(mark), 0.9)
    yield _Told("meta", metadata.first(*PUBLISHED), 0.9)
    printed = _printed(metadata, zone)
    for moment in printed:
        if moment.label == "published":
            yield _Told("text", moment.value, 0.9)
    for mark in _near(metadata, "date")[:4]:
        if not _says_modified(mark):
            yield _Told("time element", _value_of(mark), 0.85)
    for moment in printed:
        if moment.label is None:
            yield _Told("text", moment.value, 0.8)
    yield _Told("json-ld", _of_any_node(metadata, "datePublished"), 0.85)
    yield _Told("json-ld", _of_any_node(metadata, "uploadDate"), 0.8)


def _weighed(metadata: Metadata, best: Found[str], zone: str | None) -> Found[str]:
    """Look again where the date is that of the last change, or told in UTC beside the outlet's own clock."""
    best = Found(_as_seen(metadata, best.value, zone), best.source, best.confidence)
    modified = find_modified(metadata, zone, None)
    if best.source in {"json-ld", "meta"} and modified and modified.value == best.value and "T" in best.value:
        for printed in _printed(metadata, zone):
            if printed.label == "published" and printed.value[:10] < best.value[:10]:
                return Found(printed.value, "text", 0.85)
    return best


def _as_seen(metadata: Metadata, value: str, zone: str | None) -> str:
    """Return a UTC moment as readers see it: by the printed clock, the outlet's zone or the printed day."""
    if not value.endswith("+00:00"):
        return value
    printed = _printed(metadata, zone)
    own = _own_clock(value, printed)
    if own and (zone is None or not own.endswith("+00:00")):
        return own
    if zone:
        return _outlets_time(value, zone)
    # An evening in the Americas is the next day in UTC: the day alone is sure where the page tells the eve.
    eve = (datetime.fromisoformat(value) - timedelta(days=1)).date()
    days = {moment.value[:10] for moment in printed if moment.label != "modified"}
    if in_url := _url_day(metadata.url):
        days.add(in_url.isoformat())
    early = datetime.fromisoformat(value).hour <= LATEST_EVENING
    return eve.isoformat() if early and days == {eve.isoformat()} else value


def _outlets_time(value: str, zone: str | None) -> str:
    """Return a moment told in UTC in the outlet's zone, where that is known; any other as it is."""
    if zone is None or not value.endswith("+00:00"):
        return value
    return datetime.fromisoformat(value).astimezone(ZoneInfo(zone)).isoformat()


def _own_clock(stated: str, printed: list[PrintedDate]) -> str | None:
    """Return a UTC moment with the offset of the clock that the page prints it by: the day a reader sees."""
    moment = datetime.fromisoformat(stated)
    for local in printed:
        if "T" not in local.value or local.label == "modified":
            continue
        shown = datetime.fromisoformat(local.value)
        quarters = round((shown.replace(tzinfo=UTC) - moment).total_seconds() / 900)
        offset = timezone(timedelta(minutes=15 * quarters)) if abs(quarters) <= 56 else None
        if offset and abs((shown.replace(tzinfo=offset) - moment).total_seconds()) <= 90:
            return moment.astimezone(offset).isoformat()
    return None


def _credible(metadata: Metadata, told: _Told, zone: str | None) -> str | None:
    if not told.raw:
        return None
    value = iso_moment(told.raw, zone)
    if value is None and told.source in {"json-ld", "meta"}:  # "2 hours ago" in a time element is no fault
        reason = f"date {told.raw[:40]!r} of {told.source}: {_reason(told.raw)}"
        if reason not in metadata.dropped:
            metadata.dropped.append(reason)
    return value


def _reason(raw: str) -> str:
    if match := re.match(r"\d{4}-\d\d-\d\d", raw):
        try:
            return doubt_of(match[0]) or "no date that exists"
        except ValueError:
            return "no date that exists"
    return "no date that can be read"


def _near(metadata: Metadata, kind: str) -> list[Mark]:
    """Return the marks of a kind around the headline, those of other stories left out."""
    heading = headline_element(metadata)
    place = next((mark.place for mark in metadata.headings if mark.element is heading), None)
    found = []
    for mark in metadata.dates:
        if mark.kind != kind or (place is not None and not place - BEFORE <= mark.place <= place + NEAR):
            continue
        if mark.element.tag != "meta" and not in_furniture(mark.element):
            found.append(mark)
            if len(found) >= 6:
                break
    return found


def _value_of(mark: Mark) -> str | None:
    """Return what a mark tells: its datetime, that of a time inside it, or its text."""
    element = mark.element
    inner = element if element.get("datetime") else next(element.iter("time"), element)
    stated = inner.get("datetime") or _attribute(element)
    if stated and stated.strip():
        return str(stated)
    text = spaced_text(element)
    if len(text) > LONGEST:
        return None
    printed = [
        moment for moment in printed_dates(text, None) if moment.label != "modified" or mark.kind != "date"
    ]
    return printed[0].value if printed else None


def _attribute(element: HtmlElement) -> str | None:
    names = ("content", "data-datetime", "data-timestamp", "data-published")
    return next((value for name in names if (value := element.get(name))), None)


def _says_modified(mark: Mark) -> bool:
    """Tell whether the words before a date element, or its own, are those of a change."""
    parent = mark.element.getparent()
    text = spaced_text(mark.element)[:80]
    sibling = mark.element.getprevious()
    before = (parent.text or "") if parent is not None and sibling is None else ""
    if sibling is not None and isinstance(sibling.tag, str):
        before += f" {spaced_text(sibling)[-40:]} {sibling.tail or ''}"
    labels = printed_dates(f"{before} {text} 2020-02-02", None)
    return bool(labels) and labels[0].label == "modified"


def _printed(metadata: Metadata, zone: str | None) -> list[PrintedDate]:
    """Return the dates of the short lines around the headline."""
    day_first = (metadata.root.get("lang") or "en").lower().replace("_", "-") not in MONTH_FIRST
    found: list[PrintedDate] = []
    for line in lines_at_headline(metadata):
        if len(line) <= LONGEST and any(sign.isdigit() for sign in line):
            found += printed_dates(line, zone, day_first=day_first)
    return [moment for moment in found if moment.label != "other"]


def _of_any_node(metadata: Metadata, name: str) -> str | None:
    return next((text for node in metadata.nodes if (text := text_of(node.get(name)))), None)


def _guessed(metadata: Metadata, body: bytes) -> Found[str] | None:
    import htmldate  # noqa: PLC0415 - a crawl's processes know the platform and read no article

    try:
        guess: Any = htmldate.find_date(body, extensive_search=False, original_date=True, url=metadata.url)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None  # htmldate trips over broken markup; no date is the honest answer
    value = iso_moment(guess, None)
    return Found(value, "htmldate", 0.75) if value else None


def _days_apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def _url_day(url: str) -> date | None:
    match = _IN_URL.search(url)
    if not match:
        return None
    year, month, day = (part for part in match.groups() if part)
    try:
        found = date(int(year), int(month) if month.isdigit() else _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
    return None if doubt_of(found.isoformat()) or found > datetime.now().date() else found
