"""Names in roll calls against the day's roster. The members are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.store.member_names import Roster, Seat, plain_tokens, told_name


def seat(key: str, *names: str, roles: tuple[str, ...] = ("member",)) -> Seat:
    return Seat(key, names[0], key, tuple(map(plain_tokens, names)), roles)


SEATS = [
    seat("brook", "Ana Alvarez-Brook", "Ana Alvarez"),
    seat("luna", "Miguel de la Luna", roles=("member", "Board President")),
    seat("dale", "Cora Dale", "Kora Dale", roles=("vice president",)),
    seat("obrien", "Pat O'Brien"),
    seat("melia", "Luz Meliá"),
    seat("jane", "Jane Smith"),
    seat("bob", "Robert Smith", "Bob Smith", roles=("Chair of the finance committee",)),
]
ROSTER = Roster([SEATS])


@pytest.mark.parametrize(
    ("printed", "member"),
    [
        ("Mr. de la Luna", "luna"),
        ("President de la Luna", "luna"),
        ("DELALUNA", "luna"),
        ("de la Luna, Miguel", "luna"),
        ("Luna", "luna"),
        ("M. de la Luna", "luna"),
        ("Luna M.", "luna"),
        ("Mr. President", "luna"),
        ("Dr. Alvarez-Brook", "brook"),
        ("ALVAREZ BROOK", "brook"),
        ("Ms. Alvarez", "brook"),
        ("Ana M. Alvarez-Brook, Ph.D.", "brook"),
        ("Vice President Dale", "dale"),
        ("Madam Vice-President", "dale"),
        ("Dale, Vice President", "dale"),
        ("Kora Dale", "dale"),
        ("O’Brien", "obrien"),
        ("Member OBrien (by telephone)", "obrien"),
        ("Luz Melia", "melia"),
        ("J. Smith", "jane"),
        ("Smith, Jane", "jane"),
        ("Smith, Jr., Robert", "bob"),
        ("Chair Smith", "bob"),
    ],
)
def test_a_printed_name_is_the_member_it_can_only_mean(printed: str, member: str) -> None:
    assert ROSTER.key(printed) == member


@pytest.mark.parametrize(
    "printed", ["Smith", "Ms. Smith", "Nora Newcomer", "Secretary", "Cora", "A. Smith", "-"]
)
def test_a_name_of_two_or_of_nobody_is_never_guessed(printed: str) -> None:
    assert ROSTER.resolve(printed) is None
    assert ROSTER.key(printed)


def test_the_pages_roster_decides_before_the_registry() -> None:
    assert Roster([SEATS[5:6], SEATS]).key("Smith") == "jane"


def test_an_office_that_two_hold_is_nobody() -> None:
    two = [seat("a", "Ada A", roles=("president",)), seat("b", "Bea B", roles=("president",))]
    assert Roster([two]).resolve("The President") is None


@given(st.text(max_size=40))
def test_any_text_has_a_key_and_no_fault(text: str) -> None:
    told_name(text)
    ROSTER.key(text)
