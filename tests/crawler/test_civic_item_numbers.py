"""The numbers before an agenda's items, told from words that only look like one."""

import pytest

from crawler.civic.item_numbers import split_number


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("2.01 Roll Call", "2.01", "Roll Call"),
        ("VI.1. Report", "VI.1", "Report"),
        ("II.A. Minutes", "II.A", "Minutes"),
        ("II.B.1) Grants", "II.B.1", "Grants"),
        ("I.T. Update", None, "I.T. Update"),
        ("U.S. Bank", None, "U.S. Bank"),
        ("C.E.O. report", None, "C.E.O. report"),
    ],
)
def test_a_number_is_told_from_initials(text: str, number: str | None, title: str) -> None:
    assert split_number(text) == (number, title)
