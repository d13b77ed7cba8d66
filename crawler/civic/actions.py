"""The words boards use for what they did with an item, and their normal forms."""

import re

from db.records import Action

# Longest first where one begins another. The raw words are those seen in Chicago's action lists and in the
# usual minutes; a word that is not here is never guessed: the item keeps it in action_raw, with a remark.
WORDS: tuple[tuple[str, Action], ...] = (
    ("adopted as amended", "adopted as amended"),
    ("approved as amended", "adopted as amended"),
    ("accepted as amended", "adopted as amended"),
    ("amended and adopted", "adopted as amended"),
    ("adopted as modified", "adopted as amended"),
    ("not adopted", "failed"),
    ("not approved", "failed"),
    ("failed to pass", "failed"),
    ("no action taken", "no action"),
    ("no action", "no action"),
    ("withdrawn", "withdrawn"),
    ("deferred", "deferred"),
    ("postponed", "deferred"),
    ("tabled", "tabled"),
    ("rejected", "failed"),
    ("defeated", "failed"),
    ("failed", "failed"),
    ("received and filed", "accepted"),
    ("accepted", "accepted"),
    ("adopted", "adopted"),
    ("approved", "approved"),
)
# What a motion does instead of deciding the item's own question.
_ASIDE: tuple[tuple[re.Pattern[str], Action], ...] = (
    (
        re.compile(
            r"\b(?:to|that .{0,60}?be) (?:lay on the table|tabled?)\b|\bmotion tabled\b", re.IGNORECASE
        ),
        "tabled",
    ),
    (
        re.compile(r"\bto (?:postpone|defer)\b|\b(?:be|motion) (?:postponed|deferred)\b", re.IGNORECASE),
        "deferred",
    ),
    (re.compile(r"\bto withdraw\b|\bbe withdrawn\b|\bmotion withdrawn\b", re.IGNORECASE), "withdrawn"),
)
_TRAILING = re.compile(
    r"(?P<raw>\*{0,2}\s*(?:" + "|".join(re.escape(word) for word, _ in WORDS) + r")\s*\*{0,2})\.?$",
    re.IGNORECASE,
)


def normal_action(raw: str | None) -> Action | None:
    """Return the normal form of an action's raw word; None for a blank or an unknown one."""
    plain = re.sub(r"[^a-z ]+", " ", (raw or "").lower())
    plain = " ".join(plain.split())
    return dict(WORDS).get(plain)


def action_aside(motion: str) -> Action | None:
    """Return what a motion that leaves the question undecided does with it (table, defer, withdraw)."""
    return next((action for pattern, action in _ASIDE if pattern.search(motion)), None)


def split_trailing_action(text: str) -> tuple[str, str | None]:
    """Split a line that ends in an action word ("... Fund Transfers *Adopted") into title and word."""
    match = _TRAILING.search(text)
    if match is None:
        return text, None
    return text[: match.start()].strip(), match["raw"].strip()
