"""BoardDocs' minutes (BD-GetMinutes): what the secretary wrote, in the motions' fixed form or in prose."""

import re

from lxml.html import HtmlElement

from crawler.civic.dates import find_moments
from crawler.civic.item_numbers import split_number
from crawler.civic.told_votes import vote_of
from crawler.minutes import read_minutes as read_text_minutes
from crawler.page_lines import Line, page_lines, squeeze
from crawler.platform import Page, PageError
from crawler.platforms.boarddocs_addresses import asked_id, base_of, reader_url
from crawler.platforms.boarddocs_motions import Motion, read_motions
from db.records import Document, Meeting, Record, Remark, VoteEvent

EXPECTED = "minutes (text with motions, who was present, when the meeting ended)"
_EVIDENCE = re.compile(
    r"\bminutes\b|\bmotions?\b|\bmoved\b|called to order|adjourn|roll call|final resolution", re.IGNORECASE
)
_FINAL = re.compile(r"final\s+resolution\s*:", re.IGNORECASE)
_MOVED = re.compile(r"motion\s+by\b", re.IGNORECASE)
_BLOCKED = re.compile(
    r"access denied|403 forbidden|request (?:could not be satisfied|blocked)|captcha|just a moment|"
    r"error 5\d\d",
    re.IGNORECASE,
)


def is_minutes(root: HtmlElement, page: Page) -> bool:
    """Tell whether a page reads like minutes and is no blocking page."""
    text = squeeze(root.text_content())
    return not _BLOCKED.search(text[:2000]) and len(_EVIDENCE.findall(text)) >= 2 and bool(page.body)


def read_minutes(root: HtmlElement, page: Page) -> list[Record]:
    """Return the minutes as a document and the votes in them. Raises PageError where there is no text."""
    lines = page_lines(root, page.url)
    text = "\n".join(line.text for line in lines)
    if not text:
        raise PageError(f"minutes without text; expected {EXPECTED}")
    unique = asked_id(page)
    base = base_of(page.url)
    url = reader_url(base, unique) if unique else page.url
    day = next((moment.day.isoformat() for moment in find_moments(text[:1500])), None)
    records: list[Record] = []
    if unique:
        records.append(Meeting(id=unique, body=page.body_name, status="held", status_raw="Minutes", url=url))
    records.append(Document(url=url, title="Minutes", kind="minutes", meeting_id=unique, date=day))
    fixed = [_vote(motion, item, unique, day, url) for item, motion in _motions(lines) if motion.voted]
    return [*records, *(fixed or _in_prose(text, unique, day, url))]


def _in_prose(text: str, unique: str | None, day: str | None, url: str) -> list[VoteEvent | Remark]:
    """Return the votes of minutes that the secretary wrote freely."""
    found = read_text_minutes(text)
    for record in found:
        record.url = record.url or url
        if isinstance(record, VoteEvent):
            record.meeting_id, record.source_kind = unique, "minutes"
            record.date = record.date or day
    return found


def _motions(lines: list[Line]) -> list[tuple[str | None, Motion]]:
    """Return each motion in the fixed form with the heading above it."""
    found: list[tuple[str | None, Motion]] = []
    heading: str | None = None
    block: list[str] = []
    for line in lines:
        if (line.heading or split_number(line.text)[0]) and not _FINAL.search(line.text):
            found += _read(block, heading)
            heading, block = line.text, []
        else:
            block.append(line.text)
    return [*found, *_read(block, heading)]


def _read(block: list[str], heading: str | None) -> list[tuple[str | None, Motion]]:
    if not any(_FINAL.search(line) for line in block):
        return []
    first = next((at for at, line in enumerate(block) if _MOVED.search(line) or _FINAL.search(line)), 0)
    return [(heading, motion) for motion in read_motions(block[max(first - 1, 0) :])]


def _vote(motion: Motion, heading: str | None, unique: str | None, day: str | None, url: str) -> VoteEvent:
    number, title = split_number(heading or "")
    vote = vote_of(motion, "minutes", number, title)
    vote.meeting_id, vote.date, vote.url = unique, day, url
    return vote
