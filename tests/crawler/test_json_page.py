"""A platform's JSON answer, or a clear word about what came instead."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.json_page import objects, read_json, text_of
from crawler.platform import PageError

EXPECTED = "a list of events"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "an empty answer"),
        (b"  \n", "an empty answer"),
        (b"<!DOCTYPE html><html><body>Access denied</body></html>", "an HTML page"),
        (b'<?xml version="1.0"?><Events/>', "an XML answer"),
        (b'[{"EventId": 1}, {"Eve', "no JSON"),
        (b"404 page not found", "no JSON"),
        (b'{"tally": NaN}', "NaN is no JSON"),
        (b"[" * 200_000, "no JSON"),
    ],
)
def test_what_is_no_json_is_told_with_what_was_expected(body: bytes, told: str) -> None:
    with pytest.raises(PageError, match=told) as raised:
        read_json(body, EXPECTED)
    assert EXPECTED in str(raised.value)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_json(b"\xef\xbb\xbf[1]", EXPECTED) == [1]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=20))
def test_any_json_is_read_as_it_is(value: object) -> None:
    assert read_json(json.dumps(value).encode(), EXPECTED) == value


@given(st.binary(max_size=60))
def test_any_bytes_give_a_value_or_a_page_error(body: bytes) -> None:
    with contextlib.suppress(PageError):
        read_json(body, EXPECTED)


def test_objects_at_a_path_leave_out_what_is_no_object() -> None:
    assert objects({"d": {"rows": [{"a": 1}, None, 7]}}, "d", "rows") == [{"a": 1}]
    assert objects({"d": {}}, "d", "rows") is None
    assert objects([{"a": 1}]) == [{"a": 1}]


def test_the_first_key_with_words_counts() -> None:
    entry = {"empty": " ", "none": None, "flag": True, "title": "  Board \n Meeting ", "id": 0}
    assert text_of(entry, "missing", "empty", "none", "flag", "title") == "Board Meeting"
    assert text_of(entry, "id") == "0"
    assert text_of(entry, "flag") is None
