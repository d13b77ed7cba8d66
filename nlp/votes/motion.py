# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""The outcome that a sentence tells, and the motion it is of."""

import re
from dataclasses import dataclass

from nlp.votes.clause import HELD_STOP, INNER_STOP, cut_clause
from nlp.votes.polarity import Result, polarity

ADVERB = (
    r"(?:,?\s(?:the same way|also|then|again|instead|not surprisingly|last (?:week|month|year|night|spring|summer|fall|winter)|earlier(?: this \w+)?|"
    r"this (?:week|month|year|spring|summer)|(?:late |early )?(?:on )?\w+day(?:'s)?(?: night| evening| morning| afternoon)?|in \w+(?: (?:19|20)\d\d)?|"
    r"(?:on )?(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*[.\u2024]? \d{1,2}(?:, \d{4})?|\w+ly|"
    r"without (?:a |any )?(?:single )?(?:dissent(?:ing (?:vote|voice))?|opposition|debate|discussion|objection|no(?: vote)?\b)|(?:with )?all (?:of (?:its|the) )?members (?:voting |present )?in favor|with [^,;.]{3,60}(?:abst|absent|dissent|oppos|recus)\w*|with (?:nobody|no one|none of them) (?:against|opposed)|by voice vote|by (?:a |an )?(?:single|one|two|narrow|slim|wide|thin|comfortable|lopsided)(?:-vote)?(?: votes?| margin| majority)?|"
    r"at (?:its|a) [\w ]{3,30}meeting|as well|tonight|today|yesterday(?: (?:morning|afternoon|evening|night))?(?: \(\w+day\))?)){0,4},?"
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
OWN_VERBS = r"(?:renew(?:ed|s)|extend(?:ed|s)|end(?:ed|s)|terminat(?:ed|es)|cancel(?:l?ed|s)|remov(?:ed|es)|eliminat(?:ed|es)|oust(?:ed|s)|retain(?:ed|s)|kept|keeps|cut(?:s)? ties|sever(?:ed|s)|scrapp(?:ed)|reinstat(?:ed|es)|restor(?:ed|es)|dropp(?:ed)|suspend(?:ed|s)|abolish(?:ed|es)|phas(?:ed|es)|dissolv(?:ed|es)|discontinu(?:ed|es)|pulled|axed|put(?:s)? (?:aside|on hold|an end to)|set aside|gave up|gives up|br(?:oke|eaks) off|broken off|shelv(?:ed|es)|paus(?:ed|es)|lift(?:ed|s)|repeal(?:ed|s)|rescind(?:ed|s)|revok(?:ed|es)|sign(?:ed|s) on|brought back|d(?:id|oes) away with|tabled|postpon(?:ed|es)|deferr(?:ed)|referr(?:ed)|delay(?:ed|s))"
# Told of a body with figures only: "put the deputies back, 5-4", "took the money for the officers out".
WEAK_VERBS = re.compile(
    r"\b(?:(?:has |have |had )?(?P<x>(?:brought|brings?|put(?! (?:forward|off|it|an end)\b)|took(?! (?:place|part|effect|up|office|note|aim|about|more|less|an?|\d|several|nearly|only|just)\b)|did away with|does away with|got rid of|sent|posted|signed|restored|added|hired|asked for|paid for|pays for|funded|gave notice|let|pulled|kept|keeps|cut|dropped|stripped|split|posts?)\b[^.;:]*))|(?P<y>[^.;:]*\b(?:will|would) be (?:posted|removed|kept|assigned|stationed|brought back|pulled|placed)\b[^.;:]*)",
    re.I,
)
# "the 5-2 decision to station an officer": an outcome only where figures stand with it.
NOUN_FORM = re.compile(
    rf"\b(?:decision|move|vote|margin|agreement|tally){ADVERB}\s+(?P<x>(?:not )?to\s+[^.;!?]+)", re.I
)
NOUN_AGAINST = re.compile(r"\b(?:decision|vote|margin|tally)\s+against\s+(?P<x>[^.;!?]+)", re.I)
NOUN_FAILED = re.compile(rf"\b(?:failure|rejection|defeat|denial) of\s+{CLAUSE}", re.I)
NOUN_PASSED = re.compile(rf"\b(?:approval|passage|adoption|ratification|endorsement) of\s+{CLAUSE}", re.I)

# "The council was unanimous that its officers should stay", "the board was 5-3 for the contract".
STOOD = rf"\b(?:board|council|committee|commission|panel|trustees|members|prep|academy|high)\b[^.;!?]{{0,40}}?\s(?:was|were)(?:\s(?:unanimous(?:ly)?|all))?{ADVERB}\s"


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
    (re.compile(rf"{STOOD}(?:for|in favor of|that)\s{CLAUSE}", re.I), "pass"),
    (re.compile(rf"{STOOD}(?:against|opposed to)\s{CLAUSE}", re.I), "fail"),
    (
        re.compile(
            r"(?P<x>\b(?:the|a|an)\s[^.;!?]{0,90}?\b(?:resolution|agreement|contract|plan|proposal|measure|motion)\b[^.;!?]*?),?\s(?:got through|made it through|won the votes? of(?: all)?(?:[^.;]{0,30}?\b(?:board|council|committee|commission))?)\b",
            re.I,
        ),
        "pass",
    ),
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
    return ", " if match.group().count(",") == 1 else " "


UNREAL = re.compile(
    r"\b(?:needed|needs|required|requires|will|would|could|may|might|should|can|to|if|plans? to|expected to|scheduled to|set to|ready to|about to|poised to|whether|before|hopes?|want(?:s|ed)?|urged?|asked|calls? (?:on|for)|must|didn't|did not|not yet|until|unless|likely to|going to|prepar\w+ to|never)\s(?:\w+\s){0,3}$",
    re.I,
)
NO_SINGLE = re.compile(r"\bwithout (?:a|one|any) (?:single )?$", re.I)


def _is_unreal(sentence: str, at: int) -> bool:
    """Return whether what follows is only planned, wished or asked for."""
    before = sentence[max(0, at - 45) : at].rstrip(" ") + " "
    return UNREAL.search(before) is not None or NO_SINGLE.search(before) is not None
