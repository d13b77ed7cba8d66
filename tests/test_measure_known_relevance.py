"""The evaluation with relevance taken from the labels."""

import json
from pathlib import Path

from tests.measure.known_relevance import as_labelled, measure


def test_an_answer_takes_the_labels_relevance_and_no_statement_where_that_is_no() -> None:
    answer = {"relevant": True, "statements": [{"start": 0, "end": 3}], "votes": [{"start": 0, "end": 3}]}

    yes, no = as_labelled({"relevant": True}, answer), as_labelled({"relevant": False}, answer)

    assert (yes["relevant"], len(yes["statements"])) == (True, 1)
    assert (no["relevant"], no["statements"], len(no["votes"])) == (False, [], 1)


def test_statements_are_found_in_a_text_that_names_no_officer(tmp_path: Path) -> None:
    text = 'The trustees met on Monday. "We want them gone from every hallway," said Ann Lee, a parent.'
    start = text.index("We want")
    label = {"start": start, "end": text.index(',"'), "speaker": "Ann Lee", "stance": "against"}
    label |= {"directness": "direct", "trap": None}
    passage = {"id": "one", "text": text, "date": None, "relevant": True, "statements": [label]}
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps(passage) + "\n", encoding="utf-8")

    told = measure([path]).to_json()

    assert (told["relevance"]["recall"], told["detection"]["recall"]) == (1.0, 1.0)
