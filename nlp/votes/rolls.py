# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Roll calls as minutes and clerks write them: "Ayes: A, B. Nays: C. Motion carried.", "Lee, yes; Ford, no".

A block is one roll: its choices side by side, with the outcome that follows. It is found in the whole text,
for its parts are no sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nlp.found import Option
from nlp.votes.name_lists import PARTICLE, TITLE, WORD, names_in
from nlp.votes.tally import N, number

# Asked of lower case before anything else: few texts hold a roll.
MAY_HOLD_ROLL = re.compile(
    r"\b(?:ayes?|yeas?|nays?|noes|yes|no)\b[\s:.,;()–—-]{1,4}|\b(?:voting|roll|in favor|for|against|opposed|deletion|removal|renewal|approval|adoption|passage|absent)\s?[:(–—-]|\b(?:for|against|opposed|abstains)[;.]"
)
OPTION_WORDS: dict[str, Option] = {
    **dict.fromkeys(("yes", "yea", "yeas", "aye", "ayes", "for", "favor", "support", "affirmative"), "yes"),
    **dict.fromkeys(
        ("no", "nay", "nays", "noes", "nos", "not", "against", "opposed", "opposing", "opposition", "dissenting"), "no"
    ),
    **dict.fromkeys(("abstain", "abstained", "abstains", "abstaining", "abstentions", "abstention", "recused"), "abstain"),
    **dict.fromkeys(("absent", "away"), "absent"),
    "excused": "excused",
}  # fmt: skip
LABEL = re.compile(
    r"(?:(?<=[.;:,!?(\n–—-]\s)|(?<=[.;:(\n–—-])|^|(?<=\n)|(?<=vote\s)|(?<=call\s)|(?<=\d\s))(?:those |members |trustees |directors )?(?:who )?(?:vot(?:ing|ed|es?):?[ -]?)?[\"“']?"
    r"(?P<w>ayes?|yeas?|yes|nays?|noes|no|in (?:favor|support|opposition)|affirmative|for|against|opposed|opposing|dissenting|abstain(?:ing|ed|s)?|abstentions?|recused|absent|excused)[\"”']?"
    r"(?:\s(?:votes?|deletion|removal|renewal|approval|adoption|passage|the motion|it))?"
    r"(?:\s?\((?P<n>\d{1,3})\)\s?:?\s?|\s?[:=–—-]\s?(?:(?P<n2>\d{1,3})\b\s?[:–—-]?\s?)?|,\s(?=[A-Z])|\s(?P<n3>\d{1,3})\b(?!\s(?:members|people|of))\s?[:–—-]?\s?)",
    re.I,
)
NOBODY = re.compile(r"\s?(?:none|nobody|no one|0)\b", re.I)
PERSON = rf"{TITLE}(?:{PARTICLE}\s)?{WORD}(?:[ ](?:{PARTICLE}[ ])?{WORD}){{0,3}}(?:\s?\([^()\n]{{1,40}}\))?"
PEOPLE = rf"{PERSON}(?:(?:,[ ](?:and[ ])?|[ ]and[ ]|,\n[ ]?){PERSON})*"
LISTED = re.compile(rf"\s?(?P<list>{PEOPLE})")
CHOSE = re.compile(
    r"(?P<gap>\s?(?:[,:?–—]|\.|-{1,2}|\.{2,}|\()\s*|[ ]{1,8}|\n)(?:absolutely )?[\"“']?"
    r"(?P<w>yes|no|aye|nay|yea|not|abstain(?:ed|s|ing)?|absent|excused|recused|for(?=[.;\n])|against(?=[.;\n])|opposed(?=[.;\n]))[\"”']?(?=[.;,)!\n]|\s*$|\s(?=[A-Z>]))",
    re.I,
)
BEFORE_CHOICE = re.compile(rf"(?<![\w'’-]){PEOPLE}\s?$")
BETWEEN_PAIRS = re.compile(
    r"^[\s.,;!)>|]*(?:(?:and|then|chair|president|mayor|student advisory vote: \w+)\s)*$", re.I
)
BETWEEN_LABELS = re.compile(
    r"^[\s.,;!?)(|“”\"]*(?:and\s|with\s|student (?:advisory|preferential) vote: \w+\.?\s*)?$", re.I
)
LEAST_PAIRS = 2
NAME_REACH = 110  # characters before a choice in which its names stand
OUTCOME_REACH = 110  # characters after a roll in which its outcome is told
# "Motion carried.", "So voted.", "The amendment was lost", "three to two the motion passes".
OUTCOME = re.compile(
    rf"^[\s.,;!)>]*(?:(?P<a>{N})(?: ayes?| yes(?:es)?| in favor)?(?:\s?[-–]\s?|,? to |, | and )(?P<b>{N})(?: nays?| no(?:es)?| opposed)?[.,;:!]?\s*)?"
    r"(?:(?:the|this) )?(?:president|chair\w*|clerk|mayor|president pro tem)?(?: (?:pro tem )?declared )?(?:the )?(?:[\w-]+ )?"
    r"(?:(?:motion|resolution|amendment|item|measure|it|ordinance|agenda|substitute|minutes|vote|result)\b:?\s?)?(?:(?:is|was|has|declared|duly|had|therefore|so|hereby)\s)*"
    r"(?P<w>carri(?:ed|es)|pass(?:ed|es)|approved|adopted|prevail(?:ed|s)|so voted|(?<=so )voted|so ordered|fail(?:ed|s)|los(?:t|es)|defeated|rejected|died|dies|denied)\b"
    rf"(?:[ ,]{{1,2}}(?:by a vote of |on a vote of |by )?\(?(?P<c>{N})\s?(?:[-–]|to|yes,?|ayes?,?|in favor,?)\s?(?P<d>{N})(?:\s?[-–,]\s?(?P<e>\d{{1,2}})(?: abst\w+)?)?(?: no(?:es)?| nays?| opposed)?\)?)?[^.;\n]{{0,40}}[.;]?",
    re.I,
)
ABSTAINED = re.compile(rf"\b(?P<n>{N}) (?:members? )?abst", re.I)
FAILING = re.compile(r"fail|los|defeat|reject|die|denied", re.I)


@dataclass
class Roll:
    """A roll call; offsets are characters of the text. `result` is None where it is not told."""

    start: int
    end: int
    members: list[tuple[str, Option, int, int]] = field(default_factory=list)
    counts: dict[Option, int] = field(default_factory=dict)
    result: str | None = None

    def names(self, option: Option) -> int:
        """Return how many are named with one option."""
        return sum(told == option for _, told, _, _ in self.members)


def rolls(text: str) -> list[Roll]:
    """Return the roll calls of a text, in order, none overlapping another."""
    if not MAY_HOLD_ROLL.search(text.lower()):
        return []
    found = sorted([*_labelled(text), *_paired(text)], key=lambda roll: roll.start)
    kept: list[Roll] = []
    for roll in found:
        if kept and roll.start < kept[-1].end:
            if len(roll.members) > len(kept[-1].members):
                kept[-1] = roll
            continue
        kept.append(roll)
    for roll in kept:
        _take_outcome(text, roll)
    return [roll for roll in kept if _is_whole(roll)]


def _is_whole(roll: Roll) -> bool:
    """A roll has two choices, or one with many names and an outcome: "Opposed: Unsigned" is none."""
    sides = {option for _, option, _, _ in roll.members} | set(roll.counts)
    if not sides & {"yes", "no"}:
        return False
    return len(sides) > 1 or (roll.result is not None and len(roll.members) > 1)


def _labelled(text: str) -> Iterator[Roll]:
    """Yield rolls told by option: "Ayes: ... Nays: ...", "Ayes 6. Nays 0."."""
    roll: Roll | None = None
    for match in LABEL.finditer(text):
        option = OPTION_WORDS[match["w"].lower().split()[-1]]
        figure = match["n"] or match["n2"] or match["n3"]
        end, members = _members(text, match.end(), option)
        if not members and figure is None and not NOBODY.match(text, match.end()):
            continue
        held = {told for _, told, _, _ in roll.members} | set(roll.counts) if roll else set()
        goes_on = (
            roll is not None and option not in held and BETWEEN_LABELS.match(text[roll.end : match.start()])
        )
        if roll is None or not goes_on:
            if roll:
                yield roll
            roll = Roll(match.start(), match.end())
        roll.members += members
        if figure is not None or not members:
            nobody = NOBODY.match(text, match.end()) if figure is None else None
            end = max(end, nobody.end() if nobody else match.end())
            roll.counts[option] = int(figure) if figure is not None else 0
        roll.end = max(roll.end, end)
    if roll:
        yield roll


def _members(text: str, at: int, option: Option) -> tuple[int, list[tuple[str, Option, int, int]]]:
    listed = LISTED.match(text, at)
    if listed is None:
        return at, []
    names = [
        (name, option, start, end) for name, start, end in names_in(text, listed.start("list"), listed.end())
    ]
    return listed.end(), names


def _paired(text: str) -> Iterator[Roll]:
    """Yield rolls told by name: "Bello, yes; Cho, no", "Ms. Vang, nay.", "Hess, Oyama aye; Pratt nay"."""
    roll: Roll | None = None
    pairs = 0
    for match in CHOSE.finditer(text):
        floor = max(roll.end if roll else 0, match.start() - NAME_REACH)
        before = BEFORE_CHOICE.search(text[floor : match.start()])
        if before is None:
            continue
        start = floor + before.start()
        option = OPTION_WORDS[match["w"].lower()]
        names = [(name, option, first, last) for name, first, last in names_in(text, start, match.start())]
        if not names:
            continue
        if roll is None or not BETWEEN_PAIRS.match(text[roll.end : start]):
            if roll and pairs >= LEAST_PAIRS:
                yield roll
            roll, pairs = Roll(start, match.end()), 0
        roll.members += names
        roll.end, pairs = match.end(), pairs + 1
    if roll and pairs >= LEAST_PAIRS:
        yield roll


def _take_outcome(text: str, roll: Roll) -> None:
    told = OUTCOME.match(text[roll.end : roll.end + OUTCOME_REACH + 60])
    if told is None:
        return
    roll.result = "fail" if FAILING.match(told["w"]) else "pass"
    roll.end += told.end()
    pair = (told["a"], told["b"]) if told["a"] else (told["c"], told["d"])
    if pair[0] and pair[1]:
        first, second = number(pair[0]), number(pair[1])
        low, high = sorted((first, second))
        roll.counts["yes"], roll.counts["no"] = (low, high) if roll.result == "fail" else (high, low)
    if told["e"]:
        roll.counts["abstain"] = int(told["e"])
    elif abstained := ABSTAINED.search(told.group()):
        roll.counts["abstain"] = number(abstained["n"])
