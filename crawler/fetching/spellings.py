"""Which spelling of an article's address is asked for, where the site names it in several."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from crawler.fetching.refusals import ARTICLE
from crawler.urls import without_mark
from crawler.variants import is_variant, variant_key
from db.frontier import FrontierRow


class Spellings:
    """One spelling of each article a run: the plain one, and of plain ones the one that is known to answer.

    `known` are the source's pages as they are known so far; it grows while the run goes on.
    """

    def __init__(self, known: Mapping[str, FrontierRow]) -> None:
        self._known = known
        self._of: dict[str, set[str]] = defaultdict(set)
        self._asked: dict[str, str] = {}
        self._name(known.values())

    def choose(self, level: Sequence[FrontierRow]) -> tuple[list[FrontierRow], list[FrontierRow]]:
        """Return what of a level is to be asked for, and what is another spelling of something that is."""
        self._name(level)
        chosen: list[FrontierRow] = []
        folded: list[FrontierRow] = []
        for row in level:
            (chosen if self._is_chosen(row) else folded).append(row)
        return chosen, folded

    def _name(self, rows: Iterable[FrontierRow]) -> None:
        for row in rows:
            if _has_spellings(row):
                self._of[variant_key(row.url)].add(row.url)

    def _is_chosen(self, row: FrontierRow) -> bool:
        if not _has_spellings(row):
            return True
        key = variant_key(row.url)
        asked = self._asked.get(key)
        if asked is None:
            chosen = min(self._of[key], key=self._rank) == row.url
        else:  # on an earlier level; the plain form is worth a request of its own
            chosen = is_variant(asked) and not is_variant(row.url)
        if chosen:
            self._asked[key] = row.url
        return chosen

    def _rank(self, url: str) -> tuple[bool, bool, bool, bool, str]:
        known = self._known.get(url)
        failed = known is not None and known.state == "failed"
        answered = known is not None and known.last_status == 200
        return failed, is_variant(url), not answered, not url.startswith("https:"), url


def _has_spellings(row: FrontierRow) -> bool:
    return row.platform == ARTICLE and row.request is None and row.url == without_mark(row.url)
