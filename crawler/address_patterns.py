"""Which articles an outlet's entry chooses by their address: `include`, `exclude` and the rules' `paths`."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from db.registry import Source


def matches_any(url: str, patterns: Iterable[str]) -> bool:
    """Tell whether an address has one of the parts, or a path and query that a pattern ("re:...") finds.

    Case is ignored. A part may be of the host too ("chicago.", "/education/").
    """
    parts = urlsplit(url)
    whole, path = url.lower(), parts.path + (f"?{parts.query}" if parts.query else "")
    return any(
        _compiled(pattern[3:]).search(path) is not None
        if pattern.startswith("re:")
        else pattern.lower() in whole
        for pattern in patterns
    )


def is_chosen(source: Source, url: str) -> bool:
    """Tell whether a source wants the article at an address: one of its `include`, none of its `exclude`."""
    if source.include and not matches_any(url, source.include):
        return False
    return not matches_any(url, source.exclude)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
