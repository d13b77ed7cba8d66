"""BoardBook's pages of one meeting: the agenda before it, the minutes after it."""

import re

from lxml.html import HtmlElement

from crawler.civic.actions import action_aside, normal_action
from crawler.civic.dates import find_moments
from crawler.civic.starts import zoned
from crawler.civic.status import worded_status
from crawler.civic.told_votes import place, vote_of
from crawler.minutes import read_minutes as read_prose
from crawler.page_lines import join_lines, page_lines, squeeze
from crawler.platform import Page, PageError
from crawler.platforms.boardbook_addresses import (
    file_of,
    meeting_of,
    organization_of,
    page_of,
    what_of,
)
from crawler.platforms.boardbook_items import Item, read_items, sections_of
from crawler.platforms.boardbook_lists import id_in_place, place_in, split_heading
from crawler.platforms.boardbook_motions import Motion, read_motions
from db.records import Action, AgendaItem, Document, Meeting, Record, Remark, VoteEvent

EXPECTED = "a meeting's agenda or minutes (a heading with the day, numbered items)"
_PRESENT = re.compile(r"^(?:board )?(?:members )?present(?: board)?(?: members)?\s*:", re.IGNORECASE)
_NOT_PRESENT = re.compile(r"^(?:board )?(?:members )?(?:absent|excused)\b", re.IGNORECASE)
_ATTENDANCE_END = re.compile(r":|\d")
_MEMBER = re.compile(r"^(?:board member )?(?P<name>[A-ZÀ-Þ][\w.'’-]*(?:\s+[\w.'’\"()-]+){1,5})$")
_MINUTES = re.compile(r"\s*\b(?:minutes|agenda)$", re.IGNORECASE)


def read_page(root: HtmlElement, page: Page) -> list[Record]:
    """Return the meeting, its items, its votes. Raises PageError when the page names no day."""
    lines = page_lines(root, page.url)
    heading = _heading(root, [line.text for line in lines])
    whole = _whole_file(root, page)
    if heading is None and whole is None:
        begins = squeeze(root.text_content())[:80]
        raise PageError(f"a page without a meeting's day (it begins {begins!r}); expected {EXPECTED}")
    unique = meeting_of(page.url) or _shown_id(root)
    minutes = what_of(page.url) == "minutes" or bool(heading and re.search(r"\bminutes\b", heading, re.I))
    items = read_items(root, page) if heading else []
    records: list[Record] = []
    if heading and unique:
        records.append(_meeting(heading, unique, root, page, [line.text for line in lines], minutes=minutes))
    if heading and not unique:
        told = f"{heading}: the address names no meeting (add ?meeting=ITS-ID)"
        records.append(Remark(kind="no meeting id", message=told, url=page.url))
    text = join_lines(lines)
    records += _records(items, unique, page, text)
    if whole:
        records.append(
            Document(url=whole, title="Agenda", kind="minutes" if minutes else "agenda", meeting_id=unique)
        )
    if not items and not whole:
        records.append(Remark(kind="empty list", message=f"{heading}: no items", url=page.url))
    return records


def _shown_id(root: HtmlElement) -> str | None:
    """Return the meeting's id from the page itself: its place's, else that of the one meeting it links to."""
    linked = {meeting_of(str(href)) for href in root.xpath("//a/@href")} - {None}
    return id_in_place(root) or (linked.pop() if len(linked) == 1 else None)


def _heading(root: HtmlElement, lines: list[str]) -> str | None:
    """Return the line that names day and meeting."""
    for element in root.xpath('//*[@id="MeetingHeader"]'):
        if find_moments(words := squeeze(element.text_content())):
            return words
    dated = [line for line in lines[:60] if find_moments(line) and len(line) <= 250]
    return next((line for line in dated if " - " in line), dated[0] if dated else None)


def _meeting(
    heading: str, unique: str, root: HtmlElement, page: Page, lines: list[str], *, minutes: bool
) -> Meeting:
    moment, title = split_heading(heading)
    worded = worded_status(heading)
    organization = organization_of(page.url)
    what = "Minutes" if minutes else "Agenda"
    return Meeting(
        id=unique,
        body=page.body_name,
        title=_MINUTES.sub("", title or "") or None,
        start=zoned(moment.day, moment.time, page.timezone) if moment else None,
        status=worded[0] if worded else ("held" if minutes else "confirmed"),
        status_raw=worded[1] if worded else what,
        location=place_in(root),
        url=page_of(page.url, what, organization, unique) if organization else page.url,
        members=_members(lines) if minutes else [],
    )


def _members(lines: list[str]) -> list[str]:
    """Return the members at the meeting, present or not, as the attendance at its head lists them."""
    found: list[str] = []
    open_list = False
    for line in lines[:120]:
        present = _PRESENT.match(line)
        if present or _NOT_PRESENT.match(line):
            open_list = True
            named = line.partition(":")[2].strip(" .")
            found += [name.strip() for name in re.split(r"[,;]", named) if _MEMBER.match(name.strip())]
        elif open_list and (name := _MEMBER.match(line)) and not _ATTENDANCE_END.search(line):
            found.append(name["name"])
        elif open_list:
            break
    return list(dict.fromkeys(found))


def _records(items: list[Item], unique: str | None, page: Page, text: str) -> list[Record]:
    records: list[Record] = []
    votes: list[Record] = []
    after = 0
    for position, (item, section) in enumerate(zip(items, sections_of(items), strict=True), 1):
        motions = read_motions(item.lines)
        action, raw = _action(motions)
        records.append(
            AgendaItem(
                meeting_id=unique,
                id=item.id,
                number=item.number,
                position=position,
                section=section,
                title=item.title or None,
                text="\n".join(item.lines) or None,
                action=action,
                action_raw=raw,
                url=page.url.partition("#")[0],
                documents=item.documents,
            )
        )
        if motions:
            for motion in motions:
                vote = _vote(motion, item, unique, page)
                after = place(vote, motion, text, after)
                votes.append(vote)
        elif what_of(page.url) == "minutes":
            votes += _in_prose(item, unique, page)
    return [*records, *votes]


def _action(motions: list[Motion]) -> tuple[Action | None, str | None]:
    """Return what became of an item: the outcome of its last motion."""
    raw = motions[-1].outcome if motions else None
    known: dict[str | None, Action] = {"pass": "approved", "fail": "failed"}
    if motions and (aside := action_aside(f"{motions[-1].text} {raw}")):
        return (aside if motions[-1].result != "fail" else None), raw
    return (normal_action(raw) or known.get(motions[-1].result), raw) if raw else (None, None)


def _vote(motion: Motion, item: Item, unique: str | None, page: Page) -> VoteEvent:
    vote = vote_of(motion, "minutes", item.number, item.title, item.id)
    vote.meeting_id, vote.url = unique, page.url.partition("#")[0]
    return vote


def _in_prose(item: Item, unique: str | None, page: Page) -> list[Record]:
    """Return the votes that a secretary told in words of her own under an item."""
    found = [record for record in read_prose("\n".join(item.lines)) if isinstance(record, VoteEvent)]
    for vote in found:
        vote.meeting_id, vote.item_title = unique, item.title or None
        vote.item_numbers = vote.item_numbers or ([item.number] if item.number else [])
        vote.item_ids = [item.id] if item.id else []
        vote.source_kind, vote.url = "minutes", page.url.partition("#")[0]
        vote.start = vote.end = None  # counted in the item's text, not in the page's
    return list(found)


def _whole_file(root: HtmlElement, page: Page) -> str | None:
    """Return the file of an agenda that is one PDF, shown in a viewer."""
    for value in root.xpath('//input[@id="NewDocumentViewerDocumentID"]/@value'):
        if str(value).strip():
            return file_of(page.url, str(value).strip(), organization_of(page.url))
    return None
