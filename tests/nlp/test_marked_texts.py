"""The writing format of labelled texts."""

import pytest

from nlp.marked_texts import MarkError, read_marked, write_marked

PASSAGE = """=== one | news story | Elmford | 2022-01-02 | y
"[[Ad|Ann Lee<Lee|chair^irony|We love them," Lee said. "Truly.]]"
[[Fa|Bo Cruz & Cy Dow||Bo Cruz and Cy Dow voted to keep officers 2-1]].
@vote {"quote": "voted to keep officers 2-1", "body": "board", "yes": 2, "no": 1}
"""


def test_marks_become_offsets():
    (passage,) = read_marked(PASSAGE)

    told = [
        (
            passage["text"][found["start"] : found["end"]],
            found["speaker"],
            found["stance"],
            found["directness"],
        )
        for found in passage["statements"]
    ]
    assert told == [
        ('We love them," Lee said. "Truly.', "Ann Lee", "against", "direct"),
        ("Bo Cruz and Cy Dow voted to keep officers 2-1", "Bo Cruz", "favor", "action"),
        ("Bo Cruz and Cy Dow voted to keep officers 2-1", "Cy Dow", "favor", "action"),
    ]
    assert passage["statements"][0]["trap"] == "irony"
    assert passage["statements"][0]["speaker_as_named"] == "Lee"
    assert "[[" not in passage["text"]


def test_there_and_back_again():
    (passage,) = read_marked(PASSAGE)

    (again,) = read_marked(write_marked([passage]))

    assert again == passage


def test_a_mark_inside_a_mark_is_read():
    nested = "=== one | news | x | 2022 | y\n[[Ni|Ann Lee||Lee quoted [[Fi|Bo Cruz||Cruz]] back]]."

    (passage,) = read_marked(nested)

    told = {
        found["speaker"]: passage["text"][found["start"] : found["end"]] for found in passage["statements"]
    }
    assert told == {
        "Ann Lee": "Lee quoted Cruz back",
        "Bo Cruz": "Cruz",
    }


@pytest.mark.parametrize(
    "broken",
    [
        "=== one | news | x | 2022-01-02\ntext",
        "=== one | news | x | 2022-01-02 | y\n[[Zz|A||b]]",
        "=== one | news | x | 2022-01-02 | y\n[[Fd|A||b",
        '=== one | news | x | 2022-01-02 | y\ntext\n@vote {"quote": "not there"}',
    ],
)
def test_a_broken_passage_is_refused(broken: str):
    with pytest.raises(MarkError):
        list(read_marked(broken))
