"""What an item's words say it does to an earlier file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.references import introduced_in, references_in

SAYINGS = {
    "Amend Board Report 22-0824-PR1 Amend Board Report 21-0922-PR5 Authorize a Renewal Agreement": [
        ("amends", "22-0824-PR1"), ("amends", "21-0922-PR5")],
    "AMENDING BOARD REPORT 20-0826-PR9: SCHOOL RESOURCE OFFICERS": [("amends", "20-0826-PR9")],
    "(Rescind Board Reports 20-0624-PO1, 20-0624-PO2 and 20-0624-PO3) and Adopt a New Policy": [
        ("rescinds", "20-0624-PO1"), ("rescinds", "20-0624-PO2"), ("rescinds", "20-0624-PO3")],
    "Resolution 2021-0123 Amending Resolution No. 1920-0260": [
        ("refers", "2021-0123"), ("amends", "1920-0260")],
    "Renewal of contract #12345 with the Police Department": [("renews", "12345")],
    "Amendment No. 2 to Contract 12345": [("amends", "12345")],
    "Second Amendment to Agreement 21-0485, extending the term of File 20-0111": [
        ("amends", "21-0485"), ("extends", "20-0111")],
    "Ratification of MOU 1819-0042": [("ratifies", "1819-0042")],
    "Policy 24-0222-PO1 supersedes Policy 12-0125-PO2": [
        ("refers", "24-0222-PO1"), ("supersedes", "12-0125-PO2")],
    "Board Report 20-0624-PO1 is hereby rescinded.": [("rescinds", "20-0624-PO1")],
    "Amendment of Bd of Ed Rpt No. 031-22/23": [("amends", "031-22/23")],
    # Told the other way round: what happened to the file, by another.
    "the agreement (Board Report 21-0922-PR5), as amended by Board Report 23-0125-PR3": [
        ("refers", "21-0922-PR5"), ("refers", "23-0125-PR3")],
    # A verb of another sentence does nothing here.
    "The policy was amended in May. See Board Report 21-0922-PR5.": [("refers", "21-0922-PR5")],
    "School Resource Officer Agreement 2019-2020, budget 2024-25, $1,234,567": [],
    "": [],
}  # fmt: skip


@pytest.mark.parametrize("text", SAYINGS)
def test_each_file_with_what_is_done_to_it(text: str) -> None:
    found = references_in(text)
    assert [(entry.relation, entry.number) for entry in found] == SAYINGS[text]
    for entry in found:
        assert " ".join(text[entry.start : entry.end].split()) == entry.evidence


def test_the_words_that_say_so_are_kept() -> None:
    (found,) = references_in("The board may amend\nBoard Report 22-0824-PR1 today")
    assert found.evidence == "amend Board Report 22-0824-PR1"


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Adoption by the Board of Education of Resolution No. 1920-0260 - A Resolution", ["1920-0260"]),
        ("Resolution 2021-0123 Amending Resolution No. 1920-0260", ["2021-0123"]),
        ("Approve payment under Contract No. 12345", []),
        ("Renewal of contract #12345", []),
        ("Board Report 20-0624-PO1 is rescinded", []),
        ("Approve the minutes", []),
    ],
)
def test_a_title_names_its_own_file_or_anothers(title: str, own: list[str]) -> None:
    assert introduced_in(title) == own


@given(st.text(alphabet=st.sampled_from(list("amendrscibyoPR-#,. \n()0123456789/")), max_size=200))
def test_any_text_is_read(text: str) -> None:
    for entry in references_in(text):
        assert 0 <= entry.start < entry.end <= len(text)
        assert entry.number
    assert isinstance(introduced_in(text), list)
