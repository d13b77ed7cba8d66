"""Texts of any kind: never an error, offsets that hold the vote, time that grows no faster than the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.minutes import read_minutes, read_motions
from db.records import VoteEvent

PIECES = [
    *(
        "Ayes: ",
        "Nays: ",
        "Absent: ",
        "None",
        "Okafor",
        "Ms. Tran",
        "Hale, Jr.",
        ", ",
        " and ",
        "; ",
        "\n",
        "\n\n",
    ),
    *(
        " - 3",
        "(2)",
        "Motion carried",
        "failed 3-4",
        " moved to ",
        "seconded by ",
        "unanimously",
        ". ",
        "  X  ",
    ),
    *(
        "31-0222-RS1 through 31-0222-RS9",
        "declared ",
        "adopted",
        "by the same roll call",
        "yes",
        "no",
        ": ",
        "\t",
    ),
    *("Page 3 of 9\n", "—", "’"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_shuffled_minutes_never_raise(text: str) -> None:
    for record in read_minutes(text):
        if isinstance(record, VoteEvent):
            assert record.start is not None and record.end is not None
            assert 0 <= record.start < record.end <= len(text)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_never_raises(text: str) -> None:
    read_minutes(text)


def test_the_passage_holds_the_tally_whatever_signs_stand_before() -> None:
    before = "“Order” — the President’s gavel…\r\nPage 1 of 3\n\t• \U0001f514\n\n"
    text = before + "Ms. Tran moved to adjourn. Motion carried 4–1 (Hale dissenting).\nThank you."
    (event,) = read_motions(text)
    assert text[event.start : event.end] == "Ms. Tran moved to adjourn. Motion carried 4–1 (Hale dissenting)."


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "Aa ",
        "Mr. ",
        "President Vice President ",
        "motion ",
        "moved by ",
        "absent ",
        "Ayes: ",
        "5-2 ",
        "\n",
        "declared ",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        read_minutes(text)
        return time.process_time() - start

    small, large = seconds(10_000), seconds(80_000)
    assert large < 0.3 + 24 * small  # eight times the text; quadratic would be sixty-four times
