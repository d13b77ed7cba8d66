"""BoardDocs' detailed agenda (PRINT-AgendaDetailed): every item with its text, files and motions.

The same boxes make up one item's own answer (BD-GetAgendaItem).
"""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.civic.actions import action_aside
from crawler.civic.item_numbers import split_number, whole_number
from crawler.civic.told_votes import place, vote_of
from crawler.page_lines import absolute, join_lines, page_lines, squeeze
from crawler.platform import Page, PageError
from crawler.platforms.boarddocs_addresses import answer_of, asked_id, base_of, is_unique, reader_url
from crawler.platforms.boarddocs_meeting import about_lines, make_meeting, text_at
from crawler.platforms.boarddocs_motions import Motion, read_motions
from db.records import Action, AgendaItem, Meeting, Record, Remark, VoteEvent

EXPECTED = "a detailed agenda (div.item.agendaorder with Subject, Category, Type) or motions (div.motion)"
ITEMS = '//div[contains(concat(" ", normalize-space(@class), " "), " agendaorder ")]'
MOTIONS = './/div[contains(concat(" ", normalize-space(@class), " "), " motion ")]'
FILES = './/a[contains(@class, "public-file")] | .//*[contains(@class, "public-file")]//a'
_FINAL = re.compile(r"final\s+resolution\s*:", re.IGNORECASE)


@dataclass
class _Box:
    """One item's box: what its labels say, its text, files and motions."""

    labels: dict[str, str]
    item: AgendaItem
    motions: list[Motion] = field(default_factory=list)


def is_print(root: HtmlElement) -> bool:
    """Tell whether a page is made of items' boxes or motions."""
    head = '//*[contains(@class, "print-meeting-")] | //*[@id="view-agenda-item"]'
    return bool(root.xpath(f"{ITEMS} | {head} | {MOTIONS[1:]}")) or bool(_labels(root))


def read_print(root: HtmlElement, page: Page) -> list[Record]:
    """Return the meeting where the page heads one, its items, and the votes under them."""
    meeting = _meeting(root, page)
    meeting_id = meeting.id if isinstance(meeting, Meeting) else asked_id(page)
    single = answer_of(page.url) == "bd-getagendaitem" or bool(root.xpath('//*[@id="view-agenda-item"]'))
    found = root.xpath(ITEMS) or ([root] if _labels(root) or root.xpath(MOTIONS) else [])
    boxes: list[_Box] = []
    for element in found:
        box = _read_box(element, page, None if single else meeting_id, len(boxes) + 1)
        if single:
            box.item.id, box.item.position = asked_id(page), None
        boxes.append(box)
    items = [box.item for box in boxes if box.item.title or box.item.text]
    if meeting is None and not items and not any(box.motions for box in boxes):
        raise PageError(f"a page without items and motions; expected {EXPECTED}")
    votes = _votes(boxes, None if single else meeting_id, page, join_lines(page_lines(root, page.url)))
    records: list[Record] = [*([meeting] if meeting else []), *items, *votes]
    if any(isinstance(vote, VoteEvent) for vote in votes) and isinstance(meeting, Meeting):
        meeting.status, meeting.status_raw = "held", "Final Resolution"
    if meeting_id is None and not single and items:
        told = f"{len(items)} items of a meeting that the answer does not name: add &id=ITS-ID to the address"
        records.append(Remark(kind="no meeting id", message=told, url=page.url))
    return records


def _meeting(root: HtmlElement, page: Page) -> Meeting | Remark | None:
    name, day = text_at(root, "print-meeting-name"), text_at(root, "print-meeting-date")
    if not name and not day:
        return None
    about = about_lines(root, page) or _head_lines(root, page, {name, day})
    return make_meeting(page, asked_id(page), name, day, about)


def _head_lines(root: HtmlElement, page: Page, known: set[str | None]) -> list[str]:
    heads = root.xpath('//*[contains(@id, "meeting-info")]')
    return [line.text for head in heads[:1] for line in page_lines(head, page.url) if line.text not in known]


def _read_box(element: HtmlElement, page: Page, meeting_id: str | None, position: int) -> _Box:
    labels = _labels(element)
    motions = _motions(element, page)
    number, title = split_number(labels.get("subject") or _unlabelled(element))
    category, section = split_number(labels.get("category", ""))
    unique = element.get("unique") or None
    files = [absolute(page.url, link.get("href")) for link in element.xpath(FILES)]
    named = unique or meeting_id
    item = AgendaItem(
        meeting_id=meeting_id,
        id=unique,
        number=whole_number(category, number),
        position=position,
        section=section or None,
        title=title or None,
        text=_text(element, labels, page),
        url=reader_url(base_of(page.url), named) if named and is_unique(named) else None,
        documents=list(dict.fromkeys(url for url in files if url)),
    )
    item.action, item.action_raw = _action(motions)
    return _Box(labels, item, motions)


def _unlabelled(element: HtmlElement) -> str:
    """Return an item's number and title as they stand in lists, where a box has no labels."""
    title = text_at(element, "title") or text_at(element, "ai-name")
    return f"{text_at(element, 'order') or ''} {title}".strip() if title else ""


def _labels(element: HtmlElement) -> dict[str, str]:
    """Return what stands beside each label (dt.leftcol, dd.rightcol) in a box, by label in lower case."""
    labels: dict[str, str] = {}
    for term in element.xpath('.//dt | .//*[contains(@class, "leftcol")]'):
        value = term.getnext()
        if value is not None and (value.tag == "dd" or "rightcol" in (value.get("class") or "")):
            labels.setdefault(
                squeeze(term.text_content()).rstrip(": ").lower(), squeeze(value.text_content())
            )
    known = {"subject", "category", "type", "recommended action"}
    return labels if known & set(labels) else {}


def _text(element: HtmlElement, labels: dict[str, str], page: Page) -> str | None:
    """Return what the item says: its kind, what is recommended, its body; without files and motions."""
    lines = [
        f"{name}: {labels[name.lower()]}"
        for name in ("Type", "Recommended Action")
        if labels.get(name.lower())
    ]
    for body in element.xpath('.//*[contains(concat(" ", normalize-space(@class), " "), " itembody ")]'):
        if not body.xpath('ancestor::*[contains(concat(" ", normalize-space(@class), " "), " itembody ")]'):
            lines += [line.text for line in page_lines(body, page.url) if line.text]
    return "\n".join(lines) or None


def _motions(element: HtmlElement, page: Page) -> list[Motion]:
    boxes = element.xpath(MOTIONS)
    if boxes:
        return [motion for box in boxes for motion in read_motions(_lines(box, page))]
    # Older pages and copies keep the words and lose the boxes.
    lines = _lines(element, page)
    if not any(_FINAL.search(line) for line in lines):
        return []
    start = next(
        (at for at, line in enumerate(lines) if re.search(r"motions? (?:&|and) voting", line, re.I)), None
    )
    return read_motions(lines[start + 1 :]) if start is not None else read_motions(_from_first(lines))


def _from_first(lines: list[str]) -> list[str]:
    """Return the lines from the one before the first "Motion by" or "Final Resolution" on."""
    at = next(
        n for n, line in enumerate(lines) if re.match(r"\s*motion by\b", line, re.I) or _FINAL.search(line)
    )
    return lines[max(at - 1, 0) :]


def _lines(element: HtmlElement, page: Page) -> list[str]:
    return [line.text for line in page_lines(element, page.url) if line.text]


def _action(motions: list[Motion]) -> tuple[Action | None, str | None]:
    """Return what became of an item: the outcome of the last motion that was decided."""
    last = next((motion for motion in reversed(motions) if motion.outcome), None)
    if last is None:
        return None, None
    if aside := action_aside(f"{last.text} {last.outcome}"):
        return (aside if last.result != "fail" else None), last.outcome
    actions: dict[str | None, Action] = {"pass": "approved", "fail": "failed"}
    return actions.get(last.result), last.outcome


def _votes(boxes: list[_Box], meeting_id: str | None, page: Page, text: str) -> list[VoteEvent | Remark]:
    """Return the votes in page order; the one motion of a consent agenda stands under each of its items."""
    found: list[VoteEvent | Remark] = []
    consent: dict[str, VoteEvent] = {}
    at = 0
    for box in boxes:
        for motion in box.motions:
            if not motion.voted:
                told = f"{box.item.title or 'a motion'}: moved, with no vote recorded: {motion.text[:120]!r}"
                found.append(Remark(kind="motion without a vote", message=told, url=page.url))
                continue
            mark = _mark(motion) if "consent" in f"{box.labels.get('type')} {motion.text}".lower() else None
            if mark and mark in consent:
                _add_item(consent[mark], box.item)
                continue
            vote = _vote(motion, meeting_id, box.item)
            at = place(vote, motion, text, at)
            found.append(vote)
            if mark:
                consent[mark] = vote
    return found


def _mark(motion: Motion) -> str:
    """Return what makes the motion under one consent item the very motion under another."""
    roll = sorted((vote.name, vote.option) for vote in motion.votes)
    return repr((motion.text, motion.mover, motion.seconder, motion.outcome, roll))


def _vote(motion: Motion, meeting_id: str | None, item: AgendaItem) -> VoteEvent:
    vote = vote_of(motion, "agenda block", item.number, item.title, item.id)
    vote.meeting_id, vote.url = meeting_id, item.url
    return vote


def _add_item(vote: VoteEvent, item: AgendaItem) -> None:
    if item.number and item.number not in vote.item_numbers:
        vote.item_numbers.append(item.number)
    if item.id and item.id not in vote.item_ids:
        vote.item_ids.append(item.id)
    vote.item_title = item.section or vote.item_title
