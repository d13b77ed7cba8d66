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


NAMES = """=== one | news story | Elmford | | n
Ann Lee met Lee Park. Elm High board members Lee and Park left Elm High.
@unlabelled statements
@entity {"words": "Ann Lee", "label": "PERSON"}
@entity {"words": "Lee Park", "label": "PERSON", "id": null}
@entity {"words": "Lee", "label": "PERSON", "name": "Ann Lee", "id": "ann-lee"}
@entity {"words": "Elm High", "label": "SCHOOL", "nth": [2]}
@entity {"words": "Elm High board", "label": "ORG", "nth": [1]}
"""


def test_an_entity_stands_for_its_words_wherever_no_longer_name_takes_them():
    (passage,) = read_marked(NAMES.replace(', "nth": [2]', ""))

    told = [(entry["text"], entry["name"], entry["start"]) for entry in passage["entities"]]
    assert told == [
        ("Ann Lee", "Ann Lee", 0),
        ("Lee Park", "Lee Park", 12),
        ("Elm High board", "Elm High board", 22),
        ("Lee", "Ann Lee", 45),
        ("Elm High", "Elm High", 63),
    ]
    assert all(
        passage["text"][entry["start"] : entry["end"]] == entry["text"] for entry in passage["entities"]
    )
    assert "id" not in passage["entities"][0]
    assert [entry.get("id") for entry in passage["entities"]] == [None, None, None, "ann-lee", None]


def test_only_the_places_asked_for_are_taken():
    twice = '=== one | x | y | | n\nLee saw Lee.\n@entity {"words": "Lee", "label": "PERSON", "nth": [2]}'

    (passage,) = read_marked(twice)

    assert [entry["start"] for entry in passage["entities"]] == [8]
    assert next(read_marked(write_marked([passage]))) == passage


def test_what_nobody_labelled_has_no_key():
    (names,) = read_marked(NAMES.replace(', "nth": [2]', ""))
    (statements,) = read_marked(PASSAGE)
    (none,) = read_marked("=== one | x | y | 2022 | n\ntext\n@none entities\n@unlabelled votes")

    assert "statements" not in names and "votes" in names
    assert "entities" not in statements
    assert none["entities"] == [] and "votes" not in none
    for passage in (names, statements, none):
        assert next(read_marked(write_marked([passage]))) == passage


@pytest.mark.parametrize(
    "line",
    [
        '@entity {"words": "Bo", "label": "PERSON"}',
        '@entity {"words": "Ann", "label": "MAN"}',
        '@entity {"words": "Ann", "label": "PERSON", "nth": [2]}',
        "@none names",
    ],
)
def test_an_entity_that_is_not_there_is_refused(line: str):
    with pytest.raises(MarkError, match="one"):
        list(read_marked(f"=== one | x | y | 2022 | n\nAnn left.\n{line}"))
