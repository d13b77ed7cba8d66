"""Statements apart by directness and trap: what was found, whose it was, which side it took."""

from typing import Any

import pytest

from nlp.evaluate import Report, compare

Found = dict[str, Any]


def statement(start: int, stance: str = "favor", way: str = "direct", **more: Any) -> Found:
    return {
        "start": start,
        "end": start + 10,
        "speaker": "Ann Lee",
        "stance": stance,
        "directness": way,
        "trap": None,
        "confidence": 0.9,
        **more,
    }


def figures(labels: list[Found], found: list[Found]) -> Found:
    report = Report()
    compare({"statements": labels}, {"relevant": True, "statements": found}, report)
    return report.to_json()


def test_recall_is_told_by_directness_and_by_trap():
    labels = [
        statement(0, trap="irony"),
        statement(20, trap="irony", way="indirect"),
        statement(40, way="indirect"),
    ]

    told = figures(labels, [labels[0], labels[2]])["detection"]

    assert told["by_trap"] == {"irony": {"share": 0.5, "of": 2}, "no trap": {"share": 1.0, "of": 1}}
    assert told["by_directness"] == {"direct": {"share": 1.0, "of": 1}, "indirect": {"share": 0.5, "of": 2}}


def test_what_was_invented_is_told_by_the_directness_it_was_given():
    label = statement(0)

    told = figures([label], [label, statement(50, way="action"), statement(70, way="action")])["detection"]

    assert told["right_among_found_as"] == {
        "action": {"share": 0.0, "of": 2},
        "direct": {"share": 1.0, "of": 1},
    }


def test_stance_is_scored_by_class_apart_for_each_trap():
    labels = [
        statement(0, "against", trap="negation"),
        statement(20, "favor", trap="negation"),
        statement(40),
    ]
    found = [statement(0, "favor"), statement(20, "favor"), statement(40, "favor")]

    told = figures(labels, found)["stance"]

    assert told["by_trap"]["negation"]["macro_f1"] == pytest.approx((2 / 3 + 0) / 2)
    assert told["by_trap"]["negation"]["classes"]["against"]["recall"] == 0.0
    assert told["by_trap"]["no trap"]["macro_f1"] == 1.0
    assert told["by_directness"]["direct"]["of"] == 3


def test_only_the_other_side_counts_as_opposite():
    labels = [statement(0, "against"), statement(20, "against"), statement(40, "mixed")]
    found = [statement(0, "favor"), statement(20, "neutral"), statement(40, "favor")]

    told = figures(labels, found)["stance"]

    assert (told["opposite"], told["of"], told["accuracy"]) == (1, 3, 0.0)


def test_speakers_are_scored_among_what_was_found_only():
    labels = [statement(0), statement(20, way="action"), statement(40)]
    found = [statement(0, speaker="Bo Cruz"), statement(20, way="action", speaker="Lee")]

    told = figures(labels, found)["speakers"]

    assert (told["accuracy"], told["of"]) == (0.5, 2)
    assert told["by_directness"] == {"action": {"share": 1.0, "of": 1}, "direct": {"share": 0.0, "of": 1}}


def test_a_confidence_is_held_against_the_class_of_the_stance():
    labels = [statement(0, "mixed"), statement(20, "favor")]
    found = [statement(0, "neutral", confidence=0.7), statement(20, "against", confidence=0.7)]

    told = figures(labels, found)["calibration"]

    assert [(entry["count"], entry["share_right"]) for entry in told["bins"]] == [(2, 0.5)]


def test_texts_that_were_not_seen_as_relevant_are_also_left_out_of_detection():
    report = Report()
    labels = [statement(0), statement(20)]
    compare({"relevant": True, "statements": labels}, {"relevant": True, "statements": labels[:1]}, report)
    compare({"relevant": True, "statements": labels}, {"relevant": False, "statements": []}, report)

    told = report.to_json()["detection"]

    assert told["recall"] == 0.25
    assert told["in_relevant_texts"]["recall"] == 0.5
