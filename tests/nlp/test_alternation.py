"""The fast pattern of many words finds what the plain one finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nlp.lexicons.alternation import any_case

ENTRIES = st.lists(
    st.sampled_from(
        [
            "no",
            "nobody",
            "not? me",
            r"n\w+",
            "on|one|o?ne",
            "(?:a|b)n",
            "no one|no",
            "N",
            "be|b",
            "[no]+e",
            r"\bbe",
        ]
    ),
    min_size=1,
    max_size=6,
)


@given(ENTRIES, st.text(alphabet="noebaNm ", max_size=40))
def test_the_same_places_match_with_the_same_words(entries: list[str], text: str) -> None:
    plain = re.compile("|".join(f"(?:{entry})(?!\\w)" for entry in entries), re.IGNORECASE)
    fast = re.compile(any_case(entries, end=r"(?!\w)"))
    assert [match.span() for match in fast.finditer(text)] == [match.span() for match in plain.finditer(text)]
