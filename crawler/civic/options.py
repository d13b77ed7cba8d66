"""The words in which minutes and platforms tell a member's choice and a vote's outcome."""

import re

from db.records import VoteOption, VoteResult

OPTIONS: dict[str, VoteOption] = {
    "yes": "yes", "yea": "yes", "yeas": "yes", "aye": "yes", "ayes": "yes", "y": "yes", "affirmative": "yes",
    "for": "yes", "in favor": "yes", "favor": "yes", "approve": "yes", "approved": "yes", "concur": "yes",
    "no": "no", "nay": "no", "nays": "no", "n": "no", "noes": "no", "nos": "no", "negative": "no",
    "against": "no", "opposed": "no", "oppose": "no", "dissent": "no", "dissenting": "no", "reject": "no",
    "abstain": "abstain", "abstained": "abstain", "abstains": "abstain", "abstention": "abstain",
    "abstentions": "abstain", "abstaining": "abstain", "present": "abstain",
    "recuse": "abstain", "recused": "abstain", "conflict": "abstain",
    "absent": "absent", "not present": "absent", "away": "absent", "out": "absent",
    "excused": "excused", "excused absence": "excused", "absent excused": "excused",
    "not voting": "not voting", "no vote": "not voting", "did not vote": "not voting", "nv": "not voting",
    "non voting": "not voting", "paired": "paired", "other": "other",
}  # fmt: skip
_FAILED = re.compile(
    r"\b(?:fail\w*|not (?:carried|carry|approved|adopted|passed?)|defeat\w*|lost|reject\w*|den(?:y|ied)"
    r"|dies|died)\b"
)
_PASSED = re.compile(
    r"\b(?:pass(?:e[sd])?|carr(?:y|ie[sd])|approv\w*|adopt\w*|accept\w*|concurred|granted|unanimous\w*)\b"
)


def normal_option(raw: str | None) -> VoteOption | None:
    """Return the normal form of a member's choice; None for a blank or an unknown word.

    "Present" said in a roll call on a motion is an abstention (Robert's Rules, 45:13 in the 12th edition).
    """
    return OPTIONS.get(" ".join(re.sub(r"[^a-z ]+", " ", (raw or "").lower()).split()))


def normal_result(raw: str | None) -> VoteResult | None:
    """Return whether words about an outcome tell that a motion passed or failed; None for neither."""
    words = " ".join((raw or "").lower().split())
    if _FAILED.search(words):
        return "fail"
    return "pass" if _PASSED.search(words) else None
