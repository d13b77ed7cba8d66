"""A motion that a platform's page tells, as the vote event that it was."""

from collections.abc import Sequence
from typing import Protocol

from db.records import MemberVote, VoteEvent, VoteOption, VoteResult, VoteSource


class ToldMotion(Protocol):
    """What every platform's reading of a motion has, however it is printed there."""

    mover: str | None
    seconder: str | None
    outcome: str | None

    @property
    def text(self) -> str | None:
        """The motion's words."""

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the page that it stands on."""

    @property
    def votes(self) -> list[MemberVote]:
        """The members' choices."""

    @property
    def result(self) -> VoteResult | None:
        """Pass or fail as the outcome is worded."""

    def count(self, option: VoteOption) -> int | None:
        """Return how many chose so; None where the page does not tell."""


def vote_of(
    motion: ToldMotion,
    source_kind: VoteSource,
    number: str | None,
    title: str | None,
    item_id: str | None = None,
) -> VoteEvent:
    """Return the vote on an item of that number, title and id; meeting and address are the caller's."""
    return VoteEvent(
        motion=motion.text or None,
        result=motion.result,
        result_raw=motion.outcome,
        yes=motion.count("yes"),
        no=motion.count("no"),
        abstain=motion.count("abstain"),
        absent=motion.count("absent"),
        votes=motion.votes,
        item_numbers=[number] if number else [],
        item_ids=[item_id] if item_id else [],
        item_title=title or None,
        mover=motion.mover,
        seconder=motion.seconder,
        source_kind=source_kind,
    )


def place(vote: VoteEvent, motion: ToldMotion, text: str, after: int) -> int:
    """Note where in the page's readable text a vote stands, and return where it ends."""
    start = text.find(motion.lines[0], after)
    last = text.find(motion.lines[-1], start) if start >= 0 else -1
    if last < 0:
        return after
    vote.start, vote.end = start, last + len(motion.lines[-1])
    return vote.end
