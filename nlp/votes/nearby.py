# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""What a bare tally was about: the motion told in the same sentence, or beside it."""

import re

from nlp.votes.clues import Clues
from nlp.votes.events import Event
from nlp.votes.merging import BESIDE, REACH, VAGUE
from nlp.votes.minutes import Motion, is_empty, motion_before
from nlp.votes.motion import Outcome
from nlp.votes.polarity import object_of
from nlp.votes.when import MONTH

# "The November vote had been 3-2": another vote than the one told beside it.
MONTH_S_VOTE = re.compile(
    rf"\b(?:the|last|that|its|a)\s(?:(?P<month>{MONTH})|previous|earlier|prior|first|original)(?:'s|\s\d{{4}})?\s(?:vote|decision|tally|count)\b",
    re.I,
)
# "The vote was 3-2, with those choosing to remove police citing ...": the winners' choice is the motion.
CHOSEN = re.compile(
    r"\bwith (?:those|members|a majority|the majority|most members|\w+ members) (?:choosing|voting|deciding|opting|electing) to (?P<x>[^,.;]+?)(?= citing| saying| arguing|[,.;])",
    re.I,
)
# Minutes: "Approved 7-0.", "Motion carried on voice vote.", "Amendment carried 5-2."
CURT = re.compile(
    r"^\W*(?:(?:the |this )?(?:motion|amendment|item|resolution|vote|agenda|it|that|balance)\b.{0,12}?)?\b(?:approved|carried|carries|passed|passes|adopted|failed|fails|lost|so ordered)\b.{0,45}$",
    re.I | re.S,
)
DESCRIBED = re.compile(
    r"\b(?:motion|resolution|proposal|measure|amendment|plan|recommendation|bill|ordinance|effort|bid|whether|votes?|question)\s(?:by [A-Z][\w.' ]+?(?:,? (?:and )?seconded by [A-Z][\w.']+,?)? )?(?:of whether\s)?(?:against\s|in favor of\s|)(?:(?:that|which)\s(?:would|will)\s(?:have\s)?|to\s|on\s|for\s|calling for\s|ending\s|(?=the removal|the renewal|remov|end|terminat|renew|keep|extend|phas))(?!fail|pass|carry|die|lose|approval\b|adoption\b|a (?:yes|no)\b)([^.;]{4,160}?)(?=[.;]|,? (?:was|were|has been) (?:\w+ly )?(?:rejected|defeated|voted|turned|blocked|shot|approved|adopted|passed)\b|,? (?:fail(?:ed|s)|pass(?:ed|es)|fell|died|lost|carried|cleared|needed|won)\b|$)",
    re.I,
)


def look_around(
    event: Event,
    told: Outcome | None,
    entry: Clues,
    before: Clues | None,
    after: Clues | None,
    text: str,
    floor: int,
) -> None:
    """A bare "The vote was 4-3" or "it failed": the motion stands beside, before rather than after."""
    if CURT.match(entry.text) and (moved := motion_before(text, floor, entry.start)):
        _take_motion(moved, event)
        return
    polar = next((choice.polar for choice in entry.choices if choice.polar), None)
    own = CHOSEN.search(entry.text) or DESCRIBED.search(entry.text)
    if own or polar:
        event.motion = own.group(1) if own else object_of(polar or "")
        return
    if told is None and (month := MONTH_S_VOTE.search(entry.text)):
        event.motion = _of_month(month, text[max(0, entry.start - REACH) : entry.start])
        return
    if before is not None and _taken_from(before, event, told, entry):
        return
    if (moved := motion_before(text, floor, entry.start)) and moved.words != moved.item:
        _take_motion(moved, event)
        return
    described_all = list(DESCRIBED.finditer(text[max(0, entry.start - 400) : entry.start]))
    if described_all:
        event.motion = described_all[-1].group(1)
    elif after is not None:
        _taken_from(after, event, told, entry)


def _take_motion(moved: Motion, event: Event) -> None:
    event.motion = moved.item if is_empty(moved.words) and moved.item else moved.words
    if event.start - moved.start < BESIDE:
        event.start = min(event.start, moved.start)


def _taken_from(other: Clues, event: Event, told: Outcome | None, entry: Clues) -> bool:
    """Take the motion of a sentence beside, and its outcome where the tally's own has none."""
    if abs(other.start - entry.start) > REACH / 2:
        return False
    result = other.outcome.result if other.outcome is not None and told is None else None
    if other.outcome is not None and not VAGUE.match(other.outcome.motion) and not other.tallies:
        event.motion = other.outcome.motion
    elif described := DESCRIBED.search(other.text):
        event.motion = described.group(1)
    elif polar := next((choice.polar for choice in other.choices if choice.polar), None):
        event.motion, result = object_of(polar), None
    else:
        return False
    if result is not None:
        event.result, event.told = result, True
    return True


def _of_month(told: re.Match[str], before: str) -> str:
    """Return what the text before says was voted in that month; "" where it does not, never another vote's motion."""
    if told["month"] is None:
        return ""
    found = re.findall(
        rf"\bvoted (?:\w+ )?in {told['month']}\b[\w ]{{0,12}}? (?:to|for|against) ([^.;,]+)", before, re.I
    )
    return str(found[-1]) if found else ""
