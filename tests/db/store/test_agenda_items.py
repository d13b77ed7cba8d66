"""One item stays one row through rewording, renumbering and from page to page."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.store.agendas import AgendaState, follow_agendas
from tests.db.store.made_looks import item, look

OFFICERS = "Approve the agreement with the police department for school resource officers"
BUSES = "Approve the purchase of twelve school buses"
LUNCH = "Accept the report on school lunches"


def followed(*agendas: list[dict[str, Any]], page: str = "agenda") -> AgendaState:
    return follow_agendas([look(page, seq, items=items) for seq, items in enumerate(agendas, 1)], {})["1"]


def kinds(state: AgendaState) -> list[tuple[str, str | None]]:
    return [(change["kind"], change["title"]) for change in state.changes]


def shown(state: AgendaState) -> set[str]:
    return {entry.merged()[0]["title"] for entry in state.items.values() if entry.pulled_at is None}


def test_the_platforms_id_holds_through_any_title_and_place() -> None:
    state = followed(
        [item("5.A", OFFICERS, 1, id="77"), item("5.B", BUSES, 2, id="78")],
        [item("2.A", BUSES, 1, id="78"), item("9.C", "Whole school safety", 2, id="77")],
    )
    assert sorted(state.items) == ["77", "78"]
    assert kinds(state) == [("reordered", BUSES), ("reworded", "Whole school safety")]


def test_places_on_the_agenda_are_no_names() -> None:
    """The item that moves up into a pulled one's place is not taken for it."""
    state = followed(
        [item("5.A", OFFICERS, 1), item("5.B", BUSES, 2), item("5.C", LUNCH, 3)],
        [item("5.A", BUSES, 1), item("5.B", LUNCH, 2)],
    )
    assert kinds(state) == [("pulled", OFFICERS)]
    assert shown(state) == {BUSES, LUNCH}


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (
            "5.A",
            "Approve the agreement with the police department for one school resource officer",
        ),  # same place
        ("7.C", OFFICERS),  # only renumbered
        ("7.C", OFFICERS.replace("school resource officers", "School Resource Officers (SROs)")),  # both
        ("5.A.", OFFICERS.upper()),
    ],
)
def test_a_reworded_or_renumbered_item_keeps_its_row(number: str, title: str) -> None:
    state = followed(
        [item("5.A", OFFICERS, 1), item("5.B", BUSES, 2)], [item(number, title, 1), item("5.B", BUSES, 2)]
    )
    assert len(state.items) == 2
    assert {kind for kind, _ in kinds(state)} <= {"reworded", "reordered"}
    assert title in shown(state)


def test_another_item_in_its_place_is_another_item() -> None:
    state = followed([item("5.A", OFFICERS), item("5.B", BUSES)], [item("5.A", LUNCH), item("5.B", BUSES)])
    assert kinds(state) == [("added", LUNCH), ("pulled", OFFICERS)]


def test_titles_that_differ_in_a_day_only_are_two_items() -> None:
    old, new = "Approve the minutes of January 11, 2024", "Approve the minutes of January 25, 2024"
    state = followed([item("2.A", old), item("5.B", BUSES)], [item("2.B", new), item("5.B", BUSES)])
    assert kinds(state) == [("added", new), ("pulled", old)]


def test_two_reports_of_one_wording_are_two() -> None:
    state = followed([item("24-0222-PR1", OFFICERS)], [item("24-0222-PR2", OFFICERS)])
    assert kinds(state) == [("added", OFFICERS), ("pulled", OFFICERS)]
    assert sorted(state.items) == ["24-0222-PR1", "24-0222-PR2"]


def test_a_file_number_is_a_name_and_a_place_beside_it_is_not() -> None:
    state = followed(
        [item("5.A", OFFICERS, file_number="24-0117")], [item("6.B", BUSES, file_number="24-0117")]
    )
    assert list(state.items) == ["24-0117"]


@pytest.mark.parametrize("numbers", [("2.A", "2.B"), (None, None)])
def test_two_items_of_one_title_stay_two(numbers: tuple[str | None, str | None]) -> None:
    twice = [item(number, "Approval of minutes", at) for at, number in enumerate(numbers, 1)]
    state = followed(twice, twice)
    assert len(state.items) == 2
    assert state.changes == []
    state = followed(twice, twice[:1])
    assert kinds(state) == [("pulled", "Approval of minutes")]
    assert len([entry for entry in state.items.values() if entry.pulled_at is None]) == 1


def test_a_nested_or_repeated_row_is_no_second_item() -> None:
    rows = [
        item("5.A", OFFICERS, 1, id="77", text=None),
        item("5.A", OFFICERS, 2, id="77", text="The whole text"),
        item("5.B", BUSES, 3),
        item("5.B", BUSES, 4, action_raw="Approved"),
    ]
    state = followed(rows)
    assert len(state.items) == 2
    found = {entry.merged()[0]["title"]: entry.merged()[0] for entry in state.items.values()}
    assert found[OFFICERS]["text"] == "The whole text"
    assert found[BUSES]["action_raw"] == "Approved"


def test_the_platforms_page_and_the_agendas_pdf_tell_of_one_item() -> None:
    page = [item("5.A", OFFICERS, 1, id="77"), item("5.B", BUSES, 2, id="78")]
    pdf = [
        item("5a", "5.A. " + OFFICERS + ".", 1, text="Its text", start=10, end=90),
        item("5b", "Approve purchase of twelve (12) school buses", 2),
    ]
    state = follow_agendas([look("page", 1, items=page), look("pdf", 1, items=pdf)], {})["1"]
    assert sorted(state.items) == ["77", "78"]
    assert state.items["77"].merged()[0]["text"] == "Its text"
    assert state.changes == []


def test_what_an_item_says_comes_to_be_known_without_a_change() -> None:
    state = followed(
        [item("5.A", OFFICERS)], [item("5.A", OFFICERS, text="Its text")], [item("5.A", OFFICERS)]
    )
    assert state.changes == []


def test_pulled_is_told_once_and_restored_where_it_comes_back() -> None:
    both, one = [item("5.A", OFFICERS), item("5.B", BUSES)], [item("5.B", BUSES)]
    looks = [
        look("page", 1, items=both),
        look("pdf", 1, items=both),
        look("page", 2, items=one),
        look("pdf", 3, items=one),
    ]
    state = follow_agendas(looks, {})["1"]
    assert kinds(state) == [("pulled", OFFICERS)]
    state = follow_agendas([*looks, look("page", 4, items=both)], {})["1"]
    assert kinds(state) == [("pulled", OFFICERS), ("restored", OFFICERS)]
    assert len(state.items) == 2


def test_an_empty_answer_pulls_nothing() -> None:
    state = follow_agendas([look("agenda", 1, items=[item("5.A", OFFICERS)]), look("agenda", 2)], {})["1"]
    assert state.changes == []


def test_an_agenda_replaced_as_a_whole_is_compared_quickly() -> None:
    old = [item(f"{at}.A", f"Contract {at} with company {at * 7919 % 1000}", at) for at in range(400)]
    new = [item(f"{at}.B", f"Policy {at} of section {at * 6101 % 1000}", at) for at in range(400)]
    state = followed(old, new)
    assert len(state.items) == 800


titles = st.lists(
    st.sampled_from([OFFICERS, BUSES, LUNCH, OFFICERS + " and security guards", "Adjourn"]),
    min_size=1,
    max_size=4,
)


@given(st.lists(st.tuples(st.sampled_from(["page", "pdf"]), titles), min_size=1, max_size=4))
def test_any_order_of_arrival_gives_the_same_items(made: list[tuple[str, list[str]]]) -> None:
    looks = [
        look(name, seq, items=[item(f"{at}.A", title, at) for at, title in enumerate(rows, 1)])
        for seq, (name, rows) in enumerate(made, 1)
    ]
    outcomes = []
    for order in permutations(looks):
        state = follow_agendas(order, {})["1"]
        assert len({change["id"] for change in state.changes}) == len(state.changes)
        assert {change["key"] for change in state.changes} <= set(state.items)
        outcomes.append(
            ([(key, one.merged()[0], one.pulled_at) for key, one in state.items.items()], state.changes)
        )
    assert all(outcome == outcomes[0] for outcome in outcomes)


@given(st.lists(titles, min_size=1, max_size=5))
def test_no_item_on_a_page_is_lost_or_doubled(agendas: list[list[str]]) -> None:
    state = followed(*[[item(f"{at}.A", title, at) for at, title in enumerate(rows, 1)] for rows in agendas])
    now = [entry for entry in state.items.values() if entry.pulled_at is None]
    assert sorted(entry.merged()[0]["title"] for entry in now) == sorted(agendas[-1])


@pytest.mark.parametrize("file_first", [True, False])
def test_a_page_says_what_an_item_is_before_its_printed_agenda_does(file_first: bool) -> None:
    page = look(
        "page", 1, items=[item("24-1", OFFICERS, section="Reports", url="https://board.example/24-1")]
    )
    paper = look("paper", 1, items=[item("24-1", OFFICERS.upper(), section="REPORTS")], is_file=True)
    looks = [paper, page] if file_first else [page, paper]
    (entry,) = follow_agendas(looks, {})["1"].items.values()
    merged, stands_on = entry.merged()
    assert (merged["title"], merged["section"], stands_on.document_id) == (OFFICERS, "Reports", "page")
