"""The numbered lines of an agenda that are its items: told by how they follow one another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.agendas.lines import Line
from crawler.agendas.numbers import Number, numbers_at
from crawler.agendas.words import ADJOURNMENT, CONDUCT, DECIDES, HEADING, OPENING, TAKING_PART, USUAL

SKIPPED = 3  # numbers that may be missing between two neighbours: printed in an image, or pulled
SAME_EDGE = 24  # points by which the left edges of neighbours may differ
LOOK_AHEAD = 150  # lines in which a first item's second must come, where it could be a name's initial
QUIET_PAGES = 2  # pages without an item after which the rest is attachments
NEXT_MEETING = 6  # lines after an adjournment in which another meeting is headed
AFTER_ADJOURNMENT = 14  # lines in which an agenda may go on after it
MINUTES_HEAD = re.compile(r"^(?:[\w.]+ ){0,6}minutes$|^minutes\b(?! \d)", re.IGNORECASE)
_NOTE = re.compile(r"(?:please )?note\b|end of\b|continued", re.IGNORECASE)
LEAST_BEFORE = 3
OPENS = 25  # what it is worth that the first item opens a meeting: a list of 25 licences is no agenda
MOST_STARTS = 60
_TIME = re.compile(r"\W*(?:at )?\(?\d{1,2}(?::\d{2})?\s*[ap]\.?m\.?\)?\s*$", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d*$|\s\s\d{1,3}$")


@dataclass
class Node:
    """A numbered item or section: its line, its number with those above it, and what stands above it."""

    index: int
    number: Number
    title: str  # as its first line tells it
    parent: "Node | None" = None
    heading: str | None = None  # the unnumbered heading it stands under
    children: int = 0
    subdivided: bool = False  # its children repeat its number: 4.1 below 4

    @property
    def label(self) -> str:
        """Return the number as readers cite it: VI.B.2 where VI, B and 2 are printed apart."""
        if self.number.style in {"path", "report"} or self.parent is None:
            return self.number.printed
        return f"{self.parent.label}.{self.number.printed}"

    @property
    def is_heading(self) -> bool:
        """Tell whether it could head others: a few words that decide nothing."""
        if self.number.style == "report" or (len(self.number.path) > 1 and not self.title.isupper()):
            return False
        return is_section_title(self.title) or (self.subdivided and not DECIDES.match(self.title))


@dataclass
class Outline:
    """An agenda's nodes in order, its unnumbered headings by line, and the line at which it ends."""

    nodes: list[Node] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    end: int = 0
    cut_short: bool = False  # what follows is attachments


def is_section_title(title: str) -> bool:
    """Tell a section's title (few words, a heading's) from an item's (a sentence, a decision)."""
    title = _TIME.sub("", title)
    words = title.split()
    if not words:
        return False
    if title.isupper():
        return len(words) <= 14
    few = len(words) <= 9 and not title.rstrip().endswith(".")
    return few and bool(HEADING.search(title)) and not DECIDES.match(title)


def heading_of(line: Line) -> str | None:
    """Return an unnumbered line as a heading; None where it is none."""
    text = re.sub(r"\s*(?:\.\s?){4,}\s*\d*$", "", line.text).strip(" :*_")
    words = text.split()
    if (
        not 1 <= len(words) <= 10
        or _NOTE.match(text)
        or DECIDES.match(text)
        or text.endswith((".", ",", ";"))
        or sum(map(str.isalpha, text)) < 5
    ):
        return None
    if text.isupper() and HEADING.search(text):
        return text
    usual = USUAL.match(text) or USUAL.search(text)
    return text if usual and len(words) <= 4 and text[0].isupper() and ":" not in line.text else None


def best_outline(lines: Sequence[Line]) -> Outline:
    """Return the outline of the agenda among the lines; an empty one where nothing is numbered.

    Steps of taking part, a table of contents and an attachment's clauses are numbered, too: of the lines
    that could be the first item, that one is, from which the most items follow, usual ones before others.
    """
    read = [numbers_at(line.text) for line in lines]
    best, most = Outline(end=len(lines)), 0
    for start in _first_lines(read):
        outline = _Walk(lines, read, start).run()
        worth = sum(_worth(node, lines) for node in outline.nodes)
        if outline.nodes and OPENING.search(outline.nodes[0].title) and worth > 0:
            worth += OPENS
        if worth > most:
            best, most = outline, worth
    return best


def _first_lines(read: Sequence[list[Number]]) -> list[int]:
    """Return the lines that could be an agenda's first item: numbered with a first number, or a usual one."""
    firsts: list[int] = []
    for index, numbers in enumerate(read):
        if len(firsts) == MOST_STARTS:
            break
        first = any(number.style == "report" or 1 in number.path[-1:] for number in numbers)
        if first or (numbers and OPENING.search(numbers[0].rest)):
            firsts.append(index)
    return firsts


def _worth(node: Node, lines: Sequence[Line]) -> int:
    line = lines[node.index].text
    if _LEADER.search(line):
        return 0
    if TAKING_PART.search(f"{node.title} {_next_text(lines, node.index)}"):
        return -6
    return 3 if USUAL.search(node.title) and len(node.title.split()) <= 12 else 1


class _Walk:
    """Goes down the lines and keeps the branch that the last item stands on."""

    def __init__(self, lines: Sequence[Line], read: Sequence[list[Number]], start: int) -> None:
        self.lines, self.read, self.start = lines, read, start
        self.found = Outline(end=len(lines))
        self.branch: list[Node] = []
        self.printed: set[str] = set()
        self.heading: str | None = None
        self.fresh = False  # a heading stands since the last item: numbers may begin again
        self.adjourned: int | None = None

    def run(self) -> Outline:
        for index in range(self.start, len(self.lines)):
            line = self.lines[index]
            if self._is_over(index):
                self.found.end, self.found.cut_short = index, True
                break
            if self._opens_next_meeting(index):
                self._start_anew(index)
                continue
            node = self._node(index, self.read[index])
            if node is not None:
                self._add(node)
            elif (heading := heading_of(line)) and not self._continues_title(index):
                self.heading, self.fresh = heading, True
                self.found.headings[index] = heading
        return self.found

    def _opens_next_meeting(self, index: int) -> bool:
        """Tell the heading of a second meeting, which one paper announces after the first adjourns."""
        if self.adjourned is None or index - self.adjourned > NEXT_MEETING:
            return False
        said = self.lines[index].text.split("(")[0].strip(" :-–")
        return said.isupper() and bool(re.search(r"\b(?:MEETING|SESSION)\b", said))

    def _start_anew(self, index: int) -> None:
        self.adjourned, self.heading, self.fresh = None, None, True
        self.branch.clear()
        self.printed.clear()
        self.found.headings[index] = self.lines[index].text

    def _is_over(self, index: int) -> bool:
        line, nodes = self.lines[index], self.found.nodes
        if not nodes:
            return False
        last = self.lines[nodes[-1].index]
        if self.adjourned is not None:
            left = self.lines[self.adjourned].page < line.page
            return left and index - self.adjourned > AFTER_ADJOURNMENT
        if line.page - last.page > QUIET_PAGES:
            return True
        if len(nodes) >= LEAST_BEFORE and CONDUCT.match(line.text) and len(line.text) < 90:
            return True
        begins_page = line.page != self.lines[index - 1].page
        return begins_page and len(nodes) >= LEAST_BEFORE and self._heads_minutes(index)

    def _heads_minutes(self, index: int) -> bool:
        """Tell the first lines of attached minutes, which have the agenda's numbers once more."""
        top = zip(self.lines[index : index + 6], self.read[index : index + 6], strict=True)
        return any(not numbers and MINUTES_HEAD.search(line.text) for line, numbers in top)

    def _node(self, index: int, readings: list[Number]) -> Node | None:
        """Return the item that a line begins, if it does: as a neighbour of others before as a first."""
        title = (readings[0].rest if readings else "") or _next_text(self.lines, index)
        if not readings or not title or _LEADER.fullmatch(title):
            return None
        for place in (self._place_next, self._place_first):
            for number in readings:
                if number.bare and not is_section_title(title):
                    continue
                found = place(index, number, title)
                if found is not None:
                    return Node(index, number, title, *found)
        return None

    def _place_next(self, index: int, number: Number, title: str) -> tuple[Node | None] | None:
        """Return the parent of an item that follows on another, in a tuple; None where it does not."""
        del title
        if number.style == "report":
            return None if number.printed in self.printed else (None,)
        if number.style == "path":
            return self._place_path(number)
        for level in range(len(self.branch) - 1, -1, -1):
            before = self.branch[level]
            if before.number.style == number.style and self._follows(before, number, index):
                del self.branch[level:]
                return (before.parent,)
        return None

    def _place_path(self, number: Number) -> tuple[Node | None] | None:
        if number.printed in self.printed or self.adjourned is not None:
            return None
        for level in range(len(self.branch) - 1, -1, -1):
            above = self.branch[level].number
            under = number.path[: len(above.path)] == above.path and len(number.path) > len(above.path)
            if under:
                del self.branch[level + 1 :]
                return (self.branch[level],)
        del self.branch[1 if self.branch and self.branch[0].number.style == "arabic" else 0 :]
        return (None,)

    def _follows(self, before: Node, number: Number, index: int) -> bool:
        step = number.path[0] - before.number.path[0]
        if number.path[0] == 1 and self.fresh and before.parent is None:
            return self._begins_again(before, number, index)
        if not 1 <= step <= SKIPPED or not self._still_meets(before, number, index):
            return False
        return (step == 1 or not number.loose) and self._same_edge(before.index, index)

    def _still_meets(self, before: Node, number: Number, index: int) -> bool:
        """Tell whether an item can stand here: after an adjournment the next meetings are told, no more."""
        if self.adjourned is None:
            return True
        same_page = self.lines[self.adjourned].page == self.lines[index].page
        return before.parent is None and (same_page or bool(USUAL.search(number.rest)))

    def _begins_again(self, before: Node, number: Number, index: int) -> bool:
        """Tell a section numbered anew from an attachment's clauses: it is usual, or on the same page."""
        usual = USUAL.search(number.rest) or USUAL.search(self.heading or "")
        same_page = self.lines[self.found.nodes[-1].index].page == self.lines[index].page
        return bool(usual or (same_page and self.adjourned is None)) and self._same_edge(before.index, index)

    def _place_first(self, index: int, number: Number, title: str) -> tuple[Node | None] | None:
        """Return the parent of an item that begins a level, in a tuple; None where none begins here."""
        parent = self.branch[-1] if self.branch else None
        if number.style in {"path", "report"} or self.adjourned is not None:
            return None
        if not self.found.nodes:
            return (None,)
        if parent and self._follows_path(parent, number):
            self.branch.clear()
            return (None,)
        return (parent,) if self._begins_level(index, number, title, parent) else None

    def _follows_path(self, before: Node, number: Number) -> bool:
        """Tell 3. after 2.07 whose 2. is not printed, E. after D2."""
        alike = before.number.printed[0].isdigit() == (number.style == "arabic")
        if before.parent or before.number.style != "path" or number.style not in {"arabic", "LETTER"}:
            return False
        return alike and 1 <= number.path[0] - before.number.path[0] <= SKIPPED

    def _begins_level(self, index: int, number: Number, title: str, parent: Node | None) -> bool:
        used = any(node.number.style == number.style for node in self.branch)
        if number.path[0] != 1 or used or (parent and not parent.is_heading):
            return False  # below an item that is no heading stand its own clauses
        if self.fresh and parent and self._left(index) < self._left(parent.index) - 12:
            return False
        initial = number.style != "arabic" and number.loose  # "A. Philip Randolph High School"
        return not (initial or TAKING_PART.search(title)) or self._has_second(index, number)

    def _has_second(self, index: int, number: Number) -> bool:
        later = self.read[index + 1 : index + LOOK_AHEAD]
        return any(
            other.style == number.style and other.path == (2,) for numbers in later for other in numbers
        )

    def _add(self, node: Node) -> None:
        node.heading = None if node.parent else self.heading
        if node.parent:
            node.parent.children += 1
            node.parent.subdivided |= node.number.style == "path"
        self.branch.append(node)
        self.printed.add(node.number.printed)
        self.found.nodes.append(node)
        self.fresh = False
        if node.parent is None and node.number.style != "path" and is_section_title(node.title):
            self.heading = None
        if ADJOURNMENT.match(node.title):
            self.adjourned = node.index

    def _continues_title(self, index: int) -> bool:
        """Tell the second line of a title in capitals from a heading of its own."""
        last = self.found.nodes[-1] if self.found.nodes else None
        if last is None or not last.title.isupper() or self._left(index) <= self._left(last.index) + 5:
            return False
        return all(line.text.isupper() for line in self.lines[last.index + 1 : index])

    def _same_edge(self, one: int, other: int) -> bool:
        return abs(self._left(one) - self._left(other)) <= SAME_EDGE

    def _left(self, index: int) -> int:
        return self.lines[index].left or 0


def _next_text(lines: Sequence[Line], index: int) -> str:
    return lines[index + 1].text if index + 1 < len(lines) else ""
