"""Statements: what the finders found, each once, with what is not on the matter left out."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.actions import ActionFinder
from nlp.components.direct import DirectFinder
from nlp.components.drafts import Draft
from nlp.components.indirect import IndirectFinder
from nlp.components.matter import Matter
from nlp.components.page import Page
from nlp.components.speaker_names import names_somebody
from nlp.components.views import ViewFinder
from nlp.extensions import text_of

if not Doc.has_extension("drafts"):
    Doc.set_extension("drafts", default=None)

SAME = 0.5  # share of the shorter of two spans of one speaker that makes them one statement


@Language.component("statements", assigns=["doc._.drafts"], requires=["doc._.entities", "doc._.votes"])
def statements(doc: Doc) -> Doc:
    """Find the drafts of statements in a relevant text; the stance component makes statements of them."""
    doc._.drafts = find(doc) if doc._.relevant else []
    return doc


def find(doc: Doc) -> list[Draft]:
    """Return the drafts on the matter, in text order."""
    if not text_of(doc).strip():
        return []
    page = Page(doc)
    views = ViewFinder(page)
    turns = views.turns()
    if turns:
        return _on_matter(page, turns)
    actions = ActionFinder(page)
    found = [*actions.votes(), *DirectFinder(page).find(), *views.notes()]
    found += _untaken([*IndirectFinder(page).find()], found)
    found += _untaken([*actions.find()], found)
    found += _unsaid([*views.own()], found)
    return _on_matter(page, found)


def _untaken(drafts: list[Draft], taken: list[Draft]) -> list[Draft]:
    """Leave out what the same speaker is already told to say or do there, and what frames a quotation."""
    kept = []
    for draft in drafts:
        others = [other for other in taken if other.overlap(draft.start, draft.end) >= SAME]
        same = any(other.speaker.name == draft.speaker.name for other in others)
        same = same or (
            draft.speaker.kind == "body" and any(other.directness == "action" for other in others)
        )
        whole_vote = any(other.cue == "vote" and draft.directness == "action" for other in others)
        if not same and not whole_vote and not any(other.directness == "direct" for other in others):
            kept.append(draft)
    return kept


def _unsaid(drafts: list[Draft], taken: list[Draft]) -> list[Draft]:
    return [draft for draft in drafts if all(other.overlap(draft.start, draft.end) < SAME for other in taken)]


def _on_matter(page: Page, drafts: list[Draft]) -> list[Draft]:
    matter = Matter(page)
    drafts = [draft for draft in drafts if any(map(str.isalnum, page.text[draft.start : draft.end]))]
    drafts = [draft for draft in drafts if draft.speaker.id or names_somebody(draft.speaker.name)]
    body = [block for block in page.blocks if not block.heading]
    drafts = [
        draft
        for draft in drafts
        if not body or not page.block_at(draft.start).heading or draft.directness == "direct"
    ]
    kept = [draft for draft in drafts if draft.cue == "vote" or matter.holds(draft)]
    return sorted(kept, key=lambda draft: (draft.start, draft.end))
