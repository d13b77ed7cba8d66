"""Statements: the likely ones of what the finders offer, each once."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.candidates import candidates
from nlp.components.detection import kept
from nlp.components.drafts import Draft
from nlp.components.page import Page
from nlp.components.scored import ScoredFunction, Scorer
from nlp.components.told import as_told, given_back
from nlp.components.views import ViewFinder
from nlp.extensions import text_of


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
    drafts = kept(page, candidates(page, views))
    if any(draft.source == "own" for draft in drafts):
        drafts = given_back(page, drafts, views.authors)
    return [as_told(page, draft) for draft in drafts]


@Language.factory(
    "statements",
    default_config={"scorer": {"@scorers": "hallwatch.statements_scorer.v1"}},
    assigns=["doc._.drafts"],
    requires=["doc._.entities", "doc._.names", "doc._.relevant", "doc._.votes", "token.dep", "token.lemma"],
)
def make(nlp: Language, name: str, scorer: Scorer | None) -> ScoredFunction:  # noqa: ARG001 - spaCy's signature
    """Return the component."""
    return ScoredFunction(statements, scorer)
