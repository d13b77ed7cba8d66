"""Rolls in a table: members down the side, choices across the top, a mark in the member's column.

The columns stand apart by two blanks or more, so that a mark's place in its line tells its column. A table
whose blanks were lost cannot be read: what is seen of it becomes a remark.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from crawler.civic.options import normal_option
from crawler.minutes.flow import Line
from crawler.minutes.names import is_name, read_name
from crawler.minutes.pairs import PairRoll
from db.records import MemberVote, VoteOption

_COLUMN = re.compile(
    r"(?<![\w-])(?P<word>ayes?|yeas?|yes|nays?|noes|no|abstain(?:ed)?|abstentions?|absent|excused"
    r"|recused?|not voting"
    r"|abst\.?|motion|moved|mover|first|1st|second(?:ed|er)?|2nd)(?![\w-])",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?<![\w])(?:[xX✓✔√☑☒•*]|\[[xX]\])(?![\w])")
_CELL = re.compile(r"\S+(?:[ ]\S+)*")
_OFF = 8  # characters that a name may stand off its column's head
_MOST_ROWS = 60
_SECONDS = ("second", "2nd")
_MOVES = ("mo", "first", "1st")


@dataclass
class Grids:
    """The tables of a text, and the heads of those that could not be read, with where they start."""

    read: list[PairRoll] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)


def find_grids(lines: list[Line]) -> Grids:
    """Return the tables of members and marks, in order."""
    found = Grids()
    for index, line in enumerate(lines):
        columns = _columns(line.text)
        if columns is None:
            continue
        rows = [row for row in lines[index + 1 : index + 1 + _MOST_ROWS] if row.text.strip()]
        grid = None if _lost(line, rows, len(columns)) else _read(rows, columns) or _read_lists(line, rows)
        if grid:
            found.read.append(grid)
        elif _looks_marked(rows) or _looks_listed(line, rows):
            found.unread.append(line)
    return found


def _columns(text: str) -> list[tuple[float, str]] | None:
    """Return the middle of each column and its word, for a line that heads a table of choices."""
    found = list(_COLUMN.finditer(text[:400]))
    options = {normal_option(match["word"]) for match in found} - {None}
    if not {"yes", "no"} <= options or len(found) < 2:
        return None
    rest = _COLUMN.sub("", text).replace("|", " ").split()
    if len(rest) > 4 or any(text[a.end() : b.start()].strip(" |/") for a, b in pairwise(found)):
        return None
    return [((match.start() + match.end()) / 2, match["word"].lower()) for match in found]


def _read(rows: list[Line], columns: list[tuple[float, str]]) -> PairRoll | None:
    votes: list[MemberVote] = []
    marked: dict[str, str] = {}
    start = end = -1
    for row in rows:
        named = re.match(r"[ |*-]*", row.text)
        found = read_name(row.text, named.end() if named else 0, len(row.text))
        if found is None or not is_name(found[0]):
            break
        marks = [
            mark for mark in _MARK.finditer(row.text, found[1]) if "  " in row.text[found[1] : mark.start()]
        ]
        if not marks and row.text[found[1] :].strip(" |_-"):
            break
        start = row.start if start < 0 else start
        end = row.end
        for mark in marks:
            word = min(columns, key=lambda column: abs(column[0] - (mark.start() + mark.end()) / 2))[1]
            option: VoteOption | None = normal_option(word.rstrip("."))
            if option:
                votes.append(MemberVote(name=found[0], option=option, option_raw=word))
            else:
                marked["second" if word.startswith(_SECONDS) else "move"] = found[0]
    if len(votes) < 2:
        return None
    return PairRoll(votes, start, end, marked.get("move"), marked.get("second"))


def _read_lists(head: Line, rows: list[Line]) -> PairRoll | None:
    """Read names that stand in a column each below "AYE    NAY"."""
    columns = [(match.start(), match["word"]) for match in _COLUMN.finditer(head.text)]
    votes: list[MemberVote] = []
    end = head.end
    if _COLUMN.sub("", head.text).strip(" |") or not re.search(r"\S[ ]{2,}\S", head.text):
        return None
    for row in rows:
        cells = list(_CELL.finditer(row.text))
        if not all(is_name(cell.group()) and normal_option(cell.group()) is None for cell in cells):
            break
        nearest = {min(columns, key=lambda column: abs(column[0] - cell.start()))[0] for cell in cells}
        if len(nearest) < len(cells):
            return None  # two names below one head: the columns are lost
        for cell in cells:
            at, word = min(columns, key=lambda column: abs(column[0] - cell.start()))
            option = normal_option(word.rstrip("."))
            if option is None or abs(at - cell.start()) > _OFF:
                return None
            votes.append(MemberVote(name=cell.group(), option=option, option_raw=word))
        end = row.end
    return PairRoll(votes, head.start, end) if len(votes) > 1 else None


def _lost(head: Line, rows: list[Line], columns: int) -> bool:
    """Tell whether cells stand two blanks apart however far they were: a mark's place then tells nothing."""
    marked = [row.text for row in rows[:_MOST_ROWS] if _MARK.search(row.text)][:3]
    told = [head.text.strip(), *(text.strip() for text in marked)]
    return (
        bool(marked)
        and not any("   " in text for text in told)
        and any(len(_MARK.findall(text)) < columns for text in marked)
    )


def _looks_listed(head: Line, rows: list[Line]) -> bool:
    """Tell whether names stand below a line of nothing but choices, each in some column."""
    if _COLUMN.sub("", head.text).strip(" |") or not rows:
        return False
    cells = [cell.group() for cell in _CELL.finditer(rows[0].text)]
    return len(cells) > 1 and all(is_name(cell) and normal_option(cell) is None for cell in cells)


def _looks_marked(rows: list[Line]) -> bool:
    """Tell whether rows under a table's head are a name and a lone mark whose column is lost."""
    seen = 0
    for row in rows[:3]:
        name, _, mark = row.text.strip().rpartition(" ")
        seen += bool(name and is_name(name) and _MARK.fullmatch(mark))
    return seen > 1
