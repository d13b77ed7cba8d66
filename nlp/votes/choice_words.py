# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""The words that tell a member's choice, before, after and beside the names."""

from nlp.found import Option

ADVERBS = r"(?:\s(?:who|both|all|each|also|then|ultimately|alone in|alone|did not take (?:a side|sides) and|had|were|was|have|again|\w+ly|instead|recorded as|registered as|noted as|counted as|listed as|the only (?:members?|ones?|board members?) (?:to|who)|was the only (?:member|one) to|were the only (?:members|ones) to))*"
POLAR = (
    r"(?:to|for|in favor of|in support of|against)\s(?:[^.;,!?]|,\d)+?(?=[.;,!?]|$|\s(?:while|but|and [A-Z]))"
)
VOTE_WORDS: list[tuple[str, Option]] = [
    (
        r"(?:no|nay|against(?: it| the (?:motion|measure|resolution|proposal|item|plan|amendment|idea|move))?(?=\s*(?:[.,;:)]|$|while|and|but|as|because|when|in))|in opposition|in the negative|in dissent)(?![\w-])",
        "no",
    ),
    (
        r"(?:yes|aye|yea|in favor(?: of (?:it|the (?:motion|measure|resolution|proposal|item|amendment)))?|in support(?: of it)?|in its favor|for (?:it|the (?:motion|measure|resolution|proposal|item|amendment))|in the affirmative)(?![\w-])(?! of)",
        "yes",
    ),
    (r"(?:present)\b", "abstain"),
]
BEFORE: list[tuple[str, Option]] = [
    (r"(?:broke (?:a|the)(?: \S+)? tie|cast(?:ing)? the (?:tie-?breaking|deciding) vote)\b", "yes"),
    (
        r"(?:dissent(?:ed|ing)?|(?:were|was) opposed|opposed(?: it| the (?:motion|measure|resolution|proposal|move|plan|renewal|vote|contract|idea))?|opposing(?: it)?|objected|object(?:ing)?|in dissent|in opposition|disagreed(?! with)|voted otherwise|(?:were|was) against(?: it| the (?:motion|measure|resolution|proposal|item|plan|amendment))?|against|with a no vote|in the negative|(?:were|was|voted) in the minority|held out|was the (?:lone )?holdout|said (?:no|nay)|(?:was|were) the (?:only |lone )?(?:no|nay)s?|was the one(?: no)?(?= *[.;]))(?![\w-])",
        "no",
    ),
    (
        r"(?:in favor|(?:were|was) in favor|(?:supported|backed|favored) (?:it|the (?:motion|measure|resolution|proposal|item|renewal|contract|removal|change|extension|amendment))|in support|supporting(?: it)?|gave (?:it|the \w+) (?:his|her|their) votes?|(?:were|was) for (?:it|the (?:motion|measure|resolution|proposal|item|plan|amendment))|in its favor|in the affirmative|said (?:yes|aye)|(?:made up|formed|were|(?:were|was|voted) in) the majority)(?![\w-])(?! of)",
        "yes",
    ),
    (
        r"(?:abstain(?:ed|ing)?|recus(?:ed|ing)(?: (?:himself|herself|themselves))?|sat out the vote|sat it out|passed on the vote|declined to vote|in abstention)\b",
        "abstain",
    ),
    (
        r"(?:(?:was|were) absent|absent|did not attend|missed the (?:vote|meeting)|(?:was|were) not present|was not there|was away|were away|left before the vote)\b",
        "absent",
    ),
    (r"(?:did not vote|didn't vote|not voting)\b", "not voting"),
    (r"(?:was|were) excused\b", "excused"),
]
CAST = r"cast(?:ing)?\s(?:the|a|his|her|their)?\s?(?:\w+\s){0,2}?(?P<w>no|nay|dissenting|opposing|negative|yes|aye|affirmative|supporting|tie-?breaking)(?:\s\w+)?\svotes?\b"
ONLY = r"(?:was|were)\s(?:the\s)?(?:\w+\s){0,2}?(?P<w>no|nay|dissenting|opposing|yes|dissenters?|holdouts?)(?:\s(?:votes?|voters?|members?|voices?))?\b"
NO_NOUNS = r"the (?:one |only |lone |single )?(?:no|nay)(?=s? (?:came )?from)|(?:no|nay|dissenting|opposing|negative|“no”|\"no\"|'no')\s(?:votes?|voters?|members?)|votes?\s(?:against|in opposition)(?: it)?|dissent(?:ers|s)?|opponents|(?:members|those) (?:voting|who voted) (?:no|against)|noes|nays|lone dissenter|opposition"
YES_NOUNS = r"(?:yes|aye|affirmative|“yes”|\"yes\"|'yes')\s(?:votes?|voters?)|votes? in (?:favor|support)|(?:members|those) (?:voting|who voted) (?:yes|in favor)|ayes|yeas"
AB_NOUNS = r"abstentions?|(?:members|those) (?:abstaining|who abstained)"
NOUNS: list[tuple[str, Option]] = [(NO_NOUNS, "no"), (YES_NOUNS, "yes"), (AB_NOUNS, "abstain")]
SHORT_FORMS: list[tuple[str, Option]] = [("no|nay|against", "no"), ("yes|aye|in favor", "yes")]
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
