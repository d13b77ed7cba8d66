# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""What was voted on and what its outcome does to police in schools.

The rule: a motion's polarity is what it would do if it passed; a motion that fails does the opposite.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nlp.found import Effect
from nlp.lexicons import words
from nlp.votes.clause import HELD_STOP, INNER_STOP, cut_clause

Result = Literal["pass", "fail"]
ADVERB = (
    r"(?:,?\s(?:the same way|also|then|again|instead|not surprisingly|last (?:week|month|year|night|spring|summer|fall|winter)|earlier(?: this \w+)?|"
    r"this (?:week|month|year|spring|summer)|(?:late |early )?(?:on )?\w+day(?:'s)?(?: night| evening| morning| afternoon)?|in \w+(?: (?:19|20)\d\d)?|"
    r"(?:on )?(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*[.\u2024]? \d{1,2}(?:, \d{4})?|\w+ly|"
    r"without (?:dissent|opposition|debate|discussion|objection)|with [^,;.]{3,60}(?:abst|absent|dissent|oppos|recus)\w*|by voice vote|by (?:a |an )?(?:single|one|two|narrow|slim|wide|thin|comfortable|lopsided)(?:-vote)?(?: votes?| margin| majority)?|"
    r"at (?:its|a) [\w ]{3,30}meeting|tonight|today|yesterday)){0,4},?"
)
CLAUSE = r"(?P<x>[^.;!?]+)"
TO_REJECT = r"(?:reject|deny|turn (?:down|back|away)|vote down|strike down|defeat|kill|shoot down|(?:block|oppose)(?=\s(?:the|a|an|that|this|its)\s(?:[\w-]+\s){0,3}?(?:motion|resolution|proposal|measure|amendment|plan|bill|bid|effort|request|recommendation|attempt)\b))"
PASSING = (
    r"(?:approv(?:ed|es|ing)|pass(?:ed|es)|adopt(?:ed|s|ing)|ok'?d|okayed|ratif(?:ied|ies)|endors(?:ed|es)|authoriz(?:ed|es)|"
    r"signed off on|green-?lit|green-lighted|back(?:ed|s)|accept(?:ed|s)|agreed|moved(?! by\b)|did (?:pass|approve|adopt)|decided|opted|chose|elected|resolved|"
    r"gave (?:final |preliminary |its )*approval to|advanced|upheld|affirmed|supported|green-lights|recommend(?:ed|s))"
)
REJECTING = (
    r"(?:reject(?:ed|s|ing)|defeat(?:ed|s)|voted down|vot(?:es|ing) down|turn(?:ed|s) (?:down|back|away)|denied|denies|shot down|struck down|scuttled|quashed|squashed|vetoed|"
    r"nix(?:ed|es)|killed|kills|blocked|blocks|spurned|rebuffed|did not (?:approve|pass|adopt|support)|refus(?:ed|es)|declin(?:ed|es)|failed(?!,? (?:and \w+ )?(?:attempts?|efforts?|bids?|tries|votes?|motions?|proposals?|measures?|lev(?:y|ies)|referend\w+|polic(?:y|ies)|experiments?)\b))"
)
THINGS = (
    r"(?:motion|resolution|proposal|measure|amendment|plan|recommendation|policy|contract|agreement|bill|ordinance|item|deal|"
    r"renewal|extension|request|referendum|bid|effort|budget|legislation|idea|move|report|pact|memorandum|it|that|vote|attempt|push|proposition|question|MOU|IGA|levy|bond|removal|proclamation)"
)
BEATEN = r"(?:rejected|defeated|voted down|denied|turned (?:down|back|away)|shot down|struck down|blocked|killed|scuttled|quashed|nixed|vetoed|rebuffed)"
FAILED = (
    r"(?:(?:has |have |had )?fail(?:ed|s)? to (?:pass|win|get|gain|muster|reach|secure|garner|receive|achieve|attract|advance|clear|find|draw)\b|(?:has |have |had )?fail(?:ed|s)?(?! to)|"
    rf"(?:was|were|is|has been|had been|been|got) (?:\w+ly )?{BEATEN}|went down|goes down|died|dies|(?:fell|falls|came up|coming up) (?:\w+ )?(?:\w+ )?short|los(?:t|es)|"
    r"did not (?:pass|carry|succeed|win)|didn't (?:pass|carry)|was not (?:approved|adopted|passed)|deadlocked|defeated|rejected|collapsed|"
    r"(?:needed|required) [^.;]{1,60}?\b(?:but|and) (?:it )?(?:got|received|won|had|mustered|drew|garnered|secured)|(?:got|received|won|mustered|drew|garnered) (?:only|just)\b)"
)
PASSED = r"(?:pass(?:ed|es)|(?:was|is|has been|had been|been) (?:\w+ly )?(?:approved|adopted|passed|ratified|carried|accepted|agreed to)|were (?:approved|adopted)|carri(?:ed|es)|prevail(?:ed|s)|succeed(?:ed|s)|won (?:\w+ )?approval|cleared|clears|sailed through|got the nod|went through|approved|adopted)"
OWN_VERBS = r"(?:renew(?:ed|s)|extend(?:ed|s)|end(?:ed|s)|terminat(?:ed|es)|cancel(?:l?ed|s)|remov(?:ed|es)|eliminat(?:ed|es)|oust(?:ed|s)|retain(?:ed|s)|kept|keeps|cut(?:s)? ties|sever(?:ed|s)|scrapp(?:ed)|reinstat(?:ed|es)|restor(?:ed|es)|dropp(?:ed)|suspend(?:ed|s)|abolish(?:ed|es)|phas(?:ed|es)|dissolv(?:ed|es)|discontinu(?:ed|es)|pulled|axed|tabled|postpon(?:ed|es)|deferr(?:ed)|referr(?:ed)|delay(?:ed|s))"
# Told of a body with figures only: "put the deputies back, 5-4", "took the money for the officers out".
WEAK_VERBS = re.compile(
    r"\b(?:(?:has |have |had )?(?P<x>(?:brought|brings?|put(?! (?:forward|off|it|an end)\b)|took(?! (?:place|part|effect|up|office|note|aim|about|more|less|an?|\d|several|nearly|only|just)\b)|did away with|does away with|got rid of|sent|posted|signed|restored|added|hired|asked for|funded|gave notice|let|pulled|kept|keeps|cut|dropped|stripped|split|posts?)\b[^.;:]*))|(?P<y>[^.;:]*\b(?:will|would) be (?:posted|removed|kept|assigned|stationed|brought back|pulled|placed)\b[^.;:]*)",
    re.I,
)
# "the 5-2 decision to station an officer": an outcome only where figures stand with it.
NOUN_FORM = re.compile(
    rf"\b(?:decision|move|vote|margin|agreement|tally){ADVERB}\s+(?P<x>(?:not )?to\s+[^.;!?]+)", re.I
)
NOUN_AGAINST = re.compile(r"\b(?:decision|vote|margin|tally)\s+against\s+(?P<x>[^.;!?]+)", re.I)
NOUN_FAILED = re.compile(rf"\b(?:failure|rejection|defeat|denial) of\s+{CLAUSE}", re.I)
NOUN_PASSED = re.compile(rf"\b(?:approval|passage|adoption|ratification|endorsement) of\s+{CLAUSE}", re.I)
PROCEDURAL = re.compile(
    r"^\W*(?:to )?(?:tabl(?:e|ed|ing)|postpon\w+|refer(?:red|ring)?\b|defer(?:red|ring)?|delay\w*|put off|send .{0,40}(?:to|back to) (?:a|the|its) .{0,30}committee|"
    r"lay over|hold over|continue .{0,40}(?:item|hearing|discussion|meeting)|move .{0,30}to (?:a|the) (?:closed|executive) session|adjourn\w*|recess|reconsider)",
    re.I,
)


@dataclass
class Outcome:
    """An outcome told in a sentence: of what, and whether it passed."""

    result: Result
    motion: str
    end: int  # where its words end in the masked sentence, blanks closed up
    words: str = ""
    done: bool = False  # the words tell what came of it, whichever way the motion was put


FORMS: list[tuple[re.Pattern[str], Result]] = [
    (
        re.compile(
            rf"^(?P<x>[^;!?]{{12,}}?),\s(?:the\s)?(?:[\w'’.-]+\s){{0,5}}?(?:[Bb]oard|[Cc]ouncil|[Cc]ommittee|[Tt]rustees|[Mm]embers)(?: of \w+)?\s(?:voted|decided|ruled|agreed){ADVERB}\s?\W*$"
        ),
        "pass",
    ),
    (re.compile(rf"\b(?:broke|breaking) a\b.{{0,30}}?\btie,?\s+(?:to|in favor of)\s+{CLAUSE}", re.I), "pass"),
    (
        re.compile(
            rf"\bcast{ADVERB}\s+(?:their|its|his|her) votes?{ADVERB}\s+(?:in favor of|for|to)\s+{CLAUSE}",
            re.I,
        ),
        "pass",
    ),
    (
        re.compile(
            r"\b(?:after|having) (?:passing|clearing|winning (?:approval|passage) (?:from|in))\b[^,.;]{0,60},\s(?P<x>[^,.;]+?)\s(?:still|now|goes|heads|moves|will|must|needs|awaits)\b",
            re.I,
        ),
        "pass",
    ),
    (re.compile(rf"\b(?:sinking|dooming|killing|defeating|rejecting)\s+{CLAUSE}", re.I), "fail"),
    (
        re.compile(
            rf"\bvoted\b{ADVERB}\s+(?:on|over)(?: whether)?(?: to)?\s+(?!\w+day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*){CLAUSE}",
            re.I,
        ),
        "pass",
    ),
    (re.compile(r"\bcaus(?:ed|ing)\s+(?P<x>[^.;!?]{3,80}?)\s+to\s+(?:fail|lose|die)\b", re.I), "fail"),
    (re.compile(rf"\bvot(?:ed|es?|ing) down{ADVERB}\s+{CLAUSE}", re.I), "fail"),
    (
        re.compile(rf"\bcast{ADVERB}\s+(?:their|its|his|her) votes?{ADVERB}\s+against\s+{CLAUSE}", re.I),
        "fail",
    ),
    (
        re.compile(
            rf"\b(?:deadlocked|tied|split)\b{ADVERB}\s+(?:on|over)(?: whether)?(?: to)?\s+{CLAUSE}", re.I
        ),
        "fail",
    ),
    (re.compile(rf"\bvot(?:ed|es?|ing){ADVERB}\s+to\s+{TO_REJECT}\s+{CLAUSE}", re.I), "fail"),
    (
        re.compile(rf"\b(?:decided|agreed|chose|opted|moved){ADVERB}\s+to\s+{TO_REJECT}\s+{CLAUSE}", re.I),
        "fail",
    ),
    (re.compile(rf"\bvot(?:ed|es?|ing){ADVERB}\s+against\s+(?P<x>[^.;!?]+)", re.I), "fail"),
    (
        re.compile(
            rf"\bvot(?:ed|es?|ing){ADVERB}\s+(?:in favor of|in support of|for)\s+(?P<x>[^.;!?]+)", re.I
        ),
        "pass",
    ),
    (re.compile(rf"\bvot(?:ed|es?|ing){ADVERB}\s+(?:(?:not )?to)\s+(?P<x>[^.;!?]+)", re.I), "pass"),
    (re.compile(r"\bvote(?:\s\w+)?\s+(?:not )?to\s+(?P<x>[^.;!?]+)", re.I), "pass"),
    (re.compile(r"\bcame down(?: \w+)? (?:for|in favor of|on the side of)\s+(?P<x>[^.;!?]+)", re.I), "pass"),
    (
        re.compile(r"\b(?:made|reached) (?:the|a|an) (?:\w+ )?decision (?:not )?to\s+(?P<x>[^.;!?]+)", re.I),
        "pass",
    ),
    (re.compile(rf"\bsaid yes\b{ADVERB}\s+to\s+{CLAUSE}", re.I), "pass"),
    (re.compile(rf"\bsaid no\b{ADVERB}\s+to\s+{CLAUSE}", re.I), "fail"),
    (re.compile(r"\bcame down(?: \w+)? against\s+(?P<x>[^.;!?]+)", re.I), "fail"),
    (re.compile(r"\b(?:has |have )?(?P<x>voted out [^.;!?]+)", re.I), "pass"),
    (
        re.compile(
            rf"(?P<x>\b(?:[Aa]|[Tt]he|[Tt]hat|[Aa]n|[Ii]ts|[Hh]is|[Hh]er|[Aa]nother)\s(?:[^.;!?]{{0,40}}\s)?{THINGS}\b[^.;!?]*?),?\s(?:\w+ly\s)?{FAILED}\b",
            re.I,
        ),
        "fail",
    ),
    (
        re.compile(
            rf"(?P<x>\b(?:It|That|[Ee]fforts?|[Rr]emoval|Motion|Resolution|MOTION)\b[^.;!?]*?),?\s(?:\w+ly\s)?{FAILED}\b"
        ),
        "fail",
    ),
    (
        re.compile(
            rf"\b{REJECTING}{ADVERB}\s+(?P<x>(?!to\b)(?:(?:a|an|the|that|its|his|her|another)\s)?[^.;!?]+)",
            re.I,
        ),
        "fail",
    ),
    (
        re.compile(rf"\b(?:refus(?:ed|es)|declin(?:ed|es)|failed){ADVERB}\s+to\s+(?P<x>[^.;!?]+)", re.I),
        "fail",
    ),
    (re.compile(rf"\b{PASSING}{ADVERB}\s+(?P<x>[^.;!?]+)", re.I), "pass"),
    (
        re.compile(
            rf"(?P<x>\b(?:[Aa]|[Tt]he|[Tt]hat|[Aa]n|[Ii]ts|[Hh]is|[Hh]er|[Aa]nother)\s(?:[^.;!?]{{0,40}}\s)?{THINGS}\b[^.;!?]*?),?\s(?:\w+ly\s)?{PASSED}\b",
            re.I,
        ),
        "pass",
    ),
    (re.compile(rf"(?P<x>\b(?:It|Motion|Resolution|MOTION)\b[^.;!?]*?),?\s(?:\w+ly\s)?{PASSED}\b"), "pass"),
    (re.compile(rf"(?P<x>\b{OWN_VERBS}\b[^.;!?]+)", re.I), "pass"),
]


def _leading_words(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return what a pattern may begin with, "" for anything: cheap to look for before the pattern is tried."""
    led = re.match(r"\\b(?:([a-z]+)(?![a-z?*{])|\(\?:([a-z |]+)\)(?![?*{]))", pattern.pattern)
    return tuple((led.group(1) or led.group(2)).split("|")) if led else ("",)


LEADING_WORDS = [_leading_words(pattern) for pattern, _ in FORMS]
TIE_BROKEN = re.compile(
    rf"\b(?:broke|breaking|broken) (?:a|the)\b.{{0,30}}?\btie,?\s+(?:to|in favor of)\s+{CLAUSE}", re.I
)
STRONG_FORMS = (
    22  # the forms before this one say "voted to ...": they win over a verb that happens to stand earlier
)


# Blanks about a masked tally; " " and ", " before a word, which stay as they are, are passed over.
GAPS = re.compile(r"(?!,? [^\s,])\s*,?\s+,?\s*")
PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)\s(?:\w+ly\s)?$")
# The forms that read "rejected X" and "approved X": in "was rejected by the board" the thing stands before.
ACTIVE_FORMS = frozenset(
    at
    for at, (pattern, _) in enumerate(FORMS)
    if pattern.pattern.startswith((rf"\b{REJECTING}", rf"\b{PASSING}", rf"(?P<x>\b{OWN_VERBS}"))
)


def outcome(sentence: str) -> Outcome | None:
    """Return the outcome that a sentence tells (tallies masked out), or None. The earliest told wins."""
    sentence = INNER_STOP.sub(HELD_STOP, GAPS.sub(_one_blank, sentence))
    lowered = sentence.lower()
    if " tie" in lowered and (broken := TIE_BROKEN.search(sentence)):
        return Outcome("pass", cut_clause(broken["x"]), broken.end(), broken.group())
    best: Outcome | None = None
    start = order = 0
    for rank, (pattern, result) in enumerate(FORMS):
        begins = any(word in lowered for word in LEADING_WORDS[rank])
        match = pattern.search(sentence) if begins else None
        if match is None or _is_unreal(sentence, match.start()):
            continue
        if PASSIVE.search(sentence[max(0, match.start() - 30) : match.start()]) and rank in ACTIVE_FORMS:
            continue
        text = cut_clause(match["x"])
        if re.search(r"\snot to\s", sentence[match.start() : match.start("x")]):
            text = "not to " + text
        if best is None or (match.start() < start and not (rank >= STRONG_FORMS > order)):
            best, start, order = Outcome(result, text, match.end(), match.group()), match.start(), rank
    return best


def outcome_of_noun(masked: str, blanked: str) -> Outcome | None:
    """Return the outcome that a noun beside figures tells: "the rejection of", "the 5-2 decision to".

    `masked` has the words of the vote blanked with its figures, `blanked` the figures alone.
    """
    forms: tuple[tuple[re.Pattern[str], str, Result], ...] = (
        (NOUN_FAILED, masked, "fail"),
        (NOUN_PASSED, masked, "pass"),
        (NOUN_AGAINST, blanked, "fail"),
        (NOUN_FORM, blanked, "pass"),
    )
    for pattern, sentence, result in forms:
        if match := pattern.search(INNER_STOP.sub(HELD_STOP, re.sub(r"\s+", " ", sentence))):
            return Outcome(result, cut_clause(match["x"]), match.end(), match.group())
    return None


def weak_outcome(masked: str, blanked: str, *, about_police: bool) -> Outcome | None:
    """Return what a body did, told with figures and a plain verb, where it is plain what that does to the officers."""
    after = re.search(r"\s{3,}(?:vote |margin |decision |split |count )?(?P<x>to [^.;!?]+)", blanked)
    taken = re.search(
        r"\bvote that (?P<x>(?:took|removed|kept|brought|put|ended|restored|sent) [^.;,!?]+)", masked, re.I
    )
    for match in (after, taken, WEAK_VERBS.search(INNER_STOP.sub(HELD_STOP, re.sub(r"\s+", " ", masked)))):
        words = cut_clause(next(part for part in match.groups() if part)) if match else ""
        if words and polarity(words, about_police=about_police):
            return Outcome("pass", words, 0, words, done=match is not after)
    return None


def _one_blank(match: re.Match[str]) -> str:
    """Close the gap that a masked tally left, with its commas."""
    return ", " if "," in match.group() and len(match.group()) <= 3 else " "


UNREAL = re.compile(
    r"\b(?:needed|needs|required|requires|will|would|could|may|might|should|can|to|if|plans? to|expected to|scheduled to|set to|ready to|about to|poised to|whether|before|hopes?|want(?:s|ed)?|urged?|asked|calls? (?:on|for)|must|didn't|did not|not yet|until|unless|likely to|going to|prepar\w+ to|never)\s(?:\w+\s){0,3}$",
    re.I,
)


def _is_unreal(sentence: str, at: int) -> bool:
    """Return whether what follows is only planned, wished or asked for."""
    before = sentence[max(0, at - 45) : at].rstrip(" ") + " "
    return UNREAL.search(before) is not None


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
OPPOSED = re.compile(r"\b(?:block|oppos|prevent|reject|den[yi])\w*\b")
VOTED_OUT = re.compile(r"\b(?:vot\w+|mov\w+|tak\w+|took|push\w+|forc\w+) (?:[\w-]+ ){1,4}out\b")
LET_DECIDE = re.compile(
    r"\b(?:let|allow|leav\w+|give|giving)\b.{0,60}\b(?:decide|choose|decision|choice|choos\w+|control|up to)\b",
    re.I,
)
DATED = re.compile(r"\bphas\w+|\bby (?:the (?:end|start)|\w+ \d)", re.I)


def polarity(motion: str, *, about_police: bool) -> int:
    """Return what a motion would do if it passed: 1 keeps police in schools, -1 removes them, 0 neither.

    `about_police`: the text around speaks of police in schools, so that "the contract" is theirs.
    """
    text = WAS_BEFORE.sub("", _with_pronouns_named(motion.lower()) if about_police else motion.lower())
    police = _lexicon("police_words").search(text)
    deal = about_police and _lexicon("deal_words").search(text)
    if police and (OF_THE_FORCE.search(text) or OF_HOUSING.search(text)) and not OF_SCHOOLS_ONLY.search(text):
        return 0
    if not police and (not deal or _lexicon("other_matters").search(text) or OF_ELSE.search(text)):
        return 0
    if PROCEDURAL.search(motion) or _is_open_promise(text):
        return 0
    if KEEP_OUT.search(text) or VOTED_OUT.search(text):
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
