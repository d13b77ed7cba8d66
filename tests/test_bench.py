"""Every benchmark runs and compares like with like. How fast anything is, is reported, never asserted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.database import open_database
from db.publish import build
from db.timeline import rebuild
from tests.bench.__main__ import BENCHMARKS, main, run
from tests.bench.made_pages import article_page
from tests.bench.row import BenchError, Row, fastest, rate_row, table
from tests.bench.workshop import Desk, Workshop, same
from tests.db import sample_debate

NAMES = {
    "crawl": {"crawl"},
    "extraction": {"extraction", "extraction, by CPU"},
    "backfill": {"backfill", "backfill, watched outlets only", "backfill, reading the file"},
    "tagging": {"tagging"},
    "memory": {"memory"},
    "parsers": {
        "parse article",
        "parse boardbook pages",
        "parse boarddocs json",
        "parse boarddocs pages",
        "parse civicclerk json",
        "parse civicclerk pages",
        "parse cpsboe actions",
        "parse cpsboe details",
        "parse cpsboe lists",
        "parse diligent json",
        "parse diligent pages",
        "parse document",
        "parse documents pages",
        "parse feed",
        "parse ical calendar",
        "parse legistar json",
        "parse legistar pages",
        "parse simbli json",
        "parse simbli pages",
        "parse listing pages",
        "parse sitemap",
        "parse urls json",
        "parse urls pages",
        "parse wayback json",
    },
    "publish": {"publish"},
    "export": {"export"},
    "site": {"site: front page", "site: timeline", "site: canned query"},
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The sample debate, published: the replica's database takes a minute to make."""
    watch, data = sample_debate.sample_watch(), tmp_path / "desk"
    data.mkdir()
    database = open_database(data / "hallwatch.db")
    with database.atomic():
        sample_debate.fill(database)
    rebuild(database, watch)
    build(database, data / "published.db", watch)
    database.conn.close()
    return Desk(data, watch)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_gives_its_rows(name: str, desk: Desk, tmp_path: Path) -> None:
    rows = run(name, Workshop(tmp_path, scale=0.01, rounds=1, desk=desk))

    assert {row.name for row in rows} == NAMES[name]
    assert all(row.ours > 0 and row.baseline > 0 and row.ratio > 0 for row in rows)


def test_the_command_prints_one_table_with_the_ratios() -> None:
    result = CliRunner().invoke(main, ["--only", "extraction", "--scale", "0.001", "--rounds", "1"])

    assert result.exit_code == 0, result.output
    head, line, _ = result.stdout.strip().splitlines()[-3:]
    assert head.split() == ["benchmark", "ours", "baseline", "unit", "ratio", "target", "against"]
    assert line.startswith("extraction") and "articles/s" in line and ">= 1.7" in line


def test_a_benchmark_that_does_not_exist_is_told() -> None:
    result = CliRunner().invoke(main, ["--only", "nothing"])

    assert result.exit_code == 2
    assert "'nothing' is not one of 'crawl', 'extraction'" in result.output


@pytest.mark.parametrize(
    ("unit", "ours", "baseline", "ratio"), [("rows/s", 50, 100, 0.5), ("ms", 20, 10, 0.5), ("ms", 5, 10, 2)]
)
def test_a_ratio_says_how_fast_ours_is_whatever_the_unit(
    unit: str, ours: float, baseline: float, ratio: float
) -> None:
    assert Row(name="x", unit=unit, ours=ours, baseline=baseline, against="y").ratio == ratio


def test_a_missed_target_is_said() -> None:
    missed = Row(name="x", unit="pages/s", ours=60, baseline=100, against="y", target=0.7)
    met = Row(name="z", unit="pages/s", ours=80, baseline=100, against="y", target=0.7)

    lines = table([missed, met]).splitlines()
    assert [("missed" in line) for line in lines] == [False, True, False]


def test_both_sides_are_run_in_turns_as_often_as_asked() -> None:
    order: list[str] = []
    job: Callable[[str], Callable[[], None]] = lambda word: lambda: order.append(word)  # noqa: E731

    seconds = fastest(job("ours"), job("theirs"), rounds=2)

    assert order == ["ours", "theirs", "ours", "theirs"]
    assert rate_row("x", "rows", 10, seconds, "y").unit == "rows/s"


def test_work_that_did_not_come_out_has_no_speed() -> None:
    with pytest.raises(BenchError, match="pages: 3, expected 4"):
        same(3, 4, "pages")


def test_made_pages_differ_and_are_the_same_every_time() -> None:
    pages = [article_page(number) for number in range(200)]

    assert len(set(pages)) == 200
    assert article_page(7) == pages[7]
