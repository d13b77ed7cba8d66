"""What an item inherits along its line of reports, in both directions and whatever the order of arrival."""

from hypothesis import given
from hypothesis import strategies as st

from db.store.agenda_relevance import Line, Told
from nlp.lineage import INHERITED, inherit

YES: Told = (True, 0.9, "its text names 'SRO'")
NO: Told = (False, 0.0, "names neither police nor officers")
OTHER: Told = (False, 0.1, "other business with police: 'squad cars'")


def chain(*acts: tuple[str, str, str]) -> Line:
    """Return the line of items that each go by their own name as number."""
    names = {name for item, _, target in acts for name in (item, target)}
    acts_on: dict[str, dict[str, str]] = {}
    for item, relation, target in acts:
        acts_on.setdefault(item, {})[target] = relation
    return Line({name: frozenset({name}) for name in names}, acts_on)


def test_what_amends_a_report_of_the_debate_is_of_it_along_the_whole_line() -> None:
    judged = inherit(
        {"19-EX4": YES, "20-EX1": NO, "21-EX2": NO},
        chain(("20-EX1", "amends", "19-EX4"), ("21-EX2", "renews", "20-EX1")),
    )
    assert judged["20-EX1"] == (True, INHERITED, "amends 19-EX4, which is of the debate")
    assert judged["21-EX2"] == (True, INHERITED, "renews 20-EX1, which is of the debate")


def test_the_first_contract_is_of_the_debate_when_a_later_report_ends_it_by_name() -> None:
    judged = inherit({"18-PR9": NO, "24-RS1": YES}, chain(("24-RS1", "rescinds", "18-PR9")))
    assert judged["18-PR9"] == (True, INHERITED, "24-RS1 rescinds it and is of the debate")


def test_two_reports_that_act_on_a_report_nobody_has_seen_are_in_one_line() -> None:
    line = Line(
        {"a": frozenset({"20-1"}), "b": frozenset({"21-1"})},
        {"a": {"17-9": "amends"}, "b": {"17-9": "extends"}},
    )
    assert inherit({"a": YES, "b": NO}, line)["b"][2].startswith("extends 17-9, as 20-1 does")


def test_other_business_with_police_inherits_nothing() -> None:
    line = chain(("20-PR2", "amends", "19-EX4"))
    judged = inherit({"19-EX4": YES, "20-PR2": OTHER}, line, frozenset({"20-PR2"}))
    assert judged["20-PR2"] == OTHER


def test_a_report_on_many_numbers_is_a_list_and_no_line() -> None:
    line = chain(*(("20-PR1", "amends", f"19-PR{number}") for number in range(9)))
    judged = inherit({"19-PR0": YES, "20-PR1": NO, "19-PR3": NO}, line)
    assert not judged["20-PR1"][0]
    assert not judged["19-PR3"][0]


NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
ACTS = st.lists(st.tuples(NAMES, st.sampled_from(["amends", "renews"]), NAMES), max_size=8)


@given(st.sets(NAMES), ACTS, st.randoms())
def test_the_order_of_items_plays_no_part(
    relevant: set[str], acts: list[tuple[str, str, str]], random
) -> None:  # type: ignore[no-untyped-def]
    own = {name: YES if name in relevant else NO for name in "abcde"}
    shuffled = list(own.items())
    random.shuffle(shuffled)
    line = chain(*dict.fromkeys(acts))
    found = inherit(own, line)
    assert inherit(dict(shuffled), line) == found
    assert all(found[name] == YES for name in relevant)
