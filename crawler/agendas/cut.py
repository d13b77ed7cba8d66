"""An agenda's text cut into its items."""

import re
from collections import Counter
from collections.abc import Sequence

from crawler.agendas.lines import Line, lines_of
from crawler.agendas.outline import Node, Outline, best_outline, heading_of
from crawler.agendas.titles import wording
from crawler.agendas.words import ADJOURNMENT, OPENING, USUAL
from crawler.civic.actions import normal_action
from crawler.civic.file_headings import heading_kind
from db.records import AgendaItem, Remark
from db.report_numbers import amended_reports

LEAST_ITEMS = 3  # fewer numbered items, and the agenda is told by its headings
LEAST_USUAL = 2  # items that every meeting has, by which a list without a heading is known for an agenda
AFTER_ADJOURNMENT = 4  # lines
_FILE_NUMBER = re.compile(r"(?P<file>\d{2}-\d{3,5}|20\d\d-\d{2,5})\s+(?=[A-Z])")
LINEAGE_CHARS = 3000  # a report states what it amends in its title and first lines


def cut_agenda(
    text: str, pages: Sequence[int] = (), layout: Sequence[Sequence[int]] = ()
) -> list[AgendaItem]:
    """Return the items of an agenda in order; none from a text that is no agenda. Never raises.

    `pages` has the character at which each page starts, `layout` the lines' places as db.records.Document
    has them: both help where there are several pages. Offsets count in `text`. `meeting_id` is None: the
    text does not tell it. Numbered clauses of attachments, and of an item, belong to no item of their own.
    """
    return [record for record in read_agenda(text, pages, layout) if isinstance(record, AgendaItem)]


def read_agenda(
    text: str, pages: Sequence[int] = (), layout: Sequence[Sequence[int]] = (), *, told: bool = False
) -> list[AgendaItem | Remark]:
    """Return the items in order, then remarks on what a reader should check.

    `told`: the link that led here says that it is an agenda, so that the text need not.
    """
    kind = heading_kind(text)
    if kind in {"minutes", "transcript", "report"}:
        return []
    lines = lines_of(text, pages, layout)
    outline = best_outline(lines)
    items = _numbered(lines, outline)
    if len(items) < LEAST_ITEMS:
        unnumbered = _unnumbered(lines)
        items = unnumbered if len(unnumbered) > len(items) else items
    if not _is_agenda(items, outline, heading=told or kind == "agenda"):
        return []
    for position, item in enumerate(items, start=1):
        item.position = position
    return [*items, *_remarks(items, outline, lines)]


def _numbered(lines: Sequence[Line], outline: Outline) -> list[AgendaItem]:
    widest = _widest(lines)
    items = []
    for order, node in enumerate(outline.nodes):
        if node.children and node.is_heading:
            continue
        following = outline.nodes[order + 1].index if order + 1 < len(outline.nodes) else outline.end
        heading = next((at for at in outline.headings if node.index < at < following), following)
        last = order + 1 == len(outline.nodes)
        until = _page_end(lines, node.index, heading) if last and outline.cut_short else heading
        if ADJOURNMENT.match(node.title):  # notices to the public often follow
            until = min(_page_end(lines, node.index, until), node.index + 1 + AFTER_ADJOURNMENT)
        items.append(_item(node, lines[node.index : until], widest))
    return items


def _item(node: Node, lines: Sequence[Line], widest: int) -> AgendaItem:
    said = wording(node.number.rest, lines, widest)
    file_number, title = _filed(said.title)
    stated = f"{said.title}\n{said.text or ''}"[:LINEAGE_CHARS]
    return AgendaItem(
        meeting_id=None,
        number=node.label,
        section=_section(node),
        title=title or None,
        file_number=file_number,
        text=said.text,
        action=normal_action(said.action_raw),
        action_raw=said.action_raw,
        amends=amended_reports(node.number.printed, stated),
        start=lines[0].start,
        end=lines[-1].end,
    )


def _filed(title: str) -> tuple[str | None, str]:
    """Split off the number of the file behind an item: "21-0344 Approve the minutes"."""
    match = _FILE_NUMBER.match(title)
    return (match["file"], title[match.end() :]) if match else (None, title)


def _section(node: Node) -> str | None:
    """Return the headings above an item, the outermost first."""
    above: list[str] = []
    up: Node | None = node.parent
    top = node
    while up is not None:
        if up.is_heading:
            above.insert(0, " ".join(up.title.split()).strip(" :*"))
        top = up
        up = up.parent
    if not above and top.heading:
        above.append(top.heading)
    return " / ".join(above) or None


def _unnumbered(lines: Sequence[Line]) -> list[AgendaItem]:
    """Return the headings of an agenda without numbers as its items."""
    heads = [(at, heading) for at, line in enumerate(lines) if (heading := heading_of(line))]
    first = next((at for at, heading in heads if USUAL.search(heading)), None)
    if first is None:
        return []
    heads = [(at, heading) for at, heading in heads if at >= first]
    last = next((order for order, (_, heading) in enumerate(heads) if ADJOURNMENT.match(heading)), len(heads))
    items = []
    for order, (at, heading) in enumerate(heads[: last + 1]):
        following = heads[order + 1][0] if order + 1 < len(heads) else len(lines)
        until = _page_end(lines, at, following) if order == last else following
        body = "\n".join(line.text for line in lines[at + 1 : until])
        items.append(
            AgendaItem(
                meeting_id=None, title=heading, text=body or None,
                start=lines[at].start, end=lines[until - 1].end,
                amends=amended_reports(None, body[:LINEAGE_CHARS]),
            )
        )  # fmt: skip
    return items


def _is_agenda(items: list[AgendaItem], outline: Outline, *, heading: bool) -> bool:
    titles = [item.title or "" for item in items] + [node.title for node in outline.nodes]
    titles += outline.headings.values()
    usual = {
        re.sub(r"[\W\d]+", " ", title.lower())
        for title in titles
        if USUAL.search(title) and len(title.split()) <= 12
    }
    reports = sum(node.number.style == "report" for node in outline.nodes)
    if heading:
        return len(usual) >= LEAST_USUAL or (len(items) >= LEAST_ITEMS and bool(usual or reports))
    whole = bool(items) and OPENING.search(titles[0]) and ADJOURNMENT.match(items[-1].title or "")
    return len(items) >= LEAST_ITEMS and bool(len(usual) > LEAST_USUAL or whole)


def _remarks(items: list[AgendaItem], outline: Outline, lines: Sequence[Line]) -> list[Remark]:
    remarks = []
    numbers = Counter(item.number for item in items if item.number)
    if repeated := [number for number, count in numbers.items() if count > 1]:
        remarks.append(
            Remark(kind="repeated item number", message=f"several items are {', '.join(repeated[:10])}")
        )
    if outline.cut_short and outline.end < len(lines):
        page = lines[outline.end].page + 1
        remarks.append(
            Remark(kind="attachments", message=f"what follows the agenda from page {page} is no item")
        )
    return remarks


def _widest(lines: Sequence[Line]) -> int:
    """Return how far most long lines reach: the right margin."""
    reaches = sorted(line.right if line.right is not None else len(line.text) for line in lines)
    return reaches[int(len(reaches) * 0.95)] if reaches else 0


def _page_end(lines: Sequence[Line], at: int, until: int) -> int:
    """Return where a last item ends: no later than its page does."""
    return next((index for index in range(at + 1, until) if lines[index].page != lines[at].page), until)
