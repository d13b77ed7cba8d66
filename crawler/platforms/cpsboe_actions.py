"""/meetings/board-actions/{id}: "Actions: November 14, 2024", then number | title | action by section."""

import re

from crawler.civic.actions import normal_action, split_trailing_action
from crawler.civic.dates import find_moments
from crawler.page_lines import Line
from crawler.platform import PageError
from crawler.platforms.cpsboe_documents import documents_of, is_file
from db.records import AgendaItem, Meeting, Record, Remark
from db.report_numbers import amended_reports, leading_report

_TITLE = re.compile(
    r"^\W*(?:board )?(?P<what>actions?|agenda)(?: of actions?| items?)?\s*(?::|for\b|of\b)?\s*"
    r"(?=\w{3,9}\.? \d{1,2},? \d{4})",
    re.IGNORECASE,
)
# What a list says besides its items; anything else between two items is a section's heading.
_NO_SECTION = re.compile(
    r"^(?:\W|back\b|«|download\b|agenda of action|report\b.*\baction$|number\b|\*?presented at|I, |"
    r"secretary$|save\b|note:)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"(?:(?:board|report|number|no\.|title|subject|description|item|action|taken|file|#)\W*)+", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:view|download|read|open|see)?\s*(?:pdf|report|details|document|file|view|download)", re.IGNORECASE
)
_LONGEST_SECTION = 120
EXPECTED = 'a list of board actions ("Actions: November 14, 2024", then report number, title and action)'


def is_actions(lines: list[Line]) -> bool:
    """Tell whether the page says of itself that it lists a meeting's actions."""
    return any(_TITLE.match(line.text) for line in lines[:12])


def read(lines: list[Line], meeting_id: str, body: str, url: str) -> list[Record]:
    """Return the meeting, its items in page order, what could not be read, and the files linked.

    Raises PageError when the page names no date of a meeting or lists nothing.
    """
    title = next((line for line in lines if _TITLE.match(line.text)), None) or next(
        (line for line in lines[:15] if line.heading and find_moments(line.text)), None
    )
    moments = find_moments(title.text) if title else []
    if title is None or not moments:
        raise PageError(f"no title with a date ({_told(lines)}); expected {EXPECTED}")
    items, remarks = _items(lines[lines.index(title) + 1 :], meeting_id, url)
    if not items:
        raise PageError(f"{title.text!r} lists no report; expected {EXPECTED}")
    # The same address shows the agenda before the meeting: only recorded actions prove that it was held.
    acted = any(item.action_raw for item in items)
    meeting = Meeting(
        id=meeting_id,
        body=body,
        start=moments[0].day.isoformat(),
        status="held" if acted else "confirmed",
        status_raw=title.text,
        url=url,
    )
    attached = {document for item in items for document in item.documents}
    files = [document for document in documents_of(lines, meeting_id) if document.url not in attached]
    return [meeting, *items, *remarks, *files]


def _items(lines: list[Line], meeting_id: str, url: str) -> tuple[list[AgendaItem], list[Remark]]:
    items: list[AgendaItem] = []
    remarks: list[Remark] = []
    section: str | None = None
    for line in _whole_rows(lines):
        item = _item(line, meeting_id, url)
        if item is None:
            if line.tag == "tr" and sum(map(bool, line.cells)) > 1:
                remarks.extend(_unread(line, url))
            elif line.heading or (
                not _NO_SECTION.match(line.text) and 2 < len(line.text) <= _LONGEST_SECTION
            ):
                section = line.text.rstrip(":")
            continue
        item.section, item.position = section, len(items) + 1
        items.append(item)
        if item.action_raw and item.action is None:
            told = f"{item.number or item.title}: {item.action_raw!r} is no action word known"
            remarks.append(Remark(kind="unknown action", message=told, url=item.url or url))
    return items, remarks


def _unread(line: Line, url: str) -> list[Remark]:
    """Tell of a row that is neither an item nor the table's own header."""
    if _HEADER.fullmatch(line.text):
        return []
    return [Remark(kind="unread row", message=f"{line.text[:160]!r} has no report number", url=url)]


def _whole_rows(lines: list[Line]) -> list[Line]:
    """Put a report number that stands alone together with the lines of its title and action."""
    rows: list[Line] = []
    open_row: Line | None = None
    for line in lines:
        lead = leading_report(line.text)
        if lead and (lead[2] or len(line.cells) > 1):
            open_row = None
            rows.append(line)
        elif lead:
            open_row = Line([line.text], line.tag, links=list(line.links))
            rows.append(open_row)
        elif open_row is not None and not line.heading and _continues(open_row, line):
            open_row.cells.append(line.text)
            open_row.links.extend(line.links)
        else:
            open_row = None
            rows.append(line)
    return rows


def _continues(row: Line, line: Line) -> bool:
    """Tell whether a line is the title, or after it the action, of a number that stands alone."""
    return len(row.cells) == 1 or (len(row.cells) == 2 and normal_action(line.text) is not None)


def _item(line: Line, meeting_id: str, url: str) -> AgendaItem | None:
    lead = leading_report(line.text)
    cells = [cell for cell in line.cells if cell]
    if lead is None:
        return _unnumbered(line, cells, meeting_id, url)
    number, glued, rest = lead
    if len(line.cells) > 1 and len(cells) > 1 and leading_report(cells[0]):
        # A row: the last of three cells is the action, and an empty one means no action is recorded yet.
        title, raw = _columns(line.cells[1:])
    else:
        title, raw = split_trailing_action(rest)
    raw = raw or glued
    if title and raw is None:
        title, raw = split_trailing_action(title)
    files = [link.url for link in line.links if is_file(link.url)]
    return AgendaItem(
        meeting_id=meeting_id,
        number=number,
        title=title or None,
        action=normal_action(raw),
        action_raw=raw,
        url=files[0] if files else next((link.url for link in line.links), url),
        amends=amended_reports(number, title or ""),
        documents=list(dict.fromkeys(files)),
    )


def _columns(cells: list[str]) -> tuple[str, str | None]:
    """Split the cells after the number into title and action; the labels of links ("PDF") are neither."""
    filled = [cell for cell in cells if cell and not _LABEL.fullmatch(cell)]
    named = next((at for at in range(len(filled) - 1, 0, -1) if normal_action(filled[at])), None)
    if named is None and len(filled) > 1 and cells[-1]:
        named = len(filled) - 1
    if named is None:
        return " ".join(filled), None
    return " ".join(filled[:named]), filled[named]


def _unnumbered(line: Line, cells: list[str], meeting_id: str, url: str) -> AgendaItem | None:
    """Read a row without a number: a motion from the floor has a title and an action word and no more."""
    if line.tag != "tr" or len(cells) < 2 or normal_action(cells[-1]) is None:
        return None
    title = " ".join(cells[:-1])
    return AgendaItem(
        meeting_id=meeting_id,
        title=title,
        action=normal_action(cells[-1]),
        action_raw=cells[-1],
        url=next((link.url for link in line.links), url),
        amends=amended_reports(None, title),
    )


def _told(lines: list[Line]) -> str:
    return f"it begins {lines[0].text[:80]!r}" if lines else "it has no text"
