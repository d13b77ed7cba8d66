# ruff: noqa: E501, SIM905 - a pattern cut over lines is harder to check than a long one
"""The figures of a vote in one sentence, and the figures that are none (polls, scores, dates, ages)."""

import re
from dataclasses import dataclass

NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"no": 0, "none": 0, "a": 1, "an": 1, "single": 1, "lone": 1, "both": 2}
WORD = "|".join(
    sorted(
        (w for w in NUMBERS if w not in {"a", "an", "no", "none", "single", "lone", "both"}),
        key=len,
        reverse=True,
    )
)
N = rf"(?:\d{{1,3}}|{WORD})"
DASH = r"[-\u2010-\u2015\u2212]"
PAIR = re.compile(
    rf"(?<![\w$.,:/#-])(?P<a>{N})(?:\s?{DASH}\s?(?:to\s?{DASH}\s?)?|(?P<w>\s(?:votes?|voices?))?\s(?:to|against|versus)\s|{DASH}to{DASH})(?P<b>{N})"
    rf"(?:(?:\s?{DASH}\s?|{DASH}to{DASH})(?P<c>{N}))?(?![\w%/]|:\d|{DASH}|,\d|\.\d|\s?(?:percent|per cent|p\.m|a\.m|years?|year-olds?|million|billion|minutes|hours|days|grades?|points?)\b)",
    re.I,
)
FIGURE = re.compile(rf"\d|\b(?:{WORD})\b", re.I)
VOTES_TO = re.compile(rf"\bby {N} (?:votes|voices) (?:to|against) {N}\b", re.I)
# "Got through the council by 11-5", "the board was 5-3 for it".
SCORED = re.compile(
    rf"\b(?:by|was|were|stood)\s\d{{1,2}}\s?{DASH}\s?\d{{1,2}}\b|\bchose\b|\b(?:board|council|committee|trustees|members),? \d{{1,2}}{DASH}\d{{1,2}},",
    re.I,
)
# What must stand in the sentence for a pair of numbers to be a tally.
VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|approv\w+|pass(?:ed|es|ing|age)|adopt\w+|reject\w+|fail(?:ed|s|ing|ure)|defeat\w*|carri(?:ed|es)|"
    r"motion|resolution|measure|amendment|decision|decided|margin|tally|ratif\w+|renew\w+|split|deadlock\w*|ruled|"
    r"den(?:ied|ies)|dissent\w*|sided|endors\w+|agreed|backed|roll call|recommend\w+|tabled|postponed|upheld|"
    r"oppos\w+|in favor|okayed|OK'd|turned down|shot down|down|moved|advanced|clear(?:ed|s)|refus\w+|declin\w+|(?:restor|brought|bring|put|cut|drop|refer|reinstat|extend|terminat|cancel|remov|sever|decided|order|rais|pick|do(?:es)? away|did away|went|goes|threw|sign)\w*|lost|won|ended?|kept|keeps?)\b",
    re.I,
)
STRONG = re.compile(
    r"\b(?:(?:final|vote) (?:count|score)|(?:count|roll|tally) (?:was|is)|said (?:yes|no)|(?:that|it|item) (?:passes|passed|carries|fails|failed)|count was|decision (?:was|had been|came)|came down|tie|ties|tied|deadlock\w*|carri(?:ed|es)|ordinance|measure|vot(?:e|es|ed|ing)|motion|resolution|tally|roll call|margin|dissent\w*|approv\w+|reject\w+|adopt\w+|amendment)\b"
    r"|\b(?:proposals?|plans?|bids?|efforts?|attempts?|requests?|renewal|extension|removal|return|contract|agreement|policy|recommendation|bill)\b.{0,160}?\b(?:fail(?:ed|s)|fell|falls|defeat(?:ed)?|lost|died|passed|passes|cleared|blocked|turned (?:down|back|away)|voted down|shot down|struck down)\b",
    re.I,
)
BODY_NOUN = re.compile(
    r"\b(?:board|council|committee|LSC|trustees|commission\w*|directors|councilors|aldermen|senate|house|members|it (?:was|pass(?:ed|es)|fail(?:ed|s)))\b",
    re.I,
)
NO_TALLY = re.compile(
    r"\b(?:poll(?:s|ed|ing)?|survey\w*|respondents?|percent(?:age)?|per cent|score[ds]?|innings?|touchdowns?|quarterback|"
    r"game|season|playoffs?|overtime|semifinal\w*|tournament|record of|win over|beat the|box score|bulldogs|halftime|"
    r"odds|ratio|electoral|runoff|supreme court|appeals? (?:court|panel)|justices|judges?|grand jury|jury)\b|%",
    re.I,
)
BEFORE_NO_TALLY = re.compile(
    r"(?:\b(?:grades?|ages?|aged|pages?|rooms?|sections?|chapters?|from|between|district|ward|wards|flights?|route|"
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Oct(?:ober|\.)?|"
    r"Nov(?:ember|\.)?|Dec(?:ember|\.)?|K|pre-?K|HB|SB|No\.|roughly|about|hours?|\$)\s?)$",
    re.I,
)
AFTER_NO_TALLY = re.compile(
    r"^\s?(?:students|officers|schools|people|guards|feet|inches|weeks?|months?|times|dollars|counselors|grade\w*|range|school year)\b",
    re.I,
)
UNANIMOUS = re.compile(
    r"\b(?:unanimous(?:ly)?|with no members? against|with (?:all|every) (?:of its |of the )?members? in favor|dr(?:e|a)w(?:n|s)? no dissent|(?:all|every one) of (?:its|whose|the board's|them),? (?:members )?(?:were for it|in favor|to\b|had voted)|every member of [^,.;]{3,60}? (?:agreed|voted|approved)|votes of all (?:its )?members|all of its votes|without (?:a |any )?(?:single )?(?:dissent|opposition|objection)(?:ing (?:votes?|voices?))?|without a (?:single )?(?:no|nay)(?: votes?)?\b|(?:no (?:one|member)|nobody|none of (?:its|the|them)(?: \w+)?) (?:dissented|opposed|(?:voted|was|were|stood) (?:no|against|opposed))|all members (?:voting |present |who voted )?(?:were )?in favor|all (?:of )?(?:its|the|their)(?: \w+){0,2} members were (?:for|in favor)\b|(?<!not )(?<!nearly )(?<!almost )\ball members of the [^.;,]{3,60}? (?:voted|agreed|approved|were for)|with (?:nobody|no one|none of them) (?:against|opposed)|(?:passed|approved|adopted|backed|supported) by all (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|members)\b|(?:with|in) one voice|to a person,|"
    r"with no (?:opposition|dissent|dissenting votes?|votes? against|nay votes?|no votes?))\b",
    re.I,
)
NOT_UNANIMOUS = re.compile(r"\b(?:not|nearly|almost|wasn't|less than|far from|n't be) (?:a )?unanimous", re.I)
YES_WORDS = r"(?:yes(?:es)?|ayes?|yeas?|in favor|in support|for(?= (?:it|the|and|\d|removal|ending|keeping))|for\b(?=[,;.]| and )|support(?:ing|ed)?(?: it)?|affirmative|approving)"
NO_WORDS = r"(?:no(?:es|s)?|nays?|against|oppos(?:ed|ing)(?: it)?|in opposition|dissent(?:ed|ing)?|negative)"
AB_WORDS = r"(?:abstain(?:ed|ing)?|abstentions?)"
OUT_WORDS = r"(?:absent|absences?|excused)"
COUNT_BODY = (
    r"(?:\s(?:of (?:the|its) )?(?:board |council |school board |committee )?(?:members?|trustees?|directors?|commissioners?|councilors?|people|alder\w+))?"
    r"(?:\s(?:who|were|was|had|have))?(?:\s(?:vot(?:es?|ed|ing)|cast))?"
)


def _counts(option: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<n>\d{{1,3}}|{WORD}|no|a single|one|both)\b{COUNT_BODY}\s(?P<w>{option})\b(?:\svotes?)?(?!\s?:)",
        re.I,
    )


COUNTS = {
    "yes": [
        _counts(YES_WORDS),
        re.compile(r"\b(?:yes|ayes?|yeas?|in favor|for|favor)\s?[:=–—-]\s?(?P<n>\d{1,3})\b", re.I),
    ],
    "no": [
        _counts(NO_WORDS),
        re.compile(r"\b(?:no|nays?|noes|against|opposed)\s?[:=–—-]\s?(?P<n>\d{1,3})\b", re.I),
    ],
    "abstain": [
        re.compile(
            rf"(?<![\w-])(?P<n>{N}|a|an)\b(?:\s(?!(?:with|and|but|{N})\b)\w+){{0,2}}?\s(?P<w>{AB_WORDS})\b",
            re.I,
        ),
        re.compile(r"\b(?:abstain(?:ed|ing)?|abstentions?)\s?[:=–—-]\s?(?P<n>\d{1,3})\b", re.I),
    ],
    "absent": [
        re.compile(
            rf"(?<![\w-])(?P<n>{N}|a|an)\b(?:\s(?!(?:with|and|but|{N})\b)\w+){{0,2}}?\s(?P<w>{OUT_WORDS})\b",
            re.I,
        ),
        re.compile(r"\b(?:absent|excused)\s?[:=–—-]\s?(?P<n>\d{1,3})\b", re.I),
    ],
}
COUNTED_BY = {  # every pattern of an option has one of these
    "yes": ("yes", "aye", "yea", "favor", "support", "for", "affirm", "approv"),
    "no": ("no", "nay", "against", "oppos", "dissent", "negative"),
    "abstain": ("abst",),
    "absent": ("absen", "excused"),
}
# "Six votes in favor and one pass": told to the last vote, so that none was against.
NONE_AGAINST = re.compile(
    rf"\b(?P<n>{N}) (?:votes? )?(?:in favor|for|yes(?: votes?)?|ayes),? (?:and|with) (?P<m>{N}|a|an) (?:pass(?:es|ed|ing)?|abstentions?|abstaining|abstained)\b",
    re.I,
)
ALL_MEMBERS = re.compile(
    rf"^\W*all (?P<all>{N}) (?:approved|agreed|voted (?:yes|aye|in favor|for)|said (?:yes|aye)|supported|backed|were in favor)\b|\ball (?P<n>{N}) (?:\w+ ){{0,2}}?(?:members|trustees|directors|commissioners|councilors|aldermen)\b(?=.{{0,40}}\b(?:vot|support|favor|approv|back|were for\b|agreed))|\b(?:the|its) (?P<each>{N}) (?:\w+ ){{0,2}}?(?:members|trustees|directors|commissioners|councilors|aldermen)\b[^.;]{{0,30}}?\ball (?:voted (?:yes|aye|in favor|for)|agreed|were (?:for|in favor))\b",
    re.I,
)
# "With 11 members for the proposal and 14 against it", "three were for the plan and five were not".
SIDE = r"(?:\s(?:of (?:the |its |his |her )?)?(?:\w+\s)?(?:members|trustees|directors|commissioners|supervisors|colleagues|alders?|council\w+|votes|Democrats|Republicans))?"
# "Got five votes", "five for it and two who passed", "passed by all seven", "all seven members were against it".
GOT_VOTES = re.compile(
    rf"\b(?:got|received|drew|mustered|won) (?:only |just )?(?P<n>{N}) votes\b(?! (?:against|in opposition))",
    re.I,
)
FOR_AND_PASSED = re.compile(rf"\b(?P<n>{N}) for it and (?P<m>{N}) (?:who|that) (?:passed|abstained)\b", re.I)
ALL_OF_THEM = re.compile(
    rf"\b(?:passed|approved|adopted|backed|supported) by all (?P<n>{N})\b(?! (?:schools|districts|cities|states))"
    rf"|\ball (?P<m>{N}) (?:[\w'’]+ ){{0,3}}?(?:members|trustees|directors|commissioners|councilors|aldermen) were (?:against|opposed)\b",
    re.I,
)
FOR_AND_AGAINST = re.compile(
    rf"\b(?P<n>{N}){SIDE}(?:\swere)?\s(?:for|in favor of)\s(?:it|them|the|a|an|that|keeping|ending|having)\b[^.;]{{0,80}}?\s(?:and|but|,)\s(?:only\s)?(?P<m>{N}){SIDE}(?:\swere)?\s(?:against|opposed|not(?=[.,;]|$))",
    re.I,
)
COLLEAGUES_FOR = re.compile(
    rf"\b(?P<n>{N}) of (?:his|her|the|its|their) (?:\w+ )?(?:colleagues|members|trustees)(?: on the (?:board|council|committee))? were (?:for|in favor of) it\b",
    re.I,
)


@dataclass
class Tally:
    """Figures as told, in the order of telling: `first` and `second` are not yet yes and no."""

    start: int
    end: int
    first: int | None = None
    second: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    unanimous: bool = False

    @property
    def has_figures(self) -> bool:
        """Whether any of yes, no or the pair is told."""
        return self.first is not None or self.yes is not None or self.no is not None


def number(word: str) -> int:
    """Return the value of a figure or number word. Raises KeyError on any other word."""
    plain = word.strip().lower().removeprefix("a ")
    return int(plain) if plain.isdigit() else NUMBERS[plain]


def pairs(sentence: str) -> list[Tally]:
    """Return the tallies written as two numbers ("4-3", "five to two", "4-2-1") in a sentence."""
    if not FIGURE.search(sentence):
        return []
    if NO_TALLY.search(sentence) and not re.search(
        r"\b(?:board|council|committee|LSC|trustees|members)\b.{0,80}\bvote", sentence, re.I
    ):
        return []
    if (
        not STRONG.search(sentence)
        and not VOTES_TO.search(sentence)
        and not ((VOTING.search(sentence) or SCORED.search(sentence)) and BODY_NOUN.search(sentence))
    ):
        return []
    found = []
    for match in PAIR.finditer(sentence):
        a, b = number(match["a"]), number(match["b"])
        c = number(match["c"]) if match["c"] else None
        if _is_no_tally(sentence, match, a, b):
            continue
        found.append(Tally(match.start(), match.end(), a, b, abstain=c))
    return found


def _is_no_tally(sentence: str, match: re.Match[str], a: int, b: int) -> bool:
    before, after = sentence[: match.start()], sentence[match.end() :]
    if re.search(r"[-–]0\d", match.group()):
        return True  # the number of a resolution ("20-07")
    if BEFORE_NO_TALLY.search(before) or AFTER_NO_TALLY.search(after):
        return True
    if 99 <= a + b <= 101 and not BODY_NOUN.search(sentence):
        return True  # shares of a referendum
    if a + b < 2 or (a + b >= 98 and a + b <= 101 and not STRONG.search(sentence)):
        return True
    spelled_to = re.search(r"\s(?:to|against|versus)\s", match.group()) is not None and not match["w"]
    near = sentence[max(0, match.start() - 60) : match.end() + 60]
    return spelled_to and not re.search(
        r"\b(?:vot\w+|margin|tally|by|pass\w+|fail\w+|reject\w+|approv\w+|defeat\w+|down|lost|won|clear\w+|adopt\w+|agreed|carri\w+|declin\w+|decid\w+|ended|renew\w+|motion)\b",
        near,
        re.I,
    )


def counts(sentence: str) -> Tally | None:
    """Return figures told by option ("five voted yes and two no", "one abstention"), or None."""
    tally = Tally(0, len(sentence))
    spots: list[int] = []
    lowered = sentence.lower()
    for option, patterns in COUNTS.items():
        for pattern in patterns if any(word in lowered for word in COUNTED_BY[option]) else ():
            match = pattern.search(sentence)
            if match and _is_count(sentence, match, option):
                setattr(tally, option, number(match["n"]))
                spots.extend((match.start(), match.end()))
                break
    nobody = NONE_AGAINST.search(sentence) if tally.no is None else None
    if nobody:
        tally.yes, tally.no = number(nobody["n"]), 0
        tally.abstain = number(nobody["m"])
        spots.extend(nobody.span())
    sides = FOR_AND_AGAINST.search(sentence) if "for" in lowered or "favor" in lowered else None
    if sides:
        tally.yes, tally.no = number(sides["n"]), number(sides["m"])
        spots.extend(sides.span())
    elif tally.yes is None and (some := COLLEAGUES_FOR.search(sentence)):
        tally.yes = number(some["n"])
        spots.extend(some.span())
    spots.extend(_take_told_by_side(sentence, tally))
    everyone = ALL_MEMBERS.search(sentence) if "all " in lowered else None
    if everyone and tally.yes is None and tally.no is None:
        tally.yes, tally.no = number(everyone["n"] or everyone["all"] or everyone["each"]), 0
        spots.extend(everyone.span("each" if everyone["each"] else 0))
    if not spots:
        return None
    tally.start, tally.end = min(spots), max(spots)
    return tally


def _take_told_by_side(sentence: str, tally: Tally) -> tuple[int, ...]:
    """Take figures that only one side or all have; return where they stand."""
    if passed := FOR_AND_PASSED.search(sentence):
        tally.yes, tally.no, tally.abstain = number(passed["n"]), 0, number(passed["m"])
        return passed.span()
    if (everyone := ALL_OF_THEM.search(sentence)) and tally.yes is None and tally.no is None:
        tally.yes, tally.no = (number(everyone["n"]), 0) if everyone["n"] else (0, number(everyone["m"]))
        return everyone.span()
    if (some := GOT_VOTES.search(sentence)) and tally.yes is None:
        tally.yes = number(some["n"])
        return some.span()
    return ()


def _is_count(sentence: str, match: re.Match[str], option: str) -> bool:
    """ "One for the ages" and "no support" are no counts: a yes or no count needs a vote word about it."""
    words = match.group().lower()
    if re.search(r"\bwithout $", sentence[: match.start()], re.I):
        return False
    if option in {"yes", "no"}:
        if words.startswith("no ") and "vote" not in words:
            return False
        return (
            re.search(
                r"\bvot|\bayes?\b|\bnays?\b|\byeas?\b|dissent|in favor\b(?! of)|abst|\b(?:count|tally|roll|motion)\b|\d for\b|were opposed",
                sentence,
                re.I,
            )
            is not None
        )
    return (
        re.search(
            r"\bvot|approv|pass|fail|reject|adopt|abstention|abstain|roll call|\d[-–]\d", sentence, re.I
        )
        is not None
    )


def is_unanimous(sentence: str) -> bool:
    """Return whether the sentence tells a decision without dissent."""
    return UNANIMOUS.search(sentence) is not None and NOT_UNANIMOUS.search(sentence) is None


def blanked(sentence: str, tallies: list[Tally]) -> str:
    """Return the sentence with its figures blanked and nothing else; lengths agree."""
    for tally in tallies:
        sentence = sentence[: tally.start] + " " * (tally.end - tally.start) + sentence[tally.end :]
    return sentence


def masked(sentence: str, tallies: list[Tally]) -> str:
    """Return the sentence with its tallies blanked, so that a verb meets its object; lengths agree."""
    text = blanked(sentence, tallies)

    def blank(match: re.Match[str]) -> str:
        return " " * len(match.group())

    text = re.sub(
        r"^\W*(?:by|on|in|with)\s(?:a|an)\s{3,}(?:vote|margin|split|roll call)\b[^,;]{0,60},",
        blank,
        text,
        flags=re.I,
    )
    text = re.sub(
        r"\b(?:by|on|in|with|via|after)\s(?:a|an)\s(?:\w+\s)?(?:vote|margin|tally|split|decision) of(?=\s{2,})",
        blank,
        text,
    )
    text = re.sub(r"\b(?:by|on|in|with)\s(?:a|an)(?=\s{3,}(?:vote|margin|roll call))", blank, text)
    text = re.sub(
        r"(?<=\s{3})(?:vote|margin|roll call vote|roll call)(?=[\s.,;]*(?:$|[.,;]|to\b\s?$))", blank, text
    )
    return re.sub(r"\(\s+\)", blank, text)
