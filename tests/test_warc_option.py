"""`crawl --warc` and `run --warc`: the flag reaches the crawl as a folder below the data; no other has it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import db.command_line
from cli import main
from db.job import JobOptions


@pytest.mark.parametrize("command", ["crawl", "run"])
@pytest.mark.parametrize("given", [True, False])
def test_the_flag_is_a_folder_below_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, given: bool
) -> None:
    asked: list[JobOptions] = []

    def run_job(*words: object) -> int:
        asked.extend(word for word in words if isinstance(word, JobOptions))
        return 0

    monkeypatch.setattr(db.command_line, "run_job", run_job)
    words = [command, *(["--warc"] if given else []), "--data", str(tmp_path)]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert [options.warc for options in asked] == [tmp_path / "warc" if given else None]


@pytest.mark.parametrize("command", ["tag", "build"])
def test_what_fetches_nothing_writes_no_archive(command: str) -> None:
    assert CliRunner().invoke(main, [command, "--warc"]).exit_code == 2
