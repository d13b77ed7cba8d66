"""Marks read in the wrong encoding: made plain, in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.quotations import find_quotations
from nlp.mojibake import mended

WORDS = "“We don’t want the board’s officers,” she said — “not now.”"


@pytest.mark.parametrize("wrong", ["windows", "gbk"])
def test_quotations_are_found_where_they_stand(wrong: str):
    text = {
        "windows": WORDS.encode().decode("cp1252", errors="replace"),
        "gbk": WORDS.encode().decode("gbk", errors="replace"),
    }[wrong]
    plain = mended(text)

    quoted = [plain[found.start : found.end] for found in find_quotations(plain)]
    assert len(plain) == len(text)
    assert quoted[0].startswith("We do") and quoted[0].rstrip().endswith("officers,")


def test_negation_is_kept():
    assert mended("They donâ€™t agree.").split() == ["They", "do", "n't", "agree."]
    assert mended("They don鈥檛 agree.") == "They don't agree."


@given(st.text(alphabet="â€œ™\x9d鈥淲檛?? snt", max_size=40))
def test_no_length_changes(text: str):
    assert len(mended(text)) == len(text)


def test_plain_text_stays_as_it_is():
    assert mended(WORDS) == WORDS
