"""Votes in the text of minutes."""

from collections.abc import Sequence

from crawler.minutes.assembling import Assembler
from crawler.minutes.drafts import Draft, span
from crawler.minutes.flow import lines_of, make_flow
from crawler.minutes.headings import Heading, Headings, items_in, numbers_in
from crawler.minutes.meeting_day import meeting_day
from crawler.minutes.motions import tidy
from crawler.minutes.names import shown_name
from crawler.minutes.sentences import sentence_end
from crawler.minutes.tellings import named_votes
from db.records import MemberVote, Remark, VoteEvent

_LONGEST_PASSAGE = 4000  # characters; a longer one starts at the vote itself, not at the motion
_AFTER = 250  # characters after an outcome in which members' choices are still told


def read_motions(text: str, roster: Sequence[str] = ()) -> list[VoteEvent]:
    """Return the votes that minutes or an action agenda record, in text order.

    `text` has its lines in reading order; columns stand apart by two blanks or more, or a line each.
    `roster` are the members of that day, where known: names told only by surname are not changed by it.
    Offsets count in `text`. Never raises for whatever text.
    """
    return [record for record in read_minutes(text, roster) if isinstance(record, VoteEvent)]


def read_minutes(text: str, roster: Sequence[str] = ()) -> list[VoteEvent | Remark]:
    """Return the votes in text order, then remarks on what was seen and could not be read as one."""
    del roster
    flow = make_flow(text)
    assembler = Assembler(flow)
    assembler.run()
    headings = Headings(lines_of(flow))
    day = meeting_day(flow)
    _tell_members(flow, assembler.votes)
    records: list[VoteEvent | Remark] = [_event(flow, draft, headings, day) for draft in assembler.votes]
    for unvoted in assembler.unvoted:
        told = f"{unvoted.motion!r} " if unvoted.motion else "a motion "
        records.append(Remark(kind="motion without a vote", message=f"{told}{unvoted.why}"))
    return records


def _tell_members(flow: str, votes: list[Draft]) -> None:
    """Add what is said of members by name beside each outcome, up to the next vote."""
    for index, draft in enumerate(votes):
        following = votes[index + 1].start if index + 1 < len(votes) else len(flow)
        for outcome in draft.outcomes:
            end = min(
                following, sentence_end(flow, max(outcome.start, outcome.end - 1)) + _AFTER, outcome.end + 600
            )
            stop = flow.find("\n\n", outcome.end, end)
            end = stop if stop >= 0 else end
            for vote in named_votes(flow, outcome.start, max(end, outcome.end)):
                draft.extra_votes.append(vote)


def _event(flow: str, draft: Draft, headings: Headings, day: str | None) -> VoteEvent:
    first = draft.first_evidence
    start = draft.start if first - draft.start <= _LONGEST_PASSAGE else first
    heading = headings.above(first)
    source = draft.same_as or draft
    counts, (result, raw) = source.counts(), draft.result()
    votes = source.votes()
    motion = draft.motion or _motion_before(draft)
    return VoteEvent(
        motion=motion,
        result=result,
        result_raw=raw,
        yes=counts["yes"],
        no=counts["no"],
        abstain=counts["abstain"],
        absent=counts["absent"],
        votes=[MemberVote(name=vote.name, option=vote.option, option_raw=vote.option_raw) for vote in votes],
        item_numbers=_numbers(flow, draft, heading),
        item_title=heading.title if heading else None,
        mover=shown_name(draft.mover) if draft.mover else None,
        seconder=shown_name(draft.seconder) if draft.seconder else None,
        source_kind="minutes",
        date=day,
        start=start,
        end=max(draft.end, first),
    )


def _numbers(flow: str, draft: Draft, heading: Heading | None) -> list[str]:
    """Return the numbers of all the items that the vote decides."""
    passage = flow[draft.start : max([draft.motion_end, *(span(one)[1] for one in draft.evidence)])]
    numbers = [*numbers_in(passage), *draft.more_numbers]
    if not numbers:
        numbers = items_in(draft.motion or "")
    if not numbers and heading is not None:
        numbers = numbers_in(heading.title) or ([heading.number] if heading.number else [])
    return list(dict.fromkeys(numbers))


def _motion_before(draft: Draft) -> str | None:
    """Return the words of an outcome that itself tells what was moved ("the motion to end it failed 3-4")."""
    for outcome in draft.outcomes:
        if outcome.told and len(outcome.told.split()) > 3:
            return tidy(outcome.told)
    return None
