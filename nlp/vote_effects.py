"""What the outcome of a recorded vote does to police in schools: by the motion's words, then its item's.

A motion's polarity is what it would do if it passed; one that fails does the opposite. "Motion to approve
24-0222-RS1" says nothing by itself: then the item's title speaks, then what its text resolves.
"""

import re
from functools import cache

from nlp.found import Effect
from nlp.lexicons import words
from nlp.votes.polarity import Result, effect_of, is_procedural, polarity

TITLE_REACH = 1000  # characters of a motion or a title: some platforms put a whole report there
SIGNS = re.compile(r"\s*[()\[\]:\"“”–—]+\s*")  # "rescind 20-44 (termination of the contract)" is one phrase
TEXT_REACH = 6000  # characters of a report in which it says what it is for
# Motions about the order of business: they decide nothing, whatever the item is about.
ORDER_OF_BUSINESS = re.compile(
    r"^\W*(?:motion )?(?:to )?(?:amend(?! board report)|substitut\w+|divid\w+|tabl\w+|postpon\w+|refer\b"
    r"|reconsider|call (?:for )?the (?:previous )?question|suspend the rules|recess|adjourn|go into"
    r"|enter|receive|move (?:in)?to (?:closed|executive)|approve the (?:agenda|minutes)"
    r"|extend (?:the )?(?:time|debate|discussion|meeting))",
    re.IGNORECASE,
)
# What only tells of the officers and settles nothing.
TALK = re.compile(
    r"\b(?:reports?|updates?|presentations?|evaluations?|discussions?|hearings?|information\w*|readings?|surveys?)\b",
    re.IGNORECASE,
)
# An item that is talk from its first words on, whatever it tells of ("Update on the removal of officers").
LED_BY_TALK = re.compile(
    r"^\W*(?:[\d.]+\W+)?(?:(?!board\b)[\w'’]+ )?(?:reports?|updates?|presentations?|discussions?"
    r"|hearings?|surveys?|overview|work session)\b(?! ?/)(?!.*\brecommend)",
    re.IGNORECASE,
)
# A force or a post that is set up, for which the debate's prose has no verb.
SET_UP = (
    r"(?:establish\w*|creat\w+) (?:of )?(?:(?:an?|the|its|our|own|new|district|school|campus|position"
    r"|post):? )*(?:police|officers?|sros?|school resource|chief of)"
)
RESOLVES = re.compile(
    r"\b(?:resolved|directs?|authoriz\w+|recommend\w*|shall|will|hereby|terminat\w+|approv\w+|renew\w*)\b",
    re.IGNORECASE,
)


def vote_effect(
    motion: str | None, titles: list[str], texts: list[str], result: str | None, *, on_topic: bool = True
) -> Effect:
    """Return keep, remove or none for a vote on items of the debate.

    `titles` and `texts` are those of the items that it holds for; `on_topic` tells that these are of the
    debate, so that "the contract" is the officers'. None where the result is not told, where
    the motion is only about the order of business, and where nothing says which way it goes.
    """
    if result not in ("pass", "fail") or (
        motion and (ORDER_OF_BUSINESS.search(motion) or is_procedural(motion[:TITLE_REACH]))
    ):
        return "none"
    speaking = [text[:TITLE_REACH] for text in (motion, *titles) if text]
    told: Result = "pass" if result == "pass" else "fail"
    for text in (*speaking, *_resolving(texts)):
        if sign := _direction(text, on_topic=on_topic):
            return effect_of(sign, told)
    return "none"


def _resolving(texts: list[str]) -> list[str]:
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.;:])\s+", text[:TEXT_REACH])]
    return [sentence for sentence in sentences if RESOLVES.search(sentence)]


def _direction(text: str, *, on_topic: bool) -> int:
    """Return a text's polarity where it has a word for one: a bare subject ("police in schools") has none."""
    text = SIGNS.sub(" ", text)
    if LED_BY_TALK.search(text) or (TALK.search(text) and not _deeds().search(text)):
        return 0
    return polarity(text, about_police=on_topic) if _acts().search(text) else 0


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join((*words('keep_words'), *words('end_words')))})\b", re.IGNORECASE)


@cache
def _acts() -> re.Pattern[str]:
    acting = "|".join((*words("keep_words"), *words("end_words"), *words("deal_words")))
    return re.compile(rf"\b(?:{acting}|funding|grant|memorandum|mou|{SET_UP})\b", re.IGNORECASE)
