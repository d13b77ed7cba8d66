"""How far two labellings agree: the arithmetic of kappa, and what is compared with what."""

from typing import Any

import pytest

from tests.measure.agreement import compare, kappa

Found = dict[str, Any]


def pairs(**counts: int) -> list[tuple[str, str]]:
    return [(name[0], name[1]) for name, count in counts.items() for _ in range(count)]


def test_kappa_of_a_worked_example() -> None:
    # 20 + 15 of 50 agree: .7; by chance .5 * .6 + .5 * .4 = .5
    assert kappa(pairs(yy=20, yn=5, ny=10, nn=15)) == pytest.approx((0.7 - 0.5) / (1 - 0.5))


def test_kappa_is_one_for_the_same_and_none_for_nothing_to_tell_apart() -> None:
    assert kappa(pairs(ff=3, aa=2)) == 1.0
    assert kappa(pairs(ff=3)) is None
    assert kappa([]) is None


def test_kappa_is_below_nought_when_they_agree_less_than_chance() -> None:
    assert kappa(pairs(fa=2, af=2)) == -1.0


def statement(start: int, stance: str, speaker: str = "Ann Lee") -> Found:
    return {"start": start, "end": start + 9, "speaker": speaker, "stance": stance, "directness": "direct"}


def text(name: str, *statements: Found, words: str = "the same words", relevant: bool = True) -> Found:
    return {"id": name, "text": words, "relevant": relevant, "statements": list(statements), "votes": []}


def test_texts_pair_by_id_and_only_where_the_words_are_the_same() -> None:
    first = [text("one"), text("two"), text("three")]

    found = compare(first, [text("one"), text("two", words="other words"), text("four")])

    assert found.texts == 1


def test_stances_and_speakers_are_compared_where_the_spans_are_the_same_statement() -> None:
    first = [text("one", statement(0, "favor"), statement(20, "against"), statement(60, "mixed"))]
    second = [text("one", statement(2, "favor"), statement(20, "neutral", "Bo Cruz"), relevant=False)]

    found = compare(first, second)

    assert sorted(found.stances) == [("against", "neutral"), ("favor", "favor")]
    assert (found.spans.labelled, found.spans.found, found.spans.right) == (3, 2, 2)
    assert (found.speakers.right, found.speakers.labelled) == (1, 2)
    assert found.relevant == [("True", "False")]
