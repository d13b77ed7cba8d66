"""One vote while its clues come together, and what it amounts to in the end."""

import re
from dataclasses import dataclass, field
from typing import Literal

from nlp.found import Effect, MemberOption, Option
from nlp.votes.members import Choice
from nlp.votes.polarity import effect_of, object_of, polarity, sign_of_verb
from nlp.votes.tally import Tally

OPPOSITE: dict[Option, Option] = {"yes": "no", "no": "yes"}
WEIGHTY = re.compile(r"[a-zà-þ]{4,}")
SUPERMAJORITY = ("two-thirds", "supermajority", "three-fourths", "short of", "needed")


def _is_about(words: str, motion: str) -> bool:
    """Whether a member's choice is told in the motion's own words, whatever their direction."""
    return (
        len(
            {word[:5] for word in WEIGHTY.findall(words.lower())}
            & {word[:5] for word in WEIGHTY.findall(motion.lower())}
        )
        >= 3
    )


@dataclass
class Event:
    """A motion under vote; `sign` is what it would do to police in schools, passed: 1, -1 or 0."""

    start: int
    end: int
    motion: str = ""
    sign: int = 0
    result: Literal["pass", "fail"] = "pass"
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    date: str | None = None
    body: str = ""
    body_id: str | None = None
    has_unnamed: bool = False  # a group had members without names: names are no count
    headline: bool = False  # told by a headline: whatever the text says later stands instead
    borrowed: bool = False  # its motion was told beside, so the members may tell the reverse of it
    from_roll: bool = False  # told by a roll call of its own
    told: bool = True  # an outcome was told, not only members or a bare figure
    members: dict[str, MemberOption] = field(default_factory=dict)

    @property
    def effect(self) -> Effect:
        """What the outcome does to police in schools."""
        return effect_of(self.sign, self.result)

    def take_figures(self, tally: Tally, sentence: str) -> None:
        """Turn figures as told into yes and no: a defeat has more noes, whichever was told first."""
        if tally.first is not None and tally.second is not None:
            low, high = sorted((tally.first, tally.second))
            if (
                self.result == "pass"
                and tally.first < tally.second
                and re.search(r"\bvoted\b.{0,40}\b(?:on|over)\b", sentence)
            ):
                self.result = "fail"
            if low == high and not re.search(r"\bbr(?:oke|eak\w*)\b|tie-?break", sentence):
                self.result = "fail"  # a motion needs a majority: a tie defeats it
            if self.result == "fail":
                short = any(word in sentence.lower() for word in SUPERMAJORITY)
                self.yes, self.no = (tally.first, tally.second) if short else (low, high)
            else:
                broken = (
                    low == high and self.result == "pass"
                )  # who breaks a tie adds the vote that passes it
                self.yes, self.no = high + int(broken), low
        else:
            self.yes = tally.yes if tally.yes is not None else self.yes
            self.no = tally.no if tally.no is not None else self.no
        self.abstain = tally.abstain if tally.abstain is not None else self.abstain
        self.absent = tally.absent if tally.absent is not None else self.absent

    def option_of(self, choice: Choice, about_police: bool) -> Option:
        """Return a choice in this motion's sense: who voted to end a contract voted no on renewing it."""
        if choice.won:
            return "yes" if self.result == "pass" else "no"
        if choice.lost:
            return "no" if self.result == "pass" else "yes"
        if choice.polar is None:
            return choice.option
        words = object_of(choice.polar)
        sign = polarity(words, about_police=about_police) or sign_of_verb(words)
        direct: Option = "no" if choice.against else "yes"
        if sign == 0 or self.sign in (0, sign) or _is_about(words, self.motion):
            return direct
        return OPPOSITE[direct]

    def fits(self, option: Option, count: int) -> bool:
        """Return whether so many more members of an option can belong here."""
        limit = {"yes": self.yes, "no": self.no, "abstain": self.abstain}.get(option)
        held = sum(member.option == option for member in self.members.values())
        return limit is None or held + count <= limit

    def fills(self, option: Option, count: int) -> bool:
        """Return whether so many more members of an option make its count whole."""
        limit = {"yes": self.yes, "no": self.no}.get(option)
        return limit is not None and self._names(option) + count == limit

    def turn_if_that_fits(self, option: Option, count: int) -> bool:
        """Turn the members held so far when only so another group fits: the motion was the reverse."""
        held = {key: self._names(key) for key in OPPOSITE}
        if option not in OPPOSITE or self.yes is None or self.no is None:
            return False
        limit = {"yes": self.yes, "no": self.no}
        turned = {OPPOSITE[key]: number for key, number in held.items()}
        turned[OPPOSITE[option]] = turned.get(OPPOSITE[option], 0) + count
        if all(turned[key] <= limit[key] for key in limit):  # type: ignore[index]
            self._turn_members()
            return True
        return False

    @property
    def is_of_few(self) -> bool:
        """Whether only a member or two on one side are told, and no outcome."""
        sides = {member.option for member in self.members.values()} - {"absent", "excused"}
        counted = self.yes is not None and self.no is not None
        return not (self.told or self.from_roll or counted) and len(self.members) in {1, 2} and len(sides) < 2

    def turn_figures(self) -> None:
        """Turn figures and members to the reverse motion: four who reject a removal are four who keep."""
        self.yes, self.no = self.no, self.yes
        self._turn_members()

    def turn(self) -> None:
        """Take the reverse for the motion: who kept officers by voting no defeated a removal."""
        self.sign, self.result = -self.sign, "fail" if self.result == "pass" else "pass"
        self.yes, self.no = self.no, self.yes
        self.motion = f"not {self.motion}" if self.motion.startswith("to ") else f"against {self.motion}"
        self._turn_members()

    def settle(self) -> None:
        """Bring counts and members into one sense and fill the counts that a whole roll call tells."""
        yes, no = self._names("yes"), self._names("no")
        if self.yes is not None and self.no is not None and self.yes != self.no and (yes or no):
            straight = yes <= self.yes and no <= self.no
            crossed = yes <= self.no and no <= self.yes
            if not straight and crossed:
                self._turn_members()
        elif yes and no and not self.has_unnamed:
            self.yes = yes if self.yes is None else self.yes
            self.no = no if self.no is None else self.no
        elif not self.told and not self.has_unnamed and (yes or no):
            self.yes = yes if self.yes is None and self.no is not None and yes else self.yes
            self.no = no if self.no is None and self.yes is not None and no else self.no
        if self.result == "pass" and self.yes is not None and self.no is not None and self.yes < self.no:
            self.result = "fail"  # a roll call without its outcome told

    def _names(self, option: Option) -> int:
        return sum(member.option == option for member in self.members.values())

    def _turn_members(self) -> None:
        self.members = {
            key: MemberOption(
                member.name,
                member.person_id,
                OPPOSITE.get(member.option, member.option),
                member.start,
                member.end,
            )
            for key, member in self.members.items()
        }
