"""When a found thing is the labelled one: overlapping spans, agreeing names, as the guidelines have it."""

from collections.abc import Callable
from typing import Any

Found = dict[str, Any]
HALF = 0.5  # of the shorter span
ARTICLES = ("the", "a", "an")


def match(
    labels: list[Found], found: list[Found], overlap: Callable[[Found, Found], float] | None = None
) -> list[Any]:
    """Return (label, found) pairs that overlap by half of the shorter span, one to one, best first."""
    overlap = overlap or overlap_of
    scored = [
        (overlap(label, given) + _bonus(label, given), -at, -by, label, given)
        for at, label in enumerate(labels)
        for by, given in enumerate(found)
        if overlap(label, given) >= HALF
    ]
    scored.sort(key=lambda entry: entry[:3], reverse=True)
    pairs, used = [], set()
    for _, _, _, label, given in scored:
        if id(label) not in used and id(given) not in used:
            used |= {id(label), id(given)}
            pairs.append((label, given))
    return pairs


def overlap_of(label: Found, found: Found) -> float:
    """Return the shared characters as a share of the shorter span; negative where the two are apart."""
    shared: int = min(label["end"], found["end"]) - max(label["start"], found["start"])
    shorter: int = min(label["end"] - label["start"], found["end"] - found["start"])
    return shared / shorter if shorter > 0 else 0.0


def _bonus(label: Found, found: Found) -> float:
    """Among equal overlaps the same speaker comes first: joint speakers share one span."""
    if "speaker" not in label:
        return 0.0
    closeness: float = (label["end"] - label["start"]) / max(found["end"] - found["start"], 1)
    return 0.01 * speaker_is_right(label, found) + 0.001 * min(closeness, 1 / closeness)


def speaker_is_right(label: Found, found: Found) -> bool:
    """Return whether the whole name, the surname or the words as named agree."""
    given = str(found.get("speaker") or "")
    for name in (label.get("speaker"), label.get("speaker_as_named")):
        if name and (same_words(name, given) or _same_surname(str(name), given)):
            return True
    return False


def same_words(one: object, other: object) -> bool:
    """Return whether two names are the same but for case, articles and punctuation."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


def surname(name: str) -> str:
    """Return a name's last word without case and punctuation; empty where there is none."""
    return (_plain(name).split() or [""])[-1]


def _plain(name: object) -> str:
    words = "".join(
        char if char.isalnum() or char in "'’-" else " " for char in str(name or "").casefold()
    ).split()
    return " ".join(word for word in words if word not in ARTICLES)


def _same_surname(one: str, other: str) -> bool:
    """Capitalised last words only: "the students" and "some students" are not one family."""
    last, given = (one.split() or [""])[-1], (other.split() or [""])[-1]
    return last[:1].isupper() and given[:1].isupper() and surname(one) == surname(other)
