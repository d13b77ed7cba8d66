"""A mistake in a watch is told with its file, its line, its key and what was expected there."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from db.registry import RegistryError, Source, find_watch, load_watch

FILES = {
    "watch.yaml": """\
id: tiny
title: A tiny debate
question: Should there be one?
topic:
  target: police officers stationed in schools
  labels: {favor: keep, against: remove, mixed: mixed, neutral: neutral}
  terms: [school resource officer]
""",
    "jurisdictions.yaml": "- {id: springfield, name: Springfield, timezone: America/Chicago}\n",
    "organizations.yaml": """\
- id: springfield-board
  name: Springfield School Board
  classification: school board
  jurisdiction: springfield
- {id: gazette, name: Springfield Gazette, classification: news outlet}
""",
    "people.yaml": """\
- id: ada-quill
  name: Ada Quill
  roles:
    - {organization: springfield-board, role: member, start: 2019, end: 2023-05-15}
""",
    "boards.yaml": """\
- id: board
  name: Springfield School Board
  kind: board
  platform: cpsboe
  url: https://board.example/meetings
  domains: [board.example]
  jurisdiction: springfield
  organization: springfield-board
""",
    "outlets.yaml": """\
- id: gazette
  name: Springfield Gazette
  kind: outlet
  platform: feed
  url: https://gazette.example/feed
  domains: [gazette.example]
  timezone: America/New_York
  expect: {min_items: 2, fill: {headline: 0.9}}
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def spoil(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def told(folder: Path) -> str:
    with pytest.raises(RegistryError) as caught:
        load_watch(folder)
    return str(caught.value).replace(f"{folder}/", "")


def test_a_sound_watch_loads(folder: Path) -> None:
    watch = load_watch(folder)
    assert watch.id == "tiny"
    assert [source.id for source in watch.sources] == ["board", "gazette"]
    assert watch.people[0].memberships[0].start == "2019"
    assert watch.people[0].memberships[0].end == "2023-05-15"


def test_a_source_takes_its_own_zone_before_its_jurisdiction_s(folder: Path) -> None:
    watch = load_watch(folder)
    board, gazette = watch.sources
    assert (watch.timezone(board), watch.timezone(gazette)) == ("America/Chicago", "America/New_York")


def test_schools_are_organizations_too_and_their_file_may_be_missing(folder: Path) -> None:
    (folder / "schools.yaml").write_text("- {id: elm-high, name: Elm High, classification: school}\n")
    assert load_watch(folder).organization("elm-high") is not None


@pytest.mark.parametrize(
    ("name", "before", "after", "line", "words"),
    [
        ("boards.yaml", "  domains:", "  domain:", 6, ["domain: unknown key", "did you mean 'domains'?"]),
        ("boards.yaml", "  domains: [board.example]\n", "", 1, ["domains", "missing"]),
        (
            "boards.yaml",
            "platform: cpsboe",
            "platform: cpsbo",
            4,
            ["platform", "cpsbo", "expected one of", "feed"],
        ),
        ("boards.yaml", "kind: board", "kind: bord", 3, ["kind", "bord", "board", "outlet"]),
        (
            "boards.yaml",
            "https://board.example/meetings",
            "board.example",
            5,
            ["url", "http", "board.example"],
        ),
        (
            "boards.yaml",
            "domains: [board.example]",
            "domains: [other.example]",
            1,
            ["board.example", "domains"],
        ),
        ("boards.yaml", "domains: [board.example]", "domains: []", 6, ["domains", "at least 1"]),
        (
            "outlets.yaml",
            "America/New_York",
            "America/Nowhere",
            7,
            ["timezone", "America/Chicago", "Nowhere"],
        ),
        ("outlets.yaml", "headline: 0.9", "headline: 90", 8, ["headline", "90", "between 0 and 1"]),
        ("outlets.yaml", "min_items: 2", "min_items: two", 8, ["min_items", "two", "integer"]),
        ("outlets.yaml", "id: gazette", "id: The Gazette", 1, ["id", "The Gazette", "lower-case"]),
        ("people.yaml", "start: 2019", "start: spring 2019", 4, ["start", "spring 2019", "2024-02-22"]),
        ("people.yaml", "  name: Ada Quill\n", "", 1, ["name", "missing"]),
        ("jurisdictions.yaml", "America/Chicago", "Central", 1, ["timezone", "Central"]),
    ],
)
def test_a_mistake_names_file_line_key_and_what_was_expected(
    folder: Path, name: str, before: str, after: str, line: int, words: list[str]
) -> None:
    spoil(folder, name, before, after)
    message = told(folder)
    assert message.startswith(f"{name}:{line}: "), message
    for word in words:
        assert word in message, message
    assert "\n" not in message, "one mistake, one line"


@pytest.mark.parametrize(
    ("name", "before", "after", "place"),
    [
        ("boards.yaml", "organization: springfield-board", "organization: shelbyville", "boards.yaml:8"),
        ("boards.yaml", "jurisdiction: springfield", "jurisdiction: shelbyville", "boards.yaml:7"),
        (
            "organizations.yaml",
            "jurisdiction: springfield",
            "jurisdiction: shelbyville",
            "organizations.yaml:4",
        ),
        ("people.yaml", "organization: springfield-board", "organization: shelbyville", "people.yaml:4"),
    ],
)
def test_a_reference_to_nothing_is_told_where_it_stands(
    folder: Path, name: str, before: str, after: str, place: str
) -> None:
    spoil(folder, name, before, after)
    message = told(folder)
    assert message.startswith(f"{place}: ")
    assert "shelbyville" in message


def test_an_id_used_twice_is_told_at_its_second_place(folder: Path) -> None:
    spoil(folder, "outlets.yaml", "id: gazette", "id: board")
    assert told(folder).startswith("outlets.yaml:1: id: 'board' is used twice")


def test_a_source_without_any_zone_is_told(folder: Path) -> None:
    spoil(folder, "outlets.yaml", "  timezone: America/New_York\n", "")
    message = told(folder)
    assert message.startswith("outlets.yaml:1: ")
    assert "timezone" in message


def test_every_mistake_is_told_at_once(folder: Path) -> None:
    spoil(folder, "boards.yaml", "kind: board", "kind: bord")
    spoil(folder, "people.yaml", "name: Ada", "nom: Ada")
    spoil(folder, "jurisdictions.yaml", "timezone", "zone")
    lines = told(folder).splitlines()
    assert {line.split(":")[0] for line in lines} == {"boards.yaml", "people.yaml", "jurisdictions.yaml"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_missing_file_is_told_by_name(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert f"{name}: missing" in told(folder)


def test_a_file_that_is_not_yaml_is_told_with_its_line(folder: Path) -> None:
    (folder / "people.yaml").write_text("- id: a\n  name: [unclosed\n- id: b\n", encoding="utf-8")
    message = told(folder)
    assert message.startswith("people.yaml:3: not YAML")


def test_a_file_that_is_not_utf_8_is_told(folder: Path) -> None:
    (folder / "people.yaml").write_bytes("- {id: a, name: Báez}".encode("latin-1"))
    assert "people.yaml: not UTF-8" in told(folder)


def test_a_mapping_where_a_list_belongs_is_told(folder: Path) -> None:
    (folder / "people.yaml").write_text("id: a\nname: A\n", encoding="utf-8")
    assert told(folder).startswith("people.yaml:1: expected a list")


def test_an_entry_that_is_no_mapping_is_told(folder: Path) -> None:
    (folder / "people.yaml").write_text("- Ada Quill\n", encoding="utf-8")
    message = told(folder)
    assert message.startswith("people.yaml:1: ")
    assert "Ada Quill" in message


def test_a_key_written_twice_is_told(folder: Path) -> None:
    spoil(folder, "boards.yaml", "  name: Springfield School Board\n", "  name: A\n  name: B\n")
    message = told(folder)
    assert message.startswith("boards.yaml:3: ")
    assert "name" in message and "twice" in message


def test_a_watch_file_that_is_a_list_is_told(folder: Path) -> None:
    (folder / "watch.yaml").write_text("- id: tiny\n", encoding="utf-8")
    assert told(folder).startswith("watch.yaml:1: expected")


def test_an_empty_list_file_is_no_mistake(folder: Path) -> None:
    (folder / "people.yaml").write_text("", encoding="utf-8")
    assert load_watch(folder).people == []


def test_a_watch_is_found_by_name_or_by_folder(folder: Path) -> None:
    inside = folder / "tiny"
    inside.mkdir()
    (inside / "watch.yaml").write_text(FILES["watch.yaml"])
    assert find_watch("tiny", folder) == inside
    assert find_watch(str(inside)) == inside


def test_an_unknown_watch_is_told_with_those_that_exist(folder: Path) -> None:
    (folder / "tiny").mkdir()
    (folder / "tiny" / "watch.yaml").write_text(FILES["watch.yaml"])
    with pytest.raises(RegistryError, match=r"no watch 'tinny'; known: tiny"):
        find_watch("tinny", folder)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(junk=JUNK, name=st.sampled_from(sorted(FILES)))
def test_whatever_stands_in_a_file_the_watch_loads_or_says_why_not(
    tmp_path_factory: pytest.TempPathFactory, junk: object, name: str
) -> None:
    folder = tmp_path_factory.mktemp("watch")
    for each, text in FILES.items():
        (folder / each).write_text(text, encoding="utf-8")
    (folder / name).write_text(yaml.safe_dump(junk), encoding="utf-8")
    try:
        load_watch(folder)
    except RegistryError as error:
        assert name in str(error) or "outlets.yaml" in str(error) or ".yaml" in str(error)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"options": {"incldue": []}}, "options: unknown 'incldue' (expected one of include)"),
        (
            {"expect": {"fill": {"headlin": 0.9}}},
            "expect.fill: unknown 'headlin' (expected one of agency",
        ),
    ],
)
def test_a_check_that_could_never_fail_is_a_mistake(change: dict[str, object], told: str) -> None:
    source = {
        "id": "x", "name": "X", "kind": "outlet", "platform": "sitemap", "url": "https://a.example/",
        "domains": ["a.example"],
    }  # fmt: skip
    with pytest.raises(ValueError, match=re.escape(told)):
        Source.model_validate({**source, **change})
