# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Who voted how: lists of names before and after the words that tell a choice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from nlp.components.patterns import NOT_SURNAMES
from nlp.found import Option
from nlp.lexicons import words

STOP = (
    r"(?!(?:The|A|An|While|And|But|Or|Both|All|Only|Voting|Yes|No|Aye|Ayes|Nay|Nays|Absent|Abstain|Abstaining|Abstained|Board|School|Council|"
    r"Members?|Those|They|In|On|With|After|Before|For|Against|When|As|It|This|That|Their|His|Her|He|She|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\w+teen|(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety)(?:-\w+)?|Dozens|Half|None|"
    r"Motion|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d|"
    r"Also|Joining|Opposed|Opposing|Dissenting|Local|Committee|District|Public|Schools|Police|Chicago Board|Then|Meanwhile|However|"
    r"Several|Some|Other|One|If|At|By|From|Who|Supporting|Favor|SRO|SROs|CPS|CPD|LSC|Oppose|Against|Neither|Every|Everyone|Students?|Parents?|Late|Last|Here|There|"
    r"Without|Following|Despite|Though|Although|Because|Since|During|Under|Over|What|Why|How|Whether|Not|Nearly|Most|Many|More|Even|Just|Instead|"
    r"Ultimately|Earlier|Today|Yesterday|Our|Your|We|I|You|Its|Another|Each|Any|Such|These|To|Of|Is|Was|Did|Do|Be|Residents|Community|Critics|"
    r"Supporters|Opponents|Protesters|Teachers|Principals|Activists|Advocates|Democrats|Republicans|Roll|Call|Approved|Approving|Result|Majority|Still|"
    r"Once|Again|Never|Nobody|Now|So|Yet|Than|Vote|Votes|Voters|Item|Resolution|Amendment|House Bill|Senate Bill)\b)"
)
PARTICLE = r"(?:de la|de|del|Del|van der|van|von|la|St\.|Vander)"
WORD = (
    rf"{STOP}(?:[A-Z]\.(?:[A-Z]\.)?(?=\s[A-Z])|[A-ZÀ-Þ][\w'’]*(?:[-‐‑][A-ZÀ-Þ]?[\w'’]+)*|[A-Z]\.(?:[A-Z]\.)?)"
)
TITLES = "|".join(
    re.escape(title) for title in sorted({*words("titles"), *words("member_nouns")}, key=len, reverse=True)
)
TITLE = rf"(?:(?:(?i:the\s)?(?:[Aa]t-large\s|(?:District|Ward|Zone|Area)\s\d+\s)?(?:[A-Z]\w+\s(?=County\s))?(?i:fellow\s|colleagues?\s|then-|outgoing\s|former\s|newly elected\s)?(?i:{TITLES}),?\s)*)"
ASIDE = r"(?:\s?\([^()]{1,40}\)|,\s(?:the|a|an|who|whose|its|R|D)(?=[\s-])[^,;:.]{1,70},(?!\sand\s[A-Z][\w'-]+\s(?:vot|abst|diss|oppos)\w+)|,\s(?:Jr|Sr)\.)"
NAME = rf"{TITLE}(?P<{{}}>(?:{PARTICLE}\s)?{WORD}(?:\s(?:{PARTICLE}\s)?{WORD}){{{{0,3}}}}){ASIDE}?"
ONE = rf"{TITLE}(?:{PARTICLE}\s)?{WORD}(?:\s(?:{PARTICLE}\s)?{WORD}){{0,3}}{ASIDE}?"
SEPARATOR = r"(?:,?\s(?:and|&|along with|together with|as well as|plus|joined by|or|nor|but)\s|,\s(?:both\s)?|;\s(?:and\s)?)"
AND_OTHERS = r"(?:,?\sand\s(?:\w+\s){0,2}(?:others?|colleagues|fellow members)(?:\s(?:board |council )?(?:members|trustees|directors|councilors))?)?"
LIST = rf"{ONE}(?:{SEPARATOR}{ONE})*{AND_OTHERS}"
BARE = re.compile(rf"{TITLE}(?P<name>(?:{PARTICLE}\s)?{WORD}(?:\s(?:{PARTICLE}\s)?{WORD}){{0,3}}){ASIDE}?")
ADVERBS = r"(?:\s(?:who|both|all|each|also|then|ultimately|alone|had|were|was|have|again|\w+ly|instead|recorded as|registered as|noted as|counted as|listed as|the only (?:members?|ones?|board members?) (?:to|who)|was the only (?:member|one) to|were the only (?:members|ones) to))*"
POLAR = (
    r"(?:to|for|in favor of|in support of|against)\s(?:[^.;,!?]|,\d)+?(?=[.;,!?]|$|\s(?:while|but|and [A-Z]))"
)
VOTE_WORDS: list[tuple[str, Option]] = [
    (
        r"(?:no|nay|against(?: it| the (?:motion|measure|resolution|proposal|item|plan|amendment|idea|move))?(?=\s*(?:[.,;:)]|$|while|and|but|as|because|when|in))|in opposition|in the negative|in dissent)(?![\w-])",
        "no",
    ),
    (
        r"(?:yes|aye|yea|in favor(?: of (?:it|the (?:motion|measure|resolution|proposal|item|amendment)))?|in support(?: of it)?|for (?:it|the (?:motion|measure|resolution|proposal|item|amendment))|in the affirmative)(?![\w-])(?! of)",
        "yes",
    ),
    (r"(?:present)\b", "abstain"),
]
BEFORE: list[tuple[str, Option]] = [
    (r"(?:broke (?:a|the)(?: \S+)? tie|cast(?:ing)? the (?:tie-?breaking|deciding) vote)\b", "yes"),
    (
        r"(?:dissent(?:ed|ing)?|(?:were|was) opposed|opposed(?: it| the (?:motion|measure|resolution|proposal|move|plan|renewal|vote|contract|idea))?|opposing(?: it)?|objected|object(?:ing)?|in dissent|in opposition|disagreed(?! with)|voted otherwise|(?:were|was) against(?: it)?|against|with a no vote)(?![\w-])",
        "no",
    ),
    (
        r"(?:in favor|(?:were|was) in favor|(?:supported|backed|favored) (?:it|the (?:motion|measure|resolution|proposal|item))|in support|supporting(?: it)?|(?:were|was) for it)(?![\w-])(?! of)",
        "yes",
    ),
    (
        r"(?:abstain(?:ed|ing)?|recus(?:ed|ing)(?: (?:himself|herself|themselves))?|sat out the vote|passed on the vote|declined to vote|in abstention)\b",
        "abstain",
    ),
    (
        r"(?:(?:was|were) absent|absent|did not attend|missed the (?:vote|meeting)|(?:was|were) not present|was not there|left before the vote)\b",
        "absent",
    ),
    (r"(?:did not vote|didn't vote|not voting)\b", "not voting"),
    (r"(?:was|were) excused\b", "excused"),
]
CAST = r"cast(?:ing)?\s(?:the|a|his|her|their)?\s?(?:\w+\s){0,2}?(?P<w>no|nay|dissenting|opposing|negative|yes|aye|affirmative|supporting|tie-?breaking)(?:\s\w+)?\svotes?\b"
ONLY = r"(?:was|were)\s(?:the\s)?(?:\w+\s){0,2}?(?P<w>no|nay|dissenting|opposing|yes|dissenters?|holdouts?)(?:\s(?:votes?|voters?|members?|voices?))?\b"
NO_NOUNS = r"(?:no|nay|dissenting|opposing|negative|“no”|\"no\"|'no')\s(?:votes?|voters?|members?)|votes?\s(?:against|in opposition)(?: it)?|dissent(?:ers|s)?|opponents|(?:members|those) (?:voting|who voted) (?:no|against)|noes|nays|lone dissenter|opposition"
YES_NOUNS = r"(?:yes|aye|affirmative|“yes”|\"yes\"|'yes')\s(?:votes?|voters?)|votes? in (?:favor|support)|(?:members|those) (?:voting|who voted) (?:yes|in favor)|ayes|yeas"
AB_NOUNS = r"abstentions?|(?:members|those) (?:abstaining|who abstained)"
LABELS: list[tuple[str, Option]] = [
    (
        r"(?:vot(?:ing|ed|es?)[ -])?(?:yes|yea|yeas|aye|ayes|in favor|in support|for|favor|approve|affirmative)(?: votes?| were| was)?",
        "yes",
    ),
    (
        r"(?:vot(?:ing|ed|es?)[ -])?(?:no|nays?|noes|against|opposed|opposing|opposition|in opposition|dissenting|negative)(?: votes?| were| was)?",
        "no",
    ),
    (r"(?:abstain(?:ing|ed)?|abstentions?|recused)(?: were| was)?", "abstain"),
    (r"(?:absent|not present)(?: were| was)?", "absent"),
    (r"(?:excused)", "excused"),
    (r"(?:not voting|no vote)", "not voting"),
]
# A school, a body or an office that votes or stands before a name is nobody's name.
NO_PERSON = re.compile(
    r"\b(?:Academy|School|College|Prep|Elementary|High|Council|Committee|Department|Union|University|Senate|House|Executive|Court|Commission|County|Schools|District)$"
    r"|\b(?:Academy|School|Council|Committee|University|School Board)\b"
)
PLACE_LED = re.compile(r"\b(?:in|at|of|near|from|outside)\s$")
MAY_BE_SURNAMES = frozenset({"Park", "Street", "General", "Black"})
OPTION_OF = {
    "no": "no",
    "nay": "no",
    "dissenting": "no",
    "opposing": "no",
    "negative": "no",
    "dissenter": "no",
    "dissenters": "no",
    "holdout": "no",
    "holdouts": "no",
    "yes": "yes",
    "aye": "yes",
    "affirmative": "yes",
    "supporting": "yes",
}


@dataclass
class Choice:
    """Names with one choice; `polar` holds the words of a choice that names its object ("to end the contract")."""

    names: list[tuple[str, int, int]]
    option: Option
    start: int
    end: int
    polar: str | None = None
    against: bool = False
    count: int | None = None
    rest: str | None = field(default=None)


def _compile(body: str) -> re.Pattern[str]:
    return re.compile(body)


BEFORE_VOTE = [
    (
        _compile(
            rf"(?P<list>{LIST}),?{ADVERBS},?\s(?:vot(?:ed|es?|ing)|cast (?:a|their|his|her) votes?)(?:\s\w+ly)?\s['\"“‘]?(?i:{form})"
        ),
        option,
    )
    for form, option in VOTE_WORDS
]
BEFORE_PLAIN = [(_compile(rf"(?P<list>{LIST}),?{ADVERBS},?\s(?i:{form})"), option) for form, option in BEFORE]
# Lists of names are slow to try: these cheap words must stand in the sentence first.
PLAIN_FORMS = [re.compile(rf"\s(?i:{form})") for form, _ in BEFORE]
CASTS = re.compile(r"\b[Vv]ot|\bcast")
IS_ONE = re.compile(rf"\s(?i:{ONLY})")
BEFORE_LED = _compile(
    rf"(?P<list>{LIST})\s(?i:(?:led|headed) the)\s[“\"'‘]?(?i:(?P<w>no|yes|dissenting))[”\"'’]?\s(?i:votes?|side|camp|bloc|faction)(?:,?\s(?:(?:along |together )?with|joined by)\s(?P<more>{LIST}))?"
)
VOTED_WITH = _compile(
    rf"(?P<list>{LIST})\s(?i:voted)\s(?i:with|alongside)\s(?P<more>{LIST}),?\s(?:(?P<polar>{POLAR})|(?i:(?P<w>no|yes)\b))"
)
DASHED = _compile(
    rf"[—–]\s?(?P<list>{LIST})\s?[—–]\s?(?i:(?:were|who)?\s?)vot(?:ed|ing)\s(?:(?P<polar>{POLAR})|(?i:(?P<w>no|yes|against|in favor)(?![\w-])))"
)
BEFORE_POLAR = _compile(rf"(?P<list>{LIST}),?{ADVERBS},?\svot(?:ed|ing)(?:\s\w+ly)?\s(?P<polar>{POLAR})")
BEFORE_CAST = _compile(rf"(?P<list>{LIST}),?{ADVERBS},?\s(?i:{CAST})")
BEFORE_ONE_OF = _compile(
    rf"(?P<list>{LIST}),?(?:\swho)?\s(?i:cast(?:ing)?\s(?:(?:one|two|both|three|all \w+) of (?:the )?(?:\w+ )?|the (?:\w+ )?)(?:votes? (?P<w>against|for|in favor)|(?P<w2>no|yes|dissenting) votes?))"
)
BEFORE_ONLY = _compile(rf"(?P<list>{LIST})\s(?i:{ONLY})")
AFTER_NOUN = [
    (
        _compile(
            rf"(?i:\b(?:{nouns}))(?:\s(?:on|to|of|the|re\w+ing|end\w*|keep\w*)\b[^.;:]{{1,60}}?)?\s?(?i:came from|were cast by|was cast by|cast by|(?:were|was) from|from|by|were|was|included?|including|came via|belonged to|:|,)\s?(?:both\s)?(?P<list>{LIST})"
        ),
        option,
    )
    for nouns, option in ((NO_NOUNS, "no"), (YES_NOUNS, "yes"), (AB_NOUNS, "abstain"))
]
AFTER_LABEL = [
    (
        _compile(
            rf"(?:(?<=^)|(?<=[.;:,(\n–—-])|(?<=[.;:,(\n–—-]\s)|(?<=\s))(?i:{label})(?:\s?\(\d+\))?\s?(?:[:–—]|\s-)\s?(?:\d+\s?[:–—(-]?\s?)?(?P<list>{LIST})"
        ),
        option,
    )
    for label, option in LABELS
]
WERE = [
    (_compile(rf"(?i:\b(?:{label}))\s(?i:were|was)\s(?P<list>{LIST})"), option) for label, option in LABELS
]
AFTER_VERB = [
    (
        _compile(
            rf"(?i:\bvoting [\"'“‘]?(?:{form})[\"'”’]?)(?:\s(?:for|on|to|along)\b[^.;:]{{1,40}}?)?\s(?:were|was)\s(?P<list>{LIST})"
        ),
        option,
    )
    for form, option in VOTE_WORDS
] + [
    (
        _compile(
            rf"(?i:\bopposed by|over (?:the )?(?:objections?|opposition|dissents?) (?:of|from))\s(?P<list>{LIST})"
        ),
        "no",
    ),
    (_compile(rf"(?i:\bin the majority) (?:were|was)\s(?P<list>{LIST})"), "yes"),
    (_compile(rf"(?i:\bin the minority) (?:were|was)\s(?P<list>{LIST})"), "no"),
    (_compile(rf"(?i:\b(?:abstaining|absent)) (?:were|was)\s(?P<list>{LIST})"), "abstain"),
    (_compile(rf"(?i:\bopposing) (?:it|the (?:motion|measure))? ?(?:were|was)\s(?P<list>{LIST})"), "no"),
    (
        _compile(
            rf"(?i:\b(?:everyone|every member|all (?:members|\w+ members)?) (?:but|except|save)(?: for)?)\s(?P<list>{LIST})\s(?i:vot(?:ed|ing) (?:yes|in favor|for|aye))"
        ),
        "no",
    ),
]
ROLL = re.compile(
    rf"(?P<name>{LIST})(?:\s?(?::|–|—|\s-|,|\()\s?|\s{{2,}})(?P<w>[Yy]es|[Nn]o|[Aa]ye|[Nn]ay|[Yy]ea|YES|NO|AYE|NAY|[Aa]bstain(?:ed|s)?|[Aa]bsent|[Pp]resent)(?=[\s.,;)]|$)"
)
ROLL_OPTION: dict[str, Option] = {
    "yes": "yes",
    "aye": "yes",
    "yea": "yes",
    "no": "no",
    "nay": "no",
    "abstain": "abstain",
    "abstained": "abstain",
    "abstains": "abstain",
    "absent": "absent",
    "present": "abstain",
}
ELLIPSIS = [
    (
        _compile(
            rf"(?:,|;|\band|\bwhile|\bbut)\s(?:and\s|while\s|but\s)?(?P<list>{LIST}),?\s(?i:{form})(?=[\s.,;]|$)"
        ),
        option,
    )
    for form, option in (("no|nay|against", "no"), ("yes|aye|in favor", "yes"))
]
JOINED = re.compile(
    rf"(?P<who>{LIST})\s(?i:joined)\s(?P<list>{LIST})\s(?i:in\s(?:vot(?:ing|es?)\s)?(?:(?P<no>no|against|dissent\w*|oppos\w+|nay)|(?P<yes>yes|favor|support\w*|aye)))"
)
JOINED_BY = re.compile(rf"(?P<who>{ONE}),?\s(?:was\s|were\s)?(?i:joined)\s(?:by\s)?(?P<list>{LIST})")
AS_DID = re.compile(
    rf"\b(?i:(?:as|so) (?:did|were|was)|followed by|the others? (?:came from|was cast by|were cast by|was|were))\s(?P<list>{LIST})"
)
OTHERS = re.compile(
    rf"(?i:(?:and )?the (?:others?|second|third|remaining)(?: \w+)? (?:came from|was cast by|were cast by|was|were))\s(?P<list>{LIST})"
)
WITH = re.compile(
    rf"(?<!vote )(?<!voted )(?<!voting )\b(?i:with)\s(?:both\s|only\s|just\s)?(?P<list>{LIST})\s(?i:(?:(?:recorded|registered|noted|listed|counted) as\s)?(?:vot(?:ing|ed)\s)?(?:(?P<no>dissenting|opposed|opposing|against|no|nay|in opposition|in dissent|objecting)|(?P<yes>in favor|yes|in support|supporting|aye)|(?P<abstain>abstaining|recused|recusing)|(?P<absent>absent)))(?![\w-])"
)


# Every pattern asks for one of these words; most sentences have none.
TELLS_CHOICES = re.compile(
    r"\b(?:vot(?:e|ed|es|ing|ers?)|yes|no|ayes?|nays?|yeas?|noes|abst\w+|recus\w+|absent|excused|present|dissent\w*|oppos\w+|object\w*|"
    r"against|favor(?:ed)?|affirmative|approve|support\w*|backed|for (?:it|the)|disagreed|minority|majority|holdouts?|tie|casting|negative|"
    r"the (?:others?|second|third|remaining)|missed|did not attend|was not there|joined|for\s?[:–—-])\b|\bfor\s?[:–—]",
    re.I,
)


def choices(sentence: str) -> list[Choice]:
    """Return every group of names with its choice in one sentence, in order; the more specific reading first."""
    found: list[Choice] = []
    if not TELLS_CHOICES.search(sentence):
        return found
    for choice in _all(sentence):
        if choice.names and not any(_same_names(choice, other) for other in found):
            found.append(choice)
    _take_back_the_joined(sentence, found)
    _add_the_followers(sentence, found)
    return sorted(found, key=lambda choice: choice.start)


def _all(sentence: str) -> Iterator[Choice]:
    has_vote = CASTS.search(sentence) is not None
    yield from _others(sentence)
    for match in WITH.finditer(sentence):
        option = next(key for key in ("no", "yes", "abstain", "absent") if match[key])
        yield _choice(sentence, match, option)
    for match in JOINED.finditer(sentence):
        choice = _choice(sentence, match, "no" if match["no"] else "yes")
        choice.names = _names(sentence, match.start("who"), match.end("who")) + choice.names
        yield choice
    for patterns in (AFTER_VERB, AFTER_NOUN, AFTER_LABEL, WERE, BEFORE_VOTE if has_vote else []):
        for pattern, option in patterns:
            for match in pattern.finditer(sentence):
                yield _choice(sentence, match, option)
    for pattern in (
        *([BEFORE_CAST] if has_vote else []),
        *([BEFORE_ONLY] if IS_ONE.search(sentence) else []),
    ):
        for match in pattern.finditer(sentence):
            if (word := match["w"].lower()) in OPTION_OF:
                yield _choice(sentence, match, OPTION_OF[word])
    yield from _led(sentence)
    for match in BEFORE_ONE_OF.finditer(sentence) if has_vote else ():
        yield _choice(
            sentence, match, "no" if (match["w"] or match["w2"]) in {"against", "no", "dissenting"} else "yes"
        )
    yield from _roll(sentence)
    for match in BEFORE_POLAR.finditer(sentence) if has_vote else ():
        choice = _choice(sentence, match, "yes")
        choice.polar = match["polar"]
        choice.against = choice.polar.lower().startswith("against")
        yield choice
    plain = [entry for entry, form in zip(BEFORE_PLAIN, PLAIN_FORMS, strict=True) if form.search(sentence)]
    for pattern, option in (*plain, *(ELLIPSIS if has_vote else [])):
        for match in pattern.finditer(sentence):
            yield _choice(sentence, match, option)


def _led(sentence: str) -> Iterator[Choice]:
    """ "X led the no votes, along with Y", "X voted with Y against it", "three members - X, Y and Z - voting no"."""
    for pattern, mark in ((BEFORE_LED, "ed the "), (VOTED_WITH, "voted "), (DASHED, "ot")):
        if mark not in sentence or (pattern is DASHED and not re.search(r"[—–]", sentence)):
            continue
        for match in pattern.finditer(sentence):
            groups = match.groupdict()
            word = (groups["w"] or "").lower()
            choice = _choice(sentence, match, "no" if word in {"no", "dissenting", "against"} else "yes")
            if groups.get("more"):
                choice.names += _names(sentence, match.start("more"), match.end("more"))
            choice.polar = groups.get("polar")
            choice.against = (choice.polar or "").lower().startswith("against")
            yield choice


def _choice(sentence: str, match: re.Match[str], option: str) -> Choice:
    start = match.start("list")
    whole = match.start() == start and PLACE_LED.search(sentence[max(0, start - 12) : start])
    names = [] if whole else _names(sentence, start, match.end("list"))
    return Choice(names, cast(Option, option), match.start(), match.end())


def _roll(sentence: str) -> Iterator[Choice]:
    """A name and its choice, one after the other; one alone is no roll call ("Yes, Rivas said")."""
    matches = list(ROLL.finditer(sentence))
    if len(matches) < 2 and not (
        matches and matches[0].start() <= 1 and len(sentence.strip()) - matches[0].end() <= 2
    ):
        return
    for match in matches:
        if names := _names(sentence, match.start("name"), match.end("name")):
            yield Choice(names, ROLL_OPTION[match["w"].lower()], match.start(), match.end())


def _names(sentence: str, start: int, end: int) -> list[tuple[str, int, int]]:
    found = []
    for match in BARE.finditer(sentence, start, end):
        name = re.sub(r"(?:'s|’s)$", "", match["name"])
        parts = name.split()
        if (
            NO_PERSON.search(name)
            or parts[-1].strip(".") in NOT_SURNAMES - MAY_BE_SURNAMES
            or parts[0] in NOT_SURNAMES - MAY_BE_SURNAMES
            or (name.isupper() and len(name) < 4)
        ):
            continue
        found.append((name, match.start("name"), match.start("name") + len(name)))
    return found


def _same_names(choice: Choice, other: Choice) -> bool:
    mine = {start for _, start, _ in choice.names}
    theirs = {start for _, start, _ in other.names}
    return bool(mine & theirs)


def _others(sentence: str) -> Iterator[Choice]:
    """ "The other came from Vega.": a sentence that goes on with the choice before it."""
    if (match := OTHERS.match(sentence.strip())) is not None:
        yield Choice(
            _names(sentence, match.start("list"), match.end("list")), "no", 0, match.end(), rest="same"
        )


def _add_the_followers(sentence: str, found: list[Choice]) -> None:
    """ "Okafor voted no, as did Brandt": who follows chose the same."""
    for match in AS_DID.finditer(sentence):
        before = [choice for choice in found if choice.start < match.start()]
        if before:
            leader = max(before, key=lambda choice: choice.start)
            held = {start for choice in found for _, start, _ in choice.names}
            names = _names(sentence, match.start("list"), match.end("list"))
            leader.names += [entry for entry in names if entry[1] not in held]


def _take_back_the_joined(sentence: str, found: list[Choice]) -> None:
    """ "A, joined by B and C, voted no": all three voted no, whichever list the choice caught."""
    for match in JOINED_BY.finditer(sentence):
        group = _names(sentence, match.start("who"), match.end("who")) + _names(
            sentence, match.start("list"), match.end("list")
        )
        starts = {start for _, start, _ in group}
        for choice in found:
            held = {start for _, start, _ in choice.names}
            if held & starts:
                choice.names = sorted({*choice.names, *group}, key=lambda entry: entry[1])
