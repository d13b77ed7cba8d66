"""The measure over page sets: what it loads, what it counts as right."""

import json
from pathlib import Path

import pytest

from db.records import Article
from tests.measure.articles import main
from tests.measure.body_scores import shares
from tests.measure.metadata_scores import MetadataScore
from tests.measure.pages import load

PAGE = """<html><head><title>Board keeps its contract | Ledger</title></head><body>
<h1>Board keeps its contract</h1><p class="byline">By Ada One</p><p>Posted Feb. 22, 2024</p>
<p>{}</p></body></html>""".format("The board voted four to three on Thursday to keep its officers. " * 12)


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    told = {
        "url": "https://ledger.example/story",
        "headline": "Board keeps its contract",
        "date": "2024-02-22",
    }
    lines = []
    for number in range(6):
        (tmp_path / f"{number}.html").write_text(PAGE, encoding="utf-8")
        lines.append(
            json.dumps({"file": f"{number}.html", "authors": ["Ada One" if number else "Cy Three"], **told})
        )
    (tmp_path / "truth.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "truth.jsonl"


def test_the_measure_counts_what_is_right(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--pages", str(truth.parent), "--truth", str(truth), "--reader", "hallwatch", "--errors"]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert "headline  100.0% of 6" in printed
    assert "authors    83.3% of 6 (1 wrong, 0 missed)" in printed
    assert "authors: ['Cy Three']" in printed


def test_the_halves_share_no_page_and_what_is_untold_is_not_scored(truth: Path) -> None:
    dev, held = (load(truth.parent, truth, half) for half in ("dev", "held-out"))
    assert len(dev) + len(held) == 6
    assert not {page.name for page in dev} & {page.name for page in held}
    score = MetadataScore()
    (truth.parent / "bare.jsonl").write_text('{"file": "0.html"}', encoding="utf-8")
    (bare,) = load(truth.parent, truth.parent / "bare.jsonl")
    score.add(bare, Article(url=bare.url, headline="x"))
    assert all(tally.total == 0 for tally in score.tallies.values())


def test_a_folder_that_is_no_known_set_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--pages", str(tmp_path)]) == 2
    assert "give --truth FILE" in capsys.readouterr().err


def test_a_body_is_scored_by_its_runs_of_four_words(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Six words are three runs; of "a b c d e x" two are right.
    assert shares("a b c d e f", "a b c d e x") == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert shares("a b c d", "") == (None, 0)
    assert shares("", "a b") == (0, None)
    assert shares("", "") == (1, 1)
    told = {"file": "0.html", "body": "The board voted four to three on Thursday to keep its officers. " * 12}
    truth.write_text(json.dumps(told), encoding="utf-8")
    assert main(["--pages", str(truth.parent), "--truth", str(truth), "--reader", "hallwatch"]) == 0
    assert "body F1   1.000 (precision 1.000, recall 1.000) of 1" in capsys.readouterr().out
