"""What the pipeline finds in a text. All offsets are characters of the text as it was given."""

from dataclasses import dataclass, field
from typing import Literal

Label = Literal["PERSON", "ORG", "GPE", "SCHOOL", "MONEY", "LAW"]
Stance = Literal["favor", "against", "mixed", "neutral"]
Directness = Literal["direct", "indirect", "action"]
Effect = Literal["keep", "remove", "none"]
Option = Literal["yes", "no", "abstain", "absent", "excused", "not voting", "paired", "other"]


@dataclass(frozen=True)
class Mention:
    """One name in the text. `id` is the registry's, or None for what only this text names.

    `name` is the full name that the mention stands for; `kind` is how it was found: registry, model,
    pattern, surname, title or reference ("the board").
    """

    text: str
    label: Label
    start: int
    end: int
    id: str | None
    name: str
    kind: str


@dataclass(frozen=True)
class Statement:
    """What one person, body or group said, wrote, did or voted on the matter."""

    start: int
    end: int
    text: str
    speaker: str
    speaker_id: str | None
    speaker_role: str | None
    stance: Stance
    confidence: float
    directness: Directness
    cue: str | None
    origin: str = "rules"  # what told the side: rules (a recorded vote), model, or who judged it again


@dataclass(frozen=True)
class MemberOption:
    """One member's choice, by the member's full name where the text or the registry tells it."""

    name: str
    person_id: str | None
    option: Option
    start: int
    end: int


@dataclass(frozen=True)
class ProseVote:
    """One motion of one body with an outcome; counts are None where the text does not tell them.

    `yes` and `no` are in the sense of the motion as told. `effect` is what the outcome does to police
    in schools: a motion to end their contract that fails keeps them. `procedural` marks a motion that
    only tables, refers or postpones, `alone` the choice of a member or two of which no outcome is told:
    an act of theirs, and no vote of the body.
    """

    body: str
    body_id: str | None
    motion: str
    date: str | None
    result: Literal["pass", "fail"]
    yes: int | None
    no: int | None
    abstain: int | None
    absent: int | None
    effect: Effect
    start: int
    end: int
    members: tuple[MemberOption, ...] = field(default=())
    procedural: bool = False
    alone: bool = False
