"""A vote while it is being put together from its motion, its roll and its outcome."""

from dataclasses import dataclass, field

from crawler.civic.options import normal_option
from crawler.minutes.names import shown_name, surname
from crawler.minutes.outcomes import Outcome
from crawler.minutes.pairs import PairRoll
from crawler.minutes.rolls import Part
from db.records import MemberVote, VoteOption, VoteResult

_COUNTED: tuple[VoteOption, ...] = ("yes", "no", "abstain", "absent")
Evidence = Outcome | PairRoll | list[Part]


def span(evidence: Evidence) -> tuple[int, int]:
    """Return the characters that a piece of evidence stands on."""
    if isinstance(evidence, list):
        return evidence[0].start, max(part.end for part in evidence)
    return evidence.start, evidence.end


@dataclass
class Draft:
    """One vote: what was moved, and all that tells how it went."""

    start: int
    motion: str | None = None
    mover: str | None = None
    seconder: str | None = None
    motion_end: int = 0
    subsidiary: bool = False
    moved: bool = False
    evidence: list[Evidence] = field(default_factory=list)
    extra_votes: list[MemberVote] = field(default_factory=list)
    more_numbers: list[str] = field(default_factory=list)
    same_as: "Draft | None" = None  # "by the same roll call": whose roll holds here too
    end: int = 0

    @property
    def first_evidence(self) -> int:
        """Return where the vote itself begins, after its motion."""
        return min((span(one)[0] for one in self.evidence), default=self.start)

    def add(self, evidence: Evidence) -> None:
        """Take one more piece that tells how the vote went."""
        self.evidence.append(evidence)
        self.end = max(self.end, span(evidence)[1])

    @property
    def outcomes(self) -> list[Outcome]:
        """Return the outcomes told."""
        return [one for one in self.evidence if isinstance(one, Outcome)]

    @property
    def parts(self) -> list[Part]:
        """Return the parts of its rolls."""
        return [part for one in self.evidence if isinstance(one, list) for part in one]

    @property
    def has_roll(self) -> bool:
        """Tell whether a roll or its figures are there already."""
        return any(not isinstance(one, Outcome) for one in self.evidence)

    def votes(self) -> list[MemberVote]:
        """Return each member's choice once, as printed, in order."""
        told = [vote for one in self.evidence if isinstance(one, PairRoll) for vote in one.votes]
        told += [
            MemberVote(name=name, option=part.option, option_raw=part.raw)
            for part in self.parts
            for name in part.names
        ]
        told += self.extra_votes
        kept: dict[tuple[str, str], MemberVote] = {}
        names: list[tuple[str, VoteOption]] = []
        for vote in told:
            name = shown_name(vote.name)
            if _is_known(name, vote.option, names):
                continue
            names.append((name, vote.option))
            kept.setdefault(
                (name, vote.option), MemberVote(name=name, option=vote.option, option_raw=vote.option_raw)
            )
        return list(kept.values())

    def counts(self) -> dict[VoteOption, int | None]:
        """Return the figures: as printed, else as many as the roll lists; None where neither tells."""
        counts: dict[VoteOption, int | None] = dict.fromkeys(_COUNTED)
        for part in self.parts:
            counted = part.count if part.count is not None else (len(part.names) or None)
            if part.option in counts and counted is not None and not part.everybody:
                counts[part.option] = _more(counts[part.option], counted, part)
        self._count_pairs(counts)
        self._add_tallies(counts)
        if counts["yes"] is None and self.unanimous and counts["no"] is None:
            counts["no"] = 0
        return counts

    def _count_pairs(self, counts: dict[VoteOption, int | None]) -> None:
        """Count a roll that names every member with a choice: what nobody chose is 0 for yes and no."""
        if self.parts or not any(isinstance(one, PairRoll) for one in self.evidence):
            return
        for option in _COUNTED:
            number = sum(vote.option == option for vote in self.votes())
            counts[option] = number if number or option in ("yes", "no") else None

    def _add_tallies(self, counts: dict[VoteOption, int | None]) -> None:
        for outcome in self.outcomes:
            tally = outcome.tally
            if tally.yes is None or (counts["yes"] is not None and self.has_printed_counts):
                continue
            counts["yes"], counts["no"] = tally.yes, tally.no
            third = self._third_option()
            if tally.third is not None:
                counts[third] = tally.third
            if tally.fourth is not None:
                counts["absent" if third == "abstain" else "abstain"] = tally.fourth

    @property
    def has_printed_counts(self) -> bool:
        """Tell whether the roll itself prints figures for yes or no."""
        return any(
            part.count is not None
            and part.option in ("yes", "no")
            and part.count + len(part.names) > 0
            and part.option == "yes"
            for part in self.parts
        )

    def _third_option(self) -> VoteOption:
        """Return what a third figure counts: abstentions, unless only absent members are named."""
        options = {vote.option for vote in self.votes()}
        return "absent" if "absent" in options and "abstain" not in options else "abstain"

    @property
    def unanimous(self) -> bool:
        """Tell whether the words say that nobody was against it."""
        return any(outcome.unanimous for outcome in self.outcomes) or any(
            part.everybody and part.option == "yes" for part in self.parts
        )

    def result(self) -> tuple[VoteResult | None, str | None]:
        """Return the outcome and its words; without words, only what every usual rule agrees on."""
        told = [outcome for outcome in self.outcomes if outcome.result]
        if told:
            return told[0].result, told[0].raw
        counts = self.counts()
        yes, no = counts["yes"], counts["no"]
        if self.unanimous and not no:
            return "pass", next((outcome.raw for outcome in self.outcomes if outcome.raw), None)
        if yes is None or no is None or yes + no == 0:
            return None, None
        if yes >= 2 * no:  # a two-thirds vote, the highest that is usual (Robert's Rules, 44:3)
            return "pass", None
        return ("fail", None) if yes <= no else (None, None)


def _more(so_far: int | None, counted: int, part: Part) -> int:
    """Add what a further part counts; the same choice told twice (a roll, then its figure) counts once."""
    if so_far is None:
        return counted
    return so_far + counted if len(part.names) == 1 and part.count is None else max(so_far, counted)


def _is_known(name: str, option: VoteOption, names: list[tuple[str, VoteOption]]) -> bool:
    """Tell whether the same choice of the same member was read before ("Ana Ruiz", then "Ms. Ruiz")."""
    for other, chosen in names:
        if chosen == option and (
            other == name
            or (surname(other) == surname(name) and (len(other.split()) == 1 or len(name.split()) == 1))
        ):
            return True
    return False


def option_of(raw: str) -> VoteOption | None:
    """Return the option of a verb's choice ("dissenting", "voting no", "abstained")."""
    return normal_option(raw)
