# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Where a motion's words end in a sentence, and the second decision that the sentence tells."""

import re

from nlp.votes.when import MONTH, WEEKDAYS

INNER_STOP = re.compile(
    r"\.(?:(?=[\w,)])|(?<=\b[A-Z]\.)|(?<=\b(?:Ald|Rep|Sen|Jan|Feb|Mar|Apr|Aug|Oct|Nov|Dec)\.)|(?<=\b(?:Sept|Supt)\.)|(?<=\b(?:Jr|Sr)\.)|(?<=\b(?:Dr|Mr|Ms|St|No)\.)|(?<=Mrs\.))"
)
HELD_STOP = "\u2024"  # stands in for a full stop inside a figure or an abbreviation, so that a clause ends at real ones
# "Approved the contract and ordered a phase-out": a decision of its own.
FURTHER = re.compile(
    r",?\s(?:and|but|then)\s(?:also\s|then\s|later\s|in the same \w+\s|at the same (?:time|meeting)\s)?(?:ordered|directed|instructed|told)\s",
    re.I,
)


# "For it, and three against", "for keeping both, and nobody was against": the other side's count.
AND_AGAINST = re.compile(
    r",?\s(?:and|but)\s(?:\w+|\d+)(?:\s\w+)?\s(?:(?:was|were)\s)?(?:against|opposed|not)(?: it)?$"
)
LAST_DAY = re.compile(
    rf",?\s(?:on\s)?(?:(?:{'|'.join(WEEKDAYS)})(?:\s(?:night|evening|morning|afternoon))?|on (?:{MONTH})\.?\s\d{{1,2}})$",
    re.I,
)


def further(sentence: str) -> str:
    """Return what a sentence's second verb orders beside the first decision, "" if nothing."""
    parts = FURTHER.split(INNER_STOP.sub(HELD_STOP, sentence), maxsplit=1)
    return cut_clause(re.split(r"[.;!?]", parts[1])[0]) if len(parts) > 1 else ""


def cut_clause(text: str) -> str:
    """Cut a motion's words where the sentence turns to something else."""
    plain = FURTHER.split(" ".join(text.split()))[0]
    cut = re.split(
        r",\s(?:with|while|but|as|just|a day|a decision|only|making|rebuffing|reversing|setting|bringing|after|despite|even|following|keeping|ending|leaving|meaning|effectively|and (?:the|a)\b|on (?:a|Mon|Tue|Wed|Thu|Fri)|which (?:means|meant)|citing|amid|when|who|over|by a)\b"
        r"|\sby (?:a )?voice vote|\s(?:with (?:only |just |\w+ )?(?:[A-Z]\w+|members?|one|two|three|no)\b.{0,60}(?:dissent|oppos|abstain|against|absent)|despite|after (?:hours|a|an)|amid|while|but|although)\b",
        plain,
    )[0]
    cut = re.split(
        r",?\s(?:by|on|in|with)\s(?:a|an)\s(?:\w+\s)?(?:vote|margin|tally)\b|,?\s(?:by\s)?with (?:one|two|three|no|\d) (?:\w+ )?(?:abst|absen)\w+|\s(?:came|surprised|drew|angered|means|meant|followed)\s|\sby the (?:\w+ ){0,3}(?:board|council|committee)$",
        cut,
    )[0]
    cut = re.sub(AND_AGAINST, "", cut)
    cut = LAST_DAY.sub("", cut)
    return cut.strip(" ,:–—-").replace(HELD_STOP, ".")[:240]
