"""Numbers of files, told from places on an agenda."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.file_numbers import is_file_number, number_key, place_key


@pytest.mark.parametrize(
    "number", ["24-0222-RS1", "22-0824-PR01", "21-0485", "1920-0260", "103-24/25", "2024-117", "File 19-1234",
               "RES-2024-15", "Contract #12345"],
)  # fmt: skip
def test_numbers_of_files(number: str) -> None:
    assert is_file_number(number)


@pytest.mark.parametrize(
    "number", ["5.A", "5", "12.", "IV.B.2", "A-1", "10.a.1", "1.01", "12.03", "(b)", "Item 5.A", "112", "D1",
               "", None, "Approve the contract of 2024 with a company"],
)  # fmt: skip
def test_places_on_an_agenda(number: str | None) -> None:
    assert not is_file_number(number)


def test_one_spelling() -> None:
    assert number_key("22–0824–pr01") == number_key("Board Report 22-0824-PR1") == "22-0824-PR1"
    assert number_key("Resolution No. 1920-0260.") == "1920-0260"
    assert place_key("Item 5. A.") == place_key("5a") == place_key("5.A") == "5.a"
    assert place_key(None) == ""


@given(st.text(max_size=60))
@example("\r[0")
def test_any_text_has_a_spelling_that_stays(text: str) -> None:
    assert number_key(number_key(text)) == number_key(text)
    assert place_key(place_key(text)) == place_key(text)
    assert is_file_number(text) in (True, False)
