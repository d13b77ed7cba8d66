"""The labelled texts themselves: enough of them, well formed, and no near copy in two splits."""

import re
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from nlp.evaluate import labelled_files, read_texts

TEXTS = Path(__file__).parents[2] / "nlp" / "texts"
SPLITS = ("train", "dev", "test")
STANCES = {"favor", "against", "mixed", "neutral"}
WAYS = {"direct", "indirect", "action"}
TRAPS = {
    "negation", "reversal", "conditional", "who-decides", "irony", "past", "opponent-quoted", "off-target",
    "role", "inverted-motion", "other",
}  # fmt: skip
SHINGLE = 5  # words
COPY = 0.5  # share of the shorter text's shingles that stand in the other
OPTIONS = {"yes", "no", "abstain", "absent", "excused", "not voting", "paired", "other"}


def texts(split: str) -> list[dict[str, Any]]:
    return list(chain.from_iterable(map(read_texts, labelled_files([TEXTS / split]))))


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def test_there_are_enough_to_learn_and_to_measure_from() -> None:
    counts = {split: sum(len(text.get("statements", ())) for text in texts(split)) for split in SPLITS}

    assert sum("statements" in text for split in SPLITS for text in texts(split)) >= 250
    assert sum(counts.values()) >= 2000
    assert min(counts["dev"], counts["test"]) >= 200


def test_a_case_is_in_one_split_only_and_an_id_means_one_text() -> None:
    cases = [path.stem for split in SPLITS for path in labelled_files([TEXTS / split])]
    ids = [text["id"] for split in SPLITS for text in texts(split)]

    assert len(cases) == len(set(cases))
    assert len(ids) == len(set(ids))


def test_no_near_copy_straddles_two_splits() -> None:
    where: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for split in SPLITS:
        for text in texts(split):
            found = shingles(text["text"])
            sizes[text["id"]] = len(found)
            for shingle in found:
                where[shingle].append((split, text["id"]))
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for places in where.values():
        for number, (split, one) in enumerate(places):
            for other_split, other in places[number + 1 :]:
                if split != other_split:
                    shared[one, other] += 1

    assert [
        pair for pair, count in shared.items() if count >= COPY * min(sizes[pair[0]], sizes[pair[1]])
    ] == []


@pytest.mark.parametrize("split", SPLITS)
def test_every_label_is_one_that_the_guidelines_know(split: str) -> None:
    for text in texts(split):
        for entry in text.get("statements", ()):
            told = f"{text['id']}: {entry}"
            assert entry["stance"] in STANCES and entry["directness"] in WAYS, told
            assert entry["trap"] is None or entry["trap"] in TRAPS, told
            assert entry["speaker"] and entry["end"] <= len(text["text"]), told
        for vote in text.get("votes", ()):
            told = f"{text['id']}: {vote}"
            assert vote["result"] in {"pass", "fail"} and vote["effect"] in {"keep", "remove", "none"}, told
            assert all(member["name"] and member["option"] in OPTIONS for member in vote["members"]), told
