"""The words of minutes: titles, labels of a roll, figures, and words that look like names and are none."""

import re
from pathlib import Path

from crawler.civic.options import normal_option
from db.records import VoteOption

# Titles and offices before a name, as seen in school boards' and councils' minutes. Longer ones first.
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Hon|Sra?|Prof|Atty|Ald|Comm|Cllr|Sgt|Chief|Father|Sister|Pastor"
    r"|(?:Board |School Board )?(?:Vice|Deputy|Acting|Interim)?[ -]?(?:President|Chair(?:man|woman|person)?)"
    r"(?: Pro[ -]Te(?:m(?:pore)?|rn))?"
    r"|(?:(?:Board|Committee|School Committee|Authority|Agency|Commission)\s)?Member|Board Director"
    r"|Member of the Board|Director|Trustee|Commissioner"
    r"|Regent|Selectman"
    r"|Council ?(?:Member|member|man|woman|person)|Alder(?:man|woman|person)?|Supervisor"
    r"|(?:Vice )?Mayor(?: Pro[ -]Te(?:m(?:pore)?|rn))?|(?:Board )?(?:Secretary|Treasurer|Clerk)"
    r"|Representative"
    r"|Student (?:Board )?(?:Member|Representative|Director|Trustee|Delegate))\b\.?"
)
# Heads of a list of names; unlike a title, they belong to nobody in it.
PLURAL = (
    r"(?:(?:all|the|board|school board|committee|student)\s+){0,3}(?:members|directors|trustees"
    r"|commissioners|regents"
    r"|council\s?(?:members|men|women|persons)|alder(?:men|women|persons|s)|supervisors|messrs\.?|mmes\.?"
    r"|mesdames|mayor and council ?members)\b(?:\s+voting)?\s*:?\s*"
)
_FIGURES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
FIGURES = {word: number for number, word in enumerate(_FIGURES.split())} | {"none": 0, "nil": 0}
NONE = re.compile(
    r"(?:none|nil|n\s?/\s?a|nobody|no one|[Oo0](?![\w])|-{1,3}(?![\w-]))(?=[\s.,;:)\]|]|$)", re.IGNORECASE
)

# Words that stand capitalised in minutes and begin or are no member's name.
NO_NAME = frozenset(
    word
    for line in Path(__file__).with_name("not_names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)

# A choice as the head of a list. The plain words "no", "yes", "aye", "for" need more than a blank after them.
_VOTING = r"(?:(?:those|members|directors|trustees)\s+)?(?:who\s+)?vot(?:ed|ing)\s*(?::|-|in the|in)?\s*"
CHOICES = (
    r"absent\s*(?:and|&|/|-|,)?\s*(?:and\s+)?not\s+voting|present\s*(?:and|but|&|/|-"
    r"|,)?\s*not\s+voting|not\s+voting"
    r"|not\s+present|did\s+not\s+vote|absent(?:ees?)?|excused(?:\s+absences?)?"
    r"|abstain(?:ed|ing|s)?(?:\s+from\s+voting)?|abstentions?|recus(?:ed?|als?|ing)|abst"
    r"|ayes?|yeas?|yes(?:es|ses)?(?:\s+votes?)?|in\s+favou?r|in\s+the\s+affirmative"
    r"|affirmative(?:\s+votes?)?|affirmed|for"
    r"|nays?|noes|nos?(?:\s+votes?)?|opposed|opposing|oppose|against|in\s+opposition"
    r"|negative(?:\s+votes?)?|in\s+the\s+negative"
    r"|dissent(?:ing|ed)?"
)
LABEL = rf"(?:{_VOTING})?(?:{CHOICES})(?:\s+(?:the\s+same|thereof)(?=\s*:))?"

_LABELS: tuple[tuple[str, VoteOption], ...] = (
    ("present", "not voting"),  # "present (and) not voting"; "present" alone is no label
    ("did not vote", "not voting"),
    ("not present", "absent"),
    ("absent", "absent"),
    ("not voting", "not voting"),
    ("excused", "excused"),
    ("abst", "abstain"),
    ("recus", "abstain"),
    ("affirm", "yes"),
    ("favo", "yes"),
    ("aye", "yes"),
    ("yea", "yes"),
    ("yes", "yes"),
    ("oppos", "no"),
    ("negative", "no"),
    ("dissent", "no"),
    ("against", "no"),
    ("nay", "no"),
    ("no", "no"),
    ("for", "yes"),
)


def labelled_option(raw: str) -> VoteOption | None:
    """Return the option that a list's head stands for ("Those voting nay"); None where it is no head."""
    words = " ".join(re.sub(r"[^a-z ]+", " ", raw.lower()).split())
    words = re.sub(r"^(?:(?:those|members|directors|trustees|who|voted|voting|votes?|in the)\s+)+", "", words)
    found = normal_option(words)
    if found:
        return found
    return next(
        (option for start, option in _LABELS if words.startswith(start) or f" {start}" in words), None
    )


def figure(raw: str | None) -> int | None:
    """Return the number that digits or a word tell ("7", "seven"); None for anything else."""
    plain = (raw or "").strip().strip("().").lower()
    return int(plain) if plain.isdecimal() else FIGURES.get(plain)
