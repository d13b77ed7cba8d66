"""The tables of docs/evaluation.md are made of what `hallwatch evaluate --json` prints."""

from pathlib import Path

import pytest

from nlp.evaluate import Report, compare
from tests.measure.figures import END, START, placed, tables

PAGE = Path(__file__).parents[1] / "docs" / "evaluation.md"


def report(right: int, wrong: int, trap: str = "irony") -> Report:
    made = Report()
    for number in range(right + wrong):
        label = {
            "start": 0,
            "end": 9,
            "speaker": "Ann Lee",
            "stance": "favor",
            "directness": "direct",
            "trap": trap,
        }
        given = {**label, "stance": "favor" if number < right else "against", "confidence": 0.75}
        compare({"statements": [label]}, {"relevant": True, "statements": [given]}, made)
    return made


def test_a_column_a_file_with_its_shares_and_counts() -> None:
    lines = list(tables({"dev": report(6, 2).to_json(), "test": report(8, 0).to_json()}))

    assert "| statements labelled | 8 | 8 |" in lines
    assert "| favor taken for against, or the reverse | 2 of 8 | 0 of 8 |" in lines
    assert "| irony | 1.00 of 8 | .75 of 8 | .43 | 1.00 of 8 | 1.00 of 8 | 1.00 |" in lines
    assert "| 0.7 to 0.8 | .75: .75 of 8 | .75: 1.00 of 8 |" in lines


def test_other_columns_may_stand_in_the_tables_of_kinds() -> None:
    lines = list(tables({"dev": report(6, 2).to_json()}, {"apart": report(8, 0).to_json()}))

    assert "| statements labelled | 8 |" in lines
    assert "| | apart: found | apart: stance right | apart: macro-F1 |" in lines
    assert "| irony | 1.00 of 8 | 1.00 of 8 | 1.00 |" in lines


def test_a_share_of_fewer_than_five_is_no_figure() -> None:
    lines = list(tables({"dev": report(3, 0).to_json()}))

    assert "| irony | – | – | – |" in lines


def test_tables_take_the_place_between_the_pages_marks() -> None:
    page = f"before\n{START}\nold\n{END}\nafter"

    assert placed(page, ["| new |"]) == f"before\n{START}\n\n| new |\n\n{END}\nafter"
    with pytest.raises(ValueError, match="lacks"):
        placed("no marks", [])


def test_the_page_has_the_marks() -> None:
    assert placed(PAGE.read_text(encoding="utf-8"), ["x"]).count("| texts |") == 0
