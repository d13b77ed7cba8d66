"""Every place where somebody may be told to say, think, want or do something: more than will be kept.

The finders with a lexicon behind them come first; what they leave is offered by the generous ones: any
verb with somebody as its subject, a sentence that goes on with what the last speaker thinks, every sentence
of a text that is its author's own. nlp.components.detection decides which of them are statements.
"""

from collections import defaultdict
from collections.abc import Iterable

from nlp.components.actions import ActionFinder
from nlp.components.direct import DirectFinder
from nlp.components.doings import DoingFinder
from nlp.components.drafts import Draft
from nlp.components.indirect import IndirectFinder
from nlp.components.page import Page
from nlp.components.speaker_names import names_somebody
from nlp.components.views import ViewFinder

PART = 300  # characters
SAME = 0.5  # share of the shorter of two spans of one speaker that makes them one statement


def candidates(page: Page) -> list[Draft]:
    """Return the drafts of all finders, each place once for a speaker, in text order."""
    views = ViewFinder(page)
    turns = _from("turn", views.turns())
    if turns:
        return _speaking(page, turns)
    actions = ActionFinder(page)
    found = [
        *_from("vote", actions.votes()),
        *_from("quote", DirectFinder(page).find()),
        *_from("note", views.notes()),
    ]
    found += _untaken(_from("cue", IndirectFinder(page).find()), found)
    found += _untaken(_from("act", actions.find()), found)
    doings = DoingFinder(page)
    own = _from("own", views.own())
    if own:
        return _speaking(page, found + _unsaid(own, found))
    found += _undone(_from("doing", doings.find()), found)
    return _speaking(page, found + _unsaid(_from("going on", doings.going_on(found)), found))


def _from(source: str, drafts: Iterable[Draft]) -> list[Draft]:
    kept = list(drafts)
    for draft in kept:
        draft.source = source
    return kept


class Taken:
    """The drafts found so far, by place: a long text must not compare each with all."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self.at: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            for part in _parts(draft):
                self.at[part].append(draft)

    def beside(self, draft: Draft) -> list[Draft]:
        """Return the drafts that cover half of the shorter span."""
        near = {id(other): other for part in _parts(draft) for other in self.at.get(part, ())}
        return [other for other in near.values() if other.overlap(draft.start, draft.end) >= SAME]


def _parts(draft: Draft) -> range:
    return range(draft.start // PART, draft.end // PART + 1)


def _untaken(drafts: list[Draft], found: list[Draft]) -> list[Draft]:
    """Leave out what the same speaker is already told to say or do there, and what frames a quotation."""
    taken, kept = Taken(found), []
    for draft in drafts:
        others = taken.beside(draft)
        same = any(other.speaker.name == draft.speaker.name for other in others)
        same = same or (
            draft.speaker.kind == "body" and any(other.directness == "action" for other in others)
        )
        whole_vote = any(other.source == "vote" and draft.directness == "action" for other in others)
        if not same and not whole_vote and not any(other.directness == "direct" for other in others):
            kept.append(draft)
    return kept


def _unsaid(drafts: list[Draft], found: list[Draft]) -> list[Draft]:
    taken = Taken(found)
    return [draft for draft in drafts if not taken.beside(draft)]


def _undone(drafts: list[Draft], found: list[Draft]) -> list[Draft]:
    """Leave out what its doer, or somebody who is quoted or votes there, is already told to do."""
    taken = Taken(found)
    return [
        draft
        for draft in drafts
        if not any(
            other.speaker.name == draft.speaker.name or other.source in {"quote", "vote"}
            for other in taken.beside(draft)
        )
    ]


def _speaking(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Leave out what has no words, no speaker, or stands in a heading of a text that has more."""
    drafts = [draft for draft in drafts if any(map(str.isalnum, page.text[draft.start : draft.end]))]
    drafts = [draft for draft in drafts if draft.speaker.id or names_somebody(draft.speaker.name)]
    if any(not block.heading for block in page.blocks):
        drafts = [
            draft
            for draft in drafts
            if not page.block_at(draft.start).heading or draft.directness == "direct"
        ]
    return sorted(drafts, key=lambda draft: (draft.start, draft.end))
