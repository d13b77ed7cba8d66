"""Motions: which kind they are, and how alike two wordings are. Pure.

An amendment and the main motion on one item are two votes, so the kind is part of what a vote is.
"""

import re
from functools import lru_cache
from pathlib import Path

import yaml

MAIN = "main"
_KINDS: dict[str, re.Pattern[str]] = {
    kind: re.compile("|".join(patterns), re.IGNORECASE)
    for kind, patterns in yaml.safe_load(
        Path(__file__).with_name("motion_kinds.yaml").read_text(encoding="utf-8")
    ).items()
}
# Words that any motion of any board may have.
_EMPTY = frozenset(
    {
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "its",
        "their",
        "into",
        "be",
        "it",
        "as",
        "of",
        "to",
    }
    | {"motion", "moved", "move", "moves", "made", "second", "seconded", "by", "in", "on", "a", "an", "item"}
    | {"approve", "approved", "approval", "approves", "adopt", "adopted", "adoption", "adopts", "accept"}
    | {"board", "education", "school", "recommendation", "recommended", "presented", "agenda", "resolution"}
)


@lru_cache(maxsize=65_536)
def motion_kind(motion: str | None) -> str | None:
    """Return the kind of a motion, `main` for one that does something; None where no words tell."""
    words = " ".join((motion or "").split())
    if not words:
        return None
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(words)), MAIN)


@lru_cache(maxsize=65_536)
def telling_words(text: str | None) -> frozenset[str]:
    """Return a text's words that tell it from another motion's or item's, and its figures."""
    return frozenset(re.findall(r"[a-z]+|\d+", (text or "").lower())) - _EMPTY


def alike(left: str | None, right: str | None) -> float | None:
    """Return the share of the shorter wording's telling words found in the other; None if one has none."""
    ours, theirs = telling_words(left), telling_words(right)
    if not ours or not theirs:
        return None
    return len(ours & theirs) / min(len(ours), len(theirs))


def nearly_same(left: str | None, right: str | None) -> float:
    """Return how nearly two titles are the same, 0 to 1 (Dice's coefficient of their telling words)."""
    ours, theirs = telling_words(left), telling_words(right)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0
