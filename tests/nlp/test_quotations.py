"""Quotation marks that belong together, and what is no speech."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.layout import blocks
from nlp.components.quotations import find_quotations, is_term


def quoted(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_quotations(text)]


def test_straight_and_curly_marks():
    assert quoted('"Keep them," she said. “They help,” he said.') == ["Keep them,", "They help,"]


def test_a_quoted_term_with_the_same_mark_stays_inside():
    text = (
        '"We are clear that schools keep guards," the board said. "Each has a "School Sergeant," a post '
        'in each district, to call."'
    )

    assert quoted(text) == [
        "We are clear that schools keep guards,",
        'Each has a "School Sergeant," a post in each district, to call.',
    ]


def test_an_open_quotation_goes_on_in_the_next_paragraph_that_opens_again():
    text = '"I voted to take them out.\n\n"I would do it again."\n\nNobody answered.'

    assert quoted(text) == ['I voted to take them out.\n\n"I would do it again.']


def test_an_open_quotation_ends_with_its_paragraph_when_the_next_does_not_open():
    text = '"I voted to take them out.\n\nThe room was quiet.'

    assert quoted(text) == ["I voted to take them out."]


def test_inches_and_apostrophes_are_no_quotations():
    assert quoted("The officers' desk is 30 wide and the students' isn't.") == []


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("Whole School Safety Policy,", "votes in favor of a new ", " which will end the program."),
        ("School Sergeant,", "a relationship with their ", " a position"),
        ("a jail", "She called it ", " and left."),
        ("no.", "Board member Jean Snow voted ", ""),
    ],
)
def test_titles_and_fragments_are_terms(words: str, before: str, after: str):
    assert is_term(words, before, after)


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("We need them,", "", " she said."),
        ("We have waited long enough.", "Rao said: ", ""),
        ("Take them out.", "Then he spoke. ", ""),
        ("It is time to go", "said, ", ", she said"),
    ],
)
def test_speech_is_no_term(words: str, before: str, after: str):
    assert not is_term(words, before, after)


def test_headings_are_told_from_paragraphs_and_list_items():
    text = "Board ends contract\n\nThe board ended it.\n- No renewal of the contract"

    assert [block.heading for block in blocks(text)] == [True, False, False]


def test_hard_wrapped_lines_are_one_paragraph():
    text = "The board voted on Tuesday to end its contract with the city\nand to hire counselors."

    assert len(list(blocks(text))) == 1


@given(st.text(alphabet='ab ."“”\n‘’', max_size=60))
def test_any_marks_give_ordered_spans_inside_the_text(text: str):
    found = find_quotations(text)

    assert all(0 <= one.outer_start < one.start <= one.end <= one.outer_end <= len(text) for one in found)
    assert all(one.outer_end <= other.outer_start for one, other in pairwise(found))
