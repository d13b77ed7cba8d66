"""Which sitemaps of an index can hold what a look wants: by their months, their changes, their numbers."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from crawler.civic.dates import MONTHS
from db.records import Link

FIRST_OF_SERIES, LAST_OF_SERIES = 1, 2  # newest first or newest last: outlets number both ways
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_BY = r"[-_/.=]?(?:m|month|mm)?[-_/.=]?"
_MONTH_NUMBER = re.compile(
    rf"(?<!\d){_YEAR}{_BY}(?P<month>0[1-9]|1[0-2]|[1-9](?!\d))(?!\d{{3}})", re.IGNORECASE
)
_MONTH_NAME = re.compile(rf"(?<!\d){_YEAR}[-_/]?(?P<month>{'|'.join(MONTHS)})", re.IGNORECASE)
_NAME_FIRST = re.compile(rf"(?P<month>{'|'.join(MONTHS)})[a-z]*[-_/]?{_YEAR}(?!\d)", re.IGNORECASE)
_PARAMETERS = re.compile(rf"\b(?:yyyy|year)={_YEAR}(?:&(?:mm|month)=(?P<month>\d\d?))?", re.IGNORECASE)
_DAY = re.compile(r"(?:[-_/.]?|&(?:dd|day)=)(\d\d)(?!\d)")  # one digit would be the number of a part
_YEAR_ALONE = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_NUMBER = re.compile(r"(\d+)(?=\D*$)")
# Sitemaps of other things than articles, as WordPress plug-ins and broadcasters' systems name them.
_OTHER = re.compile(
    r"(?:^|[-_/=])(?:author|authors|user|users|category|categories|tag|tags|post_tag|page|pages|image|images|"
    r"videos?|gallery|galleries|attachment|product|products|event|events|tribe_events|taxonomy|section|sections|"
    r"topics?|people|staff|weather|locations?|listings?|podcasts?|newsletters?|obituar(?:y|ies))"
    r"(?=[-_.]?(?:sitemap|\d|\.xml|$)|[-_.]?\w*\.xml)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """The days that a sitemap's own name says it is of."""

    first: date
    last: date


def span_in_name(url: str) -> Span | None:
    """Return the day, month or year that a sitemap's address names ("sitemap-2024-02.xml", "?yyyy=2024")."""
    parts = urlsplit(url)
    name = f"{parts.path}?{parts.query}".lower()
    for pattern in (_PARAMETERS, _MONTH_NUMBER, _MONTH_NAME, _NAME_FIRST, _YEAR_ALONE):
        if match := pattern.search(name):
            year, told = int(match["year"]), match.groupdict().get("month")
            if told is None:
                return Span(date(year, 1, 1), date(year, 12, 31))
            month = int(told) if told.isdigit() else MONTHS.index(told[:3]) + 1
            if 1 <= month <= 12:
                return _day_after(name[match.end() :], year, month) or Span(
                    date(year, month, 1), date(year, month, monthrange(year, month)[1])
                )
    return None


def _day_after(rest: str, year: int, month: int) -> Span | None:
    match = _DAY.match(rest)
    if match is None or not 1 <= int(match[1]) <= monthrange(year, month)[1]:
        return None
    day = date(year, month, int(match[1]))
    return Span(day, day)


def chosen_children(children: Sequence[Link], since: date, until: date | None, *, back: bool) -> list[Link]:
    """Return the sitemaps of an index that can hold pages of the days wanted.

    A month in the name decides, then the last change; of a series that only has numbers the ends are taken,
    because nothing tells which is the newest. `back` tells that a person asked for the past: then all of it.
    """
    articles = [child for child in children if not _OTHER.search(urlsplit(child.url).path)] or list(children)
    told = [child for child in articles if _is_dated(child)]
    kept = {child.url for child in told if _can_hold(child, since, until)}
    untold = [child for child in articles if not _is_dated(child)]
    kept |= {child.url for child in (untold if back else _ends(untold))}
    return [child for child in children if child.url in kept]


def _is_dated(child: Link) -> bool:
    return span_in_name(child.url) is not None or child.latest is not None


def _can_hold(child: Link, since: date, until: date | None) -> bool:
    if span := span_in_name(child.url):
        return span.last >= since and (until is None or span.first <= until)
    return (child.latest or "") >= since.isoformat()


def _ends(children: Sequence[Link]) -> list[Link]:
    """Return the first and the last of each numbered series, and what is in none."""
    series: dict[str, list[tuple[int, Link]]] = defaultdict(list)
    for child in children:
        parts = urlsplit(child.url)
        name = f"{parts.path}?{parts.query}"
        number = _NUMBER.search(name)
        stem = name[: number.start()] + name[number.end() :] if number else name
        series[stem].append((int(number[1]) if number else 1, child))
    kept = []
    for members in series.values():
        ordered = [child for _, child in sorted(members, key=lambda member: (member[0], member[1].url))]
        few = len(ordered) <= FIRST_OF_SERIES + LAST_OF_SERIES
        kept += ordered if few else [*ordered[:FIRST_OF_SERIES], *ordered[-LAST_OF_SERIES:]]
    return kept
