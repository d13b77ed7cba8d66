"""What the statement components hand to one another before a statement is whole."""

from dataclasses import dataclass, field
from typing import Literal

from nlp.found import Directness, Stance


@dataclass(frozen=True)
class Speaker:
    """Who speaks: the full name where it is known, else the words of the text."""

    name: str
    id: str | None = None
    role: str | None = None
    kind: Literal["person", "body", "group", "author"] = "group"


SAME = 0.5  # share of the shorter of two spans that makes them one place


@dataclass
class Draft:
    """A statement in the making. `scope` is the wider passage in which its side is read, cue included."""

    start: int
    end: int
    speaker: Speaker
    directness: Directness
    cue: str | None = None
    stance: Stance | None = None
    confidence: float = 0.0
    scope: tuple[int, int] = field(default=(0, 0))
    cue_at: int = -1  # the cue's first character
    origin: str = "rules"  # what told the side
    source: str = ""  # what found it: vote, quote, turn, note, cue, act, doing, noun, own

    def __post_init__(self) -> None:
        if self.scope == (0, 0):
            self.scope = (self.start, self.end)

    def overlap(self, start: int, end: int) -> float:
        """Return the share of the shorter of the two spans that both cover."""
        shared = min(self.end, end) - max(self.start, start)
        shorter = min(self.end - self.start, end - start)
        return max(0.0, shared / shorter) if shorter > 0 else 0.0

    def is_at(self, other: "Draft") -> bool:
        """Return whether two drafts stand in one place: what one speaker says there is one statement."""
        return self.overlap(other.start, other.end) >= SAME
