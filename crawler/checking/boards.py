"""The meetings that a board's first pages give, as lines for a person."""

from crawler.drafting.asking import Answer, look_at
from crawler.fetching.links import ParserStuckError, time_limit
from crawler.platform import PageError, Platform, Window
from crawler.platforms import PLATFORMS
from crawler.urls import page_key
from db.records import Meeting, Record, Remark
from db.registry import Source

REQUESTS = 12
SECONDS = 60.0  # for reading one page
SHOWN = 12  # meetings
TOLD = 5  # problems and remarks


def tell_board(
    source: Source, window: Window, zone: str | None, body_name: str | None, allow_loopback: bool
) -> tuple[list[str], bool]:
    """Ask for a board's first pages and tell of the meetings on them, and whether the first page was good.

    Raises DraftError when nothing can be asked.
    """
    platform = PLATFORMS[source.platform]
    lines = [f"{source.platform} {source.url}"]
    try:
        starts = {page_key(follow.url, follow.request) for follow in platform.start(source, window)}
    except PageError as error:
        return [*lines, f"  failed: {error}"], False
    since = window.since.isoformat() if window.since else None
    known = {"timezone": zone, "body_name": body_name}
    answers = look_at(
        source, REQUESTS, allow_loopback=allow_loopback, timezone=zone, body_name=body_name, since=since
    )
    meetings: dict[str, Meeting] = {}
    failed: list[str] = []
    remarks: list[str] = []
    good, pages = starts <= {answer.url for answer in answers}, 0
    for answer in answers:
        if answer.platform is None:
            continue  # named, and refused by the entry's domains or by the window
        records = _read(answer, source, known)
        if isinstance(records, str):
            failed.append(f"{answer.url}: {records}")
            good = good and answer.url not in starts
            continue
        pages += 1
        meetings |= {record.id: record for record in records if isinstance(record, Meeting)}
        remarks += [record.message for record in records if isinstance(record, Remark)]
    lines.append(f"  {len(meetings)} meetings on the first {pages} pages")
    lines += [_line(meeting) for meeting in _newest(meetings)[:SHOWN]]
    lines += [f"  failed: {one}" for one in _some(failed)] + [f"  note: {one}" for one in _some(remarks)]
    return lines, good and bool(meetings)


def _read(answer: Answer, source: Source, known: dict[str, str | None]) -> list[Record] | str:
    """Return what a page gives, or what went wrong, in words."""
    if answer.problem:
        return answer.problem
    platform: Platform = PLATFORMS[answer.platform or source.platform]
    page = answer.page(options=platform.options_for_reading(source), **known)
    try:
        with time_limit(SECONDS, page.url):
            return platform.parse(page)
    except (PageError, ParserStuckError) as error:
        return str(error)


def _newest(meetings: dict[str, Meeting]) -> list[Meeting]:
    return sorted(meetings.values(), key=lambda meeting: meeting.start or "", reverse=True)


def _line(meeting: Meeting) -> str:
    status = f"  ({meeting.status})" if meeting.status else ""
    return f"  {(meeting.start or 'no date')[:16]:16}  {meeting.title or meeting.body or meeting.id}{status}"


def _some(told: list[str]) -> list[str]:
    distinct = list(dict.fromkeys(told))
    more = [f"{len(distinct) - TOLD} more"] if len(distinct) > TOLD else []
    return distinct[:TOLD] + more
