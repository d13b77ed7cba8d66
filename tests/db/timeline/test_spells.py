"""Whatever is read, the spells are a sound account of it."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from db.timeline.contradictions import contradictions, doubted
from db.timeline.evidence import NEAR_DAYS, OPPOSITE, SUREST, VOTE, Reading, days_between
from db.timeline.spells import CHANGE, SIDES, Day, changes, spells, weigh

START = date(2018, 1, 1)


@st.composite
def a_reading(draw: st.DrawFn) -> Reading:
    number = draw(st.integers(0, 10_000))
    day = (START + timedelta(days=draw(st.integers(0, 900)))).isoformat()
    if draw(st.booleans()) and draw(st.booleans()):
        stance = draw(st.sampled_from(["favor", "against"]))
        return Reading(day, stance, VOTE, f"event {number}", None, vote_event_id=f"event {number}")
    stance, confidence = draw(st.sampled_from(SIDES)), draw(st.floats(0.51, SUREST))
    return Reading(day, stance, confidence, f"article {number}", None, statement_id=f"said {number}")


READINGS = st.lists(a_reading(), max_size=40, unique_by=lambda reading: reading.occasion).map(
    lambda readings: sorted(readings, key=lambda reading: reading.order)
)


@settings(deadline=None)
@given(READINGS)
def test_spells_follow_one_another_and_hold_each_reading_once(readings: list[Reading]) -> None:
    found = spells(readings)

    told = [reading for spell in found for reading in (*spell.readings, *spell.otherwise)]
    assert len({reading.occasion for reading in told}) == len(told)
    assert {reading.occasion for reading in told} <= {reading.occasion for reading in readings}
    for before, after in pairwise(found):
        assert before.stance != after.stance
        assert before.last.day < after.first.day
    for spell in found:
        assert spell.days
        assert spell.first.day <= spell.last.day
        assert 0 <= spell.confidence <= 0.99


@settings(deadline=None)
@given(READINGS)
def test_no_other_account_is_better(readings: list[Reading]) -> None:
    """Against the plain recurrence: the best gain up to each day, by the position held on it."""
    found = spells(readings)
    days = [(day.weight, day.side) for spell in spells(readings) for day in spell.days]
    gained = sum(weight for weight, _ in days) - CHANGE * max(0, len(found) - 1)

    every = [(day.weight, day.side) for day in _days(readings)]
    best = dict.fromkeys(SIDES, 0)
    for weight, side in every:
        top = max(best.values())
        best = {one: max(best[one], top - CHANGE) + weight * (one == side) for one in SIDES}
    # A thousandth goes to where it began: of two accounts as good as each other the earlier stands.
    assert gained >= max(best.values()) - 1


def _days(readings: list[Reading]) -> list[Day]:
    """Return each day's own verdict: what it says when it is read alone."""
    by_day: dict[str, list[Reading]] = {}
    for reading in readings:
        by_day.setdefault(reading.day, []).append(reading)
    return [day for same in by_day.values() for spell in spells(same) for day in spell.days]


@settings(deadline=None)
@given(READINGS)
def test_changes_join_different_positions_in_order_of_time(readings: list[Reading]) -> None:
    for change in changes(spells(readings)):
        assert change.before.stance != change.after.stance
        assert change.left.day < change.taken.day
        assert change.left in change.before.readings
        assert change.taken in change.after.readings


@settings(deadline=None)
@given(READINGS, st.floats(0.51, 0.92), st.sampled_from(SIDES))
def test_one_more_reading_short_of_certainty_makes_no_change_by_itself(
    readings: list[Reading], confidence: float, stance: str
) -> None:
    """Of somebody who held one position all along, one more word at the end proves no other."""
    steady = [reading for reading in readings if reading.stance == "against"]
    after = (START + timedelta(days=1500)).isoformat()
    more = Reading(after, stance, confidence, "one more", None, statement_id="one more")

    assert weigh(confidence) < CHANGE
    assert not changes(spells([*steady, more]))


@settings(deadline=None)
@given(READINGS)
def test_a_contradiction_is_a_near_and_sure_word_against_a_vote(readings: list[Reading]) -> None:
    found = contradictions(readings)

    for entry in found:
        assert entry.vote.is_vote and not entry.word.is_vote
        assert entry.word.stance == OPPOSITE[entry.vote.stance]
        assert abs(days_between(entry.word.day, entry.vote.day)) <= NEAR_DAYS
        assert entry.word in entry.statements
    assert len({entry.vote.day for entry in found}) == len(found)
    marked = doubted(readings, found)
    assert [reading.occasion for reading in marked] == [reading.occasion for reading in readings]
    assert sum(reading.doubtful for reading in marked) >= len(found)
