"""Members named beside an outcome: "(Ruiz dissenting)", "with Mr. Lee voting no", "Ruiz was absent"."""

import re

from crawler.minutes.names import NAMES, NO_VOICE, read_name, read_names
from crawler.minutes.words import labelled_option
from db.records import MemberVote

_CHOICE = (
    r"absent|excused|abstain(?:ed|ing|s)?|recus(?:ed|ing|es)(?:\s+(?:him|her|them)sel(?:f|ves))?"
    r"|dissent(?:ed|ing|s)?|oppos(?:ed|ing|es?)|against|not\s+voting"
    r"|nay|no|aye|yea|yes|in\s+favor|in\s+opposition|in\s+the\s+(?:affirmative|negative)"
)
_VERB = (
    r"(?:who\s+)?(?:was|were|is|are|voted|voting|votes?|vote|cast(?:ing)?(?:\s+the)?|in)?\s{0,2}(?:the\s+"
    r"|a\s+|all\s+|both\s+|each\s+)?(?:only\s+|lone\s+|sole\s+|dissenting\s+)?"
)
_TELLS = re.compile(
    rf"(?<!\w)(?P<names>{NAMES})\s{{0,3}}[,(:-]?\s{{0,3}}(?P<verb>{_VERB})(?P<choice>(?i:{_CHOICE}))\b(?!\s+(?:to|for|on)\s+(?:vote|second)\b)"
)
_VOTED = re.compile(r"^(?:who\s+)?vot|^recused\s|^abstained$", re.IGNORECASE)
_VOTE_OF = re.compile(
    r"\b(?:dissent\w*|no|nay|negative|opposing|abst\w*)\s+votes?\s+(?:(?:was|were)\s+)?(?:(?:cast|from"
    r"|by|being|of)\s+){1,2}",
    re.IGNORECASE,
)


def named_votes(flow: str, start: int, end: int, voted: bool = False) -> list[MemberVote]:
    """Return the choices told of members by name between two places; only of those who "voted" on request."""
    found: list[MemberVote] = []
    for match in _TELLS.finditer(flow, start, end):
        option = labelled_option(match["choice"])
        if voted and not _VOTED.search(match["verb"] + match["choice"]):
            continue  # "Mr. Lee opposed the plan" in the debate is no vote
        if option is None or (
            match["choice"].lower() in {"no", "against", "yes"} and not match["verb"].strip()
        ):
            continue
        names = _last_names(match["names"])
        raw = " ".join(match["choice"].split())
        if NO_VOICE.match(flow, _sign_end(flow, match.end())):
            option = "other"  # a student's voice, in no tally
        found += [MemberVote(name=name, option=option, option_raw=raw) for name in names]
    for match in _VOTE_OF.finditer(flow, start, end):
        names, _ = read_names(flow, match.end(), end)
        option = labelled_option(match.group().split()[0])
        if option:
            found += [
                MemberVote(name=name, option=option, option_raw=match.group().split()[0]) for name in names
            ]
    return found


def _sign_end(flow: str, at: int) -> int:
    """Return the place after the comma or bracket that follows a choice."""
    while flow[at : at + 1] in (" ", ",", "(", "\n"):
        at += 1
    return at


def _last_names(printed: str) -> list[str]:
    """Return the names of a list, or of its end where other capitalised words run into it."""
    names, end = read_names(printed, 0, len(printed))
    if names and end >= len(printed.rstrip(" ,")):
        return names
    words = printed.split(" ")
    for index in range(1, len(words)):
        rest = " ".join(words[index:])
        names, end = read_names(rest, 0, len(rest))
        if names and end >= len(rest.rstrip(" ,")):
            return names
    found = read_name(printed, 0, len(printed))
    return [found[0]] if found and found[1] >= len(printed) else []
