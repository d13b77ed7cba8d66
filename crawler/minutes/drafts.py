"""A vote while it is being put together from its motion, its roll and its outcome."""

from dataclasses import dataclass, field

from crawler.minutes.names import shown_name, surname, without_title
from crawler.minutes.outcomes import Outcome
from crawler.minutes.pairs import PairRoll
from crawler.minutes.rolls import Part
from db.records import MemberVote, VoteOption

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
        if not isinstance(evidence, list):
            self.mover, self.seconder = self.mover or evidence.mover, self.seconder or evidence.seconder
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
    def lists_names(self) -> bool:
        """Tell whether a roll lists members by name, other than in brackets within a sentence."""
        return any(isinstance(one, PairRoll) for one in self.evidence) or any(
            part.names and not part.counted_first for part in self.parts
        )

    @property
    def has_roll(self) -> bool:
        """Tell whether a roll or its figures are there already."""
        return any(not isinstance(one, Outcome) for one in self.evidence)

    def votes(self) -> list[MemberVote]:
        """Return each member's choice once, as printed, in order."""
        told = [vote for one in self.evidence if isinstance(one, PairRoll) for vote in one.votes]
        told += [_listed(name, part) for part in self.parts for name in part.names]
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

    @property
    def unanimous(self) -> bool:
        """Tell whether the words say that nobody was against it."""
        return any(outcome.unanimous for outcome in self.outcomes) or any(
            part.everybody and part.option == "yes" for part in self.parts
        )


def _listed(name: str, part: Part) -> MemberVote:
    """Return a listed member's vote; one whose voice does not count ("(advisory)") is none of the options."""
    if name.endswith(")"):
        name, _, note = name.rpartition(" (")
        return MemberVote(name=name, option="other", option_raw=f"{part.raw} ({note}")
    return MemberVote(name=name, option=part.option, option_raw=part.raw)


def _is_known(name: str, option: VoteOption, names: list[tuple[str, VoteOption]]) -> bool:
    """Tell whether the same choice of the same member was read before ("Ana Ruiz", then "Ms. Ruiz")."""
    for other, chosen in names:
        if chosen == option and (
            other == name or (surname(other) == surname(name) and min(_words(other), _words(name)) == 1)
        ):
            return True
    return False


def _words(name: str) -> int:
    return len(without_title(name).split())
