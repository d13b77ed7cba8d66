"""One group a real vote, out of what a board's own pages tell of one meeting. Pure.

Pages are taken in by trust and then by address, each telling to the vote it fits best, so that the order in
which they came plays no part. No page tells one vote twice, except of a roll call for many items that it
writes beside each of them.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby

from db.store.motions import MAIN, alike
from db.store.official_tellings import OfficialTelling

NAMED_ALIKE = 0.6  # of the shorter wording's words, where no item ties two tellings
UNLIKE = 0.3
LEAST_SHARED = 5  # members in both rolls, and the share of them told alike, for one roll with a slip in it
NEARLY_ALL = 0.8
LEAST_SPLIT = 3  # members in both rolls for a split to tell one vote from another
COUNTS = ("yes", "no", "abstain", "absent")
Key = Callable[[str], str]  # a printed name's member


@dataclass(frozen=True)
class Tally:
    """The figures that a telling gives; `origin` is told or roll."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    origin: str | None = None


@dataclass
class OfficialVote:
    """One real vote with everything told of it, the most trusted telling first."""

    tellings: list[OfficialTelling] = field(default_factory=list)

    @property
    def lead(self) -> OfficialTelling:
        """The most trusted telling."""
        return self.tellings[0]

    @property
    def items(self) -> set[str]:
        """Every item that any telling names."""
        return {item for telling in self.tellings for item in telling.items}

    @property
    def kind(self) -> str | None:
        """The kind of motion, by the most trusted telling whose words tell it."""
        return next((telling.kind for telling in self.tellings if telling.kind), None)

    def add(self, *tellings: OfficialTelling) -> None:
        """Take in tellings, keeping the most trusted first."""
        self.tellings = sorted([*self.tellings, *tellings], key=lambda telling: telling.order)


def tally_of(telling: OfficialTelling) -> Tally:
    """Return a telling's own figures; those of its roll where it tells none.

    A roll that names dissenters only ("carried, Smith and Jones opposed") counts one side and not the other.
    """
    if telling.yes is not None or telling.no is not None:
        return Tally(telling.yes, telling.no, telling.abstain, telling.absent, "told")
    named = Counter(choice.option for choice in telling.choices)
    yes, no = named["yes"], named["no"]
    if not yes and not no:
        return Tally(abstain=telling.abstain, absent=telling.absent)
    return Tally(
        yes if yes or telling.result == "fail" else None,
        no if no or telling.result == "pass" or (yes and telling.result is None) else None,
        telling.abstain if telling.abstain is not None else named["abstain"] or None,
        telling.absent if telling.absent is not None else named["absent"] or None,
        "roll",
    )


def merge_tellings(tellings: list[OfficialTelling], key: Key) -> list[OfficialVote]:
    """Return the votes of one meeting, in the order in which they were taken as far as the pages tell."""
    votes: list[OfficialVote] = []
    ordered = sorted(tellings, key=lambda telling: telling.order)
    for _, page in groupby(ordered, key=lambda telling: telling.order[:2]):
        votes = _take_in(list(page), votes, key)
    return sorted(votes, key=lambda vote: vote.lead.order)


def _take_in(page: list[OfficialTelling], votes: list[OfficialVote], key: Key) -> list[OfficialVote]:
    """Give each telling of a page its vote, best fit first; what fits none is a vote of its own."""
    taken: dict[int, list[OfficialTelling]] = {}
    placed: dict[int, int] = {}
    offers = sorted(_offers(page, votes, key), reverse=True)
    for _, mine, theirs in offers:
        here = taken.setdefault(-theirs, [])
        if -mine not in placed and _has_room(page[-mine], votes[-theirs], here):
            placed[-mine] = -theirs
            here.append(page[-mine])
    for at, told in taken.items():
        votes[at].add(*told)
    for at in sorted(placed):
        votes = _united(page[at], votes, key)
    return votes + [OfficialVote([told]) for at, told in enumerate(page) if at not in placed]


def _offers(
    page: list[OfficialTelling], votes: list[OfficialVote], key: Key
) -> list[tuple[tuple[float, ...], int, int]]:
    fits = [
        (mine, theirs)
        for mine, told in enumerate(page)
        for theirs, vote in enumerate(votes)
        if _same_matter(told, vote) and (_kinds_allow(told, vote) or _same_split(told, vote.lead, key))
    ]
    ours, others = Counter(mine for mine, _ in fits), Counter(theirs for _, theirs in fits)
    ranks = _ranks(page), _ranks([vote.lead for vote in votes])
    return [
        (_closeness(page[mine], votes[theirs], ranks[0][mine] - ranks[1][theirs], key), -mine, -theirs)
        for mine, theirs in fits
        if _one_vote(page[mine], votes[theirs], alone=ours[mine] == others[theirs] == 1, key=key)
    ]


def _ranks(tellings: list[OfficialTelling]) -> list[int]:
    """Return which of its own item's votes each telling is, in the page's order."""
    seen: Counter[object] = Counter()
    ranks = []
    for telling in tellings:
        matter = (telling.document_id, telling.items[:1])
        ranks.append(seen[matter])
        seen[matter] += 1
    return ranks


def _same_matter(told: OfficialTelling, vote: OfficialVote) -> bool:
    if told.items and vote.items:
        return not vote.items.isdisjoint(told.items)
    likest = max(
        (
            alike(mine, theirs) or 0.0
            for mine in (told.motion, told.about)
            for other in vote.tellings
            for theirs in (other.motion, other.about)
        ),
        default=0.0,
    )
    return likest >= NAMED_ALIKE


def _kinds_allow(told: OfficialTelling, vote: OfficialVote) -> bool:
    return None in (told.kind, vote.kind) or told.kind == vote.kind


def _one_vote(told: OfficialTelling, vote: OfficialVote, *, alone: bool, key: Key) -> bool:
    """Tell whether a telling is of a vote. Two figures can be one vote's, told differently.

    So they are where nothing else on the same items could be meant, or the motions are worded alike; a roll
    call for many items is one item's only where no more than a name is told otherwise.
    """
    if not _contradictions(told, vote, key):
        return True
    if vote.items != set(told.items):
        return _rolls_nearly_agree(told, vote.lead, key)
    shared = _shared_choices(told, vote.lead, key)
    if (
        told.result != vote.lead.result
        and len(shared) >= LEAST_SPLIT
        and shared.count(True) < len(shared) / 2
    ):
        return (
            False  # another outcome by other people: the counter-motion, told by a page that leaves this out
        )
    likeness = alike(told.motion, vote.lead.motion)
    return alone or likeness is None or likeness >= UNLIKE


def _same_split(left: OfficialTelling, right: OfficialTelling, key: Key) -> bool:
    """Tell whether two rolls split a body the same way: one vote, however vaguely one words its motion."""
    split = {choice.option for choice in left.choices} >= {"yes", "no"}
    shared = _shared_choices(left, right, key)
    return split and len(shared) >= LEAST_SPLIT and all(shared) and all(_comparisons(left, right, key))


def _rolls_nearly_agree(left: OfficialTelling, right: OfficialTelling, key: Key) -> bool:
    """Tell whether two rolls of one outcome are one roll with a slip of the pen in it."""
    shared = _shared_choices(left, right, key)
    same_outcome = None in (left.result, right.result) or left.result == right.result
    return same_outcome and len(shared) >= LEAST_SHARED and shared.count(True) >= NEARLY_ALL * len(shared)


def _shared_choices(left: OfficialTelling, right: OfficialTelling, key: Key) -> list[bool]:
    """Return, for each member in both rolls, whether both tell the same choice."""
    known = {key(choice.name): choice.option for choice in right.choices}
    return [known[key(choice.name)] == choice.option for choice in left.choices if key(choice.name) in known]


def _contradictions(told: OfficialTelling, vote: OfficialVote, key: Key) -> int:
    return sum(1 for same in _comparisons(told, vote.lead, key) if not same)


def _comparisons(left: OfficialTelling, right: OfficialTelling, key: Key) -> list[bool]:
    """Return, for each fact that both tell, whether they tell it alike."""
    ours, theirs = tally_of(left), tally_of(right)
    pairs = [(left.result, right.result), *((getattr(ours, name), getattr(theirs, name)) for name in COUNTS)]
    facts = [mine == other for mine, other in pairs if mine is not None and other is not None]
    shared = _shared_choices(left, right, key)
    return [*facts, all(shared)] if shared else facts


def _closeness(told: OfficialTelling, vote: OfficialVote, apart: int, key: Key) -> tuple[float, ...]:
    compared = _comparisons(told, vote.lead, key)
    likeness = alike(told.motion, vote.lead.motion)
    return (
        vote.items == set(told.items),
        -compared.count(False),
        told.kind is not None and told.kind == vote.kind,
        (vote.kind or MAIN)
        == (told.kind or MAIN),  # without words a vote is taken for that on the item itself
        0.5 if likeness is None else likeness,
        -abs(apart),
        compared.count(True),
    )


def _has_room(told: OfficialTelling, vote: OfficialVote, here: list[OfficialTelling]) -> bool:
    """A page tells a vote once, or once beside each item of a roll call for many."""
    if not here:
        return True
    used = {item for other in here for item in other.items}
    return bool(told.items) and used.isdisjoint(told.items) and vote.items.issuperset(told.items)


def _united(told: OfficialTelling, votes: list[OfficialVote], key: Key) -> list[OfficialVote]:
    """Make one vote of those that a roll call for many items covers, where none of them contradicts it."""
    if len(told.items) < 2:
        return votes
    own = next(vote for vote in votes if told in vote.tellings)
    settled = {item for other in own.tellings if other is not told for item in other.items}
    covered: list[OfficialVote] = []
    for vote in votes:
        if vote is not own and settled.isdisjoint(vote.items) and _is_part(vote, told, key):
            covered.append(vote)
            settled |= vote.items
    for vote in covered:
        own.add(*vote.tellings)
    return [vote for vote in votes if vote not in covered]


def _is_part(vote: OfficialVote, told: OfficialTelling, key: Key) -> bool:
    return (
        bool(vote.items)
        and vote.items.issubset(told.items)
        and _kinds_allow(told, vote)
        and all(other.document_id != told.document_id for other in vote.tellings)
        and not _contradictions(told, vote, key)
    )
