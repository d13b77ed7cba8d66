"""Whether a statement is on the matter: police officers stationed in schools, and not the rest of the meeting."""

import re

from nlp.components.drafts import Draft
from nlp.components.page import Page
from nlp.components.stance_rules import read

TARGET = re.compile(
    r"\b(?:police|officers?|cops?|sros?|resource officers?|deput(?:y|ies)|law enforcement|sheriff|cpd|squad car|badges?|armed|police-free|"
    r"guns?|policing|sergeants?|security guards?)\b",
    re.IGNORECASE,
)
MATTER = re.compile(
    r"\b(?:contract|agreement|program|resolution|removal|safety|safe|safer|vote[ds]?|motion|policy|arrest\w*|local school councils?|lscs?|"
    r"counselors?|decision|memorandum|mou|restorative|partnership|protect\w*|shooting|fights?|ordinance|bill|measure|plan|petition)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:roof|bus(?:es)?|meals?|food service|salar(?:y|ies)|raise|pay raise|cost-of-living|morale|enrollment|athletic|library books|masks?|"
    r"facial recognition|reading scores|test scores|curriculum|graduation|boundar(?:y|ies)|tax(?:es|payer)?|bond|principal contract|vaccin\w+|covid\w*|"
    r"closures?|strike|homeless\w*|captains|parking)\b",
    re.IGNORECASE,
)


class Matter:
    """Knows one page's places that are on the matter."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocks = [self._strength(block.start, block.end) for block in page.blocks]

    def _strength(self, start: int, end: int) -> int:
        words = self.page.text[start:end]
        return 3 * len(TARGET.findall(words)) + len(MATTER.findall(words)) - 2 * len(ELSEWHERE.findall(words))

    def holds(self, draft: Draft) -> bool:
        """Return whether a draft is on the matter, by its own words, else by those around it."""
        words = self.page.text[draft.scope[0] : draft.scope[1]]
        if TARGET.search(words):
            return True
        elsewhere = len(ELSEWHERE.findall(words))
        own = len(MATTER.findall(words)) + (1 if read(words).evidence else 0)
        if elsewhere and own <= elsewhere:
            return False
        number = self.page.block_number(draft.start)
        near = self.blocks[max(0, number - 2) : number + 2]
        return own > 0 and sum(near) > 0 or max(near, default=0) >= 3
