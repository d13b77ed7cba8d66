"""What a body is called where its statement stands: its id is the registry's, its name the sentence's own."""

import re
from dataclasses import replace

from nlp.components.authors import Author
from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.extensions import as_given
from nlp.found import Mention
from nlp.lexicons.groups import groups

COUNCIL = re.compile(r"\b(?:lsc|local school council)$", re.IGNORECASE)
COUNCIL_WORD = re.compile(r"\b(?:LSCs?|[Cc]ouncils?)\b")
GOVERNING = re.compile(r"\b(?:board|council|committee|commission|trustees|directors)\b", re.IGNORECASE)
# "The Elmford Public Schools (EPS) school board": named in other words than the registry's.
NAMED_HERE = re.compile(
    r"((?:[A-Z0-9][\w.&-]*(?:['’]s)?\s|\([A-Z]{2,8}\)\s|(?:of|and|the)\s(?=[A-Z(])){1,8}"
    r"(?:[Ss]chool\s)?(?:[Bb]oard|[Cc]ommittee)(?:\sof\s(?:[Ee]ducation|[Tt]rustees|[Dd]irectors))?)\b"
)
OPENERS = re.compile(
    r"^(?:(?:[Tt]he|of|and|In|On|At|After|But|And|When|While|Last|As|Since|Before|Though|Then|Also|Both|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Week|Night|Month|Year|Former)\s+)+(?:the\s)?"
)
SHORTEST = 3  # words of a body's name before "board"


def as_told(page: Page, draft: Draft) -> Draft:
    """Return the draft with its body named as its sentence names it; anybody else's draft as it is."""
    if draft.speaker.kind != "body" or draft.directness == "direct":
        return draft
    told = _school(page, draft) or _own_form(page, draft) or _other_form(page, draft)
    return replace(draft, speaker=told) if told is not None else draft


def given_back(page: Page, drafts: list[Draft], authors: list[Author]) -> list[Draft]:
    """Return the drafts of somebody's own text with their author's what no verb of saying gives to others.

    "Principals need them", "every parent wants a safe school": the columnist's own view.
    """
    return [_given_back(page, draft, authors) for draft in drafts]


def _given_back(page: Page, draft: Draft, authors: list[Author]) -> Draft:
    unnamed = draft.speaker.id is None and not draft.speaker.name[:1].isupper()
    if draft.source != "cue" or draft.speaker.kind not in {"group", "person"} or not unnamed:
        return draft
    cue = page.doc.char_span(draft.cue_at, draft.cue_at + 1, alignment_mode="expand")
    if cue is None or cue[0].lemma_.lower() in groups("speech_cues")["say"]:
        return draft
    whose = next((one for one in authors if one.start <= draft.start and draft.end <= one.end), None)
    return replace(draft, speaker=whose.speaker) if whose is not None else draft


def _school(page: Page, draft: Draft) -> Speaker | None:
    """ "Elm High School voted to keep them": told of the school, decided by its council."""
    if not COUNCIL.search(draft.speaker.name) or COUNCIL_WORD.search(page.text[draft.start : draft.end]):
        return None
    school = next((mention for mention in _inside(page, draft) if mention.label == "SCHOOL"), None)
    if school is None:
        return None
    names = page.doc._.names
    known = names.council_of(school.name)[1] if names is not None else None
    return Speaker(as_given(page.doc, school.start, school.end), known, None, "body")


def _own_form(page: Page, draft: Draft) -> Speaker | None:
    """One of the registry's other names, where it stands in full."""
    for mention in _inside(page, draft):
        if (
            mention.id
            and mention.id == draft.speaker.id
            and " " in mention.text
            and mention.kind == "registry"
        ):
            return replace(draft.speaker, name=mention.text)
    return None


def _other_form(page: Page, draft: Draft) -> Speaker | None:
    if draft.speaker.id is None and draft.speaker.name in page.text[draft.start : draft.end]:
        return None
    if not GOVERNING.search(draft.speaker.name):
        return None
    match = NAMED_HERE.search(page.text, draft.start, draft.end)
    if match is None:
        return None
    at = match.start(1)
    opener = OPENERS.match(match.group(1))
    at += opener.end() if opener else 0
    words = as_given(page.doc, at, match.end(1))
    first = words.split()[0] if words else ""
    named = first[:1].isupper() or first[:1].isdigit()
    known = draft.speaker.name.casefold().startswith(words.casefold())
    return (
        replace(draft.speaker, name=words) if named and not known and len(words.split()) >= SHORTEST else None
    )


def _inside(page: Page, draft: Draft) -> list[Mention]:
    return [m for m in page.doc._.entities or () if m.start >= draft.start and m.end <= draft.end]
