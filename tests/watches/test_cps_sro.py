"""The watch that comes with the program: complete, unambiguous where it can be, true to the record."""

from collections import defaultdict
from pathlib import Path

import pytest

from db.ids import slug
from db.registry import Organization, Person, Watch, load_watch

FOLDER = Path(__file__).resolve().parents[2] / "watches" / "cps-sro"
OUTLETS = {
    "chalkbeat-chicago",
    "chicago-sun-times",
    "wbez",
    "chicago-tribune",
    "block-club-chicago",
    "wttw-news",
    "fox-32-chicago",
    "abc-7-chicago",
    "nbc-5-chicago",
    "cbs-chicago",
}
# Two people whom a text may call by the same surname: the pipeline has to look at role and place.
SHARED_SURNAMES = {
    "adams": {"chad-adams", "m-adams"},
    "biggs": {"jessica-biggs", "kevin-biggs"},
    "brown": {"jitu-brown", "josh-brown"},
    "campbell": {"desrie-campbell", "larry-campbell", "andrea-campbell"},
    "collins": {"alison-collins", "adam-collins"},
    "garcia": {"monica-garcia", "jess-garcia"},
    "hart": {"ray-hart", "tarance-hart"},
    "hernandez": {"jennifer-hernandez", "sandra-hernandez"},
    "lozano": {"rudy-lozano-jr", "emma-lozano"},
    "martinez": {"richard-martinez", "pedro-martinez"},
    "moore": {"jerry-moore", "evan-moore"},
    "taylor": {"jeanette-taylor", "sequanna-taylor"},
}
BOARD = "chicago-board-of-education"
BOARD_2020 = {
    "miguel-del-valle",
    "sendhil-revuluri",
    "dwayne-truss",
    "lucino-sotelo",
    "elizabeth-todd-breland",
    "amy-rome",
    "luisiana-melendez",
}
BOARD_2024 = {
    "jianan-shi",
    "mariela-estrada",
    "mary-fahey-hughes",
    "rudy-lozano-jr",
    "michelle-morales",
    "elizabeth-todd-breland",
    "tanya-d-woods",
}


@pytest.fixture(scope="module")
def watch() -> Watch:
    return load_watch(FOLDER)


def person(watch: Watch, person_id: str) -> Person:
    return next(entry for entry in watch.people if entry.id == person_id)


def spellings(entry: Person | Organization) -> list[str]:
    return [entry.name, *entry.other_names, *entry.misspellings]


def serving(watch: Watch, organization: str, day: str) -> set[str]:
    """Return who is on record as serving on a day; a term without a start is no record."""
    return {
        entry.id
        for entry in watch.people
        for role in entry.memberships
        if role.organization == organization
        and role.start is not None
        and role.start <= day
        and (role.end is None or day <= role.end)
    }


def test_every_outlet_and_the_board_are_sources_with_all_that_a_crawl_needs(watch: Watch) -> None:
    outlets = {source.id for source in watch.sources if source.kind == "outlet"}
    assert outlets >= OUTLETS
    assert len(outlets) >= 40
    assert "chicago-board" in {source.id for source in watch.sources if source.kind == "board"}
    for source in watch.sources:
        assert source.url.startswith("https://")
        named = source.kind == "board" or source.id in OUTLETS  # those that texts speak of by name
        assert not named or watch.organization(source.organization) is not None, source.id
        assert watch.timezone(source), source.id
        assert source.expect.min_items >= 1 and source.expect.max_items, source.id
        assert source.expect.fill, source.id
        assert source.expect.stale_days <= 60, source.id


def test_a_source_entry_stays_under_fifteen_lines() -> None:
    for name in ("boards.yaml", "outlets.yaml"):
        entries = (FOLDER / name).read_text(encoding="utf-8").split("- id: ")[1:]
        assert entries
        for entry in entries:
            assert len(entry.strip().splitlines()) < 15, f"{name}: {entry.splitlines()[0]}"


def test_ids_are_made_from_names(watch: Watch) -> None:
    for entry in watch.people:
        assert entry.id == slug(entry.name)


def test_no_spelling_stands_for_two_people_or_bodies(watch: Watch) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in [*watch.people, *watch.organizations]:
        for spelling in spellings(entry):
            owners[spelling.casefold()].add(entry.id)
    assert {spelling: ids for spelling, ids in owners.items() if len(ids) > 1} == {}


def test_a_short_name_means_one_body_in_a_place_and_has_a_place(watch: Watch) -> None:
    owners: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for entry in watch.organizations:
        assert not entry.short_names or entry.jurisdiction, f"{entry.id}: short names are for one place only"
        for short in entry.short_names:
            owners[entry.jurisdiction, short.casefold()].add(entry.id)
    assert {short: ids for short, ids in owners.items() if len(ids) > 1} == {}


def test_no_spelling_is_listed_twice_in_an_entry(watch: Watch) -> None:
    for entry in [*watch.people, *watch.organizations]:
        listed = spellings(entry)
        assert len(listed) == len(set(listed)), entry.id


def test_the_surnames_that_two_people_share_are_known(watch: Watch) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in watch.people:
        owners[slug(entry.name.removesuffix(" Jr.").split()[-1])].add(entry.id)
    assert {surname: ids for surname, ids in owners.items() if len(ids) > 1} == SHARED_SURNAMES


def test_a_term_ends_after_it_starts(watch: Watch) -> None:
    for entry in watch.people:
        for role in entry.memberships:
            assert not (role.start and role.end) or role.start <= role.end, entry.id


@pytest.mark.parametrize(
    ("day", "mayor"),
    [("2019-01-15", "rahm-emanuel"), ("2020-06-24", "lori-lightfoot"), ("2024-02-22", "brandon-johnson")],
)
def test_one_mayor_serves_at_a_time(watch: Watch, day: str, mayor: str) -> None:
    assert serving(watch, "mayor-of-chicago", day) == {mayor}


def test_those_who_voted_in_2020_served_then(watch: Watch) -> None:
    assert serving(watch, BOARD, "2020-06-24") == BOARD_2020
    assert serving(watch, BOARD, "2020-08-26") == BOARD_2020


def test_the_seven_of_february_2024_and_the_twenty_one_of_2025(watch: Watch) -> None:
    assert serving(watch, BOARD, "2024-02-22") >= BOARD_2024
    assert not serving(watch, BOARD, "2025-03-20") & BOARD_2024
    assert len(serving(watch, BOARD, "2025-03-20") - BOARD_2020) == 21


@pytest.mark.parametrize(
    ("spelling", "person_id"),
    [
        ("Luisiana Meléndez", "luisiana-melendez"),
        ("Ann Rome", "amy-rome"),
        ("Stacy Gates", "stacy-davis-gates"),
        ("Rod Sawyer", "roderick-sawyer"),
        ("JD Chow", "jadine-chou"),
        ("Mo Seifeldein", "mohamed-seifeldein"),
    ],
)
def test_other_spellings_that_the_press_used_are_known(watch: Watch, spelling: str, person_id: str) -> None:
    assert spelling in spellings(person(watch, person_id))


def test_each_local_school_council_has_its_school(watch: Watch) -> None:
    councils = [entry for entry in watch.organizations if entry.classification == "local school council"]
    schools = [entry for entry in watch.organizations if entry.classification == "school"]
    assert len(councils) >= 15
    for council in councils:
        stem = council.name.removesuffix(" Local School Council")
        assert any(stem in (school.name, *school.other_names) for school in schools), council.id


@pytest.mark.parametrize(
    ("place", "zone"),
    [("denver", "America/Denver"), ("phoenix", "America/Phoenix"), ("rochester-ny", "America/New_York")],
)
def test_each_place_has_its_own_clock(watch: Watch, place: str, zone: str) -> None:
    assert {entry.id: entry.timezone for entry in watch.jurisdictions}[place] == zone
