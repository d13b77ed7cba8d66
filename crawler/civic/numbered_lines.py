"""An agenda on a page, cut into its items by the numbers at which its lines and table rows begin.

Some platforms' agendas have no markup of their own: a clerk's document is turned into HTML, in which an item
is a paragraph ("5.2 Agreement with ...") or a table's row (number | title), its files linked below it. Text
without cells and links (a PDF's) is for crawler.agendas.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.page_lines import Line
from db.records import AgendaItem
from db.report_numbers import amended_reports

_LABEL = re.compile(
    r"^(?:agenda\s+)?(?:item\s+(?=\d))?\(?(?P<label>\d{1,2}(?:\.\d{1,3}){1,3}|\d{1,2}|[A-Z]{1,2}|[IVXLC]{1,6}"
    r"|[ivx]{1,5}|[a-z]{1,2})(?P<end>[.):]|\s-)?\)?(?:\s+|$)(?P<title>.*)$"
)
_ROMAN = re.compile(r"^(?:X{0,3})(?:IX|IV|V?I{0,3})$", re.IGNORECASE)
_TENS, _ONES = ("", "X", "XX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMANS = [tens + ones for tens in _TENS for ones in _ONES][1:]
_FILE = re.compile(r"/document/|/attachment\.aspx", re.IGNORECASE)
# A time, a street or an amount begins with a number, too.
_NO_TITLE = re.compile(r"^(?:[ap]\.?m\b|\d|[-–—:%]|st\b|nd\b|rd\b|th\b)", re.IGNORECASE)
_WORDS_FOLLOW = re.compile(r"\d+(?:st|nd|rd|th)?[\s-]+[a-z]", re.IGNORECASE)
_PAGES = re.compile(r"\d{1,4}(?:\s*[-–]\s*\d{1,4})?")  # of the packet, in a column of its own
LONGEST_TITLE = 400


@dataclass
class _Level:
    """One depth of the outline: how its labels are counted, which came last, and its title."""

    style: str
    label: str
    number: str
    title: str


@dataclass
class _Open:
    """An item whose lines are still being gathered."""

    number: str
    section: str | None
    title: str
    start: int
    end: int
    lines: list[str] = field(default_factory=list)
    files: dict[str, None] = field(default_factory=dict)


def items_in_lines(lines: list[Line], meeting_id: str, url: str, offset: int = 0) -> Iterator[AgendaItem]:
    """Yield the items in order; offsets count in the lines joined by newlines, from `offset` on."""
    outline: list[_Level] = []
    item: _Open | None = None
    position, at = 0, offset
    for line in lines:
        found = _begins(line, outline)
        if found is not None:
            if item is not None:
                position += 1
                yield _item(item, position, meeting_id, url)
            label, style, title, beside = found
            number = _place(outline, style, label, title)
            section = outline[0].title if len(outline) > 1 else None
            item = _Open(number, section, title, at, at, beside)
        elif item is not None:
            item.lines += [] if _is_links(line) else [line.text]
        if item is not None:
            item.files |= {link.url: None for link in line.links if _FILE.search(link.url)}
            item.end = at + len(line.text)
        at += len(line.text) + 1
    if item is not None:
        yield _item(item, position + 1, meeting_id, url)


def _item(item: _Open, position: int, meeting_id: str, url: str) -> AgendaItem:
    text = "\n".join(line for line in item.lines if line) or None
    return AgendaItem(
        meeting_id=meeting_id,
        number=item.number,
        position=position,
        section=item.section,
        title=item.title,
        text=text,
        url=url,
        amends=amended_reports(item.number, item.title),
        documents=list(item.files),
        start=item.start,
        end=item.end,
    )


def _is_links(line: Line) -> bool:
    """Tell whether a line is nothing but links to files."""
    said = re.sub(r"\W+", "", line.text)
    return bool(line.links) and said == re.sub(r"\W+", "", "".join(link.text for link in line.links))


def _begins(line: Line, outline: list[_Level]) -> tuple[str, str, str, list[str]] | None:
    """Return label, its style, the title and what stands beside it where a line begins an item."""
    cells = [cell for cell in line.cells if cell]
    match = _LABEL.match(" ".join(cells[:2]) if cells and len(cells[0]) < 8 else line.text)
    if match is None:
        return None
    label, title = match["label"], _without_files(match["title"].strip(), line)
    alone = len(cells) > 1 and cells[0].strip(" .):(") == label
    # In a cell of its own a label is no part of "7 p.m." or "12 Elm St": "3.2. | 6th report" is an item.
    counted = alone and bool(match["end"]) and _WORDS_FOLLOW.match(title)
    if not title or len(title) > LONGEST_TITLE or (_NO_TITLE.match(title) and not counted):
        return None
    if not (match["end"] or alone or "." in label):
        return None
    style = _style(label, outline)
    if style in {"upper", "lower"} and len(label) > 1:
        return None
    beside = [cell for cell in cells[2:] if not _PAGES.fullmatch(cell)] if alone else []
    return label, style, title, beside


def _without_files(title: str, line: Line) -> str:
    """Return a title without the names of the files that are linked after it."""
    for link in reversed(line.links):
        if _FILE.search(link.url) and link.text and title.endswith(link.text) and title != link.text:
            title = title.removesuffix(link.text).rstrip()
    return title


def _style(label: str, outline: list[_Level]) -> str:
    """Tell how a label counts; a letter that is also a Roman number is what comes next in the outline."""
    if "." in label:
        return "dotted"
    if label.isdigit():
        return "number"
    letters, roman = ("upper", "ROMAN") if label.isupper() else ("lower", "roman")
    if not _ROMAN.match(label):
        return letters
    for level in reversed(outline):
        if level.style in {letters, roman} and _follows(level, label):
            return level.style
    return roman if label.upper() in {"I", "II", "III"} or len(label) > 1 else letters


def _follows(level: _Level, label: str) -> bool:
    last, upper = level.label.upper(), label.upper()
    if level.style in {"upper", "lower"}:
        return len(last) == len(upper) == 1 and ord(upper) == ord(last) + 1
    return last in _ROMANS and upper in _ROMANS and _ROMANS.index(upper) == _ROMANS.index(last) + 1


def _place(outline: list[_Level], style: str, label: str, title: str) -> str:
    """Put an item into the outline and return its whole number."""
    if style == "dotted":
        while outline and not label.startswith(f"{outline[-1].label}."):
            outline.pop()
        number = label
    else:
        at = next((depth for depth, level in enumerate(outline) if level.style == style), len(outline))
        del outline[at:]
        number = ".".join([*([outline[-1].number] if outline else []), label])
    outline.append(_Level(style, label, number, title))
    return number
