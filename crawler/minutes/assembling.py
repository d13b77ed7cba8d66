"""From motions, rolls and outcomes in text order to votes: which roll and outcome belong to which motion."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.minutes.drafts import Draft, Evidence, span
from crawler.minutes.headings import Headings, numbers_in
from crawler.minutes.motions import Motion, Second
from crawler.minutes.outcomes import RULED, Outcome
from crawler.minutes.pairs import PairRoll
from crawler.minutes.rolls import Part
from crawler.minutes.signals import Drop, find_signals

_REACH = 12000  # characters between a motion and its vote: a consent agenda is read out in between
_BESIDE = 60  # characters between an outcome's lone word and its figures
_NEAR = 500  # characters between two pieces that tell one vote
_SAME_ROLL = re.compile(
    r"\b(?:same|last|previous|prior|preceding|foregoing)\s+(?:favou?rable\s+)?(?:roll[\s-]{0,2}call"
    r"|roll)(?:\s+vote)?\b|\bby\s+the\s+same\s+vote\b|\bomnibus\s+vote\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"\b\d{1,2}\s+(?:yea|aye|yes|nay|no)s?\b|\b\d{1,2}\s*(?:-|to)\s*\d{1,2}\b", re.IGNORECASE
)
_VOTING = re.compile(r"roll[- ]?call\b|\bvot(?:e|ed|es|ing)\b|\bmotion\b|\bquestion\b", re.IGNORECASE)
_ATTENDANCE = re.compile(r"\battendance\b|\bpresent\b|\bquorum\b|\bcall(?:ed)?\s+to\s+order\b", re.IGNORECASE)
_HEARD = re.compile(
    r"\b(?:speakers?|public\s+(?:comments?|hearing|input|speakers?)|comments?|testif\w+|testimony"
    r"|proponents?|opponents?|e-?mails?|letters?|cards?|spoke|speaking|residents|survey)\b",
    re.IGNORECASE,
)


_WITH_A = re.compile(r"\bwith\s+(?:a\s+)?$", re.IGNORECASE)  # "passed with a motion by X"
_MAIN = re.compile(r"\b(main|original|substitute|amended)\s+motion\b", re.IGNORECASE)
_KIND = re.compile(r"\b(question|amend|table|postpone|refer|substitute)", re.IGNORECASE)
_KINDS = frozenset({"amendment", "main motion", "substitute motion"})
_AS_AMENDED = re.compile(r"(?:motion|resolution|question|item)s?,?\s+as\s+amended", re.IGNORECASE)


@dataclass(frozen=True)
class Unvoted:
    """A motion that came to no vote, and why."""

    motion: str | None
    why: str
    start: int


class Assembler:
    """Walks through a text's signals and puts votes together."""

    def __init__(self, flow: str, headings: Headings, grids: Sequence[PairRoll] = ()) -> None:
        self.flow = flow
        self._headings = headings
        self._pairs = grids
        self.votes: list[Draft] = []
        self.unvoted: list[Unvoted] = []
        self._waiting: list[Draft] = []  # motions put and not voted yet, the latest last
        self._skipped: Evidence | None = None  # what told of a vote, and of none alone
        self._open: Draft | None = None  # the vote that the next piece may still belong to

    def run(self) -> None:
        """Read the text."""
        for signal in find_signals(self.flow, self._pairs):
            if isinstance(signal, Motion):
                self._put(signal)
            elif isinstance(signal, Second):
                self._second(signal)
            elif isinstance(signal, Drop):
                self._drop(signal)
            else:
                self._tell(signal)
        self._leave(self._waiting)

    def _leave(self, drafts: list[Draft]) -> None:
        """Keep what was moved and seconded by name and came to no outcome that can be read."""
        for draft in drafts:
            if draft.mover and draft.seconder and draft.motion:
                self.unvoted.append(Unvoted(draft.motion, "has no outcome that could be read", draft.start))
        drafts.clear()

    def _put(self, motion: Motion) -> None:
        draft = Draft(
            motion.start,
            motion.words,
            motion.mover,
            motion.seconder,
            motion.end,
            motion.subsidiary,
            moved=True,
        )
        if motion.above and self._open is not None and self._was_told(self._open, motion):
            self._open.mover, self._open.seconder, self._open.moved = motion.mover, motion.seconder, True
            self._open.motion = self._open.motion or motion.words
            self._open.end = max(self._open.end, motion.end)
            return
        if self._open is not None and _WITH_A.search(self.flow, max(0, motion.start - 10), motion.start):
            self._open.mover, self._open.seconder, self._open.moved = motion.mover, motion.seconder, True
            self._open.end = max(self._open.end, motion.end)
            return
        if self._waiting and self._restates(self._waiting[-1], draft):
            top = self._waiting[-1]
            top.motion, top.motion_end = top.motion or draft.motion, draft.motion_end
            top.mover, top.seconder = top.mover or draft.mover, top.seconder or draft.seconder
            return
        if not draft.subsidiary:
            self._leave(self._waiting)
        self._waiting.append(draft)
        self._open = None

    def _was_told(self, draft: Draft, motion: Motion) -> bool:
        """Tell whether "Moved by X" only names the mover of the vote told just above it."""
        return not draft.moved and not draft.has_roll and 0 <= motion.start - draft.end < 150

    def _restates(self, top: Draft, draft: Draft) -> bool:
        """Tell whether a motion told again ("a motion was made", "moved by X") is the one that waits."""
        near = draft.start - top.motion_end < _NEAR
        return near and (
            top.mover is None
            or draft.mover is None
            or (top.mover == draft.mover and draft.motion in (None, top.motion))
        )

    def _second(self, second: Second) -> None:
        if self._waiting and second.start - self._waiting[-1].motion_end < 1500:
            self._waiting[-1].seconder = self._waiting[-1].seconder or second.name
            self._waiting[-1].motion_end = max(self._waiting[-1].motion_end, second.end)
        elif self._open is not None and self._open.moved and second.start - self._open.end < 150:
            self._open.seconder = self._open.seconder or second.name

    def _drop(self, drop: Drop) -> None:
        if self._waiting and drop.start - self._waiting[-1].motion_end < _NEAR:
            draft = self._waiting.pop()
            self.unvoted.append(Unvoted(draft.motion, drop.why, draft.start))
        else:
            self.unvoted.append(Unvoted(None, drop.why, drop.start))
        self._open = None

    def _tell(self, evidence: Evidence) -> None:
        start, end = span(evidence)
        if self._open is not None and self._belongs(self._open, evidence, start):
            self._open.add(evidence)
            return
        same = (
            _SAME_ROLL.search(self.flow, max(0, start - 250), end + 120)
            if isinstance(evidence, Outcome)
            else None
        )
        draft = self._pick(evidence, start)
        if draft is None and self._counts(evidence, start):
            draft = Draft(start)
        if draft is None:
            self._skipped = evidence
            return
        skipped, self._skipped = self._skipped, None
        if (
            skipped is not None
            and not isinstance(evidence, Outcome)
            and -_BESIDE <= start - span(skipped)[1] < _BESIDE
        ):
            draft.start = min(draft.start, span(skipped)[0])
            draft.add(skipped)  # "Passed. Yeas 5. Nays 0.": an outcome's lone word has its vote beside it
        draft.add(evidence)
        if same and self.votes and self._extends(draft, evidence):
            return
        if same and self.votes:
            draft.same_as = self.votes[-1].same_as or self.votes[-1]
        self.votes.append(draft)
        self._open = draft

    def _extends(self, draft: Draft, evidence: Evidence) -> bool:
        """Add the numbers of what "the same roll call" adopted to the vote that was called; tell if so."""
        last = self.votes[-1]
        numbers = numbers_in(
            self.flow[
                max(draft.start if draft.moved else 0, span(evidence)[0] - 3000, last.end) : span(evidence)[1]
                + 200
            ]
        )
        if draft.mover or not numbers or self._counted_anew(last, evidence):
            return False
        last.more_numbers += numbers
        last.end = max(last.end, draft.end)
        self._open = last
        return True

    def _counts(self, evidence: Evidence, start: int) -> bool:
        """Tell whether figures right after an outcome are its own: "was adopted with 4 yeas and 2 nays"."""
        if not isinstance(self._skipped, Outcome) or isinstance(evidence, Outcome | PairRoll):
            return False
        beside = 0 <= start - span(self._skipped)[1] + _BESIDE < 2 * _BESIDE
        return beside and {"yes", "no"} <= {part.option for part in evidence}

    def _counted_anew(self, last: Draft, evidence: Evidence) -> bool:
        """Tell whether an item under its own heading is told with figures of its own: another vote.

        Two decisions can have one roll and opposite effects (a contract, and the plan to end it).
        """
        start, end = span(evidence)
        return self._headings.between(last.end, start) and bool(_FIGURES.search(self.flow, start, end + 80))

    def _pick(self, evidence: Evidence, start: int) -> Draft | None:
        """Return the motion that a piece of evidence decides; None where it is none of a vote."""
        while self._waiting and start - self._waiting[-1].motion_end > _REACH:
            self._waiting.pop()
        if isinstance(evidence, Outcome) and evidence.mover:
            return Draft(start)  # it names its own mover: no motion that waits is meant
        if (draft := self._named_draft(evidence)) is not None:
            return draft
        if self._waiting:
            return self._waiting.pop()
        return Draft(start) if self._stands_alone(evidence, start) else None

    def _named_draft(self, evidence: Evidence) -> Draft | None:
        """Return the waiting motion that the words name ("the main motion", "the amendment")."""
        subject = (evidence.subject or "") if isinstance(evidence, Outcome) else ""
        start, _ = span(evidence)
        if isinstance(evidence, Outcome):
            main = subject.startswith("main") or bool(_AS_AMENDED.match(self.flow, start))
        else:
            named = _MAIN.findall(self.flow, max(0, start - 100), start)
            main = bool(named) and named[-1].lower() in ("main", "original")
        if main:
            while len(self._waiting) > 1 and self._waiting[-1].subsidiary:
                self._waiting.pop()
            return self._waiting.pop() if self._waiting else None
        if isinstance(evidence, Outcome) and (draft := self._by_kind(start)) is not None:
            return draft
        if subject == "amendment" and not (self._waiting and self._waiting[-1].subsidiary):
            return Draft(start)
        return None

    def _by_kind(self, start: int) -> Draft | None:
        """Return the waiting motion of the kind that the words tell ("the motion to amend failed")."""
        kinds = _KIND.findall(self.flow, max(0, start - 25), start + 25)
        for draft in reversed(self._waiting):
            if draft.subsidiary and any(kind.lower() in (draft.motion or "").lower() for kind in kinds):
                self._waiting.remove(draft)
                return draft
        return None

    def _stands_alone(self, evidence: Evidence, start: int) -> bool:
        """Tell whether a piece is a vote though no motion was told."""
        before = self.flow[max(0, start - 200) : start]
        if isinstance(evidence, Outcome):
            return evidence.certain and not _HEARD.search(before[-80:])
        if isinstance(evidence, PairRoll):
            return not _ATTENDANCE.search(before[-100:])
        options = {part.option for part in evidence}
        if any(part.counted_first for part in evidence) or _HEARD.search(before[-100:]):
            return False
        return "yes" in options and (len(options) > 1 or bool(_VOTING.search(before)))

    def _belongs(self, draft: Draft, evidence: Evidence, start: int) -> bool:
        if start - draft.end > _NEAR or self._headings.between(draft.end, start):
            return False
        between = self.flow[draft.end : start] if start > draft.end else ""
        if isinstance(evidence, Outcome):
            return self._goes_on(draft, evidence, between)
        if any(isinstance(one, PairRoll) for one in draft.evidence) and isinstance(evidence, PairRoll):
            return False
        if not draft.has_roll:
            return not self._waiting or not self._waiting[-1].moved or len(between) < 200
        return _completes(draft, evidence, between)

    def _goes_on(self, draft: Draft, outcome: Outcome, between: str) -> bool:
        """Tell whether an outcome only says again, or at last, how the open vote ended."""
        if len(between) > _NEAR:
            return False
        told = [other for other in draft.outcomes if other.result]
        if not told:
            return True
        ruled = RULED.search(self.flow, max(0, outcome.start - 40), outcome.end)
        if (
            outcome.subject in _KINDS
            and (draft.subsidiary or draft.moved)
            and not (ruled and draft.subsidiary)
        ):
            return False
        if draft.subsidiary and self._waiting and not _KIND.search(self.flow, outcome.start, outcome.end):
            return False  # the motion itself, after the one about it
        if ruled and outcome.result == told[-1].result and not _VOTING.search(between):
            return True
        return _agrees(draft, outcome) and len(between) < 250 and len(re.findall(r"[.\n]", between)) < 4


def _agrees(draft: Draft, outcome: Outcome) -> bool:
    """Tell whether an outcome tells the same result and figures as those the vote has."""
    results = [other.result for other in draft.outcomes if other.result]
    if outcome.result and outcome.result != results[-1]:
        return False
    tallies = [other.tally for other in draft.outcomes if other.tally.yes is not None]
    return outcome.tally.yes is None or not tallies or tallies[-1] == outcome.tally


def _completes(draft: Draft, evidence: list[Part] | PairRoll, between: str) -> bool:
    """Tell whether a second roll is the open vote's own: names to its figures, or what it had not told."""
    if len(between) > 200:
        return False
    if isinstance(evidence, PairRoll):
        return not any(part.names for part in draft.parts)
    named = bool(draft.votes())
    if any(part.names for part in evidence) and named:
        mine = {part.option for part in draft.parts}
        if not mine & {part.option for part in evidence}:
            return True
        told = {(name, part.option) for part in draft.parts for name in part.names}
        return {(name, part.option) for part in evidence for name in part.names} <= told
    return True
