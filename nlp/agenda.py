# ruff: noqa: E501 - SQL, patterns and example texts on their own lines
"""Whether an agenda item belongs to the debate: by title and text, by attachments, by what it amends."""

import json
import re
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from nlp.reading import PIECE, fit_to_parse

POLICE = re.compile(r"\b(?:police|law enforcement|sheriff|CPD)\b", re.I)
DEAL = re.compile(r"\b(?:agreement|contract|memorandum|intergovernmental|MOU|IGA|services)\b", re.I)
# What districts also buy from police and for them, none of it officers stationed in schools.
OTHER_DEALS = re.compile(
    r"\b(?:interceptors?|vehicles?|squad cars?|radios?|uniforms?|ammunition|traffic|crossing guards?|background checks?|"
    r"fingerprint\w*|parking|towing|software|camera\w*|training (?:site|facility|space)|use of (?:space|facilit\w+)|lease|"
    r"elections?|graduation|athletic events?|security for events|academy|pension|lodge|union)\b",
    re.I,
)


@dataclass(frozen=True)
class Judgement:
    """Whether an item is of the debate, how surely, and why."""

    relevant: bool
    relevance: float
    reason: str


def judge(language: Language, item: dict[str, Any]) -> Judgement:
    """Judge an item by its own words, then by its attachments. Lineage is `inherit`'s."""
    own = ". ".join(part for part in (item["title"], item["text"]) if part)
    found = _by_text(language, own, "its text")
    if found.relevant or _is_police_deal(own):
        return (
            found
            if found.relevant
            else Judgement(True, 0.6, "an agreement with police on a school board's agenda")
        )
    if POLICE.search(own) and OTHER_DEALS.search(own):
        return Judgement(False, found.relevance, "other business with police")
    attached = _by_text(language, item["attached"] or "", "an attachment")
    return attached if attached.relevant else found


def inherit(judged: dict[str, Judgement], items: list[dict[str, Any]], relevant_numbers: set[str]) -> None:
    """Make items relevant that amend a relevant report, along the whole line of amendments."""
    changed = True
    while changed:
        changed = False
        for item in items:
            amended = [number for number in json.loads(item["amends"] or "[]") if number in relevant_numbers]
            if amended and not judged[item["id"]].relevant:
                judged[item["id"]] = Judgement(True, 0.8, f"amends {', '.join(amended)}")
                relevant_numbers.add(item["number"] or "")
                changed = True


def _is_police_deal(text: str) -> bool:
    return bool(POLICE.search(text) and DEAL.search(text)) and not OTHER_DEALS.search(text)


def _by_text(language: Language, text: str, where: str) -> Judgement:
    if not text.strip() or not re.search(r"police|officer|sro|cop|sheriff|safety|policing", text, re.I):
        return Judgement(False, 0.0, "names neither police nor officers")
    doc = language(fit_to_parse(text[:PIECE]))
    return Judgement(bool(doc._.relevant), round(doc._.relevance, 3), f"{where}: {doc._.relevance_reason}")
