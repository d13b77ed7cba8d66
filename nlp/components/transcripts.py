"""Transcripts with times: whose turn begins where, read from the time stamps beside the names.

The shapes are those that broadcasters and captioning services print: "Ann 00:42 Well, ...",
"Ann Lee (00:42): ...", "[00:42] ANN LEE: ...", and a stamp on a line of its own above "ANN LEE" and the
words, with or without a blank between the name and them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# A time of day ("7:30 p.m.") is no stamp: a stamp counts from nought, or has seconds, or stands in brackets.
TIME = r"(?:\d{1,2}:\d{2}:\d{2}|0\d:\d{2}|[\[(]\d{1,3}:\d{2}(?::\d{2})?[\])])"
STAMP = rf"[\[(]?{TIME}[\])]?(?!\s?[ap]\.?m)"
WORD = r"(?:(?:Mr|Ms|Mrs|Dr|Lt|Sgt|Rep|Sen|Supt|[A-Z])\.|[A-Z0-9][\w'’-]*)"
NAME = rf"(?=[A-Z]){WORD}(?:[ \t]{WORD}){{0,3}}"
HEADS = (
    re.compile(rf"(?<!\S)(?P<name>{NAME}):?\s{{1,3}}{STAMP}:?\s+"),
    re.compile(rf"(?<!\S){STAMP}\s*[-–—]?\s*(?P<name>{NAME}|[a-z]+ [a-z0-9]+|[a-z]+):\s+"),
    re.compile(
        rf"(?<!\S){STAMP}\s*\n\s*(?P<name>(?:(?:MR|MS|MRS|DR)\. )?[A-Z][A-Z.'’ -]{{1,40}}?[A-Z])"
        r"(?::\s*|\s*\n\s*|(?=[A-Z][a-z]|I['’ ]|A ))"
    ),
)
STAMPS = re.compile(rf"(?<!\S){STAMP}(?!\S)")
BEFORE_NAME = re.compile(r"^(?:Interview|Voiceover|Transcript|Introduction|Part \w+|Host|Guest)\s+(?=[A-Z])")
NO_NAME = re.compile(r"^(?:Voiceover|Opening|Closing|Music|Announcer|Part \w+|Time|In|At|The)\b|Voiceover$")
HOSTING = re.compile(
    r"(?i)\b(?:listening to|my guests?|our guests?|joins? (?:us|me)|joining (?:us|me)|"
    r"with (?:us|me) (?:is|are|today)|welcome (?:back )?to (?:the|our)|"
    r"this is [\w ]{3,40}(?:radio|news|podcast)|after (?:the|this) break|let me (?:come|turn) to you|"
    r"thanks for (?:joining|being)|(?:talk|talks|speaks?) with (?:his|her|our) guests)\b"
)
COURTESY = re.compile(
    r"(?i)^(?:(?:well|yes|oh|okay|all right)[, ]+)?(?:thank|thanks|good (?:morning|afternoon|evening|to be)|"
    r"hi\b|hello|glad|happy to|great to|nice to|it'?s (?:good|great|nice)|my pleasure|welcome)"
)
FEWEST = 3  # turns that make a transcript
GREETING = 14  # words: a turn of so few that begins with a courtesy is one
ASKED = 0.5  # share of a host's turns that end as questions


@dataclass(frozen=True)
class Turn:
    """One turn: who is named, where the name stands, and the characters `start` to `end` of the words."""

    name: str
    at: int
    start: int
    end: int


def timed_turns(text: str) -> list[Turn]:
    """Return the turns of a transcript with times, in order; none for any other text."""
    if len(STAMPS.findall(text)) < FEWEST - 1:
        return []
    heads = max((_heads(text, head) for head in HEADS), key=len)
    if len(heads) < FEWEST:
        return []
    turns = []
    for number, (name, at, start) in enumerate(heads):
        end = heads[number + 1][1] if number + 1 < len(heads) else len(text)
        stamp = STAMPS.search(text, start, end)
        end = stamp.start() if stamp and not text[stamp.end() : end].strip() else end
        if not NO_NAME.search(name) and text[start:end].strip():
            turns.append(Turn(name, at, start, start + len(text[start:end].rstrip(" \n\t•*-"))))
    return turns


def _heads(text: str, head: re.Pattern[str]) -> list[tuple[str, int, int]]:
    found = []
    for match in head.finditer(text):
        name = BEFORE_NAME.sub("", match["name"])
        found.append((name, match.start(), match.end()))
    return found


def views(text: str, turns: Sequence[Turn]) -> list[Turn]:
    """Return the turns that may tell a view: no courtesies, and nothing of who leads the talk."""
    hosts = _hosts(text, turns)
    return [
        turn
        for turn in turns
        if _surname(turn.name) not in hosts and not is_courtesy(text[turn.start : turn.end])
    ]


def is_courtesy(words: str) -> bool:
    """Return whether a turn only greets or thanks."""
    return len(words.split()) <= GREETING and COURTESY.match(words.strip()) is not None


def _hosts(text: str, turns: Sequence[Turn]) -> set[str]:
    """Who introduces guests, or mostly asks."""
    spoken, asked = Counter[str](), Counter[str]()
    hosts = set()
    for turn in turns:
        words = text[turn.start : turn.end]
        spoken[_surname(turn.name)] += 1
        asked[_surname(turn.name)] += words.rstrip(' "”').endswith("?")
        if HOSTING.search(words):
            hosts.add(turn.name)
    names = {_surname(name) for name in hosts} | {name.split()[0].casefold() for name in hosts}
    return names | {
        name for name, count in spoken.items() if asked[name] >= 2 and asked[name] > ASKED * count
    }


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()
