"""What a person types: mistakes get a message and the right exit code, never a traceback."""

import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from db.database import open_database

ROOT = Path(__file__).resolve().parents[1]


def hallwatch(*words: str | Path, given: bytes | str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["runn"], "Did you mean 'run'?"),
        (["run", "--since", "last week"], "does not match the format"),
        (["run", "--max-requests", "0"], "0 is not in the range"),
        (["run", "--source", "nope"], "no source nope in watch cps-sro; known: chicago-board"),
        (["--watch", "nope", "sources"], "no watch 'nope'; known: cps-sro"),
        (["export", "timeline", "--stance", "maybe"], "'maybe' is not one of"),
        (["export", "timeline", "--kind", "party"], "'party' is not one of"),
        (["parse", "nope", __file__, "--url", "https://a.example/"], "no platform 'nope'; known: article"),
        (["parse", "feed", "nofile", "--url", "https://a.example/"], "No such file"),
        (["analyze", __file__, "--date", "2024-13-01"], "does not match the format"),
    ],
)
def test_wrong_usage_is_told_with_exit_code_2(words: list[str], told: str) -> None:
    result = hallwatch(*words)
    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize("command", [["export", "timeline"], ["serve"], ["status"]])
def test_what_needs_a_run_first_says_so(tmp_path: Path, command: list[str]) -> None:
    result = hallwatch(*command, "--data", tmp_path / "empty")
    assert result.exit_code == 1
    assert "does not exist yet; `hallwatch" in result.output
    assert not (tmp_path / "empty").exists()


def test_a_page_of_another_platform_is_told_not_answered_with_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><h1>Welcome</h1></body></html>")
    for platform in ("feed", "sitemap", "cpsboe"):
        result = hallwatch("parse", platform, page, "--url", "https://www.cpsboe.org/meetings")
        assert result.exit_code == 1
        assert "page.html" in result.output
        assert "expected" in result.output


def test_a_saved_page_gives_json_lines_with_the_time_zone_that_the_watch_knows() -> None:
    page = ROOT / "tests" / "platforms" / "cpsboe" / "details-4363.html"
    result = hallwatch("parse", "cpsboe", page, "--url", "https://www.cpsboe.org/meetings/details/4363")
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    meeting = next(record for record in records if record["type"] == "meeting")
    assert meeting["id"] == "4363"
    assert meeting["body"] == "Chicago Board of Education"
    assert meeting["start"].startswith("2024-02-22T")
    assert meeting["start"].endswith("-06:00")


def test_the_watch_and_the_data_folder_may_stand_on_either_side_and_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "watches" / "cps-sro", tmp_path / "mine")
    before = hallwatch("--watch", tmp_path / "mine", "sources")
    after = hallwatch("sources", "--watch", tmp_path / "mine")
    monkeypatch.setenv("HALLWATCH_WATCH", str(tmp_path / "mine"))
    assert before.output == after.output == hallwatch("sources").output
    monkeypatch.setenv("HALLWATCH_DATA", str(tmp_path / "elsewhere"))
    assert "elsewhere" in hallwatch("status").output
    assert "named" in hallwatch("status", "--data", tmp_path / "named").output


def test_every_mistake_in_a_watch_is_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "watches" / "cps-sro", tmp_path / "mine")
    boards = tmp_path / "mine" / "boards.yaml"
    boards.write_text(boards.read_text().replace("platform:", "platfrom:"))
    (tmp_path / "mine" / "people.yaml").write_text("- id: Not A Slug\n  name: X\n")
    result = hallwatch("--watch", tmp_path / "mine", "sources")
    assert result.exit_code == 2
    assert "boards.yaml:" in result.output
    assert "did you mean 'platform'?" in result.output
    assert "people.yaml:1" in result.output


def test_status_tells_every_source_and_fails_when_one_is_failing(tmp_path: Path) -> None:
    open_database(tmp_path / "hallwatch.db").close()
    result = hallwatch("status", "--data", tmp_path)
    assert "chicago-board" in result.output
    assert "never" in result.output
    assert result.exit_code == 0


def test_many_texts_in_one_process_keep_their_order_and_survive_bad_lines() -> None:
    lines = [
        json.dumps({"id": "a", "text": "The board voted 4-3 to keep police officers in its schools."}),
        "not json",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": ""}),
    ]
    result = hallwatch("analyze", "--jsonl", "-", given="\n".join(lines).encode())
    assert result.exit_code == 0
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, "c", "d"]
    assert answers[0]["relevant"] is True
    assert "error" in answers[1]
    assert "error" in answers[2]
    assert answers[3]["relevant"] is False


def test_text_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Ya está".encode("latin-1"))
    result = hallwatch("analyze", tmp_path / "latin.txt")
    assert result.exit_code == 1
    assert "not UTF-8" in result.output


def test_labels_that_cannot_be_read_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "labels.jsonl").write_text('{"id": 1}\n')
    result = hallwatch("evaluate", tmp_path / "labels.jsonl")
    assert result.exit_code == 1
    assert "1" in result.output


@pytest.fixture
def seed() -> str:
    path = ROOT.parent / "shared" / "seeds" / "chicago-board-votes-to-remove-sros.txt"
    if not path.exists():
        pytest.skip("the article that the project began with is not here")
    return path.read_text(encoding="utf-8")


def test_the_article_that_the_project_began_with(seed: str) -> None:
    result = hallwatch("analyze", "-", "--date", "2024-02-23", given=io.BytesIO(seed.encode()).read())
    found = json.loads(result.stdout)
    assert found["relevant"] is True
    names = {entity["id"] for entity in found["entities"] if entity["label"] == "ORG"}
    assert {"chicago-board-of-education", "chicago-public-schools"} <= names
    against = [statement for statement in found["statements"] if statement["stance"] == "against"]
    assert {statement["speaker"] for statement in against} == {"Chicago Board of Education"}
    assert any(statement["text"].startswith("To truly achieve our goal") for statement in against)
    assert any(statement["directness"] == "action" for statement in against)
    (vote,) = found["votes"]
    assert (vote["body"], vote["result"], vote["date"]) == (
        "Chicago Board of Education",
        "pass",
        "2024-02-22",
    )
    assert all(seed[entry["start"] : entry["end"]] == entry["text"] for entry in found["statements"])
