"""Transcripts with times: each turn's speaker, and who only leads the talk."""

import pytest

from nlp.components.transcripts import is_courtesy, timed_turns, views

RADIO = (
    "Interview Nora Bell 00:09 Hello, you're listening to Town Line. Dan Oakes is here. Why the officers? "
    "Dan 00:31 Glad to be here. Nora 00:34 What does one do all day? Dan 00:41 Mostly they walk children out "
    "of trouble, and I would keep every one of them."
)
BRACKETS = (
    "[00:12] CHAIR POLK: Next is the officers' contract, and we have two speakers.\n\n"
    "[00:30] IDA MARSH: Please end it. My son is afraid of the man at the door.\n\n"
    "[00:55] TOM REYES: I teach there, and I want him to stay."
)


def test_names_stand_before_their_times():
    turns = timed_turns(RADIO)

    assert [turn.name for turn in turns] == ["Nora Bell", "Dan", "Nora", "Dan"]
    assert RADIO[turns[-1].start : turns[-1].end].startswith("Mostly they walk")


def test_who_introduces_and_asks_has_no_view_and_courtesies_are_none():
    assert [RADIO[turn.start : turn.end][:6] for turn in views(RADIO, timed_turns(RADIO))] == ["Mostly"]


def test_times_stand_before_names():
    assert [turn.name for turn in timed_turns(BRACKETS)] == ["CHAIR POLK", "IDA MARSH", "TOM REYES"]


def test_a_name_may_touch_the_words_below_its_time():
    text = (
        "09:01:10\n\nMS. ADA FRYWelcome to the hour.\n\n"
        "09:01:44\n\nPIKEI'd keep them.\n\n09:02:01\n\nFRYWould you?"
    )

    assert [turn.name for turn in timed_turns(text)] == ["MS. ADA FRY", "PIKE", "FRY"]


@pytest.mark.parametrize(
    "text",
    [
        "The board meets Tuesday 7:30 p.m. and Friday 8:15 a.m. In Elm 6:45 p.m. is the hearing on officers.",
        "Nobody spoke for long. The vote on the officers took place at 09:15.",
        "",
    ],
)
def test_times_of_day_make_no_transcript(text: str):
    assert timed_turns(text) == []


@pytest.mark.parametrize(
    ("words", "courtesy"),
    [
        ("Thanks for having me.", True),
        ("Thanks to them I am safe at school and so are the two hundred others here.", False),
    ],
)
def test_only_short_thanks_are_courtesies(words: str, *, courtesy: bool):
    assert is_courtesy(words) is courtesy
