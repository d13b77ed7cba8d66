"""Names: found with their label, resolved, recognised as the registry's, kept apart from namesakes."""

from typing import Any

from nlp.evaluate import Report, compare

Found = dict[str, Any]


def name(start: int, words: str = "Ann Lee", label: str = "PERSON", **more: Any) -> Found:
    return {
        "start": start, "end": start + len(words), "text": words, "label": label, "name": words, **more
    }  # fmt: skip


def figures(labels: list[Found], found: list[Found]) -> Found:
    report = Report()
    compare({"entities": labels}, {"relevant": True, "entities": found}, report)
    entities: Found = report.to_json()["entities"]
    return entities


def test_a_surname_must_be_resolved_to_the_full_name():
    labels = [name(0), name(20, "Lee", name="Ann Lee")]

    told = figures(labels, [name(0), name(20, "Lee", name="Lee")])

    assert (told["precision"], told["recall"]) == (0.5, 0.5)
    assert told["names_right"] == {"PERSON": {"share": 0.5, "of": 2}}


def test_a_name_with_the_wrong_label_is_not_found_as_that_label():
    told = figures([name(0, "Elm High", "SCHOOL")], [name(0, "Elm High", "ORG")])

    assert told["by_label"]["SCHOOL"]["recall"] == 0.0
    assert told["by_label"]["ORG"] == {
        "precision": 0.0, "recall": None, "f1": 0.0, "found": 1, "labelled": 0,
    }  # fmt: skip
    assert told["f1"] == 1.0


def test_the_registrys_people_must_be_found_and_recognised():
    labels = [name(0, id="ann-lee"), name(20, id="ann-lee"), name(40, id="ann-lee")]

    told = figures(labels, [name(0, id="ann-lee"), name(20, id=None)])

    assert told["registry"] == {"PERSON": {"share": 1 / 3, "of": 3}}


def test_a_stranger_may_be_missed_but_not_be_taken_for_somebody_known():
    labels = [name(0, id=None), name(20, id=None), name(40, id=None)]

    told = figures(labels, [name(0, id=None), name(20, id="ann-lee")])

    assert told["strangers"] == {"share": 2 / 3, "of": 3}


def test_an_empty_list_of_names_says_that_there_are_none():
    told = figures([], [name(0)])

    assert (told["precision"], told["labelled"]) == (0.0, 0)
    report = Report()
    compare({"text": "not labelled"}, {"relevant": True, "entities": [name(0)]}, report)
    assert report.to_json()["entities"]["found"] == 0
