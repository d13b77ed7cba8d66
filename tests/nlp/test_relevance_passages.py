"""Passages from the middle of an article, that never name the officers in full."""

import pytest

from nlp.agenda import judge
from nlp.components.fragments import signs, speaks_of_officers
from nlp.components.relevance import FRAGMENT, NOT_OF_IT, OF_IT, PASSAGE
from nlp.learning.linear import LinearModel, shipped


@pytest.mark.parametrize(
    "text",
    [
        "Trustees asked for constables to be kept out of the hallways until spring, and students cheered.",
        "“I want the deputy to stay, and I told the board so,” said Ana Pell, whose son is in sixth grade.",
        "The council could not agree on taking the officers away. Pell said kids feel safer without them.",
        "The superintendent wants the liaison back and says that the kids trust him.",
        "“I voted to take them out, and I would send them back,” the board member told students.",
    ],
)
def test_a_passage_of_the_debate_is_taken(language, text):
    doc = language(text)

    assert doc._.relevant, doc._.relevance_reason
    assert 0.5 <= doc._.relevance <= 1
    assert doc._.relevance_reason


@pytest.mark.parametrize(
    "text",
    [
        "A deputy was charged with stealing from the gym of the high school. He is on leave.",
        "The mayor will add forty patrol officers in the spring and end the contract for cameras.",
        "Deputies read to second-graders at the library on Friday.",
        "The university will keep its officers, the regents decided, and students marched.",
        "The board hired a counselor and kept the bus contract.",
        "It was a loss for the visitors, and the coach will keep the schedule.",
        "Crossing guards are wanted at two schools; call the police department.",
    ],
)
def test_an_officer_who_only_appears_does_not_make_a_passage_of_it(language, text):
    doc = language(text)

    assert not doc._.relevant, (doc._.relevance, doc._.relevance_reason)


def test_a_long_text_is_left_to_the_rules(language):
    passage = "The superintendent wants the liaison back and says that the kids trust him."
    assert language(passage)._.relevance_reason.startswith(PASSAGE)

    assert not language(passage + " It rained on the hill for a day." * (FRAGMENT // 8))._.relevant


def test_an_agenda_item_is_no_passage(language):
    item = {"title": "Remarks", "text": "The superintendent wants the liaison back and the kids trust him."}

    assert not judge(language, {**item, "attached": None}).relevant


def test_signs_tell_what_stands_together():
    found = signs(["parents would keep the deputies.", "the board voted 4-3."])

    assert {"officers", "wanted before", "then setting", "then deeds"} <= found.keys()
    assert found["share of officers"] == 0.5
    assert "then deeds" in found and "officers with deeds" not in found


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("the deputies left", True),
        ("the deputy superintendent left", False),
        ("constables came", True),
        ("the officers' union met", False),
        ("a bake sale", False),
    ],
)
def test_words_for_officers(text, speaks):
    assert speaks_of_officers(text) is speaks


def test_the_shipped_model_has_the_two_labels_and_weighs_wishes_for_it():
    model: LinearModel = shipped("relevance")

    assert set(model.labels) == {OF_IT, NOT_OF_IT}
    assert model.weights["wanted before"][model.labels.index(OF_IT)] > 0
