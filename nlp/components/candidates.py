"""Every place where somebody may be told to say, think, want or do something: more than will be kept.

The finders with a lexicon behind them come first; what they leave is offered by the generous ones: any
verb with somebody as its subject, a noun of view with its holder, every sentence of a text that is its
author's own. nlp.components.detection decides which of them are statements.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from nlp.components.actions import ActionFinder
from nlp.components.direct import DirectFinder
from nlp.components.doings import DoingFinder
from nlp.components.drafts import Draft
from nlp.components.indirect import IndirectFinder
from nlp.components.nouns import NounFinder
from nlp.components.page import Page
from nlp.components.speaker_names import names_somebody
from nlp.components.transcripts import is_courtesy
from nlp.components.views import ViewFinder
from nlp.lexicons import words

PAPER = (
    r"(?:statement|release|letter|e-?mail|message|post|tweet|interview|conference|following|response|comment|"
    r"remark)s?"
)
OF_PAPER = (
    r"(?: (?:an?|the|this|that|his|her|their|its|following|joint|written|brief|short|news|press|prepared|"
    r"e-?mailed|email|video|public|official|open|social|media|lengthy|similar|facebook|twitter|\w+day))+ "
)
# "Lee said in a statement", "The group released the following statement:": what follows is said, not this.
FRAME = re.compile(
    r"(?i)^(?:[^,;]{0,60}, )?[^,;]{2,90}?(?:, [^,;]{2,60}, )?\b(?:said|says|wrote|writes|added|made|"
    r"offered|gave|(?:issued|released|posted|shared|sent)(?: out)?)\b,?"
    r"(?: [\w.]+day| (?:later|earlier|also|jointly))*,?"
    rf"(?: in| on| via| through| with| at)?{OF_PAPER}{PAPER}"
    r"(?: (?:on|to|after|following|issued|released|about|late|early|this|last)\b[^,;]{0,60})?,?"
    r"(?: that)?[.:]?$"
)
GOVERNING = re.compile(
    r"(?i)\b(?:boards?|councils?|committee|commission|trustees|directors|commissioners|members|aldermen)\b"
)
# A part of a body is not the body.
PART_OF = re.compile(
    r"(?i)^(?:the |all but )?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|several|many|"
    r"most|other|few|new|former|both|those|dissenting|student|community|family|faculty|staff|union)\b"
)
PART = 300  # characters


def candidates(page: Page, views: ViewFinder | None = None) -> list[Draft]:
    """Return the drafts of all finders, each place once for a speaker, in text order.

    `views`: the page's own finder, where the caller goes on with what it found out.
    """
    views = views or ViewFinder(page)
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
    nouns = _undone(_from("noun", NounFinder(page).find()), found, but={"quote"})
    own = _from("own", views.own())
    if own:
        return _speaking(page, [*found, *nouns, *_unsaid(own, found)])
    doings = DoingFinder(page)
    found += _undone(_from("doing", doings.find()), found, but={"quote", "vote"})
    return _speaking(page, found + nouns)


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
        return [other for other in near.values() if other.is_at(draft)]


def _parts(draft: Draft) -> range:
    return range(draft.start // PART, draft.end // PART + 1)


def _untaken(drafts: list[Draft], found: list[Draft]) -> list[Draft]:
    """Leave out what the same speaker is already told to say or do there, and what frames a quotation."""
    taken, kept = Taken(found), []
    told: set[int] = set()
    for draft in drafts:
        others = taken.beside(draft)
        same = any(other.speaker.name == draft.speaker.name for other in others)
        same = same or (
            draft.speaker.kind == "body" and any(other.speaker.kind == "body" for other in others)
        )  # "the board" and its full name
        vote = next((other for other in others if _is_body_vote(other) and id(other) not in told), None)
        if not same and vote is not None and _is_whole(draft):
            told.add(id(vote))  # one act a vote: the next may be another
            continue
        if not same and not any(other.directness == "direct" for other in others):
            kept.append(draft)
    return kept


def _is_whole(draft: Draft) -> bool:
    """ "The school board voted", "Trustees approved": a body as a whole, in other words than its name."""
    name, acts = draft.speaker.name, draft.source == "act" or draft.directness == "action"
    return acts and GOVERNING.search(name) is not None and not PART_OF.match(name)


def _is_body_vote(draft: Draft) -> bool:
    return draft.source == "vote" and draft.speaker.kind == "body"


def _unsaid(drafts: list[Draft], found: list[Draft]) -> list[Draft]:
    taken = Taken(found)
    return [draft for draft in drafts if all(other.source == "noun" for other in taken.beside(draft))]


def _undone(drafts: list[Draft], found: list[Draft], but: set[str]) -> list[Draft]:
    """Leave out what the same speaker is already told to do there, and what stands in drafts from `but`."""
    taken = Taken(found)
    return [
        draft
        for draft in drafts
        if not any(
            other.speaker.name == draft.speaker.name or other.source in but for other in taken.beside(draft)
        )
    ]


def _speaking(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Leave out what has no words, no speaker, or stands in a heading of a text that has more."""
    drafts = [draft for draft in drafts if _has_words(draft, page.text[draft.start : draft.end])]
    drafts = [draft for draft in drafts if draft.speaker.id or _can_mean(draft)]
    if any(not block.heading for block in page.blocks):
        drafts = [
            draft
            for draft in drafts
            if not page.block_at(draft.start).heading or draft.directness == "direct"
        ]
    return sorted(drafts, key=lambda draft: (draft.start, draft.end))


def _has_words(draft: Draft, told: str) -> bool:
    """Return whether something is said: "Lee said in a statement" only leads to what follows it."""
    if draft.directness == "direct":
        return any(map(str.isalnum, told)) and not is_courtesy(told)
    return any(map(str.isalnum, told)) and not (draft.source != "own" and FRAME.search(told))


def _can_mean(draft: Draft) -> bool:
    """Return whether a name is somebody's: a news outlet or a set of records only tells the news."""
    name = draft.speaker.name
    told = draft.source in {"cue", "act", "doing"} and draft.speaker.kind != "person"
    told = told or draft.cue == "according to"
    return names_somebody(name) and not (told and _media().search(name))


@cache
def _media() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(words('media_words'))})(?![\w-])")
