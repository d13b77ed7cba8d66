"""What each way of an outlet names: links, those of the window, those that its entry chooses."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.address_patterns import is_chosen
from crawler.drafting.asking import Answer, look_at
from crawler.fetching.links import ParserStuckError, time_limit
from crawler.fetching.refusals import ARTICLE
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms import PLATFORMS
from crawler.urls import canonical, page_key, within
from db.records import Link, Remark
from db.registry import Source
from db.registry.models import Way

# The articles that lists lead to are not asked for: there is nothing here that would read them.
LISTS: dict[str, Platform] = {name: platform for name, platform in PLATFORMS.items() if name != ARTICLE}
FURTHER = 8  # requests besides each way's first: an index's sitemaps, a list's next pages
SECONDS = 60.0  # for reading one page
SHOWN = 5  # remarks and problems told of a way


@dataclass(kw_only=True)
class WayFound:
    """What one way gave. `wanted` are the articles that a crawl would go on to ask for."""

    platform: str
    url: str
    starts: set[str] = field(default_factory=set)
    pages: int = 0
    links: set[str] = field(default_factory=set)
    away: int = 0
    in_window: int = 0
    wanted: list[Follow] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    broken: bool = False

    @property
    def good(self) -> bool:
        """Whether its own pages came and were read, and name anything."""
        return not self.broken and bool(self.links)


def look_at_ways(source: Source, window: Window, zone: str | None, allow_loopback: bool) -> list[WayFound]:
    """Ask for the lists of every way of an outlet and read them. Raises DraftError when none can be asked."""
    found = {way.platform: WayFound(platform=way.platform, url=way.url) for way in source.ways()}
    asked = [way for way in source.ways() if _begin(found[way.platform], source, window)]
    if asked:
        since = window.since.isoformat() if window.since else None
        answers = look_at(
            _only(source, asked),
            sum(len(found[way.platform].starts) for way in asked) + FURTHER,
            allow_loopback=allow_loopback,
            platforms=f"{__name__}:LISTS",
            timezone=zone,
            since=since,
        )
        for answer in answers:
            if answer.platform in found:
                _take(found[answer.platform], answer, source, window, zone)
        for way in asked:
            _account(found[way.platform], {answer.url for answer in answers})
    return list(found.values())


def newest_first(follows: Iterable[Follow]) -> list[Follow]:
    """Return articles with the newest first, undated ones after them in their order; each once."""
    once = {follow.url: follow for follow in follows}
    return sorted(once.values(), key=lambda follow: follow.date or "", reverse=True)


def _begin(way: WayFound, source: Source, window: Window) -> bool:
    """Note what a way begins with; tell whether there is a list to ask for."""
    try:
        begun = PLATFORMS[way.platform].start(source.seen_by(way.platform), window)
    except PageError as error:
        way.broken, way.problems = True, [str(error)]
        return False
    articles = [follow for follow in begun if follow.platform == ARTICLE]
    _add(way, [Link(url=follow.url) for follow in articles], articles, source, window)
    way.starts = {page_key(follow.url, follow.request) for follow in begun if follow.platform != ARTICLE}
    return bool(way.starts)


def _only(source: Source, ways: list[Way]) -> Source:
    first, *others = ways
    changed = {"platform": first.platform, "url": first.url, "options": first.options, "also": others}
    return source.model_copy(update=changed)


def _take(way: WayFound, answer: Answer, source: Source, window: Window, zone: str | None) -> None:
    platform, seen = PLATFORMS[way.platform], source.seen_by(way.platform)
    page = answer.page(timezone=zone, options=platform.options_for_reading(seen))
    problem = answer.problem or _read(way, platform, page, source, window)
    if problem:
        way.broken = way.broken or answer.url in way.starts
        where = "" if answer.url == canonical(way.url) else f"{answer.url}: "
        _tell(way.problems, f"{where}{problem}")


def _read(way: WayFound, platform: Platform, page: Page, source: Source, window: Window) -> str | None:
    """Read one list; return what went wrong, in words."""
    try:
        with time_limit(SECONDS, page.url):
            records = platform.parse(page)
            follows = platform.follow(source.seen_by(way.platform), page, records, window)
    except (PageError, ParserStuckError) as error:
        return str(error)
    way.pages += 1
    links = [record for record in records if isinstance(record, Link) and record.kind == ARTICLE]
    _add(way, links, [follow for follow in follows if follow.platform == ARTICLE], source, window)
    for record in records:
        if isinstance(record, Remark):
            _tell(way.remarks, record.message)
    return None


def _add(way: WayFound, links: list[Link], follows: list[Follow], source: Source, window: Window) -> None:
    for link in links:
        if link.url not in way.links:
            way.links.add(link.url)
            way.away += not within(link.url, source.domains)
        if link.title:
            way.titles.setdefault(link.url, link.title)
    known = {follow.url for follow in way.wanted}
    for follow in follows:
        if follow.url in known or not (within(follow.url, source.domains) and window.holds(follow.date)):
            continue
        known.add(follow.url)
        way.in_window += 1
        if is_chosen(source, follow.url):
            way.wanted.append(follow)


def _account(way: WayFound, answered: set[str]) -> None:
    """Tell of a first page that never got its turn, and of a way that names nothing."""
    if missing := way.starts - answered:
        way.broken = True
        _tell(way.problems, f"not asked for: the turn ended before {', '.join(sorted(missing))}")
    if way.pages and not way.links:
        _tell(way.problems, "it names no article")


def _tell(told: list[str], line: str) -> None:
    if len(told) < SHOWN:
        told.append(line)
    elif len(told) == SHOWN:
        told.append("more of this kind")
