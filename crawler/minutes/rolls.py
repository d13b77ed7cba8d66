"""Rolls that list names or figures after the choice: "Ayes: A, B and C - 3. Nays: None", "6 Ayes 0 Nays"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.minutes.names import NO_VOICE, read_names
from crawler.minutes.words import LABEL, NONE, PLURAL, figure, labelled_option
from db.records import VoteOption

_LONGEST = 3000  # characters: a list of 50 aldermen with titles
_FIGURE_WORDS = (
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|none"
)
_COUNT = r"(?:\d{1,2}(?![\d/:.]\d|\d|%)|" + _FIGURE_WORDS + r")\b"
# After the word: a colon, a dash, a figure, or, at a line's start, a wide blank or the line's end.
_HEAD = re.compile(
    rf"(?:(?<![\w.$#/-])(?<!-[ ])(?P<before>{_COUNT})[ ]{{0,3}}(?:\(\d{{1,2}}\)[ ]?)?-?[ ]?"
    r"(?:(?:votes?|members?)\s{1,3})?)?"
    rf"(?<![\w'-])(?P<word>{LABEL})(?![\w'])"
    rf"(?:(?(before)|\s*(?:\(\s*(?P<bracket>\d{{1,2}})\s*\)|(?P<bare>{_COUNT}))?)\s*(?:votes?\s*)?"
    rf"(?P<sign>[:=](?:[ ]*-(?=[ ]*\w))?|,(?=[ ]?\d{{1,2}}\b)|\s+(?:were|was|are|is)\s*:?(?=\s+(?-i:[A-Z]))"
    rf"|;(?=\s*\()|-{{1,3}}(?=[\s\dA-Z])|\.{{2,}}|(?=\s*\()|[ ]{{2,80}}(?=\S)"
    rf"|(?=[ ]*\n)|(?=[ ]\d)|(?=\s*[,;.)])|(?=\s|$)))",
    re.IGNORECASE,
)
_AFTER_COUNT = re.compile(
    rf"\s*(?:[-=:,]\s*|total\s*:?\s*"
    rf"|\()?(?:total\s*:?\s*)?\(?(?P<count>\d{{1,2}})\)?(?![\w:/.-]*\d)(?!\s*(?:{LABEL})\b)\s*\)?",
    re.IGNORECASE,
)
_BEFORE_COUNT = re.compile(
    rf"\s*\(?(?P<count>{_COUNT})\)?(?!\s*(?:{LABEL})\b)\s*(?:votes?|members?)?\s*(?:[-:=,.]+(?=\s)\s*"
    rf"|(?=\())?",
    re.IGNORECASE,
)
_WANTS_FIGURE = re.compile(rf"(?<![\w'-])(?:{LABEL})\s*[:=-][ ]*$", re.IGNORECASE)
_NUMBER_OF = re.compile(
    r"\b(?:enactment|file|resolution|item|report|policy|contract|agenda|bid|account|check|case|order|project"
    r"|motion|room|ordinance|page|document|rfp|p\.?o\.?|permit|fund|district|school|exhibit|reference)[ ]$",
    re.IGNORECASE,
)
_PLURAL_BEFORE = re.compile(rf"(?:{PLURAL})$", re.IGNORECASE)
_NAMED_BEFORE = re.compile(r"\b[A-ZÀ-Þ][\w'-]+,?[ ]$")
_ALL = re.compile(r"\s*(?:all(?: members| present)*|unanimous(?:ly)?|everyone)\b", re.IGNORECASE)
_STRICT = frozenset({"no", "nos", "for", "yes", "against", "present", "aye", "nay", "oppose", "opposing"})
_GAP = 400  # characters between two parts of one roll, when words stand between them


@dataclass
class Part:
    """One choice of a roll: its word, the printed figure, the names, and the characters it stands on."""

    option: VoteOption
    raw: str
    start: int
    end: int
    count: int | None = None
    names: list[str] = field(default_factory=list)
    everybody: bool = False  # "Ayes: All"
    counted_first: bool = False  # "6 Ayes": only a vote next to a motion or an outcome
    advisory: bool = False  # students' or others' voices that are in no tally
    strong: bool = True  # told by a sign (a colon, a dash, a figure) and not by a line's end alone


def find_parts(flow: str, taken: list[tuple[int, int]]) -> list[Part]:
    """Return the parts of rolls in order; `taken` are stretches already read as something else."""
    heads = [head for found in _HEAD.finditer(flow) if _is_head(flow, head := _own(flow, found), taken)]
    parts: list[Part] = []
    for index, head in enumerate(heads):
        limit = heads[index + 1].start() if index + 1 < len(heads) else len(flow)
        if parts and head.start("word") < parts[-1].end:
            continue
        part = _read_part(flow, head, min(limit, head.end() + _LONGEST))
        if part is not None and part.advisory:
            part.names = [f"{name} (advisory)" for name in part.names]
            part.count, part.everybody = None, False
        if part is not None and (part.names or not part.advisory):
            parts.append(part)
    return parts


def _own(flow: str, head: re.Match[str]) -> re.Match[str]:
    """Return the head without a figure that belongs to the choice before it ("Ayes: 5 Noes: 0")."""
    if head["before"] and _WANTS_FIGURE.search(flow, max(0, head.start() - 40), head.start()):
        return _HEAD.match(flow, head.start("word")) or head
    return head


def _is_head(flow: str, head: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    """Tell whether a choice's word stands there as a list's head and not in running words."""
    word, after = head["word"].lower().strip(), head.end("word")
    if _inside(head.start("word"), taken) or _told_of_something(flow, head.start("word"), word):
        return False
    if head["before"]:
        closed = re.match(r"\s*(?:[,;.)\n:]|and\b|-|$|\d)", flow[after : after + 6])
        return word not in {"for", "no", "nos"} or bool(closed)
    if word in _STRICT and flow[after : after + 1] == "-":
        return bool(re.match(r"-\s*\d", flow[after : after + 4]))  # "Yes-5", not "no-one"
    if head["sign"][:1] in (":", "=", ",") or (head["sign"].strip() and "vot" in word):
        return True
    return _heads_by_place(flow, head, word)


def _told_of_something(flow: str, at: int, word: str) -> bool:
    """Tell whether what stands before the word owns it: "Enactment No: 24-0118", "Ms. Ruiz abstaining:"."""
    line = flow[max(flow.rfind("\n", 0, at) + 1, at - 40) : at]
    if word in {"no", "nos"}:
        return bool(_NUMBER_OF.search(line))
    told = word in {"abstaining", "opposing", "dissenting"} and _NAMED_BEFORE.search(line)
    return bool(told) and not _PLURAL_BEFORE.search(line)


def _heads_by_place(flow: str, head: re.Match[str], word: str) -> bool:
    """Tell whether a word without a colon is a head by its figure, its brackets or its place in the line."""
    sign = head["sign"]
    told = bool(head["bracket"] or head["bare"]) or sign[:1] in ("-", ".")
    at_line_start = not flow[flow.rfind("\n", 0, head.start()) + 1 : head.start()].strip(" *#-|>.)")
    if word in {"no", "nos", "for", "against"} and not at_line_start and not (told and sign):
        return False
    if told:
        return True
    if flow[head.end("word") : head.end("word") + 2].lstrip().startswith("("):
        return word not in {"for", "no"} or at_line_start
    line_ends = not flow[head.end() : _line_end(flow, head.end())].strip(" .*|")
    return at_line_start and (line_ends or (sign.startswith("  ") and head["word"][:1].isupper()))


def _introduced(flow: str, at: int) -> str:
    """Return what stands before a head in its line, or the line above it where that ends in a colon."""
    lines = flow[max(0, at - 120) : at].split("\n")
    if lines[-1].strip() or len(lines) < 2:
        return lines[-1]
    return lines[-2] if lines[-2].rstrip().endswith(":") else ""


def _line_end(flow: str, at: int) -> int:
    end = flow.find("\n", at)
    return len(flow) if end < 0 else end


def _inside(at: int, taken: list[tuple[int, int]]) -> bool:
    low, high = 0, len(taken)
    while low < high:
        middle = (low + high) // 2
        if taken[middle][1] <= at:
            low = middle + 1
        else:
            high = middle
    return low < len(taken) and taken[low][0] <= at


def _read_part(flow: str, head: re.Match[str], limit: int) -> Part | None:
    option = labelled_option(head["word"])
    if option is None:
        return None
    count = figure(head["before"] or head["bracket"] or head["bare"])
    raw = " ".join(head["word"].split())
    part = Part(option, raw, head.start(), head.end("word"), count, counted_first=bool(head["before"]))
    part.advisory = bool(NO_VOICE.search(_introduced(flow, head.start())))
    part.strong = bool(head["before"]) or count is not None or head["sign"][:1] in (":", "=", "-", ",")
    at = head.end() if head["sign"] or count is not None else head.end("word")
    if count is not None:
        part.end = max(part.end, head.end("bracket"), head.end("bare"))
    if head["before"] and not head["sign"].strip(" "):
        return _bracketed(flow, part, head.end("word"), limit)
    return _read_content(flow, part, at, limit)


def _bracketed(flow: str, part: Part, at: int, limit: int) -> Part:
    """Read the names in brackets after "13 in favor"."""
    opened = re.compile(r"\s?[(\[]").match(flow, at, limit)
    if opened:
        names, end = read_names(flow, opened.end(), limit)
        if names:
            part.names = names
            part.end = end + (flow[end : end + 1] in (")", "]"))
    return part


def _read_content(flow: str, part: Part, at: int, limit: int) -> Part | None:
    at = _skip_signs(flow, at, limit)
    if nobody := NONE.match(flow, at, limit):
        if part.count is None:
            part.count = 0
        part.end = nobody.end()
        return _with_count_after(flow, part, limit)
    if everybody := _ALL.match(flow, at, limit):
        part.everybody, part.end = True, everybody.end()
        return part
    if part.count is None and (counted := _BEFORE_COUNT.match(flow, at, limit)):
        part.count, at = figure(counted["count"]), counted.end()
        part.end = counted.end("count") + (flow[counted.end("count") : counted.end("count") + 1] == ")")
        at = _skip_signs(flow, at, limit)
    if flow[at : at + 1] in ("(", "["):
        at += 1
    if part.count is not None and "\n" in flow[part.end : at] and not _stacked(flow, part.end, limit):
        return part
    names, end = read_names(flow, at, limit, stacked=_stacked(flow, at, limit))
    if names:
        part.names, part.end = names, end
    elif part.count is None:
        return part if part.strong and not flow[at : at + 1].islower() else None
    return _with_count_after(flow, part, limit) if names else part


def _skip_signs(flow: str, at: int, limit: int) -> int:
    gap = re.compile(r"[\s:|=*_.-]{0,80}(?=[^\s:|=*_.-])").match(flow, at, limit)
    # A lone dash stands for nobody.
    if gap and "-" in gap.group() and (NONE.match(flow, at + len(gap.group().split("-")[0]), limit)):
        return at + gap.group().index("-")
    return gap.end() if gap else at


def _with_count_after(flow: str, part: Part, limit: int) -> Part:
    """Take the figure that ends a list ("... and President Ruiz - 3", "(3)") for what it counts."""
    if part.count is None or part.count == 0:
        after = _AFTER_COUNT.match(flow, part.end, limit)
        if after and "\n" not in after.group().rstrip():
            part.count, part.end = int(after["count"]), after.start() + len(after.group().rstrip())
    return part


def _stacked(flow: str, at: int, limit: int) -> bool:
    """Tell whether names stand one a line (or a column) up to what can only follow a list of them."""
    stretch = flow[at : min(limit, at + 1500)]
    rows = re.split(r"\n|[ ]{2,}", stretch.split("\n\n\n")[0])
    seen = 0
    for row in rows:
        told = row.strip(" .*|")
        if not told:
            continue
        names, end = read_names(told, 0, len(told))
        if not names or len(names) > 1 or end < len(told.rstrip(" -0123456789()")):
            return seen > 0 and _ends_list(told)
        if "," in told or ";" in told:
            return False
        seen += 1
    return seen > 0


_ENDS_LIST = re.compile(
    rf"(?:the\s+)?(?:{LABEL}|motions?|total|vote|carried|passed|failed|none|result|resolution|approved"
    rf"|adopted|president|chair\w*)\b"
    r"|\d{1,2}$|-",
    re.IGNORECASE,
)


def _ends_list(row: str) -> bool:
    return bool(_ENDS_LIST.match(row))


def group_parts(flow: str, parts: list[Part]) -> Iterator[list[Part]]:
    """Yield the parts of each roll: neighbours with little between them, until a choice comes again."""
    roll: list[Part] = []
    for part in parts:
        if roll and not _belongs(flow, roll, part):
            yield roll
            roll = []
        roll.append(part)
    if roll:
        yield roll


def _belongs(flow: str, roll: list[Part], part: Part) -> bool:
    between = flow[roll[-1].end : part.start]
    if (
        len(between) > _GAP
        or len(between.split()) > 12
        or re.search(r"\bmotion|\bmoved\b|\bmove\b", between, re.IGNORECASE)
    ):
        return False
    same = [other for other in roll if other.option == part.option and other.raw.lower() == part.raw.lower()]
    if set(part.names) & {name for other in roll for name in other.names}:
        return False  # somebody is called again: the next roll
    # One member a line, each with the choice's word before the name, is one roll.
    return not same or all(
        len(other.names) == 1 and len(part.names) == 1 and other.count is None for other in same
    )
