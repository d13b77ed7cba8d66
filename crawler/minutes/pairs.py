"""Rolls that name a member and then the choice: "Ruiz - yes; Lee - no", a line each, or a table's cells."""

import re
from dataclasses import dataclass

from crawler.civic.options import normal_option
from crawler.minutes.names import NAME, NO_VOICE, is_name, read_name, without_title
from crawler.minutes.near import matches_around
from db.records import MemberVote, VoteOption

_CHOICE = (
    r"yes|no|aye|nay|yea|abstain(?:ed|s|ing)?|abstention|absent|excused|recused?|not\s+voting"
    r"|did\s+not\s+vote|present|pass(?:ed)?"
    r"|not\s+present|opposed|in\s+favor|[YN](?=\s*(?:[,;|]|\n|[ ]{2}|$))"
)
_VERB = r"(?:\s{1,3}(?:voted|votes|voting|said|answered|responded|replied)\s{1,3}|\s{1,3}vote\s*:\s*)"
# A line break parts name and choice only where each has its line to itself: the cells of a table.
_PAIR = re.compile(
    rf"(?P<name>{NAME}(?:,[ ]{NAME}(?=\s*[:|-]|[ ]{{2}}|[ ]*\n))?)(?:[ ]?\([^()\n]{{0,40}}\))?"
    rf"(?P<gap>[ ]?[:|=][ |]*[\"']?|[ ]?-{{1,3}}[ ]?[\"']?|,[ ][\"']?|[ ]?\.{{2,40}}[ ]?|[ ]\""
    rf"|_{{2,40}}[ ]?|[ ]?\((?=(?:{_CHOICE})\))|{_VERB}[\"']?|[ ]{{1,80}}|[ ]*\n[ ]*)"
    rf"(?P<choice>{_CHOICE})(?![\w'])(?![ ]*[:=]|[ ]+-[ ]+[A-Z]|[ ]vote)[\"']?"
    r"(?:[ ]?\((?P<note>[^()\n]{1,40})\))?"
)
_PAIR_ANY_CASE = re.compile(_PAIR.pattern.replace(_CHOICE, f"(?i:{_CHOICE})"))
_CHOICES = re.compile(rf"(?<!\w)(?:{_CHOICE})(?!\w)", re.IGNORECASE)
_REACH = 140  # characters from a name to its choice, dots of a table included
_BETWEEN = re.compile(
    r"[\s,;.)|/*•·-]{0,40}(?:and\s{1,3}|\d{1,2}[.)]?\s{1,3})?[\s|]{0,10}(?:Trustee|Director|Member)?\s?"
)
_IN_LIST = re.compile(rf"(?!(?i:{_CHOICE})\b)\b[A-ZÀ-Þ][\w'.-]*(?:,\s|,?\s(?:and|&)\s)$")
_ATTENDANCE: frozenset[VoteOption] = frozenset({"absent", "excused"})
_CALLED = re.compile(r"roll[- ]?call|\bvote[sd]?\b|\bpoll(?:ed)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class PairRoll:
    """Members with their choices, in order, and the characters they stand on."""

    votes: list[MemberVote]
    start: int
    end: int
    mover: str | None = None  # where a table marks who moved and who seconded
    seconder: str | None = None


@dataclass(frozen=True)
class _Pair:
    name: str
    choice: str
    option: VoteOption
    loose: bool  # only a verb or a blank stands between: "Ruiz voted no", "Ruiz opposed"
    start: int
    end: int


def find_pair_rolls(flow: str) -> list[PairRoll]:
    """Return the rolls in which at least two members are named each with a choice of their own."""
    rolls: list[PairRoll] = []
    run: list[_Pair] = []
    for pair in [*_pairs(flow), None]:
        if run and (pair is None or not _follows(flow, run[-1], pair)):
            if _is_roll(flow, run):
                votes = [_vote(one) for one in run]
                rolls.append(PairRoll(votes, run[0].start, run[-1].end))
            run = []
        if pair is not None:
            run.append(pair)
    return rolls


def _pairs(flow: str) -> list[_Pair]:
    pairs = []
    for match in matches_around(_PAIR_ANY_CASE, _CHOICES, flow, _REACH):
        start, name = match.start(), match["name"]
        while not is_name(name):  # "Roll Call Vote Ruiz: yes": the name is the last words
            cut = re.search(r"\s", name)
            if cut is None:
                break
            start, name = start + cut.end(), name[cut.end() :]
        option = normal_option(match["choice"])
        if match["choice"].lower() in {"pass", "passed"}:
            option = None
        if not is_name(name) or option is None or _weak(flow, match):
            continue
        raw = " ".join(match["choice"].split())
        if NO_VOICE.search(match["note"] or ""):
            option, raw = "other", f"{raw} ({match['note']})"
        pairs.append(
            _Pair(
                name,
                raw,
                option,
                match["gap"] == " " or bool(re.search("[a-z]", match["gap"])),
                start,
                match.end(),
            )
        )
    return pairs


def _weak(flow: str, match: re.Match[str]) -> bool:
    """Tell whether name and choice only happen to meet in running words."""
    gap = match["gap"]
    if "\n" in gap:
        before = flow[flow.rfind("\n", 0, match.start()) + 1 : match.start()]
        return bool(before.strip(" *|")) or not re.match(
            r"[ .*|]*(?:\n|$)", flow[match.end() : match.end() + 20]
        )
    if gap[:1].isspace() and _IN_LIST.search(flow, max(0, match.start() - 60), match.start()):
        return True  # "Ruiz, Lee and Orr voted aye": one choice of several
    if gap == " ":
        return not re.match(r"[ ]?(?:[,;.|)]|\n|[ ]{2}|$|and\b)", flow[match.end() : match.end() + 4])
    return False


def _follows(flow: str, last: _Pair, pair: _Pair) -> bool:
    between = flow[last.end : pair.start]
    return len(between) < 60 and bool(_BETWEEN.fullmatch(between)) and "\n\n\n" not in between


def _is_roll(flow: str, run: list[_Pair]) -> bool:
    options = {pair.option for pair in run}
    said_present = {pair.choice.lower() for pair in run} <= {"present", "absent", "excused", "not present"}
    if said_present or options <= _ATTENDANCE:
        return False  # the roll call that opens a meeting
    if all(pair.loose for pair in run):
        called = _CALLED.search(flow, max(0, run[0].start - 60), run[0].start)
        return len(run) > 2 or (len(run) > 1 and called is not None)
    return len(run) > 1


def _vote(pair: _Pair) -> MemberVote:
    found = read_name(pair.name, 0, len(pair.name))
    turned = "," in pair.name and without_title(pair.name.split(",")[1].strip())
    name = pair.name if turned or found is None else found[0]
    return MemberVote(name=name, option=pair.option, option_raw=pair.choice)
