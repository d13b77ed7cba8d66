"""Finding what begins with a name by the word that follows it: trying every capital letter takes too long."""

import re
from collections.abc import Iterator

_AFTER = 120  # characters behind the word that a match, and what it looks ahead at, may take


def matches_around(
    pattern: re.Pattern[str], word: re.Pattern[str], flow: str, reach: int
) -> Iterator[re.Match[str]]:
    """Yield the pattern's matches that hold the word, in order, each begun at most `reach` before it."""
    done = 0
    for key in word.finditer(flow):
        if key.start() < done:
            continue
        low = max(done, key.start() - reach)
        while low > done and low < key.start() and not flow[low - 1].isspace():
            low += 1
        for match in pattern.finditer(flow, low, min(len(flow), key.end() + _AFTER)):
            if match.end() >= key.end():
                if match.start() <= key.start():
                    yield match
                    done = match.end()
                break
