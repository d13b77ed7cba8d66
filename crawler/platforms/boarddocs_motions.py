"""The motions under a BoardDocs item, entered after the meeting.

    A motion was made to approve the contract.
    Motion by Ana Ruiz, second by Lee Park - Chair.
    Final Resolution: Motion Carries
    Yes: Ana Ruiz, Lee Park - Chair
    No: Kim Osei

"Final Resolution" is what a vote hangs on. A roll before it ("ROLL CALL VOTE") tells the same votes again
and is read only where none follows. One box may hold several motions.
"""

import re
from dataclasses import dataclass, field

from crawler.civic.options import normal_option, normal_result
from db.records import MemberVote, VoteOption, VoteResult

_FINAL = re.compile(r"^\s*final\s+resolution\s*:?\s*(?P<outcome>.*)$", re.IGNORECASE)
_MOVED = re.compile(
    r"^\s*motion\s+(?:made\s+)?by\s*:?\s*(?P<mover>.+?)(?:[,;]?\s+second(?:ed)?\s+by\s*:?\s*(?P<second>.+?))?\s*$",
    re.IGNORECASE,
)
_SECONDED = re.compile(r"^\s*(?:motion\s+)?second(?:ed)?\s+by\s*:?\s*(?P<second>.+)$", re.IGNORECASE)
_ROLL = re.compile(
    r"^\s*(?P<word>yes|yeas?|ayes?|no|nays?|noes|abstain(?:ed|s|ing)?|abstentions?|absent|excused|present|"
    r"recused?|not present(?: at (?:the )?vote)?|not voting|did not vote|conflict)\s*:\s*(?P<names>.*)$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^\W*roll\s+call\s+vote\W*$|^\W*motions?\s*(?:&|and)\s*voting\W*$", re.IGNORECASE)
_CONSENTED = re.compile(
    r"\b(?:approved|adopted|passed|carried)\b.{0,30}\bunanimous(?:ly| consent)", re.IGNORECASE
)
_RUN_ON = re.compile(r"\s+(?=(?:Motion by\b|Final Resolution:))")
_RUN_ON_ROLL = re.compile(
    r"(?<=\S)\s+(?=(?:Yes|Yeas?|Ayes?|No|Nays?|Abstain(?:ed)?|Absent|Not Present at Vote|Recused?):\s)"
)
_TALLY = re.compile(
    r"\b(?P<yes>\d{1,2})\s*(?:-|–|to)\s*(?P<no>\d{1,2})(?:\s*(?:-|–)\s*(?P<abstain>\d{1,2}))?\b"
)
_NOBODY = re.compile(r"none|no one|n/?a|nil|-+|0", re.IGNORECASE)
# What follows a comma and is no name; the member's office may stand behind it ("Jr. - Chair").
_TITLE_AFTER = re.compile(
    r"(?:Jr|Sr|II|III|IV|V|Ph\.?\s?D|Ed\.?\s?D|M\.?D|J\.?D|Esq)\.?(?:\s+-\s+.{1,40})?", re.IGNORECASE
)


@dataclass
class Motion:
    """One motion as its box tells it. `voted` is False for one that was moved and never put to a vote."""

    text: str = ""
    mover: str | None = None
    seconder: str | None = None
    outcome: str | None = None
    roll: dict[str, list[MemberVote]] = field(default_factory=dict)  # by option
    lines: list[str] = field(default_factory=list)

    @property
    def result(self) -> VoteResult | None:
        """Return pass or fail as the outcome is worded."""
        return normal_result(self.outcome)

    @property
    def voted(self) -> bool:
        """Tell whether the box records a decision."""
        return self.outcome is not None or bool(self.roll)

    @property
    def votes(self) -> list[MemberVote]:
        """Return the members' votes in the order of the roll."""
        return [vote for votes in self.roll.values() for vote in votes]

    def count(self, option: VoteOption) -> int | None:
        """Return how many voted so: by the roll where there is one, else by a tally in the outcome."""
        if self.roll:
            # A roll leaves out the words that nobody answered; whether anybody was absent it may not tell.
            return len(self.roll.get(option, [])) if option != "absent" or "absent" in self.roll else None
        tally = _TALLY.search(self.outcome or "")
        if tally and option in {"yes", "no", "abstain"}:
            return int(tally[option]) if tally[option] else None
        unanimous = "unanimous" in (self.outcome or "").lower()
        return 0 if unanimous and option == "no" and self.result == "pass" else None


def read_motions(lines: list[str]) -> list[Motion]:
    """Return the motions in a box's lines, those without a vote too."""
    motions: list[Motion] = []
    current = Motion()
    early: dict[str, list[MemberVote]] = {}
    for line in _apart(lines):
        roll = _ROLL.match(line)
        moved, final = _MOVED.match(line), _FINAL.match(line)
        over = current.outcome is not None and not roll
        again = current.mover is not None and current.outcome is None and moved is not None
        if over or again:
            motions.append(_done(current, early))
            current, early = Motion(), {}
        current.lines.append(line)
        if final:
            current.outcome = final["outcome"].strip(" .") or None
        elif moved:
            current.mover, current.seconder = _name(moved["mover"]), _name(moved["second"])
        elif current.mover and current.seconder is None and (second := _SECONDED.match(line)):
            current.seconder = _name(second["second"])
        elif roll:
            _enter(current.roll if current.outcome else early, roll["word"], roll["names"])
        elif current.outcome is None and _CONSENTED.search(line) and current.text:
            current.outcome = line.strip(" .")
        elif not _HEAD.match(line):
            current.text = f"{current.text} {line}".strip()
    motions.append(_done(current, early))
    return [motion for motion in motions if motion.text or motion.voted or motion.mover]


def _done(motion: Motion, early: dict[str, list[MemberVote]]) -> Motion:
    """Take the roll before the outcome where none follows, unless it is attendance or several rounds."""
    names = [vote.name for votes in early.values() for vote in votes]
    if not motion.roll and ("yes" in early or "no" in early) and len(names) == len(set(names)):
        motion.roll = early
    return motion


def _apart(lines: list[str]) -> list[str]:
    """Return the lines with what ran together (a copied page) on lines of its own."""
    pieces = [piece for line in lines for piece in _RUN_ON.split(line)]
    return [
        part
        for piece in pieces
        for part in (_RUN_ON_ROLL.split(piece) if _FINAL.match(piece) or _ROLL.match(piece) else [piece])
        if part.strip()
    ]


def _enter(roll: dict[str, list[MemberVote]], word: str, names: str) -> None:
    option = "absent" if word.lower().startswith("not present") else normal_option(word)
    votes = roll.setdefault(option or "other", [])
    known = {vote.name for vote in votes}
    votes.extend(
        MemberVote(name=name, option=option or "other", option_raw=word)
        for name in split_names(names)
        if name not in known
    )


def split_names(text: str) -> list[str]:
    """Return the names of a roll; "None" is nobody, and "Jr." belongs to the name before it."""
    names: list[str] = []
    # Where names are "Ruiz, Ana", semicolons stand between them.
    between = r"\s*;\s*" if ";" in text else r"\s*,\s*|\s+and\s+(?=[A-Z])"
    for part in re.split(between, text.strip(" .")):
        name = " ".join(part.split())
        if names and _TITLE_AFTER.fullmatch(name):
            names[-1] += f", {name}"
        elif re.search(r"[A-Za-z]", name) and not _NOBODY.fullmatch(name) and len(name) <= 80:
            names.append(name)
    return names


def _name(told: str | None) -> str | None:
    words = " ".join((told or "").split())
    junior = re.search(r"\b(?:Jr|Sr)\.(?=[. ]*$)", words)
    words = words[: junior.end()] if junior else words.rstrip(". ")
    return words or None
