"""Meetings and agendas out of looks: pure functions, so every case is a few lines."""

from hypothesis import given
from hypothesis import strategies as st

from db.store.agendas import follow_agendas, item_key
from db.store.meetings import follow_meetings
from db.store.provisional import resolve_provisional
from tests.db.store.made_looks import item, look, meeting


def test_the_meetings_own_page_is_believed_over_a_list() -> None:
    states = follow_meetings(
        [
            look("list", 1, meeting("1", "2024-02-22", None), meeting("2", "2024-03-21"), day="2024-02-09"),
            look(
                "own", 1, meeting("1", "2024-02-22T10:30:00-06:00", "Special Board meeting"), day="2024-02-01"
            ),
        ]
    )
    assert states["1"].merged["title"] == "Special Board meeting"
    assert states["1"].merged["start"] == "2024-02-22T10:30:00-06:00"
    assert states["1"].version_id == "own1"


def test_actions_prove_a_meeting_was_held_whatever_a_list_says() -> None:
    states = follow_meetings(
        [
            look("list", 1, meeting("1", "2024-02-22", status="cancelled"), meeting("2", "2024-03-21")),
            look("actions", 1, meeting("1", "2024-02-22", None, status="held", status_raw="Actions")),
        ]
    )
    assert (states["1"].merged["status"], states["1"].merged["status_raw"]) == ("held", "Actions")


def test_a_calendar_day_with_two_meetings_of_a_kind_stays_its_own() -> None:
    day = "2024-02-22"
    calendar = look("calendar", 1, meeting("body-2024-02-22", day, provisional=True))
    one, two = look("a", 1, meeting("1", day)), look("b", 1, meeting("2", day))
    assert resolve_provisional([calendar, one]) == {"body-2024-02-22": "1"}
    assert resolve_provisional([calendar, one, two]) == {}
    committee = look("c", 1, meeting("3", day, "Agenda Review Committee"))
    assert resolve_provisional([calendar, committee]) == {}


def test_an_item_without_a_number_is_known_by_its_words_and_never_by_its_place() -> None:
    assert item_key(item(None, "Motion to  Recess", 4)) == item_key(item(None, "motion to recess", 9))
    assert item_key(item("22-0223-MO01")) == "22-0223-MO1"


def test_an_item_on_two_pages_is_one_and_pulled_only_when_both_drop_it() -> None:
    both, other = [item("24-0222-RS1"), item("24-0222-RS2")], [item("24-0222-RS2")]
    looks = [look("agenda", 1, items=both), look("actions", 1, items=both), look("agenda", 2, items=other)]
    state = follow_agendas(looks, {})["1"]
    assert state.items["24-0222-RS1"].pulled_at is None
    state = follow_agendas([*looks, look("actions", 3, items=other)], {})["1"]
    assert state.items["24-0222-RS1"].pulled_at == "2024-02-03T00:00:00Z"


def test_the_page_with_an_action_speaks_for_the_item() -> None:
    looks = [
        look("actions", 1, items=[item("24-0222-RS1", action="adopted", action_raw="Adopted")]),
        look("agenda", 9, items=[item("24-0222-RS1", section="Resolutions")]),
    ]
    record, standing = follow_agendas(looks, {})["1"].items["24-0222-RS1"].merged()
    assert (record["action"], record["section"], standing.document_id) == (
        "adopted",
        "Resolutions",
        "actions",
    )


numbers = st.lists(
    st.sampled_from([f"24-0222-RS{n}" for n in range(1, 8)]), min_size=1, max_size=7, unique=True
)


@given(st.lists(numbers, min_size=2, max_size=4))
def test_changes_lead_from_each_agenda_to_the_next(agendas: list[list[str]]) -> None:
    looks = [
        look("agenda", seq, items=[item(number) for number in agenda])
        for seq, agenda in enumerate(agendas, 1)
    ]
    state = follow_agendas(looks, {})["1"]
    assert len({change["id"] for change in state.changes}) == len(state.changes)
    for before, after, seen in zip(looks, looks[1:], looks[1:], strict=False):
        told = [change for change in state.changes if change["document_version_id"] == seen.version_id]
        came = {change["key"] for change in told if change["kind"] in ("added", "restored")}
        went = {change["key"] for change in told if change["kind"] == "pulled"}
        moved = {change["key"] for change in told if change["kind"] == "reordered"}
        had, has = [item_key(one) for one in before.items], [item_key(one) for one in after.items]
        assert came == set(has) - set(had)
        assert went == set(had) - set(has)
        stayed = [key for key in had if key in has and key not in moved]
        assert stayed == [key for key in has if key in stayed], "without what moved, the order is the same"
    shown = {item_key(one) for one in looks[-1].items}
    assert {key for key, one in state.items.items() if one.pulled_at is None} == shown
