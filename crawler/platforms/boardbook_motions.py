"""The votes under an item of BoardBook's minutes, in the sentences that the program itself writes.

    Motion to end the agreement passed with a motion by Ana Ruiz and a second by Lee Park.
    Ana Ruiz: Yea, Lee Park: Yea, Kim Osei: Nay
    Yea: 2, Nay: 1, Absent: 0

Also "This motion, made by Ana Ruiz and seconded by Lee Park, Passed." and the list "Motion made by: ...".
"""

import re
from dataclasses import dataclass, field

from crawler.civic.options import normal_option, normal_result
from db.records import MemberVote, VoteOption, VoteResult

_OUTCOME = r"passed|carried|approved|failed|defeated|tabled|postponed|withdrawn|died[^.]{0,40}?"
_SENTENCE = re.compile(
    rf"^(?P<motion>.*?)\s*\b(?P<outcome>{_OUTCOME})\s+with an?\s+motion\s+(?:made\s+)?by\s+(?P<mover>.+?)"
    r"(?:,?\s+and\s+a\s+second(?:ed)?\s+by\s+(?P<second>.+?))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_MADE = re.compile(
    rf"^(?P<motion>.*?)\s*\b(?:this|the)\s+motion,?\s+made\s+by\s+(?P<mover>.+?)(?:,?\s+and\s+seconded\s+by\s+"
    rf"(?P<second>.+?))?,?\s+(?P<outcome>{_OUTCOME})\s*\.?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_MADE_BY = re.compile(r"^motion\s+made\s+by\s*:\s*(?P<name>.+)$", re.IGNORECASE)
_SECONDED_BY = re.compile(r"^(?:motion\s+)?seconded\s+by\s*:\s*(?P<name>.+)$", re.IGNORECASE)
_UNANIMOUS = re.compile(r"^(?:voting\s*:\s*)?(?P<outcome>unanimous(?:ly)?\b[^.]{0,30})\.?$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:recommended\s+motion|action|motion)(?:\(s\)|s)?\s*:\s*|^motion\s+(?:passed|failed)\s*:\s*",
    re.IGNORECASE,
)
_WORD = (
    r"yeas?|yes|ayes?|nays?|noes|no|abstain(?:ed|s)?(?: \(with(?:out)? conflict\))?|abstentions?|absent|"
    r"not present|present|excused|recused?|not voting"
)
_SUFFIX = r"(?:jr|sr|ii|iii|iv|ph\.?d|ed\.?d|m\.?d|esq)\.?"
_PAIR = re.compile(
    rf"(?:^|[,;]\s*)(?P<name>[^\W\d_][^,;:\n]{{1,60}}?(?:,\s*{_SUFFIX})?)\s*(?::|\s-|\s–)\s*(?P<word>{_WORD})(?!\w)\.?"
    r"(?=\s*(?:[,;]|$))",
    re.IGNORECASE,
)
_TALLY = re.compile(
    rf"(?P<word>{_WORD})\s*:\s*(?P<count>\d{{1,3}})\b|(?<!\d)(?P<before>\d{{1,3}})\s+(?P<after>{_WORD})(?!\w)",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"^(?:the )?(?:motion|vote)?\s*(?:passed|carried|failed)?\s*(?:by a vote of)?\s*:?\s*"
    r"(?P<yes>\d{1,2})\s*[-–]\s*(?P<no>\d{1,2})\s*\.?$",
    re.IGNORECASE,
)
_LIST = re.compile(rf"^(?P<word>{_WORD})\s*:\s*(?P<names>[^\W\d_].*)$", re.IGNORECASE)
_OFFICE = re.compile(r"^board\s+member\s+(?=[A-Z#])", re.IGNORECASE)  # before every name, where it is


@dataclass
class Motion:
    """One motion that was voted on, with the lines it stands on."""

    text: str | None
    outcome: str | None
    mover: str | None = None
    seconder: str | None = None
    votes: list[MemberVote] = field(default_factory=list)
    counts: dict[VoteOption, int] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    @property
    def result(self) -> VoteResult | None:
        """Return pass or fail as the outcome is worded."""
        return normal_result(self.outcome)

    def count(self, option: VoteOption) -> int | None:
        """Return the printed count of a choice, else that of the members who are named with one."""
        if option in self.counts:
            return self.counts[option]
        if self.votes:
            named = sum(vote.option == option for vote in self.votes)
            return named if named or option in {"yes", "no"} else None
        unanimous = "unanimous" in (self.outcome or "").lower()
        return 0 if unanimous and option == "no" and self.result == "pass" else None


def read_motions(lines: list[str]) -> list[Motion]:
    """Return the motions voted on that an item's lines tell, each once."""
    motions: list[Motion] = []
    pending: list[str] = []
    for line in lines:
        if motion := _begins(line, pending):
            motions.append(motion)
        elif motions and _belongs(motions[-1], line):
            motions[-1].lines.append(line)
        else:
            pending.append(line)
            continue
        pending = []
    return _once([motion for motion in motions if motion.outcome or motion.votes or motion.counts])


def _begins(line: str, before: list[str]) -> Motion | None:
    """Return the motion whose sentence this line is."""
    plain = _LABEL.sub("", line)
    match = _MADE.match(plain.rstrip()) or _SENTENCE.match(plain.rstrip())
    if match:
        text = match["motion"].strip(" .-") or _LABEL.sub("", before[-1] if before else "")
        return Motion(
            text or None, match["outcome"], _name(match["mover"]), _name(match["second"]), lines=[line]
        )
    if made := _MADE_BY.match(line):
        text = _LABEL.sub("", before[-1]) if before else None
        return Motion(text or None, None, _name(made["name"]), lines=[line])
    return None


def _belongs(motion: Motion, line: str) -> bool:
    """Take a line that tells who seconded, how it ended or who voted how; tell whether it was one."""
    if second := _SECONDED_BY.match(line):
        motion.seconder = _name(second["name"])
        return True
    if outcome := _UNANIMOUS.match(line):
        motion.outcome = motion.outcome or outcome["outcome"]
        return True
    if re.fullmatch(r"(?:voting|roll call(?: vote)?|vote results?)\s*:?", line.strip(), re.IGNORECASE):
        return True
    plain = re.sub(r"^(?:voting\b|roll call(?: vote)?\s*:)\s*:?\s*(?=\S)", "", line, flags=re.IGNORECASE)
    return _take_roll(motion, plain)


def _take_roll(motion: Motion, line: str) -> bool:
    tallies = list(_TALLY.finditer(line))
    if tallies and len(_TALLY.sub("", line).strip(" ,;.-–")) == 0:
        for tally in tallies:
            if option := normal_option(_plain(tally["word"] or tally["after"])):
                motion.counts[option] = int(tally["count"] or tally["before"])
        return True
    if not motion.counts and (score := _SCORE.match(line)):
        motion.counts |= {"yes": int(score["yes"]), "no": int(score["no"])}
        return True
    if listed := _LIST.match(line):
        between = rf"\s*[,;](?!\s*{_SUFFIX}(?:[,;.\s]|$))\s*|\s+and\s+"
        names = re.split(between, listed["names"].strip(), flags=re.IGNORECASE)
        none = {"none", "none.", ""}
        return _add(motion, [(name, listed["word"]) for name in names if name.lower() not in none])
    pairs = [(pair["name"], pair["word"]) for pair in _PAIR.finditer(line)]
    rest = _PAIR.sub("", line).strip(" ,;.")
    return bool(pairs) and not rest and _add(motion, pairs)


def _add(motion: Motion, pairs: list[tuple[str, str]]) -> bool:
    known = {vote.name for vote in motion.votes}
    for printed, word in pairs:
        name, option = _name(printed), normal_option(_plain(word))
        if name and name not in known:
            motion.votes.append(MemberVote(name=name, option=option or "other", option_raw=word))
            known.add(name)
    return True


def _plain(word: str) -> str:
    return re.sub(r"\s*\(.*\)$", "", word)


def _once(motions: list[Motion]) -> list[Motion]:
    """Leave out a motion told a second time: under "Recommended Motion(s)" and again under "Action(s)"."""
    kept: list[Motion] = []
    for motion in motions:
        twin = next(
            (
                one
                for one in kept
                if _same(one, motion) and not (one.votes and motion.votes and one.votes != motion.votes)
            ),
            None,
        )
        if twin is None:
            kept.append(motion)
        elif not twin.votes and not twin.counts:
            twin.votes, twin.counts, twin.lines = motion.votes, motion.counts, motion.lines
    return kept


def _same(one: Motion, other: Motion) -> bool:
    return (one.text, one.mover, one.seconder, one.outcome) == (
        other.text,
        other.mover,
        other.seconder,
        other.outcome,
    )


def _name(printed: str | None) -> str | None:
    words = " ".join((printed or "").split()).strip(" .,")
    words += (
        "." if re.search(r"\b(?:Jr|Sr)$", words) and f"{words}." in " ".join((printed or "").split()) else ""
    )
    return _OFFICE.sub("", words) or None
