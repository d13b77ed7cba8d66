"""What a source would give, as lines for a person."""

from dataclasses import dataclass
from datetime import date

from crawler.checking.articles import tell_article
from crawler.checking.boards import tell_board
from crawler.checking.ways import WayFound, look_at_ways, newest_first
from crawler.drafting.wishes import DraftError
from crawler.platform import Window
from crawler.scan import TopicScan
from db.clock import now
from db.registry import Source, Watch

NEWEST = 5  # titles shown of a way
WIDTH = 100  # characters of a title


@dataclass(frozen=True)
class Check:
    """What was found, line by line, and whether the source's own way works."""

    lines: list[str]
    good: bool


def check_source(
    source: Source, watch: Watch, *, since: date | None = None, allow_loopback: bool = False
) -> Check:
    """Fetch a source's first pages and one of its articles, as a crawl would; keep nothing.

    What fails is told in the lines; the source is good when its first way gives something. `allow_loopback`
    is for tests: this machine may be talked to.
    """
    window = Window(today=now().date(), since=since)
    head = f"{source.id}: {source.name}, {source.kind}{'' if source.enabled else ', not enabled'}"
    try:
        if source.kind == "board":
            organization = watch.organization(source.organization)
            name = organization.name if organization else None
            lines, good = tell_board(source, window, watch.timezone(source), name, allow_loopback)
        else:
            lines, good = _tell_outlet(source, watch, window, allow_loopback)
    except DraftError as error:  # the turn itself failed: no robots.txt, no end, no process
        lines, good = [f"  failed: {error}"], False
    return Check([printable(line) for line in [head, *lines]], good)


def _tell_outlet(
    source: Source, watch: Watch, window: Window, allow_loopback: bool
) -> tuple[list[str], bool]:
    zone = watch.timezone(source)
    ways = look_at_ways(source, window, zone, allow_loopback)
    lines = [line for way in ways for line in _tell_way(way, source, window)]
    chosen = newest_first(follow for way in ways for follow in way.wanted)
    scan = TopicScan.for_topic(watch.topic)
    lines += tell_article([follow.url for follow in chosen], source, zone, scan, allow_loopback)
    return lines, ways[0].good


def _tell_way(way: WayFound, source: Source, window: Window) -> list[str]:
    lines = [f"{way.platform} {way.url}"]
    if way.pages:
        told = [f"{len(way.links)} links on {way.pages} page{'s' if way.pages > 1 else ''}"]
        if way.away:
            told.append(f"{way.away} outside the source's domains")
        back = f"since {window.since}" if window.since else "that a look without --since wants"
        told.append(f"{way.in_window} {back}")
        if source.include or source.exclude:
            told.append(f"{len(way.wanted)} of them by include and exclude")
        lines.append(f"  {', '.join(told)}")
    for follow in newest_first(way.wanted)[:NEWEST]:
        title = way.titles.get(follow.url) or follow.url
        lines.append(f"  {(follow.date or 'no date')[:10]:10}  {title[:WIDTH]}")
    lines += [f"  failed: {problem}" for problem in way.problems]
    lines += [f"  note: {remark}" for remark in way.remarks]
    return lines


def printable(line: str) -> str:
    """Return a line without what a site could steer a terminal by."""
    return "".join(character if character.isprintable() else " " for character in line)
