# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""What a motion does to police in schools.

The rule: a motion's polarity is what it would do if it passed; a motion that fails does the opposite.
"""

import re
from functools import cache
from typing import Literal

from nlp.found import Effect
from nlp.lexicons import words

Result = Literal["pass", "fail"]
PROCEDURAL = re.compile(
    r"^\W*(?:to )?(?:tabl(?:e|ed|ing)|postpon\w+|refer(?:red|ring)?\b|defer(?:red|ring)?|delay\w*|put off|send .{0,40}(?:to|back to) (?:a|the|its) .{0,30}committee|"
    r"lay over|hold over|continue .{0,40}(?:item|hearing|discussion|meeting)|move .{0,30}to (?:a|the) (?:closed|executive) session|adjourn\w*|recess|reconsider)",
    re.I,
)


@cache
def _lexicon(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words(name)) + r")\b", re.I)


# What undoes its object: with an ending it keeps ("block the removal"), with a keeping or alone it ends.
UNDO = (
    r"(?:suspend\w*(?=\s(?:the\s|board\s|its\s|a\s|an\s|that\s|this\s)*(?:policy|ban|rule|prohibition|resolution))|waiv\w+|block\w*|stop\w*|prevent\w*|revers\w+|undo\w*|overturn\w*|repeal\w*|rescind\w*|lift\w*|delay\w*|halt\w*|against|oppos\w+|not|never|without|"
    r"end(?:s|ed|ing)?|scrap\w*|drop\w*|cancel\w*|withdraw\w*|revok\w+|nullif\w+|reconsider\w*|abandon\w*|(?<=to )strike|striking|delet(?:e|es|ed|ing)|terminat\w+|reject\w*|den(?:y|ies|ied|ying)|defeat\w*)"
)
KEEP_OUT = re.compile(
    r"\bno (?:\w+ )?(?:officers?|police|sros?|cops)\b(?! be\b)|\bno to (?:\w+ )?(?:officers?|police|sros?|cops)\b|\bno longer\s(?:be\s|have\s|\w+\s){0,2}?(?:station|plac|assign|work|patrol|serv|polic|officer|sro)|\b(?:keep\w*|kept)\s(?:[\w-]+\s){0,5}?(?:out|away|off)\b|\bout of (?:the |its |all |our |their |public |city )*(?:schools?|buildings?|campus\w*|hallways)\b",
    re.I,
)
# A deal for something else: "a contract for the upkeep of pools", "agreements with charters".
OF_ELSE = re.compile(
    r"\b(?:contracts?|agreements?|programs?|partnership|deal)\s(?:for|with|on|to)\s"
    r"(?!(?:up to|as much|about|more|less|no more|\$|\d|one|two|three|another|a year|a \w+ year|next|this|last|its|them|it\b|safety|security|the (?:next|coming|school|\d|department|sheriff|city|county|force|agency|town|village)|city|county|local (?:law|police)))"
    r"|\b(?:appointments?|upkeep|playgrounds?|swimming|guards?)\b"
)
# A city's police and their money, with no word of schools: what it does there is not told.
OF_THE_FORCE = re.compile(
    r"\bpolice(?: department)?(?:'s)? (?:budget|funding|spending|union|raises?|pay|academy|station|headquarters|oversight|accountability|misconduct|chief|overtime)\b"
    r"|\bpolice (?:interceptors?|vehicles?|cars?|cruisers?|radios?|dogs?|pensions?)\b|\bbudget\b|\bsquad cars?\b"
    r"|\b(?:percent|\$[\d.,]+ ?(?:million|billion)?) (?:out of|from) (?:the )?police\b|\bbudget of the police\b"
)
OF_SCHOOLS_ONLY = re.compile(
    r"\b(?:schools?|campus\w*|resource officers?|students?|district'?s?|hallways|sros)\b"
)
# Where the officers were before is no part of the motion: "restore the program that it ended in 2020".
WAS_BEFORE = re.compile(
    r",?\s(?:(?:that|which)\s)?(?:it|they|he|she|the (?:board|district|city|council|committee))\s(?:had\s)?(?:ended|cut|cancell?ed|removed|dropped|scrapped|suspended|eliminated|approved|renewed|adopted|hired|signed|abolished|axed|terminated)\b[^,;]*"
)
# Money or a post that is refused: what it would have done does not come.
DECLINED = re.compile(
    r"(?:^|:\s)(?:to )?(?:declin\w+|refus\w+|forgo\w*|turn(?:ed|ing)? down|delet\w+|strik\w+|struck|send(?:ing)? back|take out|took out|withhold\w*)\s(?!to\b)"
)
# What a decision of another day was is not told by its day: "rescind the action of July 14".
UNDOES_A_DECISION = re.compile(
    r"^(?:to )?(?:rescind|revers|overturn|undo|repeal|reconsider)\w* (?:the|its|their|that|last \w+'s) (?:\w+ )?(?:action|decision|vote)s?(?: (?:of|from|taken|made)\b[^,;]*?)?(?= and\b|[,;]|$)(?:,? and )?"
)
# A single-room hotel has the same short name.
OF_HOUSING = re.compile(
    r"\bnonprofit\b|\bshelters?\b|\btenants?\b|\bhousing\b|\broom occupancy\b|\bhotels?\b"
)
# With no verb for it, what is on the motion is the officers' deal or their posts.
DEAL_OR_POSTS = re.compile(
    r"\b(?:contracts?|agreements?|mous?|igas?|memorandum\w*|programs?|partnership|deal|grants?|positions?|posts?|services?|funding|funds|money|pact|coverage|presence|plan|policy|resolution|proposal|measure|item|bill|ordinance|model|option)\b"
    r"|^(?:to\s)?(?:for\s)?(?:a|an|the|one|two|three|four|five|six|\d+|more|another|additional|up to|police|officers?|deputies|sros?|school|armed|part-time|full-time)\b"
    r"|\b(?:back|support|want|favor|negotiat\w+|request\w*|ask\w*|seek\w*|appl(?:y|ied)|accept\w*|appropriat\w+|approv\w+|establish\w*|creat\w+|doubl\w+|increas\w+)\b"
)
LIFTS_A_BAN = re.compile(
    r"\b(?:(?:lift|suspend|waiv|repeal|rescind|scrap|drop|revers|overturn)\w*|set(?:ting)? aside|put(?:ting)? aside|g[ia]v(?:e|es|en|ing) up)\b[^,;]{0,40}\b(?:rule|ban|prohibition)\b"
)
LEADING_ASIDE = re.compile(
    r"^(?:(?:with (?:no|all|every)\b[^,]*|all of them|every one of them),\s)",
    re.I,
)
NO_DISSENT = re.compile(
    r",?\swithout (?:a |any )(?:single )?(?:dissent\w*(?: vote| voice)?|no|nay|objection|opposition)\b(?: vote\b)?,?",
    re.I,
)
WHAT_FOLLOWED = re.compile(r",?\swhich (?:left|leaves|means|meant)\b.*$", re.I | re.S)
# A last day that is set is an end.
LAST_DAY_SET = re.compile(
    r"\bno later than\b|\band no longer\b|\bbut (?:not past|no longer)\b|\band not past\b"
)
OPPOSED = re.compile(r"\b(?:block|oppos|prevent|reject|den[yi])\w*\b")
VOTED_OUT = re.compile(r"\b(?:vot\w+|mov\w+|tak\w+|took|push\w+|forc\w+) (?:[\w-]+ ){1,4}out\b")
DATED = re.compile(r"\bphas\w+|\bby (?:the (?:end|start)|\w+ \d)", re.I)


def polarity(motion: str, *, about_police: bool) -> int:
    """Return what a motion would do if it passed: 1 keeps police in schools, -1 removes them, 0 neither.

    `about_police`: the text around speaks of police in schools, so that "the contract" is theirs.
    """
    motion = WHAT_FOLLOWED.sub("", LEADING_ASIDE.sub("", NO_DISSENT.sub("", motion)))
    text = WAS_BEFORE.sub("", _with_pronouns_named(motion.lower()) if about_police else motion.lower())
    police = _lexicon("police_words").search(text)
    deal = about_police and _lexicon("deal_words").search(text)
    if police and (OF_THE_FORCE.search(text) or OF_HOUSING.search(text)) and not OF_SCHOOLS_ONLY.search(text):
        return 0
    if not police and (not deal or _lexicon("other_matters").search(text) or OF_ELSE.search(text)):
        return 0
    if PROCEDURAL.search(motion) or _is_open_promise(text):
        return 0
    if LIFTS_A_BAN.search(text):
        return 1
    if KEEP_OUT.search(text) or VOTED_OUT.search(text) or LAST_DAY_SET.search(text):
        return -1
    return _sign_of(text)


def _sign_of(text: str) -> int:
    """An undoing turns the sign of what it undoes; "block the return" removes, "lift the ban" keeps."""
    text = UNDOES_A_DECISION.sub("", text)
    if not text.strip():
        return 0
    if declined := DECLINED.search(text):
        return -abs(_sign_of(text[declined.end() :]))
    undone = _undoing().search(text)
    if undone is None:
        return -1 if OPPOSED.search(text) else _sign_of_words(text)
    before = text[: undone.start()]
    led = _lexicon("keep_words").search(before)
    if led and _governs(
        before, led.end(), len(before)
    ):  # "keep police, rejecting a motion to end the contract"
        return 1
    return -_sign_of(text[undone.start("object") :])


@cache
def _undoing() -> re.Pattern[str]:
    acts = "|".join((*words("end_words"), *words("keep_words"), UNDO))
    return re.compile(
        rf"\b{UNDO}\s(?!(?:and|or)\b)(?:(?!(?:and|or)\b)[\w'-]+\s){{0,4}}?(?P<object>\b(?:{acts})\b)"
    )


def _with_pronouns_named(text: str) -> str:
    """In a text about the officers, "end it" and "keep them" are about their contract and them."""
    verbs = f"(?:{'|'.join((*words('end_words'), *words('keep_words')))})"
    text = re.sub(rf"\b({verbs}) it\b", r"\1 the contract", text)
    return re.sub(rf"\b({verbs}) (?:them|all of them|both)\b", r"\1 the officers", text)


def _sign_of_words(text: str) -> int:
    """The end words rule over keep words: "a contract extension that ends in June" is rare, "funding cut" is not."""
    ends = _lexicon("end_words").search(text)
    keeps = _lexicon("keep_words").search(text)
    if (
        ends
        and keeps
        and keeps.start() < ends.start()
        and not re.search(
            r"\b(?:resolution|plan|policy|proposal|bill|measure|directing)\b", text[: ends.start()]
        )
    ):
        return 1 if _governs(text, keeps.end(), ends.start()) else -1
    if ends:
        return -1
    if re.search(r"whole school safety", text):
        return -1
    return 1 if keeps or DEAL_OR_POSTS.search(text) else 0


def _governs(text: str, start: int, end: int) -> bool:
    """Whether the police or their deal stand between the keep word and the later end word."""
    between = text[start:end]
    return bool(_lexicon("police_words").search(between) or _lexicon("deal_words").search(between))


def _is_open_promise(text: str) -> bool:
    """A study, a task force or talks without a date decide nothing."""
    return re.search(
        r"\b(?:study|studying|review|task force|working group|explore|exploring|discuss\w*|consider\w*|survey|audit|report (?:on|whether|by)|asks? for (?:a|an) (?:\w+ )?report|report back|committee to)\b",
        text,
    ) is not None and not DATED.search(text)


def effect_of(sign: int, result: Result) -> Effect:
    """Return what the outcome does: a motion that fails does the opposite of what it asked."""
    signed = sign if result == "pass" else -sign
    return "keep" if signed > 0 else "remove" if signed < 0 else "none"


def is_procedural(motion: str) -> bool:
    """Return whether a motion only tables, refers or postpones."""
    return PROCEDURAL.search(motion) is not None


def sign_of_verb(words: str) -> int:
    """Return the side that a member's bare choice has: "voted to renew" 1, "voted to end it" -1, else 0."""
    bare = re.match(
        r"(?P<not>not (?:to )?)?(?P<verb>[\w-]+)(?: (?:it|them|the (?:motion|deal|program)))?\W*$",
        words.strip(),
        re.I,
    )
    if bare is None:
        return 0
    verb = bare["verb"].lower()
    sign = -1 if _lexicon("end_words").fullmatch(verb) else 1 if _lexicon("keep_words").fullmatch(verb) else 0
    return -sign if bare["not"] else sign


def object_of(polar: str) -> str:
    """Return what "to end it" or "against renewing it" is about, as a motion's words."""
    return re.sub(r"^(?:to|for|in favor of|in support of|against)\s", "", polar)
