"""The signs of the debate in a passage that never names the officers in full, as features of a model.

A paragraph from the middle of an article says "the deputies" and "the agreement". What is counted is how
officers, a school, what is wanted of officers and what bodies do stand together, sentence by sentence.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from nlp.lexicons import FOLDER

NAME = "fragments.yaml"
GAP = r"[^\w.;:]++(?:\w++(?:['’-]\w+)*+[^\w.;:]++){0,5}?"  # up to five words of one clause
KINDS = ("setting", "talk", "deeds", "other", "traces", "deals")
QUOTED = re.compile(r"[“\"][^“”\"]{12,}[”\"]")
TOLD = re.compile(r"\b(?:said|says|wrote|told|asked|urged|argued|called)\b")
THEM = re.compile(r"\b(?:them|they|him|he|her|she|one)\b")
POLICE = re.compile(r"\bpolice\b")
OPINION = re.compile(r"\b(?:i|we|our|us|my|you|your)\b")


@cache
def _group(name: str) -> str:
    entries: dict[str, list[str]] = yaml.safe_load((Path(FOLDER) / NAME).read_text(encoding="utf-8"))
    return "|".join(map(str, entries[name]))


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_group(name)})(?!\w)")


@cache
def _wanted() -> dict[str, re.Pattern[str]]:
    officers = rf"(?<!\w)(?:{_group('officers')})(?!\w)"
    return {
        "wanted before": re.compile(rf"(?<!\w)(?:{_group('before')}){GAP}{officers}"),
        "near before": re.compile(rf"(?<!\w)(?:{_group('near')}){GAP}{officers}"),
        "said after": re.compile(rf"{officers}(?:['’]s?)?{GAP}(?:{_group('after')})(?!\w)"),
    }


def speaks_of_officers(text: str) -> bool:
    """Return whether a text in lower case has a word for officers, or what may stand for them."""
    return any(_any_of(name).search(text) for name in ("officers", "traces", "deals"))


def signs(sentences: Sequence[str], incidents: int = 0, elsewhere: int = 0) -> dict[str, float]:
    """Return a passage's features by name, from its sentences in lower case.

    `incidents`, `elsewhere`: how many sentences tell an incident, and of police of another place.
    """
    counts = Counter(
        {name: count for name, count in (("incident", incidents), ("elsewhere", elsewhere)) if count}
    )
    spoken_of = False
    for sentence in sentences:
        officers = _any_of("officers").search(sentence) is not None
        counts.update(_of_sentence(sentence, officers, spoken_of))
        spoken_of |= officers
    size = max(1, len(sentences))
    features = dict.fromkeys(counts, 1.0)
    features |= {f"share of {name}": round(count / size, 2) for name, count in counts.items()}
    features["long"] = round(math.log1p(size), 2)
    return features


def _of_sentence(sentence: str, officers: bool, spoken_of: bool) -> list[str]:
    found = {name for name in KINDS if _any_of(name).search(sentence)}
    names = sorted(found)
    if QUOTED.search(sentence):
        names.append("quoted")
    if OPINION.search(sentence):
        names.append("opinion")
    if officers:
        names += ["officers", *(f"officers with {name}" for name in sorted(found))]
        names += [name for name, pattern in _wanted().items() if pattern.search(sentence)]
        names += ["police"] * (POLICE.search(sentence) is not None)
        names += ["told of officers"] * bool(TOLD.search(sentence))
    elif spoken_of:
        names += [f"then {name}" for name in sorted(found)]
        names += ["them"] * bool(THEM.search(sentence))
    return names
