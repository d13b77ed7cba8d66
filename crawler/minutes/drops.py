"""Motions that end without a vote, and votes of other days that are only spoken of."""

import re

# An earlier vote that somebody speaks of.
RECALLED = re.compile(
    r"\b(?:recall|remind|previous(?:ly)?\s|ago\b|last\s+(?:year|month|week|spring|summer|fall|winter|school)"
    r"|(?:back\s+)?in\s+(?:19|20)\d\d\b|earlier\s+this\s)",
    re.IGNORECASE,
)
_NO_SECOND = re.compile(
    r"\b(?:lack|want|absence)\s+of\s+(?:a\s+)?second\b|\bno\s+second\b|\bfor\s+lack\s+of\s+a\s+second"
    r"|\bdid\s+not\s+receive\s+a\s+second|\breceived\s+no\s+second|\bwithout\s+a\s+second",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"\b(?:withdrew|withdrawn|rescinded|retracted)\b[^.\n]{0,40}\b(?:motion|second)\b"
    r"|\bmotions?\b[^.\n]{0,60}\b(?:was|were|is)\s+withdrawn\b",
    re.IGNORECASE,
)


def find_dropped(flow: str) -> list[tuple[int, int, str]]:
    """Return where motions end without a vote: for lack of a second, or withdrawn."""
    drops = [(match.start(), match.end(), "died for lack of a second") for match in _NO_SECOND.finditer(flow)]
    drops += [(match.start(), match.end(), "was withdrawn") for match in _WITHDRAWN.finditer(flow)]
    return sorted(drops)
