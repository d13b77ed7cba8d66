"""How alike two wordings of an agenda item are. Pure."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

SAME_PLACE = 0.55  # of an item that stands where the other stood
ANYWHERE = 0.75  # of one that stands elsewhere
COMPARED = 600  # characters: enough to tell two items apart, and quick
_MONEY = re.compile(r"\$\s?[\d,.]+(?:\s?(?:million|billion|[mk]\b))?", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_LEADING_PLACE = re.compile(
    r"^\W*(?:[a-z]{0,4}\d{1,3}(?:[.)-]\w{1,3})*|[a-z]|[ivx]{1,5})[.):]\s+", re.IGNORECASE
)


@lru_cache(maxsize=4096)  # a title comes again at every look
def plain_words(text: str | None) -> str:
    """Return a wording without case, marks and the place that some pages print before it."""
    bare = _LEADING_PLACE.sub("", text or "")
    return " ".join(re.findall(r"\w+", bare.lower()))


def likeness(one: str, two: str) -> float:
    """Return how alike two plain wordings are, from 0 to 1."""
    one, two = one[:COMPARED], two[:COMPARED]
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < SAME_PLACE or matcher.quick_ratio() < SAME_PLACE:
        return 0.0
    return matcher.ratio()


def same_figures(one: str | None, two: str | None) -> bool:
    """Tell whether two wordings name the same days, schools and numbers; sums of money may change."""
    return _figures(one) == _figures(two)


def _figures(text: str | None) -> list[str]:
    return sorted(_FIGURES.findall(_MONEY.sub(" ", _LEADING_PLACE.sub("", text or ""))))
