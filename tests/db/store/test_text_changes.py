"""Two readings of a text, compared in words: exact on scattered edits, bounded on hostile texts."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.store.text_changes import CLIPPED, CONTEXT, MOST_PASSAGES, compare_texts


def a_text(words: int, vocabulary: int, seed: int = 1) -> list[str]:
    """Return paragraphs of fifty words drawn from so many."""
    chance = random.Random(seed)
    drawn = [f"word{chance.randrange(vocabulary)}" for _ in range(words)]
    return [" ".join(drawn[at : at + 50]) for at in range(0, words, 50)]


def test_a_word_in_every_paragraph_of_a_long_article_is_counted_as_that() -> None:
    lines = a_text(5000, 1500)
    edited = [line.replace(" ", f" new{at} ", 1) for at, line in enumerate(lines)]
    began = time.perf_counter()

    change = compare_texts("\n".join(lines), "\n".join(edited))

    assert (change.words_added, change.words_removed) == (100, 0)
    assert len(change.passages) == MOST_PASSAGES
    assert time.perf_counter() - began < 2  # 0.3 s when nothing else runs


@pytest.mark.parametrize(("words", "vocabulary"), [(5000, 30), (5000, 5000), (40_000, 3)])
def test_a_text_that_was_rewritten_is_compared_in_bounded_time(words: int, vocabulary: int) -> None:
    began = time.perf_counter()

    change = compare_texts(*("\n".join(a_text(words, vocabulary, seed)) for seed in (1, 2)))

    assert change
    assert time.perf_counter() - began < 5


def test_a_passage_never_holds_more_than_its_words() -> None:
    change = compare_texts("\n".join(a_text(2000, 900)), "\n".join(a_text(2000, 900, seed=2)))

    for passage in change.passages:
        for text, most in ((passage.before, CONTEXT), (passage.removed, CLIPPED), (passage.added, CLIPPED)):
            assert len(text.replace("…", "").split()) <= most


def test_a_paragraph_that_was_taken_out_and_one_put_in() -> None:
    old = "The vote is on Monday.\nPrincipal Doe declined to speak of it.\nThe end."
    new = "The vote is on Monday.\nThe end.\nThe union answered later."

    change = compare_texts(old, new)

    assert [(passage.removed, passage.added) for passage in change.passages] == [
        ("Principal Doe declined to speak of it.", ""),
        ("", "The union answered later."),
    ]


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_compare_and_a_text_with_itself_has_no_change(one: str, other: str) -> None:
    assert not compare_texts(one, one)
    there, back = compare_texts(one, other), compare_texts(other, one)
    assert bool(there) == bool(back)


def test_a_paragraph_that_was_split_and_a_line_of_the_sites_own_are_no_change() -> None:
    first = "Members spoke for two hours before the roll was called. “We heard families,” the chair said."
    second = "The contract cost the district ten million dollars this year."
    split = first.replace(" “", "\n“")

    assert not compare_texts(f"{first}\n{second}", f"{split}\n{second}")
    for line in (
        "Sign up for our newsletter.",
        "Support local news: donate today.",
        "© 2024 The Ledger. All rights.",
    ):
        assert not compare_texts(f"{first}\n{second}", f"{first}\n{second}\n{line}")
    assert compare_texts(f"{first}\n{second}", f"{split}\n{second.replace('ten', 'eleven')}")
