# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""What one sentence tells of a vote: figures, members, an outcome, each with its place in the text."""

import re
from dataclasses import dataclass, field

from nlp.votes import members, tally
from nlp.votes.members import Choice
from nlp.votes.motion import Outcome, outcome
from nlp.votes.tally import Tally

LONGEST = 1_500  # characters of a sentence that are read: name lists are short, run-on transcripts are not
ODD_BLANKS = re.compile(r"[^\S ]")
# Asked of lower case: an alternation that ignores case is three times as slow.
WORTH_READING = re.compile(
    r"\b(?:vot\w+|majority|minority|approv\w+|pass(?:ed|es)|adopt\w+|reject\w+|fail\w+|defeat\w+|motion|dissent\w*|abst\w+|unanim\w+|renew\w+|end(?:ed|s)|remov\w+|"
    r"ayes?|nays?|yeas?|noes|oppos\w+|carri(?:ed|es)|ratif\w+|decid\w+|decision|agreed|yes|no|absent|recus\w+|turn(?:ed|s|ing) (?:down|back|away)|block(?:ed|s)|kill(?:ed|s)|scuttled|quashed|vetoed|refus(?:ed|es)|declin(?:ed|es)|fell|falls|died|rejection|failure|passage|tabled|postponed|split|deadlock\w*|keep|kept|in favor|den(?:ied|ies)|moved|backed|lost|loses|amendment|resolution|measure|shot down|struck down|voted down|came from|advanced|\d{1,2}\s?[-–—]\s?\d{1,2}|extend\w+|terminat\w+|cancel\w*|joined|headed|cleared|clears|for it|for the motion|against|the majority|held out|the one|did not(?=[.;,])|(?:was|were) (?:for|not|absent|away)|wanted|count was|roll was|chose|opt(?:ed|s)|did away|count|came down)\b",
)
PLANNED = re.compile(
    r"\b(?:will|would|could|may|might|should|is expected to|are expected to|plans? to|is scheduled to|are scheduled to|is set to|are set to) (?:\w+ ){0,2}(?:vote|decide|consider|approve|take up)\b",
    re.I,
)
NOT_ONE_BODY = re.compile(
    r"(?:\b(?:majority of|most|many|several|other|some|all)\s(?:\w+\s)?(?:schools|boards|councils|districts|cities|counties)\b.{0,60}?|\b(?:councils|schools|LSCs|boards|districts|cities|voters|residents|respondents|parents|teachers|students|members of the union|union members|delegates|Americans)\b(?!\s(?:board|committee|council|department|police)\b)(?:\s(?!(?:was|were|is|been|by|and)\b)\w+){0,4}?)\s(?!(?:was|were)\b)(?:have |had |all |also )?(?:voted|approved|decided|chose|opted|rejected|kept|removed)\b",
    re.I,
)


@dataclass
class Clues:
    """One sentence's part in a vote; offsets of `tallies` and `choices` count from `start`."""

    start: int
    end: int
    text: str
    tallies: list[Tally] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    outcome: Outcome | None = None
    unanimous: bool = False
    voice: bool = False


def read(text: str, start: int, end: int) -> Clues | None:
    """Return what the sentence tells of a vote, or None."""
    sentence = ODD_BLANKS.sub(" ", text[start : min(end, start + LONGEST)])
    if not WORTH_READING.search(sentence.lower()):
        return None
    clues = Clues(start, end, sentence)
    clues.tallies = _tallies(sentence)
    clues.choices = members.choices(sentence)
    clues.unanimous = tally.is_unanimous(sentence)
    clues.voice = re.search(r"\bvoice vote\b", sentence, re.I) is not None
    if not (NOT_ONE_BODY.search(sentence) and not clues.tallies):
        clues.outcome = outcome(_without_members(tally.masked(sentence, clues.tallies), clues.choices))
    return clues


def _without_members(masked: str, choices: list[Choice]) -> str:
    """Blank the verb of what members did: "A and B voted to end it" is not what the body decided."""
    for choice in choices:
        part = masked[choice.start : choice.end]
        verb = re.sub(
            r"\b(?:vot(?:ed|ing|es?)|supported|opposed)\b", lambda match: "-" * len(match.group()), part
        )
        masked = masked[: choice.start] + verb + masked[choice.end :]
    return masked


def _tallies(sentence: str) -> list[Tally]:
    found = tally.pairs(sentence)
    told = tally.counts(sentence)
    if told is None:
        return found
    if len(found) == 1:
        found[0].abstain = told.abstain if found[0].abstain is None else found[0].abstain
        found[0].absent = told.absent
    elif not found and (told.has_figures or told.abstain is not None):
        found = [told]
    return found
