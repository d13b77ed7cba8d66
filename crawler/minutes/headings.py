"""What a vote stands under: the agenda's headings, their numbers, and report numbers with their ranges."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter

from crawler.minutes.flow import Line
from crawler.minutes.names import NAME
from crawler.minutes.words import LABEL
from db.report_numbers import REPORT, leading_report, report_key, reports_in

_NUMBER = (
    r"(?:\d{1,3}(?:\.\d{1,3}){0,3}(?:\.?[A-Za-z]{1,2})?|[IVXL]{1,7}(?:\.[A-Z0-9]{1,3}){0,3}"
    r"|[A-Z]{1,2}(?:[.-]\d{1,3}){0,3}|[ivxl]{1,6}|[a-z])"
)
_NUMBERED = re.compile(
    rf"[ #*>|]{{0,12}}(?i:(?:agenda\s+)?item\s*(?:no\.?|number|#)?\s*)?(?P<number>{_NUMBER})(?:[.)]|:(?!\d)"
    rf"|[ ]*-(?=[ ])|(?=[ ]{{2,}}))[*]{{0,2}}[ ]*(?P<title>\S[^\n]{{2,240}})$"
)
_DOTTED = re.compile(
    r"[ #*>|]{0,12}(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}\.?[A-Za-z]?"
    r"|\d{1,2}\.?[A-Za-z]|[A-Z]\.\d{1,2}|[IVX]{1,5}\.[A-Z])\.?[ ]+(?P<title>[A-Z][^\n]{2,240})$"
)
_ALONE = re.compile(
    r"[ #*>|]{0,12}(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}\.?|[IVXL]{1,6}\.|[A-Z0-9]{1,2}\.)[ ]*$"
)
_MARKED = re.compile(r"[ ]{0,3}#{1,6}[ ]*(?P<title>\S[^\n]{2,240})$")
_CAPITALS = re.compile(r"[ *]{0,60}(?P<title>[A-Z][A-Z0-9 &,.'()/:#-]{4,120})[ *:]*$")
_NO_HEADING = re.compile(
    rf"(?:{LABEL})\b\s*[:(-]|\bmotion\b.{{0,40}}\b(?:by|carried|passed|failed|made)\b|\bmoved\b"
    rf"|\bseconded\b|\bcarried\b|^(?:absent|present|roll\s+call|vote|result|motion)\b"
    rf"|^(?:mr|mrs|ms|dr)\.?\s",
    re.IGNORECASE,
)
# The lines at the top of minutes in capitals that name the board, the kind of meeting or its day.
_BOARDS = (
    r"school district|public schools|board of education|school committee|board of directors"
    r"|board of trustees|school board|school system|area schools|community schools|independent schools"
)
_OF_THE_MEETING = re.compile(
    r"(?!approv|adopt|call|adjourn|consider|recess|public)"
    r"(?:(?:(?:official|unofficial|draft) )?(?:proceedings|minutes) of\b.*"
    r"|(?:official|unofficial|draft) minutes"
    r"|.*\b(?:regular|special|board|annual|work|committee|organizational|study|business)\b"
    rf".*\b(?:meeting|minutes|session)|.*\b(?:{_BOARDS})(?: no\.? ?\d+)?|(?:city|town|county|village) of .*"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b.*)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?P<head>\d{2}-\d{4}-[A-Za-z]{2})(?P<first>\d{1,3})\s{0,3}(?:through|thru|to"
    r"|-)\s{0,3}(?:(?P<same>\d{2}-\d{4}-[A-Za-z]{2}))?(?P<last>\d{1,3})(?![\w-]*\d)",
    re.IGNORECASE,
)
_ITEMS = re.compile(
    r"\b(?i:items?)\s+(?i:no\.?\s*|nos?\.?\s*|numbers?\s*"
    r"|#\s*)?(?P<list>(?:\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}\.?[A-Za-z]?\)?"
    r"|\(?[A-Z]{1,2}(?:[.-]?[0-9]{1,3}){0,2}\)?|[IVX]{1,5}(?:\.[A-Z0-9]{1,3}){0,2})"
    r"(?:\s{0,3}(?:,\s{0,3}(?:and\s{1,3})?|and\s{1,3}|&\s{0,3}|through\s{1,3}|thru\s{1,3}|to\s{1,3}"
    r"|-\s{0,3})(?:\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}\.?[A-Za-z]?\)?"
    r"|\(?[A-Z]{1,2}(?:[.-]?[0-9]{1,3}){0,2}\)?|[IVX]{1,5}(?:\.[A-Z0-9]{1,3}){0,2})(?![\w]))*)(?![\w])"
)
_SENTENCE = re.compile(r" (?:spoke|stated|said|asked|thanked|is|are|was|were|will|has|have|had) ")
_EXCEPT = re.compile(r"\b(?:except(?:ing|ion)?|excluding|other than)\b", re.IGNORECASE)
_LARGEST_RANGE = 200


@dataclass(frozen=True)
class Heading:
    """A heading of the agenda: where it starts, its number where it has one, its words."""

    start: int
    end: int
    number: str | None
    title: str
    marked: bool = False  # Markdown's "#"


class Headings:
    """The headings of a text, to be asked for the one above a place."""

    def __init__(self, lines: list[Line]) -> None:
        found = _find(lines)
        marked = [heading for heading in found if heading.marked]
        self.found = marked or found  # where headings are marked as such, nothing else is one
        self._starts = [heading.start for heading in self.found]

    def above(self, at: int) -> Heading | None:
        """Return the nearest heading that begins before `at`."""
        index = bisect_right(self._starts, at) - 1
        return self.found[index] if index >= 0 else None

    def between(self, start: int, end: int) -> bool:
        """Tell whether a heading begins between two places."""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end


def _find(lines: list[Line]) -> list[Heading]:
    found: list[Heading] = []
    for index, line in enumerate(lines):
        text = line.text.rstrip()
        if not text.strip() or len(text) > 260:
            continue
        heading = _heading(line, text)
        if heading is None and (alone := _ALONE.match(text)):
            below = next((other for other in lines[index + 1 : index + 3] if other.text.strip()), None)
            if below and len(below.text.strip()) < 200 and not _NO_HEADING.search(below.text.strip()):
                heading = Heading(line.start, below.end, alone["number"].rstrip("."), _clean(below.text))
        if heading and heading.title:
            if found and index and _continues(found[-1], heading, lines[index - 1]):
                above = found.pop()
                heading = replace(above, end=heading.end, title=f"{above.title} {heading.title}")
            found.append(heading)
    return found


def _continues(above: Heading, heading: Heading, line_above: Line) -> bool:
    """Tell whether a line in capitals only goes on with the numbered heading in capitals right above it."""
    return (
        above.number is not None
        and heading.number is None
        and above.end == line_above.end
        and above.title.isupper()
        and not heading.marked
    )


def _heading(line: Line, text: str) -> Heading | None:
    if report := leading_report(text):
        number, _, rest = report
        title = _clean(rest.lstrip(".:) -"))
        told = not title[:1].isupper() or _NO_HEADING.search(title) or _SENTENCE.search(title)
        return None if told else Heading(line.start, line.end, number, title)
    if match := _DOTTED.match(text) or _NUMBERED.match(text):
        number, title = match["number"].rstrip("."), _clean(match["title"])
        marked = text.lstrip().startswith("#")
        return Heading(line.start, line.end, number, title, marked) if _is_numbered(number, title) else None
    if match := _MARKED.match(text):
        return Heading(line.start, line.end, None, _clean(match["title"]), marked=True)
    match = _CAPITALS.match(text)
    title = _clean(match["title"]) if match else ""
    if _OF_THE_MEETING.fullmatch(title):
        return None
    if _NO_HEADING.search(title) or len(title.split()) > 13 or sum(map(str.isalpha, title)) < 5:
        return None
    return Heading(line.start, line.end, None, title)


def _is_numbered(number: str, title: str) -> bool:
    """Tell whether a line that begins with a number or letter is a heading and not a member or a sentence."""
    if _NO_HEADING.search(title) or title[:1].islower():
        return False
    if title.endswith(".") and _SENTENCE.search(title):
        return False
    if re.fullmatch(rf"{NAME}[.,]?", title) and len(title.split()) < 2:
        return False
    return len(number) == 1 or not number.isalpha() or bool(re.fullmatch("[IVXL]+", number))


def _clean(title: str) -> str:
    return " ".join(title.split()).strip(" *#:|_")


def numbers_in(text: str) -> list[str]:
    """Return the report numbers in a text, in order, ranges of one kind written out, each once."""
    found: list[tuple[int, str]] = []
    ranges: list[tuple[int, int]] = []
    for match in _RANGE.finditer(text):
        same = match["same"] is None or match["same"].lower() == match["head"].lower()
        first, last = int(match["first"]), int(match["last"])
        if same and first < last <= first + _LARGEST_RANGE:
            ranges.append(match.span())
            found += [(match.start(), f"{match['head']}{number}") for number in range(first, last + 1)]
    for match in REPORT.finditer(text):
        if not any(start <= match.start() < end for start, end in ranges):
            found += [(match.start(), number) for number in reports_in(match.group())]
    numbers: dict[str, str] = {}
    for _, number in sorted(found, key=itemgetter(0)):
        numbers.setdefault(report_key(number), number)
    return list(numbers.values())


def items_in(text: str) -> list[str]:
    """Return the agenda numbers that words name ("items 5A through 5D and 7"), ranges written out."""
    found: list[str] = []
    excepted = _EXCEPT.search(text)
    for match in _ITEMS.finditer(text[: excepted.start()] if excepted else text):
        pieces = re.split(
            r"\s*(,|\band\b|&|through|thru|\bto\b|(?<= )-(?= )|(?<=\d)-(?=\d))\s*", match["list"]
        )
        previous: str | None = None
        ranging = False
        for piece in pieces:
            word = piece.strip(" ().")
            if word in {"through", "thru", "to", "-"}:
                ranging = previous is not None
            elif word in {"", ",", "and", "&"}:
                continue
            else:
                found.extend(_between(previous, word) if ranging and previous else [word])
                previous, ranging = word, False
    left_out = items_in(text[excepted.end() :]) if excepted else []
    return [number for number in dict.fromkeys(found) if number not in left_out]


def _between(first: str, last: str) -> list[str]:
    """Return the numbers after `first` up to `last` of a range such as 5A to 5D, 6.1 to 6.4, or C to F."""
    stem_first, end_first = first[:-1], first[-1:]
    digits = re.fullmatch(r"(.*?)(\d+)", first), re.fullmatch(r"(.*?)(\d+)", last)
    if digits[0] and digits[1]:
        low, high = int(digits[0][2]), int(digits[1][2])
        if digits[1][1] in ("", digits[0][1]) and low < high <= low + _LARGEST_RANGE:
            return [f"{digits[0][1]}{number}" for number in range(low + 1, high + 1)]
    elif end_first.isalpha() and last[-1:].isalpha() and last[:-1] in ("", stem_first):
        low, high = ord(end_first), ord(last[-1])
        if low < high and end_first.isupper() == last[-1].isupper():
            return [f"{stem_first}{chr(code)}" for code in range(low + 1, high + 1)]
    return [last]
