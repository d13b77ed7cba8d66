"""Words that a registry entry chooses by: "board meeting" anywhere in a text, "re:..." as a pattern."""

import re
from dataclasses import dataclass
from typing import Any

from crawler.platform import PageError


@dataclass(frozen=True)
class Wording:
    """A choice of words; false when none is made."""

    patterns: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, given: Any, where: str) -> "Wording":
        """Read an option's list. Raises PageError, naming `where`, for what is no list of words."""
        if given is None:
            return cls(())
        if not isinstance(given, list) or not all(isinstance(words, str) and words for words in given):
            raise PageError(f'{where}: expected a list of words or patterns ("re:..."), got {given!r}')
        try:
            found = [words[3:] if words.startswith("re:") else re.escape(words) for words in given]
            return cls(tuple(re.compile(words, re.IGNORECASE) for words in found))
        except re.error as error:
            raise PageError(f"{where}: a pattern that cannot be read ({error})") from error

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def matches(self, text: str) -> bool:
        """Tell whether the text has any of the words."""
        return any(pattern.search(text) for pattern in self.patterns)
