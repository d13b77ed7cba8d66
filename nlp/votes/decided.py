# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Whether a sentence without figures tells a decision that a body took."""

import re

from nlp.votes import motion as motions
from nlp.votes.clues import NOT_ONE_BODY, PLANNED, Clues
from nlp.votes.merging import VAGUE
from nlp.votes.motion import Outcome
from nlp.votes.polarity import polarity

BODY = re.compile(
    r"\b(?:the|The|a|its|Chicago's|city's|district's)\s((?:[\w'’-]+\s){0,2}?(?:school board|board of education|board|city council|local school council|lsc|council|committee|"
    r"commission|trustees|house|senate|LSC))\b|\b([Bb]oard|[Cc]ouncil|[Cc]ommittee)\smembers\b|\b(?:[Bb]oard|[Cc]ouncil|[Cc]ommittee) (?:members|directors|trustees|commissioners)\b|\b(?:[Tt]rustees|[Dd]irectors|[Cc]ommissioners|[Ss]upervisors|[Aa]lder(?:men|people|persons)|[Cc]ouncilors|[Ss]electmen)\b|\bschool (?:system|district)\s(?:has\s|have\s)?(?:\w+ly\s)?voted\b"
)
MOVED = re.compile(
    rf"\b{motions.THINGS}\b.{{0,160}}\b(?:{motions.PASSED}|{motions.FAILED})\b|^\W*(?:Members|Trustees|Directors|Commissioners|Councilors)\b",
    re.I,
)


def is_decision(entry: Clues, told: Outcome, *, names_body: bool, about_police: bool) -> bool:
    """A decision without figures counts when a body took it, and it touches the debate or nobody dissented."""
    if PLANNED.search(entry.text) or NOT_ONE_BODY.search(entry.text) or entry.text.strip().endswith("?"):
        return False
    subject = entry.text[: told.end]
    if not BODY.search(subject) and not names_body and not MOVED.search(entry.text):
        return False
    if entry.unanimous or entry.voice:
        return True
    own_verb = re.match(motions.OWN_VERBS, told.words, re.I) is not None
    voted = re.search(
        r"\bvot(?:ed|es|e|ing)\b|\bapprov|\badopt|\breject|\bpass(?:ed|es)\b|\bmotion\b|\bfail|\bblock|\bkill|\bdefeat|\bturn(?:ed|s) (?:down|back|away)|\bshot down|\bstruck down|\brefus|\bdeclin|\bwent down|\bfell\b|\blost\b|\bdied\b|\bcarri|\bbacked\b|\bended\b|\bscuttl|\bveto|\brenew|\bdecided\b|\bagreed\b|\bcast\b",
        entry.text,
        re.I,
    )
    if not (voted or own_verb):
        return False
    if VAGUE.match(told.motion):
        return about_police and bool(entry.choices)
    return polarity(told.motion, about_police=about_police) != 0
