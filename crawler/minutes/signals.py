"""All that a text tells of votes, piece by piece, in the order in which it stands."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from crawler.minutes.drafts import Evidence
from crawler.minutes.drops import find_dropped
from crawler.minutes.motions import Motion, Second, find_motions, find_seconds
from crawler.minutes.outcomes import Outcome, find_outcomes
from crawler.minutes.pairs import PairRoll, find_pair_rolls
from crawler.minutes.rolls import Part, find_parts, group_parts


@dataclass(frozen=True)
class Drop:
    """Where a motion ends without a vote, and why."""

    start: int
    end: int
    why: str


Signal = Motion | Second | Drop | Evidence


def find_signals(flow: str, grids: Sequence[PairRoll] = ()) -> list[Signal]:
    """Return the motions, seconds, rolls, outcomes and drops of a text in order; `grids` are its tables."""
    pairs = [pair for pair in find_pair_rolls(flow) if not any(_meet(pair, grid) for grid in grids)]
    pairs = sorted([*pairs, *grids], key=lambda pair: pair.start)
    parts = find_parts(flow, [(pair.start, pair.end) for pair in pairs])
    drops = [Drop(start, end, why) for start, end, why in find_dropped(flow)]
    signals: list[tuple[int, int, Signal]] = [(motion.start, 0, motion) for motion in find_motions(flow)]
    signals += [(second.start, 1, second) for second in find_seconds(flow)]
    signals += [(pair.start, 2, pair) for pair in pairs]
    signals += [(roll[0].start, 2, roll) for roll in group_parts(flow, parts) if _votes(roll)]
    signals += [
        (outcome.start, 3, outcome) for outcome in find_outcomes(flow) if not _dropped(outcome, drops)
    ]
    signals += [(drop.start, 4, drop) for drop in drops]
    return [signal for _, _, signal in sorted(signals, key=itemgetter(0, 1))]


def _meet(pair: PairRoll, grid: PairRoll) -> bool:
    return pair.start < grid.end and grid.start < pair.end


def _dropped(outcome: Outcome, drops: list[Drop]) -> bool:
    """Tell whether an outcome's words are those of a motion that came to no vote ("for lack of ...")."""
    index = bisect_left(drops, outcome.start, key=lambda drop: drop.start)
    return index < len(drops) and drops[index].start < outcome.end + 60 and outcome.tally.yes is None


def _votes(roll: list[Part]) -> bool:
    """Tell whether a roll is of votes: attendance lists only who is there and who is not."""
    options = {part.option for part in roll}
    if not options & {"yes", "no", "abstain"}:
        return False
    return any(part.strong or part.names for part in roll)
