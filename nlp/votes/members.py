# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Who voted how: lists of names before and after the words that tell a choice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from nlp.found import Option
from nlp.votes.choice_words import (
    ADVERBS,
    BEFORE,
    CAST,
    LABELS,
    NOUNS,
    ONLY,
    OPTION_OF,
    POLAR,
    SHORT_FORMS,
    VOTE_WORDS,
)
from nlp.votes.name_lists import LIST, ONE, PLACE_LED, Late, Listed, names_in


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
    won: bool = False  # told to be of the majority, whichever side that was
    lost: bool = False  # of the minority


Patterns = list[tuple[Late | Listed, Option]]


BEFORE_VOTE = [
    (
        Listed(
            rf",?{ADVERBS},?\s(?:vot(?:ed|es?|ing)|cast (?:a|their|his|her) votes?)(?:\s\w+ly)?\s['\"“‘]?(?i:{form})"
        ),
        option,
    )
    for form, option in VOTE_WORDS
]
BEFORE_PLAIN: Patterns = [
    (Listed(rf",?{ADVERBS},?\s(?i:{form})", needed=rf"\s(?i:{form})"), option) for form, option in BEFORE
]
CASTS = re.compile(r"\b[Vv]ot|\bcast")
BEFORE_LED = Listed(
    rf"\s(?i:(?:led|headed) the)\s[“\"'‘]?(?i:(?P<w>no|yes|dissenting))[”\"'’]?\s(?i:votes?|side|camp|bloc|faction)(?:,?\s(?:(?:along |together )?with|joined by)\s(?P<more>{LIST}))?"
)
VOTED_WITH = Listed(
    rf"\s(?i:voted)\s(?i:with|alongside)\s(?P<more>{LIST}),?\s(?:(?P<polar>{POLAR})|(?i:(?P<w>no|yes)\b))"
)
DASHED = Listed(
    rf"\s?[—–]\s?(?i:(?:were|who)?\s?)vot(?:ed|ing)\s(?:(?P<polar>{POLAR})|(?i:(?P<w>no|yes|against|in favor)(?![\w-])))",
    before=r"[—–]\s?",
)
BEFORE_POLAR = Listed(rf",?{ADVERBS},?\s(?:vot(?:ed|ing)|(?<=to\s)vote)(?:\s\w+ly)?\s(?P<polar>{POLAR})")
BEFORE_CAST = Listed(rf",?{ADVERBS},?\s(?i:{CAST})")
BEFORE_ONE_OF = Listed(
    r",?(?:\swho)?\s(?i:cast(?:ing)?\s(?:(?:one|two|both|three|all \w+) of (?:the )?(?:\w+ )?|the (?:\w+ )?)(?:votes? (?P<w>against|for|in favor)|(?P<w2>no|yes|dissenting) votes?))"
)
BEFORE_ONLY = Listed(rf"\s(?i:{ONLY})")
AFTER_NOUN = [
    (
        Late(
            rf"(?i:\b(?:{nouns}))(?:\s(?:on|to|of|the|re\w+ing|end\w*|keep\w*)\b[^.;:]{{1,60}}?)?\s?(?i:came from|were cast by|was cast by|cast by|(?:were|was) from|from|by|were|was|included?|including|came via|belonged to|:|,)\s?(?:both\s)?(?P<list>{LIST})"
        ),
        option,
    )
    for nouns, option in NOUNS
]
AFTER_LABEL = [
    (
        Late(
            rf"(?:(?<=^)|(?<=[.;:,(\n–—-])|(?<=[.;:,(\n–—-]\s)|(?<=\s))(?i:{label})(?:\s?\(\d+\))?\s?(?:[:–—]|\s-)\s?(?:\d+\s?[:–—(-]?\s?)?(?P<list>{LIST})"
        ),
        option,
    )
    for label, option in LABELS
]
WERE = [(Late(rf"(?i:\b(?:{label}))\s(?i:were|was)\s(?P<list>{LIST})"), option) for label, option in LABELS]
AFTER_VERB = [
    (
        Late(
            rf"(?i:\b(?:voting|who voted|that voted|who cast) [\"'“‘]?(?:{form})[\"'”’]?)(?:\s(?:for|on|to|along)\b[^.;:]{{1,40}}?)?\s(?:were|was|are|included?|includes)\s(?P<list>{LIST})"
        ),
        option,
    )
    for form, option in VOTE_WORDS
] + [
    (
        Late(
            rf"(?i:\bopposed by|over (?:the )?(?:objections?|opposition|dissents?) (?:of|from))\s(?P<list>{LIST})"
        ),
        "no",
    ),
    (
        Late(
            rf"(?i:\b(?:lone|sole|only) (?:dissenter|dissenting vote|no vote|no|holdout|opponent|nay))(?:,| was| came from|:)?\s(?P<list>{ONE})"
        ),
        "no",
    ),
    (
        Late(
            rf"(?i:\bthe (?:only )?(?:one|member|trustee) (?:who|to) (?:opposed?|was against|did not want)\b[^.;:]{{0,60}}?)\s(?i:was)\s(?P<list>{ONE})"
        ),
        "no",
    ),
    (Late(rf"(?i:\bin the majority) (?:were|was)\s(?P<list>{LIST})"), "yes"),
    (Late(rf"(?i:\bin the minority) (?:were|was)\s(?P<list>{LIST})"), "no"),
    (Late(rf"(?i:\b(?:abstaining|absent)) (?:were|was)\s(?P<list>{LIST})"), "abstain"),
    (Late(rf"(?i:\bopposing) (?:it|the (?:motion|measure))? ?(?:were|was)\s(?P<list>{LIST})"), "no"),
    (
        Late(
            rf"(?i:\b(?:everyone|every member|all (?:members|\w+ members)?) (?:but|except|save)(?: for)?)\s(?P<list>{LIST})\s(?i:vot(?:ed|ing) (?:yes|in favor|for|aye))"
        ),
        "no",
    ),
]
# "Those who voted to renew were A and B", "the four who voted against the deal Tuesday were C and D".
AFTER_POLAR = Late(
    rf"(?i:\b(?:(?:who|that|those|members?)\s(?:had\s)?voted|voting))\s(?P<polar>(?:to|for|in favor of|in support of|against)\s[^.;:]{{2,90}}?)\s?(?:,?\s(?:were|was|are|include[sd]?|including)\s|:\s)(?P<list>{LIST})"
)
# "Lee and Park voted to end it. Ford did not."
DID_NOT = Listed(r"\s(?i:did not|didn't|were not|weren't)(?=[.;,])(?!, )")
ROLL = Listed(
    r"(?:\s?(?::|–|—|\s-|,|\()\s?|\s{2,})(?P<w>[Yy]es|[Nn]o|[Aa]ye|[Nn]ay|[Yy]ea|YES|NO|AYE|NAY|[Aa]bstain(?:ed|s)?|[Aa]bsent|[Pp]resent)(?=[\s.,;)]|$)",
    group="name",
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
ELLIPSIS: Patterns = [
    (
        Late(
            rf"(?:,|;|\band|\bwhile|\bbut)\s(?:and\s|while\s|but\s)?(?P<list>{LIST}),?\s(?i:{form})(?=[\s.,;]|$)"
        ),
        option,
    )
    for form, option in SHORT_FORMS
]
# "A and B were the two alders against it", "C, one of the four who voted for the deal".
OF_THE = Listed(
    r"(?:,?\s(?:who\s)?(?:was|were|is)\s(?:\w+\sof\s)?|,\s(?:\w+)\sof\s)the\s(?i:two|three|four|five|six|seven|eight|nine|ten|\d+)\s(?:\w+\s){0,2}?"
    r"(?:who\s)?(?:had\s|were\s|cast\s)?(?:voted\s)?(?:(?P<no>no|against|opposed|dissenting)|(?P<yes>yes|for|in favor|aye))(?![\w-])"
)
# "A, B and C were for moving the money", "four members - A, B, C and D - wanted the contract to end".
WERE_FOR = Listed(
    r"(?:\s?[—–]\s?|,?\s)(?:were\s(?P<polar>(?:for|in favor of|against)\s(?!it\b|the (?:motion|measure)\b)[^.;,]{3,90})|wanted\s(?P<wish>[^.;,]{3,90}))(?=[.;,])"
)
# "The three came from A, B and C": of the side that has so many.
THE_COUNT = Late(
    rf"\W*The (?P<n>one|two|three|four|five|six|seven|eight|nine|\d)(?: votes?)? (?:came from|(?:was|were) cast by|belonged to)\s(?P<list>{LIST})"
)
JOINED = Listed(
    rf"\s(?i:joined)\s(?P<list>{LIST})\s(?i:in\s(?:vot(?:ing|es?)\s)?(?:(?P<no>no|against|dissent\w*|oppos\w+|nay)|(?P<yes>yes|favor|support\w*|aye)))",
    group="who",
)
JOINED_BY = Late(rf"(?P<who>{ONE}),?\s(?:was\s|were\s)?(?i:joined)\s(?:by\s)?(?P<list>{LIST})")
AS_DID = Late(
    rf"\b(?i:(?:as|so) (?:did|were|was)|followed by|the others? (?:came from|was cast by|were cast by|was|were))\s(?P<list>{LIST})"
)
OTHERS = Late(
    rf"(?i:(?:and )?the (?:others?|second|third|remaining)(?: \w+)? (?:came from|was cast by|were cast by|was|were))\s(?P<list>{LIST})"
)
WITH = Late(
    rf"(?<!vote )(?<!voted )(?<!voting )\b(?i:with)\s(?:both\s|only\s|just\s)?(?P<list>{LIST})\s(?i:(?:(?:recorded|registered|noted|listed|counted) as\s)?(?:vot(?:ing|ed)\s)?(?:(?P<no>dissenting|opposed|opposing|against|no|nay|in opposition|in dissent|objecting)|(?P<yes>in favor|yes|in support|supporting|aye)|(?P<abstain>sitting (?:it|this one|the vote) out|abstaining|recused|recusing)|(?P<absent>absent|out of town|not present|missing)))(?![\w-])"
)

# Groups of patterns in the order in which they win, each with what a sentence must have for any of them.
PLAIN_FIRST: list[tuple[re.Pattern[str], Patterns]] = [
    (re.compile(r"\s"), [*AFTER_VERB, *AFTER_NOUN]),
    (re.compile(r"[:–—]|\s-"), [*AFTER_LABEL]),
    (re.compile(r"\s(?i:were|was)\s"), [*WERE]),
    (re.compile(r"\s(?:vot|cast)"), [*BEFORE_VOTE]),
]

MAJORITY = re.compile(r"\bthe majority$")
MINORITY = re.compile(r"\bthe minority$")
# Who is told to be the only ones: their number is the count.
ALONE = re.compile(
    r"\b(?i:only|lone|sole)\s(?i:\w+\s){0,2}?(?i:no|nay|yes|aye|dissent\w*|votes?|voices?|opposition|opponents?|ones?|members?|holdouts?|persons?|board|trustees?|directors?|councilors?|supervisors?|commissioners?)\b"
    r"|\b(?:Only|only|just)\s(?!\w+ly\b)(?:\w+\s){0,2}?(?=[A-Z])|\balone\b"
    r"|\b[Tt]he (?:one|two|three|four|five|six|\d) (?:\w+\s){0,1}?(?:no|nay|dissent\w*|opposed|(?:no )?votes? against|(?:members )?who voted|noes|nays)"
)
# Every pattern asks for one of these words; most sentences have none.
TELLS_CHOICES = re.compile(
    r"\b(?:vot(?:e|ed|es|ing|ers?)|yes|no|ayes?|nays?|yeas?|noes|abst\w+|recus\w+|absent|excused|present|dissent\w*|oppos\w+|object\w*|"
    r"against|favor(?:ed)?|affirmative|approve|support\w*|backed|for (?:it|the)|disagreed|minority|majority|holdouts?|tie|casting|negative|"
    r"the (?:others?|second|third|remaining)|missed|did not attend|was not there|joined|did not|didn't|were not|weren't|wanted|were for|was away|came from|said|held out|the one|the only|out|did not want|for\s?[:–—-])\b|\bfor\s?[:–—]",
)


def choices(sentence: str) -> list[Choice]:
    """Return every group of names with its choice in one sentence, in order; the more specific reading first."""
    found: list[Choice] = []
    if not TELLS_CHOICES.search(sentence.lower()):
        return found
    for choice in _all(sentence):
        if choice.names and not any(_same_names(choice, other) for other in found):
            found.append(choice)
    _take_back_the_joined(sentence, found)
    _add_the_followers(sentence, found)
    return sorted(found, key=lambda choice: choice.start)


def _all(sentence: str) -> Iterator[Choice]:
    yield from _others(sentence)
    for match in WITH.finditer(sentence):
        option = next(key for key in ("no", "yes", "abstain", "absent") if match[key])
        yield _choice(sentence, match, option)
    for match in JOINED.finditer(sentence):
        choice = _choice(sentence, match, "no" if match["no"] else "yes")
        choice.names = names_in(sentence, match.start("who"), match.end("who")) + choice.names
        yield choice
    for match in OF_THE.finditer(sentence):
        yield _choice(sentence, match, "no" if match["no"] else "yes")
    for needed, patterns in PLAIN_FIRST:
        if needed.search(sentence):
            yield from _each(patterns, sentence)
    for match in AFTER_POLAR.finditer(sentence):
        yield _polar(sentence, match)
    for listed in (BEFORE_CAST, BEFORE_ONLY):
        for match in listed.finditer(sentence):
            if (word := match["w"].lower()) in OPTION_OF:
                yield _choice(sentence, match, OPTION_OF[word])
    yield from _led(sentence)
    for match in BEFORE_ONE_OF.finditer(sentence):
        yield _choice(
            sentence, match, "no" if (match["w"] or match["w2"]) in {"against", "no", "dissenting"} else "yes"
        )
    yield from _roll(sentence)
    for match in BEFORE_POLAR.finditer(sentence):
        yield _polar(sentence, match)
    yield from _for_or_against(sentence)
    yield from _each(BEFORE_PLAIN, sentence)
    yield from _unlike(sentence)
    if CASTS.search(sentence):
        yield from _each(ELLIPSIS, sentence)


def _polar(sentence: str, match: re.Match[str]) -> Choice:
    """Names that chose what the words say: "voted to end it", "voted against the renewal"."""
    choice = _choice(sentence, match, "yes")
    choice.polar = match["polar"]
    choice.against = choice.polar.lower().startswith("against")
    return choice


def _for_or_against(sentence: str) -> Iterator[Choice]:
    """Several members who were for or against a thing; what one person is for need not be a vote."""
    for match in WERE_FOR.finditer(sentence):
        choice = _choice(sentence, match, "yes")
        choice.polar = match["polar"] or match["wish"]
        choice.against = choice.polar.startswith("against")
        if len(choice.names) > 1:
            yield choice


def _each(patterns: Patterns, sentence: str) -> Iterator[Choice]:
    for pattern, option in patterns:
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
                choice.names += names_in(sentence, match.start("more"), match.end("more"))
            choice.polar = groups.get("polar")
            choice.against = (choice.polar or "").lower().startswith("against")
            yield choice


def _choice(sentence: str, match: re.Match[str], option: str) -> Choice:
    start = match.start("list")
    alone = ALONE.search(sentence[max(0, match.start() - 40) : match.end() + 25]) is not None
    whole = match.start() == start and PLACE_LED.search(sentence[max(0, start - 12) : start])
    names = [] if whole else names_in(sentence, start, match.end("list"))
    won = MAJORITY.search(sentence[max(0, match.end() - 25) : match.end()]) is not None
    lost = MINORITY.search(sentence[max(0, match.end() - 25) : match.end()]) is not None
    count = len(names) if alone else None
    return Choice(names, cast(Option, option), match.start(), match.end(), count=count, won=won, lost=lost)


def _roll(sentence: str) -> Iterator[Choice]:
    """A name and its choice, one after the other; one alone is no roll call ("Yes, Rivas said")."""
    matches = list(ROLL.finditer(sentence))
    if len(matches) < 2 and not (
        matches and matches[0].start() <= 1 and len(sentence.strip()) - matches[0].end() <= 2
    ):
        return
    for match in matches:
        if names := names_in(sentence, match.start("name"), match.end("name")):
            yield Choice(names, ROLL_OPTION[match["w"].lower()], match.start(), match.end())


def _same_names(choice: Choice, other: Choice) -> bool:
    mine = {start for _, start, _ in choice.names}
    theirs = {start for _, start, _ in other.names}
    return bool(mine & theirs)


def _others(sentence: str) -> Iterator[Choice]:
    """ "The other came from Vega.": a sentence that goes on with the choice before it."""
    if (match := OTHERS.match(sentence.strip())) is not None:
        yield Choice(
            names_in(sentence, match.start("list"), match.end("list")), "no", 0, match.end(), rest="same"
        )
    if (match := THE_COUNT.match(sentence)) is not None:
        names = names_in(sentence, match.start("list"), match.end("list"))
        yield Choice(names, "no", 0, match.end(), rest=match["n"].lower())


def _unlike(sentence: str) -> Iterator[Choice]:
    """ "Ford did not.": against whoever was told before."""
    for match in DID_NOT.finditer(sentence):
        choice = _choice(sentence, match, "no")
        choice.rest = "opposite"
        yield choice


def _add_the_followers(sentence: str, found: list[Choice]) -> None:
    """ "Okafor voted no, as did Brandt": who follows chose the same."""
    for match in AS_DID.finditer(sentence):
        before = [choice for choice in found if choice.start < match.start()]
        if before:
            leader = max(before, key=lambda choice: choice.start)
            held = {start for choice in found for _, start, _ in choice.names}
            names = names_in(sentence, match.start("list"), match.end("list"))
            leader.names += [entry for entry in names if entry[1] not in held]


def _take_back_the_joined(sentence: str, found: list[Choice]) -> None:
    """ "A, joined by B and C, voted no": all three voted no, whichever list the choice caught."""
    for match in JOINED_BY.finditer(sentence) if "joined" in sentence.lower() else ():
        group = names_in(sentence, match.start("who"), match.end("who")) + names_in(
            sentence, match.start("list"), match.end("list")
        )
        starts = {start for _, start, _ in group}
        for choice in found:
            held = {start for _, start, _ in choice.names}
            if held & starts:
                choice.names = sorted({*choice.names, *group}, key=lambda entry: entry[1])
