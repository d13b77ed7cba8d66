"""The figures and the result of a vote, from all that its minutes print about it."""

from crawler.minutes.drafts import Draft
from crawler.minutes.outcomes import Tally
from crawler.minutes.pairs import PairRoll
from crawler.minutes.rolls import Part
from db.records import VoteOption, VoteResult

Counts = dict[VoteOption, int | None]
_COUNTED: tuple[VoteOption, ...] = ("yes", "no", "abstain", "absent")


def counts_of(draft: Draft) -> Counts:
    """Return the figures: as printed, else as many as the roll lists; None where neither tells.

    A printed figure stays as it is when the roll beside it lists more or fewer names.
    """
    counts: Counts = dict.fromkeys(_COUNTED)
    for option in _COUNTED:
        counts[option] = _told(option, draft.parts)
    _count_members(draft, counts)
    for outcome in draft.outcomes:
        if outcome.tally.yes is not None and not _prints_figures(draft):
            _take_tally(draft, outcome.tally, counts)
    for option in _COUNTED:
        named = sum(vote.option == option for vote in draft.extra_votes)
        if counts[option] is None and named > (option == "yes"):  # one "yes" alone is no list of those for it
            counts[option] = named
    if draft.unanimous and counts["no"] is None:
        counts["no"] = 0
    return counts


def result_of(draft: Draft) -> tuple[VoteResult | None, str | None]:
    """Return the outcome and its words; without words, only what every usual rule agrees on."""
    told = [outcome for outcome in draft.outcomes if outcome.result]
    if told:
        return told[0].result, told[0].raw
    counts = counts_of(draft)
    yes, no = counts["yes"], counts["no"]
    if draft.unanimous and not no:
        return "pass", next((outcome.raw for outcome in draft.outcomes if outcome.raw), None)
    if no is None and (yes or 0) > 1 and draft.lists_names:
        return "pass", None  # a roll that lists those for it and nobody against
    if yes is None or no is None or yes + no == 0:
        return None, None
    if yes >= 2 * no:  # a two-thirds vote, the highest that is usual (Robert's Rules, 44:3)
        return "pass", None
    return ("fail", None) if yes <= no else (None, None)


def _told(option: VoteOption, parts: list[Part]) -> int | None:
    """Return how many a roll tells for a choice: its figure, else its names, each once however often told."""
    mine = [part for part in parts if part.option == option and not part.everybody]
    figures = [part.count for part in mine if part.count is not None]
    names = {name for part in mine for name in part.names if not name.endswith(")")}
    return max(figures) if figures else len(names) or None


def _count_members(draft: Draft, counts: Counts) -> None:
    """Count a roll that names every member with a choice: what nobody chose is 0 for yes and no."""
    each = any(isinstance(one, PairRoll) for one in draft.evidence)
    if draft.parts and not each:
        single = [len(part.names) == 1 and part.count is None for part in draft.parts]
        if len(single) > 2 and all(single) and len({part.option for part in draft.parts}) < len(single):
            counts["yes"], counts["no"] = counts["yes"] or 0, counts["no"] or 0
    elif each and not draft.parts:
        for option in _COUNTED:
            number = sum(vote.option == option for vote in draft.votes())
            counts[option] = number if number or option in ("yes", "no") else None


def _take_tally(draft: Draft, tally: Tally, counts: Counts) -> None:
    """Take the figures told in words, unless a roll of names shows that they begin with the winning side."""
    yes, no = (len([vote for vote in draft.votes() if vote.option == side]) for side in ("yes", "no"))
    turned = 0 < yes < no and (tally.yes or 0) > (tally.no or 0)
    # "Failed with a six to one vote" beside one aye and six nays: the winning side's figure stands first.
    counts["yes"], counts["no"] = (tally.no, tally.yes) if turned else (tally.yes, tally.no)
    if tally.fourth is not None:
        counts["abstain"], counts["absent"] = tally.third, tally.fourth
    elif tally.third is not None:
        counts[_third_option(draft)] = tally.third


def _prints_figures(draft: Draft) -> bool:
    """Tell whether the roll itself prints how many said yes."""
    return any(part.count is not None and part.option == "yes" for part in draft.parts)


def _third_option(draft: Draft) -> VoteOption:
    """Return what a third figure counts: abstentions, unless only absent members are named."""
    options = {vote.option for vote in draft.votes()}
    return "absent" if "absent" in options and "abstain" not in options else "abstain"
