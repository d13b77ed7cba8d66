"""Votes in the text of minutes."""

from collections.abc import Iterator, Sequence

from crawler.minutes.assembling import Assembler
from crawler.minutes.counting import counts_of, result_of
from crawler.minutes.drafts import Draft, span
from crawler.minutes.flow import lines_of, make_flow
from crawler.minutes.grids import find_grids
from crawler.minutes.headings import Heading, Headings, items_in, numbers_in
from crawler.minutes.meeting_day import meeting_day
from crawler.minutes.members import plain, set_apart, surnames_in
from crawler.minutes.motions import tidy
from crawler.minutes.names import shown_name
from crawler.minutes.outcomes import Outcome
from crawler.minutes.sentences import sentence_end
from crawler.minutes.tellings import named_votes
from db.records import MemberVote, Remark, VoteEvent

_LONGEST_PASSAGE = 4000  # characters; a longer one starts at the vote itself, not at the motion
_LONGEST_MOTION = 700  # characters; a list of a hundred appointments is its item's text, not the motion
_BEFORE = 400  # characters before an outcome, after the motion, in which members are said to have voted
_AFTER = 250  # characters after an outcome in which members' choices are still told


def read_motions(text: str, roster: Sequence[str] = ()) -> list[VoteEvent]:
    """Return the votes that minutes or an action agenda record, in text order.

    `text` has its lines in reading order; columns stand apart by two blanks or more, or a line each.
    `roster` are the members of that day, where known: with it, and the attendance that the text itself tells,
    surnames such as Staff or Alder are names. Names told only by surname are not changed by it.
    Offsets count in `text`. Never raises for whatever text.
    """
    return [record for record in read_minutes(text, roster) if isinstance(record, VoteEvent)]


def read_minutes(text: str, roster: Sequence[str] = ()) -> list[VoteEvent | Remark]:
    """Return the votes in text order, then remarks on what was seen and could not be read as one."""
    flow = make_flow(text)
    flow = set_apart(flow, surnames_in(flow, roster))
    lines = lines_of(flow)
    headings, grids = Headings(lines), find_grids(lines)
    assembler = Assembler(flow, headings, grids.read)
    assembler.run()
    day = meeting_day(flow)
    _tell_members(flow, assembler.votes)
    records: list[VoteEvent | Remark] = [_event(flow, draft, headings, day) for draft in assembler.votes]
    for unvoted in assembler.unvoted:
        told = f"{plain(unvoted.motion)!r} " if unvoted.motion else "a motion "
        records.append(Remark(kind="motion without a vote", message=f"{told}{unvoted.why}"))
    for line in grids.unread:
        told = f"a table headed {plain(' '.join(line.text.split()))!r}, whose columns cannot be told apart"
        records.append(Remark(kind="unreadable roll", message=told))
    return records


def _tell_members(flow: str, votes: list[Draft]) -> None:
    """Add what is said of members by name beside each outcome, up to the next vote.

    Beside a roll that lists the names, only the outcome's own sentence can add any.
    """
    for index, draft in enumerate(votes):
        following = votes[index + 1].start if index + 1 < len(votes) else len(flow)
        rolls = sorted(span(one) for one in draft.evidence if not isinstance(one, Outcome))
        if draft.outcomes and not rolls:
            first = draft.outcomes[0].start
            draft.extra_votes += named_votes(flow, max(draft.motion_end, first - _BEFORE, 0), first, True)
        for outcome in draft.outcomes:
            sentence = sentence_end(flow, max(outcome.start, outcome.end - 1))
            end = min(following, sentence + (0 if draft.lists_names else _AFTER), outcome.end + 600)
            stop = flow.find("\n\n", outcome.end, end)
            for low, high in _outside(outcome.start, stop if stop >= 0 else end, rolls):
                draft.extra_votes += named_votes(flow, low, high)


def _outside(start: int, end: int, rolls: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches from `start` to `end` in which no roll stands."""
    for low, high in rolls:
        if low < end and high > start:
            if low > start:
                yield start, low
            start = max(start, high)
    if start < end:
        yield start, end


def _event(flow: str, draft: Draft, headings: Headings, day: str | None) -> VoteEvent:
    first = draft.first_evidence
    start = draft.start if first - draft.start <= _LONGEST_PASSAGE else first
    heading = headings.above(first)
    source = draft.same_as or draft
    counts, (result, raw) = counts_of(source), result_of(draft)
    votes = source.votes()
    motion = _shortened(draft.motion or _motion_before(draft))
    numbers = _numbers(flow, draft, heading)
    if heading and heading.number and len(numbers) > 1 and heading.number not in numbers:
        heading = None  # a list of other items: the roll's own heading is not theirs
    return VoteEvent(
        motion=plain(motion) if motion else None,
        result=result,
        result_raw=raw,
        yes=counts["yes"],
        no=counts["no"],
        abstain=counts["abstain"],
        absent=counts["absent"],
        votes=[
            MemberVote(name=plain(vote.name), option=vote.option, option_raw=vote.option_raw)
            for vote in votes
        ],
        item_numbers=numbers,
        item_title=plain(heading.title) if heading else None,
        mover=plain(shown_name(draft.mover)) if draft.mover else None,
        seconder=plain(shown_name(draft.seconder)) if draft.seconder else None,
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


def _shortened(motion: str | None) -> str | None:
    if motion is None or len(motion) <= _LONGEST_MOTION:
        return motion
    return motion[: motion.rfind(" ", 0, _LONGEST_MOTION)].rstrip(" ,;:") + " …"


def _motion_before(draft: Draft) -> str | None:
    """Return the words of an outcome that itself tells what was moved ("the motion to end it failed 3-4")."""
    for outcome in draft.outcomes:
        if outcome.told and len(outcome.told.split()) > 1:
            return tidy(outcome.told)
    return None
